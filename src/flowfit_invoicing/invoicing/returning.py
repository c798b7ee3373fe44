"""Note what goes back, is paid by credit, or did not hold.

All is checked before anything is written.
"""

from collections.abc import Iterator

from flowfit_invoicing.documents import (
    Allocation,
    CreditApplied,
    CreditTaken,
    CreditUse,
    Event,
    InvoiceRecord,
    Movement,
    Refund,
    Refunded,
    Reversal,
    Reversed,
    credit_of,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import ConflictError, phrase
from flowfit_invoicing.money import Money

from .ledger import EVER, Ledger, check_enough
from .paying import check_paid


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
        _check_credit(back, back.amount, ledger)
    else:
        record = ledger.owed(back.number, back)
        check_enough(
            phrase("invoice", name=back.number), back.amount, record.paid(EVER)
        )
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
        _check_credit(use, use.amount, ledger)
    else:
        events.append((use.source, _taken(use, use.source, ledger)))
    ledger.keep(use, events)


def _applied(part: Allocation, use: CreditUse, ledger: Ledger) -> tuple[str, Event]:
    check_paid(part, ledger.owed(part.number, use))
    event = CreditApplied(on=use.on, by=ledger.by, movement=use.id, amount=part.amount)
    return part.number, event


def _taken(use: CreditUse, source: str, ledger: Ledger) -> Event:
    overpaid = -ledger.owed(source, use).outstanding(EVER)
    check_enough(phrase("invoice", name=source), use.amount, overpaid)
    return CreditTaken(on=use.on, by=ledger.by, movement=use.id, amount=use.amount)


def _check_credit(movement: Movement, amount: Money, ledger: Ledger) -> None:
    """Make sure that a client has so much credit.

    Raises:
        AmountExceededError: If it has less.
    """
    kept = ledger.transaction.payments(ledger.seller, client=movement.client)
    credit = credit_of(kept, amount.currency, EVER)
    check_enough(phrase("credit-of-client", name=movement.client), amount, credit)


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
    subject = phrase("payment", name=reversal.reverses)
    found = next((each for each in kept if each.id == reversal.reverses), None)
    if found is None:
        raise ConflictError(subject, phrase("of-client", name=reversal.client), None)
    if isinstance(found, Reversal):
        raise ConflictError(
            subject, phrase("no-reversal"), phrase("reversal", name=found.id)
        )
    for each in kept:
        if isinstance(each, Reversal) and each.reverses == found.id:
            undone = phrase("reversal", name=each.id)
            raise ConflictError(subject, phrase("not-reversed"), undone)
    if reversal.on < found.on:
        raise refused(reversal.on, f"expected a day from {found.on} on")
