"""What is agreed, converted or waived explains itself in both languages."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    LINE,
    WORD,
    Adjustment,
    Analysis,
    Cap,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    InvoiceLine,
    MappingRule,
    MatchGrid,
    Minimum,
    Quantity,
    Rate,
    Rounding,
    Surcharge,
    TaskMapping,
    VolumeDiscount,
    explain,
    standard_page,
)
from tests.pricing.several import PROJECT, agreed
from tests.pricing.simple import CLIENT, analysed, engine, per_word, project, words
from tests.quickstart import GRID, TRANSLATION

LOYAL = {"en": "Client discount", "fr": "Remise client"}
MANAGEMENT = {"en": "Project management", "fr": "Gestion de projet"}
VOLUME = {"en": "Volume discount", "fr": "Remise sur volume"}
GOODWILL = {"en": "goodwill", "fr": "geste commercial"}


def first(*adjustments: Adjustment) -> InvoiceLine:
    return agreed(*adjustments).price(PROJECT)[0]


def last(*adjustments: Adjustment) -> InvoiceLine:
    return agreed(*adjustments).price(PROJECT)[-1]


USD = ExchangeRate("CAD", "USD", "0.7325", date(2026, 11, 2))


def converted(rate: Rate, task: Any, **options: Any) -> InvoiceLine:  # noqa: ANN401 - a task, and options of an engine
    client = evolve(CLIENT, currency="USD")
    work = project(task, client=client, ordered_on=USD.on)
    return engine(rate, exchange=ExchangeTable([USD]), **options).price(work)[-1]


BANDS = analysed(Analysis.of(new=10, repetition=7))
WAIVED = words(10, minimum_waived=GOODWILL)
PRICES = MatchGrid.of_prices(new="0.2345", repetition="0.05")

LINES: dict[str, tuple[InvoiceLine, str, str]] = {
    "a fee": (
        last(Fee(40, MANAGEMENT, per="target")),
        """
        agreed beside rates: Project management, Canadian French
        agreed sum: $40.00
        1 item × $40.00 = 40
        rounded: $40.00
        """,
        """
        convenu en plus des tarifs~: Gestion de projet, français canadien
        somme convenue~: 40,00~$
        1 unité × 40,00~$ = 40
        arrondi~: 40,00~$
        """,
    ),
    "a fee on a line": (
        first(Fee(4, {"en": "Files", "fr": "Fichiers"})),
        """
        agreed sum: $4.00
        Files: plus $4.00
        """,
        """
        somme convenue~: 4,00~$
        Fichiers~: plus 4,00~$
        """,
    ),
    "percents of a project": (
        last(Surcharge("12.5", MANAGEMENT, per="project")),
        """
        agreed beside rates: Project management
        12.5% of $65.00 = $8.13
        1 item × $8.13 = 8.13
        rounded: $8.13
        """,
        """
        convenu en plus des tarifs~: Gestion de projet
        12,5~% de 65,00~$ = 8,13~$
        1 unité × 8,13~$ = 8,13
        arrondi~: 8,13~$
        """,
    ),
    "percents, at least": (
        last(Surcharge(10, MANAGEMENT, per="invoice", at_least=25)),
        """
        agreed beside rates: Project management
        10% of $65.00, at least $25.00: $25.00
        1 item × $25.00 = 25
        rounded: $25.00
        """,
        """
        convenu en plus des tarifs~: Gestion de projet
        10~% de 65,00~$, au moins 25,00~$~: 25,00~$
        1 unité × 25,00~$ = 25
        arrondi~: 25,00~$
        """,
    ),
    "a minimum of a project": (
        last(Minimum(100, per="project")),
        """
        agreed beside rates: Minimum charge
        at least $100.00; so far $65.00: $35.00 is missing
        1 item × $35.00 = 35
        rounded: $35.00
        """,
        """
        convenu en plus des tarifs~: Frais minimum
        au moins 100,00~$; jusqu’ici 65,00~$~: il manque 35,00~$
        1 unité × 35,00~$ = 35
        arrondi~: 35,00~$
        """,
    ),
    "a limit": (
        first(Cap(50, per="project")),
        """
        at most $50.00; so far $65.00: $15.00 is too much
        this line’s part of $15.00, spread over 4 lines: $6.92
        Agreed maximum: less $6.92
        """,
        """
        au plus 50,00~$; jusqu’ici 65,00~$~: 15,00~$ de trop
        part de cette ligne, sur 15,00~$ à répartir entre 4 lignes~: 6,92~$
        Maximum convenu~: moins 6,92~$
        """,
    ),
    "percents off a project": (
        first(Discount(10, LOYAL, per="project")),
        """
        10% of $65.00 = $6.50
        this line’s part of $6.50, spread over 4 lines: $3.00
        Client discount: less $3.00
        """,
        """
        10~% de 65,00~$ = 6,50~$
        part de cette ligne, sur 6,50~$ à répartir entre 4 lignes~: 3,00~$
        Remise client~: moins 3,00~$
        """,
    ),
    "a tier of words": (
        first(VolumeDiscount({20: 5, 1000: 10}, VOLUME, unit=WORD)),
        """
        30 words, by the tier reached (5% from 20 words, 10% from 1,000 words), of \
$30.00: $1.50
        Volume discount: less $1.50
        """,
        """
        30 mots, selon le palier atteint (5~% dès 20 mots, 10~% dès 1~000 mots), sur \
30,00~$~: 1,50~$
        Remise sur volume~: moins 1,50~$
        """,
    ),
    "tiers of money": (
        first(VolumeDiscount({0: 1, 20: 5}, VOLUME, graduated=True)),
        """
        $30.00, each by its tier (1% from $0.00, 5% from $20.00), of $30.00: $0.70
        Volume discount: less $0.70
        """,
        """
        30,00~$, chaque part selon son palier (1~% dès 0,00~$, 5~% dès 20,00~$), sur \
30,00~$~: 0,70~$
        Remise sur volume~: moins 0,70~$
        """,
    ),
    "a minimum that is waived": (
        engine(per_word("0.25", minimum_charge=45)).price(project(WAIVED))[0],
        """
        10 words × $0.25 = 2.5
        rounded: $2.50
        the minimum of $45.00 is not charged: goodwill
        """,
        """
        10 mots × 0,25~$ = 2,5
        arrondi~: 2,50~$
        le minimum de 45,00~$ n’est pas facturé~: geste commercial
        """,
    ),
    "a minimum that needs no waiving": (
        engine(per_word("0.25", minimum_charge="2.50")).price(project(WAIVED))[0],
        """
        10 words × $0.25 = 2.5
        rounded: $2.50
        """,
        """
        10 mots × 0,25~$ = 2,5
        arrondi~: 2,50~$
        """,
    ),
    "converted": (
        converted(per_word("0.20", minimum_charge=45), words(10)),
        """
        rate Translation, word, $0.20: $0.20 per word
        $0.20 at 1 CAD = 0.7325 USD (November 2, 2026): US$0.1465
        10 words × US$0.1465 = 1.465
        rounded: US$1.47
        minimum of $45.00 at 1 CAD = 0.7325 USD (November 2, 2026), rounded: US$32.96
        the task costs at least US$32.96; so far US$1.47: plus US$31.49
        """,
        """
        tarif Traduction, mot, 0,20~$~: 0,20~$ par mot
        0,20~$ au taux de 1 CAD = 0,7325 USD (2 novembre 2026)~: 0,1465~$~US
        10 mots × 0,1465~$~US = 1,465
        arrondi~: 1,47~$~US
        minimum de 45,00~$, 1 CAD = 0,7325 USD (2 novembre 2026), arrondi~: 32,96~$~US
        minimum de 32,96~$~US; jusqu’ici 1,47~$~US~: ajout de 31,49~$~US
        """,
    ),
    "converted by band": (
        converted(per_word("0.20"), BANDS, grid=GRID, bands="itemised"),
        """
        rate Translation, word, $0.20: $0.20 per word
        repetitions: 25% of $0.20 = $0.05
        $0.05 at 1 CAD = 0.7325 USD (November 2, 2026): US$0.036625
        7 words × US$0.036625 = 0.256375
        rounded: US$0.26
        """,
        """
        tarif Traduction, mot, 0,20~$~: 0,20~$ par mot
        répétitions~: 25~% de 0,20~$ = 0,05~$
        0,05~$ au taux de 1 CAD = 0,7325 USD (2 novembre 2026)~: 0,036625~$~US
        7 mots × 0,036625~$~US = 0,256375
        arrondi~: 0,26~$~US
        """,
    ),
    "prices of bands": (
        engine(per_word("0.20"), grid=PRICES).price(project(BANDS))[0],
        """
        no match: $0.2345 as agreed
        10 words × $0.2345 = 2.345
        rounded: $2.35
        """,
        """
        sans correspondance~: 0,2345~$ comme convenu
        10 mots × 0,2345~$ = 2,345
        arrondi~: 2,35~$
        """,
    ),
    "rounded prices of bands": (
        engine(
            per_word("0.20"),
            grid=PRICES.with_price_digits(2, rounding=Rounding.UP),
        ).price(project(BANDS))[0],
        """
        no match: $0.2345 as agreed, rounded: $0.24
        10 words × $0.24 = 2.4
        rounded: $2.40
        """,
        """
        sans correspondance~: 0,2345~$ comme convenu, arrondi~: 0,24~$
        10 mots × 0,24~$ = 2,4
        arrondi~: 2,40~$
        """,
    ),
    "rounded percents of bands": (
        engine(per_word("0.21"), grid=GRID.with_price_digits(2)).price(project(BANDS))[
            -1
        ],
        """
        repetitions: 25% of $0.21, rounded: $0.05
        7 words × $0.05 = 0.35
        rounded: $0.35
        """,
        """
        répétitions~: 25~% de 0,21~$, arrondi~: 0,05~$
        7 mots × 0,05~$ = 0,35
        arrondi~: 0,35~$
        """,
    ),
    "a rounded count": (
        engine(per_word("0.20"), grid=GRID.with_count_digits(0)).price(project(BANDS))[
            -1
        ],
        """
        no match: 10 × 100% = 10
        repetitions: 7 × 25% = 1.75
        weighted quantity, rounded: 12 words
        12 words × $0.20 = 2.4
        rounded: $2.40
        """,
        """
        sans correspondance~: 10 × 100~% = 10
        répétitions~: 7 × 25~% = 1,75
        quantité pondérée, arrondie~: 12 mots
        12 mots × 0,20~$ = 2,4
        arrondi~: 2,40~$
        """,
    ),
    "standard lines": (
        engine(Rate(TRANSLATION, LINE, "1.10")).price(project(words(1000, CHARACTER)))[
            0
        ],
        """
        rate Translation, standard line, $1.10: $1.10 per standard line
        1,000 characters ÷ 55, rounded: 18.18 standard lines
        18.18 standard lines × $1.10 = 19.998
        rounded: $20.00
        """,
        """
        tarif Traduction, ligne standard, 1,10~$~: 1,10~$ par ligne standard
        1~000 caractères ÷ 55, arrondi~: 18,18 lignes standard
        18,18 lignes standard × 1,10~$ = 19,998
        arrondi~: 20,00~$
        """,
    ),
    "a rule of the mapping": (
        engine(
            per_word("1"),
            mapping=TaskMapping(
                rules=[MappingRule("translate", TRANSLATION, languages="en>*")]
            ),
        ).price(project(words(10)))[0],
        """
        billed as Translation (TRA) by the rule translate (en>*) → TRA
        rates are those of the list “Standard”
        rate Translation, word, $1.00: $1.00 per word
        10 words × $1.00 = 10
        rounded: $10.00
        """,
        """
        facturé comme Traduction (TRA) par la règle translate (en>*) → TRA
        les tarifs sont ceux de la liste «~Standard~»
        tarif Traduction, mot, 1,00~$~: 1,00~$ par mot
        10 mots × 1,00~$ = 10
        arrondi~: 10,00~$
        """,
    ),
    "pages of many characters": (
        engine(Rate(TRANSLATION, standard_page(characters=1500), 30)).price(
            project(words(3000, CHARACTER))
        )[0],
        """
        3,000 characters ÷ 1,500, rounded: 2 standard pages
        2 standard pages × $30.00 = 60
        rounded: $60.00
        """,
        """
        3~000 caractères ÷ 1~500, arrondi~: 2 pages standard
        2 pages standard × 30,00~$ = 60
        arrondi~: 60,00~$
        """,
    ),
}


@pytest.mark.parametrize(("line", "en", "fr"), LINES.values(), ids=LINES)
def test_explained(line: InvoiceLine, en: str, fr: str) -> None:
    """The last steps of a line, in words; ~ stands for a no-break space in French."""
    for locale, golden in (("en-CA", en), ("fr-CA", fr)):
        expected = [each.strip() for each in golden.strip().splitlines()]
        told = explain(line, locale).replace("\xa0", "~").splitlines()
        assert told[-len(expected) :] == expected


WHOLE = {"a fee", "percents of a project", "percents, at least"}


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_nothing_before_a_fee(name: str) -> None:
    """A fee has no task, no list and no rate to tell of."""
    line, en, _ = LINES[name]
    assert len(explain(line, "en-CA").splitlines()) == len(en.strip().splitlines())


def test_by_band_only_once() -> None:
    """Of the lines of a task, the last one tells of the minimum that is waived."""
    task = evolve(BANDS, minimum_waived=GOODWILL)
    rates = engine(per_word(minimum_charge=45), grid=GRID, bands="itemised")
    told = [
        "is not charged" in explain(line, "en") for line in rates.price(project(task))
    ]
    assert told == [False, True]


def test_one_word() -> None:
    """One is one, and two are several, in tiers as elsewhere."""
    less = VolumeDiscount({1: 10, 2: 20}, VOLUME, unit=WORD)
    (line,) = agreed(less).price(project(words(1)))
    assert Quantity(1, WORD) == line.quantity
    assert "1 word, by the tier reached (10% from 1 word, 20% from 2 words)" in explain(
        line, "en-CA"
    )
    assert "1 mot, selon le palier atteint (10\xa0% dès 1 mot, 20\xa0% dès 2 mots)" in (
        explain(line, "fr-CA")
    )
