"""Grids to start from have the rows that usual tools print."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import Analysis, MatchBand, MatchGrid
from flowfit_invoicing.catalog.presets import PRESETS
from flowfit_invoicing.errors import InvalidValueError

FUZZY = ["50-74", "75-84", "85-94", "95-99"]
PRINTED = {
    "trados": [
        *("new", *FUZZY, "exact", "context", "repetition"),
        *(f"internal {each}" for each in FUZZY),
    ],
    "memoq": ["new", *FUZZY, "exact", "context", "101 context", "repetition"],
    "phrase": [
        *("new", "0-49", *FUZZY, "exact", "context", "repetition"),
        *(
            f"{o} {each}"
            for o in ("internal", "mt")
            for each in ["0-49", *FUZZY, "100"]
        ),
        *("nontranslatable 99", "nontranslatable 100"),
    ],
}


@pytest.mark.parametrize(("name", "bands"), PRINTED.items(), ids=PRINTED)
def test_rows(name: str, bands: list[str]) -> None:
    """No band that the tool prints is without a row or across two."""
    grid = MatchGrid.preset(name)
    printed = [MatchBand.parse(each) for each in bands]
    assert grid.uncovered(printed) == ()
    assert grid.misfits(printed) == ()


def test_all_presets_are_tested() -> None:
    """Each tool has its table of printed bands above."""
    assert set(PRINTED) == set(PRESETS)


@pytest.mark.parametrize("name", PRESETS)
def test_better_matches_never_cost_more(name: str) -> None:
    """From no match up to an exact one, and on to one in its context, prices fall."""
    for origin in ("tm", "internal", "mt", "nontranslatable"):
        rows = [(r, p) for r, p in MatchGrid.preset(name).rows if r.origin == origin]
        percents = [percent for _, percent in rows]
        assert percents == sorted(percents, reverse=True)


_OLD_RULE = dict.fromkeys(("new", *FUZZY, "exact", "repetition"), 100)
WEIGHED: dict[str, tuple[str, dict[str, int], str]] = {
    "30 + 30 + 2 × 60 + 3 × 100": ("trados", _OLD_RULE, "480"),
    "1000, 70 % and 30 % of it": (
        "memoq",
        {"new": 1000, "50-74": 1000, "exact": 1000},
        "2000",
    ),
    "10 % for context, 20 % repeated": (
        "memoq",
        {"context": 100, "repetition": 100},
        "30",
    ),
    "new words below 75 %": ("phrase", {"0-49": 100, "50-74": 100}, "200"),
}


@pytest.mark.parametrize(("name", "counts", "expected"), WEIGHED.values(), ids=WEIGHED)
def test_weighed(name: str, counts: dict[str, int], expected: str) -> None:
    """Words weigh what the sources of the presets say."""
    grid = MatchGrid.preset(name)
    assert grid.weigh(Analysis.of(counts)) == Decimal(expected)


def test_changed() -> None:
    """Percents are where an agency starts: its own go into the same rows."""
    grid = MatchGrid.preset("trados", {"95-99": 50}, exact=25, mt=70)
    rows = dict(grid.rows)
    assert rows[MatchBand("tm", 95, 99)] == Decimal(50)
    assert rows[MatchBand("tm", 100, 100)] == Decimal(25)
    assert rows[MatchBand("mt", 0, 100)] == Decimal(70)
    assert len(rows) == len(MatchGrid.preset("trados").rows) + 1


REFUSED: dict[str, dict[str, Any]] = {
    "an unknown tool": {"name": "paper"},
    "another case": {"name": "Trados"},
    "a list of names": {"name": ["memoq"]},
    "a mapping": {"name": {"memoq": 1}},
    "nothing": {"name": None},
    "a range across its rows": {"percents": {"70-79": 50}},
    "over 100": {"percents": {"exact": 101}},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A preset has a name of its own and takes what any grid takes."""
    with pytest.raises(InvalidValueError):
        MatchGrid.preset(parts.get("name", "trados"), parts.get("percents", {}))


def test_names_are_told() -> None:
    """Whoever asks for another tool is told which there are."""
    with pytest.raises(InvalidValueError) as raised:
        MatchGrid.preset("paper")
    assert str(raised.value) == "'paper': expected one of memoq, phrase, trados"
