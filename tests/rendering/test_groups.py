"""Lines on paper: one by one, a row a service and pair, or a block a project."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer, page_of
from tests.documents.test_groups import BILL, line, words

NOVEMBER = ffi.Period(date(2026, 11, 1), date(2026, 11, 30))


def written(draft: ffi.InvoiceDraft, locale: str = "en-CA") -> list[str]:
    return [
        " | ".join(
            [
                *(row.kind, row.description, row.quantity),
                *(row.unit, row.unit_price, row.amount),
            ]
        ).replace("\xa0", " ")
        for row in page_of(draft, locale).rows
    ]


def test_per_project() -> None:
    """
    A block has the project above it, its lines, and its subtotal below.
    """
    assert written(evolve(BILL, grouping="project")) == [
        "group | Project P-1, Rapport annuel |  |  |  | ",
        "line | Translation, English → French, Book | 1,000 | words | $0.25 | $250.00",
        "line | Revision, English → French, Book | 2 | hours | $50.00 | $100.00",
        (
            "line | Translation, English → Canadian French, Book "
            "| 500.5 | words | $0.22 | $110.11"
        ),
        "subtotal | Subtotal |  |  |  | $460.11",
        "group | Other |  |  |  | ",
        "line | Courier | 1 | item | $18.50 | $18.50",
        "line | Courier | 1 | item | $18.50 | $18.50",
        "subtotal | Subtotal |  |  |  | $37.00",
        "group | Project P-2 |  |  |  | ",
        "line | Translation, English → French, Book | 2,000 | words | $0.25 | $500.00",
        "line | Revision, English → French, Book | 1.5 | hours | $50.00 | $75.00",
        "subtotal | Subtotal |  |  |  | $575.00",
    ]


def test_per_service() -> None:
    """
    A row has the sum of quantities at the one price, and of amounts.
    """
    assert written(evolve(BILL, grouping="service"), "fr-CA") == [
        "line | Traduction, anglais → français | 3 000 | mots | 0,25 $ | 750,00 $",
        "line | Courier | 1 | unité | 18,50 $ | 18,50 $",
        "line | Révision, anglais → français | 3,5 | heures | 50,00 $ | 175,00 $",
        (
            "line | Traduction, anglais → français canadien "
            "| 500,5 | mots | 0,22 $ | 110,11 $"
        ),
        "line | Courier | 1 | unité | 18,50 $ | 18,50 $",
    ]


def together(*lines: ffi.InvoiceLine) -> ffi.InvoiceDraft:
    """Make a draft whose lines are all of one task, so that they stand together."""
    service = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
    task = BILL.lines[0].task
    return evolve(
        BILL,
        grouping="service",
        lines=[
            evolve(each, task=task, terms=evolve(each.terms, service=service))
            for each in lines
        ],
    )


def test_two_prices() -> None:
    """
    Where prices differ, only the amount is said.
    """
    draft = together(line("0.22", words("100")), line("0.25", words("100")))
    assert written(draft) == ["line | Translation, English → French |  |  |  | $47.00"]


def test_adjusted() -> None:
    """
    What adjusts the lines stands below the row, with the net amount.
    """
    less = ffi.Allowance(ffi.Money(1, "CAD"), "Rebate")
    draft = together(*[line("0.22", words("100")).adjusted(less)] * 2)
    assert written(draft) == [
        "line | Translation, English → French | 200 | words | $0.22 | $44.00",
        "adjustment | Rebate |  |  |  | -$2.00",
        "net | Net amount |  |  |  | $42.00",
    ]


def test_rounded_one_by_one() -> None:
    """
    Where quantity × price is not the sum, the page says why.
    """
    lines = [line("0.11", words("33.5"))] * 3
    draft = together(*lines)
    assert written(draft) == [
        "line | Translation, English → French | 100.5 | words | $0.11 | $11.07"
    ]
    said = "Grouped amounts are sums of amounts rounded one by one."
    assert page_of(draft, "en-CA").remarks == (said,)
    assert page_of(evolve(draft, grouping="task"), "en-CA").remarks == ()
    assert page_of(together(*lines[:2]), "en-CA").remarks == (said,)


@pytest.mark.parametrize(
    ("renderer", "texts"),
    [
        (
            HtmlRenderer(),
            ('<tr class="group"><td>Projet P-1', '<tr class="subtotal"><td>Sous-total'),
        ),
        (TextRenderer(), ("\n\nProjet P-1", "\nSous-total")),
    ],
    ids=["html", "text"],
)
def test_rendered(renderer: ffi.InvoiceRenderer, texts: tuple[str, ...]) -> None:
    """
    HTML and text have the same blocks, which are told apart.
    """
    draft = evolve(BILL, grouping="project")
    content = renderer.render(draft, "fr-CA").content.decode()
    assert all(text in content for text in texts)


REFERENCES: dict[str, tuple[dict[str, Any], tuple[str, str]]] = {
    "a period": (
        {"period": NOVEMBER},
        ("Période de service", "1er novembre 2026 – 30 novembre 2026"),
    ),
    "a day": (
        {"period": ffi.Period(date(2026, 11, 2), date(2026, 11, 2))},
        ("Période de service", "2 novembre 2026"),
    ),
    "their reference": ({"client_reference": "R-1"}, ("Votre référence", "R-1")),
    "a cost centre": ({"cost_centre": "4711"}, ("Centre de coûts", "4711")),
    "a contact": (
        {"contact": ffi.Contact("Luc Côté", email="luc@acme.example")},
        ("À l’attention de", "Luc Côté"),
    ),
}


@pytest.mark.parametrize(("parts", "fact"), REFERENCES.values(), ids=REFERENCES)
def test_references(parts: dict[str, Any], fact: tuple[str, str]) -> None:
    """
    What a document refers to stands beside its days.
    """
    assert page_of(evolve(BILL, **parts), "fr-CA").facts == (
        *((fact,)),
        ("Projets", "P-1, P-2"),
    )


def test_internal_notes() -> None:
    """
    What the agency says among its own people is not on the document.
    """
    draft = evolve(BILL, notes="Merci !", internal_notes="Slow payer")
    for renderer in (HtmlRenderer(), TextRenderer()):
        content = renderer.render(draft, "fr-CA").content.decode()
        assert "Merci" in content
        assert "Slow payer" not in content


def test_percentages() -> None:
    """
    A percentage says of what it was taken.
    """
    draft = BILL.with_allowance({"en": "Discount", "fr": "Remise"}, percent=10)
    draft = draft.with_charge("Frais", amount=ffi.Money(5, "CAD"))
    assert [(row.label, row.amount) for row in page_of(draft, "fr-CA").totals[:4]] == [
        ("Sous-total", "1\xa0072,11\xa0$"),
        ("Remise, 10\xa0% de 1\xa0072,11\xa0$", "-107,21\xa0$"),
        ("Frais", "5,00\xa0$"),
        ("Total avant taxes", "969,90\xa0$"),
    ]
