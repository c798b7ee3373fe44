"""Addresses of mailboxes (RFC 5321)."""

import re
from collections.abc import Iterable
from unicodedata import normalize

from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.text import one_line

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_EMAIL = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64


def email_address(value: str) -> str:
    """Take one address of a mailbox (RFC 5321), its domain in any letters.

    A domain that would be another one by later rules (IDNA 2008, RFC 5894, 7.2) is
    refused in letters: mail for `straße.example` never goes to `strasse.example`.
    """
    line = one_line(value)
    if any(map(_is_another_domain, line.rpartition("@")[2].split("."))):
        raise refused(value, "expected its domain in the form that begins with 'xn--'")
    if not _is_address(line):
        raise refused(value, "expected one e-mail address, such as 'ap@acme.example'")
    return line


def optional_email(value: str | None) -> str | None:
    """Take an address, or None."""
    return None if value is None else email_address(value)


def email_addresses(value: Iterable[str]) -> tuple[str, ...]:
    """Take addresses of mailboxes, each of them once."""
    return tuple(dict.fromkeys(map(email_address, tuple_of(str, value))))


def optional_addresses(value: Iterable[str] | None) -> tuple[str, ...] | None:
    """Take addresses of mailboxes, or None where others are meant."""
    return None if value is None else email_addresses(value)


def _is_another_domain(label: str) -> bool:
    """Tell if a part of a domain is another one by IDNA 2003, which is what we write.

    Letters that have changed since: ß, final sigma, joiners, some capitals.
    """
    if label.isascii():
        return False
    plain = normalize("NFKC", "".join(map(str.lower, normalize("NFKC", label))))
    try:
        return label.encode("idna").decode("idna") != plain
    except UnicodeError:
        return False  # which is no domain at all


def _is_address(line: str) -> bool:
    local, _, domain = line.rpartition("@")
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    short = len(line) <= _LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL
    plain = "=?" not in line and "_" not in domain  # no encoded word, a host's name
    return short and plain and bool(_EMAIL.fullmatch(line))
