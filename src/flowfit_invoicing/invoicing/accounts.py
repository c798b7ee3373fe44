"""The part of `Invoicing` that is about what clients owe: paying and reminding."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date

from attrs import field, frozen

from flowfit_invoicing.documents import (
    Aging,
    CreditUse,
    DueReminder,
    Invoice,
    InvoiceRecord,
    Loss,
    Payment,
    Refund,
    Reminded,
    ReminderPolicy,
    Reversal,
    Statement,
    Viewed,
    WrittenOff,
    aging,
    credit_of,
    reminders_due,
    statement,
)
from flowfit_invoicing.doors import one_of_type, role
from flowfit_invoicing.money import Currency, Money
from flowfit_invoicing.parties import Client
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.text import LocalizedText, possibly_empty_line

from . import noting, paying, returning
from .ledger import Ledger
from .lists import Lists


@frozen(kw_only=True, eq=False)
class Accounts(Lists):
    """What a person does about money that clients owe, for one seller."""

    taxes: TaxRules = field(validator=role("taxes_for"))

    def record(self, invoice: Invoice | str) -> InvoiceRecord:
        """Give an invoice, by itself or its number, with all that has happened to it.

        Raises:
            ConflictError: If the store has no such invoice.
        """
        with self._read() as ledger:
            return ledger.record(_number(invoice))

    def records(self, client: Client | str | None = None) -> tuple[InvoiceRecord, ...]:
        """Give all invoices, or those of a client, with what has happened to them."""
        with self._read() as ledger:
            return ledger.records(None if client is None else _code(client))

    def pay(
        self, payment: Payment, *, by: str | None = None
    ) -> tuple[InvoiceRecord, ...]:
        """Note a payment, and give the invoices that it pays as they are then.

        The same payment again changes nothing and gives the same.

        Raises:
            OverpaymentError: If an invoice is paid more than it owes; with a discount,
                more than it owed on the day of the payment, or owes by now unless
                the rest is kept.
            DiscountLapsedError: If a discount was taken that is not to be had that day.
            ConflictError: If a discount was taken and not all of the rest of that day
                is paid, the id is another payment's, or there is no such invoice.
            CurrencyMismatchError: If an invoice is in another currency.
            InvalidValueError: If an invoice is another client's, or issued later.
        """
        one_of_type(Payment, payment)
        with self._ledger(by) as ledger:
            paying.pay(payment, ledger, self.taxes)
            return tuple(ledger.record(each.number) for each in payment.allocations)

    def refund(self, refund: Refund, *, by: str | None = None) -> None:
        """Note money that went back to a client; the same again changes nothing.

        Raises:
            AmountExceededError: If less was paid, or there is less credit.
            ConflictError: If the id is another's, or there is no such invoice.
        """
        one_of_type(Refund, refund)
        with self._ledger(by) as ledger:
            returning.refund(refund, ledger)

    def apply_credit(
        self, use: CreditUse, *, by: str | None = None
    ) -> tuple[InvoiceRecord, ...]:
        """Pay invoices by credit, and give them as they are then.

        Raises:
            AmountExceededError: If there is less credit.
            OverpaymentError: If an invoice is paid more than it owes.
            ConflictError: If the id is another's, or there is no such invoice.
        """
        one_of_type(CreditUse, use)
        with self._ledger(by) as ledger:
            returning.apply_credit(use, ledger)
            return tuple(ledger.record(each.number) for each in use.allocations)

    def reverse(self, reversal: Reversal, *, by: str | None = None) -> None:
        """Take a payment, refund or use of credit back, as when a cheque bounces.

        Raises:
            ConflictError: If there is no such movement, it was reversed already, or
                the id is another's.
        """
        one_of_type(Reversal, reversal)
        with self._ledger(by) as ledger:
            returning.reverse(reversal, ledger)

    def write_off(
        self,
        invoice: Invoice | str,
        amount: Money,
        reason: LocalizedText | str,
        *,
        loss: Loss = "bad-debt",
        on: date | None = None,
        by: str | None = None,
    ) -> InvoiceRecord:
        """Give up what is owed, or a part: a bad debt, a bank's fee, a difference.

        Raises:
            AmountExceededError: If less is owed.
            ConflictError: If there is no such invoice.
        """
        event = WrittenOff(
            on=self._day(on), by=by, amount=amount, reason=reason, loss=loss
        )
        with self._ledger() as ledger:
            noting.write_off(_number(invoice), event, ledger)
            return ledger.record(_number(invoice))

    def remind(
        self,
        invoice: Invoice | str,
        *,
        level: int = 1,
        on: date | None = None,
        by: str | None = None,
    ) -> InvoiceRecord:
        """Note that the client was reminded of an invoice that is overdue.

        The same level on the same day is noted once.

        Raises:
            ConflictError: If it is not overdue, or there is no such invoice.
            InvalidValueError: If the client was reminded at a later level before.
        """
        reminder = Reminded(on=self._day(on), by=by, level=level)
        with self._ledger() as ledger:
            noting.remind(_number(invoice), reminder, ledger)
            return ledger.record(_number(invoice))

    def note_viewed(
        self,
        invoice: Invoice | str,
        *,
        on: date | None = None,
        by: str | None = None,
    ) -> InvoiceRecord:
        """Note that the client has looked at an invoice, if the host can tell.

        Raises:
            ConflictError: If there is no such invoice.
        """
        event = Viewed(on=self._day(on), by=by)
        with self._ledger() as ledger:
            noting.note(_number(invoice), event, ledger)
            return ledger.record(_number(invoice))

    def credit_of(
        self,
        client: Client | str,
        currency: Currency | str,
        *,
        on: date | None = None,
    ) -> Money:
        """Give the credit of a client on a day: what it has paid too much."""
        with self._read() as ledger:
            kept = ledger.transaction.payments(ledger.seller, client=_code(client))
        return credit_of(kept, currency, self._day(on))

    def statement(
        self,
        client: Client | str,
        currency: Currency | str,
        *,
        on: date | None = None,
        since: date | None = None,
    ) -> Statement:
        """Give the account of a client in a currency, of all or *since* a day."""
        code = _code(client)
        with self._read() as ledger:
            records = ledger.records(code)
            kept = ledger.transaction.payments(ledger.seller, client=code)
        return statement(
            code, records, kept, in_currency=currency, on=self._day(on), since=since
        )

    def aging(self, *, on: date | None = None) -> tuple[Aging, ...]:
        """Sort what all clients owe on a day by how many days it is overdue."""
        return aging(self.records(), self._day(on))

    def reminders_due(
        self, policy: ReminderPolicy, *, on: date | None = None
    ) -> tuple[DueReminder, ...]:
        """Give the reminders that are to be sent on a day."""
        return reminders_due(self.records(), policy, self._day(on))

    @contextmanager
    def _ledger(self, by: str | None = None) -> Generator[Ledger]:
        with self.store.transaction() as transaction:
            yield Ledger(self.seller.identity, transaction, by)


def _number(invoice: Invoice | str) -> str:
    if isinstance(invoice, Invoice):
        return invoice.number
    return possibly_empty_line(invoice)


def _code(client: Client | str) -> str:
    return client.code if isinstance(client, Client) else possibly_empty_line(client)
