"""Drafts: what the window Create invoice proposes, and what a person makes of it."""

from collections.abc import Iterable
from datetime import date
from typing import Self, TypedDict, Unpack

from attrs import evolve, field, fields, frozen

from flowfit_invoicing.doors import day, flag, refused, whole_number
from flowfit_invoicing.errors import EmptyDraftError
from flowfit_invoicing.parties import Client
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import optional_line

from .bills import Bill
from .invoices import Invoice
from .lines import InvoiceLine


class DraftChanges(TypedDict, total=False):
    """What a person may change about a draft."""

    client: Client
    lines: Iterable[InvoiceLine]
    notes: str
    purchase_order: str | None
    taxes: Iterable[Tax]


@frozen(kw_only=True)
class InvoiceDraft(Bill):
    """An invoice that nobody has got yet: it has no number and can be changed.

    `id` and `version` are the store's and don't count when drafts are compared.
    """

    taxes_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the taxes, so that nobody asks the rules again."""

    for_deposit: bool = field(validator=flag, default=False)
    """Whether it asks for money before the work, which is taxed all the same."""

    id: str | None = field(converter=optional_line, default=None, eq=False)
    version: int | None = field(default=None, eq=False)

    def edit(self, **changes: Unpack[DraftChanges]) -> Self:
        """Change notes, purchase_order, taxes, lines or the client.

        Raises:
            InvalidValueError: If something else is to be changed.
        """
        known = DraftChanges.__annotations__
        for name in changes:
            if name not in known:
                raise refused(name, f"expected one of {', '.join(sorted(known))}")
        by_hand = self.taxes_by_hand or "taxes" in changes
        return evolve(self, **changes, taxes_by_hand=by_hand)

    def with_line(self, line: InvoiceLine) -> Self:
        """Add a line at the end."""
        return evolve(self, lines=(*self.lines, line))

    def without_line(self, index: int) -> Self:
        """Drop the line at *index*, from 0; its tasks are to be invoiced again."""
        position = whole_number(index)
        if not 0 <= position < len(self.lines):
            raise refused(index, f"expected one of {len(self.lines)} lines, from 0")
        lines = self.lines
        return evolve(self, lines=(*lines[:position], *lines[position + 1 :]))

    def issue(self, number: str, issue_date: date) -> Invoice:
        """Give it its number and day, which nothing changes any more.

        Raises:
            EmptyDraftError: If there is no line.
        """
        if not self.lines:
            raise EmptyDraftError(self.id)
        shared = {part.name: getattr(self, part.name) for part in fields(Bill)}
        due_date = self.client.payment_terms.due(issue_date)
        return Invoice(
            **shared,
            number=number,
            issue_date=day(issue_date),
            due_date=due_date,
            for_deposit=self.for_deposit,
        )
