"""A grid can name the price of each band, in place of a percent of one price."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    WORD,
    Analysis,
    MatchBand,
    MatchGrid,
    Money,
    Rate,
    Rounding,
)
from flowfit_invoicing.errors import BandMismatchError, InvalidValueError
from flowfit_invoicing.work import NEW
from tests.catalog.test_grids import grids
from tests.quickstart import GRID, TRANSLATION

PRICES = MatchGrid.of_prices({"75-94": "0.12", "95-99": "150"}, new="0.20", exact=0)
UNIT_PRICE = Decimal("0.23456")


def band(name: str) -> MatchBand:
    return MatchBand.parse(name)


NAMED = {
    "new": "0.20",
    "80-84": "0.12",
    "95-99": "150",
    "exact": "0",
    "50-74": None,
    "repetition": None,
    "context": None,
}


@pytest.mark.parametrize(("name", "expected"), NAMED.items())
def test_price(name: str, expected: str | None) -> None:
    """A band has the price of its row, whatever that is, and none without a row."""
    price = None if expected is None else Decimal(expected)
    assert PRICES.price(band(name)) == price
    assert PRICES.band_price(band(name), UNIT_PRICE) == (
        UNIT_PRICE if price is None else price
    )


def test_bands_without_a_price_are_told() -> None:
    """Bands that cost the rate's unit price are those that no row has."""
    bands = [band(name) for name in NAMED]
    assert [*map(str, PRICES.uncovered(bands))] == ["50-74", "repetition", "context"]


def test_across_prices() -> None:
    """A band that cuts across rows has neither of their prices."""
    odd = band("85-99")
    with pytest.raises(BandMismatchError) as raised:
        PRICES.price(odd)
    assert [*map(str, raised.value.rows)] == ["75-94", "95-99"]
    with pytest.raises(BandMismatchError):
        PRICES.band_price(odd, UNIT_PRICE)
    assert [each.band for each in PRICES.misfits([odd, NEW])] == [odd]


def test_percents_name_no_price() -> None:
    """A grid of percents names no price for any band, but tells of a band across."""
    assert GRID.price(NEW) is None
    assert not GRID.has_prices
    with pytest.raises(BandMismatchError):
        GRID.price(MatchBand("tm", 95, 100))


def test_prices_are_no_percents() -> None:
    """Whoever asks for a share of the unit price is told that there is none."""
    analysis = Analysis.of(new=1)
    for ask in (
        lambda: PRICES.percent(NEW),
        lambda: PRICES.percent(band("repetition")),
        lambda: PRICES.weigh(analysis),
        lambda: PRICES.weights(analysis.columns.shape),
    ):
        with pytest.raises(InvalidValueError, match="expected a grid of percents"):
            ask()


REFUSED: dict[str, Any] = {
    "less than nothing": {"new": "-0.01"},
    "a float": {"new": 0.2},
    "thirteen decimals": {"new": "0.0000000000001"},
    "an amount of money": {"new": Money(1, "CAD")},
    "an unknown band": {"perfect": 1},
    "ranges that meet": {"75-85": 1, "85-94": 1},
    "nothing": None,
}


@pytest.mark.parametrize("prices", REFUSED.values(), ids=REFUSED)
def test_refuses(prices: Any) -> None:  # noqa: ANN401 - whatever it is
    """Prices are zero or more, of bands that have no match in common."""
    with pytest.raises(InvalidValueError):
        MatchGrid.of_prices(prices)


def test_a_percent_is_no_price() -> None:
    """The same numbers are two grids, and over 100 they can only be prices."""
    assert MatchGrid.of_prices(new=20) != MatchGrid.of(new=20)
    assert MatchGrid.of_prices(new="100.01").price(NEW) == Decimal("100.01")
    with pytest.raises(
        InvalidValueError, match=r"^'exact 100.01': expected 0 to 100 percent"
    ):
        MatchGrid.of(new=100, exact="100.01")


def rate(price: Any, grid: MatchGrid | None, **parts: Any) -> Rate:  # noqa: ANN401 - any
    return Rate(TRANSLATION, WORD, price, match_grid=grid, **parts)


UNIT_PRICES: dict[str, tuple[Rate, str]] = {
    "of new words": (rate(None, PRICES), "0.20"),
    "of new words for nothing": (rate(None, MatchGrid.of_prices(new=0)), "0"),
    "of a row that new words are in": (
        rate(None, MatchGrid.of_prices({"0-49": "0.19"})),
        "0.19",
    ),
    "given beside band prices": (rate("0.25", PRICES), "0.25"),
    "nothing beside band prices": (rate(0, PRICES), "0"),
    "beside percents": (rate("0.25", GRID), "0.25"),
}


@pytest.mark.parametrize(("some", "expected"), UNIT_PRICES.values(), ids=UNIT_PRICES)
def test_unit_price(some: Rate, expected: str) -> None:
    """A rate has a unit price, if only that of its new words."""
    assert some.unit_price == Decimal(expected)
    assert isinstance(some.unit_price, Decimal)


NEITHER: dict[str, MatchGrid | None] = {
    "no grid": None,
    "a grid without rows": MatchGrid.of(),
    "prices without rows": MatchGrid.of_prices(),
    "percents": GRID,
    "no price for new words": MatchGrid.of_prices(exact="0.05"),
}


@pytest.mark.parametrize("grid", NEITHER.values(), ids=NEITHER)
def test_neither_price(grid: MatchGrid | None) -> None:
    """A rate with neither a unit price nor one for new words is named and refused."""
    with pytest.raises(InvalidValueError) as raised:
        rate(None, grid)
    assert str(raised.value) == (
        "'TRA (word)': expected a unit price, or a grid with a price for new words"
    )


def test_no_grid_at_all() -> None:
    """What is no grid is told as such, and not as a missing price."""
    with pytest.raises(InvalidValueError, match="expected a MatchGrid"):
        rate(None, {"new": "0.20"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here


XTRF: dict[str, tuple[int, list[str], str]] = {
    "each price first, to 2 digits": (2, ["0.23", "0.07"], "30.00"),
    "to 5 digits, amounts rounded": (5, ["0.23456", "0.07037"], "30.50"),
}


@pytest.mark.parametrize(("digits", "prices", "total"), XTRF.values(), ids=XTRF)
def test_rounding_policies_of_xtrf(digits: int, prices: list[str], total: str) -> None:
    """100 new words and 100 repetitions at 30 % of 0.23456, as XTRF rounds them."""
    grid = MatchGrid.of(new=100, repetition=30).with_price_digits(digits)
    found = [grid.band_price(band(name), UNIT_PRICE) for name in ("new", "repetition")]
    assert [*map(str, found)] == prices
    amounts = [Money(100 * price, "CAD").rounded() for price in found]
    assert str(Money.total(amounts, "CAD")) == f"{total} CAD"
    assert grid.is_itemised


def test_sum_last_as_xtrf_does() -> None:
    """By default nothing is rounded but the sum: 130 weighted words are 30.49."""
    grid = MatchGrid.of(new=100, repetition=30)
    weighted = grid.weigh(Analysis.of(new=100, repetition=100))
    assert str(Money(weighted * UNIT_PRICE, "CAD").rounded()) == "30.49 CAD"
    assert grid.band_price(band("repetition"), UNIT_PRICE) == Decimal("0.070368")
    assert grid.is_itemised is None


ROUNDED: dict[str, tuple[MatchGrid, str]] = {
    "half up": (MatchGrid.of(new=50).with_price_digits(2), "0.13"),
    "half even": (
        MatchGrid.of(new=50).with_price_digits(2, rounding=Rounding.HALF_EVEN),
        "0.12",
    ),
    "to whole ones": (MatchGrid.of(new=50).with_price_digits(0), "0"),
    "no longer": (
        MatchGrid.of(new=50).with_price_digits(2).with_price_digits(None),
        "",
    ),
    "a price of its own": (
        MatchGrid.of_prices(new="0.125").with_price_digits(2, rounding=Rounding.DOWN),
        "0.12",
    ),
    "the rate's price": (MatchGrid.of_prices(exact=1).with_price_digits(1), "0.3"),
}


@pytest.mark.parametrize(("grid", "expected"), ROUNDED.values(), ids=ROUNDED)
def test_rounded_price(grid: MatchGrid, expected: str) -> None:
    """Whatever a band costs, of 0.25, is rounded as the grid says, once."""
    assert str(grid.band_price(NEW, Decimal("0.25"))) == (expected or "0.125")


COUNTS: dict[str, tuple[int | None, Rounding, str]] = {
    "exact": (None, Rounding.UP, "100.25"),
    "whole words, half up": (0, Rounding.HALF_UP, "100"),
    "whole words, up": (0, Rounding.UP, "101"),
    "a tenth, down": (1, Rounding.DOWN, "100.2"),
    "more digits than it has": (4, Rounding.UP, "100.2500"),
}


@pytest.mark.parametrize(("digits", "mode", "expected"), COUNTS.values(), ids=COUNTS)
def test_weighted_count(digits: int | None, mode: Rounding, expected: str) -> None:
    """A weighted count is rounded once, after the sum."""
    grid = MatchGrid.of(new=100, exact=25).with_count_digits(digits, rounding=mode)
    assert str(grid.weigh(Analysis.of(new=100, exact=1))) == expected
    assert grid.is_itemised is (None if digits is None else False)


def test_weighs_parts_of_a_word() -> None:
    """Counts and percents with decimals are weighed to the last digit."""
    grid = MatchGrid.of(new="99.9", exact="12.5")
    weighted = grid.weigh(Analysis.of(new="0.001", exact="10.25"))
    assert weighted == Decimal("1.282249")


def test_what_was_weighed_does_not_show() -> None:
    """A grid that has weighed is equal to one that has not."""
    used = MatchGrid.of(new=100, exact=25)
    used.weigh(Analysis.of(new=1))
    assert used == MatchGrid.of(new=100, exact=25)
    assert "_weights" not in repr(used)


def test_weights() -> None:
    """The shares of a shape's bands are whole numbers, the same ones each time."""
    shape = Analysis.of(new=7, exact=3, mt=1).columns.shape
    grid = MatchGrid.of(new=100, exact="12.5")
    weights = grid.weights(shape)
    assert (weights.numbers, weights.scale) == ((1000, 125, 1000), 3)
    assert weights.shape.bands == shape.bands
    assert grid.weights(shape) is weights


@given(grids(), st.decimals(0, 9, places=5))
def test_exact_price_is_the_percent_of_it(grid: MatchGrid, price: Decimal) -> None:
    """Without rounding, each row costs its percent of the unit price to the digit."""
    for row, percent in grid.rows:
        if all(row == other or not row.meets(other) for other, _ in grid.rows):
            assert grid.band_price(row, price) * 100 == price * percent
