"""Terms are worked out once for work that is alike, and anew for what is not."""

from datetime import date

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WORD,
    Analysis,
    LanguagePair,
    MappingRule,
    MatchGrid,
    PricingEngine,
    Quantity,
    Rate,
    RateList,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import UnpricedTasksError
from tests.pricing.simple import analysed, engine, nets, per_word, project
from tests.quickstart import ACME, REVISION, TRANSLATION

EVE, NEW_YEAR = date(2025, 12, 31), date(2026, 1, 1)
RATES = engine(
    per_word("1", languages="en>fr", valid_until=EVE),
    per_word("2", languages="en>fr", valid_from=NEW_YEAR),
    per_word("3", languages="en>de"),
    per_word("4", domain="legal"),
    Rate(TRANSLATION, HOUR, "5"),
    Rate(REVISION, WORD, "6"),
)
WORDS = WorkflowTask(
    "T-0",
    "translate",
    "en>fr",
    quantities=[Quantity(1, WORD)],
    completed_on=EVE,
)
UNLIKE: dict[str, tuple[WorkflowTask, str]] = {
    "the same": (evolve(WORDS, id="T-1"), "1.00"),
    "on another day": (evolve(WORDS, id="T-2", completed_on=NEW_YEAR), "2.00"),
    "of another pair": (evolve(WORDS, id="T-3", languages="en>de"), "3.00"),
    "of another domain": (evolve(WORDS, id="T-4", domain="legal"), "4.00"),
    "in another unit": (
        evolve(WORDS, id="T-5", quantities=[Quantity(1, HOUR)]),
        "5.00",
    ),
    "of another kind": (evolve(WORDS, id="T-6", kind="revise"), "6.00"),
    "of an equal pair": (
        evolve(WORDS, id="T-7", languages=LanguagePair("en", "fr")),
        "1.00",
    ),
    "twice as much": (
        evolve(WORDS, id="T-8", quantities=[Quantity(2, WORD)]),
        "2.00",
    ),
    "analysed": (
        evolve(WORDS, id="T-9", quantities=[], analysis=Analysis.of(new=3)),
        "3.00",
    ),
}


@pytest.mark.parametrize(("task", "net"), UNLIKE.values(), ids=UNLIKE)
def test_alone(task: WorkflowTask, net: str) -> None:
    """Each of these tasks has its own price."""
    assert nets(RATES.price(project(task))) == [net]


def test_together() -> None:
    """Priced together, each has the same price as alone, and so again in the end."""
    tasks = [WORDS, *(task for task, _ in UNLIKE.values()), evolve(WORDS, id="T-X")]
    expected = ["1.00", *(net for _, net in UNLIKE.values()), "1.00"]
    assert nets(RATES.price(project(*tasks))) == expected
    backwards = RATES.price(project(*reversed(tasks)))
    assert nets(backwards) == expected[::-1]


def test_domain_and_day_of_the_project() -> None:
    """Tasks that are alike differ by what they have from their projects."""
    task = evolve(WORDS, completed_on=None)
    lines = RATES.price(
        project(task, number="P-1", ordered_on=EVE),
        project(task, number="P-2", ordered_on=NEW_YEAR),
        project(task, number="P-3", ordered_on=EVE, domain="legal"),
    )
    assert nets(lines) == ["1.00", "2.00", "4.00"]


AFTER, BEFORE = (
    per_word("2", valid_from=NEW_YEAR, domain="legal"),
    per_word("2", valid_until=EVE, domain="legal"),
)
DATED = {
    "from a day": (engine(AFTER, per_word("1")), ["1.00", "2.00"]),
    "until a day": (engine(BEFORE, per_word("1")), ["2.00", "1.00"]),
    "behind": (
        engine(
            Rate(REVISION, WORD, "6"),
            base=RateList("Base", "CAD", [AFTER, per_word("1")]),
        ),
        ["1.00", "2.00"],
    ),
}


@pytest.mark.parametrize(("rates", "expected"), DATED.values(), ids=DATED)
def test_days_count_where_a_rate_is_dated(
    rates: PricingEngine, expected: list[str]
) -> None:
    """One dated rate, in whatever list, is enough to tell days apart."""
    late = evolve(WORDS, id="T-1", completed_on=NEW_YEAR)
    assert nets(rates.price(project(WORDS, late, domain="legal"))) == expected


def test_until_the_last_day_of_all() -> None:
    """No day is after the last one that there is."""
    rates = engine(per_word("2", valid_from=NEW_YEAR, valid_until=date.max))
    late = evolve(WORDS, completed_on=date.max)
    assert nets(rates.price(project(late))) == ["2.00"]


def test_list_of_the_client() -> None:
    """Tasks that are alike differ by the lists of their clients."""
    cheap = RateList("Cheap", "CAD", [per_word("0.5")])
    catalog = evolve(RATES.catalog, rate_lists=[*RATES.catalog.rate_lists, cheap])
    lines = PricingEngine(catalog).price(
        project(WORDS),
        project(WORDS, number="P-2", client=evolve(ACME, rate_list="Cheap")),
        project(WORDS, number="P-3"),
    )
    assert nets(lines) == ["1.00", "0.50", "1.00"]


def test_one_rate_in_two_lists() -> None:
    """A price that stands in two lists is weighted by the grid of each."""
    rate, task = per_word("1"), analysed(Analysis.of(new=10))
    plain = engine(rate).catalog
    half = RateList("Half", "CAD", [rate], match_grid=MatchGrid.of(new=50))
    rates = PricingEngine(evolve(plain, rate_lists=[*plain.rate_lists, half]))
    client = evolve(ACME, rate_list="Half")
    lines = rates.price(project(task), project(task, number="P-2", client=client))
    assert nets(lines) == ["10.00", "5.00"]


def test_one_service_by_two_rules() -> None:
    """A line tells by which rule its task was mapped, though both come to one price."""
    rules = [
        MappingRule("translate", TRANSLATION, workflow="express"),
        MappingRule("translate", TRANSLATION),
    ]
    rates = engine(per_word("1"), mapping=TaskMapping(rules))
    lines = rates.price(project(WORDS, workflow="express"), project(number="P-2"))
    lines += rates.price(project(WORDS))
    agreed = [line.terms.agreed for line in lines]
    assert [each.rule for each in agreed if each is not None] == rules


def test_errors_are_not_shared() -> None:
    """Of two tasks that have no price for the same reason, each is told of."""
    both = TaskMapping({"translate": [TRANSLATION, REVISION]})
    rates = engine(per_word("1"), mapping=both)
    alike = project(WORDS, evolve(WORDS, id="T-1"))
    with pytest.raises(UnpricedTasksError) as raised:
        rates.price(alike)
    assert [
        (each.code, getattr(each, "place", None)) for each in raised.value.errors
    ] == [
        ("rate-not-found", ("P-1", "T-0")),
        ("rate-not-found", ("P-1", "T-1")),
    ]
    assert [each.place for each in rates.check(alike)] == [
        *(("P-1", "T-0"), ("P-1", "T-1")),
    ]
