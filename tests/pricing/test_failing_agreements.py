"""Work for which something agreed goes wrong has no price, and leaves no trace."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from flowfit_invoicing import (
    HOUR,
    WORD,
    Adjustment,
    Discount,
    Fee,
    Money,
    PricingEngine,
    Project,
    Rate,
    Surcharge,
    TaskMapping,
    VolumeDiscount,
    compare,
    coverage,
    price_many,
)
from flowfit_invoicing.errors import CurrencyMismatchError, UnpricedTasksError
from flowfit_invoicing.pricing.outcomes import outcome
from tests.pricing import plenty
from tests.pricing.several import OTHER, PROJECT, agreed, told, translated
from tests.pricing.simple import CLIENT, engine, nets, per_hour, per_word, project
from tests.quickstart import REVISION, TRANSLATION

HOURS = VolumeDiscount({1: 5}, "Hours", unit=HOUR)
MORE = Surcharge(10, "More", per="invoice")
BOTH = TaskMapping({"translate": [TRANSLATION, REVISION]})
TWICE = engine(
    *(per_word("1"), Rate(REVISION, WORD, "2")),
    mapping=BOTH,
    adjustments=[evolve(HOURS, services=["TRA"], per="line")],
)
JAPANESE = evolve(HOURS, languages="*>ja")


def of_one(rules: PricingEngine, work: Project) -> tuple[Any, Any, int]:
    """Say what is left of a project that has no price: for all who ask."""
    (priced,) = price_many([work], rules)
    compared = compare([work], rules, rules)
    assert outcome(rules, work).lines == rules.attempt(work).lines
    with pytest.raises(UnpricedTasksError) as raised:
        rules.price(work)
    assert raised.value.errors == rules.attempt(work).errors == priced.errors
    findings = [each for each in rules.check(work) if each.severity == "error"]
    assert [each.place for each in findings] == [e.where() for e in priced.errors]
    return priced.net, compared.totals[0].before.amount, coverage([work], rules).priced


NOTHING: dict[str, tuple[PricingEngine, Project]] = {
    "one service of two": (TWICE, project(translated("T-1", 10, None))),
    "percents of lines that are dropped": (
        agreed(MORE, HOURS),
        project(translated("T-1", 10, None)),
    ),
    "in the wrong currency": (
        engine(per_word("1")),
        project(translated("T-1", 10, None), client=evolve(CLIENT, currency="USD")),
    ),
    "of an invoice": (agreed(evolve(HOURS, per="invoice")), PROJECT),
    "of a project": (agreed(evolve(JAPANESE, per="project")), PROJECT),
    "of a pair": (agreed(evolve(JAPANESE, per="pair")), PROJECT),
    "of a target": (agreed(evolve(JAPANESE, per="target")), PROJECT),
    "of a fee": (
        agreed(Fee(1, "Fee", per="pair"), Fee(Money(1, "EUR"), "No", per="line")),
        PROJECT,
    ),
}


@pytest.mark.parametrize(("rules", "work"), NOTHING.values(), ids=NOTHING)
def test_no_price_for_anybody(rules: PricingEngine, work: Project) -> None:
    """What has no price has none in price, attempt, price_many, compare, coverage."""
    assert rules.attempt(work).lines == ()
    assert of_one(rules, work) == (None, 0, 0)


LEFT: dict[str, tuple[list[Adjustment], tuple[Project, ...], list[str]]] = {
    "a task": (
        [evolve(JAPANESE, per="task"), MORE],
        (PROJECT,),
        ["T-1 30.00", "T-2 20.00", "T-4 5.00", "- 5.50"],
    ),
    "a line": (
        [MORE, JAPANESE],
        (PROJECT,),
        ["T-1 30.00", "T-2 20.00", "T-4 5.00", "- 5.50"],
    ),
    "the fees of a pair": (
        [Fee(7, "Pair", per="pair"), evolve(JAPANESE, per="line", services=["TRA"])],
        (PROJECT.only(["T-1", "T-3"]),),
        ["T-1 30.00", "fee: Pair en>fr-CA 7.00"],
    ),
    "a project": (
        [evolve(JAPANESE, per="project"), MORE],
        (PROJECT, OTHER),
        ["T-1 30.00", "- 3.00"],
    ),
}


@pytest.mark.parametrize(("rules", "work", "left"), LEFT.values(), ids=LEFT)
def test_the_rest_is_priced_without_it(
    rules: list[Adjustment], work: tuple[Project, ...], left: list[str]
) -> None:
    """What is left comes to what it comes to alone: no percentage is of the others."""
    assert told(agreed(*rules).attempt(*work).lines) == left


def test_all_that_is_wrong_is_told() -> None:
    """One thing that goes wrong hides nothing that goes wrong elsewhere."""
    euro = Fee(Money(1, "EUR"), "Wrong", per="task", languages="de>*")
    rules = agreed(evolve(JAPANESE, per="task"), euro)
    attempt = rules.attempt(PROJECT)
    assert [(error.code, error.where()) for error in attempt.errors] == [
        ("mixed-units", ("P-1", "T-3")),
        ("currency-mismatch", ("P-1", "T-4")),
    ]
    assert told(attempt.lines) == ["T-1 30.00", "T-2 20.00"]


def test_adjusted_by_another_currency() -> None:
    """A project in the wrong currency is in no sum of an invoice, and sets none."""
    dollars = evolve(CLIENT, currency="USD")
    wrong = project(translated("T-9", 500, None), number="P-9", client=dollars)
    for several in ((wrong, PROJECT), (PROJECT, wrong)):
        attempt = agreed(Discount(10, "Less", per="invoice")).attempt(*several)
        assert nets(attempt.lines) == ["27.00", "18.00", "9.00", "4.50"]
        assert [error.where() for error in attempt.errors] == [("P-9",)]


def rest(work: Project, errors: Iterable[Any]) -> Project:
    """Give the tasks of a project with which nothing is wrong."""
    places = {error.where() for error in errors}
    if places & {(), (work.number,)}:
        return work.only([])
    return work.only(t.id for t in work.tasks if (work.number, t.id) not in places)


@settings(deadline=None)
@given(plenty.engines(), plenty.projects("P-1"), plenty.projects("P-2"))
def test_law_of_the_rest(engine: PricingEngine, one: Project, other: Project) -> None:
    """Whatever goes wrong, the lines are those of the rest priced by itself."""
    attempt = engine.attempt(one, other)
    left = [rest(each, attempt.errors) for each in (one, other)]
    several = [each for each in left if each.tasks]
    assert attempt.lines == (engine.price(*several) if several else ())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_which_agreement(language: str) -> None:
    """The error says what was agreed wrongly, and so does its finding."""
    euro = Fee(Money(1, "EUR"), {"en": "Setup", "fr": "Ouverture"}, per="project")
    rules = agreed(euro)
    (error,) = rules.attempt(PROJECT).errors
    assert isinstance(error, CurrencyMismatchError)
    assert error.reason == euro.reason
    told_ = {
        "en": "P-1: Setup: EUR: expected an amount in CAD",
        "fr": "P-1\xa0: Ouverture\xa0: EUR\xa0: un montant en CAD était attendu",
    }
    assert str(error) == told_["en"]
    (finding,) = (each for each in rules.check(PROJECT) if each.severity == "error")
    assert finding.message(language) == told_[language]


def test_which_volume() -> None:
    """So it is where a volume would mix units."""
    rules = agreed(evolve(HOURS, per="project"), rates=[per_word("1"), per_hour("2")])
    (error,) = rules.attempt(PROJECT).errors
    assert str(error) == ("P-1: Hours: volume in hour: lines are counted in word too")
