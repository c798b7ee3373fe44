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
    Charge,
    Entry,
    Fee,
    Finding,
    Group,
    MatchGrid,
    Minimum,
    Money,
    Quantity,
    Rate,
    RateList,
    TaskMapping,
    Unit,
    VolumeDiscount,
    WorkflowTask,
    explain,
    explanation,
)
from flowfit_invoicing.documents import Basis, Waived
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvalidValueError,
    QuantityMissingError,
    RateNotFoundError,
    RepeatedProjectError,
    UnpricedTasksError,
)
from flowfit_invoicing.pricing.groups import Per
from tests.contexts import HOSTILE
from tests.pricing.arithmetic import net_of
from tests.pricing.several import PROJECT, agreed, told, translated
from tests.pricing.simple import (
    analysed,
    engine,
    hours,
    nets,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import REVISION, TRANSLATION


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
    """The first is priced and the second told, whatever is in it; fees come once."""
    once = agreed(Fee(5, "Files", per="project"))
    calm, urgent = project(words(10)), project(words(20), urgent=True)
    for second in (calm, urgent):
        attempt = once.attempt(calm, second)
        assert nets(attempt.lines) == ["10.00", "5.00"]
        (error,) = attempt.errors
        assert isinstance(error, RepeatedProjectError)
        assert str(error) == "P-1: ['P-1', 'P-1']: expected each project once"
        with pytest.raises(UnpricedTasksError, match="each project once"):
            once.price(calm, second)
        assert Finding.of(error) in once.check(calm, second)


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


class Handling:
    """What a host has of its own for each project."""

    per: Per = "project"
    spread = False
    billed_as = None

    def __init__(self, what: Charge | Waived) -> None:
        self.what = what

    def concerns(self, entry: Entry) -> bool:
        """Take all lines."""
        return entry.project is not None

    def of(self, group: Group) -> Charge | Waived | None:
        """Give it to whoever pays anything."""
        return self.what if group.amount else None


def test_a_fee_in_another_currency() -> None:
    """What a host charges in another currency is told, and no line of any sum."""
    euro = Handling(Charge(Money(1, "EUR"), "Error"))
    attempt = agreed(euro).attempt(project(words(10)))
    (error,) = attempt.errors
    assert isinstance(error, CurrencyMismatchError)
    assert str(error) == "P-1: Error: EUR: expected an amount in CAD"
    assert (error.expected.code, error.actual.code) == ("CAD", "EUR")
    assert attempt.lines == ()


def test_a_fee_of_a_host() -> None:
    """What says neither services nor domains nor languages is named by its reason."""
    own = Handling(Charge(Money(1, "CAD"), "Stamps"))
    fees = agreed(own).price(project(words(10)))[1:]
    assert told(fees) == ["fee: Stamps 1.00"]


def test_a_minimum_of_a_host_that_is_waived() -> None:
    """Where no line was let off any minimum, the last one tells of it."""
    missing = Basis.of("least", minimum=Money(100, "CAD"), amount=Money(65, "CAD"))
    lines = agreed(Handling(Waived(missing, "A good client"))).price(PROJECT)
    assert told(lines) == ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"]
    let_off = [len(line.waived_beside_rates) for line in lines]
    assert let_off == [0, 0, 0, 1]


def test_nearest_in_other_units() -> None:
    """Where only the unit is another, the rates that came nearest say so."""
    (error,) = (
        engine(per_hour(languages="en>fr"))
        .attempt(project(evolve(words(10), kind="revise")))
        .errors
    )
    assert isinstance(error, QuantityMissingError)
    assert [near.excluded for near in error.nearest] == [("unit",)]


def test_fees_of_services() -> None:
    """Fees with one reason for two services are known apart, in whatever part."""
    fees = [
        Fee(5, "Handling", per="project", services=[TRANSLATION]),
        Fee(3, "Handling", per="project", services=["REV"]),
    ]
    revised = agreed(*fees).price(project(hours("1")))
    assert told(revised) == ["T-2 2.00", "fee: Handling REV 3.00"]


def test_own_minimum_counts_for_the_project() -> None:
    """A rate's own minimum is in place of its project's, and counts towards it."""
    least = Minimum(100, per="project", only_without_own=True)
    rates = (per_word("1", minimum_charge=50), per_hour("2"))
    both = agreed(least, rates=rates).price(project(words(10), hours("10")))
    assert nets(both) == ["50.00", "20.00", "30.00"]
    alone = agreed(least, rates=rates).price(project(words(10)))
    assert nets(alone) == ["50.00"]


def test_all_services_or_none() -> None:
    """A task whose second service has no price is not billed for the first alone."""
    both = TaskMapping({"translate": [TRANSLATION, REVISION]})
    cut = MatchGrid.of({"50-74": 50, "75-99": 60})
    rates = (per_word("1"), Rate(REVISION, WORD, 1, match_grid=cut))
    good = analysed(Analysis.of(new=10))
    bad = evolve(analysed(Analysis.of({"70-80": 10})), id="T-2")
    attempt = engine(*rates, mapping=both).attempt(project(good, bad))
    assert nets(attempt.lines) == ["10.00", "10.00"]
    assert [error.where() for error in attempt.errors] == [("P-1", "T-2")]
