"""Note what happens to an invoice: written off, reminded of, looked at."""

from flowfit_invoicing.documents import Event, Reminded, WrittenOff
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import ConflictError, phrase

from .ledger import EVER, Ledger, check_enough


def write_off(number: str, loss: WrittenOff, ledger: Ledger) -> None:
    """Give up a part of what is owed, or all of it.

    Raises:
        AmountExceededError: If less is owed.
        ConflictError: If there is no such invoice.
    """
    owed = ledger.record(number).outstanding(EVER)
    check_enough(phrase("invoice", name=number), loss.amount, owed)
    note(number, loss, ledger)


def remind(number: str, reminder: Reminded, ledger: Ledger) -> None:
    """Note that a client was reminded; the same reminder of a day is noted once.

    Raises:
        ConflictError: If the invoice is not overdue, or there is no such invoice.
        InvalidValueError: If it was reminded of more earnestly before.
    """
    record, on = ledger.record(number), reminder.on
    if not record.days_overdue(on):
        subject = phrase("invoice", name=number)
        raise ConflictError(subject, phrase("overdue"), phrase("not-overdue"))
    last = record.last_reminder(on)
    if last is None:
        note(number, reminder, ledger)
    elif reminder.level < last.level:
        raise refused(reminder.level, f"expected level {last.level} or later")
    elif (reminder.level, on) != (last.level, last.on):
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
