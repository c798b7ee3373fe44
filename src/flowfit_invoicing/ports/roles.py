"""Who renders, who sends, and who writes the letter."""

from typing import Protocol, TypeAlias

from flowfit_invoicing.documents import Invoice, InvoiceDraft, Issued

from .messages import OutgoingMessage, RenderedDocument

Document: TypeAlias = InvoiceDraft | Issued
"""What can be rendered: a draft as a preview, a document as itself."""


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
    """Writes the mail that an invoice goes out with."""

    def __call__(self, invoice: Invoice, locale: str) -> tuple[str, str]:
        """Give the subject and the text."""
        ...
