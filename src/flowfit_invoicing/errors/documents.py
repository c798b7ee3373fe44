"""Why a document cannot be made."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .phrases import Phrase, draft_named, phrase
from .root import InvoicingError, Place

if TYPE_CHECKING:
    from flowfit_invoicing.findings import Finding
    from flowfit_invoicing.money import Money
    from flowfit_invoicing.work import Quantity


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
    sentence: ClassVar[str] = "{draft}: has no line, add one before it is issued"

    draft_id: str | None

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `draft` what the draft is called."""
        return {**super().facts(), "draft": draft_named(self.draft_id)}


@frozen
class PartTooLargeError(InvoicingError, ValueError):
    """More of a project was to be billed than is left of it."""

    code: ClassVar[str] = "part-too-large"
    sentence: ClassVar[str] = "part {asked}: more than the {left} that is left"

    asked: "Money"
    left: "Money"


@frozen
class DepositTooLargeError(InvoicingError, ValueError):
    """Deposits are more than the document that bears them, or than their project."""

    code: ClassVar[str] = "deposit-too-large"
    sentence: ClassVar[str] = (
        "deposits {numbers}: {deposits} is more than the total of {total}"
    )

    numbers: tuple[str, ...]
    """Of the deposits, behind that of the project if another one is asked for."""

    deposits: "Money"
    total: "Money"


@frozen
class DepositDeductedError(InvoicingError, ValueError):
    """A deposit was deducted already, or is not there to be any more."""

    code: ClassVar[str] = "deposit-deducted"
    sentence: ClassVar[str] = "deposit {number}: {holder} has it already"

    number: str
    holder: Phrase | str
    """The document that deducts or credits it, or what has become of it."""


@frozen
class DepositUnpaidError(InvoicingError, ValueError):
    """A deposit cannot be deducted as long as its money is not there."""

    code: ClassVar[str] = "deposit-unpaid"
    sentence: ClassVar[str] = "deposit {number}: its money is not there"

    number: str


@frozen
class ClosedPeriodError(InvoicingError, ValueError):
    """The books are closed for the day that a document was to have."""

    code: ClassVar[str] = "closed-period"
    sentence: ClassVar[str] = (
        "{on}: expected a day after {closed_until}, the books are closed until then"
    )

    on: date
    closed_until: date
    """The last day that is closed."""


@frozen
class FutureDateError(InvoicingError, ValueError):
    """A document, or the end of a closed period, cannot be of a day to come."""

    code: ClassVar[str] = "future-date"
    sentence: ClassVar[str] = "{on}: expected {today} at the latest"

    on: date
    today: date
    """The day that it is, as the host says."""


@frozen
class OverCreditError(InvoicingError, ValueError):
    """More is to be credited than was billed and not credited yet, or below zero."""

    code: ClassVar[str] = "over-credit"
    sentence: ClassVar[str] = "{asked}: expected zero to {left}, the rest of {rest}"

    invoice_number: str
    line: int | None
    """The place of the line on the invoice, from 0; None is the whole invoice."""

    asked: "Money | Quantity"
    left: "Money | Quantity"

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `rest` what too little is left of."""
        number, line = self.invoice_number, self.line
        if line is None:
            return {**super().facts(), "rest": phrase("invoice", name=number)}
        rest = phrase("line-of", nth=line + 1, name=number)
        return {**super().facts(), "rest": rest}


@frozen
class NothingToCreditError(InvoicingError, ValueError):
    """All of an invoice, or of one of its lines, is credited already."""

    code: ClassVar[str] = "nothing-to-credit"
    sentence: ClassVar[str] = "invoice {invoice_number}: nothing is left to credit"

    invoice_number: str
    line: int | None = None
    """The place of the line on the invoice, from 0; None is the whole invoice."""


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

    subject: Phrase | str
    """The payment, or the invoice that it would pay."""

    paid: "Money"
    due: "Money"


@frozen
class AmountExceededError(InvoicingError, ValueError):
    """More is to be taken than there is; nothing was written."""

    code: ClassVar[str] = "amount-exceeded"
    sentence: ClassVar[str] = "{subject}: {asked} asked for, {available} is there"

    subject: Phrase | str
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
    sentence: ClassVar[str] = "{draft}: cannot be issued yet: {findings}"

    draft_id: str | None
    findings: tuple["Finding", ...]
    """All that is wrong with it; what is merely doubtful is not told here."""

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `draft` what the draft is called."""
        return {**super().facts(), "draft": draft_named(self.draft_id)}


@frozen
class OutdatedDraftError(InvoicingError, ValueError):
    """A draft bills otherwise than its work comes to by now; nothing was written."""

    code: ClassVar[str] = "outdated-draft"
    sentence: ClassVar[str] = "{draft}: is older than its work: {findings}"

    draft_id: str | None
    findings: tuple["Finding", ...]
    """Where it differs, and what of the work cannot be priced any more."""

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `draft` what the draft is called."""
        return {**super().facts(), "draft": draft_named(self.draft_id)}
