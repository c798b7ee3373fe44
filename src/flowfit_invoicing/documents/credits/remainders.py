"""What is left of a line of an invoice, and what so many units of it come to.

By quantity, the net amount of a note's line is the rounded price of all units credited
so far, with their part of what adjusts the line, less what was credited for them
before. So a series of notes comes to the net amount of the line, whatever its steps.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Self

from attrs import evolve, frozen

from flowfit_invoicing.documents.lines.details import LineCredit
from flowfit_invoicing.documents.lines.lines import InvoiceLine
from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import EXACT, Money, money_of, spread
from flowfit_invoicing.work import Quantity, quantity_of

_ZERO = Decimal(0)


def part_of(whole: Decimal, done: Decimal, of: Decimal, digits: int) -> Decimal:
    """Give the part of a sum for so much of something, by largest remainder.

    >>> part_of(Decimal("20.00"), Decimal(1), Decimal(3), 2)
    Decimal('6.67')
    """
    if done == of:
        return whole
    return spread(whole, (done, EXACT.subtract(of, done)), digits)[0]


def between(number: Decimal, one: Decimal, other: Decimal) -> Decimal:
    """Give a number, or the nearer of two bounds if it is beyond them."""
    least, most = min(one, other), max(one, other)
    return min(max(number, least), most)


def line_credit_of(line: InvoiceLine) -> LineCredit:
    """Give what a line of a credit note credits.

    Raises:
        InvalidValueError: If it is not one.
    """
    credit = None if line.details is None else line.details.credits
    if credit is None:
        raise refused(str(line.net_amount), "expected a line that credits another")
    return credit


@frozen
class LineLeft:
    """A line of an invoice, and what was credited of it so far."""

    place: int
    line: InvoiceLine
    quantity: Decimal = _ZERO
    """How many units were credited."""

    by_quantity: Decimal = _ZERO
    """What was credited for them."""

    by_amount: Decimal = _ZERO
    """What was credited as an amount, without units."""

    is_touched: bool = False
    """Whether a credit note has the line already."""

    def after(self, lines: Iterable[InvoiceLine]) -> Self:
        """Give what is left after lines of credit notes, those for this line."""
        left = self
        for line in lines:
            credit = line_credit_of(line)
            if credit.place == self.place:
                left = left._less(line, credit)
        return left

    @property
    def credited(self) -> Decimal:
        """What was credited so far, before tax."""
        return EXACT.add(self.by_quantity, self.by_amount)

    @property
    def net(self) -> Money:
        """What is left to credit, before tax."""
        left = EXACT.subtract(self.line.net, self.credited)
        return money_of(left, self.line.terms.currency)

    @property
    def units(self) -> Quantity:
        """How many units are left to credit."""
        left = EXACT.subtract(self.line.amount, self.quantity)
        return quantity_of(left, self.line.terms.unit)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left of the line to credit."""
        return self.is_touched and not self.net

    def price_of(self, units: Decimal) -> Decimal:
        """Give what so many more units come to, with their part of adjustments.

        The last of them come to all that is left.
        """
        reached = EXACT.add(self.quantity, units)
        if reached == self.line.amount:
            return self.net.amount
        return max(EXACT.subtract(self._price_of(reached), self.by_quantity), _ZERO)

    def parts_of(self, amount: Decimal, units: Decimal) -> Decimal:
        """Give the part of an adjustment of the line that so many more units have."""
        if not self.line.amount:
            return amount
        reached = EXACT.add(self.quantity, units)
        before = self._part(amount, self.quantity)
        return EXACT.subtract(self._part(amount, reached), before)

    def _price_of(self, units: Decimal) -> Decimal:
        priced = self.line.billed_terms.price(units)
        adjusted = self._part(EXACT.subtract(self.line.net, self.line.priced), units)
        return between(EXACT.add(priced, adjusted), _ZERO, self.line.net)

    def _part(self, amount: Decimal, units: Decimal) -> Decimal:
        digits = self.line.terms.currency.digits
        return part_of(amount, units, self.line.amount, digits)

    def _less(self, line: InvoiceLine, credit: LineCredit) -> Self:
        if credit.quantity:
            return evolve(
                self,
                quantity=EXACT.add(self.quantity, credit.quantity),
                by_quantity=EXACT.add(self.by_quantity, line.net),
                is_touched=True,
            )
        by_amount = EXACT.add(self.by_amount, line.net)
        return evolve(self, by_amount=by_amount, is_touched=True)
