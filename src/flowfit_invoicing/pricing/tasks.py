"""A task on its terms: a line, or one for each match band, and the minimum."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import evolve

from flowfit_invoicing.documents import InvoiceLine, ProjectRef, Terms
from flowfit_invoicing.errors import AlreadyWeightedError, BandMismatchError, Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import EXACT
from flowfit_invoicing.work import Analysis, WorkflowTask

Bands: TypeAlias = Literal["weighted", "itemised"]
"""How an analysis is billed: by its weighted quantity, or band by band."""

_ZERO = Decimal(0)


def lines_of(
    task: WorkflowTask, project: ProjectRef, terms: Terms, bands: Bands
) -> list[InvoiceLine]:
    """Price a task; one that counts nothing has no line.

    Raises:
        BandMismatchError: If a band is only partly covered by a row of the grid.
        AlreadyWeightedError: If a tool has weighted what the grid would weight again.
    """
    analysis = billed_analysis(task, terms)
    if analysis is None:
        amount = _quantity(task, terms)
        lines = [InvoiceLine(amount, terms, task, project)] if amount else []
    elif terms.grid is None:
        amount = analysis.total
        lines = [InvoiceLine(amount, terms, task, project)] if amount else []
    else:
        lines = _discounted(analysis, task, project, terms, bands)
    return lines if terms.minimum is None else _at_least(terms.minimum, lines)


def billed_analysis(task: WorkflowTask, terms: Terms) -> Analysis | None:
    """Give the analysis of *task* if that is what the terms bill."""
    analysis = task.analysis
    if analysis is None or analysis.unit.code != terms.unit.code:
        return None
    return analysis


def doubts_about(task: WorkflowTask, place: Place, terms: Terms) -> Iterator[Finding]:
    """Tell what is doubtful about a task that has a rate."""
    analysis = billed_analysis(task, terms)
    counted = _quantity(task, terms) if analysis is None else analysis.counts
    if not counted:
        yield Finding.warning("nothing-counted", *place, task_id=task.id)
    if analysis is not None and terms.grid is not None and not analysis.weighted:
        for band in terms.grid.uncovered(analysis.columns.shape.bands):
            yield Finding.warning("band-without-row", *place, band=band)


def misfits(task: WorkflowTask, terms: Terms) -> tuple[BandMismatchError, ...]:
    """Find all bands of a task that the grid cannot place."""
    analysis = billed_analysis(task, terms)
    if analysis is None or terms.grid is None:
        return ()
    return terms.grid.misfits(analysis.columns.shape.bands)


def _quantity(task: WorkflowTask, terms: Terms) -> Decimal:
    code = terms.unit.code
    for quantity in task.quantities:
        if quantity.unit.code == code:
            return quantity.amount
    return _ZERO


def _discounted(
    analysis: Analysis,
    task: WorkflowTask,
    project: ProjectRef,
    terms: Terms,
    bands: Bands,
) -> list[InvoiceLine]:
    if not analysis.counts or terms.agreed is None or terms.grid is None:
        return []
    if analysis.weighted:
        raise AlreadyWeightedError(task.id, terms.agreed.rate)
    if bands == "itemised":
        return [
            InvoiceLine(count, terms.of_band(band), task, project)
            for band, count in analysis.counts
        ]
    return [InvoiceLine(terms.grid.weigh(analysis), terms, task, project)]


def _at_least(minimum: Decimal, lines: list[InvoiceLine]) -> list[InvoiceLine]:
    """Charge what is missing to the minimum of a task, once, on its last line."""
    so_far = _ZERO
    for line in lines:
        so_far = EXACT.add(so_far, line.priced)
    if not lines or so_far >= minimum:
        return lines
    *others, last = lines
    return [*others, evolve(last, to_minimum=EXACT.subtract(minimum, so_far))]
