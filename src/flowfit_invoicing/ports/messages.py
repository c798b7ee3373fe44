"""What leaves the house: the message that carries a document."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import moment, one_of_type, refused, tuple_of
from flowfit_invoicing.parties import (
    email_address,
    email_addresses,
    optional_addresses,
    optional_email,
)
from flowfit_invoicing.text import one_line, several_lines

from .mails import composed
from .rendered import RenderedDocument

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_LONGEST_ID = 250
_BARE = re.compile(rb"\r(?!\n)|(?<!\r)\n")


def _message_id(value: str) -> str:
    line = one_line(value)
    if not _MESSAGE_ID.fullmatch(line) or len(line) > _LONGEST_ID:
        raise refused(value, "expected a Message-ID, such as '<1@laval.example>'")
    return line


def _recipients(value: Iterable[str]) -> tuple[str, ...]:
    recipients = email_addresses(value)
    if not recipients:
        raise refused(recipients, "expected one recipient at least")
    return recipients


def _attachments(value: Iterable[RenderedDocument]) -> tuple[RenderedDocument, ...]:
    return tuple_of(RenderedDocument, value)


def _content(value: bytes | None) -> bytes | None:
    if value is not None and _BARE.search(one_of_type(bytes, value)):
        raise refused(value, "expected lines that end in CRLF")
    return value


@frozen
class OutgoingMessage:
    """A message, fixed to the last byte: sent again, it is the same message.

    `message_id` is that of the mail's header, made of the document and whom it goes to,
    and not by chance; `date` is when the message was made and not when it is sent.
    """

    message_id: str = field(converter=_message_id)
    date: datetime = field(converter=moment)
    sender: str = field(converter=email_address)
    recipients: tuple[str, ...] = field(converter=_recipients)
    subject: str = field(converter=one_line)
    text: str = field(converter=several_lines)
    attachments: tuple[RenderedDocument, ...] = field(
        converter=_attachments, default=()
    )
    cc: tuple[str, ...] = field(converter=email_addresses, default=())
    """Addresses that get a copy, as all who get the message can see."""

    reply_to: str | None = field(converter=optional_email, default=None, kw_only=True)
    """Where answers go, if not to the sender."""

    content: bytes | None = field(converter=_content, default=None, kw_only=True)
    """The mail itself (RFC 5322) once it is `fixed`; it never changes from then on."""

    only_for: tuple[str, ...] | None = field(
        converter=optional_addresses, default=None, kw_only=True
    )
    """Who is still to get it, if the others have it; the mail names all of them."""

    @property
    def envelope(self) -> tuple[str, ...]:
        """Whom a sender hands the message over for; nobody else gets it."""
        if self.only_for is not None:
            return self.only_for
        return tuple(dict.fromkeys((*self.recipients, *self.cc)))

    def as_bytes(self) -> bytes:
        """Give the mail that a sender hands over, all lines ending in CRLF."""
        return composed(self) if self.content is None else self.content

    def fixed(self) -> Self:
        """Give the message with its bytes, which a later version might make otherwise.

        >>> from datetime import UTC
        >>> noon = datetime(2026, 11, 24, 17, tzinfo=UTC)
        >>> to = ["ap@acme.example"]
        >>> message = OutgoingMessage("<1@laval.example>", noon, "a@b.ca", to, "F", "")
        >>> message.fixed().content == message.as_bytes()
        True
        """
        return evolve(self, content=self.as_bytes())


@frozen
class Receipt:
    """Says that a message was handed over."""

    message_id: str = field(converter=one_line)
