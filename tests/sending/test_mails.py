"""A message is the same mail, byte for byte, whenever it is sent."""

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors

MESSAGE = ffi.OutgoingMessage(
    "<invoice.1@laval.example>",
    datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
    "factures@laval.example",
    ["ap@acme.example", "copie@acme.example"],
    "Facture F-2026-1 de Traduction Ébène",
    "Bonjour,\n\nle montant est de 344,72\u00a0$.\n",
    [
        ffi.RenderedDocument("F-2026-1.html", "text/html", "<p>é</p>\n".encode()),
        ffi.RenderedDocument("Reçu.pdf", "application/pdf", b"%PDF-\x00\xff\r\n"),
    ],
)


def read(message: ffi.OutgoingMessage) -> EmailMessage:
    return message_from_bytes(message.as_bytes(), policy=policy.default)


def test_headers() -> None:
    """
    The mail says who, to whom, what and when.
    """
    mail = read(MESSAGE)

    assert {name: mail[name] for name in ("Message-ID", "From", "To", "Subject")} == {
        "Message-ID": "<invoice.1@laval.example>",
        "From": "factures@laval.example",
        "To": "ap@acme.example, copie@acme.example",
        "Subject": "Facture F-2026-1 de Traduction Ébène",
    }
    assert mail["Date"].datetime == MESSAGE.date


def test_copies() -> None:
    """
    Who gets a copy is told to all who get the mail; nobody is no header.
    """
    copied = evolve(MESSAGE, cc=["b@acme.example", "c@québec.example"])

    assert read(copied)["Cc"] == "b@acme.example, c@xn--qubec-csa.example"
    assert "Cc" not in read(MESSAGE)


def test_answers() -> None:
    """
    Answers go where they should, if that is not the sender; else no header says so.
    """
    answered = evolve(MESSAGE, reply_to="anna@québec.example")

    assert read(answered)["Reply-To"] == "anna@xn--qubec-csa.example"
    assert "Reply-To" not in read(MESSAGE)


def test_kept_bytes() -> None:
    """
    Bytes that are kept are the mail, whatever would be made of the message today.
    """
    kept = MESSAGE.fixed()

    assert kept.content == MESSAGE.as_bytes()
    assert evolve(kept, subject="Another").as_bytes() == kept.content
    assert kept.fixed() == kept


@pytest.mark.parametrize("content", [b"a\nb", b"a\rb", b"a\r\n\n", "a\r\n"])
def test_bytes_that_are_no_mail(content: Any) -> None:  # noqa: ANN401 - whatever it is
    """
    Each line of a mail ends in CRLF: a mail server mends nothing (RFC 5321, 2.3.8).
    """
    with pytest.raises(errors.InvalidValueError):
        evolve(MESSAGE, content=content)


def test_envelope() -> None:
    """
    It is handed over for all whom it names, each once; or for those who lack it.
    """
    copied = evolve(MESSAGE, cc=["c@acme.example", "ap@acme.example"])

    assert copied.envelope == (*MESSAGE.recipients, "c@acme.example")
    assert evolve(copied, only_for=["c@acme.example"]).envelope == ("c@acme.example",)


def test_content() -> None:
    """
    The text and the attachments come out as they went in.
    """
    mail = read(MESSAGE)
    body = mail.get_body(("plain",))
    assert body is not None

    assert body.get_content().replace("\r\n", "\n") == MESSAGE.text
    assert [
        (each.get_filename(), each.get_content_type(), each.get_payload(decode=True))
        for each in mail.iter_attachments()
    ] == [(each.name, each.media_type, each.content) for each in MESSAGE.attachments]


def test_same_bytes() -> None:
    """
    Nothing of chance or of the clock is in the bytes, and each line ends in CRLF.
    """
    content = MESSAGE.as_bytes()

    assert content == evolve(MESSAGE).as_bytes()
    assert content.count(b"\n") == content.count(b"\r\n")
    assert content.isascii()


def test_boundary() -> None:
    """
    The boundary fits on its line, so that all mail readers find it.
    """
    assert b'boundary="=_' in MESSAGE.as_bytes()


def test_without_attachments() -> None:
    """
    A message that is only a text is a mail of one part.
    """
    assert not read(evolve(MESSAGE, attachments=())).is_multipart()


def test_foreign_domain() -> None:
    """
    A domain in letters of its own is written as mail servers know it.
    """
    assert read(evolve(MESSAGE, recipients=["ap@québec.example"]))["To"] == (
        "ap@xn--qubec-csa.example"
    )


ENCODED_WORDS = [
    "=?utf-8?q?a=0D=0ABcc:_evil@y.example=0D=0AX:?=",
    "=?utf-8?q?a=0D=0A=0D=0Aforged_body?=",
    "=?utf-8?q?PAID?=",
    "=?utf-8?b?UEFJRA==?= é",
]


@pytest.mark.parametrize("text", ENCODED_WORDS)
def test_encoded_words(text: str) -> None:
    """
    What looks like an encoded word arrives as the text that it is, and is no header.
    """
    document = ffi.RenderedDocument(f"{text.replace('/', '')}.html", "text/html", b"x")
    mail = read(evolve(MESSAGE, subject=text, attachments=[document]))

    assert str(make_header(decode_header(mail_header(mail, "Subject")))) == text
    assert [name for name, _ in mail.items()] == [
        name for name, _ in read(MESSAGE).items()
    ]
    assert [each.get_filename() for each in mail.iter_attachments()] == [document.name]


def mail_header(mail: EmailMessage, name: str) -> str:
    """Give a header as it stands in the mail."""
    raw = message_from_bytes(mail.as_bytes(), policy=policy.compat32)
    return str(raw[name])


HOSTILE = "x\r\nBcc: everybody@evil.example"


@pytest.mark.parametrize("name", ["message_id", "sender", "subject", "reply_to"])
def test_no_header_gets_in(name: str) -> None:
    """
    A line break in a header field is refused at the door of the message.
    """
    with pytest.raises(errors.InvalidValueError):
        evolve(MESSAGE, **{name: HOSTILE})  # type: ignore[arg-type]  # one of four texts


@pytest.mark.parametrize(
    "message_id",
    ["", "1@laval.example", "<>", "<@>", "<é@x>", "<a b@x>", f"<{'a' * 250}@x>"],
)
def test_message_ids(message_id: str) -> None:
    """
    A Message-ID has the form that mail servers know.
    """
    with pytest.raises(errors.InvalidValueError):
        evolve(MESSAGE, message_id=message_id)


def test_no_recipient_gets_in() -> None:
    """
    Nor can a recipient bring another header, and there is always one.
    """
    others = (["x@y.example, evil@e.example"], ["evil"], ["@"])
    for recipients in ([HOSTILE], [], "ap@acme.example", *others):
        with pytest.raises(errors.InvalidValueError):
            evolve(MESSAGE, recipients=recipients)
    copies: Any
    for copies in ([HOSTILE], "ap@acme.example", None, *others):
        with pytest.raises(errors.InvalidValueError):
            evolve(MESSAGE, cc=copies)


@pytest.mark.parametrize("name", ["../x", "a/b", "a\\b", ".hidden", "", "a\nb"])
def test_names_of_attachments(name: str) -> None:
    """
    The name of an attachment is a plain name and leads nowhere.
    """
    with pytest.raises(errors.InvalidValueError):
        ffi.RenderedDocument(name, "text/plain", b"")


def test_moment_without_a_zone() -> None:
    """
    The date of a message knows its time zone.
    """
    with pytest.raises(errors.InvalidValueError, match="time zone"):
        evolve(MESSAGE, date=datetime(2026, 11, 24))  # noqa: DTZ001 - that is the case


@pytest.mark.parametrize(
    "media_type",
    [
        *("text", 'a/b"', "x y/z", "", "text/html\r\nX: y", "message/rfc822"),
        *("multipart/mixed", "text/html;", "text/html; a", 'text/html; a="'),
    ],
)
def test_media_types(media_type: str) -> None:
    """
    A media type is one, and brings no header along.
    """
    with pytest.raises(errors.InvalidValueError):
        ffi.RenderedDocument("a.txt", media_type, b"")


@pytest.mark.parametrize(
    ("media_type", "parameters"),
    [
        ("text/plain; charset=iso-8859-1", {"charset": "iso-8859-1"}),
        ('text/html; charset="utf-8"', {"charset": "utf-8"}),
        ("application/xml; policy=a; self=b", {"policy": "a", "self": "b"}),
        ("application/vnd.x_y+xml; xmlns0=a", {"xmlns0": "a"}),
        ("Application/PDF", {}),
    ],
)
def test_parameters(media_type: str, parameters: dict[str, str]) -> None:
    """
    A media type may bring parameters, which go along as they are.
    """
    document = ffi.RenderedDocument("a.txt", media_type, b"x")
    (part,) = read(evolve(MESSAGE, attachments=[document])).iter_attachments()

    assert part.get_content_type() == media_type.partition(";")[0].lower()
    assert dict(part["Content-Type"].params) == parameters


def test_long_subject() -> None:
    """
    However long a subject is, no line of the mail is too long for a server.
    """
    message = evolve(MESSAGE, subject="a" * 2000)

    assert max(map(len, message.as_bytes().splitlines())) <= 998
    raw = message_from_bytes(message.as_bytes(), policy=policy.compat32)
    assert str(make_header(decode_header(raw["Subject"]))) == message.subject
