"""A draft tells all that is wrong or doubtful about it before it is issued."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Contact,
    Finding,
    InvoiceDraft,
    Money,
    Party,
    PaymentTerms,
    Tax,
)
from flowfit_invoicing.errors import (
    DueBeforeIssueError,
    EmptyDraftError,
    IncompleteDraftError,
    InvoicingError,
)
from tests.documents.bills import DAY, DRAFT, line
from tests.quickstart import ACME, AGENCY

ASKING = evolve(ACME, contacts=[Contact("Marie Roy")], requires_purchase_order=True)
REGISTERED = Tax("GST", {"en": "GST", "fr": "TPS"}, 5, registration="123456789 RT0001")
BARE = evolve(REGISTERED, registration=None)
VAT = Tax("VAT", {"en": "VAT", "fr": "TVA"}, 20)
EXPORT = Tax("GST", "GST", 0, category="G", reason="Zero-rated")
GOOD = evolve(
    DRAFT,
    client=ASKING,
    lines=[line("100")],
    taxes=[REGISTERED],
    purchase_order="PO-77",
)
UNREGISTERED = (
    "warning: {}: charged without a registration number of Traduction Laval inc."
)


def party(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever it is
    return {"client": evolve(ASKING, party=evolve(ACME.party, **parts))}


CASES: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all is well": ({}, []),
    "no line": (
        {"lines": []},
        ["error: this draft: has no line, add one before it is issued"],
    ),
    "no purchase order": (
        {"purchase_order": None},
        ["error: client ACME: asks for a purchase order, and the draft has none"],
    ),
    "none, where none is asked for": (
        {
            "client": evolve(ASKING, requires_purchase_order=False),
            "purchase_order": None,
        },
        [],
    ),
    "a tax without a number": (
        {"taxes": [BARE]},
        [UNREGISTERED.format("GST")],
    ),
    "less than 100.00 in all": (
        {"taxes": [BARE], "lines": [line("95.22")]},
        [],
    ),
    "100.00 in all": (
        {"taxes": [BARE], "lines": [line("95.24")]},
        [UNREGISTERED.format("GST")],
    ),
    "less than 100.00 euros": (
        {"taxes": [BARE], "lines": [line("1", "EUR")], "currency": "EUR"},
        [UNREGISTERED.format("GST")],
    ),
    "another tax, however little": (
        {"taxes": [VAT], "lines": [line("1")]},
        [UNREGISTERED.format("VAT")],
    ),
    "a tax of a line": (
        {"lines": [line("1"), line("1").with_taxes([VAT])]},
        [UNREGISTERED.format("VAT")],
    ),
    "a tax that is not charged": ({"taxes": [EXPORT]}, []),
    "a buyer without an address": (
        party(address=None),
        ["warning: Acme inc.: has no postal address"],
    ),
    "a seller without an address": (
        {"seller": evolve(AGENCY, address=None)},
        ["warning: Traduction Laval inc.: has no postal address"],
    ),
    "a buyer without an e-mail": (
        party(email=None),
        ["warning: Acme inc.: has no e-mail address"],
    ),
    "recipients of its own": (
        {**party(email=None), "recipients": ["ap@acme.example"]},
        [],
    ),
    "a seller without an e-mail": (
        {"seller": evolve(AGENCY, email=None)},
        ["warning: Traduction Laval inc.: has no e-mail address"],
    ),
    "nobody to turn to": (
        {"client": evolve(ASKING, contacts=[])},
        ["warning: client ACME: has nobody named to turn to"],
    ),
    "somebody for this one": (
        {"client": evolve(ASKING, contacts=[]), "contact": Contact("Luc")},
        [],
    ),
    "lines of nothing": (
        {"lines": [line("0"), line("100"), line("0")]},
        [
            "warning: line 1, Courier: comes to nothing",
            "warning: line 3, Courier: comes to nothing",
        ],
    ),
    "more off than there is": (
        {
            "lines": [line("1")],
            "adjustments": GOOD.with_allowance(
                "A", amount=Money("1.01", "CAD")
            ).adjustments,
        },
        ["error: a total of -CA$0.01: expected zero or more"],
    ),
    "all off": (
        {
            "lines": [line("1")],
            "adjustments": GOOD.with_allowance("A", amount=Money(1, "CAD")).adjustments,
        },
        [],
    ),
}


def written(findings: tuple[Finding, ...]) -> list[str]:
    return [f"{each.severity}: {each}" for each in findings]


@pytest.mark.parametrize(("parts", "expected"), CASES.values(), ids=CASES)
def test_check(parts: dict[str, Any], expected: list[str]) -> None:
    """Each thing is told once, as an error if it keeps the draft from being issued."""
    assert written(evolve(GOOD, **parts).check()) == expected


@pytest.mark.parametrize(("parts", "expected"), CASES.values(), ids=CASES)
def test_in_french(parts: dict[str, Any], expected: list[str]) -> None:
    """Whatever is told has a hint, and is told in French too."""
    findings = evolve(GOOD, **parts).check()
    assert len(findings) == len(expected)
    for finding in findings:
        assert finding.hint("en") != finding.hint("fr-CA") != ""
        assert finding.message("fr-CA") != finding.message("en")


def test_all_at_once() -> None:
    """All is told at once, what is wrong first of all."""
    bare = InvoiceDraft(
        seller=Party("Us"),
        client=evolve(ASKING, party=Party("You"), contacts=[]),
        currency="CAD",
    )
    assert [each.code for each in bare.check()] == [
        "empty-draft",
        "purchase-order-required",
        "address-missing",
        "address-missing",
        "no-recipient",
        "no-recipient",
        "contact-missing",
    ]


def test_due_date() -> None:
    """Where the calendar ends, an invoice is never due, which is told for that day."""
    assert GOOD.check(DAY) == ()
    (found,) = GOOD.check(date.max)
    assert (found.code, found.severity) == ("invalid-value", "error")


PAID_BY = evolve(ACME, payment_terms=PaymentTerms.on(date(2026, 11, 23)))
LATE = Finding.of(DueBeforeIssueError(date(2026, 11, 23), DAY))


def test_due_before_it_is_issued() -> None:
    """A day that was agreed and has passed is told, not raised."""
    draft = evolve(GOOD, client=evolve(PAID_BY, contacts=ASKING.contacts))
    assert draft.check(date(2026, 11, 23)) == ()
    assert draft.check(DAY) == (LATE,)


WRONG: dict[str, tuple[dict[str, Any], date, InvoicingError]] = {
    "no purchase order": (
        {"purchase_order": None, "id": "draft-1"},
        DAY,
        IncompleteDraftError(
            "draft-1",
            (Finding("purchase-order-required", "error", (), {"client": "ACME"}),),
        ),
    ),
    "no purchase order, and due before": (
        {
            "purchase_order": None,
            "client": evolve(PAID_BY, requires_purchase_order=True),
        },
        DAY,
        IncompleteDraftError(
            None,
            (
                Finding("purchase-order-required", "error", (), {"client": "ACME"}),
                LATE,
            ),
        ),
    ),
    "no line, which goes before all": (
        {"purchase_order": None, "lines": []},
        DAY,
        EmptyDraftError(None),
    ),
}


@pytest.mark.parametrize(("parts", "on", "error"), WRONG.values(), ids=WRONG)
def test_not_issued(parts: dict[str, Any], on: date, error: InvoicingError) -> None:
    """What is wrong keeps a draft from being issued, and all of it is told."""
    with pytest.raises(type(error)) as raised:
        evolve(GOOD, **parts).issue("F-1", on)
    assert raised.value == error


def test_all_that_is_wrong() -> None:
    """One error tells all that is wrong, and nothing that is merely doubtful."""
    doubtful = evolve(GOOD, purchase_order=None, seller=Party("Us"))
    with pytest.raises(IncompleteDraftError) as raised:
        doubtful.issue("F-1", date.max)
    codes = [each.code for each in raised.value.findings]
    assert codes == ["purchase-order-required", "invalid-value"]


def test_doubtful_is_issued() -> None:
    """Warnings keep nobody from issuing."""
    doubtful = evolve(GOOD, seller=Party("Us"), lines=[line("0")], taxes=[BARE])
    assert doubtful.check()
    assert doubtful.issue("F-1", DAY).number == "F-1"
