"""What is wrong or doubtful about a task on its terms."""

from collections.abc import Iterator

from flowfit_invoicing.documents import Terms
from flowfit_invoicing.errors import BandMismatchError, Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.work import WorkflowTask


def doubts_about(task: WorkflowTask, place: Place, terms: Terms) -> Iterator[Finding]:
    """Tell what is doubtful about a task that has a rate."""
    analysis = terms.analysis_of(task)
    counted = terms.measured(task) if analysis is None else analysis.counts
    if not counted:
        yield Finding.warning("nothing-counted", *place, task_id=task.id)
    grid = terms.grid
    if (
        analysis is not None
        and grid is not None
        and grid.rows
        and not analysis.weighted
    ):
        for band in grid.uncovered(analysis.columns.shape.bands):
            yield Finding.warning("band-without-row", *place, band=band)


def misfits(task: WorkflowTask, terms: Terms) -> tuple[BandMismatchError, ...]:
    """Find all bands of a task that the grid cannot place."""
    analysis = terms.analysis_of(task)
    if analysis is None or terms.grid is None:
        return ()
    return terms.grid.misfits(analysis.columns.shape.bands)
