"""Drafts: what the window Create invoice proposes, and what a person makes of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self, TypedDict, Unpack

from attrs import evolve, field, fields, frozen

from flowfit_invoicing.doors import day, flag, refused, whole_number
from flowfit_invoicing.errors import EmptyDraftError
from flowfit_invoicing.parties import Client
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import optional_line

from .bills import Bill
from .changing import LineChanges, changed
from .invoices import Invoice
from .lines import InvoiceLine
from .patterns import DescriptionPattern, description_pattern


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
        position = self._position(index)
        lines = self.lines
        return evolve(self, lines=(*lines[:position], *lines[position + 1 :]))

    def move_line(self, index: int, to: int) -> Self:
        """Move the line at *index*, from 0, to another place; the others close up."""
        position, place = self._position(index), self._position(to)
        lines = [*self.lines]
        lines.insert(place, lines.pop(position))
        return evolve(self, lines=lines)

    def with_line_changed(self, index: int, **changes: Unpack[LineChanges]) -> Self:
        """Change what is billed on the line at *index*, from 0.

        Give `quantity`, `unit_price`, `net_amount` or `waive_minimum`, with the
        `reason`: the line keeps what was computed beside what was agreed, and
        `explain` ends with it. A net amount stands on paper as an allowance or a
        charge with the reason, so that quantity × unit price still leads to it
        (EN 16931, BT-131). Changed again, it is still told against what was computed
        first; a new quantity or price takes the place of an agreed net amount.
        `description` and `taxes` (None for those of the document) need no reason.

        >>> from flowfit_invoicing import Client, InvoiceLine, Money, Party
        >>> draft = InvoiceDraft(
        ...     seller=Party("Agency"), client=Client("ACME", Party("Acme inc.")),
        ...     currency="CAD", lines=[InvoiceLine.of("Layout", Money(45, "CAD"))],
        ... )
        >>> agreed = draft.with_line_changed(0, net_amount=40, reason="Goodwill")
        >>> print(agreed.lines[0].net_amount, agreed.lines[0].adjustments[0].amount)
        40.00 CAD 5.00 CAD

        Raises:
            InvalidValueError: If there is no such line, nothing to change, no reason
                for an amount, or a result that is below zero or not rounded.
            CurrencyMismatchError: If an amount is in another currency.
            NegativeLineError: If allowances of the line are more than is left of it.
        """
        position = self._position(index)
        return self._with_line_at(position, changed(self.lines[position], changes))

    def with_line_as_computed(self, index: int) -> Self:
        """Take back all that was agreed about the amounts of the line at *index*."""
        position = self._position(index)
        return self._with_line_at(position, self.lines[position].computed)

    def described_by(
        self, pattern: DescriptionPattern | str | Mapping[str, str]
    ) -> Self:
        """Describe all lines of tasks by another pattern, but for those typed in.

        Raises:
            InvalidValueError: If the pattern has a variable that nobody knows.
        """
        known = description_pattern(pattern)
        return evolve(self, lines=[line.described_by(known) for line in self.lines])

    def _with_line_at(self, position: int, line: InvoiceLine) -> Self:
        lines = self.lines
        return evolve(self, lines=(*lines[:position], line, *lines[position + 1 :]))

    def _position(self, index: int) -> int:
        position = whole_number(index)
        if not 0 <= position < len(self.lines):
            raise refused(index, f"expected one of {len(self.lines)} lines, from 0")
        return position

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
            **shared, number=number, issue_date=day(issue_date), due_date=due_date
        )
