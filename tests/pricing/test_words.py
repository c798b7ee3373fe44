"""A price explains itself in the language of whoever asks."""

from datetime import date

import pytest

from flowfit_invoicing import (
    WORD,
    Allowance,
    Analysis,
    Charge,
    Discount,
    InvoiceLine,
    Money,
    PricingEngine,
    Quantity,
    Surcharge,
    WorkflowTask,
    explain,
)
from tests.pricing.simple import analysed, engine, per_word, project, words
from tests.quickstart import CATALOG, GRID, PROJECT

QUICKSTART = (
    PricingEngine(CATALOG).price(PROJECT)[0],
    """
    task T-1 of kind “translate”, English → Canadian French, November 9, 2026
    tasks of kind “translate” are billed as Translation (TRA)
    rates are those of the list “Acme”
    rate Translation, word, English → Canadian French, $0.22: $0.22 per word
    100% matches: 1,332 × 25% = 333
    context matches: 4,990 × 0% = 0
    repetitions: 601 × 25% = 150.25
    weighted quantity: 483.25 words
    483.25 words × $0.22 = 106.315
    rounded: $106.32
    """,
    """
    tâche T-1 de type «~translate~», anglais → français canadien, 9 novembre 2026
    les tâches de type «~translate~» se facturent comme Traduction (TRA)
    les tarifs sont ceux de la liste «~Acme~»
    tarif Traduction, mot, anglais → français canadien, 0,22~$~: 0,22~$ par mot
    correspondances à 100~%~: 1~332 × 25~% = 333
    correspondances contextuelles~: 4~990 × 0~% = 0
    répétitions~: 601 × 25~% = 150,25
    quantité pondérée~: 483,25 mots
    483,25 mots × 0,22~$ = 106,315
    arrondi~: 106,32~$
    """,
)

BANDS = Analysis.of({"75-84": 10}, new=10)
AGREED = (
    Discount(10, {"en": "Client discount", "fr": "Remise client"}),
    Surcharge(25, {"en": "Rush", "fr": "Urgence"}),
)
ITEMISED = (
    engine(
        per_word("0.25", minimum_charge=45),
        grid=GRID,
        bands="itemised",
        adjustments=AGREED,
    ).price(project(analysed(BANDS)))[-1],
    """
    task T-1 of kind “translate”, English → Canadian French
    tasks of kind “translate” are billed as Translation (TRA)
    rates are those of the list “Standard”
    rate Translation, word, $0.25: $0.25 per word
    75–84% matches: 60% of $0.25 = $0.15
    10 words × $0.15 = 1.5
    rounded: $1.50
    the task costs at least $45.00; so far $4.00: plus $41.00
    Client discount: 10% of $42.50, less $4.25
    Rush: 25% of $38.25, plus $9.56
    """,
    """
    tâche T-1 de type «~translate~», anglais → français canadien
    les tâches de type «~translate~» se facturent comme Traduction (TRA)
    les tarifs sont ceux de la liste «~Standard~»
    tarif Traduction, mot, 0,25~$~: 0,25~$ par mot
    correspondances à 75–84~%~: 60~% de 0,25~$ = 0,15~$
    10 mots × 0,15~$ = 1,5
    arrondi~: 1,50~$
    minimum de 45,00~$; jusqu’ici 4,00~$~: ajout de 41,00~$
    Remise client~: 10~% de 42,50~$, moins 4,25~$
    Urgence~: 25~% de 38,25~$, plus 9,56~$
    """,
)

WITHOUT_LANGUAGES = WorkflowTask(
    "T-1",
    "translate",
    quantities=[Quantity(1250, WORD)],
    completed_on=date(2026, 11, 9),
)
BY_THE_THOUSAND = (
    engine(per_word("85", per=1000)).price(project(WITHOUT_LANGUAGES))[0],
    """
    task T-1 of kind “translate”, no languages, November 9, 2026
    tasks of kind “translate” are billed as Translation (TRA)
    rates are those of the list “Standard”
    rate Translation, 1,000 words, $85.00: $85.00 per 1,000 words
    1,250 words × $85.00 ÷ 1,000 = 106.25
    rounded: $106.25
    """,
    """
    tâche T-1 de type «~translate~», sans langues, 9 novembre 2026
    les tâches de type «~translate~» se facturent comme Traduction (TRA)
    les tarifs sont ceux de la liste «~Standard~»
    tarif Traduction, 1~000 mots, 85,00~$~: 85,00~$ pour 1~000 mots
    1~250 mots × 85,00~$ ÷ 1~000 = 106,25
    arrondi~: 106,25~$
    """,
)

COURIER = InvoiceLine.of(
    {"en": "Courier", "fr": "Messagerie"}, Money("18.50", "CAD"), quantity=2
)
TYPED_IN = (
    COURIER.adjusted(
        Allowance(Money(2, "CAD"), {"en": "Goodwill", "fr": "Geste commercial"}),
        Charge(Money(1, "CAD"), {"en": "Handling", "fr": "Manutention"}, percent=3),
        Charge(Money(3, "CAD"), {"en": "Fee", "fr": "Frais"}, base=Money(36, "CAD")),
    ),
    """
    typed in by hand: Courier
    2 items × $18.50 = 37
    rounded: $37.00
    Goodwill: less $2.00
    Handling: plus $1.00
    Fee: plus $3.00
    """,
    """
    saisi à la main~: Messagerie
    2 unités × 18,50~$ = 37
    arrondi~: 37,00~$
    Geste commercial~: moins 2,00~$
    Manutention~: plus 1,00~$
    Frais~: plus 3,00~$
    """,
)

GOLDEN = {
    "quickstart": QUICKSTART,
    "itemised, raised to the minimum, adjusted": ITEMISED,
    "by the thousand, without languages": BY_THE_THOUSAND,
    "typed in": TYPED_IN,
}


@pytest.mark.parametrize(("line", "en", "fr"), GOLDEN.values(), ids=GOLDEN)
def test_explained(line: InvoiceLine, en: str, fr: str) -> None:
    """Each step is a line; in French, a no-break space (~) stands where one must."""
    for locale, golden in (("en-CA", en), ("fr-CA", fr)):
        expected = [each.strip() for each in golden.strip().splitlines()]
        assert explain(line, locale).replace("\xa0", "~").splitlines() == expected


def test_a_quantity_of_one() -> None:
    """One is one, and two are several, in either language."""
    (line,) = engine(per_word()).price(project(words(1)))
    assert "1 word × $0.25 = 0.25" in explain(line, "en-CA")
    assert "1 mot × 0,25\xa0$ = 0,25" in explain(line, "fr-CA")


def test_another_language() -> None:
    """Whoever asks in a language that we don't speak is answered in English."""
    (line,) = engine(per_word()).price(project(words(100)))
    assert explain(line, "de").splitlines()[1] == (
        "tasks of kind “translate” are billed as Translation (TRA)"
    )
