"""An analysis says what a text counts, band by band."""

import operator
from decimal import Decimal
from functools import reduce
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import CHARACTER, WORD, Analysis, MatchBand, Unit
from flowfit_invoicing.errors import InvalidValueError


def counted(analysis: Analysis) -> str:
    return ", ".join(f"{band} {count}" for band, count in analysis.counts)


COUNTED = {
    "sorted": (
        Analysis.of(context=1, nontranslatable=7, mt=2, exact=3, new=4, repetition=5),
        "new 4, exact 3, context 1, mt 2, nontranslatable 7, repetition 5",
    ),
    "ranges in order": (
        Analysis.of({"95-99": 1, "5-9": 2, "50-74": 3}),
        "5-9 2, 50-74 3, 95-99 1",
    ),
    "zero dropped": (Analysis.of(new=0, exact="0.0", repetition=1), "repetition 1"),
    "same band twice": (
        Analysis.of({MatchBand("tm", 0, 0): "2.5"}, new=4),
        "new 6.5",
    ),
    "nothing": (Analysis.of(), ""),
    "pairs": (Analysis((("exact", 2), ("exact", 3))), "exact 5"),
    "sum": (
        Analysis.of(new=1, mt=2) + Analysis.of(new=3, exact=4),
        "new 4, exact 4, mt 2",
    ),
}


@pytest.mark.parametrize(("analysis", "expected"), COUNTED.values(), ids=COUNTED)
def test_counts(analysis: Analysis, expected: str) -> None:
    """Bands are in the order people look for them, each once, and count something."""
    assert counted(analysis) == expected


def test_equality() -> None:
    """Analyses are equal if they count the same, however it was written down."""
    assert Analysis.of({"1-99": "10.0"}, new=0) == Analysis.of(fuzzy=10)
    assert hash(Analysis.of(new="1.0")) == hash(Analysis.of(new=1))
    assert Analysis.of(new=1) != Analysis.of(new=1, unit=CHARACTER)
    assert Analysis.of(new=1) != Analysis.of(new=1, weighted=True)


@pytest.mark.parametrize("count", [-1, "-0.5"])
def test_counts_are_never_negative(count: str) -> None:
    """No band counts less than nothing."""
    with pytest.raises(InvalidValueError, match="expected a count of zero or more"):
        Analysis.of(new=count)


@pytest.mark.parametrize("counts", ["new", 5, [("new",)], [["new", 1]]], ids=repr)
def test_counts_are_a_mapping(counts: Any) -> None:  # noqa: ANN401 - whatever it is
    """Counts come as a mapping of bands to numbers."""
    with pytest.raises(InvalidValueError, match="expected a mapping, or pairs"):
        Analysis.of(counts)


@pytest.mark.parametrize(("name", "value"), [("unit", "word"), ("weighted", 1)])
def test_unit_and_weighted(name: str, value: object) -> None:
    """An analysis has a unit, and was weighted or not."""
    changes: dict[str, Any] = {name: value}
    with pytest.raises(InvalidValueError, match=f"as {name}$"):
        Analysis.of(new=1, **changes)


def test_totals_are_bounded() -> None:
    """Neither a sum of bands nor one of analyses grows beyond 10^15."""
    most = 10**15 - 1
    with pytest.raises(InvalidValueError, match=r"expected a number below 10\^15"):
        Analysis.of(new=most, exact=1)
    with pytest.raises(InvalidValueError, match=r"expected a number below 10\^15"):
        _ = Analysis.of(new=most) + Analysis.of(new=1)


UNLIKE = {
    "unit": Analysis.of(new=1, unit=CHARACTER),
    "weighted": Analysis.of(new=1, weighted=True),
    "empty, of another unit": Analysis.of(unit=CHARACTER),
}


@pytest.mark.parametrize("other", UNLIKE.values(), ids=UNLIKE)
def test_unlike_ones_do_not_add(other: Analysis) -> None:
    """Counts in another unit, or weighted already, are not added up with others."""
    words = Analysis.of(new=1)
    for pair in ((words, other), (other, words)):
        with pytest.raises(InvalidValueError, match="expected"):
            Analysis.total_of(pair)


def test_units_are_known_by_code() -> None:
    """A unit with another name is the same unit."""
    renamed = Analysis.of(new=1, unit=Unit("word", "Wort"))
    assert (Analysis.of(new=2) + renamed).counts == Analysis.of(new=3).counts


def test_total_of() -> None:
    """The total of nothing is empty and in words; that of one is that one."""
    assert Analysis.total_of([]) == Analysis.of()
    assert Analysis.total_of(iter([])).unit is WORD
    one = Analysis.of(new=1, unit=CHARACTER, weighted=True)
    assert Analysis.total_of([one]) == one


@pytest.mark.parametrize("several", [5, "x", [5], ["x"], [Analysis.of(), 5]], ids=repr)
def test_total_of_analyses_alone(several: Any) -> None:  # noqa: ANN401 - whatever it is
    """Nothing but analyses is added up, not even if it comes alone."""
    with pytest.raises(InvalidValueError, match="expected a list of Analysis"):
        Analysis.total_of(several)
    with pytest.raises(TypeError):
        _ = Analysis.of() + several


BANDS = st.sampled_from(["new", "exact", "context", "mt", "75-84", "80", "fuzzy"])
COUNTS = st.dictionaries(BANDS, st.decimals(0, 10**6, places=2), max_size=4)
ANALYSES = st.lists(COUNTS.map(Analysis.of), max_size=5)


@given(ANALYSES, st.randoms())
def test_total_of_in_any_order(analyses: list[Analysis], chance: Random) -> None:
    """The total is the same in whatever order, and its bands add up to its total."""
    total = Analysis.total_of(analyses)
    assert total.total == sum((each.total for each in analyses), Decimal(0))
    chance.shuffle(analyses)
    assert Analysis.total_of(iter(analyses)) == total
    assert reduce(operator.add, analyses, Analysis.of()) == total
    assert sum((count for _, count in total.counts), Decimal(0)) == total.total
    assert all(count for _, count in total.counts)
