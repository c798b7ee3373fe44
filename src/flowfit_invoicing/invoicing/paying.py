"""Note payments, in part or in full, with the discount for paying early.

All is checked before anything is written.
"""

from datetime import date
from typing import cast

from attrs import evolve

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
from flowfit_invoicing.money import Money
from flowfit_invoicing.tax import PaymentTaxRules, TaxRules

from .ledger import EVER, Ledger


def pay(payment: Payment, ledger: Ledger, taxes: TaxRules) -> None:
    """Note a payment, unless it is kept already.

    Raises:
        OverpaymentError: If an invoice is paid more than it owes.
        DiscountLapsedError: If a discount was taken that is not to be had that day.
        ConflictError: If a discount was taken and not all of the rest of that day is
            paid, another payment of that id is kept, or there is no such invoice.
        CurrencyMismatchError: If an invoice is in another currency.
    """
    if not ledger.has(payment):
        events = [_paid(each, payment, ledger, taxes) for each in payment.allocations]
        ledger.keep(payment, events)


def _paid(
    part: Allocation, payment: Payment, ledger: Ledger, taxes: TaxRules
) -> tuple[str, Event]:
    record = ledger.owed(part.number, payment)
    paid = Paid(on=payment.on, by=ledger.by, movement=payment.id, amount=part.amount)
    if not part.discounted:
        check_paid(part, record)
        return part.number, paid
    discount = _discount(record, payment.on, taxes)
    _check_all_paid(part, record, payment.on, discount)
    early = evolve(paid, discount=discount)
    if not payment.keep_rest:
        _check_not_too_much(part, record, early)
    return part.number, early


def _discount(record: InvoiceRecord, on: date, taxes: TaxRules) -> EarlyDiscount:
    discount = record.discount(on, payment_rules(taxes))
    if discount is None:
        invoice = record.invoice
        terms = invoice.client.payment_terms.discount
        last_day = None if terms is None else terms.last_day(invoice.issue_date)
        raise DiscountLapsedError(invoice.number, on, last_day)
    return discount


def _check_all_paid(
    part: Allocation, record: InvoiceRecord, on: date, discount: EarlyDiscount
) -> None:
    """Make sure that a discounted payment pays what was owed on its day, no less.

    Raises:
        OverpaymentError: If it pays more.
        ConflictError: If a rest stays open.
    """
    due = record.outstanding(on) - discount.total
    if part.amount < due:
        subject = phrase("discounted-payment", name=part.number)
        raise ConflictError(subject, due, part.amount)
    _check_not_above(part, due)


def _check_not_too_much(part: Allocation, record: InvoiceRecord, early: Paid) -> None:
    """Make sure that with all that is known by now, no rest is kept in silence.

    Raises:
        OverpaymentError: If it is.
    """
    events = (*record.events, early)
    above = -evolve(record, events=events).outstanding(EVER)
    _check_not_above(part, part.amount - above)


def check_paid(part: Allocation, record: InvoiceRecord) -> None:
    """Make sure that an invoice is not paid too much, by all that is known.

    Raises:
        OverpaymentError: If it is.
    """
    _check_not_above(part, record.outstanding(EVER))


def _check_not_above(part: Allocation, due: Money) -> None:
    if part.amount > due:
        raise OverpaymentError(phrase("invoice", name=part.number), part.amount, due)


def payment_rules(taxes: TaxRules) -> PaymentTaxRules:
    """Take the rules of a regime that says what early payment does to its taxes."""
    if not hasattr(taxes, "discount_lowers_tax"):
        raise refused(taxes, "expected tax rules to have discount_lowers_tax")
    return cast("PaymentTaxRules", taxes)
