"""Invoices: issued once, never changed."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from flowfit_invoicing.doors import day
from flowfit_invoicing.errors import DueBeforeIssueError

from .issued import Issued


@frozen(kw_only=True)
class Invoice(Issued):
    """An invoice as the client gets it: numbered and dated."""

    kind: ClassVar[str] = "invoice"

    due_date: date = field(converter=day)
    """The last day on which payment is in time (BT-9)."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.due_date < self.issue_date:
            raise DueBeforeIssueError(self.due_date, self.issue_date)

    __str__ = Issued.__str__
