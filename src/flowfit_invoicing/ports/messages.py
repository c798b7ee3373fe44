"""What leaves the house: a document made readable, and the message that carries it."""

import re
from collections.abc import Iterable
from datetime import datetime

from attrs import field, frozen

from flowfit_invoicing.doors import moment, of_type, refused, tuple_of
from flowfit_invoicing.parties import email_address, email_addresses
from flowfit_invoicing.text import one_line, several_lines

_MESSAGE_ID = re.compile(r"<[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+>")
_LONGEST_ID = 250
_MEDIA_TYPE = re.compile(
    r"(?!multipart/|message/)[a-z0-9][\w!#$&^.+-]*/[a-z0-9][\w!#$&^.+-]*"
    r"(?:; ?[a-z0-9-]+=(?:[\w.:+-]+|\"[\w .:/+-]*\"))*",
    re.ASCII | re.IGNORECASE,
)


def _file_name(value: str) -> str:
    name = one_line(value)
    if "/" in name or "\\" in name or name.startswith("."):
        raise refused(value, "expected the plain name of a file")
    return name


def _media_type(value: str) -> str:
    line = one_line(value)
    if not _MEDIA_TYPE.fullmatch(line):
        raise refused(value, "expected a media type, such as 'text/html'")
    return line


@frozen
class RenderedDocument:
    """A document made readable: the content of a file, its name and its media type."""

    name: str = field(converter=_file_name)
    media_type: str = field(converter=_media_type)
    content: bytes = field(validator=of_type(bytes))


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


@frozen
class OutgoingMessage:
    """A message, fixed to the last byte: sent again, it is the same message.

    `message_id` is that of the mail's header, made of the document and not by chance;
    `date` is when the message was made and not when it is sent.
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


@frozen
class Receipt:
    """Says that a message was handed over."""

    message_id: str = field(converter=one_line)
