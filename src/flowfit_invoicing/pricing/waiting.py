"""Projects with work that is done and waits to be invoiced."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, of_type, tuple_of
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Client
from flowfit_invoicing.work import Project, WorkflowTask


def _tasks(value: Iterable[WorkflowTask]) -> tuple[WorkflowTask, ...]:
    return tuple_of(WorkflowTask, value)


def _findings(value: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple_of(Finding, value)


@frozen
class ProjectToInvoice:
    """A row of the page Projects to invoice, as it is on a day."""

    project: Project = field(validator=of_type(Project))
    tasks: tuple[WorkflowTask, ...] = field(converter=_tasks)
    """Completed, billable and not wholly billed yet."""

    amount: Money | None = field(validator=of_type(Money, optional=True))
    """What they come to before tax, priced now; None if they cannot be priced."""

    findings: tuple[Finding, ...] = field(converter=_findings)
    """What blocks the invoice, and what is doubtful about it."""

    on: date = field(converter=day)
    """The seller's day that the row was made on."""

    @property
    def client(self) -> Client | None:
        """Who is to be billed."""
        return self.project.client

    @property
    def purchase_order(self) -> str | None:
        """The client's own number for the order (BT-13)."""
        return self.project.purchase_order

    @property
    def last_completion(self) -> date | None:
        """The day on which the last of the tasks was completed."""
        days = (task.completed_on for task in self.tasks)
        return max((each for each in days if each is not None), default=None)

    @property
    def age(self) -> int:
        """How many days ago that was; the client could have had its invoice since."""
        last = self.last_completion
        return 0 if last is None else (self.on - last).days

    @property
    def blocked_by(self) -> tuple[Finding, ...]:
        """The findings that are errors; mere warnings hold nobody up."""
        return tuple(each for each in self.findings if each.severity == "error")

    @property
    def is_ready(self) -> bool:
        """Whether nothing blocks the invoice."""
        return not self.blocked_by
