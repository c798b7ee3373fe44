"""What stands on a credit note, in the language of the client."""

from datetime import date

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer, page_of
from tests.documents.bills import DRAFT
from tests.documents.credits import LATE
from tests.quickstart import CATALOG, PROJECT

LINES = ffi.PricingEngine(CATALOG).price(PROJECT)
INVOICE = evolve(DRAFT, lines=LINES).issue("F-2026-1", date(2026, 11, 24))
PREVIEW = ffi.credit(INVOICE, LATE, {0: ffi.Money("10.00", "CAD"), 1: None})
NOTE = PREVIEW.issue("NC-2026-1", date(2026, 12, 1))

FACTS = {
    "fr-CA": (
        "Note de crédit",
        [
            ("Numéro", "NC-2026-1"),
            ("Date", "1er décembre 2026"),
            ("Facture créditée", "F-2026-1 du 24 novembre 2026"),
            ("Motif", "Livraison tardive"),
            ("Projet", "P-1042"),
        ],
        ("Montant crédité", "212,70\xa0$"),
    ),
    "en-CA": (
        "Credit note",
        [
            ("Number", "NC-2026-1"),
            ("Date", "December 1, 2026"),
            ("Invoice credited", "F-2026-1 of November 24, 2026"),
            ("Reason", "Delivered late"),
            ("Project", "P-1042"),
        ],
        ("Amount credited", "$212.70"),
    ),
}


@pytest.mark.parametrize("locale", FACTS)
def test_page(locale: str) -> None:
    """A credit note says so, which invoice it credits and why, and what it comes to."""
    title, facts, due = FACTS[locale]
    page = page_of(NOTE, locale)
    assert (page.title, page.is_draft, list(page.facts)) == (title, False, facts)
    assert (page.totals[-1].label, page.totals[-1].amount) == due
    assert [row.kind for row in page.rows] == ["line", "line"]


def test_preview() -> None:
    """A preview is a draft, which has all but number and day."""
    page = page_of(PREVIEW, "en-CA")
    assert (page.title, page.is_draft) == ("Draft", True)
    labels = [label for label, _ in page.facts]
    assert labels == ["Invoice credited", "Reason", "Project"]
    assert page.totals[-1].label == "Amount credited"
    assert TextRenderer().render(PREVIEW, "en").name == "draft.txt"


def test_files() -> None:
    """The file has the number of the note, and its title."""
    html = HtmlRenderer().render(NOTE, "fr-CA")
    assert html.name == "NC-2026-1.html"
    assert "<title>Note de crédit NC-2026-1</title>" in html.content.decode()
    text = TextRenderer().render(NOTE, "en").content.decode()
    assert text.startswith("CREDIT NOTE\n")
