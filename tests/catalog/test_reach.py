"""A rate that can never win is told of, and no other."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    PAGE,
    WORD,
    LanguagePair,
    Rate,
    RateList,
)
from tests.catalog import chance
from tests.quickstart import CATALOG, REVISION, TRANSLATION


def rate(price: str = "0.20", **parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    return Rate(TRANSLATION, WORD, price, **parts)


def never_win(hidden: Rate, *before: Rate) -> list[str]:
    """Give the rates told of, in a list that is only behind another one."""
    base = RateList("Base", "CAD", [hidden])
    own = RateList("Own", "CAD", before, base=base)
    catalog = evolve(CATALOG, rate_lists=[own], default_rate_list="Own")
    found = [each for each in catalog.check() if each.code == "rate-never-wins"]
    assert all(each.place == ("Base",) for each in found)
    return [str(dict(each.facts)["rate"]) for each in found]


MAY, JUNE, SECOND = date(2026, 5, 31), date(2026, 6, 1), date(2026, 6, 2)
YEAR: dict[str, Any] = {
    "valid_from": date(2026, 1, 1),
    "valid_until": date(2026, 12, 31),
}

HIDDEN: dict[str, tuple[Rate, Rate]] = {
    "the same": (rate(), rate("0.22")),
    "languages by any": (rate(languages="en>fr-CA"), rate()),
    "languages by a parent": (rate(languages="en>fr-CA"), rate(languages="en>fr")),
    "languages by a pattern": (rate(languages="en>fr"), rate(languages="*>fr")),
    "a domain by any": (rate(domain="legal"), rate()),
    "a year by all days": (rate(**YEAR), rate()),
    "a year by itself": (rate(**YEAR), rate(**YEAR)),
    "characters by lines, which hold them": (
        Rate(TRANSLATION, CHARACTER, 1),
        Rate(TRANSLATION, LINE, 1),
    ),
    "lines by lines": (Rate(TRANSLATION, LINE, 2), Rate(TRANSLATION, LINE, 1)),
    "a year by what begins before": (rate(**YEAR), rate(valid_from=date(2025, 1, 1))),
    "all after a day": (rate(valid_from=JUNE), rate(valid_from=date(2026, 5, 31))),
    "all up to a day": (rate(valid_until=JUNE), rate(valid_until=date(2026, 6, 2))),
}


@pytest.mark.parametrize(("hidden", "before"), HIDDEN.values(), ids=HIDDEN)
def test_hidden(hidden: Rate, before: Rate) -> None:
    """What a list that is asked before has for all its work never wins."""
    assert never_win(hidden, before) == [str(hidden)]


SEEN: dict[str, tuple[Rate, Rate]] = {
    "another service": (rate(), Rate(REVISION, WORD, 1)),
    "another unit": (rate(), Rate(TRANSLATION, HOUR, 1)),
    "lines where characters come first": (
        Rate(TRANSLATION, LINE, 1),
        Rate(TRANSLATION, CHARACTER, 1),
    ),
    "lines where pages come first": (
        Rate(TRANSLATION, LINE, 1),
        Rate(TRANSLATION, PAGE, 1),
    ),
    "any languages": (rate(), rate(languages="*>*")),
    "more languages": (rate(languages="en>fr"), rate(languages="en>fr-CA")),
    "another source": (rate(languages="en>fr"), rate(languages="de>fr")),
    "any domain": (rate(), rate(domain="legal")),
    "all days": (rate(), rate(valid_until=date(2026, 12, 31))),
    "days before": (rate(**YEAR), rate(valid_from=date(2026, 1, 2))),
    "days after": (rate(**YEAR), rate(valid_until=date(2026, 12, 30))),
}


@pytest.mark.parametrize(("seen", "before"), SEEN.values(), ids=SEEN)
def test_seen(seen: Rate, before: Rate) -> None:
    """What has work of its own left can win."""
    assert never_win(seen, before) == []


HALVES = rate(valid_until=MAY), rate(valid_from=JUNE, valid_until=date(2026, 12, 31))


def test_hidden_by_two() -> None:
    """Two rates hide one if they hold on all its days together."""
    year = rate(**YEAR, languages="en>fr")
    assert never_win(year, *HALVES) == [str(year)]
    assert never_win(year, *reversed(HALVES)) == [str(year)]
    assert never_win(year, HALVES[0]) == never_win(year, HALVES[1]) == []
    assert never_win(year, HALVES[0], evolve(HALVES[1], valid_from=SECOND)) == []


def test_work_without_a_day() -> None:
    """Dated rates for ever and ever leave work without a day to an undated one."""
    assert never_win(rate(), rate(valid_until=MAY), rate(valid_from=JUNE)) == []


def test_hidden_by_two_lists() -> None:
    """Days may be covered by one list here and another there."""
    year = rate(**YEAR)
    base = RateList("Base", "CAD", [year])
    between = RateList("Between", "CAD", [HALVES[0]], base=base)
    lists = [RateList("Own", "CAD", [HALVES[1]], base=between)]
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list="Own")
    hidden = [each for each in catalog.check() if each.code == "rate-never-wins"]
    assert [dict(each.facts)["rate"] for each in hidden] == [year]


DAYS = [None, *(chance.NEW_YEAR + timedelta(days=days) for days in (-9, -1, 0, 9))]


def just_asked_for(rate: Rate) -> LanguagePair | None:
    """Make languages that a rate is for, and no rate for others."""
    if rate.languages is None:
        return None
    return LanguagePair.parse(str(rate.languages).replace("*", "x-other"))


def just_wins(rate: Rate, behind: RateList, first: RateList) -> bool:
    """Tell if a rate wins the work that it is made for on any day."""
    asked, units = just_asked_for(rate), (rate.unit.code,)
    found = [first.find(rate.service, asked, units, rate.domain, on) for on in DAYS]
    return any(each == (rate, behind) for each in found)


@settings(deadline=None)
@given(chance.rate_lists(), st.integers(0, 1))
def test_told_just_if_it_never_wins(rate_list: RateList, ways: int) -> None:
    """A rate is told of just if it does not win even the work it is made for."""
    behind = list(rate_list.lineage())[1:]
    lists = [rate_list, *(evolve(each, name="Way") for each in behind[:ways])]
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list=rate_list.name)
    told = [each for each in catalog.check() if each.code == "rate-never-wins"]

    assert [(each.place, dict(each.facts)["rate"]) for each in told] == [
        ((each.name,), rate)
        for each in behind
        for rate in each.rates
        if not any(just_wins(rate, each, first) for first in lists)
    ]
