"""Credit an invoice: all of it, or chosen lines, quantities and amounts."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeAlias

from attrs import evolve

from flowfit_invoicing.documents.bills import Bill, parts_of
from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.doors import (
    one_of_type,
    pairs_of,
    refused,
    tuple_of,
    whole_number,
)
from flowfit_invoicing.errors import NothingToCreditError, OverCreditError
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import LocalizedText

from .adjustments import adjustments_for
from .freeing import Freeing, freed
from .lines import Asked, line_for
from .notes import CreditNote, CreditNoteDraft
from .preceding import PrecedingInvoice, sum_of_rows
from .remainders import LineLeft

Reason: TypeAlias = LocalizedText | str | Mapping[str, str]

_BOUNDED = ("net", "gross")


def credit(
    invoice: Invoice,
    reason: Reason,
    lines: Mapping[int, Asked] | None = None,
    *,
    before: Iterable[CreditNote] = (),
    free_tasks: Freeing = False,
) -> CreditNoteDraft:
    """Credit an invoice, or of chosen *lines* a quantity, an amount or all.

    *lines* says how much of which line, by its place from 0: a `Quantity` or a bare
    number of its units, an amount as `Money` before tax, or None for all that is left.
    Without it, all that is left of the invoice is credited. *before* has the credit
    notes that the invoice has already. Tasks stay billed, unless *free_tasks* is True,
    or says which of them are to be billed again.

    >>> from datetime import date
    >>> from flowfit_invoicing import Client, InvoiceDraft, InvoiceLine, Money, Party
    >>> draft = InvoiceDraft(
    ...     seller=Party("Agency"), client=Client("ACME", Party("Acme inc.")),
    ...     currency="CAD", lines=[InvoiceLine.of("Layout", Money(45, "CAD"))],
    ... )
    >>> billed = draft.issue("F-1", date(2026, 11, 24))
    >>> part = credit(billed, "Typos", {0: Money(10, "CAD")})
    >>> print(part.totals.net)
    10.00 CAD
    >>> note = part.issue("NC-1", date(2026, 12, 1))
    >>> print(credit(billed, "Wrong client", before=[note]).totals.net)
    35.00 CAD

    Raises:
        OverCreditError: If a line has less left than is asked for, or the invoice,
            after its deposits and with the allowances and charges on the whole. All
            that is left can be credited always.
        NothingToCreditError: If the invoice, or a line, has nothing left.
        InvalidValueError: If there is no such line, a quantity is in another unit,
            nothing is asked for, or a note of *before* is about another invoice.
        CurrencyMismatchError: If an amount is in another currency.
    """
    notes = _notes(before, one_of_type(Invoice, invoice))
    left = tuple(_left(invoice, notes))
    asked = _all(left, invoice) if lines is None else _chosen(lines, left)
    own = tuple(
        line_for(much, left[place], invoice.number) for place, much in asked.items()
    )
    after = tuple(each.after(own) for each in left)
    credited = (row for note in notes for row in note.totals.taxes)
    draft = CreditNoteDraft(
        **_shared(invoice),
        preceding=PrecedingInvoice(
            invoice.number,
            invoice.issue_date,
            invoice.totals.taxes,
            sum_of_rows(credited),
        ),
        reason=reason,
        frees=freed(free_tasks, invoice, after, own, notes),
    )
    adjustments = adjustments_for(invoice, own, notes)
    is_last = all(each.is_done for each in after)
    note = evolve(
        draft,
        lines=own,
        adjustments=adjustments,
        deductions=invoice.deductions if is_last else (),
        rounding=invoice.rounding if is_last else None,
        notes="",
        internal_notes="",
    )
    if not is_last:
        _check_covered(note, invoice, notes)
    return note


def is_taken_back(invoice: Bill, notes: Iterable[CreditNote]) -> bool:
    """Tell if nothing is left of an invoice to credit: it is cancelled."""
    return all(each.is_done for each in _left(invoice, tuple(notes)))


def _check_covered(
    note: CreditNoteDraft, invoice: Invoice, before: tuple[CreditNote, ...]
) -> None:
    """Make sure that a note before the last is within what is left, and not below zero.

    The last note takes deductions back, and what else the lines don't bear; those
    before must leave as much for it.
    """
    for name in _BOUNDED:
        asked, whole = (getattr(each.totals, name) for each in (note, invoice))
        credited = (getattr(each.totals, name) for each in before)
        left = whole - Money.total(credited, invoice.currency)
        if asked > left and left.amount <= 0:
            raise NothingToCreditError(invoice.number)
        if not 0 <= asked.amount <= left.amount:
            raise OverCreditError(invoice.number, None, asked, left)


def _shared(invoice: Invoice) -> dict[str, Any]:
    """Give what a note has of its invoice, but what was deducted or paid before.

    What was prepaid is the client's again, once the invoice is credited.
    """
    return parts_of(invoice) | {"deductions": (), "prepayments": (), "rounding": None}


def _notes(before: Iterable[CreditNote], invoice: Invoice) -> tuple[CreditNote, ...]:
    notes = tuple_of(CreditNote, before)
    numbers = [note.number for note in notes]
    if len(set(numbers)) < len(numbers):
        raise refused(numbers, "expected each credit note once")
    expected = invoice.seller.identity, invoice.number
    for note in notes:
        if (note.seller.identity, note.invoice_number) != expected:
            raise refused(note.number, f"expected a credit note of {invoice.number}")
    return notes


def _left(invoice: Bill, notes: Iterable[CreditNote]) -> Iterator[LineLeft]:
    credited = [line for note in notes for line in note.lines]
    for place, line in enumerate(invoice.lines):
        yield LineLeft(place, line).after(credited)


def _all(left: Iterable[LineLeft], invoice: Invoice) -> dict[int, Asked]:
    asked = {each.place: None for each in left if not each.is_done}
    if not asked:
        raise NothingToCreditError(invoice.number)
    return dict(asked)


def _chosen(lines: Mapping[int, Asked], left: tuple[LineLeft, ...]) -> dict[int, Asked]:
    asked = dict(pairs_of(lines))
    if not asked:
        raise refused(lines, "expected one line at least")
    for place in asked:
        if not 0 <= whole_number(place) < len(left):
            raise refused(place, f"expected one of {len(left)} lines, from 0")
    return {place: asked[place] for place in sorted(asked)}
