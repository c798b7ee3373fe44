"""What a CAT tool counted in a text, band by band."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import TypeAlias, cast

from attrs import Factory, evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, pairs_of, refused, tuple_of
from flowfit_invoicing.money import EXACT, Number, exact, short

from .bands import MatchBand, band
from .columns import Columns
from .units import WORD, Unit

_ZERO = Decimal(0)
_NO_COUNTS: Mapping[str, Number] = MappingProxyType({})

Counts: TypeAlias = Mapping[str | MatchBand, Number]
"""Counts by band or by its name."""


def _counts(
    counts: Iterable[tuple[MatchBand | str, Number]],
) -> tuple[tuple[MatchBand, Decimal], ...]:
    sums: defaultdict[MatchBand, Decimal] = defaultdict(Decimal)
    for key, number in pairs_of(counts):
        of, count = band(key), short(number)
        if count < 0:
            raise refused(number, "expected a count of zero or more")
        sums[of] = EXACT.add(sums[of], count)
    kept = [pair for pair in sums.items() if pair[1]]
    kept.sort(key=_place)
    return tuple(kept)


def _place(pair: tuple[MatchBand, Decimal]) -> tuple[bool, str, int, int, bool]:
    return pair[0].sort_key


def _columns(analysis: "Analysis") -> Columns:
    return Columns.of(analysis.counts)


@frozen
class Analysis:
    """Counts of a text by match band, all in one unit.

    >>> Analysis.of({"75-84": 333}, new=1000, repetition=77).total
    Decimal('1410')
    """

    counts: tuple[tuple[MatchBand, Decimal], ...] = field(converter=_counts)
    """Bands that count something, new words first."""

    unit: Unit = field(validator=of_type(Unit), default=WORD, kw_only=True)
    weighted: bool = field(validator=flag, default=False, kw_only=True)
    """Whether the tool has applied its own discounts to the counts already."""

    columns: Columns = field(
        init=False, eq=False, repr=False, default=Factory(_columns, takes_self=True)
    )
    """The same counts as a grid weighs them."""

    def __attrs_post_init__(self) -> None:
        exact(self.total)

    @classmethod
    def of(
        cls,
        counts: Mapping[str, Number] | Mapping[MatchBand, Number] = _NO_COUNTS,
        /,
        *,
        unit: Unit = WORD,
        weighted: bool = False,
        **named: Number,
    ) -> "Analysis":
        """Make an analysis of counts by the names of bands (see `MatchBand.parse`)."""
        pairs = (*pairs_of(cast("Counts", counts)), *named.items())
        return cls(pairs, unit=unit, weighted=weighted)

    @classmethod
    def total_of(cls, analyses: Iterable["Analysis"]) -> "Analysis":
        """Add up analyses band by band; of none, an analysis in words that is empty."""
        several = iter(tuple_of(Analysis, analyses))
        total = next(several, cls(()))
        for analysis in several:
            total += analysis
        return total

    @property
    def total(self) -> Decimal:
        """What all bands count together, before any discount."""
        total = _ZERO
        for _, count in self.counts:
            total = EXACT.add(total, count)
        return total

    def __add__(self, other: "Analysis") -> "Analysis":
        if not isinstance(other, Analysis):
            return NotImplemented
        if other.unit.code != self.unit.code:
            raise refused(other.unit.code, f"expected an analysis in {self.unit}")
        if other.weighted != self.weighted:
            raise refused(other, "expected counts weighted as the others are")
        return evolve(self, counts=(*self.counts, *other.counts))
