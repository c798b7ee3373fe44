"""Why a file cannot be read."""

from typing import ClassVar

from attrs import frozen

from .root import InvoicingError


@frozen
class FormatError(InvoicingError, ValueError):
    """A file is not what its reader reads.

    >>> print(FormatError("a.csv", 3, 12, "expected a count, got 'x'"))
    a.csv: row 3: column 12: expected a count, got 'x'
    """

    code: ClassVar[str] = "format"
    sentence: ClassVar[str] = "{file}: row {row}: column {column}: {expected}"

    file: str
    row: int | None
    """Counted from 1, as a spreadsheet does; None is the whole file."""

    column: int | None
    """Counted from 1; None is the whole row."""

    expected: str

    def __str__(self) -> str:
        row = "" if self.row is None else f" row {self.row}:"
        column = "" if self.column is None else f" column {self.column}:"
        return f"{self.file}:{row}{column} {self.expected}"
