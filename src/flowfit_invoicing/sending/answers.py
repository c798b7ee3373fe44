"""What the answers of a mail server mean for those whom a message is for."""

from collections.abc import Callable, Iterable, Mapping
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import TypeAlias

from flowfit_invoicing.ports import Refusal, ascii_address

Answer: TypeAlias = tuple[int, bytes]
"""The code and the words (RFC 5321, 4.2)."""

_LONGEST_ANSWER = 500
_NOT_TRIED: Answer = (0, b"hung up before its turn")


def refusals_of(
    addresses: Iterable[str], hand_over: Callable[[], Mapping[str, Answer]]
) -> tuple[Refusal, ...]:
    """Give the addresses that a server refuses a message for as it is handed over."""
    try:
        refused = hand_over()
    except SMTPRecipientsRefused as error:
        # Nobody gets it: neither who was refused, nor who was not asked for any more.
        return _refused(addresses, error.recipients, others=_NOT_TRIED)
    except SMTPResponseException as error:
        words = error.smtp_error
        said = words.encode() if isinstance(words, str) else words
        return _refused(addresses, {}, others=(error.smtp_code, said))
    return _refused(addresses, refused)


def _refused(
    addresses: Iterable[str],
    answers: Mapping[str, Answer],
    others: Answer | None = None,
) -> tuple[Refusal, ...]:
    found = ((each, answers.get(ascii_address(each), others)) for each in addresses)
    return tuple(_refusal(each, answer) for each, answer in found if answer is not None)


def _refusal(address: str, answer: Answer) -> Refusal:
    code, words = answer
    text = words.decode("utf-8", "replace")
    line = " ".join(part for part in text.split() if part.isprintable())
    said = f"{code or ''} {line}".strip()[:_LONGEST_ANSWER]
    return Refusal(address, said, permanent=500 <= code <= 599)  # noqa: PLR2004 - 5xx
