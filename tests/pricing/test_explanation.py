"""Each price explains itself, in steps that anybody can compute again."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import (
    Allowance,
    Analysis,
    Charge,
    Discount,
    InvoiceLine,
    MatchGrid,
    Money,
    PricingEngine,
    Quantity,
    Rounding,
    Surcharge,
    explanation,
)
from tests.pricing.simple import analysed, engine, per_word, project, words
from tests.quickstart import CATALOG, GRID, PROJECT, TRANSLATION

AGREED = (Discount(10, "Agreed"), Surcharge(25, "Rush"))
COUNTS = Analysis.of(new=10, exact=40, repetition=21)
COURIER = InvoiceLine.of("Courier", Money("18.505", "CAD"))


def line_of(**options: Any) -> InvoiceLine:  # noqa: ANN401 - those of an engine
    rate = per_word("0.185", minimum_charge=options.pop("minimum_charge", None))
    rates = engine(rate, grid=options.pop("grid", GRID), **options)
    return rates.price(project(analysed(COUNTS)))[-1]


SOURCE = ["task", "mapping", "list", "rate"]
KINDS: dict[str, tuple[InvoiceLine, list[str]]] = {
    "weighted": (
        line_of(),
        [*SOURCE, "band", "band", "band", "weight", "price", "round"],
    ),
    "itemised": (line_of(bands="itemised"), [*SOURCE, "band", "price", "round"]),
    "without a grid": (line_of(grid=None), [*SOURCE, "price", "round"]),
    "a quantity": (
        engine(per_word(), grid=GRID).price(project(words("9.1")))[0],
        [*SOURCE, "price", "round"],
    ),
    "a minimum": (
        line_of(grid=None, minimum_charge=45),
        [*SOURCE, "price", "round", "minimum"],
    ),
    "all that can be": (
        line_of(bands="itemised", minimum_charge=45, adjustments=AGREED),
        [*SOURCE, "band", "price", "round", "minimum", "adjustment", "adjustment"],
    ),
    "typed in": (COURIER, ["typed-in", "price", "round"]),
    "with a fixed fee": (
        COURIER.adjusted(Charge(Money(1, "CAD"), "Handling")),
        ["typed-in", "price", "round", "adjustment"],
    ),
}


@pytest.mark.parametrize(("line", "kinds"), KINDS.values(), ids=KINDS)
def test_kinds(line: InvoiceLine, kinds: list[str]) -> None:
    """Steps go from where the price is from to what it comes to."""
    assert [step.kind for step in explanation(line)] == kinds


def test_operands_and_results() -> None:
    """Each step has its operands by name, and its result."""
    steps = {
        step.kind: step
        for step in explanation(PricingEngine(CATALOG).price(PROJECT)[0])
    }
    rate = CATALOG.rate_lists[1].rates[0]
    assert steps["task"].result == ("P-1042", "T-1")
    assert steps["task"]["project"] == "P-1042"
    assert steps["task"]["kind"] == "translate"
    assert steps["task"]["languages"] == PROJECT.tasks[0].languages
    assert steps["task"]["day"] == PROJECT.tasks[0].completed_on
    assert (steps["mapping"]["kind"], steps["mapping"].result) == (
        *("translate", TRANSLATION),
    )
    assert (steps["list"]["name"], steps["list"].result) == ("Acme", "Acme")
    assert steps["rate"]["rate"] is rate
    assert (steps["rate"]["per"], steps["rate"]["unit"]) == (1, rate.unit)
    assert steps["rate"].result == Money("0.22", "CAD")
    assert (str(steps["band"]["band"]), str(steps["band"]["percent"])) == (
        *("repetition", "25"),
    )
    assert (steps["band"]["count"], steps["band"].result) == (601, Decimal("150.25"))
    assert steps["weight"]["bands"] == (333, 0, Decimal("150.25"))
    assert steps["weight"].result == Quantity("483.25", rate.unit)
    assert steps["price"].result == Decimal("106.315")
    assert (steps["round"]["digits"], steps["round"]["mode"]) == (2, Rounding.HALF_UP)
    assert steps["round"].result == Money("106.32", "CAD")


def test_bands_without_a_price_of_their_own() -> None:
    """A band that a grid of prices does not name costs the unit price of the rate."""
    analysis = Analysis.of(new=10, exact=40)
    prices = engine(per_word("0.185"), grid=MatchGrid.of_prices(exact="0.05"))
    steps = [explanation(line)[4] for line in prices.price(project(analysed(analysis)))]
    assert [(step.kind, step["price"], step.result) for step in steps] == [
        ("band", Money("0.185", "CAD"), Money("0.185", "CAD")),
        ("band", Money("0.05", "CAD"), Money("0.05", "CAD")),
    ]


def test_minimum_and_adjustments() -> None:
    """What is added to the price says what it was taken of."""
    line = line_of(bands="itemised", minimum_charge=45, adjustments=AGREED)
    *_, minimum, less, more = explanation(line)
    assert (str(minimum["minimum"]), str(minimum["amount"])) == (
        *("45.00 CAD", "4.67 CAD"),
    )
    assert str(minimum.result) == "40.33 CAD"
    assert (less["sign"], str(less["percent"]), str(less["base"])) == (
        *("-", "10", "41.30 CAD"),
    )
    assert (str(less.result), str(less["reason"])) == ("4.13 CAD", "Agreed")
    assert (more["sign"], str(more["base"]), str(more.result)) == (
        *("+", "37.17 CAD", "9.29 CAD"),
    )


def test_step_has_no_other_operands() -> None:
    """Asking for an operand that a step has not is a slip."""
    with pytest.raises(KeyError):
        explanation(COURIER)[0]["rate"]


def test_fixed_adjustments() -> None:
    """An amount that is no percentage of anything has neither percent nor base."""
    line = COURIER.adjusted(Allowance(Money(2, "CAD"), "Goodwill"))
    step = explanation(line)[-1]
    assert (step["sign"], step["percent"], step["base"]) == ("-", None, None)
    assert str(step.result) == "2 CAD"


def test_only_the_minimum_is_a_minimum() -> None:
    """A fee of a host's with a base, but no percentage, is no minimum charge."""
    fee = Charge(Money(5, "CAD"), "Handling", base=Money("18.51", "CAD"))
    step = explanation(COURIER.adjusted(fee))[-1]
    assert (step.kind, step["sign"], str(step["reason"])) == (
        *("adjustment", "+", "Handling"),
    )
