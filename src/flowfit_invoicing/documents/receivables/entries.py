"""Entries of accounts: all that changes what a client owes, one for each cause."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.payments.client_credit import credit_effect
from flowfit_invoicing.documents.payments.events import Refunded, Released, Reversed
from flowfit_invoicing.documents.payments.movements import Movement, Refund, Reversal
from flowfit_invoicing.documents.payments.records import InvoiceRecord
from flowfit_invoicing.documents.payments.standing import Change
from flowfit_invoicing.doors import day, of_type, refused
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import one_line

EntryKind: TypeAlias = Literal[
    "invoice",
    "credit-note",
    "deposit",
    "payment",
    "discount",
    "write-off",
    "reversal",
    "refund",
]
_KINDS: tuple[EntryKind, ...] = (
    *("invoice", "credit-note", "deposit", "payment", "discount"),
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


def merged(entries: Iterable[StatementEntry]) -> Iterator[StatementEntry]:
    """Add up what one payment does to several invoices and to credit; by day."""
    sums: dict[tuple[date, int, str], Money] = {}
    for each in entries:
        key = each.on, _KINDS.index(each.kind), each.reference
        sums[key] = sums[key] + each.amount if key in sums else each.amount
    for on, kind, reference in sorted(sums):
        amount = sums[on, kind, reference]
        yield StatementEntry(on, _KINDS[kind], reference, amount)


def of_invoices(records: Iterable[InvoiceRecord]) -> Iterator[StatementEntry]:
    """Give what invoices are for, and what their events have changed."""
    for record in records:
        invoice = record.invoice
        due = invoice.totals.due
        yield StatementEntry(invoice.issue_date, "invoice", invoice.number, due)
        everything = record.standing(date.max)
        yield from (_entry(each, amount) for each, amount in everything.changes())
        yield from _given_up(record)


def _entry(change: Change, amount: Money) -> StatementEntry:
    if isinstance(change, Credited):
        return StatementEntry(change.on, "credit-note", change.number, -amount)
    if isinstance(change, Released):
        return StatementEntry(change.on, "deposit", change.deposit, -amount)
    if isinstance(change, Reversed):
        return StatementEntry(change.on, "reversal", change.movement, -amount)
    kind: EntryKind = "refund" if isinstance(change, Refunded) else "payment"
    return StatementEntry(change.on, kind, change.movement, -amount)


def _given_up(record: InvoiceRecord) -> Iterator[StatementEntry]:
    """Give by how much more or less need not be paid after the events of each day."""
    number, zero = record.invoice.number, Money(0, record.invoice.currency)
    discount, written_off = zero, zero
    for on in sorted({event.on for event in record.events}):
        standing = record.standing(on)
        less, lost = standing.discount, standing.written_off
        yield StatementEntry(on, "discount", number, discount - less)
        yield StatementEntry(on, "write-off", number, written_off - lost)
        discount, written_off = less, lost


def of_credit(movements: Iterable[Movement]) -> Iterator[StatementEntry]:
    """Give what movements change beside invoices; using credit changes nothing."""
    known = {each.id: each for each in movements}
    for each in known.values():
        kind, reference = _named(each)
        yield StatementEntry(each.on, kind, reference, -credit_effect(each, known))


def _named(movement: Movement) -> tuple[EntryKind, str]:
    if isinstance(movement, Reversal):
        return "reversal", movement.reverses
    return "refund" if isinstance(movement, Refund) else "payment", movement.id
