"""What is written as JSON is read as the very same value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, errors
from flowfit_invoicing.serializing import (
    Link,
    chained,
    from_data,
    from_json,
    read_json,
    to_data,
    to_json,
)
from tests.serializing import chance
from tests.serializing.chance import SLOW
from tests.test_values import DRAFT, ENGINE, INVOICE, USD

LINK = chained([INVOICE])[0]
INSIDE = [
    documents.Sent(on=INVOICE.issue_date, by="Émilie"),
    documents.Closed(on=INVOICE.issue_date, until=INVOICE.issue_date),
    documents.IssuedBy(on=INVOICE.issue_date, by="Émilie"),
    documents.Viewed(on=INVOICE.issue_date),
    documents.Basis.of("fixed", amount=ffi.Money(3, "CAD")),
    documents.Conversion(ffi.Money("18.50", "USD"), USD),
    documents.Waived(
        documents.Basis.of("least", minimum=ffi.Money(45, "CAD")), "Goodwill"
    ),
    documents.Series("F-2026-", width=4),
    errors.Lack("no-languages", "no languages"),
    *INVOICE.claims("F-2026-7"),
    INVOICE.lines[0].terms,
    INVOICE.lines[0].project,
    LINK,
]
"""Values that stand inside others, or beside documents."""

ALL = pytest.mark.parametrize(
    "value",
    [*chance.WRITTEN, *INSIDE],
    ids=[type(value).__name__ for value in [*chance.WRITTEN, *INSIDE]],
)


@ALL
def test_comes_back(value: object) -> None:
    """A value is equal to what it was, to its last digit, and so is its text."""
    text = to_json(value)
    read = from_json(text, type(value))
    assert (read, repr(read), to_json(read)) == (value, repr(value), text)


@ALL
def test_needs_no_type(value: object) -> None:
    """The text says what it is; for people it may have white space."""
    assert from_json(to_json(value, indent=2).encode()) == value
    assert from_data(to_data(value)) == value


@pytest.mark.parametrize("kind", chance.KINDS)
@SLOW
@given(data=st.data())
def test_law(kind: str, data: st.DataObject) -> None:
    """Any value at all comes back, and nothing about it is doubtful."""
    value = data.draw(chance.KINDS[kind])
    text = to_json(value)
    reading = read_json(text)
    assert (reading.value, repr(reading.value)) == (value, repr(value))
    assert reading.findings == ()
    assert to_json(reading.value) == text


@SLOW
@given(draft=chance.drafts(), locale=st.sampled_from(["en-CA", "fr-CA"]))
def test_explanation(draft: ffi.InvoiceDraft, locale: str) -> None:
    """A line explains itself word for word as it did, to the last step."""
    read = from_json(to_json(draft), ffi.InvoiceDraft)
    assert read.lines == draft.lines
    for before, after in zip(draft.lines, read.lines, strict=True):
        assert ffi.explain(after, locale) == ffi.explain(before, locale)
        assert ffi.explanation(after) == ffi.explanation(before)
        assert after.net_amount == before.net_amount


def test_store() -> None:
    """What the store gives a draft comes back too, though it does not count."""
    read = from_json(to_json(DRAFT), ffi.InvoiceDraft)
    assert (read.id, read.version) == ("draft-1", 3)


FORMS: dict[str, tuple[object, object]] = {
    "money": (ffi.Money("18.50", "CAD"), {"amount": "18.50", "currency": "CAD"}),
    "smallest": (
        ffi.Money("1E-28", "CAD"),
        {"amount": f"0.{'0' * 27}1", "currency": "CAD"},
    ),
    "currency": (ffi.Currency("CAD"), "CAD"),
    "pair": (ffi.LanguagePair.parse("en>fr-CA"), "en>fr-CA"),
    "pattern": (ffi.LanguagePattern.parse("*>fr"), "*>fr"),
    "band": (ffi.MatchBand.parse("75-84"), "75-84"),
    "rounding": (ffi.Rounding.HALF_EVEN, "HALF_EVEN"),
    "number pattern": (ffi.NumberPattern.parse("F-%SEQ%"), "F-%SEQ%"),
    "text": (
        ffi.LocalizedText({"en": "Word", "fr": "Mot"}),
        {"en": "Word", "fr": "Mot"},
    ),
    "text in no language": (ffi.LocalizedText("Word"), {"und": "Word"}),
    "text in another order": (
        ffi.LocalizedText({"fr": "Mot", "en": "Word"}),
        [["fr", "Mot"], ["en", "Word"]],
    ),
    "what is usual is left out": (ffi.PaymentTerms(30), {}),
    "what is not is written": (ffi.PaymentTerms(60), {"days": 60}),
    "none where something is usual": (
        ffi.Discount(10, "Remise", code=None),
        {"percent": "10", "reason": {"und": "Remise"}, "code": None},
    ),
    "pairs by name": (
        ffi.Analysis.of(new=1000, repetition="77.5"),
        {"counts": {"new": "1000", "repetition": "77.5"}},
    ),
    "day": (documents.Sent(on=INVOICE.issue_date), {"on": "2026-11-24"}),
    "one of several types": (
        ffi.Fee(ffi.Money(3, "CAD"), "Fee"),
        {
            "amount": {"type": "money", "data": {"amount": "3", "currency": "CAD"}},
            "reason": {"und": "Fee"},
        },
    ),
    "number or money": (
        ffi.Fee("18.50", "Fee"),
        {"amount": {"type": "decimal", "data": "18.50"}, "reason": {"und": "Fee"}},
    ),
    "bytes": (
        ffi.RenderedDocument("a.html", "text/html", b"<html>"),
        {"name": "a.html", "media_type": "text/html", "content": "PGh0bWw+"},
    ),
    "anything": (
        ffi.Finding.warning("missing-client", "P-7", project="P-7", count=3),
        {
            "code": "missing-client",
            "severity": "warning",
            "place": ["P-7"],
            "facts": [["project", "P-7"], ["count", 3]],
        },
    ),
}
"""Words for a form, a value and its data."""


@pytest.mark.parametrize(("value", "data"), FORMS.values(), ids=FORMS)
def test_forms(value: object, data: object) -> None:
    """Short texts where there are some, numbers as strings, nothing that is usual."""
    assert to_data(value)["data"] == data


def test_envelope() -> None:
    """A text says its type and its version, and has one form only."""
    assert to_json(ffi.Money("18.50", "CAD")) == (
        '{"data":{"amount":"18.50","currency":"CAD"},"type":"money","version":1}'
    )
    assert to_json(ffi.Currency("CAD"), indent=2) == (
        '{\n  "data": "CAD",\n  "type": "currency",\n  "version": 1\n}'
    )
    assert '"Remise client"' in to_json(ENGINE)
    assert "é" in to_json(ffi.LocalizedText("é"))


def test_usual_parts_may_come_later() -> None:
    """A part that an older text has not got is what it usually is."""
    text = '{"type":"client","version":1,"data":{"code":"A","party":{"name":"A"}}}'
    assert from_json(text) == ffi.Client("A", ffi.Party("A"))


def test_link() -> None:
    """A link of a chain is a value as well."""
    assert from_json(to_json(LINK), Link) == LINK
