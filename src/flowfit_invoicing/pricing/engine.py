"""The pricing engine: a catalog and the ways of pricing, applied to projects."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.catalog import Catalog
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.errors import InvoicingError, UnpricedTasksError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Rounding
from flowfit_invoicing.work import Project

from .adjustments import Adjustment
from .runs import Run
from .tasks import Bands


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
class Attempt:
    """What an engine made of some projects: all that could be priced, and the rest."""

    lines: tuple[InvoiceLine, ...]
    errors: tuple[InvoicingError, ...]
    """What is wrong with the tasks that have no price, each with its place."""


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
        attempt = self.attempt(project, *more)
        if attempt.errors:
            raise UnpricedTasksError(attempt.errors)
        return attempt.lines

    def attempt(self, project: Project, *more: Project) -> Attempt:
        """Price all tasks that can be priced, and tell what is wrong with the others.

        A task of which one service has no price is not billed for the others.
        """
        run = Run(self.catalog, self.rounding, self.bands, self.adjustments)
        for each in tuple_of(Project, (project, *more)):
            run.add(each)
        return Attempt(tuple(run.lines), tuple(run.errors))

    def check(self, project: Project, *more: Project) -> tuple[Finding, ...]:
        """Tell all that is wrong or doubtful about projects; never raises."""
        run = Run(self.catalog, self.rounding, self.bands, self.adjustments)
        several = tuple_of(Project, (project, *more))
        return tuple(finding for each in several for finding in run.findings(each))
