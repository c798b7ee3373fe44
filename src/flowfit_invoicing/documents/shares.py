"""How much of a line is billed: a part of it now, the rest later."""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.money import EXACT, Number, exact, short

from .bases import Share

_ZERO, _ALL = Decimal(0), Decimal(100)


def _not_negative(value: Number) -> Decimal:
    amount = exact(value)
    if amount < 0:
        raise refused(value, "expected an amount of zero or more")
    return amount


def part_percent(value: Number) -> Decimal:
    """Take the percent of a whole: above zero, and at most all of it."""
    percent = short(value)
    if not 0 < percent <= _ALL:
        raise refused(value, "expected a percentage above zero, up to 100")
    return percent


def _optional_percent(value: Number | None) -> Decimal | None:
    return None if value is None else part_percent(value)


@frozen
class Part:
    """What a document bills of a line that others bill the rest of (BT-131).

    On paper a part is one item at its amount, so that quantity × unit price ±
    adjustments is its net amount, as it is of any line.
    """

    amount: Decimal = field(converter=_not_negative)
    """What is billed, rounded already."""

    of_task: Decimal = field(converter=_not_negative)
    """What all lines of its task come to, or its fee."""

    before: Decimal = field(converter=_not_negative, default=_ZERO, kw_only=True)
    """What others have billed of the line before."""

    percent: Decimal | None = field(
        converter=_optional_percent, default=None, kw_only=True
    )
    """The percent of the whole that was asked for, if it was one."""

    share: Share | None = field(
        validator=of_type(Share, optional=True), default=None, kw_only=True
    )
    """What sum it bears with other lines, by what was left of each."""

    def left(self, whole: Decimal) -> Decimal:
        """Give what is left of a line of *whole* after this part."""
        return EXACT.subtract(EXACT.subtract(whole, self.before), self.amount)
