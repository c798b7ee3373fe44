"""Invoices and what happens to them, for tests of payments."""

from datetime import date
from typing import Any

from attrs import evolve

from flowfit_invoicing import (
    Credited,
    Invoice,
    InvoiceDraft,
    InvoiceRecord,
    Money,
    Paid,
    PaymentTerms,
    Reversed,
    Tax,
    WrittenOff,
)
from flowfit_invoicing.documents import Event
from tests.documents.bills import GST, QST, line
from tests.quickstart import ACME, AGENCY

ISSUED = date(2026, 11, 24)


def cad(amount: str) -> Money:
    """Make Canadian dollars."""
    return Money(amount, "CAD")


def december(number: int) -> date:
    """Make a day of December 2026."""
    return date(2026, 12, number)


def invoice(
    amount: str = "100.00",
    number: str = "F-1",
    *,
    terms: PaymentTerms | None = None,
    taxes: tuple[Tax, ...] = (GST, QST),
    **parts: Any,  # noqa: ANN401 - whatever a draft has
) -> Invoice:
    """Issue an invoice: 100.00 comes to 114.98, due on 24 December."""
    agreed = PaymentTerms(30) if terms is None else terms
    draft: dict[str, Any] = {
        "seller": AGENCY,
        "client": evolve(ACME, payment_terms=agreed),
        "currency": "CAD",
        "lines": [line(amount)],
        "taxes": taxes,
    }
    return InvoiceDraft(**{**draft, **parts}).issue(number, ISSUED)


def record(*events: Event, of: Invoice | None = None) -> InvoiceRecord:
    """Put an invoice beside its events."""
    return InvoiceRecord(invoice() if of is None else of, events)


def paid(amount: str, day: int = 1, movement: str = "B-1") -> Paid:
    """Make a payment's part for the invoice."""
    return Paid(on=december(day), movement=movement, amount=cad(amount))


def returned(amount: str, day: int = 1, movement: str = "B-1") -> Reversed:
    """Take a payment back."""
    return Reversed(on=december(day), movement=movement, amount=cad(amount))


def lost(amount: str, loss: Any = "bad-debt", day: int = 1) -> WrittenOff:  # noqa: ANN401 - whatever it is
    """Write off a part."""
    return WrittenOff(on=december(day), amount=cad(amount), reason="Lost", loss=loss)


def credited(
    amount: str, day: int = 1, number: str = "N-1", net: str = "0.00"
) -> Credited:
    """Credit a part; *net* is its amount before tax, where that counts."""
    return Credited(on=december(day), number=number, amount=cad(amount), net=cad(net))
