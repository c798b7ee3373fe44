"""Messages by a mail server."""

import ssl
from smtplib import SMTP, SMTP_SSL, SMTPException
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused, whole_number
from flowfit_invoicing.ports import OutgoingMessage
from flowfit_invoicing.text import one_line, optional_line

from .mails import ascii_address, bytes_of

Security: TypeAlias = Literal["starttls", "tls", "none"]

_HIGHEST_PORT = 65_535


def _port(value: int) -> int:
    port = whole_number(value)
    if not 0 < port <= _HIGHEST_PORT:
        raise refused(value, "expected a port from 1 to 65535")
    return port


def _security(value: Security) -> Security:
    if value not in ("starttls", "tls", "none"):
        raise refused(value, "expected security 'starttls', 'tls' or 'none'")
    return value


def _timeout(value: int) -> int:
    seconds = whole_number(value)
    if seconds <= 0:
        raise refused(value, "expected one second or more")
    return seconds


@frozen
class SmtpSender:
    """Hands messages to a mail server (RFC 5321); an `InvoiceSender`.

    A server that does not offer the *security* asked for gets neither the password nor
    the message. `timeout` is in seconds, for each answer of the server.
    """

    host: str = field(converter=one_line)
    port: int = field(converter=_port)
    security: Security = field(converter=_security, default="starttls", kw_only=True)
    user: str | None = field(converter=optional_line, default=None, kw_only=True)
    password: str | None = field(default=None, repr=False, kw_only=True)
    timeout: int = field(converter=_timeout, default=30, kw_only=True)

    def send(self, message: OutgoingMessage) -> None:
        """Send *message*; it is sent once the server has said so.

        Raises:
            smtplib.SMTPException: If the server refuses it.
            OSError: If the server cannot be reached or does not answer in time.
        """
        server = self._connected()
        try:
            self._introduce(server)
            server.sendmail(
                ascii_address(message.sender),
                list(map(ascii_address, (*message.recipients, *message.cc))),
                bytes_of(message),
            )
        finally:
            _part_from(server)

    def _connected(self) -> SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return SMTP_SSL(self.host, self.port, timeout=self.timeout, context=context)
        return SMTP(self.host, self.port, timeout=self.timeout)

    def _introduce(self, server: SMTP) -> None:
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.user is not None:
            server.login(self.user, self.password or "")


def _part_from(server: SMTP) -> None:
    """Say QUIT; what goes wrong with it changes nothing about the message."""
    try:
        server.quit()
    except (SMTPException, OSError):
        server.close()
