"""A run of the engine over projects: what it has priced, and what is wrong so far."""

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from flowfit_invoicing.documents import InvoiceLine, ProjectRef
from flowfit_invoicing.errors import (
    BandMismatchError,
    CurrencyMismatchError,
    InvoicingError,
    Place,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Currency
from flowfit_invoicing.work import Project, WorkflowTask

from .adjusting import adjusted
from .offers import Offers
from .tasks import doubts_about, misfits

if TYPE_CHECKING:
    from .engine import PricingEngine


@define
class Run:
    """Prices project after project; lives as long as one call of the engine."""

    engine: "PricingEngine"
    lines: list[InvoiceLine] = field(init=False, factory=list[InvoiceLine])
    errors: list[InvoicingError] = field(init=False, factory=list[InvoicingError])
    _currency: Currency | None = field(init=False, default=None)
    _projects: list[tuple[ProjectRef, Project]] = field(
        init=False, factory=list[tuple[ProjectRef, Project]]
    )

    def add(self, project: Project) -> Offers | None:
        """Price a project: its lines go to the lines, its problems to the errors."""
        offers = self._offers_for(project)
        if offers is None:
            self._check_mapping(project)
        else:
            self._add_tasks(project, offers)
        return offers

    def _add_tasks(self, project: Project, offers: Offers) -> None:
        reference = ProjectRef.of(project, self.engine.descriptions)
        lines, known = self.lines, offers.known.get
        for task in project.tasks:
            try:
                several = known(task.scope)
                if several is None:
                    several = offers.of(task, project)
                for _, add in several:
                    add(task, reference, lines)
            except InvoicingError:
                self._tell((project.number, task.id), _problems(task, project, offers))
                while lines and _is_of(lines[-1], task, reference):
                    lines.pop()  # it is billed for all its services or for none
        self._projects.append((reference, project))

    def adjust(self) -> None:
        """Apply what is agreed beside rates to all lines, once all projects are in."""
        if self.engine.adjustments and self.lines:
            self.lines = adjusted(
                self.lines,
                self._projects,
                self.engine.adjustments,
                self.engine.rounding,
                self.errors,
            )

    def findings(self, project: Project) -> Iterator[Finding]:
        """Give what is wrong or doubtful about a project and its tasks, in order."""
        yield from _doubts_about(project)
        told = len(self.errors)
        offers = self.add(project)
        by_place: defaultdict[Place, list[InvoicingError]] = defaultdict(list)
        for error in self.errors[told:]:
            by_place[error.where()].append(error)
        yield from map(Finding.of, by_place[(project.number,)])
        for task in project.tasks:
            yield from map(Finding.of, by_place[project.number, task.id])
            if offers is not None:
                yield from _doubts_about_task(task, project, offers)

    def _check_mapping(self, project: Project) -> None:
        for task in project.tasks:
            try:
                self.engine.catalog.mapping.rule_for(task, project)
            except InvoicingError as error:
                self._tell((project.number, task.id), (error,))

    def _tell(self, place: tuple[str, ...], errors: tuple[InvoicingError, ...]) -> None:
        self.errors += (error.located(place) for error in errors)

    def _offers_for(self, project: Project) -> Offers | None:
        """Give the offers of the client's list; None, and an error, without them."""
        try:
            offers = self.engine.offers_for(project)
        except InvoicingError as error:
            self._tell((project.number,), (error,))
            return None
        self._check_currency(project, offers.currency)
        return offers

    def _check_currency(self, project: Project, found: Currency) -> None:
        """Tell whom the currency does not suit: the client, or the other projects."""
        asked = None if project.client is None else project.client.currency
        agreed = self._currency
        if agreed is None:
            self._currency = found
        for expected in dict.fromkeys((asked, agreed)):
            if expected is not None and expected != found:
                error = CurrencyMismatchError(expected, found)
                self._tell((project.number,), (error,))


def _is_of(line: InvoiceLine, task: WorkflowTask, project: ProjectRef) -> bool:
    return line.task is task and line.project is project


def _problems(
    task: WorkflowTask, project: Project, offers: Offers
) -> tuple[InvoicingError, ...]:
    """Find all that is wrong with a task, service by service."""
    errors: list[InvoicingError] = []
    for terms, add in offers.worked_out(task, project, errors):
        try:
            add(task, ProjectRef.of(project), [])
        except BandMismatchError:
            errors += misfits(task, terms)
        except InvoicingError as error:
            errors.append(error)
    return tuple(errors)


def _doubts_about(project: Project) -> Iterator[Finding]:
    number = project.number
    if project.client is None:
        yield Finding.warning("missing-client", number, project=number)
    if project.purchase_order is None:
        yield Finding.warning("missing-purchase-order", number, project=number)


def _doubts_about_task(
    task: WorkflowTask, project: Project, offers: Offers
) -> Iterator[Finding]:
    for terms, _ in offers.worked_out(task, project, []):  # errors were told by then
        yield from doubts_about(task, (project.number, task.id), terms)
