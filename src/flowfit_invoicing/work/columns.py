"""The counts of an analysis as a grid weighs them: whole numbers, side by side.

Eight counts times eight percents, added up as whole numbers, cost a third of the same
in decimals, and are as exact: a number of *scale* decimals is a whole one of so many
smallest parts. Analyses with the same bands and decimals share one `Shape`, by which a
grid finds its percents without looking at the bands again. A law in the tests holds
this against the same sum in decimals, band by band.
"""

from decimal import Decimal
from functools import lru_cache
from typing import Self

from attrs import frozen

from flowfit_invoicing.money import EXACT

from .bands import MatchBand


@frozen(eq=False)
class Shape:
    """What analyses share that have the same bands; known by its identity."""

    bands: tuple[MatchBand, ...]
    scale: int
    """How many decimals their counts have at most."""

    def __reduce__(self) -> tuple[object, ...]:
        return shape_of, (self.bands, self.scale)


@lru_cache(maxsize=4096)
def shape_of(bands: tuple[MatchBand, ...], scale: int) -> Shape:
    """Give the shape of some bands, the same one each time."""
    return Shape(bands, scale)


@frozen
class Columns:
    """Whole numbers by band, each so many parts of 10 to the power of the scale."""

    shape: Shape
    numbers: tuple[int, ...]

    @classmethod
    def of(cls, values: tuple[tuple[MatchBand, Decimal], ...]) -> Self:
        """Take decimals by band."""
        scale = max((_decimals(value) for _, value in values), default=0)
        numbers = tuple(int(value.scaleb(scale, EXACT)) for _, value in values)
        return cls(shape_of(tuple(band for band, _ in values), scale), numbers)

    @property
    def scale(self) -> int:
        """How many decimals the numbers stand for."""
        return self.shape.scale


def _decimals(value: Decimal) -> int:
    return -int(value.as_tuple().exponent)  # never above zero past a door
