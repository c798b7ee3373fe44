"""Drafts: what the window Create invoice proposes, and what a person makes of it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Self, TypedDict, Unpack

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import day, flag, refused, whole_number
from flowfit_invoicing.errors import EmptyDraftError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money, Number
from flowfit_invoicing.parties import Client, Contact
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import optional_line

from .bills import Bill, parts_of
from .checks import check_draft, refuse_incomplete
from .copies import copied
from .groups import Grouping
from .invoices import Invoice
from .lines.changing import LineChanges, changed_among
from .lines.dropping import without
from .lines.lines import InvoiceLine
from .lines.minima import with_minima_of
from .lines.patterns import DescriptionPattern, description_pattern
from .parts.deductions import Deduction, Prepayment
from .percentages import Agreed, Reason, allowance, charge
from .periods import Period
from .quotes.quotes import Quote


class DraftChanges(TypedDict, total=False):
    """What a person may change about a draft."""

    adjustments: Iterable[Agreed]
    cc: Iterable[str] | None
    client: Client
    client_reference: str | None
    contact: Contact | None
    cost_centre: str | None
    deductions: Iterable[Deduction]
    grouping: Grouping
    internal_notes: str
    language: str | None
    lines: Iterable[InvoiceLine]
    notes: str
    period: Period | None
    prepayments: Iterable[Prepayment]
    purchase_order: str | None
    recipients: Iterable[str] | None
    rounding: Money | None
    taxes: Iterable[Tax]


@frozen(kw_only=True)
class InvoiceDraft(Bill):
    """An invoice that nobody has got yet: it has no number and can be changed.

    `id` and `version` are the store's and don't count when drafts are compared.
    """

    taxes_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the taxes, so that nobody asks the rules again."""

    client_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the client, so that no project's takes its place."""

    for_deposit: bool = field(validator=flag, default=False)
    """Whether it asks for money before the work, which is taxed all the same."""

    as_quoted: bool = field(validator=flag, default=False)
    """Whether its prices are those of a quote, which no work or rate changes."""

    id: str | None = field(converter=optional_line, default=None, eq=False)
    version: int | None = field(default=None, eq=False)

    def edit(self, **changes: Unpack[DraftChanges]) -> Self:
        """Change what is said on it, its lines, its taxes or the client.

        Raises:
            InvalidValueError: If something else is to be changed.
        """
        known = DraftChanges.__annotations__
        for name in changes:
            if name not in known:
                raise refused(name, f"expected one of {', '.join(sorted(known))}")
        return evolve(
            self,
            **changes,
            taxes_by_hand=self.taxes_by_hand or "taxes" in changes,
            client_by_hand=self.client_by_hand or "client" in changes,
        )

    def with_line(self, line: InvoiceLine) -> Self:
        """Add a line at the end."""
        return evolve(self, lines=(*self.lines, line))

    def without_line(self, index: int) -> Self:
        """Drop the line at *index*, from 0; its tasks are to be invoiced again.

        Other lines of the task, such as its bands, bear the minimum of the task.
        """
        return evolve(self, lines=without(self.lines, self._position(index)))

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
        first; a new quantity or price takes the place of an agreed net amount. Each
        thing that is agreed keeps its own reason. A minimum that several lines of a
        task have together is worked out again over all of them, and `waive_minimum`
        lets the whole task off, be it the minimum of a rate or one beside rates.
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
        return evolve(self, lines=changed_among(self.lines, position, changes))

    def with_line_as_computed(self, index: int) -> Self:
        """Take back all that was agreed about the amounts of the line at *index*."""
        position, lines = self._position(index), self.lines
        line = lines[position].computed
        lines = (*lines[:position], line, *lines[position + 1 :])
        return evolve(self, lines=with_minima_of(line, lines))

    def described_by(
        self, pattern: DescriptionPattern | str | Mapping[str, str]
    ) -> Self:
        """Describe all lines of tasks by another pattern, but for those typed in.

        Raises:
            InvalidValueError: If the pattern has a variable that nobody knows.
        """
        known = description_pattern(pattern)
        return evolve(self, lines=[line.described_by(known) for line in self.lines])

    def _position(self, index: int) -> int:
        position = whole_number(index)
        if not 0 <= position < len(self.lines):
            raise refused(index, f"expected one of {len(self.lines)} lines, from 0")
        return position

    def with_allowance(
        self,
        reason: Reason,
        *,
        amount: Money | None = None,
        percent: Number | None = None,
        code: str | None = None,
    ) -> Self:
        """Take an amount off the whole, or so many percent of its lines (BG-20).

        A percentage follows the lines, whatever is added or dropped later.

        >>> from flowfit_invoicing import Client, Party
        >>> client = Client("ACME", Party("Acme inc."))
        >>> draft = InvoiceDraft(seller=Party("Us"), client=client, currency="CAD")
        >>> draft = draft.with_allowance("Agreed discount", percent=10)
        >>> draft = draft.with_line(InvoiceLine.of("Courier", Money("18.50", "CAD")))
        >>> print(draft.totals.allowances)
        1.85 CAD

        Raises:
            InvalidValueError: If both of *amount* and *percent* are given, or neither.
        """
        return self._with(allowance(reason, amount, percent, code))

    def with_charge(
        self,
        reason: Reason,
        *,
        amount: Money | None = None,
        percent: Number | None = None,
        code: str | None = None,
    ) -> Self:
        """Charge an amount on the whole, or so many percent of its lines (BG-21).

        Raises:
            InvalidValueError: If both of *amount* and *percent* are given, or neither.
        """
        return self._with(charge(reason, amount, percent, code))

    def check(self, on: date | None = None) -> tuple[Finding, ...]:
        """Give all that is wrong or doubtful about it; nothing is raised.

        An error keeps it from being issued, a warning does not. *on* is the day of
        issue, if that is known. `Invoicing.check` asks tasks and taxes of the day too.

        >>> from flowfit_invoicing import Client, Party
        >>> client = Client("ACME", Party("Acme inc."))
        >>> draft = InvoiceDraft(seller=Party("Us"), client=client, currency="CAD")
        >>> [finding.code for finding in draft.check() if finding.severity == "error"]
        ['empty-draft']
        """
        return tuple(check_draft(self, self.id, on))

    def issue(self, number: str, issue_date: date) -> Invoice:
        """Give it its number and day, which nothing changes any more.

        Raises:
            EmptyDraftError: If there is no line.
            IncompleteDraftError: If something else is missing, with all that is.
        """
        refuse_incomplete(self, self.id, day(issue_date))
        due_date = self.client.payment_terms.due(issue_date)
        return Invoice(
            **parts_of(self),
            number=number,
            issue_date=issue_date,
            due_date=due_date,
            for_deposit=self.for_deposit,
        )

    def quote(
        self,
        number: str,
        issue_date: date,
        valid_until: date,
        *,
        revises: Quote | None = None,
    ) -> Quote:
        """Make a quote of it, or a revision of the quote that it *revises*.

        A purchase order that the client asks for may come with its yes.

        Raises:
            EmptyDraftError: If there is no line.
            InvalidValueError: If it would be valid until a day before it was issued.
        """
        if not self.lines:
            raise EmptyDraftError(self.id)
        shared = parts_of(self)
        shared["quote_number"] = None if revises is None else revises.number
        return Quote(
            **shared,
            number=number,
            issue_date=day(issue_date),
            valid_until=valid_until,
            revision=0 if revises is None else revises.revision + 1,
            taxes_by_hand=self.taxes_by_hand,
        )

    def _with(self, more: Agreed) -> Self:
        return evolve(self, adjustments=(*self.adjustments, more))


def copy_of(bill: Bill) -> InvoiceDraft:
    """Make a new draft of what was billed, without its tasks, quote, number and period.

    Taxes, notes, references, recipients and percentages are those of *bill*.
    """
    shared = parts_of(bill)
    shared |= {"deductions": (), "prepayments": (), "rounding": None}
    shared |= {"lines": map(copied, bill.lines), "quote_number": None, "period": None}
    return InvoiceDraft(**shared)
