"""Previews: a draft with the days that it would have, if it were issued."""

from datetime import date
from typing import Self

from attrs import field, frozen

from flowfit_invoicing.doors import day, optional_day
from flowfit_invoicing.errors import DueBeforeIssueError

from .bills import parts_of
from .drafts import InvoiceDraft
from .quotes.quotes import check_valid


@frozen(kw_only=True)
class Preview(InvoiceDraft):
    """A draft to be looked at: it has its days, and no number yet."""

    issue_date: date = field(converter=day)
    """The day on which it would be issued."""

    due_date: date | None = field(converter=optional_day, default=None)
    """The last day on which payment would be in time; None of a quote."""

    valid_until: date | None = field(converter=optional_day, default=None)
    """The last day on which a quote could be accepted; None of an invoice."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        if self.due_date is not None and self.due_date < self.issue_date:
            raise DueBeforeIssueError(self.due_date, self.issue_date)
        if self.valid_until is not None:
            check_valid(self.valid_until, self.issue_date)

    @classmethod
    def of(
        cls, draft: InvoiceDraft, on: date, *, valid_until: date | None = None
    ) -> Self:
        """Show *draft* as an invoice of a day, or as a quote *valid_until* another."""
        shared = parts_of(draft, InvoiceDraft)
        if valid_until is not None:
            return cls(**shared, issue_date=on, valid_until=valid_until)
        due_date = draft.client.payment_terms.due(on)
        return cls(**shared, issue_date=on, due_date=due_date)
