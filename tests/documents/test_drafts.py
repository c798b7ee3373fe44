"""A draft can be changed until it is issued."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Contact,
    InvoiceDraft,
    PaymentTerms,
    PercentAllowance,
    Period,
)
from flowfit_invoicing.documents import DraftChanges
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    DueBeforeIssueError,
    EmptyDraftError,
    InvalidValueError,
)
from tests.documents.bills import COURIER, DAY, DRAFT, GST, QST, line
from tests.quickstart import ACME

SAVED = evolve(DRAFT, id="draft-1", version=3)
OTHER = evolve(ACME, code="OTHER", payment_terms=PaymentTerms(days=0))
MARIE = Contact("Marie Roy")
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))
TENTH = PercentAllowance(10, "Agreed discount")

EDITS: dict[str, tuple[DraftChanges, str, object]] = {
    "notes": ({"notes": "Merci !"}, "notes", "Merci !"),
    "purchase order": ({"purchase_order": "PO-77"}, "purchase_order", "PO-77"),
    "no purchase order": ({"purchase_order": None}, "purchase_order", None),
    "taxes": ({"taxes": [GST]}, "taxes", (GST,)),
    "lines": ({"lines": iter([COURIER, COURIER])}, "lines", (COURIER, COURIER)),
    "no lines": ({"lines": []}, "lines", ()),
    "client": ({"client": OTHER}, "client", OTHER),
    "nothing": ({}, "lines", (COURIER,)),
    "internal notes": (
        {"internal_notes": "Slow payer"},
        "internal_notes",
        "Slow payer",
    ),
    "their reference": ({"client_reference": "R-1"}, "client_reference", "R-1"),
    "a cost centre": ({"cost_centre": "4711"}, "cost_centre", "4711"),
    "a contact": ({"contact": MARIE}, "contact", MARIE),
    "a period": ({"period": NOVEMBER}, "period", NOVEMBER),
    "a language": ({"language": "FR-ca"}, "language", "fr-CA"),
    "a grouping": ({"grouping": "project"}, "grouping", "project"),
    "recipients": ({"recipients": iter(["a@b.ca"])}, "recipients", ("a@b.ca",)),
    "copies": ({"cc": ["a@b.ca", "a@b.ca"]}, "cc", ("a@b.ca",)),
    "adjustments": ({"adjustments": [TENTH]}, "adjustments", (TENTH,)),
}


@pytest.mark.parametrize(("changes", "name", "expected"), EDITS.values(), ids=EDITS)
def test_edit(changes: DraftChanges, name: str, expected: object) -> None:
    """A changed copy has what was changed, and is still the same draft of the store."""
    edited = SAVED.edit(**changes)
    assert getattr(edited, name) == expected
    assert (edited.id, edited.version) == ("draft-1", 3)
    assert SAVED == DRAFT


NO_EDITS: dict[str, dict[str, Any]] = {
    "the currency": {"currency": "EUR"},
    "the seller": {"seller": OTHER.party},
    "the id": {"id": "draft-2"},
    "the version": {"version": 4},
    "the hand": {"taxes_by_hand": True},
    "the number": {"number": "F-1"},
    "a slip": {"note": "Merci !"},
}


@pytest.mark.parametrize("changes", NO_EDITS.values(), ids=NO_EDITS)
def test_edit_changes_nothing_else(changes: dict[str, Any]) -> None:
    """Who sells, in what currency, and what the store keeps is not to be edited."""
    with pytest.raises(InvalidValueError) as raised:
        SAVED.edit(**changes)
    (name,) = changes
    assert str(raised.value) == (
        f"'{name}': expected one of adjustments, cc, client, client_reference, "
        "contact, cost_centre, deductions, grouping, internal_notes, language, lines, "
        "notes, period, prepayments, purchase_order, recipients, rounding, taxes"
    )


def test_edited_lines_are_in_the_currency() -> None:
    """What is edited goes through the same doors."""
    with pytest.raises(CurrencyMismatchError):
        DRAFT.edit(lines=[line("1", "EUR")])
    with pytest.raises(CurrencyMismatchError):
        DRAFT.with_line(line("1", "EUR"))


def test_taxes_by_hand() -> None:
    """A draft remembers that a person has set its taxes, whatever is edited later."""
    assert not DRAFT.taxes_by_hand
    assert not DRAFT.edit(notes="Merci !").taxes_by_hand
    by_hand = DRAFT.edit(taxes=[GST, QST])
    assert by_hand.taxes_by_hand
    assert by_hand.edit(notes="Merci !").with_line(COURIER).taxes_by_hand
    assert by_hand != DRAFT


def test_with_line() -> None:
    """A line is added at the end."""
    more = SAVED.with_line(line("1")).with_line(line("2"))
    assert more.lines == (COURIER, line("1"), line("2"))
    assert (more.id, more.version) == ("draft-1", 3)


@pytest.mark.parametrize(
    ("index", "left"), [(0, ["2", "3"]), (1, ["1", "3"]), (2, ["1", "2"])]
)
def test_without_line(index: int, left: list[str]) -> None:
    """The line at a place is dropped, counted from 0."""
    three = SAVED.edit(lines=[line("1"), line("2"), line("3")])
    fewer = three.without_line(index)
    assert [str(each.unit_price.amount) for each in fewer.lines] == left
    assert (fewer.id, fewer.version) == ("draft-1", 3)


@pytest.mark.parametrize("index", [-1, 1, True, "0", 0.0, None])
def test_without_a_line_that_is_not_there(index: Any) -> None:  # noqa: ANN401 - whatever it is
    """No place but that of a line is meant, and none is counted from the end."""
    with pytest.raises(InvalidValueError):
        DRAFT.without_line(index)


def test_id_and_version_are_the_store_s() -> None:
    """Drafts of the same content are equal, whether they were saved or not."""
    assert SAVED == DRAFT == evolve(SAVED, id="draft-2", version=4)
    assert hash(SAVED) == hash(DRAFT)
    assert (DRAFT.id, DRAFT.version) == (None, None)
    assert evolve(DRAFT, notes="Merci !") != DRAFT


REFUSED: dict[str, dict[str, Any]] = {
    "an empty id": {"id": ""},
    "a number as id": {"id": 1},
    "yes as hand": {"taxes_by_hand": "yes"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """What the store gives a draft is refused if it cannot be."""
    with pytest.raises(InvalidValueError):
        evolve(DRAFT, **parts)


def test_issue() -> None:
    """An invoice has all that the draft has, a number, its day and the last to pay."""
    full = SAVED.edit(notes="Merci !", purchase_order="PO-77")
    invoice = full.issue("F-2026-1", DAY)
    shared = ("seller", "client", "currency", "lines", "taxes", "adjustments", "notes")
    for name in (*shared, "purchase_order", "totals"):
        assert getattr(invoice, name) == getattr(full, name)
    assert (invoice.number, str(invoice)) == ("F-2026-1", "F-2026-1")
    assert (invoice.issue_date, invoice.due_date) == (DAY, date(2026, 12, 24))


def test_due_on_the_same_day() -> None:
    """A client who pays at once has no day to wait."""
    assert DRAFT.edit(client=OTHER).issue("F-1", DAY).due_date == DAY


@pytest.mark.parametrize("draft_id", [None, "draft-1"])
def test_nothing_to_issue(draft_id: str | None) -> None:
    """A draft without a line is not issued."""
    empty = evolve(DRAFT, id=draft_id).without_line(0)
    with pytest.raises(EmptyDraftError) as raised:
        empty.issue("F-1", DAY)
    assert raised.value.draft_id == draft_id


NOT_ISSUED: dict[str, tuple[Any, Any]] = {
    "an empty number": ("", DAY),
    "no number": (None, DAY),
    "a number of two lines": ("F\n1", DAY),
    "a moment": ("F-1", datetime(2026, 11, 24, tzinfo=UTC)),
    "a written day": ("F-1", "2026-11-24"),
    "no day": ("F-1", None),
}


@pytest.mark.parametrize("parts", NOT_ISSUED.values(), ids=NOT_ISSUED)
def test_not_issued(parts: tuple[Any, Any]) -> None:
    """A number is a line of text, and a day is a day."""
    with pytest.raises(InvalidValueError):
        DRAFT.issue(*parts)


def test_due_before_it_was_issued() -> None:
    """An invoice that was to be paid before it was there is refused."""
    invoice = DRAFT.issue("F-1", DAY)
    assert evolve(invoice, due_date=DAY).due_date == DAY
    with pytest.raises(DueBeforeIssueError) as raised:
        evolve(invoice, due_date=date(2026, 11, 23))
    assert raised.value == DueBeforeIssueError(date(2026, 11, 23), DAY)


@pytest.mark.parametrize("name", ["notes", "lines", "id", "more"])
def test_never_changes(name: str) -> None:
    """Nothing is changed in place, neither in a draft nor in an invoice."""
    some: InvoiceDraft | Any
    for some in (DRAFT, DRAFT.issue("F-1", DAY)):
        with pytest.raises(AttributeError):
            setattr(some, name, "x")
