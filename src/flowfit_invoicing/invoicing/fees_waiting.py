"""Which tasks were chosen without the others, so that fees still wait for them.

What was billed and freed again counts for nothing: neither does it have its fees any
more, nor do its fees wait for others than those that bill its work.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from flowfit_invoicing.documents import (
    Bill,
    Claim,
    CreditNote,
    InvoiceLine,
    Issued,
    LineDetails,
    TaskKey,
    line_credit_of,
)

Held: TypeAlias = frozenset[tuple[str, str]]
"""Ids of drafts and numbers of documents, each with the number of a project."""


def held_by(claims: Iterable[Claim], bills: Mapping[str, Bill]) -> Held:
    """Give who has tasks of a project that no credit note has freed as a whole.

    A part of 0.00 has its task too, although no share of it, until a note frees that.
    """
    shares = dict[tuple[str, TaskKey], Fraction]()
    credited = set[tuple[str, TaskKey]]()
    for claim in claims:
        bill = bills.get(claim.holder)
        note = bill if isinstance(bill, CreditNote) else None
        key = note.invoice_number if note else claim.holder, claim.task
        shares[key] = shares.get(key, Fraction(0)) + claim.share
        if note:
            credited.add(key)
    return frozenset(
        (own, task[0])
        for (own, task), share in shares.items()
        if share or (own, task) not in credited
    )


def _fees_kept(bills: Mapping[str, Bill]) -> Held:
    """Give whose fees that stand for the work at hand were not credited with it."""
    credited = {
        (note.invoice_number, line_credit_of(line).place)
        for note in bills.values()
        if isinstance(note, CreditNote)
        for line in note.lines
    }
    return frozenset(
        (holder, task[0])
        for holder, bill in bills.items()
        for place, fee in enumerate(bill.lines)
        if fee.is_computed and not fee.tasks and (holder, place) not in credited
        for task in bill.tasks
        if fee.project_number in (None, task[0])
    )


def fees_wait_for(
    bills: Mapping[str, Bill], begun: Collection[TaskKey], held: Held
) -> tuple[frozenset[TaskKey], frozenset[TaskKey]]:
    """Give the tasks that were billed by themselves since all fees were, if at all.

    Those for which fees of their project wait, and those for which only fees of an
    invoice for several projects do. Fees that were freed with their work are not billed
    any more.
    """
    own, joint = list[tuple[TaskKey, date]](), list[tuple[TaskKey, date]]()
    latest, last = dict[str, date](), date.min
    for line, key, on in _billed(bills, held | _fees_kept(bills)):
        details = line.details or LineDetails()
        if details.fees_wait:
            own.append((key, on))
            continue
        latest[key[0]] = max(on, latest.get(key[0], date.min))
        if details.joint_fees_wait:
            joint.append((key, on))
        else:
            last = max(on, last)
    waiting = {key for key, on in own if on > latest.get(key[0], date.min)}
    jointly = {key for key, on in (*own, *joint) if on > last}
    return (
        frozenset(waiting.intersection(begun)),
        frozenset(jointly.intersection(begun).difference(waiting)),
    )


def _billed(
    bills: Mapping[str, Bill], held: Held
) -> Iterator[tuple[InvoiceLine, TaskKey, date]]:
    """Give the lines of tasks that are held, and the days of their documents."""
    for holder, bill in bills.items():
        on = bill.issue_date if isinstance(bill, Issued) else date.max
        for line in bill.lines:
            for key in line.tasks if line.task is not None else ():
                if (holder, key[0]) in held:
                    yield line, key, on
