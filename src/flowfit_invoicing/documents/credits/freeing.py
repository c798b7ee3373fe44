"""What a credit note gives back of tasks, so that they can be billed again."""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve

from flowfit_invoicing.documents.bills import Bill
from flowfit_invoicing.documents.claims import Claim
from flowfit_invoicing.documents.issued import Issued
from flowfit_invoicing.documents.lines.details import LineDetails
from flowfit_invoicing.documents.lines.lines import InvoiceLine, TaskKey
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.money import EXACT, total_of
from flowfit_invoicing.work import ITEM

from .notes import CreditNote
from .remainders import LineLeft, line_credit_of

Freeing: TypeAlias = bool | Iterable[TaskKey]
"""Which tasks are to be billed again: all that are credited, none, or these."""

_ZERO = Decimal(0)


def freed(
    tasks: Freeing,
    invoice: Issued,
    left: tuple[LineLeft, ...],
    lines: tuple[InvoiceLine, ...],
    before: Iterable[CreditNote],
) -> Iterator[Claim]:
    """Give how much of *tasks* the *lines* of a note give back; True is all they can.

    That is what the note credits of them; with the last of a task, all that earlier
    notes have credited without giving it back. *left* is what the note leaves.

    Raises:
        InvalidValueError: If the note has no line of one of the tasks.
    """
    credited = _credited(invoice, lines)
    chosen = _chosen(tasks, credited.keys())
    earlier = [each for note in before for each in note.frees]
    for claim in invoice.claims(invoice.number):
        if claim.task in chosen:
            given = total_of(each.amount for each in earlier if each.task == claim.task)
            kept = EXACT.subtract(claim.amount, given)
            own = (each for each in left if claim.task in each.line.tasks)
            is_done = all(each.is_done for each in own)
            amount = kept if is_done else min(credited[claim.task], kept)
            if amount > 0:
                yield evolve(claim, amount=amount)


def lines_freed(
    note: CreditNote, invoice: Bill, before: Iterable[CreditNote] = ()
) -> Iterator[InvoiceLine]:
    """Give the lines of an invoice of which a note frees something, at that amount.

    *before* has the notes before it: with the last of a task, it frees what they have
    credited and not given back.
    """
    earlier = tuple(before)
    for claim in note.frees:
        kept = (each for each in earlier if not _frees(each, claim.task))
        own = list(_of_task(claim.task, note, invoice))
        if total_of(line.net for line in own) < claim.amount:
            own += (e for each in kept for e in _of_task(claim.task, each, invoice))
        yield from own


def _frees(note: CreditNote, task: TaskKey) -> bool:
    return any(each.task == task for each in note.frees)


def _of_task(task: TaskKey, note: CreditNote, invoice: Bill) -> Iterator[InvoiceLine]:
    """Give the lines of a task that a note credits, as they are on the invoice."""
    for line in note.lines:
        billed = invoice.lines[line_credit_of(line).place]
        if task in billed.tasks:
            yield _at(billed, line.net)


def _at(line: InvoiceLine, net: Decimal) -> InvoiceLine:
    """Give a line as one item at an amount, of the same task and service."""
    terms = evolve(line.terms, unit=ITEM, unit_price=net, per=1, minimum=None)
    fee = None if line.details is None else line.details.fee
    return evolve(line, terms=terms, details=LineDetails(amount=1, fee=fee))


def _credited(invoice: Bill, lines: Iterable[InvoiceLine]) -> dict[TaskKey, Decimal]:
    """Give what the lines of a note credit of each task."""
    credited: dict[TaskKey, Decimal] = {}
    for line in lines:
        for task in invoice.lines[line_credit_of(line).place].tasks:
            credited[task] = EXACT.add(credited.get(task, _ZERO), line.net)
    return credited


def _chosen(tasks: Freeing, credited: Collection[TaskKey]) -> Collection[TaskKey]:
    if isinstance(tasks, bool):
        return credited if tasks else ()
    chosen = tuple_of(tuple, tasks)
    for task in chosen:
        if task not in credited:
            raise refused(task, "expected a task of the lines that are credited")
    return chosen
