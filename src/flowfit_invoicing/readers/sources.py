"""The text of a file, or of bytes at hand."""

import codecs
from os import PathLike, fspath
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import FormatError

Source: TypeAlias = str | PathLike[str] | bytes
"""A path, or the content itself."""

UNDECODABLE = "\0"
"""Stands where a text breaks off because its bytes are none."""

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (b"", "utf-8"),
)


@frozen
class TextFile:
    """A text and the name of the file that it is from."""

    name: str
    text: str

    def error(self, row: int, column: int | None, expected: str) -> FormatError:
        """Make the error of a place in this file, counted from 1."""
        return FormatError(self.name, row, column, expected)


def text_file(source: Source) -> TextFile:
    """Read a text in UTF-16 with a byte order mark, or in UTF-8 with or without one."""
    if isinstance(source, bytes):
        return TextFile("<bytes>", _decoded(source))
    if not isinstance(source, str | PathLike):
        raise refused(source, "expected a path or bytes")
    return TextFile(fspath(source), _decoded(Path(source).read_bytes()))


def _decoded(content: bytes) -> str:
    mark, encoding = next(
        pair for pair in _BYTE_ORDER_MARKS if content.startswith(pair[0])
    )
    content = content.removeprefix(mark)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        # Rows say where it broke off, in terms that people can look up: row and column.
        return content[: error.start].decode(encoding) + UNDECODABLE
