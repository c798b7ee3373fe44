"""A list is copied and changed, for a client or for a new year."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import HOUR, WORD, MatchGrid, Rate, RateList, Rounding
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import REVISION, TRANSLATION

WORDS = Rate(TRANSLATION, WORD, "0.185", languages="en>fr", minimum_charge="45")
HOURS = Rate(REVISION, HOUR, "50")
LAST_YEAR = RateList("Standard 2026", "CAD", [WORDS, HOURS])


def rate(price: str = "0.20", **parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    parts.setdefault("languages", "en>fr")
    return Rate(TRANSLATION, WORD, price, **parts)


PUT = {
    "in place of the same": (rate(), [HOURS, rate()]),
    "beside other languages": (
        rate(languages="en>de"),
        [WORDS, HOURS, rate(languages="en>de")],
    ),
    "beside the same in general": (
        rate(domain="legal"),
        [WORDS, HOURS, rate(domain="legal")],
    ),
    "in place of what it shares a day with": (
        rate(valid_from=date(2027, 1, 1)),
        [HOURS, rate(valid_from=date(2027, 1, 1))],
    ),
}


@pytest.mark.parametrize(("new", "expected"), PUT.values(), ids=PUT)
def test_with_rate(new: Rate, expected: list[Rate]) -> None:
    """A rate takes the place of those that could win as well, and of no other."""
    assert list(LAST_YEAR.with_rate(new).rates) == expected
    assert LAST_YEAR.rates == (WORDS, HOURS)


def test_beside_another_year() -> None:
    """Rates that never hold on the same day stand beside each other."""
    old, new = rate(valid_until=date(2026, 12, 31)), rate(valid_from=date(2027, 1, 1))
    assert RateList("L", "CAD", [old]).with_rate(new).rates == (old, new)


def test_without_rate() -> None:
    """A rate is taken out; one that is not there is a slip."""
    assert LAST_YEAR.without_rate(WORDS).rates == (HOURS,)
    with pytest.raises(InvalidValueError) as raised:
        LAST_YEAR.without_rate(rate())
    assert str(raised.value) == (
        "'TRA (word, en>fr, 0.2)': expected a rate of the list"
    )


RAISED: dict[str, tuple[dict[str, Any], list[str], str]] = {
    "exactly": ({"percent": 3}, ["0.19055", "51.5"], "45"),
    "rounded": ({"percent": 3, "digits": 3}, ["0.191", "51.5"], "45"),
    "rounded down": (
        {"percent": "3", "digits": 3, "rounding": Rounding.DOWN},
        ["0.190", "51.500"],
        "45",
    ),
    "minimum too": (
        {"percent": "2.5", "digits": 2, "minimum_charges": True},
        ["0.19", "51.25"],
        "46.13",
    ),
    "lowered": ({"percent": -10}, ["0.1665", "45"], "45"),
    "not at all": ({"percent": 0}, ["0.185", "50"], "45"),
}


@pytest.mark.parametrize(("options", "prices", "minimum"), RAISED.values(), ids=RAISED)
def test_raised(options: dict[str, Any], prices: list[str], minimum: str) -> None:
    """All prices rise by as much, minima where asked for; nothing else changes."""
    new = LAST_YEAR.raised(**options)
    assert [each.unit_price for each in new.rates] == [
        *map(type(WORDS.unit_price), prices)
    ]
    assert str(new.rates[0].minimum_charge) == minimum
    assert new.rates[0].languages == WORDS.languages
    assert (new.name, new.base, new.currency) == ("Standard 2026", None, new.currency)
    assert LAST_YEAR.rates == (WORDS, HOURS)


REFUSED: dict[str, dict[str, Any]] = {
    "nothing left": {"percent": -100},
    "less than nothing": {"percent": -101},
    "a float": {"percent": 2.5},
    "digits below zero": {"percent": 3, "digits": -1},
    "more digits than there are": {"percent": 3, "digits": 29},
    "half a digit": {"percent": 3, "digits": 1.5},
    "a price that gets too long": {"percent": "0.00000000001"},
    "a mode by its name": {"percent": 3, "digits": 2, "rounding": "UP"},
    "minima by a word": {"percent": 3, "minimum_charges": "yes"},
}


@pytest.mark.parametrize("options", REFUSED.values(), ids=REFUSED)
def test_refused(options: dict[str, Any]) -> None:
    """What leads to no price is refused."""
    with pytest.raises(InvalidValueError):
        LAST_YEAR.raised(**options)


@pytest.mark.parametrize("percent", [-100, "-250.5"])
def test_nothing_left(percent: Any) -> None:  # noqa: ANN401 - a number of any type
    """What is taken off must leave something of a price."""
    with pytest.raises(InvalidValueError) as raised:
        LAST_YEAR.raised(percent)
    assert str(raised.value) == f"{percent!r}: expected more than -100 percent"


PRICES = MatchGrid.of_prices(new="0.185", exact="0.05")
BANDS: dict[str, tuple[dict[str, Any], list[str]]] = {
    "exactly": ({"percent": 3}, ["0.19055", "0.0515"]),
    "rounded": ({"percent": 3, "digits": 3}, ["0.191", "0.052"]),
    "rounded down": (
        {"percent": 3, "digits": 3, "rounding": Rounding.DOWN},
        ["0.19", "0.051"],
    ),
}


@pytest.mark.parametrize(("options", "prices"), BANDS.values(), ids=BANDS)
def test_raised_band_prices(options: dict[str, Any], prices: list[str]) -> None:
    """Prices of bands rise like the unit price, whatever grid they are in."""
    own = Rate(TRANSLATION, WORD, None, match_grid=PRICES.with_price_digits(4))
    old = RateList(
        "L", "CAD", [own], match_grid=PRICES, service_grids={REVISION: PRICES}
    )
    new = old.raised(**options)
    raised = MatchGrid.of_prices(new=prices[0], exact=prices[1])
    assert new.match_grid == raised
    assert new.service_grids == (("REV", raised),)
    assert new.rates[0].match_grid == raised.with_price_digits(4)
    assert str(new.rates[0].unit_price) == prices[0]


def test_percents_never_rise() -> None:
    """A percent of a price that rises is the same percent."""
    grid = MatchGrid.of(new=100, exact=25)
    old = RateList(
        "L",
        "CAD",
        [rate(match_grid=grid)],
        match_grid=grid,
        service_grids={TRANSLATION: grid},
    )
    new = old.raised(10)
    assert [
        new.match_grid,
        new.rates[0].match_grid,
        *dict(new.service_grids).values(),
    ] == [grid] * 3
    assert LAST_YEAR.raised(10).match_grid is None


@given(st.decimals(-99, 400, places=2), st.decimals(-99, 400, places=2))
def test_order_does_not_matter(one: Any, other: Any) -> None:  # noqa: ANN401 - decimals
    """Raised twice exactly, it is the same whichever comes first."""
    rates = RateList("L", "CAD", [HOURS])
    assert rates.raised(one).raised(other) == rates.raised(other).raised(one)


def test_no_price_is_rounded_away() -> None:
    """A price that rounding would make nothing is refused; what is free stays so."""
    cheap = RateList("Cheap", "CAD", [Rate(TRANSLATION, WORD, "0.004")])
    with pytest.raises(InvalidValueError, match="would cost nothing"):
        cheap.raised(5, digits=2)
    assert str(cheap.raised(5, digits=3).rates[0].unit_price) == "0.004"
    free = RateList("Free", "CAD", [Rate(TRANSLATION, WORD, 0)])
    assert free.raised(5, digits=2).rates[0].unit_price == 0
