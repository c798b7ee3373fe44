"""Write the message that a document goes out with."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256

from flowfit_invoicing.documents import Bill, CreditNote, Invoice, Issued, Quote
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


def plain_letter(document: Issued, locale: str) -> tuple[str, str]:
    """Give the subject and the text of a mail in plain words; a `Letter`."""
    words = formatter(spoken(locale))
    facts = {
        "number": document.number,
        "seller": document.seller.name,
        "due": document.totals.due,
        **_facts_of(document),
    }
    kind = "" if isinstance(document, Invoice) else f"-{document.kind}"
    subject = words.label(f"mail-subject{kind}", **facts)
    return subject, words.label(f"mail-text{kind}", **facts)


def _facts_of(document: Issued) -> dict[str, object]:
    if isinstance(document, Invoice):
        return {"due_date": document.due_date}
    if isinstance(document, CreditNote):
        return {
            "invoice_number": document.invoice_number,
            "invoice_date": document.invoice_date,
            "reason": document.reason,
        }
    if isinstance(document, Quote):
        return {"valid_until": document.valid_until}
    return {}


def check_addresses(bill: Bill) -> None:
    """Make sure that there is an address to mail from, and one to mail to.

    Raises:
        NoRecipientError: If there is not.
    """
    _address(bill.seller)
    _recipients(bill)


def queue(
    document: Issued,
    transaction: Transaction,
    *,
    renderer: InvoiceRenderer,
    letter: Letter,
    now: Callable[[], datetime],
) -> QueuedMessage:
    """Render a document and put the message into the queue, fixed to the last byte."""
    locale = document.locale
    before = transaction.messages_of(document.seller.identity, document.number)
    subject, text = _written(letter, document, locale)
    rendered = renderer.render(document, locale)
    message = OutgoingMessage(
        message_id=_message_id(document, len(before) + 1),
        date=now(),
        sender=_address(document.seller),
        recipients=_recipients(document),
        subject=subject,
        text=text,
        attachments=(one_of_type(RenderedDocument, rendered),),
        cc=document.mail_cc,
    )
    queued = QueuedMessage(document.seller.identity, document.number, message)
    transaction.put_message(queued)
    return queued


def _written(letter: Letter, document: Issued, locale: str) -> tuple[str, str]:
    written = letter(document, locale)
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


def _message_id(document: Issued, sending: int) -> str:
    """Make a Message-ID (RFC 5322, 3.6.4) of the document and which sending it is."""
    facts = f"{document.seller.identity}\n{document.number}\n{document.issue_date}"
    digest = sha256(facts.encode()).hexdigest()[:32]
    host = _address(document.seller).rpartition("@")[2].encode("idna").decode()
    return f"<invoice.{digest}.{sending}@{host}>"
