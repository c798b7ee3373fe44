"""What if: the same work priced by two catalogs.

Only work that both can price is compared. A project of which one side cannot price some
tasks is priced again without them on both, so that fees and minima of the project are
those of the same work; what was left out is told beside the differences.
"""

from collections.abc import Collection, Iterable
from itertools import chain

from attrs import define, field

from flowfit_invoicing.catalog import Catalog, ClientService
from flowfit_invoicing.errors import CurrencyMismatchError, InvoicingError
from flowfit_invoicing.money import Currency, Money
from flowfit_invoicing.work import Project

from .asides import Aside
from .differences import Comparison, Difference
from .engine import PricingEngine
from .outcomes import Outcome, engine_of, outcome, several
from .tallies import Tally, by_task

_NOTHING = Outcome(), Outcome()


def compare(
    projects: Iterable[Project],
    before: Catalog | PricingEngine,
    after: Catalog | PricingEngine,
) -> Comparison:
    """Price the same projects under two catalogs, and give what differs.

    Give an engine to compare adjustments, rounding or ways of billing too. Each project
    is priced on its own. Projects are taken one after the other and not kept, so an
    iterator will do; nothing that is wrong with one hides the others.

    >>> from attrs import evolve
    >>> from flowfit_invoicing import (
    ...     HOUR, Quantity, Rate, RateList, TaskMapping, WorkflowTask
    ... )
    >>> revision = ClientService("REV", "Revision")
    >>> this_year = Catalog(
    ...     services=[revision],
    ...     rate_lists=[RateList("Rates", "CAD", [Rate(revision, HOUR, 50)])],
    ...     mapping=TaskMapping({"revise": revision}),
    ...     default_rate_list="Rates",
    ... )
    >>> dearer = RateList("Rates", "CAD", [Rate(revision, HOUR, "52.50")])
    >>> next_year = evolve(this_year, rate_lists=[dearer])
    >>> work = [WorkflowTask("T-1", "revise", quantities=[Quantity(8, HOUR)])]
    >>> total = compare([Project("P-1", tasks=work)], this_year, next_year).total
    >>> print(total.before, total.after, total.difference, total.percent)
    400.00 CAD 420.00 CAD 20.00 CAD 5.00
    """
    engines = engine_of(before), engine_of(after)
    comparing = _Comparing(*engines, Tally(_services(*engines)))
    for project in several(projects):
        comparing.add(project)
    return comparing.comparison()


@define
class _Comparing:
    """Compares project after project; lives as long as one call."""

    before: PricingEngine
    after: PricingEngine
    tally: Tally
    only_before: Aside = field(init=False, factory=Aside)
    only_after: Aside = field(init=False, factory=Aside)
    neither: Aside = field(init=False, factory=Aside)
    other_currency: Aside = field(init=False, factory=Aside)

    def add(self, project: Project) -> None:
        rest, first = project, self._outcomes(project)
        found = first
        while any(side.errors for side in found):
            unpriced = self._set_aside(rest, *found)
            rest = rest.only(id_ for id_ in _ids(rest) if id_ not in unpriced)
            found = self._outcomes(rest) if unpriced else _NOTHING
        if found is not first:
            self.only_before.before.add(first[0].lines, but=found[0].lines)
            self.only_after.after.add(first[1].lines, but=found[1].lines)
        self._compare(rest, *found)

    def _outcomes(self, project: Project) -> tuple[Outcome, Outcome]:
        return outcome(self.before, project), outcome(self.after, project)

    def _set_aside(
        self, project: Project, before: Outcome, after: Outcome
    ) -> Collection[str]:
        """Tell of the tasks that a side cannot price, and give their ids."""
        unpriced = before.problems.keys() | after.problems.keys()
        for task in project.tasks:
            if task.id in unpriced:
                problems = [side.problems.get(task.id, []) for side in (before, after)]
                self._aside(*problems).add(project, task, chain(*problems))
        return unpriced

    def _aside(
        self, before: list[InvoicingError], after: list[InvoicingError]
    ) -> Aside:
        if before and after:
            return self.neither
        return self.only_after if before else self.only_before

    def _compare(self, project: Project, before: Outcome, after: Outcome) -> None:
        lines = (*before.lines, *after.lines)
        if len({line.terms.currency.code for line in lines}) > 1:
            expected, actual, *_ = dict.fromkeys(x.terms.currency for x in lines)
            error = CurrencyMismatchError(expected, actual, (project.number,))
            self._set_all_aside(project, before, after, error)
        else:
            self.tally.add(project, before.lines, after.lines)

    def _set_all_aside(
        self, project: Project, before: Outcome, after: Outcome, error: InvoicingError
    ) -> None:
        """Tell of a project that only a rate of exchange could compare."""
        aside, billed = self.other_currency, by_task(before.lines, after.lines)
        for task in project.tasks:
            if task.id in billed:
                aside.add(project, task, [error])
        aside.before.add(before.lines)
        aside.after.add(after.lines)

    def comparison(self) -> Comparison:
        tally = self.tally
        return Comparison(
            totals=tuple(tally.totals.differences()) or [self._nothing()],
            by_client=tally.clients.differences(),
            by_service=tally.services.differences(),
            by_languages=tally.languages.differences(),
            by_band=tally.bands.differences(),
            only_before=self.only_before.uncompared(),
            only_after=self.only_after.uncompared(),
            neither=self.neither.uncompared(),
            other_currency=self.other_currency.uncompared(),
        )

    def _nothing(self) -> Difference[Currency]:
        """Give the total of no work, in the currency that would be expected."""
        currency = self.after.catalog.rate_list_for(None).currency
        return Difference(currency, Money(0, currency), Money(0, currency), 0)


def _ids(project: Project) -> list[str]:
    return [task.id for task in project.tasks]


def _services(*engines: PricingEngine) -> dict[str, ClientService]:
    """Give services by code, called as the last engine that has them calls them."""
    return {
        service.code: service
        for engine in engines
        for service in engine.catalog.services
    }
