"""Match grids: what share of the unit price the words of a match band cost."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import mul
from types import MappingProxyType
from typing import TypeAlias, cast

from attrs import field, frozen

from flowfit_invoicing.doors import pairs_of, refused
from flowfit_invoicing.errors import BandMismatchError
from flowfit_invoicing.memo import Memo
from flowfit_invoicing.money import EXACT, Number, short
from flowfit_invoicing.work import FUZZY, Analysis, Columns, MatchBand, Shape
from flowfit_invoicing.work.bands import band as band_of

_NO_PERCENTS: Mapping[str, Number] = MappingProxyType({})

Percents: TypeAlias = Mapping[str | MatchBand, Number]
"""Percents by band or by its name."""

FULL = Decimal(100)
"""Percent of the unit price that a band costs if no row of the grid covers it."""


def _rows(
    rows: Iterable[tuple[MatchBand | str, Number]],
) -> tuple[tuple[MatchBand, Decimal], ...]:
    pairs = [(band_of(key), _percent(number)) for key, number in pairs_of(rows)]
    for index, (band, _) in enumerate(pairs):
        for other, _ in pairs[:index]:
            if band == other or (band.meets(other) and FUZZY not in (band, other)):
                raise refused(str(other), f"expected a row apart from {band}")
    return tuple(sorted(pairs, key=lambda pair: pair[0].sort_key))


def _percent(number: Number) -> Decimal:
    percent = short(number)
    if not 0 <= percent <= FULL:
        raise refused(number, "expected 0 to 100 percent of the unit price")
    return percent


@frozen
class MatchGrid:
    """Percents of the unit price by match band; a grid without rows discounts nothing.

    `fuzzy` is for all translation memory matches of 1 to 99 % that no range names.

    >>> grid = MatchGrid.of({"75-99": 60}, new=100, fuzzy=80, repetition=25)
    >>> grid.percent(MatchBand.parse("95-99")), grid.percent(MatchBand.parse("50-74"))
    (Decimal('60'), Decimal('80'))
    """

    rows: tuple[tuple[MatchBand, Decimal], ...] = field(converter=_rows, default=())
    _weights: Memo[Shape, Columns] = field(
        init=False, eq=False, repr=False, factory=Memo[Shape, Columns]
    )

    @classmethod
    def of(
        cls,
        percents: Mapping[str, Number] | Mapping[MatchBand, Number] = _NO_PERCENTS,
        /,
        **named: Number,
    ) -> "MatchGrid":
        """Make a grid of percents by the names of bands (see `MatchBand.parse`)."""
        return cls((*pairs_of(cast("Percents", percents)), *named.items()))

    def percent(self, band: MatchBand) -> Decimal:
        """Give the percent of the unit price that *band* costs; 100 without a row.

        Raises:
            BandMismatchError: If rows cover some of the band, but none all of it.
        """
        row = self.row_of(band)
        return FULL if row is None else dict(self.rows)[row]

    def weigh(self, analysis: Analysis) -> Decimal:
        """Add up the counts of an analysis, each at its percent.

        >>> MatchGrid.of(new=100, exact=25).weigh(Analysis.of(new=100, exact=1332))
        Decimal('433.00')

        Raises:
            BandMismatchError: If rows cover some of a band, but none all of it.
        """
        columns = analysis.columns
        weights = self.weights(columns.shape)
        total = sum(map(mul, columns.numbers, weights.numbers))
        return EXACT.scaleb(Decimal(total), -columns.scale - weights.scale)

    def weights(self, shape: Shape) -> Columns:
        """Give the shares of the unit price as whole numbers; found once for a shape.

        Raises:
            BandMismatchError: If rows cover some of a band, but none all of it.
        """
        weights = self._weights.get(shape)
        return weights or self._weights.keep(shape, self._weights_of(shape))

    def _weights_of(self, shape: Shape) -> Columns:
        shares = ((band, EXACT.scaleb(self.percent(band), -2)) for band in shape.bands)
        return Columns.of(tuple(shares))

    def row_of(self, band: MatchBand) -> MatchBand | None:
        """Find the row that covers *band*, or None if no row touches it."""
        met = [row for row, _ in self.rows if row.meets(band)]
        ranges = [row for row in met if row != FUZZY]
        for row in ranges or met:
            if row.contains(band):
                return row
        if met:
            raise BandMismatchError(band, tuple(met))
        return None

    def uncovered(self, bands: Iterable[MatchBand]) -> tuple[MatchBand, ...]:
        """Find those of *bands* that no row touches, so that they cost all."""
        rows = [row for row, _ in self.rows]
        return tuple(b for b in bands if not any(row.meets(b) for row in rows))

    def misfits(self, bands: Iterable[MatchBand]) -> tuple[BandMismatchError, ...]:
        """Find all of *bands* that rows cover in part, or that two rows share."""
        return tuple(self._misfits(bands))

    def _misfits(self, bands: Iterable[MatchBand]) -> Iterator[BandMismatchError]:
        for band in bands:
            try:
                self.row_of(band)
            except BandMismatchError as error:
                yield error

    def __bool__(self) -> bool:
        return bool(self.rows)


def optional_grid(value: MatchGrid | None) -> MatchGrid | None:
    """Take a grid, or None."""
    if value is None or isinstance(value, MatchGrid):
        return value
    raise refused(value, "expected a MatchGrid")
