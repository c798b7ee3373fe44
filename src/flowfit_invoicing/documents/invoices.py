"""Invoices: issued once, never changed."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day
from flowfit_invoicing.errors import DueBeforeIssueError
from flowfit_invoicing.text import one_line

from .bills import Bill


@frozen(kw_only=True)
class Invoice(Bill):
    """An invoice as the client gets it: numbered and dated."""

    number: str = field(converter=one_line)
    """Unique for the seller, whatever the kind of document (BT-1)."""

    issue_date: date = field(converter=day)
    """The seller's day on which it was issued (BT-2)."""

    due_date: date = field(converter=day)
    """The last day on which payment is in time (BT-9)."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.due_date < self.issue_date:
            raise DueBeforeIssueError(self.due_date, self.issue_date)

    def __str__(self) -> str:
        return self.number
