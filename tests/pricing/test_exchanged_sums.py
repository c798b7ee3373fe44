"""Sums that are agreed follow the lines into the currency that is billed."""

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Adjustment,
    Cap,
    ExchangeRate,
    ExchangeTable,
    Fee,
    InvoiceDraft,
    InvoiceLine,
    Minimum,
    Money,
    Project,
    Rebate,
    Rounding,
    Surcharge,
    VolumeDiscount,
    explain,
    explanation,
)
from flowfit_invoicing.errors import CurrencyMismatchError
from tests.pricing.arithmetic import net_of
from tests.pricing.several import agreed, translated
from tests.pricing.simple import CLIENT, engine, nets, per_word, project
from tests.quickstart import AGENCY

MONDAY = date(2026, 11, 9)
YEN = ExchangeRate("CAD", "JPY", "110.5", MONDAY)
DEARER = ExchangeRate("CAD", "JPY", "120", MONDAY + timedelta(days=1))
TABLE = ExchangeTable([YEN, DEARER])
CLIENT_IN_YEN = evolve(CLIENT, currency="JPY")


def work(words: int = 100, **parts: Any) -> Project:  # noqa: ANN401 - those of a project
    """Order so many words at a dollar, for a client who pays in yen."""
    parts = {"client": CLIENT_IN_YEN, "ordered_on": MONDAY, **parts}
    return project(translated("T-1", words, "en>fr"), **parts)


def priced(*rules: Adjustment, **options: Any) -> tuple[InvoiceLine, ...]:  # noqa: ANN401 - those of an engine
    return agreed(*rules, exchange=TABLE, **options).price(work())


SUMS: dict[str, tuple[Adjustment, list[str]]] = {
    "a fee": (Fee("5.50", "Setup", per="project"), ["11050", "608"]),
    "a fee on a line": (Fee("5.50", "Setup"), ["11658"]),
    "a fee in the money of the list": (
        *(Fee(Money("5.50", "CAD"), "Setup", per="project"), ["11050", "608"]),
    ),
    "a fee in what is billed": (
        *(Fee(Money(600, "JPY"), "Setup", per="project"), ["11050", "600"]),
    ),
    "a minimum": (Minimum("150.25", per="project"), ["11050", "5553"]),
    "a minimum in the money of the list": (
        *(Minimum(Money("150.25", "CAD"), per="task"), ["16603"]),
    ),
    "a limit": (Cap(50), ["5525"]),
    "a rebate": (Rebate("0.55", "Voucher"), ["10989"]),
    "a rebate of all there is": (Rebate(101, "Voucher"), ["0"]),
    "percents, at least": (
        *(Surcharge(10, "Rush", per="project", at_least=20), ["11050", "2210"]),
    ),
    "percents, at most": (Surcharge(10, "Rush", at_most="3.33"), ["11418"]),
    "percents, between": (*(Surcharge(10, "Rush", at_least=2, at_most=5), ["11603"]),),
    "tiers of money": (VolumeDiscount({0: 0, 100: 10}, "Volume"), ["9945"]),
    "tiers that are not reached": (VolumeDiscount({"100.01": 9}, "Volume"), ["11050"]),
    "tiers of money, graduated": (
        *(VolumeDiscount({0: 0, "50.5": 10}, "Volume", graduated=True), ["10503"]),
    ),
}


@pytest.mark.parametrize(("rule", "expected"), SUMS.values(), ids=SUMS)
def test_converted(rule: Adjustment, expected: list[str]) -> None:
    """5.50 dollars at 110.5 are 607.75, which is 608 yen; and it can be recomputed."""
    lines = priced(rule)
    assert nets(lines) == expected
    for line in lines:
        assert net_of(explanation(line)) == Fraction(line.net)


def test_rounded_once() -> None:
    """A sum is rounded as the engine rounds, after it was converted and not before."""
    for mode, sum_ in ((Rounding.DOWN, "607"), (Rounding.UP, "608")):
        assert nets(priced(Fee("5.50", "Setup", per="pair"), rounding=mode))[1] == sum_
    assert nets(priced(Fee("0.004", "Setup")))[0] == "11050"  # 0.44 yen


def test_words() -> None:
    """The explanation says what was agreed, and by which rate it was converted."""
    fee = priced(Fee("5.50", {"en": "Setup", "fr": "Ouverture"}, per="project"))[1]
    assert explain(fee, "en-CA").splitlines()[:3] == [
        "agreed beside rates: Setup",
        "agreed sum of $5.50 at 1 CAD = 110.5 JPY (November 9, 2026), rounded: JP¥608",
        "agreed sum: JP¥608",
    ]
    assert explain(fee, "fr-CA").splitlines()[1] == (
        "somme convenue de 5,50\xa0$, 1 CAD = 110,5 JPY (9 novembre 2026), "
        "arrondie\xa0: 608\xa0¥"
    )
    (step,) = (each for each in explanation(fee) if each.kind == "exchange-sum")
    assert (step["sum"], step["exchange"], step.result) == (
        *(Money("5.50", "CAD"), YEN, Money(608, "JPY")),
    )


def test_of_several_days() -> None:
    """A sum for projects of several days goes by the rate of the last one."""
    rules = agreed(Fee(10, "Courier", per="invoice"), exchange=TABLE)
    later = work(number="P-2", ordered_on=DEARER.on)
    for several in ((work(), later), (later, work())):
        assert nets(rules.price(*several))[-1] == "1200"
    fees = agreed(Fee(10, "Files", per="project"), exchange=TABLE)
    assert nets(fees.price(work(), later))[1::2] == ["1105", "1200"]


def test_of_a_fee() -> None:
    """What is agreed on a fee goes by the rate of the work that it is for."""
    rules = Fee(10, "Files", per="invoice"), Fee(1, "Handling", services=["PM"])
    managed = evolve(rules[0], billed_as=agreed().catalog.services[2])
    assert nets(priced(managed, rules[1])) == ["11050", "1216"]


FOREIGN = Money(50, "EUR")
THIRD: dict[str, Adjustment] = {
    "a fee": Fee(FOREIGN, "Agreed", per="project"),
    "a minimum": Minimum(FOREIGN, "Agreed", per="project"),
    "a limit": Cap(FOREIGN, "Agreed", per="project"),
    "a rebate": Rebate(FOREIGN, "Agreed", per="project"),
    "percents, at least": Surcharge(10, "Agreed", per="project", at_least=FOREIGN),
    "percents, at most": Surcharge(10, "Agreed", per="project", at_most=FOREIGN),
}


@pytest.mark.parametrize("rule", THIRD.values(), ids=THIRD)
def test_another_currency(rule: Adjustment) -> None:
    """A sum in a third currency is told by its reason, and the project has no price."""
    attempt = agreed(rule, exchange=TABLE).attempt(work())
    assert attempt.lines == ()
    (error,) = attempt.errors
    assert isinstance(error, CurrencyMismatchError)
    assert str(error) == "P-1: Agreed: EUR: expected an amount in JPY"
    assert (error.expected.code, error.actual.code) == ("JPY", "EUR")


def test_not_converted() -> None:
    """A client who pays in the currency of the list is asked for the sum as it is."""
    rules = agreed(Fee("5.50", "Setup", per="project"), exchange=TABLE)
    assert nets(rules.price(work(client=CLIENT))) == ["100.00", "5.50"]
    listed = engine(per_word("1"), currency="JPY", adjustments=[Fee("5.50", "Setup")])
    assert nets(listed.price(work())) == ["106"]


def test_rates_of_a_document() -> None:
    """A document of fees alone tells of the rate that they were converted by."""
    _, fee = priced(Fee("5.50", "Setup", per="project"))
    draft = InvoiceDraft(
        seller=AGENCY, client=CLIENT_IN_YEN, currency="JPY", lines=[fee]
    )
    assert draft.exchange_rates == (YEN,)
