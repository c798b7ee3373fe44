"""Rates that can never win, since lists asked before have rates for all their work.

A list that the catalog holds can be asked first, so all its rates can win. One that is
only behind others can be hidden by each of them.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta

from .rate_lists import RateList
from .rates import Rate

_DAY = timedelta(days=1)


def unreachable(rate_lists: Collection[RateList]) -> Iterator[tuple[RateList, Rate]]:
    """Give each rate that never wins, with the list that has it."""
    for hidden in _behind(rate_lists):
        ways = [_way(first, hidden) for first in rate_lists]
        for rate in hidden.rates:
            if all(way is None or _is_hidden(rate, way) for way in ways):
                yield hidden, rate


def _behind(rate_lists: Collection[RateList]) -> Iterable[RateList]:
    """Give the lists that are behind others and not in the catalog themselves."""
    lists = [each for first in rate_lists for each in first.lineage()]
    return {id(each): each for each in lists if each not in rate_lists}.values()


def _way(first: RateList, hidden: RateList) -> list[RateList] | None:
    """Give the lists that are asked before *hidden*, from *first* on, if it ever is."""
    lineage = list(first.lineage())
    places = [place for place, each in enumerate(lineage) if each is hidden]
    return lineage[: places[0]] if places else None


def _is_hidden(rate: Rate, way: Iterable[RateList]) -> bool:
    """Tell if on each of its days a list before has a rate that fits all its work.

    Work without a day is fitted by undated rates alone, so only one of them can hide
    another.
    """
    covering = [other for before in way for other in before.covering(rate)]
    if rate.holds_on(None):
        return any(other.holds_on(None) for other in covering)
    day, last = rate.valid_from or date.min, rate.valid_until or date.max
    for begins, ends in sorted(map(_days, covering)):
        if begins > day:
            return False
        if ends >= last:
            return True
        day = max(day, ends + _DAY)
    return False


def _days(rate: Rate) -> tuple[date, date]:
    return rate.valid_from or date.min, rate.valid_until or date.max
