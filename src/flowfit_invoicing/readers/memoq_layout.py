"""Which column of a memoQ analysis is what.

Two rows stand above the counts. The first, which may be missing, names a band at the
beginning of each group of columns; the second names the columns. The bands are taken
from their names, so that a memoQ with other ranges, or in another order, is read too.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.work import CONTEXT, EXACT_MATCH, NEW, MatchBand

from .rows import Row

_LEADING = ("File", "Char/Word")
_COUNTS = ("Segments", "Words", "Characters", "Asian characters", "Tags")
_GROUP = (*_COUNTS, "Reserved1", "Reserved2", "Reserved3")
_TRAILING = ("",)  # each row ends with a delimiter

_TOTAL = "Total"
_NAMED = MappingProxyType(
    {
        "X-translated": CONTEXT,
        "101%": CONTEXT,
        "Repetitions": MatchBand.parse("repetition"),
        "100%": EXACT_MATCH,
        "No match": NEW,
        "Fragments": NEW,
    }
)
_RANGE = re.compile(r"([0-9]{1,2})% ?- ?([0-9]{1,2})%")
_USUAL = (
    *("X-translated", "101%", "Repetitions", "100%"),
    *("95% - 99%", "85% - 94%", "75% - 84%", "50% - 74%"),
    *("No match", "Fragments", _TOTAL),
)


@frozen
class Layout:
    """Where the counts of one unit are; columns count from 0."""

    headings: Row
    bands: tuple[tuple[MatchBand, int], ...]
    total: int
    counts: tuple[int, ...]
    """All columns that hold counts, of whatever unit."""


def read_layout(rows: Iterator[Row], heading: str) -> Layout:
    """Take the rows above the counts and find the columns of a *heading* in them."""
    first = next(rows)
    if first.cells[0] == _LEADING[0]:
        return _layout(_usual_names(first), first, heading)
    nothing = Row(first.file, first.number + 1, ())
    return _layout(first, next(rows, nothing), heading)


def _layout(names: Row, headings: Row, heading: str) -> Layout:
    groups = range(len(_LEADING), len(names.cells) - len(_TRAILING), len(_GROUP))
    expected = (*_LEADING, *_GROUP * len(groups), *_TRAILING)
    names.check_width(len(expected))
    headings.check_cells(expected)
    found = _groups_by_name(names, groups)
    if _TOTAL not in found:
        raise names.wrong(len(expected) - 1, f"a band named '{_TOTAL}' before the end")
    offset = _GROUP.index(heading)
    total = found.pop(_TOTAL) + offset
    bands = tuple((_band(names, group), group + offset) for group in found.values())
    counts = tuple(group + at for group in groups for at in range(len(_COUNTS)))
    return Layout(headings, bands, total, counts)


def _usual_names(row: Row) -> Row:
    gap = ("",) * (len(_GROUP) - 1)
    groups = (cell for name in _USUAL for cell in (name, *gap))
    return Row(row.file, row.number, ("", "", *groups, *_TRAILING))


def _groups_by_name(row: Row, groups: range) -> dict[str, int]:
    names: dict[str, int] = {}
    for index, name in enumerate(row.cells):
        if index not in groups and name:
            raise row.wrong(index, "an empty cell")
        if index in groups and names.setdefault(name, index) != index:
            raise row.wrong(index, "the name of each band once")
    return names


def _band(row: Row, index: int) -> MatchBand:
    name = row.cells[index]
    if name in _NAMED:
        return _NAMED[name]
    found = _RANGE.fullmatch(name)
    low, high = map(int, found.groups()) if found else (0, 0)
    if not 0 < low <= high:
        raise row.wrong(index, "a band of memoQ, such as '100%' or '75% - 84%'")
    return MatchBand("tm", low, high)
