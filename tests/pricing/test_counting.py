"""Volume and what is below it count work as it was counted, whatever it is sold by."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    ITEM,
    LINE,
    WEIGHTED_WORD,
    WORD,
    Analysis,
    Fee,
    MatchGrid,
    Minimum,
    Quantity,
    Rate,
    TaskMapping,
    Unit,
    VolumeDiscount,
    WorkflowTask,
    explanation,
)
from flowfit_invoicing.errors import MixedUnitsError
from tests.pricing.arithmetic import net_of
from tests.pricing.several import agreed
from tests.pricing.simple import analysed, hours, nets, per_hour, project, words
from tests.quickstart import GRID, REVISION, TRANSLATION

PAGE = Unit("page", made_of=WORD, size=250)
FEW = analysed(Analysis.of(new=4, exact=4))  # 5 words after weighting
RATES = {
    "words": Rate(TRANSLATION, WORD, 1),
    "weighted words": Rate(TRANSLATION, WEIGHTED_WORD, 1),
    "pages": Rate(TRANSLATION, PAGE, 250),
}
SOLD = pytest.mark.parametrize("rate", RATES.values(), ids=RATES)

TASKS: dict[str, tuple[WorkflowTask, str, bool]] = {
    "counted": (words(5), "5", False),
    "analysed, after weighting": (FEW, "5", False),
    "analysed, before weighting": (FEW, "8", True),
}
COUNTED = pytest.mark.parametrize(
    ("task", "count", "unweighted"), TASKS.values(), ids=TASKS
)


@SOLD
@COUNTED
def test_below(rate: Rate, task: WorkflowTask, count: str, unweighted: bool) -> None:  # noqa: FBT001 - a case
    """A minimum below so many words is charged below them, and not at them."""
    for below, expected in ((count, "5.00"), (f"{count}.01", "100.00")):
        small = Minimum(
            *(100,),
            per="task",
            below=Quantity(below, WORD),
            unweighted=unweighted,
        )
        (line,) = agreed(small, rates=[rate], grid=GRID).price(project(task))
        assert nets([line]) == [expected]


@SOLD
@COUNTED
def test_volume(rate: Rate, task: WorkflowTask, count: str, unweighted: bool) -> None:  # noqa: FBT001 - a case
    """A tier of words is reached by them, and not just below it."""
    for start, expected in ((count, "4.50"), (f"{count}.01", "5.00")):
        less = VolumeDiscount({start: 10}, "Volume", unit=WORD, unweighted=unweighted)
        (line,) = agreed(less, rates=[rate], grid=GRID).price(project(task))
        assert nets([line]) == [expected]
        if not unweighted:
            assert net_of(explanation(line)) == line.net


@pytest.mark.parametrize("unit", [WEIGHTED_WORD, WORD])
def test_by_band(unit: Unit) -> None:
    """Where each band has a line, words of all bands count in full."""
    rates = [Rate(TRANSLATION, unit, 1)]
    for unweighted in (False, True):
        for start, expected in ((8, ["3.60", "0.90"]), ("8.01", ["4.00", "1.00"])):
            less = VolumeDiscount(
                *({start: 10}, "Volume"),
                unit=WORD,
                unweighted=unweighted,
                per="task",
            )
            rules = agreed(less, rates=rates, grid=GRID, bands="itemised")
            assert nets(rules.price(project(FEW))) == expected


def test_by_what_it_is_billed_in() -> None:
    """What is agreed in pages counts pages, which are rounded."""
    rates = [RATES["pages"]]
    for start, expected in (("0.02", "4.50"), ("0.021", "5.00")):
        less = VolumeDiscount({start: 10}, "Volume", unit=PAGE)
        assert nets(agreed(less, rates=rates).price(project(words(5)))) == [expected]


def test_counted_in_pages() -> None:
    """Work that somebody counted in pages has no number of words."""
    pages = WorkflowTask(
        "T-1", "translate", quantities=[Quantity(2, PAGE), Quantity(400, WORD)]
    )
    rates = [RATES["pages"]]
    small = Minimum(900, per="task", below=Quantity(1000, WORD))
    assert nets(agreed(small, rates=rates).price(project(pages))) == ["500.00"]
    less = VolumeDiscount({1: 10}, "Volume", unit=WORD)
    (error,) = agreed(less, rates=rates).attempt(project(pages)).errors
    assert isinstance(error, MixedUnitsError)
    assert error.units == (PAGE,)


def test_other_units_still_mix() -> None:
    """Characters sold by the line are no words; those sold by words are together."""
    rates = [Rate(TRANSLATION, LINE, 1), RATES["pages"], per_hour("1")]
    lines = WorkflowTask("T-3", "translate", quantities=[Quantity(550, CHARACTER)])
    less = VolumeDiscount({1: 10}, "Volume", unit=WORD, per="project")
    work = project(words(500), hours("2"), lines)
    (error,) = agreed(less, rates=rates).attempt(work).errors
    assert isinstance(error, MixedUnitsError)
    assert (error.unit, error.units) == (WORD, (HOUR, LINE))


FULL = MatchGrid.of(new=100)
BOTH = TaskMapping({"translate": [TRANSLATION, REVISION]})
TWO = (words(5), evolve(words(3), id="T-2"))
ONCE: dict[str, tuple[tuple[WorkflowTask, ...], str, dict[str, Any]]] = {
    "a task": ((words(5),), "5", {}),
    "two tasks": (TWO, "8", {}),
    "two tasks, of one service": (TWO, "8", {"services": [REVISION]}),
    "weighted for one service": ((FEW,), "8", {}),
    "weighted for the only one": ((FEW,), "5", {"services": [TRANSLATION]}),
    "before weighting": ((FEW,), "8", {"unweighted": True}),
}


@pytest.mark.parametrize(("tasks", "count", "parts"), ONCE.values(), ids=ONCE)
def test_services_of_a_task(
    tasks: tuple[WorkflowTask, ...],
    count: str,
    parts: dict[str, Any],
) -> None:
    """The words of a task count once, however many services it is billed as."""
    rates = (
        Rate(TRANSLATION, WORD, 1, match_grid=GRID),
        Rate(REVISION, WORD, 1, match_grid=FULL),
    )
    for start, is_reached in ((Decimal(count), True), (Decimal(f"{count}.01"), False)):
        less = VolumeDiscount({start: 50}, "V", unit=WORD, per="project", **parts)
        small = Minimum(99, per="project", below=Quantity(start, WORD), **parts)
        rules = agreed(less, small, rates=rates, mapping=BOTH)
        lines = rules.price(project(*tasks))
        assert any(line.further for line in lines) is is_reached
        assert any(line.task is None for line in lines) is not is_reached


def test_bands_of_services() -> None:
    """Bands of one service add up, and not those of two."""
    rates = [Rate(each, WORD, 1) for each in (TRANSLATION, REVISION)]
    for start, expected in ((8, "0.00"), ("8.01", "1.00")):
        less = VolumeDiscount({start: 100}, "Volume", unit=WORD, per="task")
        rules = agreed(less, rates=rates, grid=GRID, bands="itemised", mapping=BOTH)
        assert nets(rules.price(project(FEW)))[3] == expected


def test_fees_do_not_count() -> None:
    """A fee is an item by itself, and no item of work."""
    item = WorkflowTask("T-1", "translate", quantities=[Quantity(2, ITEM)])
    fee = Fee(5, "Files", per="project")
    less = VolumeDiscount({2: 10, 3: 100}, "Volume", unit=ITEM, per="project")
    rules = agreed(fee, less, rates=[Rate(TRANSLATION, ITEM, 50)])
    assert nets(rules.price(project(item))) == ["90.00", "4.50"]
