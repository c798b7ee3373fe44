"""Write the message that a document goes out with."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from typing import Literal, TypeAlias

from attrs import evolve, frozen

from flowfit_invoicing.documents import Bill, CreditNote, Invoice, Issued, Quote
from flowfit_invoicing.doors import moment, one_of_type, refused
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

Render: TypeAlias = Literal["now", "later"]
"""When a document is rendered: as it is issued, or as its message is delivered."""


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


def check_addresses(bill: Bill, recipients: tuple[str, ...] | None = None) -> None:
    """Make sure that there is an address to mail from, and one to mail to.

    Raises:
        NoRecipientError: If there is not.
    """
    _address(bill.seller)
    if recipients is None:
        _recipients(bill)


@frozen(kw_only=True, eq=False)
class Writer:
    """Makes the messages of one seller: the letter, and what is attached to it."""

    renderers: tuple[InvoiceRenderer, ...]
    letter: Letter
    reply_to: str | None
    now: Callable[[], datetime]

    def queue(
        self,
        document: Issued,
        transaction: Transaction,
        *,
        recipients: tuple[str, ...] | None = None,
        render: Render = "now",
        by: str | None = None,
    ) -> QueuedMessage:
        """Put the message of a document into the queue, fixed to the last byte.

        If it is to be rendered later, whoever claims it first fixes its bytes.
        """
        before = transaction.messages_of(document.seller.identity, document.number)
        message = self._written(document, len(before) + 1, recipients)
        if render == "now":
            message = self.rendered(message, document)
        queued = QueuedMessage(
            document.seller.identity, document.number, message, by=by
        )
        transaction.put_message(queued)
        return queued

    def rendered(self, message: OutgoingMessage, document: Issued) -> OutgoingMessage:
        """Give a message with what is attached to it; its bytes are fixed with that."""
        attached = [
            one_of_type(RenderedDocument, each.render(document, document.locale))
            for each in self.renderers
        ]
        return evolve(message, attachments=attached).fixed()

    def _written(
        self, document: Issued, sending: int, recipients: tuple[str, ...] | None
    ) -> OutgoingMessage:
        subject, text = _parts(self.letter(document, document.locale))
        to = _recipients(document) if recipients is None else recipients
        date = moment(self.now())
        return OutgoingMessage(
            message_id=_message_id(document, sending, to, date),
            date=date,
            sender=_address(document.seller),
            recipients=to,
            subject=subject,
            text=text,
            cc=document.mail_cc if recipients is None else (),
            reply_to=self.reply_to,
        )


def _parts(written: tuple[str, str]) -> tuple[str, str]:
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


def _message_id(
    document: Issued, sending: int, recipients: tuple[str, ...], date: datetime
) -> str:
    """Make a Message-ID (RFC 5322, 3.6.4) of the document and which sending it is.

    A restored copy does not know how often a document was sent since it was made, so
    whom it goes to tells its messages from those that were lost; and of messages that
    are sent again on purpose, when they were made.
    """
    made = date.astimezone(UTC).isoformat(timespec="microseconds")
    facts = (
        document.seller.identity,
        document.number,
        document.issue_date.isoformat(),
        *recipients,
        *([made] if sending > 1 else ()),
    )
    digest = sha256("\n".join(facts).encode()).hexdigest()[:32]
    host = _address(document.seller).rpartition("@")[2].encode("idna").decode()
    return f"<invoice.{digest}.{sending}@{host}>"
