"""Which tasks were chosen without the others, so that fees still wait for them.

What was billed and freed again counts for nothing: neither does it have its fees any
more, nor do its fees wait for others than those that bill its work.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import TypeAlias

from flowfit_invoicing.documents import (
    Bill,
    Claim,
    CreditNote,
    Issued,
    TaskKey,
    line_credit_of,
)

Held: TypeAlias = frozenset[tuple[str, str]]
"""Ids of drafts and numbers of documents, each with the number of a project."""


def held_by(claims: Iterable[Claim], bills: Mapping[str, Bill]) -> Held:
    """Give who has tasks of a project that no credit note has freed as a whole."""
    shares = dict[tuple[str, TaskKey], Fraction]()
    for claim in claims:
        bill = bills.get(claim.holder)
        own = bill.invoice_number if isinstance(bill, CreditNote) else claim.holder
        key = own, claim.task
        shares[key] = shares.get(key, Fraction(0)) + claim.share
    return frozenset((own, task[0]) for (own, task), share in shares.items() if share)


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
) -> frozenset[TaskKey]:
    """Give the tasks that were billed by themselves since all fees were, if at all.

    Fees that were freed with their work are not billed any more.
    """
    held |= _fees_kept(bills)
    marked = list[tuple[TaskKey, date]]()
    latest = dict[str, date]()
    for holder, bill in bills.items():
        on = bill.issue_date if isinstance(bill, Issued) else date.max
        for line in bill.lines:
            for key in line.tasks if line.task is not None else ():
                if (holder, key[0]) not in held:
                    continue
                if line.details is not None and line.details.fees_wait:
                    marked.append((key, on))
                else:
                    latest[key[0]] = max(on, latest.get(key[0], date.min))
    return frozenset(
        key for key, on in marked if key in begun and on > latest.get(key[0], date.min)
    )
