"""Who renders, who sends, and who writes the letter."""

from typing import Protocol, TypeAlias

from flowfit_invoicing.documents import Bill, Issued

from .messages import OutgoingMessage, RenderedDocument

Document: TypeAlias = Bill
"""What can be rendered: a draft as a preview, an issued document as itself."""


class InvoiceRenderer(Protocol):
    """Makes a document readable."""

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document* in the language of *locale*, a tag of BCP 47."""
        ...


class InvoiceSender(Protocol):
    """Hands a message over to whoever delivers it."""

    def send(self, message: OutgoingMessage) -> None:
        """Send *message*, or raise; any exception means that it was not sent."""
        ...


class Letter(Protocol):
    """Writes the mail that a document goes out with."""

    def __call__(self, document: Issued, locale: str) -> tuple[str, str]:
        """Give the subject and the text."""
        ...
