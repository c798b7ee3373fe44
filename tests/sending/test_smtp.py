"""The mail sender, against a real mail server on this machine."""

import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import SMTPException, SMTPNotSupportedError
from threading import Thread

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from attrs import evolve

from flowfit_invoicing import errors
from flowfit_invoicing.sending import SmtpSender
from flowfit_invoicing.sending.mails import bytes_of
from flowfit_invoicing.sending.smtp import Security
from tests.sending.test_mails import MESSAGE

PASSWORD = "open sesame"  # noqa: S105 - of a server that lives for a test


class Inbox:
    """What a server does with mail: keep it, or refuse what it is told to."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.refusal: str | None = None
        self.logins: list[LoginPassword] = []

    async def handle_DATA(  # noqa: N802 - the server's name for it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        del server, session
        if self.refusal is not None:
            return self.refusal
        self.envelopes.append(envelope)
        return "250 OK"

    def authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, how: str, who: object
    ) -> AuthResult:
        """Let one user in."""
        del server, session, envelope, how
        assert isinstance(who, LoginPassword)
        self.logins.append(who)
        known = who.password == PASSWORD.encode()
        return AuthResult(success=known, handled=known)


@contextmanager
def server(
    inbox: Inbox, *, security: Security = "none", context: ssl.SSLContext | None = None
) -> Generator[int]:
    """Run a mail server on a free port of the loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=port,
        ssl_context=context if security == "tls" else None,
        tls_context=context if security == "starttls" else None,
        authenticator=inbox.authenticate,
        auth_require_tls=security == "starttls",
    )
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


@pytest.fixture
def context(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """A certificate that this machine trusts while the test runs."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)  # pyright: ignore[reportUnknownMemberType]  # a type of OpenSSL's
    return context


def test_send() -> None:
    """
    The server gets the mail as it is, from and for whom the message says.
    """
    inbox = Inbox()
    with server(inbox) as port:
        SmtpSender("127.0.0.1", port, security="none").send(MESSAGE)

    (envelope,) = inbox.envelopes
    assert (envelope.mail_from, tuple(envelope.rcpt_tos)) == (
        MESSAGE.sender,
        MESSAGE.recipients,
    )
    assert isinstance(envelope.content, bytes)
    assert envelope.content == bytes_of(MESSAGE)
    mail = message_from_bytes(envelope.content, policy=policy.default)
    assert mail["Subject"] == MESSAGE.subject


def test_send_copies() -> None:
    """
    Whoever gets a copy is a recipient to the server too.
    """
    inbox = Inbox()
    with server(inbox) as port:
        copied = evolve(MESSAGE, cc=["c@québec.example"])
        SmtpSender("127.0.0.1", port, security="none").send(copied)

    (envelope,) = inbox.envelopes
    assert tuple(envelope.rcpt_tos) == (
        *MESSAGE.recipients,
        "c@xn--qubec-csa.example",
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_secured(security: Security, context: ssl.SSLContext) -> None:
    """
    Over TLS, from the start or after STARTTLS, with user and password.
    """
    inbox = Inbox()
    with server(inbox, security=security, context=context) as port:
        SmtpSender(
            "127.0.0.1", port, security=security, user="ap", password=PASSWORD
        ).send(MESSAGE)

    assert len(inbox.envelopes) == 1
    assert [each.login for each in inbox.logins] == [b"ap"]


def test_wrong_password(context: ssl.SSLContext) -> None:
    """
    Who is not let in sends nothing.
    """
    inbox = Inbox()
    with server(inbox, security="starttls", context=context) as port:
        sender = SmtpSender("127.0.0.1", port, user="ap", password=PASSWORD[::-1])
        with pytest.raises(SMTPException):
            sender.send(MESSAGE)

    assert inbox.envelopes == []


def test_never_in_the_clear() -> None:
    """
    A server that does not offer the security asked for gets no message.
    """
    inbox = Inbox()
    with server(inbox) as port, pytest.raises(SMTPNotSupportedError):
        SmtpSender("127.0.0.1", port, user="ap", password=PASSWORD).send(MESSAGE)

    assert (inbox.envelopes, inbox.logins) == ([], [])


def test_certificate_nobody_trusts(
    context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    """
    A server that cannot show who it is gets no message.
    """
    monkeypatch.delenv("SSL_CERT_FILE")
    inbox = Inbox()
    with (
        server(inbox, security="tls", context=context) as port,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        SmtpSender("127.0.0.1", port, security="tls").send(MESSAGE)

    assert inbox.envelopes == []


@pytest.mark.parametrize(
    "refusal", ["451 try again later", "554 no such luck"], ids=["for now", "for good"]
)
def test_refused(refusal: str) -> None:
    """
    What the server refuses was not sent.
    """
    inbox = Inbox()
    inbox.refusal = refusal
    with (
        server(inbox) as port,
        pytest.raises(SMTPException, match=refusal[4:]),
    ):
        SmtpSender("127.0.0.1", port, security="none").send(MESSAGE)


def test_nobody_there() -> None:
    """
    A server that cannot be reached is an OSError.
    """
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(OSError, match="refused"):
        SmtpSender("127.0.0.1", port).send(MESSAGE)


def test_goodbye_that_fails() -> None:
    """
    Once the server has said 250, the message is sent; a lost QUIT changes nothing.
    """
    with socket.create_server(("127.0.0.1", 0)) as listener:
        talk = Thread(target=hang_up_after_data, args=[listener])
        talk.start()
        port = listener.getsockname()[1]
        SmtpSender("127.0.0.1", port, security="none", timeout=5).send(MESSAGE)
        talk.join()


def hang_up_after_data(listener: socket.socket) -> None:
    """Speak just enough SMTP to take one mail, then hang up."""
    connection, _ = listener.accept()
    with connection, connection.makefile("rb") as lines:
        connection.sendall(b"220 ready\r\n")
        for line in lines:
            command = line[:4].upper()
            if command == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while next(lines) != b".\r\n":
                    pass
                connection.sendall(b"250 OK\r\n")
                return
            connection.sendall(b"250 OK\r\n")


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param({"host": ""}, id="no host"),
        pytest.param({"host": "a\r\nb"}, id="two hosts"),
        pytest.param({"port": 0}, id="no port"),
        pytest.param({"port": 65_536}, id="no such port"),
        pytest.param({"port": "25"}, id="port as text"),
        pytest.param({"security": "ssl"}, id="unknown security"),
        pytest.param({"timeout": 0}, id="no time at all"),
        pytest.param({"timeout": 1.5}, id="half a second"),
    ],
)
def test_doors(arguments: dict[str, object]) -> None:
    """
    What makes no sense is refused before anybody is called.
    """
    known: dict[str, object] = {"host": "mail.example", "port": 587}
    with pytest.raises(errors.InvalidValueError):
        SmtpSender(**(known | arguments))  # type: ignore[arg-type]  # that is the case


def test_password_is_not_shown() -> None:
    """
    The password is not in what is printed.
    """
    assert PASSWORD not in repr(SmtpSender("mail.example", 587, password=PASSWORD))
