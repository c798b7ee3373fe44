"""Which rate wins.

The most specific one: a domain goes before any; then the target language itself before
its parents before any (`*`); then the source likewise; and a rate that asks for no
languages comes last. Since all that fits one task is a chain of parents, two rates tie
only if they ask for the very same, on a day on which both hold.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from flowfit_invoicing.errors import AmbiguousRatesError
from flowfit_invoicing.work import LanguagePair, LanguagePattern
from flowfit_invoicing.work.languages import candidates

from .rates import Rate

Scope: TypeAlias = tuple[str | None, str | None, str | None]
"""Domain, target and source that a rate asks for."""

RateIndex: TypeAlias = Mapping[str, Mapping[str, Mapping[Scope, tuple[Rate, ...]]]]
"""Rates by the code of their service, that of their unit, and their scope."""


def index_of(rates: Iterable[Rate]) -> RateIndex:
    """Sort rates into drawers.

    Raises:
        AmbiguousRatesError: If two rates of one drawer hold on the same day.
    """
    index: dict[str, dict[str, dict[Scope, tuple[Rate, ...]]]] = {}
    drawers: defaultdict[tuple[str, str, Scope], list[Rate]] = defaultdict(list)
    for rate in rates:
        drawers[rate.service.code, rate.unit.code, _scope(rate)].append(rate)
    for (service, unit, scope), several in drawers.items():
        by_scope = index.setdefault(service, {}).setdefault(unit, {})
        by_scope[scope] = _by_day(several)
    return index


def best(
    drawer: Mapping[Scope, tuple[Rate, ...]],
    languages: LanguagePair | None,
    domain: str | None,
    on: date | None,
) -> Rate | None:
    """Find the most specific rate for some work, among those of one unit."""
    for rate in fitting(drawer, languages, domain):
        if rate.holds_on(on):
            return rate
    return None


def fitting(
    drawer: Mapping[Scope, tuple[Rate, ...]],
    languages: LanguagePair | LanguagePattern | None,
    domain: str | None,
) -> Iterator[Rate]:
    """Give the rates for some work on whatever days, the most specific first.

    For a pattern they are those that fit all that it fits.
    """
    for scope in _scopes(languages, domain):
        yield from drawer.get(scope, ())


def _scope(rate: Rate) -> Scope:
    if rate.languages is None:
        return rate.domain, None, None
    return rate.domain, rate.languages.target, rate.languages.source


def _scopes(
    languages: LanguagePair | LanguagePattern | None, domain: str | None
) -> Iterator[Scope]:
    for asked in (None,) if domain is None else (domain, None):
        if languages is not None:
            for target in candidates(languages.target):
                for source in candidates(languages.source):
                    yield asked, target, source
        yield asked, None, None


def _by_day(rates: list[Rate]) -> tuple[Rate, ...]:
    in_order = sorted(rates, key=lambda rate: rate.valid_from or date.min)
    for first, second in pairwise(in_order):
        if (second.valid_from or date.min) <= (first.valid_until or date.max):
            raise AmbiguousRatesError(first, second)
    return tuple(in_order)
