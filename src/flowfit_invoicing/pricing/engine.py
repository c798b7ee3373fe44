"""The pricing engine: a catalog and the ways of pricing, applied to projects."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.catalog import Catalog, ClientService, RateList
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvoicingError,
    RateListNotFoundError,
    UnpricedTasksError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Currency, Rounding
from flowfit_invoicing.work import Project, WorkflowTask

from .adjustments import Adjustment
from .agreements import agreement
from .tasks import Bands, doubts_about, lines_of

Outcome: TypeAlias = InvoiceLine | InvoicingError | Finding
"""What comes of a task: lines, or what is wrong, or what is doubtful."""


def _bands(value: Bands) -> Bands:
    if value not in ("weighted", "itemised"):
        raise refused(value, "expected bands 'weighted' or 'itemised'")
    return value


def _adjustments(value: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    expected = "expected several adjustments, such as a Discount"
    if not isinstance(value, Iterable):
        raise refused(value, expected)
    several = tuple(value)
    for adjustment in several:
        if not callable(getattr(adjustment, "of", None)):
            raise refused(adjustment, expected)
    return several


@frozen
class PricingEngine:
    """Prices projects by a catalog.

    `bands` says how an analysis is billed: `weighted`, as one line a task with the
    weighted quantity, or `itemised`, as one line a match band.
    """

    catalog: Catalog = field(validator=of_type(Catalog))
    adjustments: tuple[Adjustment, ...] = field(
        converter=_adjustments, default=(), kw_only=True
    )
    """Applied to each line after minimum charges, in this order."""

    rounding: Rounding = field(
        validator=of_type(Rounding), default=Rounding.HALF_UP, kw_only=True
    )
    bands: Bands = field(converter=_bands, default="weighted", kw_only=True)

    def price(self, project: Project, *more: Project) -> tuple[InvoiceLine, ...]:
        """Price all tasks of the projects in their order, completed or not.

        Raises:
            UnpricedTasksError: With all that is wrong with any of the tasks.
        """
        outcomes = tuple(self._outcomes((project, *more)))
        errors = tuple(each for each in outcomes if isinstance(each, InvoicingError))
        if errors:
            raise UnpricedTasksError(errors)
        return tuple(each for each in outcomes if isinstance(each, InvoiceLine))

    def check(self, project: Project, *more: Project) -> tuple[Finding, ...]:
        """Tell all that is wrong or doubtful about projects; never raises."""
        outcomes = self._outcomes((project, *more))
        return tuple(
            Finding.of(each) if isinstance(each, InvoicingError) else each
            for each in outcomes
            if not isinstance(each, InvoiceLine)
        )

    def _outcomes(self, projects: Iterable[Project]) -> Iterator[Outcome]:
        agreed: Currency | None = None
        for project in projects:
            yield from _doubts(project)
            rate_list: RateList | None = None
            try:
                rate_list = self.catalog.rate_list_for(project.client)
            except RateListNotFoundError as error:
                yield error.located((project.number,))
            else:
                yield from _mismatches(project, rate_list.currency, agreed)
                agreed = rate_list.currency if agreed is None else agreed
            for task in project.tasks:
                yield from self._of_task(project, task, rate_list)

    def _of_task(
        self, project: Project, task: WorkflowTask, rate_list: RateList | None
    ) -> Iterator[Outcome]:
        place = (project.number, task.id)
        try:
            services = self.catalog.mapping.services_for(task)
        except InvoicingError as error:
            yield error.located(place)
            return
        if rate_list is None:  # which was told of the project already
            return
        for service in services:
            try:
                yield from self._as_service(project, task, service, rate_list)
            except InvoicingError as error:
                yield error.located(place)

    def _as_service(
        self,
        project: Project,
        task: WorkflowTask,
        service: ClientService,
        rate_list: RateList,
    ) -> Iterator[Outcome]:
        current = self.catalog.current(service)
        agreed = agreement(project, task, current, rate_list)
        doubts = tuple(doubts_about(project, task, agreed))
        yield from doubts
        if any(isinstance(each, InvoicingError) for each in doubts):
            return
        for line in lines_of(project, task, agreed, self.rounding, self.bands):
            yield self._adjusted(line, project)

    def _adjusted(self, line: InvoiceLine, project: Project) -> InvoiceLine:
        for adjustment in self.adjustments:
            found = adjustment.of(line.net_amount, project, self.rounding)
            if found is not None:
                line = line.adjusted(found)
        return line


def _doubts(project: Project) -> Iterator[Finding]:
    number = project.number
    if project.client is None:
        yield Finding.warning("missing-client", number, project=number)
    if project.purchase_order is None:
        yield Finding.warning("missing-purchase-order", number, project=number)


def _mismatches(
    project: Project, currency: Currency, agreed: Currency | None
) -> Iterator[CurrencyMismatchError]:
    """Find whom the currency of a project's rates does not suit."""
    asked = None if project.client is None else project.client.currency
    for expected in dict.fromkeys((asked, agreed)):
        if expected is not None and expected != currency:
            yield CurrencyMismatchError(expected, currency, (project.number,))
