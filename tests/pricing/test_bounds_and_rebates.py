"""Fixed sums less, percents between two sums, counts before weighting, and domains."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import (
    LINE,
    WORD,
    Adjustment,
    Allowance,
    Analysis,
    Cap,
    Entry,
    Group,
    MatchGrid,
    Minimum,
    Money,
    Quantity,
    Rate,
    Rebate,
    Rounding,
    Surcharge,
    VolumeDiscount,
    explain,
    explanation,
)
from flowfit_invoicing.documents import Basis
from flowfit_invoicing.errors import InvalidValueError
from tests.pricing.several import MANAGEMENT, PROJECT, agreed, told, translated
from tests.pricing.simple import analysed, engine, per_word, project
from tests.quickstart import TRANSLATION

REBATES: dict[str, tuple[list[Adjustment], list[str]]] = {
    "of each line": (
        [Rebate(6, "Voucher")],
        ["T-1 24.00", "T-2 14.00", "T-3 4.00", "T-4 0.00"],
    ),
    "of a project": (
        [Rebate("13.00", "Voucher", per="project")],
        ["T-1 24.00", "T-2 16.00", "T-3 8.00", "T-4 4.00"],
    ),
    "to the cent": (
        [Rebate("0.05", "Voucher", per="project")],
        ["T-1 29.98", "T-2 19.98", "T-3 9.99", "T-4 5.00"],
    ),
    "more than there is": (
        [Rebate(66, "Voucher", per="project")],
        ["T-1 0.00", "T-2 0.00", "T-3 0.00", "T-4 0.00"],
    ),
    "nothing": (
        [Rebate(0, "Voucher", per="project")],
        ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"],
    ),
    "of nothing": (
        [Cap(0, per="project"), Rebate(1, "Voucher", per="project")],
        ["T-1 0.00", "T-2 0.00", "T-3 0.00", "T-4 0.00"],
    ),
}


@pytest.mark.parametrize(("rules", "expected"), REBATES.values(), ids=REBATES)
def test_rebates(rules: list[Adjustment], expected: list[str]) -> None:
    """A fixed sum less is borne by the lines, as far as they go."""
    assert told(agreed(*rules).price(PROJECT)) == expected


def test_rebate_says_what_it_is() -> None:
    """A rebate carries its code, 95 as a rule, and what it was agreed at."""
    six, fixed = Money(6, "CAD"), Basis.of("fixed", amount=Money(6, "CAD"))
    rules = (Rebate(6, "Voucher"), Rebate(6, "Voucher", code="64"))
    line, *_ = agreed(*rules).price(PROJECT)
    assert line.adjustments == (
        Allowance(six, "Voucher", code="95", basis=fixed),
        Allowance(six, "Voucher", code="64", basis=fixed),
    )


def test_cap_says_what_it_is() -> None:
    """A limit carries its code, 95 as a rule, and what it was taken of."""
    line, *_ = agreed(Cap(20), Cap(18, code="64")).price(PROJECT)
    limits = [
        Basis.of("most", maximum=Money(most, "CAD"), amount=Money(before, "CAD"))
        for most, before in ((20, 30), (18, 20))
    ]
    assert [(each.code, each.basis) for each in line.adjustments] == [
        *zip(("95", "64"), limits, strict=True)
    ]


BOUNDS: dict[str, tuple[dict[str, Any], str]] = {
    "below": ({"at_least": 7, "at_most": 9}, "7.00"),
    "at the lower": ({"at_least": "6.50", "at_most": 9}, "6.50"),
    "between": ({"at_least": 6, "at_most": 7}, "6.50"),
    "at the upper": ({"at_least": 6, "at_most": "6.50"}, "6.50"),
    "above": ({"at_most": 6}, "6.00"),
    "both are one": ({"at_least": 5, "at_most": 5}, "5.00"),
    "in money": ({"at_most": Money("6.005", "CAD")}, "6.01"),
    "both in money": (
        {"at_least": Money("6.60", "CAD"), "at_most": Money(7, "CAD")},
        "6.60",
    ),
}


@pytest.mark.parametrize(("bounds", "expected"), BOUNDS.values(), ids=BOUNDS)
def test_bounds_of_a_percentage(bounds: dict[str, Any], expected: str) -> None:
    """10 % of 65.00 are 6.50, or what is charged at least or at most."""
    rule = Surcharge(10, "Management", per="project", **bounds)
    (*_, fee) = agreed(rule).price(PROJECT)
    assert str(fee.net_amount.amount) == expected


def test_only_the_bounds_there_are() -> None:
    """What a percentage is charged at most is told where there is such a bound."""
    bounds: list[dict[str, Any]] = [{"at_least": 7}, {"at_least": 6, "at_most": 7}]
    rules = [Surcharge(10, "x", per="project", **each) for each in bounds]
    found = [explanation(agreed(rule).price(PROJECT)[-1])[1] for rule in rules]
    assert [[name for name, _ in step.operands] for step in found] == [
        ["base", "percent", "least"],
        ["base", "percent", "least", "most"],
    ]


def test_nothing_at_most() -> None:
    """Where nothing is charged at most, there is no line."""
    free = Surcharge(10, "Management", per="project", at_most=0)
    assert len(agreed(free).price(PROJECT)) == len(PROJECT.tasks)


UNORDERED: dict[str, tuple[Any, Any, str]] = {
    "numbers": (7, "6.99", "lower sum first"),
    "money": (Money(7, "CAD"), Money("6.99", "CAD"), "lower sum first"),
    "two currencies": (Money(7, "CAD"), Money(9, "EUR"), "in one currency"),
    "the lower with one": (Money(7, "CAD"), 9, "in one currency"),
    "the upper with one": (7, Money(9, "CAD"), "in one currency"),
}


@pytest.mark.parametrize(
    ("least", "most", "expected"), UNORDERED.values(), ids=UNORDERED
)
def test_bounds_in_order(least: Any, most: Any, expected: str) -> None:  # noqa: ANN401 - a number or money
    """The lower bound is not above the upper one, and in the same currency."""
    with pytest.raises(InvalidValueError, match=expected):
        Surcharge(10, "Management", at_least=least, at_most=most)


IN_WORDS = {
    "at most": (
        {"at_most": 6},
        "10% of $65.00, at most $6.00: $6.00",
        "10\xa0% de 65,00\xa0$, au plus 6,00\xa0$\xa0: 6,00\xa0$",
    ),
    "between": (
        {"at_least": 6, "at_most": 7},
        "10% of $65.00, at least $6.00, at most $7.00: $6.50",
        "10\xa0% de 65,00\xa0$, au moins 6,00\xa0$, au plus 7,00\xa0$\xa0: 6,50\xa0$",
    ),
}


@pytest.mark.parametrize(
    ("bounds", "english", "french"), IN_WORDS.values(), ids=IN_WORDS
)
def test_bounds_in_words(bounds: dict[str, Any], english: str, french: str) -> None:
    """The bounds of a percentage are told with it."""
    rule = Surcharge(10, MANAGEMENT.name, per="project", **bounds)
    (*_, fee) = agreed(rule).price(PROJECT)
    assert explain(fee, "en-CA").splitlines()[1] == english
    assert explain(fee, "fr-CA").splitlines()[1] == french


HALF = MatchGrid.of(new=100, exact=50, context=0)
COUNTED = analysed(Analysis.of(new=10, exact=20, context=70))

UNWEIGHTED: dict[str, tuple[Adjustment, list[str]]] = {
    "few words after weighting": (
        Minimum(90, per="project", below=Quantity(21, WORD)),
        ["20.00", "70.00"],
    ),
    "enough before": (
        Minimum(90, per="project", below=Quantity(100, WORD), unweighted=True),
        ["20.00"],
    ),
    "too few before": (
        Minimum(90, per="project", below=Quantity(101, WORD), unweighted=True),
        ["20.00", "70.00"],
    ),
    "no tier after weighting": (
        VolumeDiscount({21: 10}, "Volume", unit=WORD, per="project"),
        ["20.00"],
    ),
    "a tier before": (
        VolumeDiscount({100: 10}, "Volume", unit=WORD, per="project", unweighted=True),
        ["18.00"],
    ),
}


@pytest.mark.parametrize(("rule", "expected"), UNWEIGHTED.values(), ids=UNWEIGHTED)
def test_counts_before_weighting(rule: Adjustment, expected: list[str]) -> None:
    """10 + 20 + 70 words are 20 after weighting; an agreement says what counts."""
    rates = engine(per_word("1"), grid=HALF, adjustments=[rule])
    lines = rates.price(project(COUNTED))
    assert [str(line.net_amount.amount) for line in lines] == expected


def test_count_of_a_group() -> None:
    """A host's own agreement counts after weighting, unless it says otherwise."""
    lines = engine(per_word("1"), grid=HALF).price(project(COUNTED))
    group = Group((Entry(lines[0], PROJECT, None, None),), "line", Rounding.HALF_UP)
    counts = (group.count(WORD), group.count(WORD, unweighted=True))
    assert counts == (Decimal(20), Decimal(100))


def test_raw_amounts() -> None:
    """What was counted is known beside what is billed, in the unit that is billed."""
    (weighted,) = engine(per_word("1"), grid=HALF).price(project(COUNTED))
    assert (str(weighted.amount), str(weighted.raw_amount)) == ("20.00", "100")
    by_line = engine(Rate(TRANSLATION, LINE, 1), grid=HALF)
    counted = Analysis.of(new=55, exact=110, unit=LINE.made_of or WORD)
    (line,) = by_line.price(project(analysed(counted)))
    assert (str(line.amount), str(line.raw_amount)) == ("2.00", "3.00")
    (plain,) = engine(per_word("1")).price(project(COUNTED))
    assert plain.amount == plain.raw_amount == 100
    bands = engine(per_word("1"), grid=HALF, bands="itemised").price(project(COUNTED))
    assert [str(band.raw_amount) for band in bands] == ["10", "20", "70"]


def test_domains() -> None:
    """What is agreed for a domain holds for tasks in it, or in a project of it."""
    legal = Surcharge(20, "Legal", domains=["legal", "patents"])
    tasks = (
        translated("T-1", 10, None, domain="legal"),
        translated("T-2", 10, None, domain="tourism"),
        translated("T-3", 10, None),
    )
    plain, whole = project(*tasks), project(*tasks, number="P-2", domain="patents")
    assert told(agreed(legal).price(plain)) == ["T-1 12.00", "T-2 10.00", "T-3 10.00"]
    assert told(agreed(legal).price(whole)) == ["T-1 12.00", "T-2 10.00", "T-3 12.00"]
