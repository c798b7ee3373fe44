"""Why a document cannot be made."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError, Place

if TYPE_CHECKING:
    from flowfit_invoicing.findings import Finding
    from flowfit_invoicing.money import Money


@frozen
class TaxUndeterminedError(InvoicingError, ValueError):
    """A fact that decides on the tax is missing, so there is no saying what is due."""

    code: ClassVar[str] = "tax-undetermined"
    sentence: ClassVar[str] = (
        "{field}: is missing or unknown, so the tax cannot be determined"
    )

    field: str
    """What is missing or unknown, such as `buyer.address.region`."""

    place: Place | None = None


@frozen
class EmptyDraftError(InvoicingError, ValueError):
    """A draft without a line cannot be issued."""

    code: ClassVar[str] = "empty-draft"
    sentence: ClassVar[str] = (
        "draft {draft_id}: has no line, add one before it is issued"
    )

    draft_id: str | None


@frozen
class DueBeforeIssueError(InvoicingError, ValueError):
    """An invoice cannot be due before it is issued."""

    code: ClassVar[str] = "due-before-issue"
    sentence: ClassVar[str] = "due date {due_date}: expected {issue_date} or later"

    due_date: date
    issue_date: date


@frozen
class OverpaymentError(InvoicingError, ValueError):
    """More is paid than is due, and nobody has said what becomes of the rest."""

    code: ClassVar[str] = "overpayment"
    sentence: ClassVar[str] = (
        "{subject}: pays {paid} where {due} is due, say if the rest is kept as credit"
    )

    subject: str
    """The payment, or the invoice that it would pay."""

    paid: "Money"
    due: "Money"


@frozen
class AmountExceededError(InvoicingError, ValueError):
    """More is to be taken than there is; nothing was written."""

    code: ClassVar[str] = "amount-exceeded"
    sentence: ClassVar[str] = "{subject}: {asked} asked for, {available} is there"

    subject: str
    asked: "Money"
    available: "Money"


@frozen
class DiscountLapsedError(InvoicingError, ValueError):
    """An early-payment discount was taken that was not agreed, or is over."""

    code: ClassVar[str] = "discount-lapsed"
    sentence: ClassVar[str] = (
        "invoice {number}: discount taken on {on}, last day for it: {last_day}"
    )

    number: str
    on: date
    last_day: date | None
    """None if there is no discount to take."""


@frozen
class IncompleteDraftError(InvoicingError, ValueError):
    """A draft lacks what it needs to be issued; nothing was written."""

    code: ClassVar[str] = "incomplete-draft"
    sentence: ClassVar[str] = "draft {draft_id}: cannot be issued yet: {findings}"

    draft_id: str | None
    findings: tuple["Finding", ...]
    """All that is wrong with it; what is merely doubtful is not told here."""
