"""A task on its terms: a line, or one for each match band, and the minimum."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from flowfit_invoicing.documents import Charge, InvoiceLine, ProjectRef, Terms
from flowfit_invoicing.errors import AlreadyWeightedError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import EXACT, Money
from flowfit_invoicing.work import Analysis, WorkflowTask

Bands: TypeAlias = Literal["weighted", "itemised"]
"""How an analysis is billed: by its weighted quantity, or band by band."""

_MINIMUM = in_all_languages("minimum")
_MISCELLANEOUS = "ABK"
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
        amount = _amount(task, terms)
        lines = [InvoiceLine(amount, terms, task, project)] if amount else []
    else:
        lines = _of_analysis(analysis, task, project, terms, bands)
    return lines if terms.minimum is None else _at_least(terms.minimum, lines)


def billed_analysis(task: WorkflowTask, terms: Terms) -> Analysis | None:
    """Give the analysis of *task* if that is what the terms bill."""
    analysis = task.analysis
    if analysis is None or analysis.unit.code != terms.unit.code:
        return None
    return analysis


def doubts_about(
    task: WorkflowTask, project: ProjectRef, terms: Terms
) -> Iterator[Finding]:
    """Tell what is doubtful about a task that has a price."""
    place = (project.number, task.id)
    analysis = billed_analysis(task, terms)
    counted = _amount(task, terms) if analysis is None else analysis.counts
    if not counted:
        yield Finding.warning("nothing-counted", *place, task_id=task.id)
    if analysis is not None and terms.grid is not None:
        for band, _ in analysis.counts:
            if terms.grid.row_of(band) is None:
                yield Finding.warning("band-without-row", *place, band=band)


def _amount(task: WorkflowTask, terms: Terms) -> Decimal:
    code = terms.unit.code
    for quantity in task.quantities:
        if quantity.unit.code == code:
            return quantity.amount
    return _ZERO


def _of_analysis(
    analysis: Analysis,
    task: WorkflowTask,
    project: ProjectRef,
    terms: Terms,
    bands: Bands,
) -> list[InvoiceLine]:
    agreed = terms.agreed
    if not analysis.counts:
        return []
    if agreed is None or agreed.grid is None:
        return [InvoiceLine(analysis.total, terms, task, project)]
    if analysis.weighted:
        raise AlreadyWeightedError(task.id, agreed.rate)
    if bands == "weighted":
        return [InvoiceLine(agreed.grid.weigh(analysis), terms, task, project)]
    return [
        InvoiceLine(count, terms.of_band(band), task, project)
        for band, count in analysis.counts
    ]


def _at_least(minimum: Decimal, lines: list[InvoiceLine]) -> list[InvoiceLine]:
    """Charge what is missing to the minimum of a task, once, on its last line.

    The base of the charge is what the task comes to without it; it has no percent.
    """
    so_far = _ZERO
    for line in lines:
        so_far = EXACT.add(so_far, line.priced)
    if not lines or so_far >= minimum:
        return lines
    *others, last = lines
    currency = last.terms.currency
    missing = Money(EXACT.subtract(minimum, so_far), currency)
    charge = Charge(
        missing, _MINIMUM, code=_MISCELLANEOUS, base=Money(so_far, currency)
    )
    return [*others, last.adjusted(charge)]
