"""A list is copied and changed, for a client or for a new year."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    WORD,
    LanguagePair,
    MatchGrid,
    Rate,
    RateList,
    Rounding,
)
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import decimals
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
    "from a day on": (
        rate(valid_from=date(2027, 1, 1)),
        [
            evolve(WORDS, valid_until=date(2026, 12, 31)),
            HOURS,
            rate(valid_from=date(2027, 1, 1)),
        ],
    ),
    "until a day": (
        rate(valid_until=date(2026, 12, 31)),
        [
            evolve(WORDS, valid_from=date(2027, 1, 1)),
            HOURS,
            rate(valid_until=date(2026, 12, 31)),
        ],
    ),
    "for a while": (
        rate(valid_from=date(2026, 7, 1), valid_until=date(2026, 7, 31)),
        [
            evolve(WORDS, valid_until=date(2026, 6, 30)),
            evolve(WORDS, valid_from=date(2026, 8, 1)),
            HOURS,
            rate(valid_from=date(2026, 7, 1), valid_until=date(2026, 7, 31)),
        ],
    ),
    "for all days that there are": (
        rate(valid_from=date.min, valid_until=date.max),
        [HOURS, rate(valid_from=date.min, valid_until=date.max)],
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


def dated(price: str, first: int | None, last: int | None) -> Rate:
    """Make a rate for some days of June, the first and the last of them included."""
    return rate(
        price,
        valid_from=None if first is None else date(2026, 6, first),
        valid_until=None if last is None else date(2026, 6, last),
    )


OLD = [dated("1", 5, 10), dated("2", 11, 20)]
CUT: dict[str, tuple[Rate, list[Rate]]] = {
    "the days of one": (dated("9", 5, 10), [dated("2", 11, 20)]),
    "within one": (
        dated("9", 12, 13),
        [OLD[0], dated("2", 11, 11), dated("2", 14, 20)],
    ),
    "one day over both": (
        dated("9", 10, 11),
        [dated("1", 5, 9), dated("2", 12, 20)],
    ),
    "one wholly, one in part": (dated("9", 1, 15), [dated("2", 16, 20)]),
    "to the last day of one": (dated("9", 15, 20), [OLD[0], dated("2", 11, 14)]),
    "all": (dated("9", None, None), []),
}


@pytest.mark.parametrize(("new", "left"), CUT.values(), ids=CUT)
def test_older_rates_hold_on_other_days(new: Rate, left: list[Rate]) -> None:
    """A rate takes the place of others on its own days and on no other."""
    assert list(RateList("L", "CAD", OLD).with_rate(new).rates) == [*left, new]


def test_price_of_this_year_stays() -> None:
    """A price for next year leaves this year's own, so the base's never shows."""
    base = RateList("Base", "CAD", [rate("0.30")])
    own = RateList("Own", "CAD", [rate("0.20")], base=base)
    new = own.with_rate(rate("0.22", valid_from=date(2027, 1, 1)))
    days = [date(2026, 12, 31), date(2027, 1, 1)]
    found = [new.resolve(TRANSLATION, "en>fr", on=on).unit_price for on in days]
    assert [*map(str, found)] == ["0.20", "0.22"]


DAYS = st.none() | st.integers(1, 30)


@given(st.lists(st.tuples(DAYS, DAYS), max_size=6), st.integers(1, 30))
def test_last_rate_that_holds_wins(
    periods: list[tuple[int | None, int | None]], day: int
) -> None:
    """On each day the rate that was put in last of those that hold is the one."""
    rates, expected = RateList("L", "CAD"), None
    for price, (first, last) in enumerate(periods):
        if first is None or last is None or first <= last:
            new = dated(str(price), first, last)
            rates = rates.with_rate(new)
            expected = new if new.holds_on(date(2026, 6, day)) else expected
    found = rates.find(
        TRANSLATION, LanguagePair("en", "fr"), None, None, date(2026, 6, day)
    )
    assert (found is None) == (expected is None)
    if found is not None and expected is not None:
        assert found[0].unit_price == expected.unit_price


def test_without_rate() -> None:
    """A rate is taken out; one that is not there is a slip."""
    assert LAST_YEAR.without_rate(WORDS).rates == (HOURS,)
    with pytest.raises(InvalidValueError) as raised:
        LAST_YEAR.without_rate(rate())
    assert str(raised.value) == (
        "'TRA (word, en>fr, 0.2)': expected a rate of the list"
    )


RAISED: dict[str, tuple[dict[str, Any], list[str], str]] = {
    "to four digits more than cents": (
        {"percent": "3.25"},
        ["0.191013", "51.625"],
        "45",
    ),
    "up": (
        {"percent": "3.25", "rounding": Rounding.UP},
        ["0.191013", "51.625"],
        "45",
    ),
    "down": (
        {"percent": "3.25", "rounding": Rounding.DOWN},
        ["0.191012", "51.625"],
        "45",
    ),
    "minimum in cents": (
        {"percent": "3.25", "minimum_charges": True},
        ["0.191013", "51.625"],
        "46.46",
    ),
    "minimum in cents, whatever the digits": (
        {"percent": "3.25", "digits": 3, "minimum_charges": True},
        ["0.191", "51.625"],
        "46.46",
    ),
    "minimum in dollars": (
        {"percent": "3.25", "digits": 1, "minimum_charges": True},
        ["0.2", "51.6"],
        "46.5",
    ),
    "as exactly as can be": (
        {"percent": "3.25", "digits": 12},
        ["0.1910125", "51.625"],
        "45",
    ),
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
    "more digits than a price has": {"percent": 3, "digits": 13},
    "half a digit": {"percent": 3, "digits": 1.5},
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
    "to four digits more than cents": ({"percent": "3.25"}, ["0.191013", "0.051625"]),
    "down": (
        {"percent": "3.25", "rounding": Rounding.DOWN},
        ["0.191012", "0.051625"],
    ),
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
    """Raised twice and not rounded, it is the same whichever comes first."""
    rates = RateList("L", "CAD", [HOURS])
    assert rates.raised(one, digits=12).raised(other, digits=12) == rates.raised(
        other, digits=12
    ).raised(one, digits=12)


@given(
    st.lists(st.decimals(0, 12, places=3), max_size=40),
    st.sampled_from(["CAD", "JPY", "KWD"]),
    st.sampled_from(Rounding),
)
def test_rises_year_after_year(
    percents: list[Any], currency: str, rounding: Rounding
) -> None:
    """However often prices rise, none has more digits than four beside its money's."""
    prices = MatchGrid.of_prices(new="0.185", exact="0.037")
    words = Rate(TRANSLATION, WORD, None, match_grid=prices, minimum_charge="12.5")
    rates = RateList("L", currency, [words, HOURS], match_grid=prices)
    for percent in percents:
        rates = rates.raised(percent, rounding, minimum_charges=True)
    digits = rates.currency.digits
    assert all(decimals(each.unit_price) <= digits + 4 for each in rates.rates)
    if percents:
        (minimum,) = (rate.minimum_charge for rate in rates.rates[:1])
        assert minimum is not None
        assert decimals(minimum) <= digits


def test_no_price_is_rounded_away() -> None:
    """A price that rounding would make nothing is refused; what is free stays so."""
    cheap = RateList("Cheap", "CAD", [Rate(TRANSLATION, WORD, "0.004")])
    with pytest.raises(InvalidValueError) as raised:
        cheap.raised(5, digits=2)
    assert str(raised.value) == (
        "'TRA (word, 0.004)': expected more digits, it would cost nothing"
    )
    assert str(cheap.raised(5, digits=3).rates[0].unit_price) == "0.004"
    free = RateList("Free", "CAD", [Rate(TRANSLATION, WORD, 0)])
    assert free.raised(5, digits=2).rates[0].unit_price == 0


PENNY = MatchGrid.of_prices(exact="0.01")
LARGEST = Rate(TRANSLATION, WORD, "999999999999999")
TOO_MUCH: dict[str, tuple[RateList, dict[str, Any], str]] = {
    "a price": (
        RateList("L", "CAD", [LARGEST]),
        {"percent": 1},
        "'TRA (word, 999999999999999)': expected a price below 10^15",
    ),
    "of exactly as much": (
        RateList("L", "CAD", [evolve(LARGEST, unit_price=Decimal(5 * 10**14))]),
        {"percent": 100},
        "'TRA (word, 500000000000000)': expected a price below 10^15",
    ),
    "a band of a rate": (
        RateList("L", "CAD", [Rate(TRANSLATION, WORD, 1, match_grid=PENNY)]),
        {"percent": 1, "digits": 1},
        "'TRA (word, 1), exact': expected more digits, it would cost nothing",
    ),
    "a band of the list": (
        RateList("L", "CAD", match_grid=PENNY),
        {"percent": 1, "digits": 1},
        "'L, exact': expected more digits, it would cost nothing",
    ),
    "a band of a service": (
        RateList("L", "CAD", service_grids={"TRA": PENNY}),
        {"percent": 1, "digits": 1},
        "'L, TRA, exact': expected more digits, it would cost nothing",
    ),
}


@pytest.mark.parametrize(
    ("rates", "options", "message"), TOO_MUCH.values(), ids=TOO_MUCH
)
def test_says_whose_price(
    rates: RateList, options: dict[str, Any], message: str
) -> None:
    """Where a price cannot be raised, the error says which it is."""
    with pytest.raises(InvalidValueError) as raised:
        rates.raised(**options)
    assert str(raised.value) == message
