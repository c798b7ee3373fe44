"""What the books know of a deposit: what is there of it, and who has the rest."""

from decimal import Decimal
from typing import Self, TypeAlias, TypeGuard

from attrs import frozen

from flowfit_invoicing.documents import (
    Applied,
    CreditNote,
    Deduction,
    Deposit,
    Event,
    Forfeited,
    Invoice,
    Issued,
    Prepayment,
    ReceiptReversed,
    Received,
    Returned,
    Withdrawn,
    deducted,
    is_taken_back,
    less,
    nets_of,
    prepaid,
)
from flowfit_invoicing.errors import (
    ConflictError,
    DepositDeductedError,
    Phrase,
    phrase,
)
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.tax import Tax

from .credited import notes_of

AnyDeposit: TypeAlias = Deposit | Invoice
"""A request without tax, or an invoice of type 386."""

_ENDS: dict[type[Event], Phrase] = {
    Forfeited: phrase("forfeiture"),
    Returned: phrase("return"),
    Withdrawn: phrase("withdrawal"),
}


def is_deposit(document: Issued) -> TypeGuard[AnyDeposit]:
    """Tell if a document asks for money before the work."""
    if isinstance(document, Invoice):
        return document.for_deposit
    return isinstance(document, Deposit)


@frozen
class DepositStanding:
    """A deposit with all that has happened to it."""

    deposit: AnyDeposit
    events: tuple[Event, ...]
    notes: tuple[CreditNote, ...]
    documents: tuple[Issued, ...]
    """Those that deduct it and were not cancelled."""

    @classmethod
    def of(cls, deposit: AnyDeposit, transaction: Transaction) -> Self:
        """Look a deposit up in the books."""
        seller = deposit.seller.identity
        events = transaction.events(seller, deposit.number)
        numbers = (each.document for each in events if isinstance(each, Applied))
        found = (transaction.document(seller, number) for number in numbers)
        live = (
            each
            for each in found
            if each is not None and not is_taken_back(each, notes_of(each, transaction))
        )
        return cls(deposit, events, notes_of(deposit, transaction), tuple(live))

    @property
    def holder(self) -> Phrase | str | None:
        """What has become of it, or who has the last part that is not there."""
        for event in self.events:
            if type(event) in _ENDS:
                return _ENDS[type(event)]
        if self.documents:
            return self.documents[-1].number
        return self.notes[-1].number if self.notes else None

    @property
    def is_over(self) -> bool:
        """Whether the client has lost it or got it back, or nobody asks for it."""
        return any(type(event) in _ENDS for event in self.events)

    @property
    def is_held(self) -> bool:
        """Whether its money is there; what was taxed may be deducted before it is."""
        if isinstance(self.deposit, Invoice):
            return True
        moved = [e for e in self.events if isinstance(e, Received | ReceiptReversed)]
        return bool(moved) and isinstance(moved[-1], Received)

    @property
    def open(self) -> Deduction | Prepayment:
        """What is there to be deducted: not deducted or credited, and not gone."""
        if isinstance(self.deposit, Deposit):
            return self._open_prepayment(self.deposit)
        whole = deducted(self.deposit)
        if self.is_over:
            return less(whole, [(whole.net, whole.taxes)])
        return less(
            whole,
            [
                *((note.totals.net, note.totals.taxes) for note in self.notes),
                *(
                    (each.net, each.taxes)
                    for document in self.documents
                    for each in document.deductions
                    if each.number == self.deposit.number
                ),
            ],
        )

    def _open_prepayment(self, deposit: Deposit) -> Prepayment:
        whole = prepaid(deposit)
        left = whole.amount - Money.total(self._used, whole.currency)
        return Prepayment(
            whole.number, whole.issue_date, left * 0 if self.is_over else left
        )

    @property
    def _used(self) -> list[Money]:
        """What each document deducts of it."""
        return [
            each.net if isinstance(each, Deduction) else each.amount
            for document in self.documents
            for each in document.before_it
            if each.number == self.deposit.number
        ]

    @property
    def left(self) -> Money:
        """How much is open: before tax, where it was taxed."""
        found = self.open
        return found.net if isinstance(found, Deduction) else found.amount

    @property
    def nets(self) -> dict[tuple[Tax, ...], Decimal]:
        """What is open of it, by its taxes; none of what was not taxed."""
        found = self.open
        return nets_of(found, self.taxes) if isinstance(found, Deduction) else {}

    @property
    def taxes(self) -> list[tuple[Tax, ...]]:
        """The taxes that its lines have."""
        of = self.deposit
        return [of.taxes if each.taxes is None else each.taxes for each in of.lines]

    def check_there(self) -> None:
        """Make sure that something of it is open.

        Raises:
            DepositDeductedError: If nothing is.
        """
        if self.holder is not None and not self.left:
            raise DepositDeductedError(self.deposit.number, self.holder)

    def check_untouched(self) -> None:
        """Make sure that no document deducts it, and it is not gone.

        Raises:
            DepositDeductedError: If one does, or it is.
        """
        if self.holder is not None and (self.is_over or self.documents):
            raise DepositDeductedError(self.deposit.number, self.holder)


def standing_of(deposit: Issued, transaction: Transaction) -> DepositStanding:
    """Look a deposit up, which the store has as it is.

    Raises:
        ConflictError: If it has not.
    """
    kept = transaction.document(deposit.seller.identity, deposit.number)
    if kept != deposit or not is_deposit(deposit):
        found = None if kept is None else phrase("another")
        subject = phrase("deposit", name=deposit.number)
        raise ConflictError(subject, phrase("as-issued"), found)
    return DepositStanding.of(deposit, transaction)
