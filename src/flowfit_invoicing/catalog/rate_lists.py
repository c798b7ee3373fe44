"""Rate lists: what was agreed with a client, and the lists behind it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import Self, TypeAlias, cast

from attrs import Factory, evolve, field, frozen

from flowfit_invoicing.doors import (
    one_of_type,
    optional_day,
    pairs_of,
    refused,
    tuple_of,
)
from flowfit_invoicing.errors import (
    AmbiguousRatesError,
    CurrencyMismatchError,
    RateNotFoundError,
)
from flowfit_invoicing.money import Currency, Number, Rounding, currency
from flowfit_invoicing.text import one_line, optional_line
from flowfit_invoicing.work import LanguagePair, Unit, optional_pair

from .changes import Increase, put, take
from .grids import MatchGrid, optional_grid
from .nearest import NearMisses
from .rates import Rate
from .resolution import RateIndex, index_of
from .services import ClientService

ServiceGrids: TypeAlias = (
    Mapping[str, MatchGrid]
    | Mapping[ClientService, MatchGrid]
    | Iterable[tuple[str | ClientService, MatchGrid]]
)
"""Grids by service or by its code."""


def differently_named(rate_lists: "Iterable[RateList]") -> "tuple[RateList, ...]":
    """Take rate lists, no two of which have one name."""
    several = tuple_of(RateList, rate_lists)
    names = [rate_list.name for rate_list in several]
    if len(set(names)) < len(names):
        raise refused(names, "expected the name of a rate list once")
    return several


def _rates(rates: Iterable[Rate]) -> tuple[Rate, ...]:
    return tuple_of(Rate, rates)


def _optional_list(value: "RateList | None") -> "RateList | None":
    if value is None or isinstance(value, RateList):
        return value
    raise refused(value, "expected a RateList as the base")


def _service_grids(grids: ServiceGrids) -> tuple[tuple[str, MatchGrid], ...]:
    by_service = cast("Iterable[tuple[str | ClientService, MatchGrid]]", grids)
    pairs = [
        (
            key.code if isinstance(key, ClientService) else one_line(key),
            one_of_type(MatchGrid, grid),
        )
        for key, grid in pairs_of(by_service)
    ]
    codes = sorted(code for code, _ in pairs)
    if len(set(codes)) < len(codes):
        raise refused(codes, "expected one grid for a service")
    return tuple(sorted(pairs))  # by codes, since no two are alike


def _index(rate_list: "RateList") -> RateIndex:
    return index_of(rate_list.rates)


@frozen
class RateList:
    """Rates in one currency, the grids they share, and the *base* list behind them.

    Raises:
        AmbiguousRatesError: If two rates could both win for some work on some day.
        CurrencyMismatchError: If a rate or the base is in another currency.
    """

    name: str = field(converter=one_line)
    currency: Currency = field(converter=currency)
    rates: tuple[Rate, ...] = field(converter=_rates, default=())
    base: "RateList | None" = field(
        converter=_optional_list, default=None, kw_only=True
    )
    match_grid: MatchGrid | None = field(
        converter=optional_grid, default=None, kw_only=True
    )
    """For rates without a grid of their own or of their service."""

    service_grids: tuple[tuple[str, MatchGrid], ...] = field(
        converter=_service_grids, default=(), kw_only=True
    )
    """Grids by the code of a service; one without rows is no grid at all."""

    _index: RateIndex = field(
        init=False, repr=False, eq=False, default=Factory(_index, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        for rate in self.rates:
            if rate.currency not in (None, self.currency):
                raise CurrencyMismatchError(self.currency, rate.currency)
        self._check_units()
        if self.base is not None and self.base.currency != self.currency:
            raise CurrencyMismatchError(self.currency, self.base.currency)

    def _check_units(self) -> None:
        """Make sure that a price per page is for the same page everywhere in a list."""
        known: dict[str, Unit] = {}
        for rate in self.rates:
            unit = known.setdefault(rate.unit.code, rate.unit)
            if unit.measure != rate.unit.measure:
                raise refused(str(rate), f"expected one meaning of {unit} in a list")

    def resolve(
        self,
        service: ClientService,
        languages: LanguagePair | str | None,
        *,
        unit: Unit | None = None,
        domain: str | None = None,
        on: date | None = None,
    ) -> Rate:
        """Find the rate for some work on a day, in this list or those behind it.

        The first list with a rate that fits decides, and in it the most specific rate.
        Without a *unit*, any will do, but only one may have a rate. Where the list has
        none per *unit* itself, one per so many of it will do.

        Raises:
            RateNotFoundError: If no list has a rate that fits.
            AmbiguousRatesError: If rates in two units fit.
        """
        one_of_type(ClientService, service)
        pair = optional_pair(languages)
        units = None if unit is None else (one_of_type(Unit, unit).code,)
        domain = optional_line(domain)
        found = self.find(service, pair, units, domain, optional_day(on))
        if found is None:
            near = self.nearest(service, pair, units, domain, on)
            raise RateNotFoundError(service, pair, unit, domain, on, near)
        return found[0]

    def nearest(
        self,
        service: ClientService,
        languages: LanguagePair | None,
        units: Collection[str] | None,
        domain: str | None,
        on: date | None,
    ) -> NearMisses:
        """Give the rates that came nearest to some work that none fits.

        They are looked for when they are read, and not before.
        """
        return NearMisses(self, service, languages, units, domain, on)

    def find(
        self,
        service: ClientService,
        languages: LanguagePair | None,
        units: Collection[str] | None,
        domain: str | None,
        on: date | None,
    ) -> "tuple[Rate, RateList] | None":
        """Find the rate as `resolve` does, with the list that has it, or None.

        In each list, rates in one of *units* go before those in a unit that holds so
        many of one, such as a standard line where characters were counted.
        """
        for rate_list in self.lineage():
            index = rate_list._index  # noqa: SLF001 - a list too
            found = index.best(service.code, units, languages, domain, on)
            if len(found) > 1:
                raise AmbiguousRatesError(found[0], found[1])
            if found:
                return found[0], rate_list
        return None

    def units_for(
        self,
        service: ClientService,
        languages: LanguagePair | None,
        domain: str | None,
        on: date | None,
    ) -> tuple[Unit, ...]:
        """Give the units that a rate which fits has, here or in a list behind."""
        units: dict[str, Unit] = {}
        for rate_list in self.lineage():
            index = rate_list._index  # noqa: SLF001 - a list too
            for rate in index.best(service.code, None, languages, domain, on):
                units.setdefault(rate.unit.code, rate.unit)
        return tuple(units[code] for code in sorted(units))

    def with_rate(self, rate: Rate) -> Self:
        r"""Give a copy with *rate* in place of those that could win as well as it.

        A rate ends the day before *rate* takes its place, and goes on the day after it.
        It has days from then on, so work without a day is left with the rates that
        never had any.

        >>> from flowfit_invoicing import HOUR, ClientService
        >>> revision = ClientService("REV", "Revision")
        >>> old = RateList("Standard", "CAD", [Rate(revision, HOUR, 50)])
        >>> print(*old.with_rate(Rate(revision, HOUR, 55)).rates)
        REV (hour, 55)
        >>> next_year = Rate(revision, HOUR, 55, valid_from=date(2027, 1, 1))
        >>> print(*old.with_rate(next_year).rates, sep="\n")
        REV (hour, …2026-12-31, 50)
        REV (hour, 2027-01-01…, 55)
        """
        return evolve(self, rates=put(one_of_type(Rate, rate), self.rates))

    def without_rate(self, rate: Rate) -> Self:
        """Give a copy without *rate*.

        Raises:
            InvalidValueError: If the list itself does not have it.
        """
        return evolve(self, rates=take(rate, self.rates))

    def raised(
        self,
        percent: Number,
        rounding: Rounding = Rounding.HALF_UP,
        *,
        digits: int | None = None,
        minimum_charges: bool = False,
    ) -> Self:
        """Give a copy with all prices raised, as once a year, or lowered.

        Prices, those of bands included, are rounded to so many *digits*, else to four
        more than the currency has; minimum charges, where they are to rise too, to no
        more than the currency has. Percents of grids and lists behind this one stay as
        they are.

        >>> from flowfit_invoicing import WORD, ClientService
        >>> translation = ClientService("TRA", "Translation")
        >>> old = RateList("2026", "CAD", [Rate(translation, WORD, "0.185")])
        >>> print(*old.raised("3.25").rates, *old.raised("3.25", digits=3).rates)
        TRA (word, 0.191013) TRA (word, 0.191)

        Raises:
            InvalidValueError: If *percent* is -100 or less, there are more than 12
                *digits*, or a price would be rounded to nothing or get too large.
        """
        more = Increase(percent, self.currency, digits, rounding, minimum_charges)
        grid = self.match_grid
        return evolve(
            self,
            rates=map(more.of_rate, self.rates),
            match_grid=None if grid is None else more.of_grid(grid, self.name),
            service_grids=[
                (code, more.of_grid(each, f"{self.name}, {code}"))
                for code, each in self.service_grids
            ],
        )

    def grid_for(self, rate: Rate) -> MatchGrid | None:
        """Give the grid that a rate of the list is under, or None if it is under none.

        It is the rate's own, else that of its service, else that of the list.

        >>> from flowfit_invoicing import WORD
        >>> translation = ClientService("TRA", "Translation")
        >>> rate = Rate(translation, WORD, "0.20")
        >>> grid = MatchGrid.of(exact=25)
        >>> prices = RateList("Acme", "CAD", [rate], service_grids={translation: grid})
        >>> prices.grid_for(rate) == grid
        True
        """
        return self.stated_grid(rate) or None

    def stated_grid(self, rate: Rate) -> MatchGrid | None:
        """Give what is stated for a rate: its grid, one without rows, or None."""
        if rate.match_grid is not None:
            return rate.match_grid
        return dict(self.service_grids).get(rate.service.code, self.match_grid)

    def covering(self, rate: Rate) -> Iterator[Rate]:
        """Give the rates of this list that fit all work of *rate*, on whatever days."""
        return self._index.covering(rate)

    def lineage(self) -> "Iterator[RateList]":
        """Give this list and those behind it, in the order in which they are asked.

        It ends: a base is there before what stands before it, and never changes.
        """
        rate_list: RateList | None = self
        while rate_list is not None:
            yield rate_list
            rate_list = rate_list.base

    def __str__(self) -> str:
        return self.name
