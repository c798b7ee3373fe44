"""What events come to, and what is left of an invoice after them."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.documents.invoices import Invoice
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Instalment

from .discounts import EarlyDiscount, early_discount
from .events import Moved, Paid, Released, Reversed, Settling, WrittenOff

Change: TypeAlias = Moved | Released | Reversed | Credited
"""What changes how much is owed, whatever else has happened."""

_ALL = Decimal(100)


def settled_by(events: Iterable[Event]) -> Iterator[Money]:
    """Give by how much less is owed after each event that changes it, at first."""
    for event in events:
        if isinstance(event, Settling):
            yield event.settles
        elif isinstance(event, Credited):
            yield event.amount


@frozen
class Standing:
    """An invoice and its events until a day, which come to what is owed.

    What credit notes take back earns no discount, and need not be written off; so
    neither of them gives a client money that nobody has paid. A discount is earned by
    what is owed at the end of the day of its payment, once; so the order in which
    events are noted changes nothing.
    """

    invoice: Invoice
    events: tuple[Event, ...]

    @property
    def owed(self) -> Money:
        """What is owed; below zero if too much was paid."""
        return self._open - self.written_off

    @property
    def discount(self) -> Money:
        """What need not be paid since it was paid early."""
        undone = {each.movement for each in self.events if isinstance(each, Reversed)}
        kept = [
            self._kept(each.discount)
            for each in self.events
            if isinstance(each, Paid) and each.discount is not None
            if each.movement not in undone and self._until(each.on).earns(each.discount)
        ]
        return max(kept, default=self._total(()))

    @property
    def written_off(self) -> Money:
        """What nobody asks for any more, as far as it would be owed."""
        lost = self._total(e.amount for e in self.events if isinstance(e, WrittenOff))
        return max(min(lost, self._open), lost - lost)

    def changes(self) -> Iterator[tuple[Change, Money]]:
        """Give by how much less is owed by each payment and credit note alone."""
        for event in self.events:
            if isinstance(event, Moved):
                yield event, event.moved
            elif isinstance(event, Credited):
                yield event, event.amount
            elif isinstance(event, Released):
                yield event, event.settles
            elif isinstance(event, Reversed):
                taken = self._taken.get(event.movement)
                settled = event.settles
                yield event, settled if taken is None else settled + taken.total

    def earns(self, discount: EarlyDiscount) -> bool:
        """Tell if all the rest is paid, but for a discount."""
        lost = self._total(e.amount for e in self.events if isinstance(e, WrittenOff))
        return self._unpaid - lost <= self._kept(discount)

    def _until(self, on: date) -> "Standing":
        return Standing(self.invoice, tuple(e for e in self.events if e.on <= on))

    @property
    def _open(self) -> Money:
        """What is owed but for what was written off."""
        return self._unpaid - self.discount

    @property
    def _unpaid(self) -> Money:
        """What payments and credit notes leave, without what need not be paid."""
        changed = self._total(amount for _, amount in self.changes())
        return self.invoice.totals.due - changed

    @property
    def _taken(self) -> dict[str, EarlyDiscount]:
        """The discounts, by the payments that they were taken with."""
        return {
            each.movement: each.discount
            for each in self.events
            if isinstance(each, Paid) and each.discount is not None
        }

    def _kept(self, taken: EarlyDiscount) -> Money:
        """Give no more of a discount than what is left of the invoice earns."""
        terms = self.invoice.client.payment_terms.discount
        earned = early_discount(
            self.invoice,
            _ALL if terms is None else terms.percent,
            (each for each in self.events if isinstance(each, Credited)),
            lowers_tax=bool(taken.taxes),
        )
        return min(taken.total, earned.total)

    def _total(self, amounts: Iterable[Money]) -> Money:
        return Money.total(amounts, self.invoice.currency).rounded()


def open_instalments(invoice: Invoice, owed: Money) -> Iterator[Instalment]:
    """Give what is still to be paid and by when, if so much is owed.

    What is settled goes to the oldest instalment first.
    """
    if owed.amount <= 0:
        return
    left = invoice.totals.due - owed
    for each in instalments_of(invoice):
        used = min(left, each.amount)
        left -= used
        if used < each.amount:
            yield Instalment(each.due_date, each.amount - used)


def instalments_of(invoice: Invoice) -> tuple[Instalment, ...]:
    """Give what is due when; all on the due date, if no instalments are agreed."""
    terms, due = invoice.client.payment_terms, invoice.totals.due
    if not terms.parts:
        return (Instalment(invoice.due_date, due),)
    return terms.instalments(due, invoice.issue_date)
