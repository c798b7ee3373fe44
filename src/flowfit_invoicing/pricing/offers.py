"""What is offered for work of a kind: the terms of each service that it is billed as.

Work that is alike in all that decides (the kind, the languages, the domain, the units,
and the day where a list has dated rates) has the same terms, so a run works them out
once.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypeAlias

from attrs import define, field

from flowfit_invoicing.catalog import Catalog, ClientService, RateList
from flowfit_invoicing.documents import Agreement, Terms
from flowfit_invoicing.errors import (
    InvoicingError,
    QuantityMissingError,
    RateNotFoundError,
)
from flowfit_invoicing.money import Rounding, rounded
from flowfit_invoicing.work import Project, WorkflowTask

Key: TypeAlias = tuple[str, int, str | None, tuple[str, ...], date | None]


@define
class Offers:
    """The terms that one rate list offers, as they are asked for."""

    catalog: Catalog
    rate_list: RateList
    rounding: Rounding
    _is_dated: bool = field(init=False)
    _known: dict[Key, tuple[Terms, ...]] = field(
        init=False, factory=dict[Key, tuple[Terms, ...]]
    )

    def __attrs_post_init__(self) -> None:
        self._is_dated = self.rate_list.is_dated

    def of(
        self, project: Project, task: WorkflowTask, errors: list[InvoicingError]
    ) -> tuple[Terms, ...]:
        """Give the terms for a task; what is wrong with others goes to *errors*."""
        domain = project.domain if task.domain is None else task.domain
        on = task.completed_on or project.ordered_on
        # The pair itself lives as long as its task, so its identity will do.
        key = (
            task.kind,
            id(task.languages),
            domain,
            task.unit_codes,
            on if self._is_dated else None,
        )
        known = self._known.get(key)
        if known is None:
            before = len(errors)
            known = tuple(self._worked_out(task, domain, on, errors))
            if len(errors) == before:
                self._known[key] = known
        return known

    def _worked_out(
        self,
        task: WorkflowTask,
        domain: str | None,
        on: date | None,
        errors: list[InvoicingError],
    ) -> Iterator[Terms]:
        try:
            services = self.catalog.mapping.services_for(task)
        except InvoicingError as error:
            errors.append(error)
            return
        for service in services:
            current = self.catalog.current(service)
            try:
                yield self._terms(task, current, domain, on)
            except InvoicingError as error:
                errors.append(error)

    def _terms(
        self,
        task: WorkflowTask,
        service: ClientService,
        domain: str | None,
        on: date | None,
    ) -> Terms:
        found = self.rate_list.find(
            service, task.languages, task.unit_codes, domain, on
        )
        if found is None:
            raise self._not_found(task, service, domain, on)
        rate, list_ = found
        grid = list_.match_grid if rate.match_grid is None else rate.match_grid
        minimum, currency = rate.minimum_charge, list_.currency
        return Terms(
            service,
            rate.unit,
            rate.unit_price,
            currency,
            rate.per,
            self.rounding,
            None
            if minimum is None
            else rounded(minimum, currency.digits, self.rounding),
            Agreement(rate, list_.name, grid or None),
        )

    def _not_found(
        self,
        task: WorkflowTask,
        service: ClientService,
        domain: str | None,
        on: date | None,
    ) -> InvoicingError:
        wanted = self.rate_list.units_for(service, task.languages, domain, on)
        if wanted:
            return QuantityMissingError(task.id, service, wanted, task.offered)
        return RateNotFoundError(service, task.languages, None, domain, on)
