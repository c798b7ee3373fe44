"""A run of the engine over projects: what it has priced, and what is wrong so far."""

from collections.abc import Iterator

from attrs import define, field

from flowfit_invoicing.catalog import Catalog
from flowfit_invoicing.documents import InvoiceLine, ProjectRef, Terms
from flowfit_invoicing.errors import (
    BandMismatchError,
    CurrencyMismatchError,
    InvoicingError,
    RateListNotFoundError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Currency, Rounding
from flowfit_invoicing.work import Project, WorkflowTask

from .adjustments import Adjustment
from .offers import Offers
from .tasks import Bands, doubts_about, lines_of, misfits


@define
class Run:
    """Prices project after project; lives as long as one call of the engine."""

    catalog: Catalog
    rounding: Rounding
    bands: Bands
    adjustments: tuple[Adjustment, ...]
    lines: list[InvoiceLine] = field(init=False, factory=list[InvoiceLine])
    errors: list[InvoicingError] = field(init=False, factory=list[InvoicingError])
    _offers: dict[str, Offers] = field(init=False, factory=dict[str, Offers])
    _currency: Currency | None = field(init=False, default=None)

    def add(self, project: Project) -> None:
        """Price a project: its lines go to the lines, its problems to the errors."""
        reference, offers = ProjectRef.of(project), self._offers_for(project)
        for task in project.tasks:
            self._add(task, project, reference, offers)

    def findings(self, project: Project) -> Iterator[Finding]:
        """Give what is wrong or doubtful about a project and its tasks, in order."""
        yield from _doubts_about(project)
        told = len(self.errors)
        reference, offers = ProjectRef.of(project), self._offers_for(project)
        yield from map(Finding.of, self.errors[told:])
        for task in project.tasks:
            told = len(self.errors)
            self._add(task, project, reference, offers)
            yield from map(Finding.of, self.errors[told:])
            if offers is not None:
                yield from _doubts_about_task(task, project, offers)

    def _add(
        self,
        task: WorkflowTask,
        project: Project,
        reference: ProjectRef,
        offers: Offers | None,
    ) -> None:
        errors: list[InvoicingError] = []
        if offers is None:  # which was told of the project
            self._check_mapping(task, errors)
        else:
            for terms in offers.of(project, task, errors):
                self._add_lines(task, project, reference, terms, errors)
        if errors:
            place = (project.number, task.id)
            self.errors += (error.located(place) for error in errors)

    def _add_lines(
        self,
        task: WorkflowTask,
        project: Project,
        reference: ProjectRef,
        terms: Terms,
        errors: list[InvoicingError],
    ) -> None:
        try:
            lines = lines_of(task, reference, terms, self.bands)
            if self.adjustments:
                lines = [self._adjusted(line, project) for line in lines]
            self.lines += lines
        except BandMismatchError:
            errors += misfits(task, terms)
        except InvoicingError as error:
            errors.append(error)

    def _check_mapping(self, task: WorkflowTask, errors: list[InvoicingError]) -> None:
        try:
            self.catalog.mapping.services_for(task)
        except InvoicingError as error:
            errors.append(error)

    def _adjusted(self, line: InvoiceLine, project: Project) -> InvoiceLine:
        for adjustment in self.adjustments:
            found = adjustment.of(line.net_amount, project, self.rounding)
            if found is not None:
                line = line.adjusted(found)
        return line

    def _offers_for(self, project: Project) -> Offers | None:
        """Give the offers of the client's list; None, and an error, without one."""
        try:
            rate_list = self.catalog.rate_list_for(project.client)
        except RateListNotFoundError as error:
            self.errors.append(error.located((project.number,)))
            return None
        self._check_currency(project, rate_list.currency)
        offers = self._offers.get(rate_list.name)
        if offers is None:
            offers = Offers(self.catalog, rate_list, self.rounding)
            self._offers[rate_list.name] = offers
        return offers

    def _check_currency(self, project: Project, found: Currency) -> None:
        """Tell whom the currency of the rates does not suit: the client, the others."""
        asked = None if project.client is None else project.client.currency
        for expected in dict.fromkeys((asked, self._currency)):
            if expected is not None and expected != found:
                place = (project.number,)
                self.errors.append(CurrencyMismatchError(expected, found, place))
        self._currency = self._currency or found


def _doubts_about(project: Project) -> Iterator[Finding]:
    number = project.number
    if project.client is None:
        yield Finding.warning("missing-client", number, project=number)
    if project.purchase_order is None:
        yield Finding.warning("missing-purchase-order", number, project=number)


def _doubts_about_task(
    task: WorkflowTask, project: Project, offers: Offers
) -> Iterator[Finding]:
    for terms in offers.of(project, task, []):  # errors were told by then
        yield from doubts_about(task, (project.number, task.id), terms)
