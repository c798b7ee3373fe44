"""Reminders: who is to be reminded of what is overdue, how earnestly and how often."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from attrs import field, frozen

from flowfit_invoicing.documents.payments.records import InvoiceRecord
from flowfit_invoicing.doors import (
    day,
    of_type,
    one_of_type,
    refused,
    tuple_of,
    whole_number,
)
from flowfit_invoicing.money import Money


def _after(value: Iterable[int]) -> tuple[int, ...]:
    if not isinstance(value, Iterable):
        raise refused(value, "expected the days of each level")
    after = tuple(map(whole_number, value))
    if not after or after[0] < 1 or any(a >= b for a, b in pairwise(after)):
        raise refused(after, "expected a number of days for each level, rising from 1")
    return after


def _pause(value: int) -> int:
    if whole_number(value) < 1:
        raise refused(value, "expected a pause of one day or more")
    return value


@frozen
class ReminderPolicy:
    """When clients are reminded: a level for each number of days overdue.

    >>> ReminderPolicy(after=(7, 21, 35), pause=10).levels
    3
    """

    after: tuple[int, ...] = field(converter=_after, default=(7, 21, 35))
    """How many days overdue an invoice is at least for each level, from level 1."""

    pause: int = field(converter=_pause, default=7)
    """How many days are between two reminders at least."""

    @property
    def levels(self) -> int:
        """How many levels there are."""
        return len(self.after)

    def next_level(self, record: InvoiceRecord, on: date) -> int | None:
        """Give the level that an invoice is to be reminded at on a day, if it is.

        Levels follow each other: who was never reminded begins at 1, however late it
        is; who was at the last level is not reminded again.
        """
        last = record.last_reminder(on)
        level = 1 if last is None else last.level + 1
        if level > self.levels or record.days_overdue(on) < self.after[level - 1]:
            return None
        paused = last is not None and (on - last.on).days < self.pause
        return None if paused else level


@frozen
class DueReminder:
    """A reminder that is to be sent."""

    record: InvoiceRecord = field(validator=of_type(InvoiceRecord))
    level: int = field(converter=whole_number)
    days_overdue: int = field(converter=whole_number)
    outstanding: Money = field(validator=of_type(Money))


def reminders_due(
    records: Iterable[InvoiceRecord], policy: ReminderPolicy, on: date
) -> tuple[DueReminder, ...]:
    """Give the reminders that are to be sent on a day, the most overdue first.

    None is due for what is settled or cancelled, or was reminded of just now.
    """
    one_of_type(ReminderPolicy, policy)
    several = tuple_of(InvoiceRecord, records)
    levels = [(each, policy.next_level(each, day(on))) for each in several]
    due = [
        DueReminder(each, level, each.days_overdue(on), each.outstanding(on))
        for each, level in levels
        if level is not None
    ]
    return tuple(sorted(due, key=_lateness))


def _lateness(reminder: DueReminder) -> tuple[int, str]:
    return -reminder.days_overdue, reminder.record.invoice.number
