"""The example of the README comes to what it says, to the cent."""

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Analysis,
    InvoiceDraft,
    InvoiceLine,
    MatchGrid,
    Money,
    PricingEngine,
    tax,
)
from tests.pricing.simple import analysed, engine, nets, per_word, project
from tests.quickstart import ACME, AGENCY, CATALOG, PROJECT, REVISION, TRANSLATION

ENGINE = PricingEngine(CATALOG)
ITEMISED = PricingEngine(CATALOG, bands="itemised")
LINES = ENGINE.price(PROJECT)


def test_lines() -> None:
    """Translation by weighted words, revision by hours, delivery for nothing."""
    assert [str(line.quantity) for line in LINES] == ["483.25 word", "3.5 hour"]
    assert [str(line.unit_price) for line in LINES] == ["0.22 CAD", "50 CAD"]
    assert nets(LINES) == ["106.32", "175.00"]
    assert [line.service for line in LINES] == [TRANSLATION, REVISION]
    assert [line.tasks for line in LINES] == [
        *((("P-1042", "T-1"),), (("P-1042", "T-2"),)),
    ]
    assert [line.description.get("fr-CA") for line in LINES] == [
        "Traduction, anglais → français canadien, Rapport annuel",
        "Révision, anglais → français canadien, Rapport annuel",
    ]
    assert [line.description.get("en-CA") for line in LINES] == [
        "Translation, English → Canadian French, Rapport annuel",
        "Revision, English → Canadian French, Rapport annuel",
    ]
    assert ENGINE.check(PROJECT) == ()


def test_totals() -> None:
    """With a courier, both taxes and nothing else, 344.72 is due."""
    draft = InvoiceDraft(
        seller=AGENCY,
        client=ACME,
        currency="CAD",
        lines=[*LINES, InvoiceLine.of("Courier", Money("18.50", "CAD"))],
        taxes=tax.canada().taxes_for(AGENCY, ACME.party),
    )
    totals = draft.totals
    assert str(totals.net) == "299.82 CAD"
    assert [str(row.amount) for row in totals.taxes] == ["14.99 CAD", "29.91 CAD"]
    assert (str(totals.gross), str(totals.due)) == ("344.72 CAD", "344.72 CAD")


EXAMPLE = Analysis.of({"75-84": 333}, new=1000, repetition=77)
GRID = MatchGrid.of({"75-84": 60}, new=100, repetition=30)


def test_two_ways() -> None:
    """1 000 new, 333 at 75–84 % and 77 repeated: weighted 226.24, itemised 226.23."""
    weighted = engine(per_word("0.185"), grid=GRID)
    (line,) = weighted.price(project(analysed(EXAMPLE)))
    assert (str(line.quantity), nets([line])) == ("1222.9 word", ["226.24"])
    itemised = evolve(weighted, bands="itemised").price(project(analysed(EXAMPLE)))
    assert nets(itemised) == ["185.00", "36.96", "4.27"]
    assert [str(each.unit_price.amount) for each in itemised] == [
        *("0.185", "0.111", "0.0555"),
    ]
    assert [str(each.quantity) for each in itemised] == [
        *("1000 word", "333 word", "77 word"),
    ]


@pytest.mark.parametrize("way", [ENGINE, ITEMISED], ids=["weighted", "itemised"])
def test_all_words_are_billed_or_known(way: PricingEngine) -> None:
    """The three files come to the same either way, and no word is lost."""
    lines = way.price(PROJECT)
    (analysis,) = {line.origin.task.analysis for line in lines[:-1] if line.origin}
    assert analysis is not None
    assert str(analysis.total) == "6923"
    total = Money.total((line.net_amount for line in lines), "CAD")
    assert str(total) == "281.32 CAD"
