"""What is kept is listed by client, project, state, day and number, page by page."""

from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.ports import Search
from tests.fakes import NOON, TODAY, Office, office
from tests.quickstart import PROJECT

LATER = TODAY + timedelta(days=60)


@pytest.fixture(scope="module")
def house() -> Office:
    """Four invoices: issued, sent and part paid, paid, cancelled; and a draft."""
    house = office()
    invoicing = house.invoicing
    drafts = [
        invoicing.create_invoice(evolve(PROJECT, number=f"P-{n}")) for n in range(1, 6)
    ]
    invoicing.issue(drafts[0])
    for draft, paid in ((drafts[1], "1.00"), (drafts[2], None)):
        invoice = invoicing.save_and_send(draft)
        due = invoice.totals.due if paid is None else ffi.Money(paid, "CAD")
        id_, on = f"B-{invoice.number}", invoice.issue_date
        invoicing.pay(ffi.Payment(id_, "ACME", on, due, {invoice.number: due}))
    invoicing.cancel(invoicing.issue(drafts[3]), "Typos")
    invoicing.save(drafts[4])
    assert NOON.date() == TODAY
    return house


LISTS: dict[str, tuple[dict[str, Any], str]] = {
    "all": ({}, "1 2 3 4"),
    "issued": ({"state": "issued"}, "1"),
    "sent": ({"state": "sent"}, "2 3"),
    "cancelled": ({"state": "cancelled"}, "4"),
    "open": ({"settlement": "open"}, "1"),
    "partly paid": ({"settlement": "partly"}, "2"),
    "settled": ({"settlement": "settled"}, "3 4"),
    "both": ({"state": "sent", "settlement": "settled"}, "3"),
    "overdue": ({"overdue": True, "on": LATER}, "1 2"),
    "not overdue": ({"overdue": False}, "1 2 3 4"),
    "on a day before": ({"on": TODAY - timedelta(days=1)}, ""),
    "a project": ({"search": Search(project="P-2")}, "2"),
    "another client": ({"search": Search(client="GLOBEX")}, ""),
    "a page": ({"search": Search(limit=2)}, "1 2"),
    "the next page": ({"search": Search(limit=2, after="F-2026-2")}, "3 4"),
    "a page of a state": ({"search": Search(limit=1), "state": "sent"}, "2"),
    "another kind": ({"search": Search(kind="quote")}, "1 2 3 4"),
}


@pytest.mark.parametrize(("asked", "expected"), LISTS.values(), ids=LISTS)
def test_invoices(house: Office, asked: dict[str, Any], expected: str) -> None:
    """Invoices are listed by what is kept of them, and by what is computed."""
    found = house.invoicing.invoices(**asked)
    places = [record.invoice.number.removeprefix("F-2026-") for record in found]
    assert " ".join(places) == expected


def test_documents_and_drafts(house: Office) -> None:
    """Documents of all kinds are listed, and drafts apart."""
    kinds = [each.kind for each in house.invoicing.documents()]
    assert kinds == ["invoice"] * 4 + ["credit-note"]
    (note,) = house.invoicing.documents(Search(kind="credit-note"))
    assert note.number == "F-2026-5"
    (draft,) = house.invoicing.drafts()
    assert draft.project_numbers == ("P-5",)
    assert house.invoicing.drafts(Search(project="P-1")) == ()


def test_many_pages() -> None:
    """What a use case looks for is found on whatever page it is."""
    house = office()
    courier = ffi.InvoiceLine.of("Courier", ffi.Money(1, "CAD"))
    invoicing = house.invoicing
    draft = evolve(invoicing.create_invoice(PROJECT), lines=[courier], taxes=())
    with house.store.transaction() as transaction:
        for n in range(1, 206):
            transaction.put_document(draft.issue(f"F-{n}", TODAY))
    assert len(invoicing.documents()) == 100
    assert len(invoicing.records()) == 205


@pytest.mark.parametrize("limit", [0, -1])
def test_no_page(limit: int) -> None:
    """A page has one at least."""
    with pytest.raises(errors.InvalidValueError, match="one at least"):
        Search(limit=limit)


@pytest.mark.parametrize("list_", ["drafts", "documents", "invoices"])
def test_no_search(list_: str) -> None:
    """What is no search is refused."""
    with pytest.raises(errors.InvalidValueError):
        getattr(office().invoicing, list_)("ACME")
