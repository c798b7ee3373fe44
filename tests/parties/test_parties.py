"""Sellers, buyers and clients are who they are, where they are."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import Address, Client, Contact, Currency, Party, PaymentTerms
from flowfit_invoicing.errors import InvalidValueError

ACME = Party("Acme inc.")


def address(**parts: Any) -> Address:  # noqa: ANN401 - whatever it is
    parts.setdefault("country", "CA")
    return Address(**parts)


def party(**parts: Any) -> Party:  # noqa: ANN401 - whatever it is
    parts.setdefault("name", "Acme inc.")
    return Party(**parts)


def client(**parts: Any) -> Client:  # noqa: ANN401 - whatever it is
    parts.setdefault("code", "ACME")
    parts.setdefault("party", ACME)
    return Client(**parts)


def terms(**parts: Any) -> PaymentTerms:  # noqa: ANN401 - whatever it is
    return PaymentTerms(**parts)


def test_address() -> None:
    """An address has a country, and as much more as is known."""
    bare = address()
    assert (bare.lines, bare.city, bare.region, bare.postal_code) == ((), "", None, "")
    assert address(lines=iter(["1", "2"])).lines == ("1", "2")
    assert address(lines="12, rue des Érables").lines == ("12, rue des Érables",)


def test_country_has_no_default() -> None:
    """Where a party is decides on taxes, so nobody guesses it."""
    with pytest.raises(TypeError, match="country"):
        Address()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]  # that is the case


ADDRESS_REFUSED: dict[str, dict[str, Any]] = {
    "small letters": {"country": "ca"},
    "three letters": {"country": "CAN"},
    "a name": {"country": "Canada"},
    "a newline": {"country": "CA\n"},
    "fullwidth letters": {"country": "ＣＡ"},
    "no country": {"country": None},
    "empty country": {"country": ""},
    "no lines": {"lines": None},
    "a number as lines": {"lines": 12},
    "numbers in lines": {"lines": [12]},
    "bytes as lines": {"lines": b"12"},
    "a blank line": {"lines": ["12, rue", ""]},
    "two lines in one": {"lines": "12, rue\nLaval"},
    "no city": {"city": None},
    "empty region": {"region": ""},
    "no postal code": {"postal_code": None},
}


@pytest.mark.parametrize("parts", ADDRESS_REFUSED.values(), ids=ADDRESS_REFUSED)
def test_refuses_what_is_no_address(parts: dict[str, Any]) -> None:
    """A country is a code of ISO 3166, a line is one line."""
    with pytest.raises(InvalidValueError):
        address(**parts)


EMAILS = [
    "ap@acme.example",
    "a.p+x@sub.acme.example",
    "ap@société.example",
    "o'b@a.example",
    "ap@QUÉBEC.example",
    "ap@βόλοσ.example",
    "ap@xn--strae-oqa.example",
    "ap@İstanbul.example",
    "ap@日本.example",
]


@pytest.mark.parametrize("email", EMAILS)
def test_emails(email: str) -> None:
    """An address to mail to is kept as it is."""
    assert party(email=email).email == email


NO_EMAILS: dict[str, object] = {
    "empty": "",
    "no at": "acme",
    "no mailbox": "@acme.example",
    "no domain": "ap@",
    "two ats": "a@b@acme.example",
    "a space": "a p@acme.example",
    "a no-break space": "ap\u00a0@acme.example",
    "a quoted mailbox": '"a p"@acme.example',
    "a mailbox that few servers take": "é@acme.example",
    "two, by comma": "a@acme.example,b@acme.example",
    "two, by semicolon": "a@acme.example;b@acme.example",
    "a name before it": "Acme <ap@acme.example>",
    "a link": "mailto:ap@acme.example",
    "a header behind it": "ap@acme.example\nBcc: all@acme.example",
    "a carriage return": "ap@acme.example\r",
    "a line separator": "ap@acme.example\u2028",
    "a null": "ap\0@acme.example",
    "an empty label": "ap@acme..example",
    "a label too long for DNS": f"ap@{'x' * 64}.example",
    "an accented label too long for DNS": f"ap@{'é' * 64}.example",
    "bytes": b"ap@acme.example",
    "a number": 5,
}


@pytest.mark.parametrize("email", NO_EMAILS.values(), ids=NO_EMAILS)
def test_refuses_what_is_no_email(email: object) -> None:
    """One plain address and nothing that a mail header could be led astray by."""
    with pytest.raises(InvalidValueError):
        party(email=email)


OTHER_DOMAINS = {
    "sharp s": "straße.example",
    "capital sharp s": "STRAẞE.example",
    "sharp s in a part": "post.groß.example",
    "final sigma": "βόλος.example",
    "zero width joiner": "पत्र\u200dी.example",
    "zero width non-joiner": "نامه\u200cای.example",
}


@pytest.mark.parametrize("domain", OTHER_DOMAINS.values(), ids=OTHER_DOMAINS)
def test_refuses_what_would_be_another_domain(domain: str) -> None:
    """What the rules of 2003 and of 2008 encode differently is given as xn--."""
    with pytest.raises(InvalidValueError, match="form that begins with 'xn--'"):
        party(email=f"ap@{domain}")


def test_tax_ids() -> None:
    """Registrations are kept in one order, so that equal parties are equal."""
    ids = {"VAT": "FR123", "QST": "1234567890 TQ0001", "GST": "123456789 RT0001"}
    registered = party(tax_ids=ids)
    assert [kind for kind, _ in registered.tax_ids] == ["GST", "QST", "VAT"]
    assert registered == party(tax_ids=sorted(ids.items()))
    assert registered.tax_id("QST") == "1234567890 TQ0001"
    assert party(tax_ids={"GST": "1"}).tax_id("VAT") is None
    assert party().tax_ids == ()


PARTY_REFUSED: dict[str, dict[str, Any]] = {
    "no name": {"name": None},
    "a blank name": {"name": " "},
    "a written address": {"address": "12, rue des Érables, Laval"},
    "a mapping as address": {"address": {"country": "CA"}},
    "an unknown tax id": {"tax_ids": {"EIN": "12-3456789"}},
    "a tax id in small letters": {"tax_ids": {"gst": "1"}},
    "a blank tax id": {"tax_ids": {"GST": ""}},
    "a number as tax id": {"tax_ids": {"GST": 123456789}},
    "a kind that cannot be hashed": {"tax_ids": [([], "1")]},
    "two of a kind": {"tax_ids": [("GST", "1"), ("GST", "2")]},
    "tax ids as text": {"tax_ids": "GST 1"},
    "no tax ids": {"tax_ids": None},
}


@pytest.mark.parametrize("parts", PARTY_REFUSED.values(), ids=PARTY_REFUSED)
def test_refuses_what_is_no_party(parts: dict[str, Any]) -> None:
    """A party has a name and one number for each kind of tax, of which none is lost."""
    with pytest.raises(InvalidValueError):
        party(**parts)


VAT_IDS = {
    "of a country of the EU": ("FR 12 345678901", None),
    "of the address's country": ("DE136695976", "DE"),
    "Greece has another code": ("EL123456789", "GR"),
    "Northern Ireland": ("XI123456789", "GB"),
    "the United Kingdom": ("GB123456789", "GB"),
    "Switzerland": ("CHE-123.456.789 MWST", "CH"),
    "registered in the EU from outside": ("IE6388047V", "US"),
    "a department overseas": ("FR12345678901", "RE"),
}


@pytest.mark.parametrize(("vat_id", "country"), VAT_IDS.values(), ids=VAT_IDS)
def test_vat_ids(vat_id: str, country: str | None) -> None:
    """A VAT id begins with the code of its country (EN 16931, BR-CO-09)."""
    where = None if country is None else address(country=country)
    assert party(address=where, tax_ids={"VAT": vat_id}).tax_id("VAT") == vat_id


VAT_IDS_REFUSED = {
    "of another country": ("DE136695976", "FR", "FR"),
    "by the code of ISO 3166 in Greece": ("GR123456789", "GR", "EL"),
    "Northern Ireland's, in Ireland": ("XI123456789", "IE", "IE"),
    "the United Kingdom's, in France": ("GB123456789", "FR", "FR"),
    "no country": ("123456789", None, "the code of a country of the EU"),
    "no country of the EU": ("CA123456789", None, "the code of a country of the EU"),
    "of no country of the EU, elsewhere": (
        *("GB123456789", "CA", "the code of a country of the EU"),
    ),
    "small letters": ("de136695976", "DE", "DE"),
    "a code alone": ("DE ", "DE", "DE"),
}


@pytest.mark.parametrize(
    ("vat_id", "country", "expected"), VAT_IDS_REFUSED.values(), ids=VAT_IDS_REFUSED
)
def test_refuses_what_is_no_vat_id(
    vat_id: str, country: str | None, expected: str
) -> None:
    """A VAT id of the wrong country is told before it is on an invoice."""
    where = None if country is None else address(country=country)
    with pytest.raises(InvalidValueError) as raised:
        party(address=where, tax_ids={"VAT": vat_id})
    assert raised.value.expected == f"expected a VAT id that begins with {expected}"
    assert vat_id in raised.value.culprit


@given(st.integers(0, 3660), st.dates(max_value=date(9000, 1, 1)))
def test_due(days: int, issued: date) -> None:
    """What is due is due so many days after it was issued, the day itself included."""
    assert PaymentTerms(days).due(issued) == issued + timedelta(days=days)


def test_terms() -> None:
    """Without another agreement, 30 days are given."""
    assert PaymentTerms().days == 30
    assert PaymentTerms(30).due(date(2026, 11, 24)) == date(2026, 12, 24)


@pytest.mark.parametrize("days", [-1, 3661, True, 30.0, "30", None], ids=repr)
def test_terms_are_whole_days(days: object) -> None:
    """Terms are a number of days that somebody could have agreed on."""
    with pytest.raises(InvalidValueError, match="expected a"):
        terms(days=days)


@pytest.mark.parametrize("on", [datetime(2026, 11, 24, tzinfo=UTC), "2026-11-24", None])
def test_issued_on_a_day(on: Any) -> None:  # noqa: ANN401 - whatever it is
    """Terms are counted from a day, not from a moment."""
    with pytest.raises(InvalidValueError, match=r"expected a datetime\.date"):
        PaymentTerms().due(on)


def test_client() -> None:
    """A client is asked in English for 30 days, unless something else was agreed."""
    bare = client()
    assert (bare.language, bare.rate_list, bare.currency) == ("en", None, None)
    assert bare.payment_terms == PaymentTerms(30)
    assert str(bare) == "ACME"
    agreed = client(language="cr-CANS-ca", currency="CAD", rate_list="Acme")
    assert (agreed.language, agreed.currency) == ("cr-Cans-CA", Currency("CAD"))


def test_contact() -> None:
    """A person has a name, and as much more as is known."""
    bare = Contact("Marie Roy")
    assert (bare.name, bare.email, bare.phone, bare.role) == (
        "Marie Roy",
        None,
        None,
        None,
    )
    reached = Contact("Marie", email="m@a.ca", phone="+1 514 555 0100", role="PM")
    assert (reached.email, reached.phone, reached.role) == (
        "m@a.ca",
        "+1 514 555 0100",
        "PM",
    )


CONTACT_REFUSED: dict[str, dict[str, Any]] = {
    "a blank name": {"name": " "},
    "no address": {"name": "Marie", "email": "marie"},
    "a phone of two lines": {"name": "Marie", "phone": "1\n2"},
    "an empty role": {"name": "Marie", "role": ""},
}


@pytest.mark.parametrize("parts", CONTACT_REFUSED.values(), ids=CONTACT_REFUSED)
def test_refuses_what_is_no_contact(parts: dict[str, Any]) -> None:
    """A person has a name of one line and an address that takes mail."""
    with pytest.raises(InvalidValueError):
        Contact(**parts)


def test_contacts_and_recipients() -> None:
    """A client has people, and addresses for its documents, each of them once."""
    bare = client()
    assert (bare.contacts, bare.recipients, bare.cc) == ((), None, ())
    assert not bare.requires_purchase_order
    marie = Contact("Marie")
    some = client(
        contacts=iter([marie]), recipients=["a@b.ca", "c@d.ca", "a@b.ca"], cc=["e@f.ca"]
    )
    assert some.contacts == (marie,)
    assert (some.recipients, some.cc) == (("a@b.ca", "c@d.ca"), ("e@f.ca",))


MAIL_TO: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "its recipients": ({"recipients": ["a@b.ca"]}, ("a@b.ca",)),
    "its party": (
        {"party": Party("Acme", email="ap@acme.example")},
        ("ap@acme.example",),
    ),
    "nobody on purpose": (
        {"party": Party("Acme", email="ap@acme.example"), "recipients": []},
        (),
    ),
    "nobody known": ({}, ()),
}


@pytest.mark.parametrize(("parts", "expected"), MAIL_TO.values(), ids=MAIL_TO)
def test_mail_to(parts: dict[str, Any], expected: tuple[str, ...]) -> None:
    """Documents go to the client's recipients, else to its party."""
    assert client(**parts).mail_to == expected


CLIENT_REFUSED: dict[str, dict[str, Any]] = {
    "an empty code": {"code": ""},
    "a name as party": {"party": "Acme inc."},
    "no party": {"party": None},
    "a client as party": {"party": client()},
    "no language": {"language": None},
    "a name of a language": {"language": "français"},
    "a path as language": {"language": "../../etc/passwd"},
    "an empty rate list": {"rate_list": ""},
    "days as terms": {"payment_terms": 30},
    "no terms": {"payment_terms": None},
    "an unknown currency": {"currency": "XYZ"},
    "an empty currency": {"currency": ""},
    "a lone contact": {"contacts": Contact("Marie")},
    "names as contacts": {"contacts": ["Marie"]},
    "a lone recipient": {"recipients": "a@b.ca"},
    "no recipient": {"recipients": ["a"]},
    "no copies": {"cc": None},
    "yes as requirement": {"requires_purchase_order": "yes"},
}


@pytest.mark.parametrize("parts", CLIENT_REFUSED.values(), ids=CLIENT_REFUSED)
def test_refuses_what_is_no_client(parts: dict[str, Any]) -> None:
    """A client is a party with what was agreed, each in its own type."""
    with pytest.raises(InvalidValueError):
        client(**parts)


def test_end_of_days() -> None:
    """Where the calendar ends, there are no terms of payment."""
    with pytest.raises(InvalidValueError, match="before the year 9990"):
        PaymentTerms(30).due(date.max)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "a@b.c.",
            "a@-b",
            "a@b-.c",
            "a..b@c.d",
            ".a@b.c",
            "a.@b.c",
            "a@b_c.d",
            "a@b%c",
        ),
        *("a@b/c", "a@b'c", "a@!.x", "@", "a@", "@b", "a b@c", "a@b, c@d", "a@b@c"),
        *(
            f"{'a' * 65}@b.c",
            f"a@{'b' * 60}.{'c.' * 100}d",
            "é@b.c",
            "=?utf-8?q?x=0D=0A?=@b.ca",
        ),
    ],
)
def test_no_mailbox(address: str) -> None:
    """What mail servers would not take is refused at the door."""
    with pytest.raises(InvalidValueError):
        Party("Acme", email=address)


@pytest.mark.parametrize(
    "address", ["a@b", "o'neil+x@acme.example", "a.b_c@x-y.example", "a@québec.example"]
)
def test_mailbox(address: str) -> None:
    """What mail servers take is taken."""
    assert Party("Acme", email=address).email == address
