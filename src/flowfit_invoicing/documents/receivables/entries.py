"""Entries of accounts: all that changes what a client owes, one for each cause."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents.credits.events import Credited
from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.documents.payments.client_credit import credit_effect
from flowfit_invoicing.documents.payments.events import (
    Moved,
    Paid,
    Refunded,
    Reversed,
    WrittenOff,
)
from flowfit_invoicing.documents.payments.movements import Movement, Refund, Reversal
from flowfit_invoicing.documents.payments.records import InvoiceRecord
from flowfit_invoicing.doors import day, of_type, refused
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import one_line

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
