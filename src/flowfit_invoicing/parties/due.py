"""On which day something is due, counted from a day; months have 28 to 31 days."""

import calendar
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from types import MappingProxyType

from flowfit_invoicing.doors import refused


def end_of_month(day: date) -> date:
    """Give the last day of the month that *day* is in."""
    _, length = calendar.monthrange(day.year, day.month)
    return day.replace(day=length)


def plus(day: date, days: int) -> date:
    """Give the day that is so many days later.

    Raises:
        InvalidValueError: If the calendar ends before.
    """
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise refused(day, "expected a day before the year 9990") from None


def _end_of_month_plus(day: date, days: int) -> date:
    return plus(end_of_month(day), days)


def _days_then_end_of_month(day: date, days: int) -> date:
    return end_of_month(plus(day, days))


def _day_of_next_month(day: date, number: int) -> date:
    """Give a day of the month after; its last day, if it has fewer."""
    first = plus(end_of_month(day), 1)
    return min(first + timedelta(days=number - 1), end_of_month(first))


WAYS: Mapping[str, Callable[[date, int], date]] = MappingProxyType(
    {
        "net": plus,
        "end-of-month-plus": _end_of_month_plus,
        "days-then-end-of-month": _days_then_end_of_month,
        "day-of-next-month": _day_of_next_month,
    }
)
"""How a number of days leads from one day to another."""
