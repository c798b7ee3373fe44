"""Discounts by how much is billed, in words or in money."""

from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import (
    HOUR,
    ITEM,
    LINE,
    WORD,
    Analysis,
    Fee,
    Minimum,
    Money,
    Quantity,
    Rounding,
    Unit,
    VolumeDiscount,
    WorkflowTask,
)
from flowfit_invoicing.errors import MixedUnitsError, UnpricedTasksError
from tests.pricing.several import OTHER, PROJECT, agreed, told, translated
from tests.pricing.simple import analysed, hours, nets, per_word, project, words
from tests.quickstart import GRID, TRANSLATION

TIERS = {100: 5, 200: 10, 500: 20}


def volume(tiers: Any = TIERS, **parts: Any) -> VolumeDiscount:  # noqa: ANN401 - those of a discount
    return VolumeDiscount(tiers, "Volume", **parts)


COUNTED: dict[str, tuple[str, str, str]] = {
    "nothing to speak of": ("1", "1.00", "1.00"),
    "one less than a tier": ("99.99", "99.99", "99.99"),
    "a tier": ("100", "95.00", "100.00"),
    "one more": ("101", "95.95", "100.95"),
    "one less than the next": ("199.99", "189.99", "194.99"),
    "the next": ("200", "180.00", "195.00"),
    "between": ("350", "315.00", "330.00"),
    "one less than the last": ("499.99", "449.99", "464.99"),
    "the last": ("500", "400.00", "465.00"),
    "far above": ("1000", "800.00", "865.00"),
}


@pytest.mark.parametrize("unit", [WORD, None])
@pytest.mark.parametrize(
    ("number", "reached", "graduated"), COUNTED.values(), ids=COUNTED
)
def test_tiers(number: str, reached: str, graduated: str, unit: Unit | None) -> None:
    """
    From its start on, a tier is that of all; or each part is at the percent of its own.

    Of 350: 10 % are 35.00; 5 % of 100 and 10 % of 150 are 20.00.
    """
    task = project(words(number))
    assert nets(agreed(volume(unit=unit)).price(task)) == [reached]
    by_part = volume(unit=unit, graduated=True)
    assert nets(agreed(by_part).price(task)) == [graduated]


FROM_ZERO: dict[str, tuple[Any, str, str]] = {
    "some for all": ({0: 10}, "90.00", "90.00"),
    "some from the start": ({0: 10, 50: 20}, "80.00", "85.00"),
    "nothing, then all": ({50: 100}, "0.00", "50.00"),
    "less for more": ({0: 50, 60: 0}, "100.00", "70.00"),
    "nothing": ({0: 0}, "100.00", "100.00"),
    "pairs in any order": ([("50", "20"), (0, "10")], "80.00", "85.00"),
    "fractions": ({"33.3": "12.5"}, "87.50", "91.66"),
}


@pytest.mark.parametrize(
    ("tiers", "reached", "graduated"), FROM_ZERO.values(), ids=FROM_ZERO
)
def test_of_a_hundred(tiers: Any, reached: str, graduated: str) -> None:  # noqa: ANN401 - what the door takes
    """Tiers begin anywhere, in any order, and a percent is anything from 0 to 100."""
    task = project(words(100))
    assert nets(agreed(volume(tiers)).price(task)) == [reached]
    assert nets(agreed(volume(tiers, graduated=True)).price(task)) == [graduated]


PER: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a line": ({"per": "line"}, ["27.00", "18.00", "10.00", "5.00"]),
    "a task": ({"per": "task"}, ["27.00", "18.00", "10.00", "5.00"]),
    "a pair": ({"per": "pair"}, ["24.00", "16.00", "10.00", "5.00"]),
    "a target": ({"per": "target"}, ["24.00", "16.00", "10.00", "4.00"]),
    "a project": ({"per": "project"}, ["21.00", "14.00", "7.00", "3.50"]),
    "an invoice": ({"per": "invoice"}, ["21.00", "14.00", "7.00", "3.50"]),
    "graduated": (
        {"per": "project", "graduated": True},
        ["27.00", "18.00", "9.00", "4.50"],
    ),
    "some languages of a project": (
        {"per": "project", "languages": "*>ja"},
        ["30.00", "20.00", "10.00", "5.00"],
    ),
}


@pytest.mark.parametrize("unit", [WORD, None])
@pytest.mark.parametrize(("parts", "expected"), PER.values(), ids=PER)
def test_per(parts: dict[str, Any], expected: list[str], unit: Unit | None) -> None:
    """What is counted is what a group bills: 20 are 10 % off, 50 20 %, and 60 30 %."""
    less = volume({20: 10, 50: 20, 60: 30}, unit=unit, **parts)
    assert nets(agreed(less).price(PROJECT)) == expected


def test_of_all_projects() -> None:
    """On an invoice, projects reach a tier together."""
    by_project = volume({90: 10}, unit=WORD, per="project")
    assert nets(agreed(by_project).price(PROJECT, OTHER))[4:] == ["30.00"]
    by_invoice = volume({90: 10}, unit=WORD, per="invoice")
    assert nets(agreed(by_invoice).price(PROJECT, OTHER))[4:] == ["27.00"]


def test_counts_what_is_billed() -> None:
    """1 000 exact matches weigh 250 words; in lines by band, they are 1 000."""
    task = project(analysed(Analysis.of(exact=1000)))
    weighted = agreed(volume({251: 10}, unit=WORD), grid=GRID)
    assert nets(weighted.price(task)) == ["250.00"]
    weighted = agreed(volume({250: 10}, unit=WORD), grid=GRID)
    assert nets(weighted.price(task)) == ["225.00"]
    less = volume({1000: 10}, unit=WORD, per="task")
    itemised = agreed(less, grid=GRID, bands="itemised")
    assert nets(itemised.price(task)) == ["225.00"]


def test_counts_converted_lines() -> None:
    """Lines of 55 characters are counted as they are billed."""
    counted = Unit("character")
    task = WorkflowTask("T-1", "translate", quantities=[Quantity(1000, counted)])
    rate = per_word("1").__class__(TRANSLATION, LINE, "1")
    for start, net in (("18.18", "16.36"), ("18.19", "18.18")):
        less = volume({start: 10}, unit=LINE)
        assert nets(agreed(less, rates=[rate]).price(project(task))) == [net]


def test_a_service() -> None:
    """A discount on words leaves hours alone, if it is for translation."""
    work = project(words(100), hours("10"))
    less = volume({100: 10}, unit=WORD, per="project", services=["TRA"])
    assert nets(agreed(less).price(work)) == ["90.00", "20.00"]


def test_mixed_units() -> None:
    """Words and hours cannot be added up; the error says which, and where."""
    work = project(words(100), hours("10"))
    for per, unit, others, place in (
        ("project", WORD, (HOUR,), ("P-1",)),
        ("project", HOUR, (WORD,), ("P-1",)),
        ("project", LINE, (WORD, HOUR), ("P-1",)),
        ("invoice", WORD, (HOUR,), ()),
        ("task", WORD, (HOUR,), ("P-1", "T-2")),
    ):
        less: Any = volume({100: 10}, unit=unit, per=per)
        with pytest.raises(UnpricedTasksError) as raised:
            agreed(less).price(work)
        assert raised.value.errors == (
            MixedUnitsError(unit, others, place, less.reason),
        )
    by_amount = volume({100: 10}, per="project")
    assert nets(agreed(by_amount).price(work)) == ["90.00", "18.00"]


def test_fees_are_money_and_no_words() -> None:
    """A fee is discounted with the group, and counts where money is counted."""
    fee = Fee(10, "Files", per="project")
    by_words = volume({100: 10}, unit=WORD, per="project")
    assert nets(agreed(fee, by_words).price(project(words(100)))) == ["90.00", "9.00"]
    by_amount = volume({110: 10}, per="project")
    assert nets(agreed(fee, by_amount).price(project(words(100)))) == ["90.00", "9.00"]
    by_words = volume({101: 10}, unit=WORD, per="project")
    assert nets(agreed(fee, by_words).price(project(words(100)))) == ["100.00", "10.00"]
    items = volume({1: 10}, unit=ITEM)
    with pytest.raises(UnpricedTasksError):
        agreed(fee, items).price(project(words(100)))


def test_after_others() -> None:
    """It is taken of what the lines come to so far."""
    rates = agreed(Minimum(100, per="task"), volume({100: 10}))
    assert nets(rates.price(project(words(10)))) == ["90.00"]
    rates = agreed(volume({100: 10}), Minimum(100, per="task"))
    assert nets(rates.price(project(words(10)))) == ["100.00"]


ROUNDED: dict[str, tuple[Rounding, list[str]]] = {
    "half up": (Rounding.HALF_UP, ["8.45", "8.54"]),
    "half even": (Rounding.HALF_EVEN, ["8.46", "8.54"]),
    "down": (Rounding.DOWN, ["8.46", "8.55"]),
    "up": (Rounding.UP, ["8.45", "8.54"]),
}


@pytest.mark.parametrize(("mode", "expected"), ROUNDED.values(), ids=ROUNDED)
def test_rounding_of_the_engine(mode: Rounding, expected: list[str]) -> None:
    """5 % of 8.90 are 0.445, and of 8.99 0.4495: rounded as the engine rounds."""
    rates = agreed(volume({0: 5}), rounding=mode)
    several = (project(words(number)) for number in ("8.9", "8.99"))
    assert [net for each in several for net in nets(rates.price(each))] == expected


def test_a_third() -> None:
    """A share of tiers is exact until it is rounded: 10 % of 2 of 3 words at 0.50."""
    less = volume({1: 10}, unit=WORD, graduated=True)
    (line,) = agreed(less, rates=[per_word("0.50")]).price(project(words(3)))
    assert [str(each.amount) for each in line.adjustments] == ["0.10 CAD"]


def test_says_why() -> None:
    """It tells what it was taken of, what was counted, and the tiers in their order."""
    less = volume({200: 10, 100: 5}, unit=WORD, graduated=True)
    (line,) = agreed(less).price(project(words(150)))
    (taken,) = line.adjustments
    assert (taken.code, taken.percent, taken.base) == ("95", None, None)
    assert taken.basis is not None
    assert (taken.basis.kind, dict(taken.basis.operands)) == (
        "tiers",
        {
            "base": Money("150.00", "CAD"),
            "counted": 150,
            "unit": WORD,
            "tiers": ((100, 5), (200, 10)),
            "graduated": True,
        },
    )


def test_says_what_was_agreed() -> None:
    """A tier of money starts where it was agreed, were it within a cent."""
    (line,) = agreed(volume({"99.995": 10})).price(project(words(100)))
    (taken,) = line.adjustments
    assert taken.basis is not None
    assert dict(taken.basis.operands)["tiers"] == ((Decimal("99.995"), 10),)


def test_nothing_left_to_take() -> None:
    """Where a part of a cent would be taken, nothing is."""
    (line,) = agreed(volume({0: "0.1"})).price(project(words(1)))
    assert line.adjustments == ()


def test_work_that_costs_nothing() -> None:
    """Of words that cost nothing, nothing is taken."""
    free = agreed(volume({0: 10}), rates=[per_word("0")])
    assert told(free.price(project(translated("T-1", 5, "en>fr")))) == ["T-1 0.00"]
