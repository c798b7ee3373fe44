"""Messages by a mail server."""

import ssl
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from smtplib import SMTP, SMTP_SSL, SMTPConnectError, SMTPException
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused, whole_number
from flowfit_invoicing.errors import MessageRefusedError
from flowfit_invoicing.ports import OutgoingMessage, Refusal, ascii_address
from flowfit_invoicing.text import one_line, optional_line

from .answers import Answer, refusals_of
from .deadlines import within

Security: TypeAlias = Literal["starttls", "tls", "none"]

_HIGHEST_PORT = 65_535
_READY = 220
_TOO_LATE = "the server was reached too late"


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
    the message. `timeout` is in seconds, for each answer of the server, and `deadline`
    for all of them together.
    """

    host: str = field(converter=one_line)
    port: int = field(converter=_port)
    security: Security = field(converter=_security, default="starttls", kw_only=True)
    user: str | None = field(converter=optional_line, default=None, kw_only=True)
    password: str | None = field(default=None, repr=False, kw_only=True)
    timeout: int = field(converter=_timeout, default=30, kw_only=True)
    deadline: int = field(converter=_timeout, default=300, kw_only=True)

    @property
    def lease(self) -> timedelta:
        """How long a message is kept from others: longer than sending can take."""
        return timedelta(seconds=self.deadline + self.timeout)

    def send(self, message: OutgoingMessage) -> None:
        """Send *message* to all of its envelope; it is sent once the server says so.

        Raises:
            MessageRefusedError: If the server refuses it for some of them, or for all.
            smtplib.SMTPException: If the server does not let us in.
            OSError: If the server cannot be reached or does not answer in time.
        """
        with self.sending(message) as refusals:
            if refusals:
                raise MessageRefusedError(message.message_id, refusals)

    @contextmanager
    def sending(self, message: OutgoingMessage) -> Generator[tuple[Refusal, ...]]:
        """Send on entering, and part from the server (QUIT) on leaving.

        So what the server has said can be noted in between. It gives those for whom
        the message was refused; all others have it.

        Raises:
            smtplib.SMTPException, OSError: As `send` does.
        """
        server = self._server()
        try:
            with within(self.deadline, server) as is_over:
                self._reach(server)
                if is_over.is_set():
                    raise TimeoutError(_TOO_LATE)
                refusals = refusals_of(
                    message.envelope, lambda: _hand_over(server, message)
                )
            yield refusals
        finally:
            _part_from(server)

    def _server(self) -> SMTP:
        if self.security == "tls":
            context = ssl.create_default_context()
            return SMTP_SSL(timeout=self.timeout, context=context)
        return SMTP(timeout=self.timeout)

    def _reach(self, server: SMTP) -> None:
        # The constructor leaves this unsaid where it does not connect, and a
        # certificate is held against it.
        server._host = self.host  # type: ignore[attr-defined]  # noqa: SLF001 - see above
        code, words = server.connect(self.host, self.port)
        if code != _READY:
            raise SMTPConnectError(code, words)
        if self.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if self.user is not None:
            server.login(self.user, self.password or "")
        server.ehlo_or_helo_if_needed()


def _hand_over(server: SMTP, message: OutgoingMessage) -> Mapping[str, Answer]:
    return server.sendmail(
        ascii_address(message.sender),
        list(map(ascii_address, message.envelope)),
        message.as_bytes(),
    )


def _part_from(server: SMTP) -> None:
    """Say QUIT; what goes wrong with it changes nothing about the message."""
    try:
        server.quit()
    except (SMTPException, OSError):
        server.close()
