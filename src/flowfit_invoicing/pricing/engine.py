"""The pricing engine: a catalog and the ways of pricing, applied to projects."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Literal, Self, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.catalog import Catalog
from flowfit_invoicing.documents import (
    DescriptionPattern,
    InvoiceLine,
    TaskKey,
    optional_description_pattern,
)
from flowfit_invoicing.doors import (
    day,
    of_type,
    optional_day,
    refused,
    shown,
    tuple_of,
)
from flowfit_invoicing.errors import (
    ExchangeRateMismatchError,
    InvoicingError,
    UnpricedTasksError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.memo import Memo
from flowfit_invoicing.money import Currency, ExchangeRate, Rounding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.work import Project

from .adjustments import Adjustment, several_adjustments
from .exchange import ExchangeRates
from .offers import MadeKey, Offer, Offers
from .runs import Run
from .ways import Bands

ExchangeDay: TypeAlias = Literal["ordered", "quoted", "issued"]
"""Which day's exchange rate holds."""


def _bands(value: Bands) -> Bands:
    if value not in ("weighted", "itemised"):
        raise refused(value, "expected bands 'weighted' or 'itemised'")
    return value


def _exchange(value: ExchangeRates | None) -> ExchangeRates | None:
    if value is None or callable(getattr(value, "rate", None)):
        return value
    raise refused(value, "expected exchange rates, such as an ExchangeTable")


def _exchange_day(value: ExchangeDay) -> ExchangeDay:
    if value not in ("ordered", "quoted", "issued"):
        raise refused(value, "expected 'ordered', 'quoted' or 'issued'")
    return value


def _paid(value: Iterable[TaskKey]) -> Collection[TaskKey]:
    several = tuple_of(tuple, value)
    for key in several:
        if len(tuple_of(str, key)) != 2:  # noqa: PLR2004 - a project and its fee
            raise refused(key, "expected the number of a project and the name of a fee")
    return frozenset(several)


OffersKey: TypeAlias = tuple[str | ExchangeRate | None, ...]


@frozen
class Attempt:
    """What an engine made of some projects: all that could be priced, and the rest."""

    lines: tuple[InvoiceLine, ...]
    errors: tuple[InvoicingError, ...]
    """What is wrong with the tasks that have no price, each with its place."""


@frozen
class PricingEngine:
    """Prices projects by a catalog.

    `bands` says how an analysis is billed: `weighted`, as one line a task with the
    weighted quantity, or `itemised`, as one line a match band.
    """

    catalog: Catalog = field(validator=of_type(Catalog))
    adjustments: tuple[Adjustment, ...] = field(
        converter=several_adjustments, default=(), kw_only=True
    )
    """What is agreed beside rates; applied after their minimums, in this order."""

    rounding: Rounding = field(
        validator=of_type(Rounding), default=Rounding.HALF_UP, kw_only=True
    )
    bands: Bands = field(converter=_bands, default="weighted", kw_only=True)
    exchange: ExchangeRates | None = field(
        converter=_exchange, default=None, kw_only=True
    )
    """What clients are billed by whose currency is not that of their list."""

    exchange_day: ExchangeDay = field(
        converter=_exchange_day, default="ordered", kw_only=True
    )
    """The day whose exchange rate holds: `ordered`, or `quoted` or `issued`, which is
    the day that the engine was told by `at`. An invoice does not change `quoted`."""

    today: date | None = field(converter=optional_day, default=None, kw_only=True)
    """The day of the quote or the invoice, where exchange rates are those of it."""

    descriptions: DescriptionPattern | None = field(
        converter=optional_description_pattern, default=None, kw_only=True
    )
    """What lines are called by; None is service, languages, band and title."""

    _offers: Memo[OffersKey, Offers] = field(
        init=False,
        eq=False,
        repr=False,
        factory=Memo[OffersKey, Offers],
    )

    _made: Memo[MadeKey, Offer] = field(
        init=False, eq=False, repr=False, factory=Memo[MadeKey, Offer]
    )

    def price(
        self, project: Project, *more: Project, paid: Iterable[TaskKey] = ()
    ) -> tuple[InvoiceLine, ...]:
        """Price all tasks of the projects in their order, completed or not.

        Fees of a project that other parts of it have *paid* are not charged again; name
        them as their lines do in `tasks`. A project that is given twice is an error.

        Raises:
            UnpricedTasksError: With all that is wrong with any of the tasks.
        """
        run = self._run(paid, project, *more)
        if run.errors:
            raise UnpricedTasksError(tuple(run.errors))
        return tuple(run.lines)

    def attempt(
        self, project: Project, *more: Project, paid: Iterable[TaskKey] = ()
    ) -> Attempt:
        """Price all tasks that can be priced, and tell what is wrong with the others.

        A task of which one service has no price is not billed for the others. What is
        left comes to what it would without the others: no percentage is of them. Of two
        projects with one number, the first is priced and the second told.
        """
        run = self._run(paid, project, *more)
        return Attempt(tuple(run.lines), tuple(run.errors))

    def check(
        self, project: Project, *more: Project, paid: Iterable[TaskKey] = ()
    ) -> tuple[Finding, ...]:
        """Tell all that is wrong or doubtful about projects; raises nothing of its own.

        What a host's own exchange rates raise is told if it is an `InvoicingError`; any
        other exception is a fault of the host, and comes through as it is.
        """
        run = Run(self, _paid(paid))
        several = tuple_of(Project, (project, *more))
        findings = [finding for each in several for finding in run.findings(each)]
        told = len(run.errors)
        run.adjust()
        return (*findings, *map(Finding.of, run.errors[told:]))

    def at(self, today: date, *, quoted_on: date | None = None) -> Self:
        """Give the same engine as it prices on a day: that of a quote or an invoice.

        Work that was *quoted_on* an earlier day goes by its rates, if that is agreed.
        """
        on, quoted = day(today), optional_day(quoted_on)
        if self.exchange is None or self.exchange_day == "ordered":
            return self
        return evolve(self, today=quoted if self._holds(quoted) else on)

    def _holds(self, quoted_on: date | None) -> bool:
        return self.exchange_day == "quoted" and quoted_on is not None

    def invoiced_on(self, today: date, *, quoted_on: date | None = None) -> Self:
        """Give the same engine as it prices for an invoice of a day.

        Work that was *quoted_on* a day goes by its rates, if that is agreed; so does
        all work where the engine itself was told the day of the quote.
        """
        return self.at(today, quoted_on=self.today if quoted_on is None else quoted_on)

    def currency_for(self, client: Client | None) -> Currency:
        """Tell what a client is billed in: its own currency, or that of its list.

        Raises:
            RateListNotFoundError: If the catalog has no list of that name.
        """
        found = self.catalog.rate_list_for(client).currency
        asked = None if client is None else client.currency
        return found if asked is None or self.exchange is None else asked

    def offers_for(self, project: Project) -> Offers:
        """Give what the client's list offers to a project; worked out once.

        Raises:
            RateListNotFoundError: If the catalog has no list of that name.
            ExchangeRateMissingError: If prices cannot be converted.
            ExchangeRateMismatchError: If a host's own rates give one of another pair.
        """
        rate_list = self.catalog.rate_list_for(project.client)
        rate = self._exchange_rate(rate_list.currency, project)
        key = (rate_list.name, project.domain, *self._asked(project), rate)
        return self._offers.get(key) or self._offers.keep(
            key,
            Offers(
                self.catalog, rate_list, self.rounding, self.bands, rate, self._made
            ),
        )

    def _asked(self, project: Project) -> tuple[str | None, str | None]:
        """Give what of a project the mapping looks at, if it looks at any of it."""
        if not self.catalog.mapping.asks_project:
            return None, None
        client = project.client
        return project.workflow, None if client is None else client.code

    def _exchange_rate(self, found: Currency, project: Project) -> ExchangeRate | None:
        asked = None if project.client is None else project.client.currency
        if self.exchange is None or asked in (None, found):
            return None
        on = project.ordered_on if self.exchange_day == "ordered" else self.today
        rate = self.exchange.rate(found, asked, on)
        if not isinstance(rate, ExchangeRate):
            raise ExchangeRateMismatchError(found, asked, shown(rate))
        if (rate.source, rate.target) != (found, asked):
            raise ExchangeRateMismatchError(found, asked, rate)
        return rate

    def _run(self, paid: Iterable[TaskKey], *projects: Project) -> Run:
        run = Run(self, _paid(paid))
        for each in tuple_of(Project, projects):
            run.add(each)
        run.adjust()
        return run
