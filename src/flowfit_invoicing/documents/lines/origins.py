"""Where a line came from: all that its explanation needs, and no more."""

from datetime import date

from attrs import frozen

from flowfit_invoicing.catalog import MatchGrid, Rate
from flowfit_invoicing.work import MatchBand, Project, WorkflowTask

from .patterns import DescriptionPattern
from .terms import Agreement


@frozen
class ProjectRef:
    """What a line needs to know of its project; all lines of a project share it."""

    number: str
    title: str
    ordered_on: date | None
    purchase_order: str | None = None
    descriptions: DescriptionPattern | None = None
    """What its lines are called by; None is service, languages, band and title."""

    @classmethod
    def of(
        cls, project: Project, descriptions: DescriptionPattern | None = None
    ) -> "ProjectRef":
        """Take what is needed of a project."""
        return cls(
            project.number,
            project.title,
            project.ordered_on,
            project.purchase_order,
            descriptions,
        )


@frozen
class Origin:
    """The task that was priced, its project, and the agreement that priced it."""

    task: WorkflowTask
    project: ProjectRef
    agreed: Agreement

    @property
    def title(self) -> str:
        """The title of the task, else of its project."""
        return self.project.title if self.task.title is None else self.task.title

    @property
    def on(self) -> date | None:
        """The day whose rates hold: of completion, else of the order."""
        return self.task.completed_on or self.project.ordered_on

    @property
    def rate(self) -> Rate:
        """The rate that won."""
        return self.agreed.rate

    @property
    def rate_list(self) -> str:
        """The name of the list that has the rate."""
        return self.agreed.rate_list

    @property
    def grid(self) -> MatchGrid | None:
        """The grid that the counts were under."""
        return self.agreed.grid

    @property
    def band(self) -> MatchBand | None:
        """The band that is billed, if each has a line of its own."""
        return self.agreed.band
