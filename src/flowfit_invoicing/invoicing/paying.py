"""Note payments, in part or in full, with the discount for paying early.

All is checked before anything is written.
"""

from datetime import date
from typing import cast

from flowfit_invoicing.documents import (
    Allocation,
    EarlyDiscount,
    Event,
    InvoiceRecord,
    Paid,
    Payment,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    ConflictError,
    DiscountLapsedError,
    OverpaymentError,
    phrase,
)
from flowfit_invoicing.tax import PaymentTaxRules, TaxRules

from .ledger import EVER, Ledger


def pay(payment: Payment, ledger: Ledger, taxes: TaxRules) -> None:
    """Note a payment, unless it is kept already.

    Raises:
        OverpaymentError: If an invoice is paid more than it owes.
        DiscountLapsedError: If a discount was taken that is not to be had that day.
        ConflictError: If a discount was taken and not all of the rest is paid, another
            payment of that id is kept, or there is no such invoice.
        CurrencyMismatchError: If an invoice is in another currency.
    """
    if not ledger.has(payment):
        events = [_paid(each, payment, ledger, taxes) for each in payment.allocations]
        ledger.keep(payment, events)


def _paid(
    part: Allocation, payment: Payment, ledger: Ledger, taxes: TaxRules
) -> tuple[str, Event]:
    record = ledger.owed(part.number, payment)
    discount = _discount(record, payment.on, taxes) if part.discounted else None
    check_paid(part, record, discount)
    event = Paid(
        on=payment.on,
        by=ledger.by,
        movement=payment.id,
        amount=part.amount,
        discount=discount,
    )
    return part.number, event


def _discount(record: InvoiceRecord, on: date, taxes: TaxRules) -> EarlyDiscount:
    discount = record.discount(on, payment_rules(taxes))
    if discount is None:
        invoice = record.invoice
        terms = invoice.client.payment_terms.discount
        last_day = None if terms is None else terms.last_day(invoice.issue_date)
        raise DiscountLapsedError(invoice.number, on, last_day)
    return discount


def check_paid(
    part: Allocation, record: InvoiceRecord, discount: EarlyDiscount | None
) -> None:
    """Make sure that an invoice is not paid too much, nor too little for a discount.

    Raises:
        OverpaymentError: If it is too much.
        ConflictError: If a discount is taken and a rest stays open.
    """
    owed = record.outstanding(EVER)
    due = owed if discount is None else owed - discount.total
    if part.amount > due:
        raise OverpaymentError(phrase("invoice", name=part.number), part.amount, due)
    if discount is not None and part.amount < due:
        subject = phrase("discounted-payment", name=part.number)
        raise ConflictError(subject, due, part.amount)


def payment_rules(taxes: TaxRules) -> PaymentTaxRules:
    """Take the rules of a regime that says what early payment does to its taxes."""
    if not hasattr(taxes, "discount_lowers_tax"):
        raise refused(taxes, "expected tax rules to have discount_lowers_tax")
    return cast("PaymentTaxRules", taxes)
