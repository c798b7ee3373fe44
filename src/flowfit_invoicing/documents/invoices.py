"""Invoices: issued once, never changed."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused

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
            raise refused(self.due_date, f"expected a day from {self.issue_date} on")

    __str__ = Issued.__str__
