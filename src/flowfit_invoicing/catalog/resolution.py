"""Which rate wins.

The most specific one: a domain goes before any; then the target language itself before
its parents before any (`*`); then the source likewise; and a rate that asks for no
languages comes last. Since all that fits one task is a chain of parents, two rates tie
only if they ask for the very same, on a day on which both hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from attrs import frozen

from flowfit_invoicing.errors import AmbiguousRatesError
from flowfit_invoicing.work import LanguagePair, LanguagePattern
from flowfit_invoicing.work.languages import candidates

from .rates import Rate

Drawer: TypeAlias = Mapping[
    str | None, Mapping[str | None, Mapping[str | None, tuple[Rate, ...]]]
]
"""Rates in one unit, by the domain, the target and the source that they ask for."""

Drawers: TypeAlias = Mapping[str, Sequence[Drawer]]
"""Drawers by the code of a unit."""


@frozen(eq=False)
class RateIndex:
    """Rates of a list as they are looked up, by the code of their service."""

    direct: Mapping[str, Drawers]
    """By the code of their unit, which has one drawer."""

    made_of: Mapping[str, Drawers]
    """By the code of the unit that theirs is made of."""

    def best(
        self,
        service: str,
        units: Iterable[str] | None,
        languages: LanguagePair | None,
        domain: str | None,
        on: date | None,
    ) -> list[Rate]:
        """Find the most specific rate of each unit that some work can be billed in."""
        drawers = self.direct.get(service, {})
        if units is None:
            return _bests(drawers, drawers, languages, domain, on)
        found = _bests(drawers, units, languages, domain, on)
        others = None if found else self.made_of.get(service)
        return _bests(others, units, languages, domain, on) if others else found

    def covering(self, rate: Rate) -> Iterator[Rate]:
        """Give the rates that fit all work of *rate*, on whatever days."""
        counted = set(rate.unit.counted_in)
        for several in self.direct.get(rate.service.code, {}).values():
            for drawer in several:
                for other in _fitting(drawer, rate.languages, rate.domain):
                    if counted <= set(other.unit.counted_in):
                        yield other


def index_of(rates: Iterable[Rate]) -> RateIndex:
    """Sort rates into drawers.

    Raises:
        AmbiguousRatesError: If two rates of one drawer hold on the same day.
    """
    several: defaultdict[Asked, list[Rate]] = defaultdict(list)
    for rate in rates:
        several[_asked(rate)].append(rate)
    direct: dict[str, dict[str, tuple[Filling]]] = {}
    made_of: dict[str, dict[str, list[Drawer]]] = {}
    for (service, unit, *asked), alike in several.items():
        drawers = direct.setdefault(service, {})
        if unit not in drawers:
            drawers[unit] = ({},)
            base = alike[0].unit.made_of
            if base is not None:
                bases = made_of.setdefault(service, {})
                bases.setdefault(base.code, []).append(drawers[unit][0])
        _put(drawers[unit][0], _by_day(alike), *asked)
    return RateIndex(direct, made_of)


def _put(
    drawer: "Filling",
    rates: tuple[Rate, ...],
    domain: str | None,
    target: str | None,
    source: str | None,
) -> None:
    drawer.setdefault(domain, {}).setdefault(target, {})[source] = rates


Asked: TypeAlias = tuple[str, str, str | None, str | None, str | None]
Filling: TypeAlias = dict[
    str | None, dict[str | None, dict[str | None, tuple[Rate, ...]]]
]


def _asked(rate: Rate) -> Asked:
    service, unit, languages = rate.service.code, rate.unit.code, rate.languages
    if languages is None:
        return service, unit, rate.domain, None, None
    return service, unit, rate.domain, languages.target, languages.source


def _bests(
    drawers: Drawers,
    units: Iterable[str],
    languages: LanguagePair | None,
    domain: str | None,
    on: date | None,
) -> list[Rate]:
    found: list[Rate] = []
    for unit in units:
        for drawer in drawers.get(unit, ()):
            for rate in _fitting(drawer, languages, domain):
                if rate.holds_on(on):
                    found.append(rate)
                    break
    return found


def _fitting(
    drawer: Drawer,
    languages: LanguagePair | LanguagePattern | None,
    domain: str | None,
) -> Iterator[Rate]:
    """Give the rates for some work on whatever days, the most specific first.

    For a pattern they are those that fit all that it fits.
    """
    for asked in (None,) if domain is None else (domain, None):
        by_target = drawer.get(asked)
        if by_target is not None:
            yield from _for_languages(by_target, languages)


def _for_languages(
    by_target: Mapping[str | None, Mapping[str | None, tuple[Rate, ...]]],
    languages: LanguagePair | LanguagePattern | None,
) -> Iterator[Rate]:
    if languages is not None:
        for target in candidates(languages.target):
            by_source = by_target.get(target)
            if by_source is not None:
                for source in candidates(languages.source):
                    yield from by_source.get(source, ())
    yield from by_target.get(None, _NO_SOURCES).get(None, ())


_NO_SOURCES: Mapping[str | None, tuple[Rate, ...]] = MappingProxyType({})


def _by_day(rates: list[Rate]) -> tuple[Rate, ...]:
    in_order = sorted(rates, key=lambda rate: rate.valid_from or date.min)
    for first, second in pairwise(in_order):
        if (second.valid_from or date.min) <= (first.valid_until or date.max):
            raise AmbiguousRatesError(first, second)
    return tuple(in_order)
