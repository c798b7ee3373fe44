"""Coverage: which share of past work a catalog would price, and what it lacks."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import define, field, frozen

from flowfit_invoicing.catalog import Catalog
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.money import EXACT, Number, Rounding, exact
from flowfit_invoicing.work import Project, Unit, WorkflowTask

from .counts import count
from .engine import PricingEngine
from .gaps import Gap, Gaps
from .outcomes import engine_of, outcome, several
from .percents import percent


def _amount(value: Number) -> Decimal:
    amount = exact(value)
    if amount < 0:
        raise refused(value, "expected zero or more")
    return amount


@frozen
class CoveredUnit:
    """How much was counted in a unit, and how much of that a catalog prices.

    >>> from flowfit_invoicing import WORD
    >>> print(CoveredUnit(WORD, 1200, 900).share)
    75.00
    """

    unit: Unit = field(validator=of_type(Unit))
    counted: Decimal = field(converter=_amount)
    priced: Decimal = field(converter=_amount)

    @property
    def share(self) -> Decimal | None:
        """Percent that is priced, cut to two decimals; None of nothing."""
        return percent(self.priced, self.counted, Rounding.DOWN)


def _gaps(value: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple_of(Gap, value)


def _units(value: Iterable[CoveredUnit]) -> tuple[CoveredUnit, ...]:
    return tuple_of(CoveredUnit, value)


@frozen
class Coverage:
    """How much of some work a catalog prices.

    Tasks that the catalog maps to None are not to be billed and do not count, nor do
    those without an error that count nothing.
    """

    tasks: int = field(converter=count)
    priced: int = field(converter=count)
    by_unit: tuple[CoveredUnit, ...] = field(converter=_units, default=())
    """By code of unit; what a task offers in several counts in each."""

    missing: tuple[Gap, ...] = field(converter=_gaps, default=())
    """Why tasks have no price, most tasks first; one may be in several gaps."""

    @property
    def share(self) -> Decimal | None:
        """Percent of tasks that are priced, cut to two decimals; None of no tasks.

        It is cut, so that 100 means all.
        """
        return percent(Decimal(self.priced), Decimal(self.tasks), Rounding.DOWN)


def coverage(projects: Iterable[Project], catalog: Catalog | PricingEngine) -> Coverage:
    """Tell how much of the work in *projects* a catalog prices, and what it lacks.

    Projects are taken one after the other and not kept, so an iterator will do.

    >>> from flowfit_invoicing import (
    ...     HOUR, ClientService, Quantity, Rate, RateList, TaskMapping
    ... )
    >>> revision = ClientService("REV", "Revision")
    >>> hourly = Rate(revision, HOUR, 50, languages="en>fr")
    >>> catalog = Catalog(
    ...     services=[revision],
    ...     rate_lists=[RateList("2027", "CAD", [hourly])],
    ...     mapping=TaskMapping({"revise": revision}),
    ...     default_rate_list="2027",
    ... )
    >>> work = [
    ...     WorkflowTask(pair, "revise", pair, quantities=[Quantity(2, HOUR)])
    ...     for pair in ("en>fr", "en>de", "en>fr-CA")
    ... ]
    >>> found = coverage([Project("P-1", tasks=work)], catalog)
    >>> print(found.share)
    66.66
    >>> [(gap.code, str(gap.languages), gap.tasks) for gap in found.missing]
    [('rate-not-found', 'en>de', 1)]
    """
    survey = _Survey(engine_of(catalog))
    for project in several(projects):
        survey.add(project)
    return survey.coverage()


@define
class _Volume:
    unit: Unit
    counted: Decimal = Decimal(0)
    priced: Decimal = Decimal(0)


@define
class _Survey:
    """Counts project after project; lives as long as one call."""

    engine: PricingEngine
    tasks: int = 0
    priced: int = 0
    gaps: Gaps = field(init=False, factory=Gaps)
    volumes: dict[str, _Volume] = field(init=False, factory=dict[str, _Volume])

    def add(self, project: Project) -> None:
        found = outcome(self.engine, project)
        billed = {line.task.id for line in found.lines if line.task is not None}
        for task in project.tasks:
            errors = found.problems.get(task.id)
            if errors is not None:
                self.gaps.add(project, task, errors)
            if errors is not None or task.id in billed:
                self._count(task, is_priced=errors is None)

    def _count(self, task: WorkflowTask, *, is_priced: bool) -> None:
        self.tasks += 1
        self.priced += is_priced
        for quantity in task.offered:
            code = quantity.unit.code
            volume = self.volumes.get(code)
            if volume is None:
                volume = self.volumes[code] = _Volume(quantity.unit)
            volume.counted = EXACT.add(volume.counted, quantity.amount)
            if is_priced:
                volume.priced = EXACT.add(volume.priced, quantity.amount)

    def coverage(self) -> Coverage:
        volumes = sorted(self.volumes.items())
        units = [CoveredUnit(v.unit, v.counted, v.priced) for _, v in volumes]
        return Coverage(self.tasks, self.priced, units, self.gaps.most_first())
