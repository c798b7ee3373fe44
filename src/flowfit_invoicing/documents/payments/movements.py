"""Money and credit that move between a client and the agency, beside payments.

A movement has an id that its host gives, so that whoever notes the same one twice has
noted it once. It says what it does to the client's credit; what it does to invoices are
their events.
"""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import (
    LocalizedText,
    localized,
    one_line,
    optional_line,
)

from .allocations import Allocation, allocations, total_of
from .amounts import payable


@frozen
class Movement:
    """What all movements have: an id, the code of the client, a day."""

    id: str = field(converter=one_line)
    client: str = field(converter=one_line)
    on: date = field(converter=day)


@frozen
class Refund(Movement):
    """Money that goes back to the client: of an invoice, or of the client's credit."""

    amount: Money = field(converter=payable)
    reason: LocalizedText = field(converter=localized)
    number: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The invoice that it was paid for; None is the client's credit."""

    @property
    def credit(self) -> Money:
        """What becomes of the client's credit: so much less, or nothing."""
        return -self.amount if self.number is None else self.amount * 0


@frozen
class CreditUse(Movement):
    """Credit that pays invoices: the client's, or what an invoice is overpaid by."""

    allocations: tuple[Allocation, ...] = field(converter=allocations)
    source: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The invoice that is overpaid; None is the client's credit."""

    def __attrs_post_init__(self) -> None:
        if not self.allocations:
            raise refused(self.allocations, "expected one invoice at least to pay")
        if any(each.discounted for each in self.allocations):
            raise refused(self.allocations, "expected no discount where credit pays")
        if self.source in [each.number for each in self.allocations]:
            raise refused(self.source, "expected another invoice than those it pays")

    @property
    def amount(self) -> Money:
        """All that is used."""
        return total_of(self.allocations, self.allocations[0].amount.currency)

    @property
    def credit(self) -> Money:
        """What becomes of the client's credit: so much less, or nothing."""
        return -self.amount if self.source is None else self.amount * 0


@frozen
class Reversal(Movement):
    """Takes a movement back as a whole: the cheque has bounced."""

    reverses: str = field(converter=one_line)
    """The id of the movement that did not hold."""

    reason: LocalizedText = field(converter=localized)
