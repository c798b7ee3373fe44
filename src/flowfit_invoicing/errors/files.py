"""Why a file cannot be read."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen

from .root import InvoicingError


@frozen
class FormatError(InvoicingError, ValueError):
    """A file is not what its reader reads.

    >>> print(FormatError("a.csv", 3, 12, "expected a count, got 'x'"))
    a.csv:3:12: expected a count, got 'x'
    """

    code: ClassVar[str] = "format"
    sentence: ClassVar[str] = "{at}: {expected}"

    file: str
    row: int | None
    """Counted from 1, as a spreadsheet does; None is the whole file."""

    column: int | None
    """Counted from 1; None is the whole row."""

    expected: str

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `at` the place as compilers write one."""
        parts = (self.file, self.row, self.column)
        at = ":".join(str(part) for part in parts if part is not None)
        return {**super().facts(), "at": at}
