"""Deposits, parts and rounding amounts on paper, in both languages."""

from datetime import date

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.documents import ProjectRef, Unbilled, deposit_line, part_of
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer, page_of
from tests.documents.test_deductions import DEDUCTION, HUNDRED, PREPAYMENT
from tests.quickstart import ACME, AGENCY, PROJECT
from tests.rendering.test_pages import DRAFT, INVOICE

REQUEST = ffi.Deposit(
    seller=AGENCY,
    client=ACME,
    currency="CAD",
    lines=[deposit_line(ffi.Money(100, "CAD"), ProjectRef.of(PROJECT), taxed=False)],
    number="D-7",
    issue_date=date(2026, 11, 24),
    due_date=date(2026, 12, 24),
)

LESS = "Moins l’acompte D-1 du 24 novembre 2026, dont les taxes de 5,99\xa0$"
TOTALS: dict[str, tuple[ffi.InvoiceDraft, str, list[str]]] = {
    "deducted": (
        evolve(HUNDRED, deductions=[DEDUCTION]),
        "en-CA",
        [
            "Total of lines | $100.00",
            "Less deposit D-1 of November 24, 2026, with tax of $5.99 | -$40.00",
            "Total before tax | $60.00",
            "GST 5% on $60.00 | $3.00",
            "QST 9.975% on $60.00 | $5.99",
            "Amount due | $68.99",
        ],
    ),
    "deducted, in French": (
        evolve(HUNDRED, deductions=[DEDUCTION]),
        "fr-CA",
        [
            "Total des lignes | 100,00\xa0$",
            f"{LESS} | -40,00\xa0$",
            "Total avant taxes | 60,00\xa0$",
            "TPS 5\xa0% sur 60,00\xa0$ | 3,00\xa0$",
            "TVQ 9,975\xa0% sur 60,00\xa0$ | 5,99\xa0$",
            "Montant dû | 68,99\xa0$",
        ],
    ),
    "prepaid and rounded": (
        evolve(HUNDRED, prepayments=[PREPAYMENT]).rounded_to("0.05"),
        "en-CA",
        [
            "Total before tax | $100.00",
            "GST 5% on $100.00 | $5.00",
            "QST 9.975% on $100.00 | $9.98",
            "Total | $114.98",
            "Deposit D-2 of November 24, 2026 | -$30.00",
            "Rounding | $0.02",
            "Amount due | $85.00",
        ],
    ),
    "prepaid and rounded, in French": (
        evolve(HUNDRED, prepayments=[PREPAYMENT]).rounded_to("0.05"),
        "fr-CA",
        [
            "Total avant taxes | 100,00\xa0$",
            "TPS 5\xa0% sur 100,00\xa0$ | 5,00\xa0$",
            "TVQ 9,975\xa0% sur 100,00\xa0$ | 9,98\xa0$",
            "Total | 114,98\xa0$",
            "Dépôt D-2 du 24 novembre 2026 | -30,00\xa0$",
            "Arrondi | 0,02\xa0$",
            "Montant dû | 85,00\xa0$",
        ],
    ),
}


@pytest.mark.parametrize(("draft", "locale", "expected"), TOTALS.values(), ids=TOTALS)
def test_totals(draft: ffi.InvoiceDraft, locale: str, expected: list[str]) -> None:
    """A deposit has its number, day and tax, and all that is printed adds up."""
    page = page_of(draft, locale)
    assert [f"{row.label} | {row.amount}" for row in page.totals] == expected


TITLES: dict[str, tuple[ffi.Deposit | ffi.Invoice, tuple[str, str]]] = {
    "without tax": (REQUEST, ("Deposit request", "Demande de dépôt")),
    "taxed": (
        evolve(INVOICE, for_deposit=True),
        ("Deposit invoice", "Facture d’acompte"),
    ),
    "no deposit": (INVOICE, ("Invoice", "Facture")),
}


@pytest.mark.parametrize(("document", "expected"), TITLES.values(), ids=TITLES)
def test_titles(document: ffi.Deposit | ffi.Invoice, expected: tuple[str, str]) -> None:
    """A request for a deposit is not called an invoice; a taxed one says what it is."""
    found = tuple(page_of(document, locale).title for locale in ("en-CA", "fr-CA"))
    assert found == expected


def test_a_request() -> None:
    """A request has its number and days, its project, and no tax."""
    page = page_of(REQUEST, "fr-CA")
    assert not page.is_draft
    assert dict(page.facts) == {
        "Numéro": "D-7",
        "Date": "24 novembre 2026",
        "Échéance": "24 décembre 2026",
        "Projet": "P-1042",
    }
    assert [row.description for row in page.rows] == ["Dépôt pour le projet P-1042"]
    assert [row.label for row in page.totals] == ["Total avant taxes", "Montant dû"]


@pytest.mark.parametrize("renderer", [HtmlRenderer(), TextRenderer()], ids=type)
def test_rendered(renderer: ffi.InvoiceRenderer) -> None:
    """A request is rendered as any document, in a file named after it."""
    document = renderer.render(REQUEST, "en-CA")
    assert document.name.startswith("D-7.")
    assert b"Deposit for project P-1042" in document.content


def test_a_part() -> None:
    """A part is one item at its amount, and says what it is a part of."""
    parts = part_of(
        [Unbilled(each) for each in DRAFT.lines], ffi.Money(60, "CAD").amount
    )
    first, *_ = page_of(evolve(DRAFT, lines=parts), "en-CA").rows
    assert first.description.endswith(", Rapport annuel, part 21.28 of 106.32")
    assert (first.quantity, first.unit_price, first.amount) == ("1", "$21.28", "$21.28")
