"""Who renders, who sends, and who writes the letter."""

from typing import Protocol, TypeAlias

from flowfit_invoicing.documents import Bill, Issued

from .messages import OutgoingMessage
from .rendered import RenderedDocument

Document: TypeAlias = Bill
"""What can be rendered: a draft as a preview, an issued document as itself."""


class InvoiceRenderer(Protocol):
    """Makes a document readable."""

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document* in the language of *locale*, a tag of BCP 47."""
        ...


class InvoiceSender(Protocol):
    """Hands a message over to whoever delivers it.

    It may have more than this, which is asked for by name: a `lease`, the timedelta
    that sending takes at most, if that is more than ten minutes; and `sending(message)`
    as a context manager that sends on entering, gives the refusals, and says goodbye on
    leaving, so that what was sent is noted before that.
    """

    def send(self, message: OutgoingMessage) -> None:
        """Send *message* to its `envelope`, or raise.

        Any exception means that nobody has got it, but for a `MessageRefusedError`:
        who is not named there has.
        """
        ...


class Letter(Protocol):
    """Writes the mail that a document goes out with."""

    def __call__(self, document: Issued, locale: str) -> tuple[str, str]:
        """Give the subject and the text."""
        ...
