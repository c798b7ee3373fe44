"""Invoices: issued once, never changed."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from flowfit_invoicing.doors import day, flag
from flowfit_invoicing.errors import DueBeforeIssueError

from .issued import Issued

if TYPE_CHECKING:
    from .drafts import InvoiceDraft


@frozen(kw_only=True)
class Invoice(Issued):
    """An invoice as the client gets it: numbered and dated."""

    kind: ClassVar[str] = "invoice"

    due_date: date = field(converter=day)
    """The last day on which payment is in time (BT-9)."""

    for_deposit: bool = field(validator=flag, default=False)
    """Whether it asks for money before the work, which is taxed all the same."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.due_date < self.issue_date:
            raise DueBeforeIssueError(self.due_date, self.issue_date)

    @property
    def type_code(self) -> str:
        """Which document of UNTDID 1001 it is (BT-3).

        380 is an invoice, 326 a partial one, 386 one for a deposit (prepayment).
        """
        if self.for_deposit:
            return "386"
        is_part = any(line.part is not None for line in self.lines)
        return "326" if is_part else "380"

    __str__ = Issued.__str__

    def to_draft(self) -> "InvoiceDraft":
        """Copy it as a new draft, which bills no task and has no number.

        Lines have the description, the quantity and the price that they had. The taxes
        are those of then, and compared with those of the day when it is issued; the
        period is to be entered anew.
        """
        from .drafts import copy_of  # noqa: PLC0415 - drafts make invoices, too

        return copy_of(self)
