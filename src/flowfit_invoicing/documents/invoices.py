"""Invoices: issued once, never changed."""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused
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
            raise refused(self.due_date, f"expected a day from {self.issue_date} on")

    def __str__(self) -> str:
        return self.number
