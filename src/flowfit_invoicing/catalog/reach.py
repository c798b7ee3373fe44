"""Rates that can never win, since a list asked before has one for all their work.

A list that the catalog holds can be asked first, so all its rates can win. One that is
only behind others can be hidden by each of them.
"""

from collections.abc import Collection, Iterable, Iterator

from flowfit_invoicing.work import LanguagePattern
from flowfit_invoicing.work.languages import candidates

from .rate_lists import RateList
from .rates import Rate


def unreachable(rate_lists: Collection[RateList]) -> Iterator[tuple[RateList, Rate]]:
    """Give each rate that never wins, with the list that has it."""
    for hidden in _behind(rate_lists):
        ways = [_way(first, hidden) for first in rate_lists]
        for rate in hidden.rates:
            if all(way is None or _is_covered(rate, way) for way in ways):
                yield hidden, rate


def _behind(rate_lists: Collection[RateList]) -> Iterable[RateList]:
    """Give the lists that are behind others and not in the catalog themselves."""
    lists = [each for first in rate_lists for each in first.lineage()]
    known = {id(rate_list) for rate_list in rate_lists}
    return {id(each): each for each in lists if id(each) not in known}.values()


def _way(first: RateList, hidden: RateList) -> list[RateList] | None:
    """Give the lists that are asked before *hidden*, from *first* on, if it ever is."""
    lineage = list(first.lineage())
    places = [place for place, each in enumerate(lineage) if each is hidden]
    return lineage[: places[0]] if places else None


def _is_covered(rate: Rate, way: Iterable[RateList]) -> bool:
    return any(_covers(other, rate) for before in way for other in before.rates)


def _covers(other: Rate, rate: Rate) -> bool:
    """Tell if *other* fits all that *rate* fits."""
    return (
        other.service.code == rate.service.code
        and set(rate.unit.counted_in) <= set(other.unit.counted_in)
        and other.domain in (None, rate.domain)
        and _covers_languages(other.languages, rate.languages)
        and _covers_days(other, rate)
    )


def _covers_languages(
    other: LanguagePattern | None, pattern: LanguagePattern | None
) -> bool:
    if other is None or pattern is None:
        return other is None
    return other.source in candidates(pattern.source) and (
        other.target in candidates(pattern.target)
    )


def _covers_days(other: Rate, rate: Rate) -> bool:
    begins = other.valid_from is None or (
        rate.valid_from is not None and other.valid_from <= rate.valid_from
    )
    ends = other.valid_until is None or (
        rate.valid_until is not None and rate.valid_until <= other.valid_until
    )
    return begins and ends
