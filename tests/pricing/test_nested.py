"""What is agreed for languages sees the fees that were agreed for them before."""

import pytest

from flowfit_invoicing import (
    ITEM,
    Adjustment,
    Fee,
    Minimum,
    PricingEngine,
    Quantity,
    Rate,
    Surcharge,
    WorkflowTask,
)
from tests.pricing.simple import engine, nets, project
from tests.quickstart import TRANSLATION

TEN = Rate(TRANSLATION, ITEM, 10)


def into(*languages: str) -> list[WorkflowTask]:
    """Make a task of one item at 10 for each pair."""
    return [
        WorkflowTask(f"T-{n}", "translate", pair, quantities=[Quantity(1, ITEM)])
        for n, pair in enumerate(languages)
    ]


def agency(*agreed: Adjustment) -> PricingEngine:
    return engine(TEN, adjustments=agreed)


POLISH, FROM_ENGLISH = "*>pl", "en>pl"
NESTED: dict[str, tuple[list[str], list[Adjustment], list[str]]] = {
    "a target by its name": (
        ["en>pl"],
        [
            Fee(5, "Fee", per="target", languages=POLISH),
            Minimum(20, per="target", languages=POLISH),
        ],
        ["10.00", "5.00", "5.00"],
    ),
    "a target by a pair": (
        ["en>pl"],
        [
            Fee(5, "Fee", per="target", languages=FROM_ENGLISH),
            Minimum(20, per="target", languages=FROM_ENGLISH),
        ],
        ["10.00", "5.00", "5.00"],
    ),
    "a pair": (
        ["en>pl"],
        [
            Fee(5, "Fee", per="pair", languages=POLISH),
            Minimum(20, per="pair", languages=POLISH),
        ],
        ["10.00", "5.00", "5.00"],
    ),
    "a fee on a fee on a fee": (
        ["en>pl"],
        [
            Fee(5, "Fee", per="target"),
            Surcharge(10, "More", per="target"),
            Minimum(20, per="target", languages=POLISH),
        ],
        ["10.00", "5.00", "1.50", "3.50"],
    ),
    "other languages": (
        ["en>pl", "en>de"],
        [
            Fee(5, "Fee", per="target"),
            Minimum(20, per="target", languages=POLISH),
        ],
        ["10.00", "5.00", "5.00", "10.00", "5.00"],
    ),
    "a fee that is for other pairs too": (
        ["en>pl", "de>pl"],
        [
            Fee(5, "Fee", per="target"),
            Minimum(20, per="target", languages=FROM_ENGLISH),
        ],
        ["10.00", "10.00", "10.00", "5.00"],
    ),
    "two pairs, one target": (
        ["en>pl", "de>pl"],
        [
            Fee(5, "Fee", per="target"),
            Minimum(30, per="target", languages=POLISH),
        ],
        ["10.00", "10.00", "5.00", "5.00"],
    ),
    "a fee of the project is for no language": (
        ["en>pl"],
        [
            Fee(5, "Fee", per="project"),
            Minimum(20, per="target", languages=POLISH),
        ],
        ["10.00", "5.00", "10.00"],
    ),
}


@pytest.mark.parametrize(("pairs", "agreed", "lines"), NESTED.values(), ids=NESTED)
def test_nested(pairs: list[str], agreed: list[Adjustment], lines: list[str]) -> None:
    """A fee counts where all that it is for is meant, and nowhere else."""
    rates = agency(*agreed)
    assert nets(rates.price(project(*into(*pairs)))) == lines


def test_stand_as_agreed() -> None:
    """Fees stand in the order in which they are agreed, whatever they look at."""
    rates = agency(
        Fee(1, "One", per="project", services=TRANSLATION),
        Fee(2, "Two", per="project", services=TRANSLATION),
        Fee(3, "Three", per="target", services=TRANSLATION),
        Fee(4, "Four", per="invoice", services=TRANSLATION),
        Fee(5, "Five", per="invoice", services=TRANSLATION),
    )
    first, second = project(*into("en>pl")), project(*into("en>pl"), number="P-2")
    assert nets(rates.price(first, second)) == [
        *("10.00", "1.00", "2.00", "3.00"),
        *("10.00", "1.00", "2.00", "3.00", "4.00", "5.00"),
    ]
