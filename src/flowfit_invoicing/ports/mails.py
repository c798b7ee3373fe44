"""The bytes of a mail: the same message always gives the same ones.

Headers are encoded here and not by the library's header parser, which would decode what
looks like an encoded word (RFC 2047) and let a name such as `=?utf-8?q?=0D=0ABcc:…?=`
bring a header of its own.
"""

import re
from email.charset import QP, Charset
from email.encoders import encode_base64
from email.header import Header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from .rendered import RenderedDocument

if TYPE_CHECKING:
    from .messages import OutgoingMessage

# Any server takes it, and lines end in CRLF.
_POLICY = compat32.clone(linesep="\r\n", cte_type="7bit", mangle_from_=False)
_LONGEST_UNFOLDED = 60
_PLAIN_NAME = re.compile(r"[A-Za-z0-9._-]+")


def composed(message: "OutgoingMessage") -> bytes:
    """Make the mail of a message (RFC 5322) as it goes over the wire."""
    mail = _body(message)
    mail["Message-ID"] = message.message_id
    mail["Date"] = format_datetime(message.date)
    mail["From"] = ascii_address(message.sender)
    mail["To"] = ", ".join(map(ascii_address, message.recipients))
    if message.cc:
        mail["Cc"] = ", ".join(map(ascii_address, message.cc))
    if message.reply_to is not None:
        mail["Reply-To"] = ascii_address(message.reply_to)
    mail["Subject"] = _encoded(message.subject)
    return mail.as_bytes(policy=_POLICY)


def ascii_address(address: str) -> str:
    """Write the domain of an address as mail servers know it (IDNA)."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"


def _body(message: "OutgoingMessage") -> Message:
    charset = Charset("utf-8")
    charset.body_encoding = QP
    text = MIMEText(message.text, "plain", charset, policy=_POLICY)  # type: ignore[arg-type]  # takes a Charset
    if not message.attachments:
        return text
    boundary = f"=_{sha256(message.message_id.encode()).hexdigest()[:32]}"
    mail = MIMEMultipart(boundary=boundary, policy=_POLICY)
    mail.attach(text)
    for attachment in message.attachments:
        mail.attach(_attached(attachment))
    return mail


def _attached(attachment: RenderedDocument) -> MIMEBase:
    kind, *parameters = attachment.media_type.split(";")
    part = MIMEBase(*kind.split("/"), policy=_POLICY)
    if part.get_content_maintype() == "text":
        part.set_param("charset", "utf-8")
    for parameter in parameters:
        name, _, value = parameter.strip().partition("=")
        part.set_param(name, value.strip('"'))
    part.set_payload(attachment.content)
    encode_base64(part)
    plain = _PLAIN_NAME.fullmatch(attachment.name)
    # What is more than letters and digits is encoded by RFC 2231.
    filename = attachment.name if plain else ("utf-8", "", attachment.name)
    part.add_header("Content-Disposition", "attachment", filename=filename)
    return part


def _encoded(text: str) -> str:
    if text.isascii() and "=?" not in text and len(text) <= _LONGEST_UNFOLDED:
        return text
    return Header(text, "utf-8", header_name="Subject").encode(linesep="\r\n")
