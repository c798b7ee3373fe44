"""A rate that can never win is told of, and no other."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import CHARACTER, HOUR, LINE, PAGE, WORD, Rate, RateList
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


def test_list_of_the_catalog() -> None:
    """A list that can be asked first has no hidden rate."""
    base = RateList("Base", "CAD", [rate()])
    own = RateList("Own", "CAD", [rate("0.22")], base=base)
    catalog = evolve(CATALOG, rate_lists=[own, base], default_rate_list="Base")

    assert "rate-never-wins" not in {each.code for each in catalog.check()}


def test_another_way() -> None:
    """A rate that one list hides wins for another that has none."""
    base = RateList("Base", "CAD", [rate()])
    lists = [
        RateList("Own", "CAD", [rate("0.22")], base=base),
        RateList("Other", "CAD", base=base),
        RateList("Third", "CAD"),
    ]
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list="Own")

    assert "rate-never-wins" not in {each.code for each in catalog.check()}
