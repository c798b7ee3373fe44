"""Why a document cannot be made."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError, Place

if TYPE_CHECKING:
    from flowfit_invoicing.documents import QuoteState


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
class QuoteStateError(InvoicingError, ValueError):
    """A quote is not what it must be for this, such as accepted twice; nothing changed.

    >>> from datetime import date
    >>> print(QuoteStateError("Q-1", "refused", date(2026, 11, 26), ("open", "sent")))
    quote Q-1: is refused since 2026-11-26, expected open, sent
    """

    code: ClassVar[str] = "quote-state"
    sentence: ClassVar[str] = (
        "quote {quote}: is {state} since {since}, expected {expected}"
    )

    quote: str
    state: "QuoteState"
    since: date
    expected: "tuple[QuoteState, ...]"
