"""A grid can say how its lines are made, and where odd ranges belong."""

from decimal import Decimal
from typing import Any, Literal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import MatchBand, MatchGrid, Rounding
from flowfit_invoicing.errors import InvalidValueError
from tests.catalog.linear import rows_of
from tests.catalog.test_grids import band, bands, grids

PERCENTS = MatchGrid.of(new=100, exact=25)
PRICES = MatchGrid.of_prices(new="0.20", exact="0.05")

LINES: dict[str, tuple[MatchGrid, bool | None]] = {
    "as the engine says": (PERCENTS, None),
    "one a task": (PERCENTS.with_lines("weighted"), False),
    "one a band": (PERCENTS.with_lines("itemised"), True),
    "as the engine says again": (
        PERCENTS.with_lines("itemised").with_lines(None),
        None,
    ),
    "prices": (PRICES, True),
    "prices, one a band": (PRICES.with_lines("itemised"), True),
    "rounded prices": (PERCENTS.with_price_digits(2), True),
    "prices of whole units": (PERCENTS.with_price_digits(0), True),
    "rounded prices, one a band": (
        PERCENTS.with_price_digits(2).with_lines("itemised"),
        True,
    ),
    "rounded counts": (PERCENTS.with_count_digits(0), False),
    "rounded counts, one a task": (
        PERCENTS.with_count_digits(0).with_lines("weighted"),
        False,
    ),
}


@pytest.mark.parametrize(("grid", "expected"), LINES.values(), ids=LINES)
def test_is_itemised(grid: MatchGrid, expected: bool | None) -> None:  # noqa: FBT001 - a table
    """Prices by band have lines of their own, a weighted count is one line."""
    assert grid.is_itemised is expected


CONTRADICTIONS: dict[str, tuple[MatchGrid, dict[str, Any]]] = {
    "prices on one line": (PRICES, {"lines": "weighted"}),
    "rounded prices on one line": (
        PERCENTS.with_price_digits(2),
        {"lines": "weighted"},
    ),
    "a weighted count of prices": (PRICES, {"count_digits": 0}),
    "a weighted count and rounded prices": (
        PERCENTS.with_price_digits(2),
        {"count_digits": 0},
    ),
    "a weighted count band by band": (
        PERCENTS.with_count_digits(0),
        {"lines": "itemised"},
    ),
}


@pytest.mark.parametrize(("grid", "more"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradictions(grid: MatchGrid, more: dict[str, Any]) -> None:
    """No one unit price holds for all bands where each has its own."""
    with pytest.raises(
        InvalidValueError, match="expected weighted lines or prices by band, not both"
    ):
        evolve(grid, **more)


REFUSED: dict[str, dict[str, Any]] = {
    "another way of lines": {"lines": "grouped"},
    "a list of lines": {"lines": ["weighted"]},
    "another end": {"across": "middle"},
    "both ends": {"across": ("low", "high")},
    "prices by a word": {"has_prices": "yes"},
    "digits below zero": {"price_digits": -1},
    "half a digit": {"price_digits": 1.5},
    "True digits": {"count_digits": True},
    "more digits than there are": {"count_digits": 29},
    "a mode by its name": {"price_rounding": "HALF_UP"},
    "no mode": {"count_rounding": None},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """What no agreement can mean is refused at the door."""
    with pytest.raises(InvalidValueError):
        MatchGrid(PERCENTS.rows, **parts)


def test_changed_copies() -> None:
    """Each change makes another grid and leaves all else as it was."""
    grid = PERCENTS.with_across("high").with_count_digits(1, rounding=Rounding.UP)
    assert grid == MatchGrid(
        PERCENTS.rows, across="high", count_digits=1, count_rounding=Rounding.UP
    )
    assert MatchGrid.of(new=100, exact=25) == PERCENTS
    priced = PRICES.with_price_digits(3, rounding=Rounding.DOWN).with_lines("itemised")
    assert priced == MatchGrid(
        PRICES.rows,
        has_prices=True,
        price_digits=3,
        price_rounding=Rounding.DOWN,
        lines="itemised",
    )
    assert len({grid, PERCENTS, priced, PRICES}) == 4


RANGES = MatchGrid.of({"50-74": 80, "75-94": 60, "95-99": 40}, new=100, exact=25)
MIXED = MatchGrid.of({"75-99": 60}, fuzzy=80)
ACROSS = [
    (RANGES, "70-79", "80", "60"),
    (RANGES, "75-84", "60", "60"),
    (RANGES, "75-99", "60", "40"),
    (RANGES, "fuzzy", "100", "40"),
    (RANGES, "40-60", "100", "80"),
    (RANGES, "tm 95-100", "40", "25"),
    (RANGES, "repetition", "100", "100"),
    (MIXED, "70-80", "80", "60"),
    (MIXED, "75-99", "60", "60"),
    (MIXED, "50-60", "80", "80"),
    (MatchGrid.of({"mt 90-100": 40}), "mt", "100", "40"),
]


@pytest.mark.parametrize(("grid", "name", "low", "high"), ACROSS)
def test_across(grid: MatchGrid, name: str, low: str, high: str) -> None:
    """An odd range belongs to the row of its lowest or of its highest percent."""
    ends: dict[Literal["low", "high"], str] = {"low": low, "high": high}
    for end, expected in ends.items():
        some = grid.with_across(end)
        assert some.percent(band(name)) == Decimal(expected)
        assert some.misfits([band(name)]) == ()


def test_uncovered_at_the_end_that_decides() -> None:
    """A band whose deciding end has no row costs all, and is told as such."""
    odd = [band("40-60"), band("70-79")]
    assert RANGES.with_across("low").uncovered(odd) == (band("40-60"),)
    assert RANGES.with_across("high").uncovered(odd) == ()
    assert RANGES.uncovered(odd) == ()


@given(grids(), bands(), st.sampled_from(["low", "high"]))
def test_as_if_one_end_were_looked_up(
    grid: MatchGrid, some: MatchBand, end: Literal["low", "high"]
) -> None:
    """A band is in the row of one end, and a band within one row stays there."""
    percent = some.low if end == "low" else some.high
    (row,) = rows_of(grid, evolve(some, low=percent, high=percent))
    across = grid.with_across(end)
    assert across.row_of(some) == row
    assert bool(across.uncovered([some])) is (row is None)
    rows = rows_of(grid, some)
    assert len(rows) > 1 or rows == {row}
