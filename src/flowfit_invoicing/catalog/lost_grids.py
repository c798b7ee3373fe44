"""Rates that win over one of a list behind, but don't have the grid that it has.

`MatchGrid.of()` says that no grid is wanted, so nothing is lost by it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from flowfit_invoicing.work import DAY, HOUR, ITEM, MINUTE, LanguagePattern
from flowfit_invoicing.work.languages import ANY, candidates

from .rate_lists import RateList
from .rates import Rate

Drawers: TypeAlias = Mapping[tuple[str, str], Mapping[str, list[Rate]]]
"""Rates by the codes of service and of what is counted, then by target language."""


_NEVER_ANALYSED = frozenset(unit.code for unit in (MINUTE, HOUR, DAY, ITEM))


def lost_grids(rate_list: RateList) -> Iterator[tuple[Rate, RateList]]:
    """Give each rate that has lost a grid, and the first list behind that has one."""
    if rate_list.base is None:
        return
    bases = [(base, _discounted(base)) for base in rate_list.base.lineage()]
    for rate in rate_list.rates:
        if rate_list.stated_grid(rate) is None:
            lost = (base for base, drawers in bases if _meets_any(rate, drawers))
            for base in lost:
                yield rate, base
                break


def _discounted(rate_list: RateList) -> Drawers:
    """Sort the rates of a list that have a grid, so that few are looked at for one."""
    drawers: dict[tuple[str, str], dict[str, list[Rate]]] = {}
    for rate in rate_list.rates:
        if rate_list.grid_for(rate) and rate.unit.code not in _NEVER_ANALYSED:
            for unit in rate.unit.counted_in:
                key = rate.service.code, unit
                by_language = drawers.setdefault(key, defaultdict(list))
                by_language[_language(rate)].append(rate)
    return drawers


def _language(rate: Rate) -> str:
    target = ANY if rate.languages is None else rate.languages.target
    return target.split("-")[0]


def _meets_any(rate: Rate, drawers: Drawers) -> bool:
    several = (drawers.get((rate.service.code, u), {}) for u in rate.unit.counted_in)
    return any(_meets_one(rate, by_language) for by_language in several)


def _meets_one(rate: Rate, by_language: Mapping[str, list[Rate]]) -> bool:
    language = _language(rate)
    asked = by_language if language == ANY else {language, ANY} & by_language.keys()
    return any(_meet(rate, other) for each in asked for other in by_language[each])


def _meet(rate: Rate, other: Rate) -> bool:
    """Tell if there is work in their unit that is priced by both."""
    return (
        (rate.domain == other.domain or None in (rate.domain, other.domain))
        and _languages_meet(rate.languages, other.languages)
        and rate.shares_a_day_with(other)
    )


def _languages_meet(one: LanguagePattern | None, other: LanguagePattern | None) -> bool:
    if one is None or other is None:
        return True
    sides = (one.source, other.source), (one.target, other.target)
    return all(a in candidates(b) or b in candidates(a) for a, b in sides)
