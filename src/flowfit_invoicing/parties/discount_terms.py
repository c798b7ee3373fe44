"""Terms of a discount for who pays early."""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused, whole_number
from flowfit_invoicing.money import Number, short

from .due import plus

_LONGEST_TERM = 3_660
_WHOLE = 100


def number_of_days(value: int) -> int:
    """Take so many days as somebody could agree on."""
    days = whole_number(value)
    if not 0 <= days <= _LONGEST_TERM:
        raise refused(value, "expected a number of days from 0 to ten years")
    return days


def part_of_all(value: Number) -> Decimal:
    """Take a percentage of a part, which is not nothing and not all."""
    percent = short(value)
    if not 0 < percent < _WHOLE:
        raise refused(value, "expected a percentage above 0 and below 100")
    return percent


@frozen
class DiscountTerms:
    """So many percent of the net less, if all is paid within so many days.

    2/10 net 30, as merchants write it, is `PaymentTerms(30, discount=DiscountTerms(2,
    10))`.
    """

    percent: Decimal = field(converter=part_of_all)
    days: int = field(converter=number_of_days)

    def last_day(self, issue_date: date) -> date:
        """Give the last day on which paying earns the discount."""
        return plus(day(issue_date), self.days)
