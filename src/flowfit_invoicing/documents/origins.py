"""Where a line came from: all that its explanation needs, and no more."""

from datetime import date
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.catalog import MatchGrid, Rate
from flowfit_invoicing.work import MatchBand, WorkflowTask


@frozen
class Origin:
    """The task that was priced, by which rate, of which list, under which grid."""

    task: WorkflowTask
    title: str
    """That of the task, else that of its project."""

    on: date | None
    """The day whose rates hold: of completion, else of the order."""

    rate_list: str
    rate: Rate
    grid: MatchGrid | None = None
    """None if the quantity was billed as it stood."""

    band: MatchBand | None = None
    """The band of a line that is one of several of its task."""

    minimum: Decimal | None = None
    """The minimum that this line was raised to, if it was."""
