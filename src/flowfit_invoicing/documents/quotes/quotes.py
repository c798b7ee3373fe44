"""Quotes: what work will cost, for whoever says yes in time."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from flowfit_invoicing.documents.bills import parts_of
from flowfit_invoicing.documents.claims import Claim
from flowfit_invoicing.documents.issued import Issued
from flowfit_invoicing.doors import day, flag, refused, whole_number

if TYPE_CHECKING:
    from flowfit_invoicing.documents.drafts import InvoiceDraft


def check_valid(until: date, on: date) -> None:
    """Make sure that what is quoted on a day is valid on it."""
    if until < on:
        raise refused(until, f"expected a day from {on} on")


def _revision(value: int) -> int:
    revision = whole_number(value)
    if revision < 0:
        raise refused(value, "expected how many quotes were before, from 0")
    return revision


@frozen(kw_only=True)
class Quote(Issued):
    """A quote as the client gets it: numbered and dated, with lines as an invoice has.

    A revision is a quote of its own, and the earlier one is kept as it was.
    """

    kind: ClassVar[str] = "quote"

    valid_until: date = field(converter=day)
    """The last day on which it can be accepted."""

    revision: int = field(converter=_revision, default=0)
    """How many quotes for the same work were before: 0 is the first one."""

    taxes_by_hand: bool = field(validator=flag, default=False)
    """Whether a person has set the taxes, so that nobody asks the rules again."""

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        check_valid(self.valid_until, self.issue_date)
        if (self.revision > 0) != (self.revision_of is not None):
            raise refused(self.revision, "expected 0 for a quote that revises no other")

    @property
    def revision_of(self) -> str | None:
        """The number of the quote that it stands in place of, if it is a revision."""
        return self.quote_number

    def to_draft(self) -> "InvoiceDraft":
        """Give the draft that bills the work as it was quoted.

        Its prices are those of the quote, whatever rates are by now, and it knows the
        quote's number. Edited and quoted again, it makes a revision.

        >>> from flowfit_invoicing import (
        ...     Client, InvoiceDraft, InvoiceLine, Money, Party
        ... )
        >>> draft = InvoiceDraft(
        ...     seller=Party("Traduction Laval inc."),
        ...     client=Client("ACME", Party("Acme inc.")),
        ...     currency="CAD",
        ...     lines=[InvoiceLine.of("Courier", Money("18.50", "CAD"))],
        ... )
        >>> quote = draft.quote("Q-2026-1", date(2026, 11, 24), date(2026, 12, 24))
        >>> quote.to_draft().quote_number
        'Q-2026-1'
        """
        from flowfit_invoicing.documents.drafts import InvoiceDraft  # noqa: PLC0415 - drafts make quotes too

        shared = parts_of(self)
        shared["quote_number"] = self.number
        return InvoiceDraft(**shared, taxes_by_hand=self.taxes_by_hand)

    def claims(self, holder: str) -> tuple[Claim, ...]:  # noqa: ARG002 - as others have
        """Give nothing: work that is merely quoted can still be billed."""
        return ()

    __str__ = Issued.__str__
