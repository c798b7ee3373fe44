"""Writes analyses as memoQ does, for readers to read back."""

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal
from io import StringIO

from attrs import frozen

BANDS = (
    *("X-translated", "101%", "Repetitions", "100%"),
    *("95% - 99%", "85% - 94%", "75% - 84%", "50% - 74%"),
    *("No match", "Fragments"),
)
COLUMNS = (
    *("Segments", "Words", "Characters", "Asian characters", "Tags"),
    *("Reserved1", "Reserved2", "Reserved3"),
)

_ZERO = Decimal(0)

Counts = Mapping[str, Mapping[str, Decimal]]
"""Counts by the name of a band and the heading of a column; what is missing is zero."""


@frozen
class Style:
    """The ways in which the same analysis can be written."""

    delimiter: str = ";"
    encoding: str = "utf-16"
    named: bool = True
    """Whether the row of band names is there."""

    order: Sequence[str] = (*BANDS, "Total")
    decimal_mark: str = "."


USUAL = Style()


def memoq_file(files: Sequence[tuple[str, Counts]], style: Style = USUAL) -> bytes:
    """Write files and their counts, each with its total."""
    text = StringIO()
    rows = csv.writer(text, delimiter=style.delimiter, lineterminator="\r\n")
    if style.named:
        groups = [[name, *[""] * 7] for name in style.order]
        rows.writerow(["", "", *_flat(groups), ""])
    rows.writerow(["File", "Char/Word", *COLUMNS * len(style.order), ""])
    for name, counts in files:
        groups = [_group(band, counts, style) for band in style.order]
        rows.writerow([name, "5.55", *_flat(groups), ""])
    return text.getvalue().encode(style.encoding)


def _group(band: str, counts: Counts, style: Style) -> list[str]:
    bands = counts.values() if band == "Total" else [counts.get(band, {})]
    sums = [
        sum((count.get(column, _ZERO) for count in bands), _ZERO) for column in COLUMNS
    ]
    return [f"{count:f}".replace(".", style.decimal_mark) for count in sums]


def _flat(groups: list[list[str]]) -> list[str]:
    return [cell for group in groups for cell in group]
