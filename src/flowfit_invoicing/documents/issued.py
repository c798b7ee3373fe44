"""What all documents have that a client has got: a number and a day."""

from datetime import date
from typing import ClassVar

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused
from flowfit_invoicing.text import one_line

from .bills import Bill


@frozen(kw_only=True)
class Issued(Bill):
    """A document that was numbered and dated, and never changes any more."""

    kind: ClassVar[str]
    """What it is, for its numbers and its words: `invoice`."""

    number: str = field(converter=one_line)
    """Unique for the seller, whatever the kind of document (BT-1)."""

    issue_date: date = field(converter=day)
    """The seller's day on which it was issued (BT-2)."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if not self.lines:
            raise refused(self.number, "expected a document that has lines")

    def __str__(self) -> str:
        return self.number
