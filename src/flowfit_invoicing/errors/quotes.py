"""Why nothing can be done with a quote."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError

if TYPE_CHECKING:
    from flowfit_invoicing.documents import QuoteState


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
