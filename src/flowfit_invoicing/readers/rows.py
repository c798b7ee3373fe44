"""Rows of a text with delimiters, each of which knows its place."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO

from attrs import frozen

from flowfit_invoicing.doors import shown
from flowfit_invoicing.errors import FormatError

from .sources import UNDECODABLE, TextFile


@frozen
class Row:
    """The cells of a row. Indexes count from 0 here, columns of errors from 1."""

    file: TextFile
    number: int
    cells: tuple[str, ...]

    def wrong(self, index: int, expected: str) -> FormatError:
        """Make the error of a cell that is not what was expected."""
        got = shown(self.cells[index])
        return self.file.error(
            self.number, index + 1, f"expected {expected}, got {got}"
        )

    def check_width(self, width: int) -> None:
        """Refuse a row of another number of cells, at the first too few or too many."""
        found = len(self.cells)
        if found != width:
            expected = f"expected a row of {width} cells, got {found}"
            raise self.file.error(self.number, min(found, width) + 1, expected)

    def check_cells(self, expected: Sequence[str]) -> None:
        """Refuse a row that does not say just this."""
        self.check_width(len(expected))
        for index, cell in enumerate(expected):
            if self.cells[index] != cell:
                raise self.wrong(index, shown(cell))


def rows_of(file: TextFile, delimiter: str) -> Iterator[Row]:
    """Give the rows of a text that are not empty, numbered as a spreadsheet does."""
    lines = csv.reader(StringIO(file.text, newline=""), delimiter=delimiter)
    number = 0
    try:
        for number, cells in enumerate(lines, 1):
            if cells:
                yield _readable(Row(file, number, tuple(cells)))
    except csv.Error as error:
        raise file.error(number + 1, None, f"expected a row: {error}") from None


def _readable(row: Row) -> Row:
    for index, cell in enumerate(row.cells):
        if UNDECODABLE in cell:
            raise row.wrong(index, "text in UTF-8, or in UTF-16 with its mark")
    return row
