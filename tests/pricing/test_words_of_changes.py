"""What is agreed by hand, billed in part or credited explains itself too."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Allowance,
    Charge,
    ExchangeRate,
    ExchangeTable,
    InvoiceDraft,
    InvoiceLine,
    Minimum,
    Money,
    WorkflowTask,
    explain,
    explanation,
)
from flowfit_invoicing.documents import (
    LineCredit,
    LineDetails,
    Unbilled,
    part_of,
    rest_of,
)
from tests.pricing import several
from tests.pricing.simple import CLIENT, engine, per_word, project, words
from tests.quickstart import AGENCY

GOODWILL = {"en": "Goodwill", "fr": "Geste commercial"}
RECOUNT = {"en": "Recount", "fr": "Recomptage"}
WAIVED: dict[str, Any] = {"waive_minimum": True}


def agreed(line: InvoiceLine, *changes: dict[str, Any]) -> InvoiceLine:
    """Change a line, time and again, for the sake of goodwill if for nothing else."""
    draft = InvoiceDraft(
        seller=AGENCY, client=CLIENT, currency=line.terms.currency, lines=[line]
    )
    for each in changes:
        told: dict[str, Any] = {"reason": GOODWILL, **each}
        draft = draft.with_line_changed(0, **told)
    return draft.lines[0]


COURIER = InvoiceLine.of("Courier", Money("18.50", "CAD"))
VOUCHER = COURIER.adjusted(
    Allowance(Money(2, "CAD"), "Voucher"), Charge(Money(1, "CAD"), "Stamp")
)
PLAIN = engine(per_word()).price(project(words(100)))[0]
SMALL = engine(per_word(minimum_charge=45)).price(project(words(100)))[0]
BESIDE_RATES = several.agreed(Minimum(45))

CHANGED: dict[str, tuple[InvoiceLine, str, str]] = {
    "a net amount": (
        agreed(PLAIN, {"net_amount": 20}),
        "$20.00 agreed in place of $25.00: Goodwill",
        "20,00~$ convenu au lieu de 25,00~$~: Geste commercial",
    ),
    "quantity and price": (
        agreed(PLAIN, {"quantity": 120, "unit_price": "0.2"}),
        """
        120 words agreed in place of 100 words
        unit price: $0.20 agreed in place of $0.25
        120 words × $0.20 = 24
        rounded: $24.00
        $24.00 agreed in place of $25.00: Goodwill
        """,
        """
        quantité~: 120 mots au lieu de 100 mots, comme convenu
        prix unitaire~: 0,20~$ convenu au lieu de 0,25~$
        120 mots × 0,20~$ = 24
        arrondi~: 24,00~$
        24,00~$ convenu au lieu de 25,00~$~: Geste commercial
        """,
    ),
    "a quantity, for another reason": (
        agreed(PLAIN, {"quantity": 120, "reason": RECOUNT}, {"unit_price": "0.2"}),
        """
        120 words agreed in place of 100 words: Recount
        unit price: $0.20 agreed in place of $0.25
        120 words × $0.20 = 24
        rounded: $24.00
        $24.00 agreed in place of $25.00: Goodwill
        """,
        """
        quantité~: 120 mots au lieu de 100 mots, comme convenu~: Recomptage
        prix unitaire~: 0,20~$ convenu au lieu de 0,25~$
        120 mots × 0,20~$ = 24
        arrondi~: 24,00~$
        24,00~$ convenu au lieu de 25,00~$~: Geste commercial
        """,
    ),
    "a price, for another reason": (
        agreed(PLAIN, {"unit_price": "0.2", "reason": RECOUNT}, {"quantity": 120}),
        """
        120 words agreed in place of 100 words
        unit price: $0.20 agreed in place of $0.25: Recount
        120 words × $0.20 = 24
        rounded: $24.00
        $24.00 agreed in place of $25.00: Goodwill
        """,
        """
        quantité~: 120 mots au lieu de 100 mots, comme convenu
        prix unitaire~: 0,20~$ convenu au lieu de 0,25~$~: Recomptage
        120 mots × 0,20~$ = 24
        arrondi~: 24,00~$
        24,00~$ convenu au lieu de 25,00~$~: Geste commercial
        """,
    ),
    "sums as before": (
        agreed(VOUCHER, {"quantity": 2}),
        """
        2 items agreed in place of 1 item
        2 items × $18.50 = 37
        rounded: $37.00
        Voucher: less $2.00, as before
        Stamp: plus $1.00, as before
        $36.00 agreed in place of $17.50: Goodwill
        """,
        """
        quantité~: 2 unités au lieu de 1 unité, comme convenu
        2 unités × 18,50~$ = 37
        arrondi~: 37,00~$
        Voucher~: moins 2,00~$, comme avant
        Stamp~: plus 1,00~$, comme avant
        36,00~$ convenu au lieu de 17,50~$~: Geste commercial
        """,
    ),
    "a minimum that is waived": (
        agreed(SMALL, WAIVED),
        """
        100 words × $0.25 = 25
        rounded: $25.00
        the minimum of $45.00 is not charged: Goodwill
        $25.00 agreed in place of $45.00: Goodwill
        """,
        """
        100 mots × 0,25~$ = 25
        arrondi~: 25,00~$
        le minimum de 45,00~$ n’est pas facturé~: Geste commercial
        25,00~$ convenu au lieu de 45,00~$~: Geste commercial
        """,
    ),
    "an agreed minimum that is waived": (
        agreed(BESIDE_RATES.price(project(words(30)))[0], WAIVED),
        """
        30 words × $1.00 = 30
        rounded: $30.00
        the minimum of $45.00 is not charged: Goodwill
        $30.00 agreed in place of $45.00: Goodwill
        """,
        """
        30 mots × 1,00~$ = 30
        arrondi~: 30,00~$
        le minimum de 45,00~$ n’est pas facturé~: Geste commercial
        30,00~$ convenu au lieu de 45,00~$~: Geste commercial
        """,
    ),
}


def sentences(golden: str) -> list[str]:
    """Take each line; ~ stands for a no-break space in French."""
    return [each.strip().replace("~", "\xa0") for each in golden.strip().splitlines()]


@pytest.mark.parametrize(("line", "en", "fr"), CHANGED.values(), ids=CHANGED)
def test_changed(line: InvoiceLine, en: str, fr: str) -> None:
    """All that was computed, and then what was agreed in place of it, and why."""
    for locale, golden in (("en-CA", en), ("fr-CA", fr)):
        computed = explain(line.computed, locale).splitlines()
        assert explain(line, locale).splitlines() == [*computed, *sentences(golden)]


USD = ExchangeRate("CAD", "USD", "0.7325", date(2026, 11, 2))


def converted(task: WorkflowTask) -> InvoiceLine:
    """Price a task that costs 45 dollars at least, in those of another country."""
    client = evolve(CLIENT, currency="USD")
    rates = engine(per_word(minimum_charge=45), exchange=ExchangeTable([USD]))
    return rates.price(project(task, client=client, ordered_on=USD.on))[0]


NO_MINIMUM = words(10, minimum_waived=GOODWILL)
MINIMA: dict[str, tuple[InvoiceLine, list[str]]] = {
    "a minimum that nobody has told yet": (
        converted(words(1000)),
        ["exchange-minimum", "minimum"],
    ),
    "one that is charged already": (converted(words(10)), ["minimum"]),
    "one that is waived already": (converted(NO_MINIMUM), ["waived"]),
    "one beside rates that is waived already": (
        BESIDE_RATES.price(project(NO_MINIMUM))[0],
        [],
    ),
}


@pytest.mark.parametrize(("line", "kinds"), MINIMA.values(), ids=MINIMA)
def test_minima_told_again(line: InvoiceLine, kinds: list[str]) -> None:
    """After an agreed quantity, what was told of a minimum that held is not repeated.

    That of a rate is applied again, but was converted before.
    """
    steps = explanation(agreed(line, {"quantity": 20}))[len(explanation(line)) :]
    assert [step.kind for step in steps] == [
        *("agreed-quantity", "price", "round", *kinds, "agreed"),
    ]


WORK = Unbilled(PLAIN)
BEGUN = evolve(WORK, billed=Decimal("7.50"), is_begun=True)
BILLED: dict[str, tuple[InvoiceLine, str, str]] = {
    "a percent": (
        part_of([WORK], Decimal("7.50"), percent=Decimal(30))[0],
        "30% of $25.00: $7.50",
        "30~% de 25,00~$~: 7,50~$",
    ),
    "a percent of several lines": (
        part_of([WORK, WORK], Decimal("15.00"), percent=Decimal(30))[0],
        """
        of $15.00 to bill now, spread over 2 lines by what is left of each: $7.50
        30% of $25.00: $7.50
        """,
        """
        sur 15,00~$ à facturer maintenant, réparti entre 2 lignes selon ce qui reste \
de chacune~: 7,50~$
        30~% de 25,00~$~: 7,50~$
        """,
    ),
    "an amount": (
        part_of([WORK], Decimal("7.51"))[0],
        "part of $25.00: $7.51",
        "part de 25,00~$~: 7,51~$",
    ),
    "an amount of what is left": (
        part_of([BEGUN], Decimal("7.51"))[0],
        "part of $25.00: $7.51",
        "part de 25,00~$~: 7,51~$",
    ),
    "what is left": (
        rest_of([BEGUN])[0],
        "$25.00 less $7.50 billed before: $17.50",
        "25,00~$ moins 7,50~$ déjà facturé~: 17,50~$",
    ),
    "what is credited": (
        COURIER.with_details(
            LineDetails(1, "Courier", credits=LineCredit(1, Decimal(1)))
        ),
        """
        credits line 2 of the invoice: Courier
        1 item × $18.50 = 18.5
        rounded: $18.50
        """,
        """
        crédite la ligne 2 de la facture~: Courier
        1 unité × 18,50~$ = 18,5
        arrondi~: 18,50~$
        """,
    ),
}


@pytest.mark.parametrize(("line", "en", "fr"), BILLED.values(), ids=BILLED)
def test_billed(line: InvoiceLine, en: str, fr: str) -> None:
    """What is billed of a whole, or credited, is told in the end."""
    for locale, golden in (("en-CA", en), ("fr-CA", fr)):
        expected = sentences(golden)
        assert explain(line, locale).splitlines()[-len(expected) :] == expected
