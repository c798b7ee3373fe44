"""What changes how much is owed on an invoice, and what reminds of it.

Each event says in `settles` by how much less is owed by it; what is paid back makes it
more again. So what is owed is a sum, whatever the order.
"""

from typing import Literal, TypeAlias, get_args

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.doors import of_type, refused, whole_number
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import LocalizedText, localized, one_line

from .amounts import payable, rounded_already
from .discounts import EarlyDiscount

Loss: TypeAlias = Literal["bad-debt", "bank-fee", "difference"]
"""Why nobody will pay it: the client can't, a bank has kept it, or it is too small."""

_LOSSES = get_args(Loss)


@frozen(kw_only=True)
class Moved(Event):
    """Money or credit has moved, and how much of it is about this invoice."""

    movement: str = field(converter=one_line)
    """The id of the payment, refund, use of credit or reversal."""

    amount: Money = field(converter=payable)

    @property
    def moved(self) -> Money:
        """What was paid; below zero if it was paid back."""
        return self.amount

    @property
    def settles(self) -> Money:
        """By how much less is owed."""
        return self.moved


@frozen(kw_only=True)
class Paid(Moved):
    """A payment, or its part for this invoice, in the invoice's currency."""

    discount: EarlyDiscount | None = field(
        validator=of_type(EarlyDiscount, optional=True), default=None
    )
    """What is not to be paid since it was paid early."""

    @property
    def settles(self) -> Money:
        """What is paid and what need not be."""
        if self.discount is None:
            return self.amount
        return self.amount + self.discount.total


@frozen(kw_only=True)
class CreditApplied(Moved):
    """What the client had as credit pays for this invoice."""


@frozen(kw_only=True)
class CreditTaken(Moved):
    """What was paid too much here pays for another invoice."""

    @property
    def moved(self) -> Money:
        """All of it, and it is owed again, or overpaid no longer."""
        return -self.amount


@frozen(kw_only=True)
class Refunded(Moved):
    """The client got money back."""

    @property
    def moved(self) -> Money:
        """All of it, and it is owed again, or overpaid no longer."""
        return -self.amount


@frozen(kw_only=True)
class Reversed(Event):
    """A movement did not hold: a cheque has bounced, a transfer was called back."""

    movement: str = field(converter=one_line)
    """The id of the movement that is taken back."""

    amount: Money = field(converter=rounded_already)
    """What the movement had settled; below zero for a refund."""

    @property
    def settles(self) -> Money:
        """What was settled is owed again."""
        return -self.amount


@frozen(kw_only=True)
class Released(Event):
    """What a deposit had paid of an invoice is held again, for that was cancelled."""

    deposit: str = field(converter=one_line)
    """The number of the deposit."""

    amount: Money = field(converter=payable)

    @property
    def settles(self) -> Money:
        """So much less is the client's by the invoice: it has the deposit again."""
        return -self.amount


def _loss(value: Loss) -> Loss:
    if value not in _LOSSES:
        raise refused(value, f"expected one of {', '.join(_LOSSES)}")
    return value


@frozen(kw_only=True)
class WrittenOff(Event):
    """A part of what is owed that nobody asks for any more, and why."""

    amount: Money = field(converter=payable)
    reason: LocalizedText = field(converter=localized)
    loss: Loss = field(converter=_loss, default="bad-debt")

    @property
    def settles(self) -> Money:
        """All of it."""
        return self.amount


def _level(value: int) -> int:
    if whole_number(value) < 1:
        raise refused(value, "expected a level of 1 or more")
    return value


@frozen(kw_only=True)
class Reminded(Event):
    """The client was reminded of what is overdue."""

    level: int = field(converter=_level, default=1)
    """How earnestly: 1 is the first reminder."""


Settling: TypeAlias = Moved | Released | Reversed | WrittenOff
"""All that changes how much is owed, but for credit notes."""
