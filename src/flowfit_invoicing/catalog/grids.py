"""Match grids: what the words of a match band cost, and how that is rounded."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import mul
from types import MappingProxyType
from typing import Literal, Self, TypeAlias, cast

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, pairs_of, refused
from flowfit_invoicing.errors import BandMismatchError
from flowfit_invoicing.memo import Memo
from flowfit_invoicing.money import (
    EXACT,
    Number,
    Rounding,
    optional_digits,
    plain,
    rounded,
)
from flowfit_invoicing.work import Analysis, Columns, MatchBand, Shape
from flowfit_invoicing.work.bands import band as match_band

from .presets import PRESETS
from .rows import Rows, row_of, rows_of

Numbers: TypeAlias = Mapping[str, Number] | Mapping[MatchBand, Number]
"""Percents or prices by band or by its name."""

Lines: TypeAlias = Literal["weighted", "itemised"]
"""One line a task, by its weighted count, or one line a band."""

Across: TypeAlias = Literal["low", "high"]
"""The end of a band that says which row it is in."""

_NONE: Mapping[str, Number] = MappingProxyType({})

FULL = Decimal(100)
"""Percent of the unit price that a band costs if no row of the grid covers it."""


def _lines(value: Lines | None) -> Lines | None:
    if value not in (None, "weighted", "itemised"):
        raise refused(value, "expected lines 'weighted' or 'itemised', or None")
    return value


def _across(value: Across | None) -> Across | None:
    if value not in (None, "low", "high"):
        raise refused(value, "expected across 'low' or 'high', or None")
    return value


@frozen
class MatchGrid:
    """What each match band costs: a percent of the unit price, or a price of its own.

    A grid without rows discounts nothing; it is no grid at all unless it says what is
    rounded or how lines are made. `fuzzy` is for all translation memory matches
    of 1 to 99 % that no range names.

    >>> grid = MatchGrid.of({"75-99": 60}, new=100, fuzzy=80, repetition=25)
    >>> grid.percent(MatchBand.parse("95-99")), grid.percent(MatchBand.parse("50-74"))
    (Decimal('60'), Decimal('80'))

    Raises:
        InvalidValueError: If a percent is below 0 or above 100, a price below 0, two
            rows have a match in common, or it says two ways to make lines.
    """

    rows: Rows = field(converter=rows_of, default=())
    has_prices: bool = field(validator=flag, default=False, kw_only=True)
    """Whether rows are prices in place of percents (XTM: actual prices)."""

    price_digits: int | None = field(
        converter=optional_digits, default=None, kw_only=True
    )
    """What unit prices are rounded to, each band's by itself; None: they stay exact."""

    price_rounding: Rounding = field(
        validator=of_type(Rounding), default=Rounding.HALF_UP, kw_only=True
    )
    count_digits: int | None = field(
        converter=optional_digits, default=None, kw_only=True
    )
    """What a weighted count is rounded to, such as 0 for whole words."""

    count_rounding: Rounding = field(
        validator=of_type(Rounding), default=Rounding.HALF_UP, kw_only=True
    )
    lines: Lines | None = field(converter=_lines, default=None, kw_only=True)
    """One line a task, or one a band; None leaves it to the engine."""

    across: Across | None = field(converter=_across, default=None, kw_only=True)
    """Which end of a band that cuts across rows says its row; None refuses it."""

    _weights: Memo[Shape, Columns] = field(
        init=False, eq=False, repr=False, factory=Memo[Shape, Columns]
    )

    def __attrs_post_init__(self) -> None:
        for band, number in self.rows:
            if number > FULL and not self.has_prices:
                expected = "expected 0 to 100 percent of the unit price"
                raise refused(f"{band} {number}", expected)
        one_price = self.lines == "weighted" or self.count_digits is not None
        if one_price and (self._has_band_prices or self.lines == "itemised"):
            # A weighted count is billed at one unit price, bands each have their own.
            raise refused(self, "expected weighted lines or prices by band, not both")

    @classmethod
    def of(cls, percents: Numbers = _NONE, /, **named: Number) -> Self:
        """Make a grid of percents by the names of bands (see `MatchBand.parse`)."""
        return cls(_pairs(percents, named))

    @classmethod
    def of_prices(cls, prices: Numbers = _NONE, /, **named: Number) -> Self:
        """Make a grid of prices, each for as many units as the rate's own price.

        A band without a row costs the unit price of the rate.

        >>> prices = MatchGrid.of_prices(new="0.20", exact="0.05")
        >>> prices.price(MatchBand.parse("exact"))
        Decimal('0.05')
        """
        return cls(_pairs(prices, named), has_prices=True)

    @classmethod
    def preset(cls, name: str, percents: Numbers = _NONE, /, **named: Number) -> Self:
        """Make the grid of a tool (`trados`, `memoq`, `phrase`), with changed percents.

        The module `presets` says where rows and percents are from.

        >>> MatchGrid.preset("trados", exact=25).percent(MatchBand.parse("exact"))
        Decimal('25')

        Raises:
            InvalidValueError: If there is no grid of that name.
        """
        if not isinstance(name, str) or name not in PRESETS:
            raise refused(name, f"expected one of {', '.join(sorted(PRESETS))}")
        changes = dict(rows_of(_pairs(percents, named)))
        return cls(tuple((dict(rows_of(PRESETS[name].items())) | changes).items()))

    def with_price_digits(
        self, digits: int | None, *, rounding: Rounding = Rounding.HALF_UP
    ) -> Self:
        """Give a copy that rounds unit prices: of each band, and where none is counted.

        >>> grid = MatchGrid.of(new=100, repetition=30).with_price_digits(2)
        >>> grid.band_price(MatchBand.parse("repetition"), Decimal("0.23456"))
        Decimal('0.07')
        """
        return evolve(self, price_digits=digits, price_rounding=rounding)

    def with_count_digits(
        self, digits: int | None, *, rounding: Rounding = Rounding.HALF_UP
    ) -> Self:
        """Give a copy that rounds weighted counts.

        >>> grid = MatchGrid.of(new=100, exact=25)
        >>> whole = grid.with_count_digits(0, rounding=Rounding.UP)
        >>> whole.weigh(Analysis.of(new=100, exact=1))
        Decimal('101')
        """
        return evolve(self, count_digits=digits, count_rounding=rounding)

    def with_lines(self, lines: Lines | None) -> Self:
        """Give a copy that says how its lines are made, whatever the engine does."""
        return evolve(self, lines=lines)

    def with_across(self, across: Across | None) -> Self:
        """Give a copy that places bands across rows by one of their ends.

        >>> grid = MatchGrid.of({"50-74": 100, "75-99": 60}).with_across("low")
        >>> grid.percent(MatchBand.parse("70-79"))
        Decimal('100')
        """
        return evolve(self, across=across)

    @property
    def is_itemised(self) -> bool | None:
        """Whether each band has a line of its own; None leaves it to the engine.

        Bands have where their prices are named or rounded, and have not where their
        weighted count is.
        """
        if self.lines is None and self.count_digits is None:
            return True if self._has_band_prices else None
        return self.lines == "itemised"

    def percent(self, band: MatchBand | str) -> Decimal:
        """Give the percent of the unit price that *band* costs; 100 without a row.

        >>> MatchGrid.of(new=100, exact=25).percent("exact")
        Decimal('25')

        Raises:
            BandMismatchError: If rows cover some of the band, but none all of it.
            InvalidValueError: If the grid has prices, which are no part of another.
        """
        if self.has_prices:
            raise refused(str(band), "expected a grid of percents, this one has prices")
        row = self.row_of(band)
        return FULL if row is None else dict(self.rows)[row]

    def price(self, band: MatchBand | str) -> Decimal | None:
        """Give the price that the grid names for *band*, or None if it names none.

        Raises:
            BandMismatchError: If rows cover some of the band, but none all of it.
        """
        row = self.row_of(band)
        return dict(self.rows)[row] if self.has_prices and row is not None else None

    def band_price(self, band: MatchBand | str, unit_price: Decimal) -> Decimal:
        """Give what *band* costs where the rate has *unit_price*.

        It is the band's own price or its percent, exact or rounded to `price_digits`.

        Raises:
            BandMismatchError: If rows cover some of the band, but none all of it.
        """
        if self.has_prices:
            named = self.price(band)
            price = unit_price if named is None else named
        else:
            share = EXACT.scaleb(self.percent(band), -2)
            price = EXACT.multiply(unit_price, share)
        return plain(self.rounded_price(price))

    def rounded_price(self, price: Decimal) -> Decimal:
        """Round a unit price to `price_digits`, or leave it as it is."""
        if self.price_digits is None:
            return price
        return rounded(price, self.price_digits, self.price_rounding)

    def weigh(self, analysis: Analysis) -> Decimal:
        """Add up the counts of an analysis, each at its percent.

        The sum is exact, or rounded to `count_digits`.

        >>> MatchGrid.of(new=100, exact=25).weigh(Analysis.of(new=100, exact=1332))
        Decimal('433.00')

        Raises:
            BandMismatchError: If rows cover some of a band, but none all of it.
            InvalidValueError: If the grid has prices.
        """
        columns = analysis.columns
        weights = self.weights(columns.shape)
        total = sum(map(mul, columns.numbers, weights.numbers))
        weighted = EXACT.scaleb(Decimal(total), -columns.scale - weights.scale)
        if self.count_digits is None:
            return weighted
        return rounded(weighted, self.count_digits, self.count_rounding)

    def weights(self, shape: Shape) -> Columns:
        """Give the shares of the unit price of the bands of *shape*, as whole numbers.

        They are found once for all analyses of the shape. Raises what `percent` does.
        """
        weights = self._weights.get(shape)
        return weights or self._weights.keep(shape, self._weights_of(shape))

    def _weights_of(self, shape: Shape) -> Columns:
        shares = ((band, EXACT.scaleb(self.percent(band), -2)) for band in shape.bands)
        return Columns.of(tuple(shares))

    def row_of(self, band: MatchBand | str) -> MatchBand | None:
        """Find the row that covers *band*, or None if no row touches it.

        Raises:
            BandMismatchError: If rows cover some of the band, but none all of it.
        """
        return row_of(self._deciding(band), self.rows)

    def uncovered(self, bands: Iterable[MatchBand]) -> tuple[MatchBand, ...]:
        """Find those of *bands* that no row touches, so that they cost all."""
        rows = [row for row, _ in self.rows]
        return tuple(
            band
            for band in bands
            if not any(row.meets(self._deciding(band)) for row in rows)
        )

    def misfits(self, bands: Iterable[MatchBand]) -> tuple[BandMismatchError, ...]:
        """Find all of *bands* that rows cover in part, or that two rows share."""
        return tuple(self._misfits(bands))

    def _misfits(self, bands: Iterable[MatchBand]) -> Iterator[BandMismatchError]:
        for band in bands:
            try:
                self.row_of(band)
            except BandMismatchError as error:
                yield error

    def _deciding(self, given: MatchBand | str) -> MatchBand:
        """Give what says which row a band is in: all of it, or one end."""
        band = match_band(given)
        if self.across is None:
            return band
        end = band.low if self.across == "low" else band.high
        return evolve(band, low=end, high=end)

    @property
    def _has_band_prices(self) -> bool:
        return self.has_prices or self.price_digits is not None

    def __bool__(self) -> bool:
        says = (self.price_digits, self.count_digits, self.lines)
        return bool(self.rows) or says != (None, None, None)


def optional_grid(value: MatchGrid | None) -> MatchGrid | None:
    """Take a grid, or None."""
    if value is None or isinstance(value, MatchGrid):
        return value
    raise refused(value, "expected a MatchGrid")


def _pairs(
    numbers: Numbers, named: Mapping[str, Number]
) -> tuple[tuple[str | MatchBand, Number], ...]:
    by_band = cast("Mapping[str | MatchBand, Number]", numbers)
    return (*pairs_of(by_band), *named.items())
