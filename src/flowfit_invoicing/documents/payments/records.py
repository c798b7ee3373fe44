"""An invoice and what has happened to it: what it is, what is owed, since when.

Nothing of this is stored. All is computed of the events until a day, that day included,
and of no event is the place in their order asked for.
"""

from collections.abc import Iterable
from datetime import date
from typing import Literal, TypeAlias, TypeVar

from attrs import field, frozen

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.events import Event, Sent, Viewed
from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.doors import day, of_type, refused, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Instalment
from flowfit_invoicing.tax import PaymentTaxRules

from .discounts import EarlyDiscount, early_discount
from .events import Moved, Reminded, Reversed, WrittenOff
from .standing import Standing, open_instalments, settled_by

State: TypeAlias = Literal["issued", "sent", "cancelled"]
"""What an invoice is; cancelled if credit notes take all of it back."""

Settlement: TypeAlias = Literal["open", "partly", "settled", "overpaid", "written-off"]
"""How far it is paid; written off if nothing is owed, and a part is a bad debt."""

E = TypeVar("E", bound=Event)


def _earnestness(reminder: Reminded) -> tuple[int, date]:
    return reminder.level, reminder.on


def _events(value: Iterable[Event]) -> tuple[Event, ...]:
    return tuple_of(Event, value)


@frozen
class InvoiceRecord:
    """An invoice with its events; what a host reads.

    A day that is asked about is that of the seller, and what happened on it counts.
    """

    invoice: Invoice = field(validator=of_type(Invoice))
    events: tuple[Event, ...] = field(converter=_events, default=())

    def __attrs_post_init__(self) -> None:
        for settled in settled_by(self.events):
            if settled.currency != self.invoice.currency:
                raise CurrencyMismatchError(self.invoice.currency, settled.currency)

    def outstanding(self, on: date) -> Money:
        """Give what is owed on a day, in the invoice's currency.

        It is below zero if too much was paid, and zero before the invoice was issued.
        """
        if day(on) < self.invoice.issue_date:
            return Money(0, self.invoice.currency).rounded()
        return self.standing(on).owed

    def standing(self, on: date) -> Standing:
        """Give what its events until a day come to."""
        last = day(on)
        return Standing(self.invoice, tuple(e for e in self.events if e.on <= last))

    def state(self, on: date) -> State:
        """Tell what it is on a day: issued, sent, or cancelled by credit notes.

        Raises:
            InvalidValueError: If it was issued later.
        """
        self._check_issued(on)
        if self.of_kind(Credited, on) and self._credited(on) >= self._whole:
            return "cancelled"
        return "sent" if self.of_kind(Sent, on) else "issued"

    def settlement(self, on: date) -> Settlement:
        """Tell how far it is paid on a day; of what owes nothing, nothing is open.

        Raises:
            InvalidValueError: If it was issued later.
        """
        self._check_issued(on)
        owed = self.outstanding(on)
        if owed.amount > 0:
            return "open" if owed >= self.invoice.totals.due else "partly"
        if owed:
            return "overpaid"
        losses = self.of_kind(WrittenOff, on)
        bad = any(each.loss == "bad-debt" for each in losses)
        lost = bad and self.standing(on).written_off
        return "written-off" if lost else "settled"

    def days_overdue(self, on: date) -> int:
        """Count the days since the oldest instalment that is not fully paid was due."""
        due_dates = [each.due_date for each in self.open_instalments(on)]
        return max(0, (day(on) - min(due_dates, default=on)).days)

    def open_instalments(self, on: date) -> tuple[Instalment, ...]:
        """Give what is still to be paid and by when; what is paid pays the oldest.

        An invoice without instalments is one. Nothing is left of one that is settled.
        """
        return tuple(open_instalments(self.invoice, self.outstanding(on)))

    def viewed(self, on: date) -> bool:
        """Tell if the client has looked at it by then, as far as the host knows."""
        return bool(self.of_kind(Viewed, on))

    def last_reminder(self, on: date) -> Reminded | None:
        """Give the latest reminder of the highest level, if there was one."""
        reminders = self.of_kind(Reminded, on)
        return max(reminders, key=_earnestness, default=None)

    def discount(self, on: date, rules: PaymentTaxRules) -> EarlyDiscount | None:
        """Give the discount that paying all of the rest on a day earns, if any.

        The regime says if the tax falls with the price. What credit notes took back
        until then earns none.
        """
        last, terms = day(on), self.invoice.client.payment_terms.discount
        if terms is None or last > terms.last_day(self.invoice.issue_date):
            return None
        if self.standing(on).discount:
            return None
        found = early_discount(
            self.invoice,
            terms.percent,
            self.of_kind(Credited, on),
            lowers_tax=rules.discount_lowers_tax,
        )
        earned = 0 < found.total.amount < self.outstanding(on).amount
        return found if earned else None

    def payable(self, on: date, rules: PaymentTaxRules) -> Money:
        """Give what pays the rest on a day: what is owed, less the early discount."""
        discount, owed = self.discount(on, rules), self.outstanding(on)
        return owed if discount is None else owed - discount.total

    def paid(self, on: date) -> Money:
        """Give what was paid and not paid back until a day, in money or by credit."""
        moved = self.of_kind(Moved, on)
        undone = {each.movement for each in self.of_kind(Reversed, on)}
        amounts = (each.moved for each in moved if each.movement not in undone)
        return Money.total(amounts, self.invoice.currency).rounded()

    def movements(self, movement_id: str) -> tuple[Moved, ...]:
        """Give what a payment, refund or use of credit has done to it."""
        moved = self.of_kind(Moved, date.max)
        return tuple(each for each in moved if each.movement == movement_id)

    def of_kind(self, kind: type[E], on: date) -> tuple[E, ...]:
        """Give the events of a kind until a day."""
        last = day(on)
        return tuple(
            each for each in self.events if isinstance(each, kind) and each.on <= last
        )

    def _credited(self, on: date) -> Money:
        amounts = (each.amount for each in self.of_kind(Credited, on))
        return Money.total(amounts, self.invoice.currency)

    @property
    def _whole(self) -> Money:
        """All that there is to credit: what was paid before, too."""
        return self.invoice.totals.due + self.invoice.totals.prepaid

    def _check_issued(self, on: date) -> None:
        if day(on) < self.invoice.issue_date:
            raise refused(on, f"expected a day from {self.invoice.issue_date} on")
