"""The money of deposits: it comes in, bounces, goes back, or is lost to the client.

Each is noted on a day from the last thing that happened to the deposit until today.
"""

from datetime import date
from typing import TypeVar

from attrs import frozen

from flowfit_invoicing.documents import (
    Deduction,
    Deposit,
    Event,
    Forfeited,
    Invoice,
    InvoiceRecord,
    Issued,
    IssuedBy,
    ReceiptReversed,
    Received,
    Returned,
    Withdrawn,
    taxes_within,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import ConflictError, FutureDateError, phrase
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.text import LocalizedText

from .deposit_standing import DepositStanding, standing_of
from .ledger import EVER

E = TypeVar("E", bound=Event)

_PAID, _UNPAID = phrase("paid"), phrase("unpaid")


@frozen
class Noting:
    """When something is noted of a deposit, and by whom."""

    on: date
    today: date
    by: str | None = None


def receive(deposit: Deposit, transaction: Transaction, when: Noting) -> Received:
    """Note that the money of a deposit has come in.

    Raises:
        ConflictError: If the store does not have it, or has the money already.
        DepositDeductedError: If it was returned, forfeited or withdrawn.
        InvalidValueError, FutureDateError: If the day is too early, or to come.
    """
    standing = standing_of(deposit, transaction)
    if standing.is_held:
        subject = phrase("deposit", name=deposit.number)
        raise ConflictError(subject, phrase("awaiting"), _PAID)
    standing.check_untouched()
    received = Received(on=when.on, by=when.by)
    return _noted(received, standing, transaction, when)


def reverse(
    deposit: Deposit,
    reason: LocalizedText | str,
    transaction: Transaction,
    when: Noting,
) -> ReceiptReversed:
    """Note that the money of a deposit was not good, so that it is waited for again.

    Raises:
        ConflictError: If the store does not have it, or no money has come in.
        DepositDeductedError: If a document deducts it, or it is gone.
        InvalidValueError, FutureDateError: If the day is too early, or to come.
    """
    standing = _held(deposit, transaction)
    standing.check_untouched()
    reversed_ = ReceiptReversed(on=when.on, by=when.by, reason=reason)
    return _noted(reversed_, standing, transaction, when)


def give_back(
    deposit: Deposit,
    reason: LocalizedText | str,
    transaction: Transaction,
    when: Noting,
) -> Returned:
    """Note that the client got back what is still held of a deposit.

    Raises:
        ConflictError: If the store does not have it, or no money has come in.
        DepositDeductedError: If nothing of it is open.
        InvalidValueError, FutureDateError: If the day is too early, or to come.
    """
    standing = _held(deposit, transaction)
    standing.check_there()
    returned = Returned(on=when.on, by=when.by, amount=standing.left, reason=reason)
    return _noted(returned, standing, transaction, when)


def withdraw(
    deposit: Deposit,
    reason: LocalizedText | str,
    transaction: Transaction,
    when: Noting,
) -> Withdrawn:
    """Note that nobody asks any more for a deposit that nobody has paid.

    Raises:
        ConflictError: If the store does not have it, or its money has come in.
        DepositDeductedError: If it was withdrawn already.
        InvalidValueError, FutureDateError: If the day is too early, or to come.
    """
    standing = standing_of(deposit, transaction)
    standing.check_untouched()
    if standing.is_held:
        raise ConflictError(phrase("deposit", name=deposit.number), _UNPAID, _PAID)
    withdrawn = Withdrawn(on=when.on, by=when.by, reason=reason)
    return _noted(withdrawn, standing, transaction, when)


def forfeit(
    deposit: Issued,
    reason: LocalizedText | str,
    transaction: Transaction,
    when: Noting,
    *,
    rules: TaxRules,
) -> Forfeited:
    """Note that a client loses what is open of a deposit.

    One that was not taxed contains the taxes.

    Raises:
        ConflictError: If the store does not have it, or its money has not come in.
        DepositDeductedError: If nothing of it is open.
        InvalidValueError, FutureDateError: If the day is too early, or to come.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    standing = _held(deposit, transaction)
    standing.check_there()
    found = standing.open
    if isinstance(found, Deduction):
        taxes, amount = found.taxes, found.gross
    else:
        due = rules.taxes_for(
            deposit.seller, deposit.buyer, issued=when.on, paid=when.on
        )
        taxes, amount = taxes_within(found.amount, due), found.amount
    lost = Forfeited(on=when.on, by=when.by, amount=amount, taxes=taxes, reason=reason)
    return _noted(lost, standing, transaction, when)


def _held(deposit: Issued, transaction: Transaction) -> DepositStanding:
    """Look up a deposit whose money is there.

    Raises:
        ConflictError: If it is not.
    """
    standing = standing_of(deposit, transaction)
    if not _is_paid(standing):
        raise ConflictError(phrase("deposit", name=deposit.number), _PAID, _UNPAID)
    return standing


def _is_paid(standing: DepositStanding) -> bool:
    deposit = standing.deposit
    if isinstance(deposit, Invoice):
        record = InvoiceRecord(deposit, standing.events)
        return record.outstanding(EVER).amount <= 0
    return standing.is_held


def _noted(
    event: E, standing: DepositStanding, transaction: Transaction, when: Noting
) -> E:
    deposit = standing.deposit
    if when.on > when.today:
        raise FutureDateError(when.on, when.today)
    days = (e.on for e in standing.events if not isinstance(e, IssuedBy))
    first = max((deposit.issue_date, *days))
    if when.on < first:
        raise refused(when.on, f"expected a day from {first} on")
    transaction.add_event(deposit.seller.identity, deposit.number, event)
    return event
