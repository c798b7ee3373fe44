"""Why a document cannot be made."""

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError, Place

if TYPE_CHECKING:
    from flowfit_invoicing.findings import Finding


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
class IncompleteDraftError(InvoicingError, ValueError):
    """A draft lacks what it needs to be issued; nothing was written."""

    code: ClassVar[str] = "incomplete-draft"
    sentence: ClassVar[str] = "draft {draft_id}: cannot be issued yet: {findings}"

    draft_id: str | None
    findings: tuple["Finding", ...]
    """All that is wrong with it; what is merely doubtful is not told here."""
