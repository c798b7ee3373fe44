"""What is offered for work of a kind: the terms of each service that it is billed as.

Work that is alike in all that decides (its scope, and the day where a list has dated
rates) has the same terms, so they are worked out once for each rate list.
"""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import TypeAlias, TypeVar

from attrs import define, field

from flowfit_invoicing.catalog import (
    Catalog,
    ClientService,
    MappingRule,
    MatchGrid,
    Rate,
    RateList,
)
from flowfit_invoicing.documents import Agreement, Terms
from flowfit_invoicing.errors import (
    InvoicingError,
    QuantityMissingError,
    RateNotFoundError,
    UnpricedTasksError,
)
from flowfit_invoicing.memo import Memo
from flowfit_invoicing.money import (
    LIMIT,
    Currency,
    ExchangeRate,
    Rounding,
    rounded,
    too_large,
)
from flowfit_invoicing.work import Project, Scope, WorkflowTask

from .ways import Bands, Way, way_of

Offer: TypeAlias = tuple[Terms, Way]
"""What a service costs, and the way to the lines of a task that is billed so."""

Several: TypeAlias = tuple[Offer, ...]
MadeKey: TypeAlias = tuple[int, int, int, str, Scope, ExchangeRate | None]
"""Identities of rate, list and rule; service, scope and exchange rate."""

K = TypeVar("K")

_DAY = timedelta(days=1)


@define
class Offers:
    """What one rate list offers to projects that are alike but for their tasks.

    Their domain is the same, and so is what prices are converted by.
    """

    catalog: Catalog
    rate_list: RateList
    rounding: Rounding
    bands: Bands
    exchange: ExchangeRate | None = None
    """What prices are converted by, if they are billed in another currency."""

    made: Memo[MadeKey, Offer] = field(factory=Memo[MadeKey, Offer])
    """Offers of rates, shared by all clients behind whose lists these stand."""

    _turns: tuple[date, ...] = field(init=False)
    known: Memo[Scope, Several] = field(init=False, factory=Memo[Scope, Several])
    """What was worked out so far, if days decide nothing."""

    _dated: Memo[tuple[Scope, int | None], Several] = field(
        init=False, factory=Memo[tuple[Scope, int | None], Several]
    )

    def __attrs_post_init__(self) -> None:
        self._turns = tuple(sorted(set(_turns(self.rate_list))))

    @property
    def currency(self) -> Currency:
        """What the work is billed in."""
        return (
            self.rate_list.currency if self.exchange is None else self.exchange.target
        )

    def of(self, task: WorkflowTask, project: Project) -> Several:
        """Give the offers for a task; none if it is not billed.

        Raises:
            UnpricedTasksError: With all that is wrong.
        """
        if not self._turns:
            return self._kept(self.known, task.scope, task, project)
        on = project.day_of(task)
        period = None if on is None else bisect_right(self._turns, on)
        return self._kept(self._dated, (task.scope, period), task, project)

    def _kept(
        self, memo: Memo[K, Several], key: K, task: WorkflowTask, project: Project
    ) -> Several:
        known = memo.get(key)
        if known is not None:
            return known
        errors: list[InvoicingError] = []
        found = tuple(self.worked_out(task, project, errors))
        if errors:
            raise UnpricedTasksError(tuple(errors))
        return memo.keep(key, found)

    def worked_out(
        self, task: WorkflowTask, project: Project, errors: list[InvoicingError]
    ) -> Iterator[Offer]:
        """Work out offers anew; what is wrong with others goes to *errors*."""
        try:
            rule = self.catalog.mapping.rule_for(task, project)
        except InvoicingError as error:
            errors.append(error)
            return
        for service in rule.services:
            current = self.catalog.current(service)
            try:
                yield self._offer(current, rule, task, project)
            except InvoicingError as error:
                errors.append(error)

    def _offer(
        self,
        service: ClientService,
        rule: MappingRule,
        task: WorkflowTask,
        project: Project,
    ) -> Offer:
        scope = task.scope
        domain, on = project.domain_of(task), project.day_of(task)
        found = self.rate_list.find(service, task.languages, scope.offered, domain, on)
        if found is None:
            raise self._not_found(task, service, domain, on)
        rate, list_ = found
        # The catalog keeps all of these alive, so their identities will do.
        key = (id(rate), id(list_), id(rule), service.code, scope, self.exchange)
        made = self.made.get(key)
        if made is not None:
            return made
        terms = self._terms(rate, list_, service, rule, scope)
        return self.made.keep(key, (terms, way_of(terms, scope, self.bands)))

    def _terms(
        self,
        rate: Rate,
        list_: RateList,
        service: ClientService,
        rule: MappingRule,
        scope: Scope,
    ) -> Terms:
        grid, currency = list_.grid_for(rate), self.currency
        return Terms(
            service,
            rate.unit,
            self._converted(_price(rate, grid, scope)),
            currency,
            rate.per,
            self.rounding,
            self._minimum(rate, currency.digits),
            Agreement(rate, list_.name, grid, rule=rule, exchange=self.exchange),
        )

    def _minimum(self, rate: Rate, digits: int) -> Decimal | None:
        if rate.minimum_charge is None:
            return None
        return rounded(self._converted(rate.minimum_charge), digits, self.rounding)

    def _converted(self, price: Decimal) -> Decimal:
        if self.exchange is None:
            return price
        converted = self.exchange.convert(price)
        if converted >= LIMIT:
            raise too_large(converted)
        return converted

    def _not_found(
        self,
        task: WorkflowTask,
        service: ClientService,
        domain: str | None,
        on: date | None,
    ) -> InvoicingError:
        nearest = self.rate_list.nearest(
            service, task.languages, task.scope.offered, domain, on
        )
        wanted = self.rate_list.units_for(service, task.languages, domain, on)
        if wanted:
            return QuantityMissingError(task.id, service, wanted, task.offered, nearest)
        return RateNotFoundError(
            service, task.languages, None, domain, on, nearest, task.units
        )


def _price(rate: Rate, grid: MatchGrid | None, scope: Scope) -> Decimal:
    """Give the price of a rate, rounded where that is agreed for all prices.

    Those of bands are rounded each by itself.
    """
    if grid is None or scope.is_analysed_in(rate.unit):
        return rate.unit_price
    return grid.rounded_price(rate.unit_price)


def _turns(rate_list: RateList) -> Iterator[date]:
    """Give the days on which a price begins to hold, or holds no longer."""
    for each in rate_list.lineage():
        for rate in each.rates:
            if rate.valid_from is not None:
                yield rate.valid_from
            if rate.valid_until is not None and rate.valid_until < date.max:
                yield rate.valid_until + _DAY
