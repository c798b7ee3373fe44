"""The bytes of a mail: the same message always gives the same ones."""

from email.message import EmailMessage
from email.policy import SMTP
from hashlib import sha256

from flowfit_invoicing.ports import OutgoingMessage, RenderedDocument

_POLICY = SMTP.clone(cte_type="7bit")  # any server takes it, and lines end in CRLF


def mail_of(message: OutgoingMessage) -> EmailMessage:
    """Make the mail of a message (RFC 5322), with its attachments."""
    mail = EmailMessage(policy=_POLICY)
    mail["Message-ID"] = message.message_id
    mail["Date"] = message.date
    mail["From"] = ascii_address(message.sender)
    mail["To"] = ", ".join(map(ascii_address, message.recipients))
    mail["Subject"] = message.subject
    mail.set_content(message.text, cte="quoted-printable")
    for attachment in message.attachments:
        _attach(mail, attachment)
    if message.attachments:
        mail.set_boundary(f"=_{sha256(message.message_id.encode()).hexdigest()[:32]}")
    return mail


def ascii_address(address: str) -> str:
    """Write the domain of an address as mail servers know it (IDNA)."""
    mailbox, _, domain = address.rpartition("@")
    return f"{mailbox}@{domain.encode('idna').decode()}"


def _attach(mail: EmailMessage, attachment: RenderedDocument) -> None:
    maintype, _, subtype = attachment.media_type.partition("/")
    parameters = {"charset": "utf-8"} if maintype == "text" else {}
    mail.add_attachment(
        attachment.content,
        maintype=maintype,
        subtype=subtype,
        filename=attachment.name,
        params=parameters,
    )
