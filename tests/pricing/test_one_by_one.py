"""Projects and lines are told apart, whatever they share."""

from decimal import localcontext
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    LINE,
    WORD,
    Analysis,
    MatchGrid,
    Minimum,
    Money,
    Quantity,
    Rate,
    RateList,
    Surcharge,
    Unit,
    VolumeDiscount,
    WorkflowTask,
    explain,
    explanation,
)
from flowfit_invoicing.errors import InvalidValueError, RateNotFoundError
from tests.contexts import HOSTILE
from tests.pricing.arithmetic import net_of
from tests.pricing.several import agreed, told, translated
from tests.pricing.simple import analysed, engine, nets, per_word, project, words
from tests.quickstart import TRANSLATION


def test_a_task_in_two_projects() -> None:
    """What is wrong with a task of one project takes nothing from another."""
    legal = per_word("1", domain="legal")
    shared = words(10)
    good, bad = project(shared, domain="legal"), project(shared, number="P-2")
    for several in ((good, bad), (bad, good)):
        attempt = engine(legal).attempt(*several)
        assert nets(attempt.lines) == ["10.00"]
        assert [error.where() for error in attempt.errors] == [("P-2", "T-1")]


def test_two_projects_of_one_number() -> None:
    """Each is as urgent as it says itself."""
    rush = Surcharge(50, "Rush", urgent_only=True)
    calm, urgent = project(words(10)), project(words(20), urgent=True)
    assert nets(agreed(rush).price(calm, urgent)) == ["10.00", "30.00"]
    assert nets(agreed(rush).price(urgent, calm)) == ["30.00", "10.00"]


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
def test_tiers_in_any_context(context: Any) -> None:  # noqa: ANN401 - a decimal context
    """Parts of a volume are exact, whatever the decimal context of the thread is."""
    tiers = {0: 1, "1000000.123456": 10, "2000000.654321": 20}
    rule = VolumeDiscount(tiers, "Volume", unit=WORD, graduated=True)
    with localcontext(context):
        (line,) = agreed(rule).price(project(words("3000000.111")))
    # 1 000 000.123456 at 1 %, 1 000 000.530865 at 10 %, 999 999.456679 at 20 %
    assert nets([line]) == ["2690000.16"]


def test_waiving_is_never_dearer() -> None:
    """A task that was let off its minimum still counts for that of its project."""
    least = Minimum(100, per="project")
    tasks = translated("T-1", 40, None), translated("T-2", 30, None)
    let_off = evolve(tasks[0], minimum_waived="Goodwill")
    for first in (tasks[0], let_off):
        lines = agreed(least).price(project(first, tasks[1]))
        assert told(lines)[-1] == "fee: Minimum charge 30.00"


def test_one_meaning_of_a_unit() -> None:
    """A price per page is for the same page everywhere in a list."""
    by_words = Unit("page", made_of=WORD, size=250)
    by_characters = evolve(by_words, made_of=CHARACTER, size=1500)
    for other in (
        by_characters,
        evolve(by_words, size=300),
        evolve(by_words, digits=0),
        Unit("page"),
    ):
        rates = [
            Rate(TRANSLATION, by_words, 1),
            Rate(TRANSLATION, other, 1, domain="x"),
        ]
        with pytest.raises(InvalidValueError, match="one meaning of page"):
            RateList("Pages", "CAD", rates)
    renamed = evolve(by_words, name="Seite")
    rates = [Rate(TRANSLATION, by_words, 1), Rate(TRANSLATION, renamed, 1, domain="x")]
    assert len(RateList("Pages", "CAD", rates).rates) == 2


def test_a_unit_that_converts_is_no_reason() -> None:
    """Characters can be billed in lines, so the unit is not why a rate did not fit."""
    rates = engine(Rate(TRANSLATION, LINE, 1, languages="en>ja"))
    task = WorkflowTask(
        "T-1", "translate", "en>fr", quantities=[Quantity(9, CHARACTER)]
    )
    (error,) = rates.attempt(project(task)).errors
    assert isinstance(error, RateNotFoundError)
    assert [near.excluded for near in error.nearest] == [("target",)]


TO_CENTS = MatchGrid.of(new=100).with_price_digits(2)
COUNTED = {"counted": words(10), "analysed": analysed(Analysis.of(new=10))}


@pytest.mark.parametrize("task", COUNTED.values(), ids=COUNTED)
def test_prices_are_rounded_however_work_is_counted(task: WorkflowTask) -> None:
    """10 words at 0.095, rounded first to 0.10, are 1.00 with bands or without."""
    (line,) = engine(per_word("0.095"), grid=TO_CENTS).price(project(task))
    assert line.unit_price == Money("0.10", "CAD")
    assert str(line.net_amount) == "1.00 CAD"
    assert net_of(explanation(line)) == 1


def test_a_rounded_price_in_words() -> None:
    """Where a price was rounded before it was used, that is a step of its own."""
    (line,) = engine(per_word("0.095"), grid=TO_CENTS).price(project(words(10)))
    assert "unit price, rounded: $0.10" in explain(line, "en-CA").splitlines()
    french = explain(line, "fr-CA").splitlines()
    assert "prix unitaire, arrondi\u00a0: 0,10\u00a0$" in french
