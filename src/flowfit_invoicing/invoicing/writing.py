"""Write the message that an invoice goes out with."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from flowfit_invoicing.documents import Bill, Invoice
from flowfit_invoicing.doors import one_of_type, refused
from flowfit_invoicing.errors import NoRecipientError
from flowfit_invoicing.locales import formatter, spoken
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import (
    InvoiceRenderer,
    Letter,
    OutgoingMessage,
    QueuedMessage,
    RenderedDocument,
    Transaction,
)


def plain_letter(invoice: Invoice, locale: str) -> tuple[str, str]:
    """Give the subject and the text of a mail in plain words; a `Letter`."""
    words = formatter(spoken(locale))
    facts = {
        "number": invoice.number,
        "seller": invoice.seller.name,
        "due": invoice.totals.due,
        "due_date": invoice.due_date,
    }
    return words.label("mail-subject", **facts), words.label("mail-text", **facts)


def check_addresses(bill: Bill) -> None:
    """Make sure that there is an address to mail from, and one to mail to.

    Raises:
        NoRecipientError: If there is not.
    """
    _address(bill.seller)
    _recipients(bill)


def queue(
    invoice: Invoice,
    transaction: Transaction,
    *,
    renderer: InvoiceRenderer,
    letter: Letter,
    now: Callable[[], datetime],
) -> QueuedMessage:
    """Render an invoice and put the message into the queue, fixed to the last byte."""
    locale = invoice.locale
    before = transaction.messages_of(invoice.seller.identity, invoice.number)
    subject, text = _written(letter, invoice, locale)
    rendered = renderer.render(invoice, locale)
    message = OutgoingMessage(
        message_id=_message_id(invoice, len(before) + 1),
        date=now(),
        sender=_address(invoice.seller),
        recipients=_recipients(invoice),
        subject=subject,
        text=text,
        attachments=(one_of_type(RenderedDocument, rendered),),
        cc=invoice.mail_cc,
    )
    queued = QueuedMessage(invoice.seller.identity, invoice.number, message)
    transaction.put_message(queued)
    return queued


def _written(letter: Letter, invoice: Invoice, locale: str) -> tuple[str, str]:
    written = letter(invoice, locale)
    if not isinstance(written, tuple) or len(written) != 2:  # noqa: PLR2004 - a pair
        raise refused(written, "expected a letter of a subject and a text")
    return written


def _address(party: Party) -> str:
    if party.email is None:
        raise NoRecipientError(party.name)
    return party.email


def _recipients(bill: Bill) -> tuple[str, ...]:
    if not bill.mail_to:
        raise NoRecipientError(bill.buyer.name)
    return bill.mail_to


def _message_id(invoice: Invoice, sending: int) -> str:
    """Make a Message-ID (RFC 5322, 3.6.4) of the document and which sending it is."""
    document = f"{invoice.seller.identity}\n{invoice.number}\n{invoice.issue_date}"
    digest = sha256(document.encode()).hexdigest()[:32]
    host = _address(invoice.seller).rpartition("@")[2].encode("idna").decode()
    return f"<invoice.{digest}.{sending}@{host}>"
