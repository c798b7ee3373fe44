"""Analyses of memoQ: its CSV export "per-file, all information".

UTF-16 or UTF-8, with semicolons or commas, with the row of band names or without it.
"""

import re
from decimal import Decimal
from types import MappingProxyType

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import total_of
from flowfit_invoicing.work import CHARACTER, SEGMENT, WORD, Analysis, Unit

from .analysed import FileAnalysis
from .iso639 import tag_of
from .memoq_layout import Layout, read_layout
from .rows import Row, rows_of
from .sources import Source, TextFile, text_file

_HEADINGS = MappingProxyType(
    {WORD.code: "Words", CHARACTER.code: "Characters", SEGMENT.code: "Segments"}
)

# Counts that any analysis takes (below 10^15, up to 12 decimals), by the delimiter:
# a decimal comma can only be where the comma is not the delimiter.
_COUNTS = MappingProxyType(
    {
        ",": re.compile(r"[0-9]{1,15}(\.[0-9]{1,12})?"),
        ";": re.compile(r"[0-9]{1,15}([.,][0-9]{1,12})?"),
    }
)
_TAGGED = re.compile(r"\[([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\] ?(.*)")


def read_memoq(source: Source, /, *, unit: Unit = WORD) -> tuple[FileAnalysis, ...]:
    r"""Read what memoQ counted in each file, in words, characters or segments.

    *source* is a path or the bytes themselves. X-translated and 101 % are `context`,
    No match and Fragments `new`; the target is the language in front of a file's name.

    Raises `FormatError`, with file, row and column, for all that is no such analysis
    and where bands do not add up to their total; `InvalidValueError` for another unit.

    >>> group = "Segments,Words,Characters,Asian characters,Tags,"
    >>> group += "Reserved1,Reserved2,Reserved3,"
    >>> none, some = "0,0,0,0,0,0,0,0,", "31,250,1400,0,0,0,0,0,"
    >>> row = f"[fre-CA] a.xml,5.60,{none * 8}{some}{none}{some}"
    >>> content = f"File,Char/Word,{group * 11}\n{row}\n".encode()
    >>> [analysed] = read_memoq(content)
    >>> analysed.file, analysed.target, analysed.analysis == Analysis.of(new=250)
    ('a.xml', 'fr-CA', True)
    """
    if not isinstance(unit, Unit) or unit.code not in _HEADINGS:
        raise refused(unit, "expected WORD, CHARACTER or SEGMENT as unit")
    file = text_file(source)
    delimiter = _delimiter(file)
    rows = rows_of(file, delimiter)
    layout = read_layout(rows, _HEADINGS[unit.code])
    analysed = tuple(_analysed(row, layout, unit, _COUNTS[delimiter]) for row in rows)
    if not analysed:
        raise file.error(layout.headings.number + 1, 1, "expected a row for each file")
    return analysed


def _delimiter(file: TextFile) -> str:
    delimiter = file.text.removeprefix("File")[:1]
    if delimiter not in _COUNTS:
        expected = 'expected a memoQ analysis, CSV "per-file, all information"'
        raise file.error(1, 1, expected)
    return delimiter


def _analysed(
    row: Row, layout: Layout, unit: Unit, written: re.Pattern[str]
) -> FileAnalysis:
    row.check_width(len(layout.headings.cells))
    counts = {index: _count(row, index, written) for index in layout.counts}
    pairs = [(band, counts[index]) for band, index in layout.bands]
    total = total_of(count for _, count in pairs)
    if total != counts[layout.total]:
        raise row.wrong(layout.total, f"{total:f}, the sum of the bands")
    name, target = _name_and_target(row.cells[0])
    try:
        return FileAnalysis(name, target, Analysis(pairs, unit=unit))
    except InvalidValueError:
        raise row.wrong(0, "the name of a file") from None


def _count(row: Row, index: int, written: re.Pattern[str]) -> Decimal:
    cell = row.cells[index]
    if not written.fullmatch(cell):
        raise row.wrong(index, "a count of zero or more")
    return Decimal(cell.replace(",", "."))


def _name_and_target(cell: str) -> tuple[str, str | None]:
    found = _TAGGED.fullmatch(cell)
    if found is None:
        return cell, None
    try:
        return found[2], tag_of(found[1])
    except InvalidValueError:  # brackets of the name's own, such as [a-1]
        return cell, None
