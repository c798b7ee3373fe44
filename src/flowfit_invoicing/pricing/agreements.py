"""Which rate is agreed for a task billed as a service, and what comes with it."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.catalog import ClientService, MatchGrid, Rate, RateList
from flowfit_invoicing.errors import (
    AlreadyWeightedError,
    QuantityMissingError,
    RateNotFoundError,
)
from flowfit_invoicing.money import Currency
from flowfit_invoicing.work import Analysis, Project, WorkflowTask


@frozen
class Agreement:
    """The rate that won for a service, its list, and the grid that it is under.

    The grid is the rate's own, else that of its own list, never another list's.
    """

    service: ClientService
    rate: Rate
    currency: Currency
    rate_list: str
    on: date | None
    """The day whose rates hold: of completion, else of the order."""

    grid: MatchGrid | None
    """None if nothing is discounted."""

    def analysis_of(self, task: WorkflowTask) -> Analysis | None:
        """Give the task's analysis if it is what the rate bills."""
        return billed_analysis(task, self.rate)

    def count(self, task: WorkflowTask) -> Decimal:
        """Give how much the task counts in the rate's unit, before any discount."""
        analysis = self.analysis_of(task)
        if analysis is not None:
            return analysis.total
        code = self.rate.unit.code
        return next(q.amount for q in task.quantities if q.unit.code == code)


def billed_analysis(task: WorkflowTask, rate: Rate) -> Analysis | None:
    """Give the analysis of *task* if *rate* is for its unit."""
    analysis = task.analysis
    if analysis is None or analysis.unit.code != rate.unit.code:
        return None
    return analysis


def agreement(
    project: Project, task: WorkflowTask, service: ClientService, rate_list: RateList
) -> Agreement:
    """Find the rate for *task* on its day, completed or else ordered.

    Raises:
        RateNotFoundError: If no rate fits its languages, domain and day.
        QuantityMissingError: If rates fit, but none in a unit that the task offers.
        AmbiguousRatesError: If rates fit in two units that it offers.
        AlreadyWeightedError: If its analysis is weighted and the rate has a grid.
    """
    domain = project.domain if task.domain is None else task.domain
    on = project.ordered_on if task.completed_on is None else task.completed_on
    offered = tuple(unit.code for unit in task.units)
    found = rate_list.find(service, task.languages, offered, domain, on)
    if found is None:
        wanted = rate_list.units_for(service, task.languages, domain, on)
        if wanted:
            raise QuantityMissingError(task.id, service, wanted, task.offered)
        raise RateNotFoundError(service, task.languages, None, domain, on)
    rate, list_ = found
    grid = list_.match_grid if rate.match_grid is None else rate.match_grid
    agreed = Agreement(service, rate, list_.currency, list_.name, on, grid or None)
    analysis = agreed.analysis_of(task)
    if agreed.grid is not None and analysis is not None and analysis.weighted:
        raise AlreadyWeightedError(task.id, rate)
    return agreed
