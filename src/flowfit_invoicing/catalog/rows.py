"""Rows of a match grid: a number for each band, and the row that a band is in."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from flowfit_invoicing.doors import pairs_of, refused
from flowfit_invoicing.errors import BandMismatchError
from flowfit_invoicing.money import Number, short
from flowfit_invoicing.work import FUZZY, MatchBand
from flowfit_invoicing.work.bands import band as band_of

Rows: TypeAlias = tuple[tuple[MatchBand, Decimal], ...]
"""Percents or prices by band, new words first."""


def rows_of(rows: Iterable[tuple[MatchBand | str, Number]]) -> Rows:
    """Take numbers of zero or more by bands that have no match in common.

    `fuzzy` may stand beside ranges, since it is for what they leave.
    """
    pairs = [(band_of(key), _number(number)) for key, number in pairs_of(rows)]
    for index, (band, _) in enumerate(pairs):
        for other, _ in pairs[:index]:
            if band == other or (band.meets(other) and FUZZY not in (band, other)):
                raise refused(str(other), f"expected a row apart from {band}")
    return tuple(sorted(pairs, key=lambda pair: pair[0].sort_key))


def row_of(band: MatchBand, rows: Rows) -> MatchBand | None:
    """Find the row that covers *band*, or None if no row touches it.

    Raises:
        BandMismatchError: If rows cover some of the band, but none all of it.
    """
    met = [row for row, _ in rows if row.meets(band)]
    ranges = [row for row in met if row != FUZZY]
    for row in ranges or met:
        if row.contains(band):
            return row
    if met:
        raise BandMismatchError(band, tuple(met))
    return None


def _number(number: Number) -> Decimal:
    decimal = short(number)
    if decimal < 0:
        raise refused(number, "expected a percent or a price of zero or more")
    return decimal
