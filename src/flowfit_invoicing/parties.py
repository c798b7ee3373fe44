"""Who sells and who buys, where they are, whom to turn to, and when they pay."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from attrs import field, frozen

from .doors import day, flag, of_type, pairs_of, refused, tuple_of, whole_number
from .money import Currency, currency
from .text import one_line, optional_line, possibly_empty_line, tag

_LOCAL = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_EMAIL = re.compile(rf"{_LOCAL}(?:\.{_LOCAL})*@{_LABEL}(?:\.{_LABEL})*")
_LONGEST_EMAIL = 254
_LONGEST_LOCAL = 64
_COUNTRY = re.compile(r"[A-Z]{2}")
_TAX_IDS = ("GST", "QST", "VAT")
_EU_PREFIXES = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR"),
        *("HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI"),
        "SK",
    )
)
_VAT_PREFIXES = _EU_PREFIXES | {"XI"}
_LONGEST_TERM = 3_660


def _lines(value: Iterable[str] | str) -> tuple[str, ...]:
    if not isinstance(value, Iterable):
        raise refused(value, "expected the lines of an address")
    return tuple(map(one_line, (value,) if isinstance(value, str) else value))


def _country(value: str) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise refused(value, "expected a country code of ISO 3166, such as 'CA'")
    return str.__str__(value)


@frozen(kw_only=True)
class Address:
    """A postal address (BG-5, BG-8).

    `region` decides on the taxes of Canada: a code of ISO 3166-2, such as `QC`.
    """

    lines: tuple[str, ...] = field(converter=_lines, default=())
    city: str = field(converter=possibly_empty_line, default="")
    region: str | None = field(converter=optional_line, default=None)
    postal_code: str = field(converter=possibly_empty_line, default="")
    country: str = field(converter=_country)


def email_address(value: str) -> str:
    """Take one address of a mailbox (RFC 5321), its domain in any letters."""
    line = one_line(value)
    if not _is_address(line):
        raise refused(value, "expected one e-mail address, such as 'ap@acme.example'")
    return line


def _email(value: str | None) -> str | None:
    return None if value is None else email_address(value)


def email_addresses(value: Iterable[str]) -> tuple[str, ...]:
    """Take addresses of mailboxes, each of them once."""
    return tuple(dict.fromkeys(map(email_address, tuple_of(str, value))))


def optional_addresses(value: Iterable[str] | None) -> tuple[str, ...] | None:
    """Take addresses of mailboxes, or None where others are meant."""
    return None if value is None else email_addresses(value)


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


def _check_vat_id(vat_id: str, address: Address | None) -> None:
    """Refuse a VAT id without the prefix of a country, or with that of another one.

    It is the country's code of ISO 3166 (EN 16931, BR-CO-09), but EL in Greece; XI is
    Northern Ireland's. Who is outside the EU may be registered in any of its countries.
    """
    country = None if address is None else address.country
    own = "EL" if country == "GR" else country
    abroad = own not in _EU_PREFIXES
    prefix, number = vat_id[:2], vat_id[2:].strip()
    if not number or (prefix != own and not (abroad and prefix in _VAT_PREFIXES)):
        expected = "the code of a country of the EU" if abroad else own
        raise refused(vat_id, f"expected a VAT id that begins with {expected}")


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

    def __attrs_post_init__(self) -> None:
        vat_id = self.tax_id("VAT")
        if vat_id is not None:
            _check_vat_id(vat_id, self.address)

    def tax_id(self, kind: str) -> str | None:
        """Give the number that this party is registered under for a *kind* of tax."""
        return dict(self.tax_ids).get(kind)


@frozen
class Contact:
    """A person to turn to (BG-9).

    >>> Contact("Marie Roy", email="marie@acme.example", role="Accounting").name
    'Marie Roy'
    """

    name: str = field(converter=one_line)
    email: str | None = field(converter=_email, default=None, kw_only=True)
    phone: str | None = field(converter=optional_line, default=None, kw_only=True)
    role: str | None = field(converter=optional_line, default=None, kw_only=True)
    """What the person does there, such as accounting or projects."""


def _contacts(value: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple_of(Contact, value)


def _days(value: int) -> int:
    days = whole_number(value)
    if not 0 <= days <= _LONGEST_TERM:
        raise refused(value, "expected a number of days from 0 to ten years")
    return days


@frozen
class PaymentTerms:
    """When an invoice is to be paid (BT-20).

    >>> PaymentTerms(days=30).due(date(2026, 11, 24))
    datetime.date(2026, 12, 24)
    """

    days: int = field(converter=_days, default=30)

    def due(self, issue_date: date) -> date:
        """Give the last day on which payment is in time (BT-9)."""
        try:
            return day(issue_date) + timedelta(days=self.days)
        except OverflowError:
            raise refused(issue_date, "expected a day before the year 9990") from None


def _optional_currency(value: Currency | str | None) -> Currency | None:
    return None if value is None else currency(value)


@frozen
class Client:
    """A client of the agency, and what was agreed with it."""

    code: str = field(converter=one_line)
    party: Party = field(validator=of_type(Party))
    language: str = field(converter=tag, default="en", kw_only=True)
    """The language of its documents, a tag of BCP 47."""

    rate_list: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The name of its own rate list; None is the catalog's default."""

    payment_terms: PaymentTerms = field(
        validator=of_type(PaymentTerms), default=PaymentTerms(30), kw_only=True
    )
    currency: Currency | None = field(
        converter=_optional_currency, default=None, kw_only=True
    )
    """The currency it is billed in; None is that of its rate list."""

    contacts: tuple[Contact, ...] = field(converter=_contacts, default=(), kw_only=True)
    """Whom to turn to; documents are for the attention of the first."""

    recipients: tuple[str, ...] | None = field(
        converter=optional_addresses, default=None, kw_only=True
    )
    """Addresses that documents are mailed to; None is the e-mail of its party."""

    cc: tuple[str, ...] = field(converter=email_addresses, default=(), kw_only=True)
    """Addresses that get a copy of each mail."""

    requires_purchase_order: bool = field(validator=flag, default=False, kw_only=True)
    """Whether it pays no invoice without a purchase order of its own."""

    @property
    def mail_to(self) -> tuple[str, ...]:
        """Addresses that documents are mailed to; none if nobody knows one."""
        if self.recipients is not None:
            return self.recipients
        return () if self.party.email is None else (self.party.email,)

    def __str__(self) -> str:
        return self.code
