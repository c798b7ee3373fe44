"""Projects: the tasks that a client ordered together."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, optional_day, refused, tuple_of
from flowfit_invoicing.parties import Client
from flowfit_invoicing.text import one_line, optional_line, possibly_empty_line

from .tasks import WorkflowTask


def _tasks(tasks: Iterable[WorkflowTask]) -> tuple[WorkflowTask, ...]:
    several = tuple_of(WorkflowTask, tasks)
    ids = [task.id for task in several]
    if len(set(ids)) < len(ids):
        twice = next(id_ for id_ in ids if ids.count(id_) > 1)
        raise refused(twice, "expected the id of a task once in a project")
    return several


@frozen
class Project:
    """What a client ordered, and the tasks that came of it."""

    number: str = field(converter=one_line)
    client: Client | None = field(
        validator=of_type(Client, optional=True), default=None, kw_only=True
    )
    title: str = field(converter=possibly_empty_line, default="", kw_only=True)
    tasks: tuple[WorkflowTask, ...] = field(converter=_tasks, default=(), kw_only=True)
    ordered_on: date | None = field(converter=optional_day, default=None, kw_only=True)
    """The day that decides on the rates of tasks that are not completed."""

    purchase_order: str | None = field(
        converter=optional_line, default=None, kw_only=True
    )
    """The client's own number for the order (BT-13)."""

    domain: str | None = field(converter=optional_line, default=None, kw_only=True)
    urgent: bool = field(validator=flag, default=False, kw_only=True)
    workflow: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The kind of workflow that its tasks are steps of, such as `Web site`."""

    def domain_of(self, task: WorkflowTask) -> str | None:
        """Give the domain of one of its tasks: the task's own, else the project's."""
        return self.domain if task.domain is None else task.domain

    def day_of(self, task: WorkflowTask) -> date | None:
        """Give the day that decides on the rates of a task: completed, else ordered."""
        return task.completed_on or self.ordered_on

    def only(self, ids: Iterable[str]) -> "Project":
        """Give the same project with the tasks of these ids alone, in its own order."""
        wanted = set(tuple_of(str, ids))
        unknown = wanted - {task.id for task in self.tasks}
        if unknown:
            raise refused(sorted(unknown), f"expected tasks of project {self.number}")
        return evolve(self, tasks=[task for task in self.tasks if task.id in wanted])
