"""Invoices to credit, and series of credit notes of them."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from attrs import evolve

from flowfit_invoicing import CreditNote, Invoice, InvoiceLine, Money, Tax
from flowfit_invoicing.documents import Asked, credit
from flowfit_invoicing.documents.percentages import Agreed
from tests.documents.bills import DAY, DRAFT, GST

LATE = {"en": "Delivered late", "fr": "Livraison tardive"}


def cad(amount: str | Decimal) -> Money:
    """Make an amount of dollars."""
    return Money(amount, "CAD")


def invoice(
    *lines: InvoiceLine,
    taxes: Iterable[Tax] = (GST,),
    adjustments: Iterable[Agreed] = (),
) -> Invoice:
    """Make the invoice F-1 of some lines."""
    draft = evolve(DRAFT, lines=lines, taxes=taxes, adjustments=adjustments)
    return draft.issue("F-1", DAY)


def series(
    billed: Invoice, *several: Mapping[int, Asked] | None
) -> tuple[CreditNote, ...]:
    """Make the credit notes N-1, N-2 and so on of an invoice, one after the other."""
    notes: tuple[CreditNote, ...] = ()
    for lines in several:
        draft = credit(billed, LATE, lines, before=notes)
        notes = (*notes, draft.issue(f"N-{len(notes) + 1}", DAY))
    return notes
