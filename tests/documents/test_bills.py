"""Drafts and invoices say who bills whom for what, in one currency."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Allowance,
    Charge,
    Currency,
    Invoice,
    InvoiceDraft,
    Money,
    WorkflowTask,
)
from flowfit_invoicing.documents import ProjectRef
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from tests.documents.bills import COURIER, DAY, DRAFT, GST, line
from tests.quickstart import ACME, AGENCY

INVOICE = DRAFT.issue("F-1", DAY)
BOTH = pytest.mark.parametrize("bill", [DRAFT, INVOICE], ids=["draft", "invoice"])

REFUSED: dict[str, dict[str, Any]] = {
    "a name as seller": {"seller": "Traduction Laval"},
    "a party as client": {"client": ACME.party},
    "an unknown currency": {"currency": "QQQ"},
    "a lone line": {"lines": COURIER},
    "amounts as lines": {"lines": [Money(1, "CAD")]},
    "a lone tax": {"taxes": GST},
    "a tax twice": {"taxes": [GST, evolve(GST, percent=6)]},
    "amounts as adjustments": {"adjustments": [Money(1, "CAD")]},
    "a number as adjustments": {"adjustments": 1},
    "a control character": {"notes": "\x07"},
    "None as notes": {"notes": None},
    "an empty order": {"purchase_order": ""},
    "an order of two lines": {"purchase_order": "PO\n77"},
}


@BOTH
@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(bill: InvoiceDraft | Invoice, parts: dict[str, Any]) -> None:
    """A document is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        evolve(bill, **parts)


FOREIGN: dict[str, dict[str, Any]] = {
    "a line": {"lines": [COURIER, line("1", "EUR")]},
    "a client of that currency": {"client": evolve(ACME, currency="EUR")},
    "an allowance": {"adjustments": [Allowance(Money(1, "EUR"), "Agreed")]},
    "a charge": {"adjustments": [Charge(Money(1, "EUR"), "Rush")]},
}


@BOTH
@pytest.mark.parametrize("parts", FOREIGN.values(), ids=FOREIGN)
def test_one_currency(bill: InvoiceDraft | Invoice, parts: dict[str, Any]) -> None:
    """All amounts of a document are in its currency."""
    with pytest.raises(CurrencyMismatchError) as raised:
        evolve(bill, **parts)
    assert {raised.value.expected.code, raised.value.actual.code} == {"CAD", "EUR"}


@BOTH
def test_parts(bill: InvoiceDraft | Invoice) -> None:
    """Several are tuples, a code is a currency, and the buyer is the client's party."""
    assert (bill.lines, bill.currency) == ((COURIER,), Currency("CAD"))
    assert (bill.seller, bill.buyer) == (AGENCY, ACME.party)
    assert (bill.notes, bill.purchase_order, bill.adjustments) == ("", None, ())


@BOTH
def test_notes(bill: InvoiceDraft | Invoice) -> None:
    """Notes may have lines, which end as plain text does."""
    assert evolve(bill, notes="Merci !\r\nÀ bientôt").notes == "Merci !\nÀ bientôt"


@BOTH
def test_tasks(bill: InvoiceDraft | Invoice) -> None:
    """Tasks and projects are told once each, in the order of the lines."""
    keys = [("P-2", "T-1"), ("P-1", "T-9"), ("P-2", "T-1"), ("P-2", "T-0")]
    lines = [
        evolve(
            COURIER,
            task=WorkflowTask(task, "translate"),
            project=ProjectRef(project, "", None),
        )
        for project, task in keys
    ]
    billed = evolve(bill, lines=[*lines, COURIER])
    assert billed.tasks == (("P-2", "T-1"), ("P-1", "T-9"), ("P-2", "T-0"))
    assert billed.project_numbers == ("P-2", "P-1")
    assert (bill.tasks, bill.project_numbers) == ((), ())


def test_a_draft_is_no_invoice() -> None:
    """Neither is ever equal to the other."""
    draft: object = DRAFT
    assert draft != INVOICE
    assert DRAFT.totals == INVOICE.totals


@BOTH
def test_currency_that_the_client_asks_for(bill: InvoiceDraft | Invoice) -> None:
    """A client that is billed in one currency has no bill in another."""
    with pytest.raises(CurrencyMismatchError):
        evolve(bill, client=evolve(ACME, currency="USD"))
