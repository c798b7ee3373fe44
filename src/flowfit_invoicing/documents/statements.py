"""Statements of account: what a client was billed and has paid, with a balance."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, Self, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import day, of_type, refused, tuple_of
from flowfit_invoicing.money import Currency, Money, currency
from flowfit_invoicing.text import one_line

from .credit import credit_effect
from .credit_events import Credited
from .events import Event
from .movements import Movement, Refund, Reversal
from .payment_events import Moved, Paid, Refunded, Reversed, WrittenOff
from .records import InvoiceRecord

EntryKind: TypeAlias = Literal[
    "invoice", "credit-note", "payment", "discount", "write-off", "reversal", "refund"
]
_KINDS: tuple[EntryKind, ...] = (
    *("invoice", "credit-note", "payment", "discount"),
    *("write-off", "reversal", "refund"),
)


def _kind(value: EntryKind) -> EntryKind:
    if value not in _KINDS:
        raise refused(value, f"expected one of {', '.join(_KINDS)}")
    return value


@frozen
class StatementEntry:
    """A line of a statement: something that changed what the client owes."""

    on: date = field(converter=day)
    kind: EntryKind = field(converter=_kind)
    reference: str = field(converter=one_line)
    """The number of a document, or the id of a payment."""

    amount: Money = field(validator=of_type(Money))
    """By how much more is owed; below zero, less."""


def _entries(value: Iterable[StatementEntry]) -> tuple[StatementEntry, ...]:
    return tuple_of(StatementEntry, value)


@frozen
class Statement:
    """What a client owes in a currency, and how it came to that."""

    client: str = field(converter=one_line)
    currency: Currency = field(converter=currency)
    on: date = field(converter=day)
    entries: tuple[StatementEntry, ...] = field(converter=_entries, default=())
    opening: Money | None = field(
        validator=of_type(Money, optional=True), default=None, kw_only=True
    )
    """What was owed before the first entry, if it does not begin with the first."""

    @property
    def balances(self) -> tuple[Money, ...]:
        """What was owed after each entry."""
        balances, balance = list[Money](), self._start
        for entry in self.entries:
            balance += entry.amount
            balances.append(balance)
        return tuple(balances)

    @property
    def balance(self) -> Money:
        """What is owed in the end; below zero, what the client has as credit."""
        amounts = (each.amount for each in self.entries)
        return Money.total(amounts, self.currency) + self._start

    def since(self, first: date) -> Self:
        """Give the same account with what was before a day as its opening balance."""
        day(first)
        before = (each.amount for each in self.entries if each.on < first)
        later = [each for each in self.entries if each.on >= first]
        opening = Money.total(before, self.currency) + self._start
        return evolve(self, entries=later, opening=opening)

    @property
    def _start(self) -> Money:
        return self.opening or Money(0, self.currency).rounded()


def statement(
    client: str,
    records: Iterable[InvoiceRecord],
    movements: Iterable[Movement] = (),
    *,
    in_currency: Currency | str,
    on: date,
    since: date | None = None,
) -> Statement:
    """Give the account of a client on a day: all of it, or what happened *since* a day.

    Records and movements of others, and in other currencies, are left out. The balance
    is what is owed on all invoices, less the client's credit. A payment is one entry,
    whatever it paid; credit that pays an invoice is none, since it changes no balance.
    """
    code, last = currency(in_currency), day(on)
    own = [each for each in records if each.invoice.client.code == client]
    theirs = [each for each in movements if each.client == client]
    found = [*_of_invoices(own), *_of_credit(theirs)]
    entries = _merged(
        each for each in found if each.on <= last and each.amount.currency == code
    )
    whole = Statement(client, code, last, filter(_says_something, entries))
    return whole if since is None else whole.since(since)


def _says_something(entry: StatementEntry) -> bool:
    return bool(entry.amount) or entry.kind == "invoice"


def _merged(entries: Iterable[StatementEntry]) -> Iterator[StatementEntry]:
    """Add up what one payment does to several invoices and to credit; by day."""
    sums: dict[tuple[date, int, str], Money] = {}
    for each in entries:
        key = each.on, _KINDS.index(each.kind), each.reference
        sums[key] = sums[key] + each.amount if key in sums else each.amount
    for on, kind, reference in sorted(sums):
        amount = sums[on, kind, reference]
        yield StatementEntry(on, _KINDS[kind], reference, amount)


def _of_invoices(records: Iterable[InvoiceRecord]) -> Iterator[StatementEntry]:
    for record in records:
        invoice = record.invoice
        due = invoice.totals.due
        yield StatementEntry(invoice.issue_date, "invoice", invoice.number, due)
        for event in record.events:
            yield from _of_event(event, invoice.number)


def _of_event(event: Event, number: str) -> Iterator[StatementEntry]:
    if isinstance(event, Credited):
        yield StatementEntry(event.on, "credit-note", event.number, -event.amount)
    if isinstance(event, WrittenOff):
        yield StatementEntry(event.on, "write-off", number, -event.settles)
    if isinstance(event, Reversed):
        yield StatementEntry(event.on, "reversal", event.movement, -event.settles)
    if isinstance(event, Moved):
        kind: EntryKind = "refund" if isinstance(event, Refunded) else "payment"
        yield StatementEntry(event.on, kind, event.movement, -event.moved)
    if isinstance(event, Paid) and event.discount is not None:
        yield StatementEntry(event.on, "discount", number, -event.discount.total)


def _of_credit(movements: Iterable[Movement]) -> Iterator[StatementEntry]:
    """Give what movements change beside invoices; using credit changes nothing."""
    known = {each.id: each for each in movements}
    for each in known.values():
        kind, reference = _named(each)
        yield StatementEntry(each.on, kind, reference, -credit_effect(each, known))


def _named(movement: Movement) -> tuple[EntryKind, str]:
    if isinstance(movement, Reversal):
        return "reversal", movement.reverses
    return "refund" if isinstance(movement, Refund) else "payment", movement.id
