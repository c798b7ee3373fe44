"""Tables of plain text, for terminals and plain mails."""

import textwrap
import unicodedata
from collections.abc import Iterable, Sequence

_GAP = "  "
_WIDE = ("W", "F")


def table(rows: Iterable[Sequence[str]], align: str, widest: int = 44) -> str:
    """Lay out rows in columns; *align* has `<` or `>` for each.

    A cell wider than *widest* goes on below. Characters of East Asia take two places.

    >>> print(table([("a", "1"), ("bcd", "20")], "<>"))
    a     1
    bcd  20
    """
    wrapped = [_wrapped(row, widest) for row in rows]
    lines = [line for row in wrapped for line in row]
    columns = range(len(align))
    widths = [max((_width(line[c]) for line in lines), default=0) for c in columns]
    return "\n".join(
        _GAP.join(_padded(line[c], widths[c], align[c]) for c in columns).rstrip()
        for line in lines
    )


def _wrapped(row: Sequence[str], widest: int) -> list[list[str]]:
    cells = [textwrap.wrap(cell, widest) or [""] for cell in row]
    height = max(map(len, cells))
    return [
        [cell[line] if line < len(cell) else "" for cell in cells]
        for line in range(height)
    ]


def _padded(text: str, width: int, align: str) -> str:
    space = " " * (width - _width(text))
    return space + text if align == ">" else text + space


def _width(text: str) -> int:
    return sum(_places(character) for character in text)


def _places(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in _WIDE else 1
