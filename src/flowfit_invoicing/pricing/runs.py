"""A run of the engine over projects: what it has priced, and what is wrong so far."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

from attrs import define, field

from flowfit_invoicing.documents import InvoiceLine, ProjectRef, TaskKey
from flowfit_invoicing.doors import shown
from flowfit_invoicing.errors import (
    BandMismatchError,
    CurrencyMismatchError,
    InvoicingError,
    Place,
    RepeatedProjectError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Currency
from flowfit_invoicing.work import Project, WorkflowTask

from .adjusting import adjusted
from .fees import Fees
from .offers import Offers
from .tasks import doubts_about, misfits

if TYPE_CHECKING:
    from .engine import PricingEngine


@define
class Run:
    """Prices project after project; lives as long as one call of the engine."""

    engine: "PricingEngine"
    paid: Collection[TaskKey] = ()
    """Fees that other parts of the projects have paid."""

    lines: list[InvoiceLine] = field(init=False, factory=list[InvoiceLine])
    errors: list[InvoicingError] = field(init=False, factory=list[InvoicingError])
    _currency: Currency | None = field(init=False, default=None)
    _numbers: set[str] = field(init=False, factory=set[str])
    _projects: list[tuple[ProjectRef, Project]] = field(
        init=False, factory=list[tuple[ProjectRef, Project]]
    )

    def add(self, project: Project) -> Offers | None:
        """Price a project: its lines go to the lines, its problems to the errors.

        One that was here before, by its number, is told and not priced again.
        """
        if project.number in self._numbers:
            self._tell_repeated(project)
            return None
        self._numbers.add(project.number)
        offers = self._offers_for(project)
        if offers is None:
            self._check_mapping(project)
            return None
        is_suitable = self._suits(project, offers.currency)
        before = len(self.lines)
        self._add_tasks(project, offers)
        if not is_suitable:
            del self.lines[before:]
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
        """Apply what is agreed beside rates to all lines, once all projects are in.

        Work for which something agreed goes wrong has no price; what is left is
        adjusted anew without it, so that nothing is in percent of it.
        """
        lines = self.lines if self.engine.adjustments else []
        while lines:
            errors: list[InvoicingError] = []
            fees = Fees(self.engine.rounding, self.paid)
            self.lines = adjusted(
                lines, self._projects, self.engine.adjustments, fees, errors
            )
            self.errors += errors
            lines = [*_elsewhere(lines, errors)] if errors else []

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

    def _tell_repeated(self, project: Project) -> None:
        number, expected = project.number, "expected each project once"
        error = RepeatedProjectError(shown([number, number]), expected)
        self._tell((number,), (error,))

    def _offers_for(self, project: Project) -> Offers | None:
        """Give the offers of the client's list; None, and an error, without them."""
        try:
            offers = self.engine.offers_for(project)
        except InvoicingError as error:
            self._tell((project.number,), (error,))
            return None
        return offers

    def _suits(self, project: Project, found: Currency) -> bool:
        """Tell whom the currency does not suit: the client, or the other projects."""
        asked = None if project.client is None else project.client.currency
        agreed = self._currency
        if asked in (None, found) and agreed in (None, found):
            self._currency = found
            return True
        for expected in dict.fromkeys((asked, agreed)):
            if expected is not None and expected != found:
                error = CurrencyMismatchError(expected, found)
                self._tell((project.number,), (error,))
        return False


def _elsewhere(
    lines: Iterable[InvoiceLine], errors: Iterable[InvoicingError]
) -> Iterator[InvoiceLine]:
    """Give the lines of tasks where nothing is wrong, nor in all of their project."""
    wrong = {error.where() for error in errors}
    for line in lines:
        ((number, task_id),) = line.tasks
        if wrong.isdisjoint(((), (number,), (number, task_id))):
            yield line


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
