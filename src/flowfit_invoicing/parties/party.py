"""Who sells and who buys, and where mail reaches them."""

import re
from collections.abc import Iterable, Mapping

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, pairs_of, refused
from flowfit_invoicing.text import one_line

from .address import Address

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_EMAIL = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64
_TAX_IDS = ("GST", "QST", "VAT")


def email_address(value: str) -> str:
    """Take one address of a mailbox (RFC 5321), its domain in any letters."""
    line = one_line(value)
    if not _is_address(line):
        raise refused(value, "expected one e-mail address, such as 'ap@acme.example'")
    return line


def _email(value: str | None) -> str | None:
    return None if value is None else email_address(value)


def _is_address(line: str) -> bool:
    local, _, domain = line.rpartition("@")
    try:
        domain.encode("idna")
    except UnicodeError:
        return False
    short = len(line) <= _LONGEST_EMAIL and len(local) <= _LONGEST_LOCAL
    plain = "=?" not in line and "_" not in domain  # no encoded word, a host's name
    return short and plain and bool(_EMAIL.fullmatch(line))


def _tax_ids(
    value: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    pairs = pairs_of(value)
    for kind, _ in pairs:
        if kind not in _TAX_IDS:
            raise refused(kind, f"expected a kind of tax id: {', '.join(_TAX_IDS)}")
    ids = {kind: one_line(number) for kind, number in pairs}
    if len(ids) < len(pairs):
        raise refused(value, "expected one number for each kind of tax id")
    return tuple((kind, ids[kind]) for kind in _TAX_IDS if kind in ids)


@frozen
class Party:
    """A seller (BG-4) or a buyer (BG-7).

    >>> Party("Traduction Laval", tax_ids={"GST": "123456789 RT0001"}).tax_id("GST")
    '123456789 RT0001'
    """

    name: str = field(converter=one_line)
    address: Address | None = field(
        validator=of_type(Address, optional=True), default=None, kw_only=True
    )
    email: str | None = field(converter=_email, default=None, kw_only=True)
    tax_ids: tuple[tuple[str, str], ...] = field(
        converter=_tax_ids, default=(), kw_only=True
    )
    """Registrations (BT-31, BT-32): pairs of GST, QST or VAT and the number."""

    @property
    def identity(self) -> str:
        """What a seller is known by where numbers are given: a tax id, else the name.

        So a name that is written otherwise one day does not begin to count anew.
        """
        return self.tax_ids[0][1] if self.tax_ids else self.name

    def tax_id(self, kind: str) -> str | None:
        """Give the number that this party is registered under for a *kind* of tax."""
        return dict(self.tax_ids).get(kind)
