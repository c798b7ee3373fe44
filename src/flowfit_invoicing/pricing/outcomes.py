"""What an engine makes of one project: its lines, and what is wrong by task.

A task with any error has no lines, and a project with an error of its own has none.
"""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.catalog import Catalog, TaskMapping
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.work import Project

from .engine import PricingEngine

_NO_PROBLEMS: Mapping[str, list[InvoicingError]] = MappingProxyType({})


@frozen
class Outcome:
    """The lines of a project, and what is wrong with each task that has none."""

    lines: tuple[InvoiceLine, ...] = ()
    errors: tuple[InvoicingError, ...] = ()
    problems: Mapping[str, list[InvoicingError]] = _NO_PROBLEMS
    """By task id; what is wrong with a project is wrong with each task to be billed."""


def outcome(engine: PricingEngine, project: Project) -> Outcome:
    """Price a project on its own, as far as it can be priced."""
    attempt = engine.attempt(project)
    if not attempt.errors:
        return Outcome(attempt.lines)
    problems: dict[str, list[InvoicingError]] = {}
    for error in attempt.errors:
        for id_ in _tasks(error, project, engine.catalog.mapping):
            problems.setdefault(id_, []).append(error)
    return Outcome(attempt.lines, attempt.errors, problems)


def engine_of(prices: Catalog | PricingEngine) -> PricingEngine:
    """Take an engine, or a catalog priced in the usual way."""
    if isinstance(prices, PricingEngine):
        return prices
    if isinstance(prices, Catalog):
        return PricingEngine(prices)
    raise refused(prices, "expected a Catalog or a PricingEngine")


def several(projects: Iterable[Project]) -> Iterator[Project]:
    """Take projects one after the other, without keeping them."""
    if not isinstance(projects, Iterable):
        raise refused(projects, "expected several projects")
    return iter(projects)


def _tasks(error: InvoicingError, project: Project, mapping: TaskMapping) -> list[str]:
    if _is_of_a_task(error):
        return [error.where()[1]]
    return [task.id for task in project.tasks if mapping.is_billed(task, project)]


def _is_of_a_task(error: InvoicingError) -> bool:
    return len(error.where()) > 1
