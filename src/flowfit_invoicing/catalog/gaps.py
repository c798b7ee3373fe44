"""Days between two rates for the same work, on which neither holds."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from attrs import frozen

from .rate_lists import RateList
from .rates import Rate

_DAY = timedelta(days=1)


@frozen
class Gap:
    """A rate, the next one for the same work, and the days between, both included."""

    before: Rate
    after: Rate
    first_day: date
    last_day: date


def gaps(rate_list: RateList) -> Iterator[Gap]:
    """Give the gaps of a list, even those that a more general rate fills.

    That one, or the list behind, has another price: whoever follows a rate by its years
    finds that it changes and changes back, unseen.
    """
    periods: defaultdict[object, list[Rate]] = defaultdict(list)
    for rate in rate_list.rates:
        work = rate.service.code, rate.unit.code, rate.domain, rate.languages
        periods[work].append(rate)
    for rates in periods.values():
        for before, after in pairwise(sorted(rates, key=_begin)):
            yield from _between(before, after)


def _begin(rate: Rate) -> date:
    return rate.valid_from or date.min


def _between(before: Rate, after: Rate) -> Iterator[Gap]:
    """Give the gap, if any; two rates of a list for one work never share a day."""
    ends, begins = before.valid_until, after.valid_from
    if ends is not None and begins is not None and begins - ends > _DAY:
        yield Gap(before, after, ends + _DAY, begins - _DAY)
