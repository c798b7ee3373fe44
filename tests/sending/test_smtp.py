"""The mail sender, against a real mail server on this machine."""

import smtplib
import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from smtplib import (
    SMTPConnectError,
    SMTPException,
    SMTPHeloError,
    SMTPNotSupportedError,
    SMTPServerDisconnected,
)
from time import monotonic, sleep
from typing import Any, cast

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from attrs import evolve

from flowfit_invoicing import errors
from flowfit_invoicing.ports import Refusal
from flowfit_invoicing.sending import SmtpSender
from flowfit_invoicing.sending.smtp import Security
from flowfit_invoicing.testing import Arrived, InvoiceSenderContract
from tests.sending.scripted import Script, plain, scripted
from tests.sending.test_mails import MESSAGE

PASSWORD = "open sesame"  # noqa: S105 - of a server that lives for a test


class Inbox:
    """What a server does with mail: keep it, or refuse what it is told to."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.answers: dict[str, str] = {}
        """What is said at a step, or to an address, if it is not taken."""

        self.logins: list[LoginPassword] = []

    async def handle_MAIL(  # noqa: N802 - the server's name for it
        self,
        *asked: Any,  # noqa: ANN401 - session, envelope and more
    ) -> str:
        """Take an address to mail from."""
        _, _, envelope, address, _ = asked
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802 - the server's name for it
        self,
        *asked: Any,  # noqa: ANN401 - likewise
    ) -> str:
        """Take an address to mail to."""
        _, _, envelope, address, _ = asked
        refusal = self.answers.get(address, self.answers.get("RCPT"))
        if refusal is not None:
            return refusal
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802 - the server's name for it
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        """Take a mail."""
        del server, session
        if "DATA" in self.answers:
            return self.answers["DATA"]
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
    assert envelope.content == MESSAGE.as_bytes()
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


TWO = MESSAGE.recipients
REFUSED = {
    "content, for now": ("DATA", "451 4.3.0 try later", False),
    "content, for good": ("DATA", "554 5.7.1 looks like spam", True),
    "content, too many at once": ("DATA", "421 too busy", False),
    "content, not understood": ("DATA", "500 what", True),
    "content, of no kind": ("DATA", "600 what", False),
    "sender, for now": ("MAIL", "450 slow down", False),
    "sender, for good": ("MAIL", "553 not your address", True),
    "recipients, for now": ("RCPT", "452 mailbox full", False),
    "recipients, for good": ("RCPT", "550 no such user", True),
}


@pytest.mark.parametrize(("step", "answer", "permanent"), REFUSED.values(), ids=REFUSED)
def test_refused(step: str, answer: str, permanent: bool) -> None:  # noqa: FBT001 - a table's
    """
    What the server refuses was not sent; 4xx is for now, 5xx for good (RFC 5321).
    """
    inbox = Inbox()
    inbox.answers[step] = answer
    with server(inbox) as port, pytest.raises(errors.MessageRefusedError) as raised:
        SmtpSender("127.0.0.1", port, security="none").send(MESSAGE)

    refusals = (Refusal(each, answer, permanent=permanent) for each in TWO)
    assert raised.value == errors.MessageRefusedError(
        MESSAGE.message_id, tuple(refusals)
    )
    assert inbox.envelopes == []


THREE = evolve(
    MESSAGE, recipients=["a@acme.example", "b@québec.example", "c@acme.example"]
)


def test_one_of_three_refused() -> None:
    """
    Who was refused is told by the address that we know; the others have the mail.
    """
    inbox = Inbox()
    inbox.answers["b@xn--qubec-csa.example"] = "550 no such user"
    with server(inbox) as port, pytest.raises(errors.MessageRefusedError) as raised:
        SmtpSender("127.0.0.1", port, security="none").send(THREE)

    assert raised.value.refusals == (
        Refusal("b@québec.example", "550 no such user", permanent=True),
    )
    (envelope,) = inbox.envelopes
    assert envelope.rcpt_tos == ["a@acme.example", "c@acme.example"]


def test_only_for() -> None:
    """
    A message that some have goes to the others alone, and is the same mail.
    """
    inbox = Inbox()
    with server(inbox) as port:
        again = evolve(THREE.fixed(), only_for=["c@acme.example"])
        SmtpSender("127.0.0.1", port, security="none").send(again)

    (envelope,) = inbox.envelopes
    assert envelope.rcpt_tos == ["c@acme.example"]
    assert envelope.content == THREE.as_bytes()


def test_hung_up_on_the_second_of_three() -> None:
    """
    If the server hangs up before the content, nobody has it, and all may have it yet.
    """
    inbox = Inbox()
    inbox.answers["b@xn--qubec-csa.example"] = "421 closing"
    with server(inbox) as port, pytest.raises(errors.MessageRefusedError) as raised:
        SmtpSender("127.0.0.1", port, security="none").send(THREE)

    assert [(each.address, each.permanent) for each in raised.value.refusals] == [
        ("a@acme.example", False),
        ("b@québec.example", False),
        ("c@acme.example", False),
    ]
    assert raised.value.refusals[1].answer == "421 closing"
    assert inbox.envelopes == []


def test_answers_of_any_kind() -> None:
    """
    The words of a server are one short line without control characters.
    """
    script = Script(rcpt=b"550-no \x1b[31m\r\n550 " + b"x" * 600 + b"\r\n")
    with scripted(script) as port, pytest.raises(errors.MessageRefusedError) as raised:
        plain(port).send(MESSAGE)

    (refusal, _) = raised.value.refusals
    assert refusal.answer == ("550 no " + "x" * 600)[:500]


def test_noted_before_the_goodbye() -> None:
    """
    Between the server's 250 and our QUIT there is time to note that it was sent.
    """
    with scripted(script := Script()) as port:
        with plain(port).sending(MESSAGE) as refusals:
            assert script.said[-1] == b"."
        script.done.wait(5)

    assert refusals == ()
    assert script.said[-1] == b"QUIT"


def test_server_that_stops_after_the_content() -> None:
    """
    Without an answer to the content nobody knows; it is a failure, to be tried again.
    """
    script = Script(content=None)
    with scripted(script) as port, pytest.raises(SMTPServerDisconnected):
        plain(port).send(MESSAGE)


def test_server_that_hangs() -> None:
    """
    A server that does not answer in time has failed.
    """
    started = monotonic()
    script = Script(content=b"")
    with (
        scripted(script) as port,
        pytest.raises(SMTPServerDisconnected, match="timed out"),
    ):
        SmtpSender("127.0.0.1", port, security="none", timeout=1).send(MESSAGE)

    assert monotonic() - started < 5


def test_server_that_never_ends() -> None:
    """
    Nor does one go on for ever that says a little again and again.
    """
    started = monotonic()
    with (
        scripted(Script(greeting=b"2")) as port,
        pytest.raises(TimeoutError, match="not done within 1 seconds"),
    ):
        SmtpSender("127.0.0.1", port, security="none", deadline=1).send(MESSAGE)

    assert monotonic() - started < 5


def test_server_that_is_not_there_yet() -> None:
    """
    A greeting that sends us away is an error of the server, and refuses no message.
    """
    script = Script(greeting=b"554 no mail here\r\n")
    with scripted(script) as port, pytest.raises(SMTPConnectError, match="no mail"):
        plain(port).send(MESSAGE)


def test_hello_that_is_refused() -> None:
    """
    Nor does it refuse a message if it will not talk to us.
    """
    script = Script(hello=b"550 not with you\r\n")
    with scripted(script) as port, pytest.raises(SMTPHeloError, match="not with"):
        plain(port).send(MESSAGE)


def test_reached_too_late() -> None:
    """
    If there is nobody to hang up on when the time is over, nothing is sent after that.
    """

    class Late(SmtpSender):
        def _reach(self, server: smtplib.SMTP) -> None:
            sleep(1.5)  # as when no name server answers
            super()._reach(server)

    inbox = Inbox()
    with server(inbox) as port, pytest.raises(TimeoutError):
        Late("127.0.0.1", port, security="none", deadline=1).send(MESSAGE)

    assert inbox.envelopes == []


def test_lease() -> None:
    """
    A message is kept from others for longer than sending can take.
    """
    sender = SmtpSender("mail.example", 587, timeout=30, deadline=300)

    assert sender.lease > timedelta(seconds=sender.deadline)


class TestContract(InvoiceSenderContract):
    """What every sender must do."""

    @pytest.fixture(autouse=True)
    def _server(self) -> Generator[None]:
        self.inbox = Inbox()
        with server(self.inbox) as self.port:
            yield

    def make_sender(self) -> SmtpSender:
        """Make one that talks to the server of the test."""
        return plain(self.port)

    def make_unreachable_sender(self) -> SmtpSender:
        """Make one that the server sends away."""
        self.inbox.answers["DATA"] = "554 no"
        return plain(self.port)

    def arrived(self) -> list[Arrived]:
        """Give what the server has."""
        return [
            Arrived(cast("bytes", each.content), tuple(each.rcpt_tos))
            for each in self.inbox.envelopes
        ]


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
    with scripted(Script(quit=None)) as port:
        plain(port).send(MESSAGE)


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
        pytest.param({"deadline": 0}, id="no time for all"),
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
