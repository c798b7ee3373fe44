"""What stands on a document, in the language of the client."""

from datetime import date

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.rendering import page_of
from tests.quickstart import ACME, AGENCY, CATALOG, PROJECT

ENGINE = ffi.PricingEngine(CATALOG)
DRAFT = ffi.InvoiceDraft(
    seller=AGENCY,
    client=ACME,
    currency="CAD",
    lines=[
        *ENGINE.price(PROJECT),
        ffi.InvoiceLine.of("Messagerie", ffi.Money("18.50", "CAD")),
    ],
    taxes=tax.canada().taxes_for(AGENCY, ACME.party),
    purchase_order="PO-77",
    notes="Merci !\nÀ bientôt",
)
INVOICE = DRAFT.issue("F-2026-1", date(2026, 11, 24))


def test_invoice() -> None:
    """
    An invoice says its number, its days, what it is for and what it comes to.
    """
    page = page_of(INVOICE, "fr-CA")

    assert (page.title, page.is_draft, page.language) == ("Facture", False, "fr-CA")
    assert page.facts == (
        ("Numéro", "F-2026-1"),
        ("Date", "24 novembre 2026"),
        ("Échéance", "24 décembre 2026"),
        ("Conditions de paiement", "Payable dans un délai de 30 jours"),
        ("Bon de commande", "PO-77"),
        ("Projet", "P-1042"),
    )
    assert [(row.label, row.amount, row.is_due) for row in page.totals] == [
        ("Total avant taxes", "299,82\xa0$", False),
        ("TPS 5\xa0% sur 299,82\xa0$", "14,99\xa0$", False),
        ("TVQ 9,975\xa0% sur 299,82\xa0$", "29,91\xa0$", False),
        ("Montant dû", "344,72\xa0$", True),
    ]
    assert page.notes == ("Merci !", "À bientôt")
    assert page.remarks == (
        "Les mots sont pondérés selon les correspondances de la mémoire de traduction.",
    )


def test_draft() -> None:
    """
    A draft says that it is one, and has no number and no days.
    """
    page = page_of(DRAFT, "en-CA")

    assert (page.title, page.is_draft) == ("Draft", True)
    assert [label for label, _ in page.facts] == ["Purchase order", "Project"]


QUOTE = DRAFT.quote("Q-2026-1", date(2026, 11, 24), date(2026, 12, 24))
REVISION = QUOTE.to_draft().quote(
    "Q-2026-2", date(2026, 11, 26), date(2027, 1, 1), revises=QUOTE
)


def test_quote() -> None:
    """
    A quote says until when it is valid, and not that anything is due.
    """
    page = page_of(QUOTE, "fr-CA")

    assert (page.title, page.is_draft) == ("Devis", False)
    assert page.facts == (
        ("Numéro", "Q-2026-1"),
        ("Date", "24 novembre 2026"),
        ("Valide jusqu’au", "24 décembre 2026"),
        ("Bon de commande", "PO-77"),
        ("Projet", "P-1042"),
    )
    assert page.labels["bill-to"] == "Devis pour"
    last = page.totals[-1]
    assert (last.label, last.amount, last.is_due) == ("Total", "344,72\xa0$", True)


def test_revision() -> None:
    """
    A revision says which quote it replaces, and an invoice which quote it bills.
    """
    page = page_of(REVISION, "en-CA")
    assert page.title == "Quote"
    assert page.facts[:4] == (
        ("Number", "Q-2026-2"),
        ("Date", "November 26, 2026"),
        ("Valid until", "January 1, 2027"),
        ("Replaces", "Q-2026-1"),
    )
    assert page.labels["bill-to"] == "Quote for"
    invoice = QUOTE.to_draft().issue("F-2026-1", date(2026, 11, 26))
    assert ("Devis", "Q-2026-1") in page_of(invoice, "fr-CA").facts
    assert page_of(invoice, "fr-CA").labels["bill-to"] == "Facturé à"
    assert page_of(QUOTE.to_draft(), "fr-CA").facts[0] == ("Devis", "Q-2026-1")


def test_rows() -> None:
    """
    A row has quantity, unit, price and amount, in the words of the language.
    """
    first, second, third = page_of(INVOICE, "en-CA").rows

    assert (first.quantity, first.unit, first.unit_price, first.amount) == (
        "483.25",
        "words",
        "$0.22",
        "$106.32",
    )
    assert first.description == (
        "Translation, English → Canadian French, Rapport annuel"
    )
    assert (second.unit, third.unit, third.description) == (
        "hours",
        "item",
        "Messagerie",
    )


def test_adjusted_line() -> None:
    """
    Quantity × price ± adjustments = net amount holds on paper.
    """
    line = ffi.InvoiceLine.of("Révision", ffi.Money("33.35", "CAD")).adjusted(
        ffi.Allowance(ffi.Money("3.34", "CAD"), "Remise"),
        ffi.Charge(ffi.Money("7.50", "CAD"), "Urgence"),
    )

    rows = page_of(DRAFT.edit(lines=[line]), "fr-CA").rows

    assert [(row.kind, row.description, row.amount) for row in rows] == [
        ("line", "Révision", "33,35\xa0$"),
        ("adjustment", "Remise", "-3,34\xa0$"),
        ("adjustment", "Urgence", "7,50\xa0$"),
        ("net", "Montant net", "37,51\xa0$"),
    ]


def test_adjusted_document() -> None:
    """
    Allowances and charges of the whole document stand between lines and total.
    """
    draft = evolve(
        DRAFT,
        adjustments=[
            ffi.Allowance(ffi.Money("10.00", "CAD"), "Remise"),
            ffi.Charge(ffi.Money("5.00", "CAD"), "Frais"),
        ],
    )

    assert [(row.label, row.amount) for row in page_of(draft, "fr-CA").totals][:4] == [
        ("Total des lignes", "299,82\xa0$"),
        ("Remise", "-10,00\xa0$"),
        ("Frais", "5,00\xa0$"),
        ("Total avant taxes", "294,82\xa0$"),
    ]


def test_price_per_thousand() -> None:
    """
    A price for many units says for how many.
    """
    service = ffi.ClientService("T", "T")
    rates = ffi.RateList("L", "CAD", [ffi.Rate(service, ffi.WORD, 85, per=1000)])
    catalog = ffi.Catalog(
        services=[service],
        rate_lists=[rates],
        mapping=ffi.TaskMapping({"translate": service}),
        default_rate_list="L",
    )
    task = ffi.WorkflowTask(
        "T-1", "translate", quantities=[ffi.Quantity(1500, ffi.WORD)]
    )
    lines = ffi.PricingEngine(catalog).price(ffi.Project("P", tasks=[task]))

    (row,) = page_of(DRAFT.edit(lines=lines), "fr-CA").rows

    assert (row.unit_price, row.amount) == ("85,00\xa0$ pour 1\xa0000", "127,50\xa0$")


def test_abroad() -> None:
    """
    To a client abroad the countries are named, and why no tax is charged.
    """
    berlin = ffi.Party("Acme", address=ffi.Address(city="Berlin", country="DE"))
    abroad = evolve(
        DRAFT,
        client=evolve(ACME, party=berlin),
        taxes=tax.canada().taxes_for(AGENCY, berlin),
    )
    page = page_of(abroad, "fr-CA")

    assert page.buyer == ("Acme", "Berlin", "Allemagne")
    assert "Canada" in page.seller
    assert page.remarks[-1] == (
        "Fourniture détaxée\xa0: service rendu à un client hors du Canada"
    )


def test_converted() -> None:
    """
    A document whose prices were converted says at what, and of which day, each once.
    """
    rates = [
        ffi.ExchangeRate("CAD", "USD", rate, date(2026, 11, day))
        for rate, day in (("0.7325", 2), ("0.7301", 3))
    ]
    engine = ffi.PricingEngine(CATALOG, exchange=ffi.ExchangeTable(rates))
    american = evolve(ACME, currency="USD")
    one = evolve(PROJECT, client=american, tasks=PROJECT.tasks[1:])
    other = evolve(one, number="P-2", ordered_on=date(2026, 11, 3))
    draft = evolve(
        DRAFT,
        client=american,
        currency="USD",
        lines=[*engine.price(one), *engine.price(one), *engine.price(other)],
    )

    assert page_of(draft, "en-CA").remarks == (
        "Prices were converted at 1 CAD = 0.7325 USD (November 2, 2026).",
        "Prices were converted at 1 CAD = 0.7301 USD (November 3, 2026).",
    )
    assert page_of(draft.issue("F-1", date(2026, 11, 24)), "fr-CA").remarks == (
        "Les prix ont été convertis au taux de 1 CAD = 0,7325 USD (2 novembre 2026).",
        "Les prix ont été convertis au taux de 1 CAD = 0,7301 USD (3 novembre 2026).",
    )
    assert [row.amount for row in page_of(draft, "en-CA").rows] == [
        *("US$128.19", "US$128.19", "US$127.77")
    ]


def test_fee() -> None:
    """
    A fee is a row like others, and what lines bear together stands below each.
    """
    agreed = (
        ffi.Fee(40, {"en": "Management", "fr": "Gestion"}, per="project"),
        ffi.Discount(10, {"en": "Discount", "fr": "Remise"}, per="invoice"),
    )
    lines = ffi.PricingEngine(CATALOG, adjustments=agreed).price(PROJECT)

    rows = page_of(DRAFT.edit(lines=lines), "fr-CA").rows

    assert [(row.description, row.amount) for row in rows[-3:]] == [
        ("Gestion", "40,00 $"),
        ("Remise", "-4,00 $"),
        ("Montant net", "36,00 $"),
    ]
    assert (rows[-3].quantity, rows[-3].unit) == ("1", "unité")


def test_registrations() -> None:
    """
    The seller's numbers stand below its address, as the tax acts ask.
    """
    page = page_of(INVOICE, "fr-CA")

    assert page.seller[-2:] == (
        "TPS\xa0: 123456789 RT0001",
        "TVQ\xa0: 1234567890 TQ0001",
    )


def test_unweighted() -> None:
    """
    Words that nobody weighted are not said to be weighted, whatever the rate's grid.
    """
    task = ffi.WorkflowTask(
        "T-1", "translate", "en>fr", quantities=[ffi.Quantity(500, ffi.WORD)]
    )
    itemised = ffi.PricingEngine(CATALOG, bands="itemised")
    for lines in (
        ENGINE.price(evolve(PROJECT, tasks=[task])),
        itemised.price(PROJECT),
    ):
        assert page_of(DRAFT.edit(lines=lines), "fr-CA").remarks == ()


def test_town() -> None:
    """
    The postal code stands where people of the country look for it.
    """
    berlin = ffi.Address(city="Berlin", postal_code="10117", country="DE")
    buyer = ffi.Party("Acme", address=berlin, tax_ids={"VAT": "DE136695976"})
    page = page_of(evolve(DRAFT, client=evolve(ACME, party=buyer)), "fr-CA")

    assert page.buyer == (
        "Acme",
        "10117 Berlin",
        "Allemagne",
        "TVA\xa0: DE136695976",
    )


def test_as_little_as_there_is() -> None:
    """
    What nobody knows is left out.
    """
    bare = ffi.InvoiceDraft(
        seller=ffi.Party("Nous"),
        client=ffi.Client("C", ffi.Party("Vous")),
        currency="CAD",
    )
    page = page_of(bare, "en")

    assert (page.seller, page.buyer, page.facts) == (("Nous",), ("Vous",), ())
    assert (page.rows, page.notes, page.remarks) == ((), (), ())


@pytest.mark.parametrize("language", ["de", "cr", "ja", "ar"])
def test_language_without_our_words(language: str) -> None:
    """
    In a language that we don't speak all is English, so that nothing is misread.
    """
    assert page_of(INVOICE, language) == page_of(INVOICE, "en")


@pytest.mark.parametrize(
    ("locale", "label"),
    [("en-CA", "Your reference: C-9"), ("fr-CA", "Votre référence\xa0: C-9")],
)
def test_what_a_client_knows_a_task_by(locale: str, label: str) -> None:
    """
    The client's own reference of a task stands below its line.
    """
    task = evolve(PROJECT.tasks[0], client_reference="C-9")
    lines = ENGINE.price(evolve(PROJECT, tasks=[task]))
    rows = page_of(DRAFT.edit(lines=lines), locale).rows

    assert [row.kind for row in rows] == ["line", "reference"]
    assert (rows[1].description, rows[1].amount) == (label, "")


def test_what_a_client_knows_several_tasks_by() -> None:
    """
    Lines that stand together say the reference of each, once.
    """
    first = evolve(PROJECT.tasks[1], client_reference="C-9")
    tasks = [first, evolve(first, id="T-8"), evolve(first, id="T-9")]
    tasks[2] = evolve(tasks[2], client_reference="C-10")
    lines = ENGINE.price(evolve(PROJECT, tasks=tasks))
    rows = page_of(DRAFT.edit(lines=lines, grouping="service"), "en").rows

    assert [row.description for row in rows[1:]] == ["Your reference: C-9, C-10"]
