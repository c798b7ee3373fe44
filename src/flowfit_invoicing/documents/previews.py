"""Previews: a draft with the days that it would have, if it were issued."""

from datetime import date
from typing import Self

from attrs import field, fields, frozen

from flowfit_invoicing.doors import day

from .drafts import InvoiceDraft


@frozen(kw_only=True)
class Preview(InvoiceDraft):
    """A draft to be looked at: it has its days, and no number yet."""

    issue_date: date = field(converter=day)
    """The day on which it would be issued."""

    due_date: date = field(converter=day)
    """The last day on which payment would be in time."""

    @classmethod
    def of(cls, draft: InvoiceDraft, on: date) -> Self:
        """Show *draft* as it would be issued on a day."""
        shared = {part.name: getattr(draft, part.name) for part in fields(InvoiceDraft)}
        due_date = draft.client.payment_terms.due(on)
        return cls(**shared, issue_date=on, due_date=due_date)
