"""What is wrong or doubtful about a task on its terms."""

from collections.abc import Iterator

from flowfit_invoicing.documents import Terms
from flowfit_invoicing.errors import BandMismatchError, Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.work import WorkflowTask, quantity_of


def doubts_about(task: WorkflowTask, place: Place, terms: Terms) -> Iterator[Finding]:
    """Tell what is doubtful about a task that has a rate."""
    analysis = terms.analysis_of(task)
    if not terms.counts(task):
        yield Finding.warning("nothing-counted", *place, task_id=task.id)
    elif analysis is None and _is_rounded_away(task, terms):
        yield Finding.warning(
            "rounded-to-nothing",
            *place,
            task_id=task.id,
            counted=terms.counted(task),
            billed=quantity_of(terms.measured(task), terms.unit),
        )
    grid = terms.grid
    if (
        analysis is not None
        and grid is not None
        and grid.rows
        and not analysis.weighted
    ):
        for band in grid.uncovered(analysis.columns.shape.bands):
            yield Finding.warning("band-without-row", *place, band=band)


def _is_rounded_away(task: WorkflowTask, terms: Terms) -> bool:
    is_charged = bool(terms.minimum) and task.minimum_waived is None
    return not is_charged and not terms.measured(task)


def misfits(task: WorkflowTask, terms: Terms) -> tuple[BandMismatchError, ...]:
    """Find all bands of a task that the grid cannot place."""
    analysis = terms.analysis_of(task)
    if analysis is None or terms.grid is None:
        return ()
    return terms.grid.misfits(analysis.columns.shape.bands)
