"""Note what was paid, paid back, paid by credit or not to be paid any more.

All is checked before anything is written. A movement of an id that is kept already
changes nothing, so whoever is not sure if it was noted notes it again.
"""

from collections.abc import Iterator
from datetime import date
from typing import cast

from attrs import frozen

from flowfit_invoicing.documents import (
    Allocation,
    CreditApplied,
    CreditTaken,
    CreditUse,
    EarlyDiscount,
    Event,
    Invoice,
    InvoiceRecord,
    Movement,
    Paid,
    Payment,
    Refund,
    Refunded,
    Reminded,
    Reversal,
    Reversed,
    WrittenOff,
    credit_of,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    AmountExceededError,
    ConflictError,
    DiscountLapsedError,
    OverpaymentError,
)
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.tax import PaymentTaxRules, TaxRules

_EVER = date.max
"""What is owed is asked of all that is known, also of what is dated later."""


@frozen
class Ledger:
    """The books of a seller within a transaction."""

    seller: str
    transaction: Transaction
    by: str | None = None
    """Who writes into them."""

    def record(self, number: str) -> InvoiceRecord:
        """Give an invoice with all that has happened to it.

        Raises:
            ConflictError: If the seller has no such invoice.
        """
        document = self.transaction.document(self.seller, number)
        if not isinstance(document, Invoice):
            found = "none" if document is None else document.kind
            raise ConflictError(f"invoice {number}", "one that was issued", found)
        return InvoiceRecord(document, self.transaction.events(self.seller, number))

    def records(self, client: str | None = None) -> tuple[InvoiceRecord, ...]:
        """Give all invoices, or those of a client, with what has happened to them."""
        documents = self.transaction.documents(self.seller, client=client)
        return tuple(
            self.record(each.number) for each in documents if isinstance(each, Invoice)
        )

    def has(self, movement: Movement) -> bool:
        """Tell if a movement is kept already.

        Raises:
            ConflictError: If another one of its id is.
        """
        kept = self.transaction.payment(self.seller, movement.id)
        if kept is not None and kept != movement:
            raise ConflictError(f"payment {movement.id}", "as it is kept", "another")
        return kept is not None

    def note(self, number: str, event: Event) -> None:
        """Write down what happened to an invoice."""
        self.transaction.add_event(self.seller, number, event)

    def keep(self, movement: Movement, events: list[tuple[str, Event]]) -> None:
        """Write a movement down, and what it does to invoices."""
        self.transaction.put_payment(self.seller, movement)
        for number, event in events:
            self.note(number, event)

    def owed(self, number: str, movement: Movement) -> InvoiceRecord:
        """Give the invoice that a movement of its client pays, issued by then."""
        record = self.record(number)
        invoice = record.invoice
        if invoice.client.code != movement.client:
            expected = f"expected an invoice of client {movement.client}"
            raise refused(number, expected)
        if movement.on < invoice.issue_date:
            raise refused(movement.on, f"expected a day from {invoice.issue_date} on")
        return record


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
    _check_paid(part, record, discount)
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


def _check_paid(
    part: Allocation, record: InvoiceRecord, discount: EarlyDiscount | None
) -> None:
    owed = record.outstanding(_EVER)
    due = owed if discount is None else owed - discount.total
    if part.amount > due:
        raise OverpaymentError(f"invoice {part.number}", part.amount, due)
    if discount is not None and part.amount < due:
        subject = f"discounted payment of invoice {part.number}"
        raise ConflictError(subject, str(due), str(part.amount))


def payment_rules(taxes: TaxRules) -> PaymentTaxRules:
    """Take the rules of a regime that says what early payment does to its taxes."""
    if not hasattr(taxes, "discount_lowers_tax"):
        raise refused(taxes, "expected tax rules to have discount_lowers_tax")
    return cast("PaymentTaxRules", taxes)


def refund(back: Refund, ledger: Ledger) -> None:
    """Note money that went back, unless it is kept already.

    Raises:
        AmountExceededError: If more goes back than was paid, or than there is credit.
        ConflictError: If another one of that id is kept, or there is no such invoice.
    """
    if ledger.has(back):
        return
    events = list[tuple[str, Event]]()
    if back.number is None:
        check_credit(back, back.amount, ledger)
    else:
        record = ledger.owed(back.number, back)
        _check_enough(f"invoice {back.number}", back.amount, record.paid(_EVER))
        event = Refunded(on=back.on, by=ledger.by, movement=back.id, amount=back.amount)
        events.append((back.number, event))
    ledger.keep(back, events)


def apply_credit(use: CreditUse, ledger: Ledger) -> None:
    """Pay invoices by credit, unless that is kept already.

    Raises:
        AmountExceededError: If there is less credit.
        OverpaymentError: If an invoice is paid more than it owes.
        ConflictError: If another one of that id is kept, or there is no such invoice.
    """
    if ledger.has(use):
        return
    events = [_applied(each, use, ledger) for each in use.allocations]
    if use.source is None:
        check_credit(use, use.amount, ledger)
    else:
        events.append((use.source, _taken(use, use.source, ledger)))
    ledger.keep(use, events)


def _applied(part: Allocation, use: CreditUse, ledger: Ledger) -> tuple[str, Event]:
    _check_paid(part, ledger.owed(part.number, use), None)
    event = CreditApplied(on=use.on, by=ledger.by, movement=use.id, amount=part.amount)
    return part.number, event


def _taken(use: CreditUse, source: str, ledger: Ledger) -> Event:
    overpaid = -ledger.owed(source, use).outstanding(_EVER)
    _check_enough(f"invoice {source}", use.amount, overpaid)
    return CreditTaken(on=use.on, by=ledger.by, movement=use.id, amount=use.amount)


def check_credit(movement: Movement, amount: Money, ledger: Ledger) -> None:
    """Make sure that a client has so much credit.

    Raises:
        AmountExceededError: If it has less.
    """
    kept = ledger.transaction.payments(ledger.seller, client=movement.client)
    credit = credit_of(kept, amount.currency, _EVER)
    _check_enough(f"credit of client {movement.client}", amount, credit)


def _check_enough(subject: str, asked: Money, available: Money) -> None:
    if asked > available:
        raise AmountExceededError(subject, asked, available)


def reverse(reversal: Reversal, ledger: Ledger) -> None:
    """Take a movement back as a whole, unless that is kept already.

    Raises:
        ConflictError: If there is no such movement of the client, it was reversed, or
            another one of that id is kept.
    """
    if ledger.has(reversal):
        return
    _check_reversible(reversal, ledger)
    events = [
        (record.invoice.number, event)
        for record in ledger.records(reversal.client)
        for event in _reversed(record, reversal, ledger.by)
    ]
    ledger.keep(reversal, events)


def _reversed(
    record: InvoiceRecord, reversal: Reversal, by: str | None
) -> Iterator[Event]:
    for moved in record.movements(reversal.reverses):
        yield Reversed(
            on=reversal.on, by=by, movement=moved.movement, amount=moved.settles
        )


def _check_reversible(reversal: Reversal, ledger: Ledger) -> None:
    kept = ledger.transaction.payments(ledger.seller, client=reversal.client)
    subject, wanted = f"payment {reversal.reverses}", f"one of {reversal.client}"
    found = next((each for each in kept if each.id == reversal.reverses), None)
    if found is None:
        raise ConflictError(subject, wanted, "none")
    if isinstance(found, Reversal):
        raise ConflictError(subject, "no reversal itself", "one")
    for each in kept:
        if isinstance(each, Reversal) and each.reverses == found.id:
            raise ConflictError(subject, "not reversed yet", f"reversal {each.id}")
    if reversal.on < found.on:
        raise refused(reversal.on, f"expected a day from {found.on} on")


def write_off(number: str, loss: WrittenOff, ledger: Ledger) -> None:
    """Give up a part of what is owed, or all of it.

    Raises:
        AmountExceededError: If less is owed.
        ConflictError: If there is no such invoice.
    """
    owed = ledger.record(number).outstanding(_EVER)
    _check_enough(f"invoice {number}", loss.amount, owed)
    note(number, loss, ledger)


def remind(number: str, reminder: Reminded, ledger: Ledger) -> None:
    """Note that a client was reminded.

    Raises:
        ConflictError: If the invoice is not overdue, or there is no such invoice.
    """
    if not ledger.record(number).days_overdue(reminder.on):
        raise ConflictError(f"invoice {number}", "overdue", "not overdue")
    note(number, reminder, ledger)


def note(number: str, event: Event, ledger: Ledger) -> None:
    """Write down what happened to an invoice since it was issued.

    Raises:
        ConflictError: If there is no such invoice.
    """
    issued = ledger.record(number).invoice.issue_date
    if event.on < issued:
        raise refused(event.on, f"expected a day from {issued} on")
    ledger.note(number, event)
