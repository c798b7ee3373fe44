"""A grid says how much of the unit price the words of a match band cost."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import MatchBand, MatchGrid
from flowfit_invoicing.errors import BandMismatchError, InvalidValueError
from flowfit_invoicing.work import EXACT_MATCH
from tests.catalog.linear import rows_of

GRID = MatchGrid.of(new=100, fuzzy=60, exact=25, repetition=25, context=0)
RANGES = MatchGrid.of({"50-74": "80", "75-94": "60", "95-99": "32.5"}, new=90, exact=30)
MIXED = MatchGrid.of({"75-99": 60}, fuzzy=80)
ORIGINS = MatchGrid.of(
    {
        "internal 75-99": 50,
        "mt 0-49": 90,
        "100-101 context": 15,
        "nontranslatable 100": 5,
    },
    repetition=20,
)
NONE = MatchGrid.of()


def band(name: str) -> MatchBand:
    """Read `75-84` or `exact`, and `mt 75-84` or `101 context` as well."""
    *origin, width = name.removesuffix(" context").split(" ")
    if not (origin or name.endswith(" context")):
        return MatchBand.parse(name)
    low, _, high = width.partition("-")
    return MatchBand(
        "".join(origin) or "tm",
        int(low),
        int(high or low),
        context=name.endswith(" context"),
    )


PERCENTS = [
    (GRID, "new", "100"),
    (GRID, "exact", "25"),
    (GRID, "repetition", "25"),
    (GRID, "context", "0"),
    (GRID, "101 context", "0"),
    (GRID, "fuzzy", "60"),
    (GRID, "75-84", "60"),
    (GRID, "1", "60"),
    (GRID, "99", "60"),
    (GRID, "mt", "100"),
    (GRID, "internal", "100"),
    (GRID, "nontranslatable", "100"),
    (GRID, "mt 75-84", "100"),
    (RANGES, "75-94", "60"),
    (RANGES, "85-94", "60"),
    (RANGES, "99", "32.5"),
    (RANGES, "1-49", "100"),
    (RANGES, "repetition", "100"),
    (RANGES, "100 context", "100"),
    (MIXED, "75-84", "60"),
    (MIXED, "50-74", "80"),
    (MIXED, "exact", "100"),
    (MatchGrid.of(mt=40), "mt 75-84", "40"),
    (MatchGrid.of({MatchBand("mt", 90, 100): 40}), "mt 1-89", "100"),
    (ORIGINS, "internal 85-94", "50"),
    (ORIGINS, "internal 100", "100"),
    (ORIGINS, "85-94", "100"),
    (ORIGINS, "mt 0-49", "90"),
    (ORIGINS, "mt 50-74", "100"),
    (ORIGINS, "101 context", "15"),
    (ORIGINS, "102 context", "100"),
    (ORIGINS, "exact", "100"),
    (ORIGINS, "nontranslatable 100", "5"),
    (ORIGINS, "nontranslatable 99", "100"),
    (ORIGINS, "repetition", "20"),
    (NONE, "exact", "100"),
]


@pytest.mark.parametrize(("grid", "name", "expected"), PERCENTS)
def test_percent(grid: MatchGrid, name: str, expected: str) -> None:
    """
    A band costs what the row that holds it says, and all of the price without one.

    `fuzzy` is for the matches of 1 to 99 % that no range names.
    """
    assert grid.percent(band(name)) == Decimal(expected)


ACROSS = [
    (GRID, "tm 95-100", "fuzzy, exact"),
    (RANGES, "75-99", "75-94, 95-99"),
    (RANGES, "fuzzy", "50-74, 75-94, 95-99"),
    (RANGES, "40-60", "50-74"),
    (RANGES, "tm 95-100", "95-99, exact"),
    (MIXED, "fuzzy", "fuzzy, 75-99"),
    (MIXED, "70-80", "fuzzy, 75-99"),
    (MatchGrid.of({MatchBand("mt", 90, 100): 40}), "mt", "mt 90-100"),
    (MatchGrid.of({"75-84": 60, "85-94": 60}), "75-94", "75-84, 85-94"),
]


@pytest.mark.parametrize(("grid", "name", "rows"), ACROSS)
def test_across_rows(grid: MatchGrid, name: str, rows: str) -> None:
    """A band that is not in one row and out of all others has no percent."""
    with pytest.raises(BandMismatchError) as raised:
        grid.percent(band(name))
    assert raised.value.band == band(name)
    assert ", ".join(map(str, raised.value.rows)) == rows
    assert str(raised.value) == (
        f"band {name.removeprefix('tm ')}: cuts across the grid's {rows}"
    )


def test_row_of() -> None:
    """The row that decides can be asked for, as an explanation needs it."""
    assert GRID.row_of(band("75-84")) == band("fuzzy")
    assert GRID.row_of(band("mt")) is None


REFUSED: dict[str, Any] = {
    "more than all": {"new": 101},
    "less than nothing": {"new": "-1"},
    "a float": {"new": 0.6},
    "a yes": {"new": True},
    "thirteen decimals": {"new": "0.0000000000001"},
    "an unknown band": {"perfect": 0},
    "no band": {"": 0},
    "a match that cannot be": {"103": 0},
    "a range that cannot be": {"95-110": 0},
    "a range backwards": {"84-75": 60},
    "a band with a sign": {"75%": 60},
    "a percent beside its band": {"60": {"75-84": 60}},
    "the same band by two names": {"fuzzy": 60, "1-99": 60},
    "ranges that meet": {"75-85": 60, "85-94": 50},
    "a range within another": {"50-99": 60, "75-84": 50},
    "a range that meets exact": {MatchBand("tm", 95, 100): 60, EXACT_MATCH: 50},
    "no mapping": 60,
    "a name": "new",
}


@pytest.mark.parametrize("percents", REFUSED.values(), ids=REFUSED)
def test_refuses(percents: Any) -> None:  # noqa: ANN401 - whatever it is
    """Percents are 0 to 100 of bands, of which no two have a match in common."""
    with pytest.raises(InvalidValueError):
        MatchGrid.of(percents)


def test_refuses_the_same_band_twice() -> None:
    """A band has one row, whether its name is a key or a keyword."""
    with pytest.raises(InvalidValueError, match=r"^'new': expected a row apart"):
        MatchGrid.of({"new": 100}, new=90)


def test_rows_are_in_order() -> None:
    """Grids of the same rows are equal, whatever their order and their zeros."""
    again = MatchGrid.of({"context": 0, "exact": 25}, repetition="25.0", fuzzy=60)
    assert MatchGrid((*again.rows, ("new", 100))) == GRID
    assert hash(MatchGrid(GRID.rows)) == hash(GRID)
    assert [str(row) for row, _ in GRID.rows] == [
        *("new", "fuzzy", "exact", "context", "repetition")
    ]


def test_truth() -> None:
    """A grid without rows is none, unless it says what is rounded or lined up."""
    assert GRID
    assert not NONE
    assert MatchGrid() == NONE
    assert NONE.with_price_digits(2)
    assert NONE.with_count_digits(0)
    assert NONE.with_lines("itemised")
    assert not NONE.with_across("low")


@st.composite
def bands(draw: st.DrawFn) -> MatchBand:
    """Make a band, mostly of the translation memory and without context."""
    origin = draw(st.sampled_from(["tm", "tm", "tm", "mt"]))
    context = draw(st.sampled_from([False, False, False, True]))
    highest = 102 if context and origin == "tm" else 100
    ends = draw(st.tuples(*[st.integers(100 if context else 0, highest)] * 2))
    return MatchBand(origin, min(ends), max(ends), context=context)


@st.composite
def grids(draw: st.DrawFn) -> MatchGrid:
    """Make a grid of ranges that do not meet, with `fuzzy` or without."""
    rows: list[MatchBand] = []
    for each in draw(st.lists(bands(), max_size=5)):
        if not any(each.meets(other) for other in rows):
            rows.append(each)
    if draw(st.booleans()) and band("fuzzy") not in rows:
        rows.append(band("fuzzy"))
    return MatchGrid([(row, draw(st.integers(0, 99))) for row in rows])


@given(grids(), bands())
def test_as_if_each_percent_were_looked_up(grid: MatchGrid, some: MatchBand) -> None:
    """A band has the row that all its percents are in, or none, or else no price."""
    rows = rows_of(grid, some)
    if len(rows) > 1:
        with pytest.raises(BandMismatchError) as raised:
            grid.percent(some)
        assert set(raised.value.rows) >= rows - {None}
        return
    (row,) = rows
    expected = 100 if row is None else dict(grid.rows)[row]
    assert grid.percent(some) == expected
