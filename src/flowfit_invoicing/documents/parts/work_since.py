"""Work beside what was billed of it: a task that is begun keeps the count it had then.

What is counted since is on no later part, so a person has to know.
"""

from collections.abc import Iterable, Iterator, Mapping

from attrs import evolve

from flowfit_invoicing.documents.lines.lines import InvoiceLine, TaskKey
from flowfit_invoicing.errors import BandMismatchError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.work import Project, WorkflowTask, quantity_of

from .parts import Unbilled


def check_work(
    lines: Iterable[Unbilled], projects: Iterable[Project]
) -> tuple[Finding, ...]:
    """Tell which tasks of projects count otherwise now than when they were begun."""
    tasks = {
        (project.number, task.id): task
        for project in projects
        for task in project.tasks
    }
    begun = (each.line for each in lines if each.is_begun)
    return tuple(finding for line in begun for finding in _changes(line, tasks))


def _changes(
    line: InvoiceLine, tasks: Mapping[TaskKey, WorkflowTask]
) -> Iterator[Finding]:
    for key in line.tasks:
        now = tasks.get(key)
        if line.task is None or now is None:
            return
        terms = line.terms
        before = terms.measured(line.task)
        try:
            after = terms.measured(now)
        except BandMismatchError as error:
            yield evolve(Finding.of(error.located(key)), severity="warning")
            return
        if after != before:
            yield Finding.warning(
                "work-changed-since-part",
                *key,
                description=line.description,
                before=quantity_of(before, terms.unit),
                after=quantity_of(after, terms.unit),
            )
