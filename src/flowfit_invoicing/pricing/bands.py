"""The net amount of a line by match band, so that the bands add up to it."""

from decimal import Decimal
from operator import mul
from typing import TypeAlias

from attrs import define, field

from flowfit_invoicing.catalog import MatchGrid
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.money import spread
from flowfit_invoicing.work import Analysis, Columns, MatchBand, Shape

Parts: TypeAlias = tuple[tuple[MatchBand | None, ...], tuple[Decimal, ...]]
"""Bands, and the part of each."""

_Key: TypeAlias = tuple[int, Shape]
_Percents: TypeAlias = tuple[MatchGrid | None, tuple[int, ...]]


@define
class BandParts:
    """Spreads lines over bands, in proportion to count × percent of the unit price.

    A minimum and all adjustments go with their line. A line that bills no analysis is
    of no band.
    """

    _percents: dict[_Key, _Percents] = field(init=False, factory=dict[_Key, _Percents])

    def of(self, line: InvoiceLine) -> Parts:
        """Give the bands of a line, each with its part of the net amount."""
        origin = line.origin
        if origin is None:
            return (None,), (line.net,)
        if origin.band is not None:
            return (origin.band,), (line.net,)
        analysis = line.terms.analysis_of(origin.task)
        if analysis is None:
            return (None,), (line.net,)
        return self._spread(line, analysis, origin.grid)

    def _spread(
        self, line: InvoiceLine, analysis: Analysis, grid: MatchGrid | None
    ) -> Parts:
        columns = analysis.columns
        percents = self._percents_of(columns.shape, grid)
        weights = list(map(mul, columns.numbers, percents))
        digits = line.terms.currency.digits
        return columns.shape.bands, spread(line.net, weights, digits)

    def _percents_of(self, shape: Shape, grid: MatchGrid | None) -> tuple[int, ...]:
        # Found once for all analyses of the shape; the grid is kept, so that no other
        # one has its identity meanwhile.
        known = self._percents.get((id(grid), shape))
        if known is None:
            known = self._percents[id(grid), shape] = grid, _in_proportion(shape, grid)
        return known[1]


def _in_proportion(shape: Shape, grid: MatchGrid | None) -> tuple[int, ...]:
    if grid is None:
        return (1,) * len(shape.bands)
    percents = tuple((band, grid.percent(band)) for band in shape.bands)
    return Columns.of(percents).numbers
