"""The day, the domain and what was counted say which rate a task has."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WEIGHTED_WORD,
    WORD,
    Analysis,
    MatchGrid,
    Money,
    Quantity,
    Rate,
    RateList,
    WorkflowTask,
    explanation,
)
from flowfit_invoicing.errors import (
    AlreadyWeightedError,
    AmbiguousRatesError,
    InvoicingError,
    QuantityMissingError,
    RateNotFoundError,
    UnpricedTasksError,
)
from tests.pricing.simple import (
    analysed,
    engine,
    nets,
    per_word,
    priced,
    project,
    words,
)
from tests.quickstart import TRANSLATION

NEW_YEAR = date(2026, 1, 1)
EVE = NEW_YEAR - timedelta(days=1)
YEARLY = engine(
    per_word("0.24", valid_until=EVE),
    per_word("0.25", valid_from=NEW_YEAR),
    per_word("0.30", domain="legal"),
)

DAYS: dict[str, tuple[date | None, date | None, str]] = {
    "completed": (EVE, None, "24.00"),
    "completed, whenever ordered": (NEW_YEAR, EVE, "25.00"),
    "completed early": (EVE, NEW_YEAR, "24.00"),
    "ordered": (None, EVE, "24.00"),
    "ordered later": (None, NEW_YEAR, "25.00"),
}


@pytest.mark.parametrize(("completed", "ordered", "net"), DAYS.values(), ids=DAYS)
def test_day(completed: date | None, ordered: date | None, net: str) -> None:
    """The rate is that of the day of completion, else of the order."""
    work = project(words(100, completed_on=completed), ordered_on=ordered)
    (line,) = YEARLY.price(work)
    assert nets([line]) == [net]
    assert line.origin is not None
    assert line.origin.on == (completed or ordered)


def error_of(work: Any, rates: Any = YEARLY) -> InvoicingError:  # noqa: ANN401 - engine and project
    with pytest.raises(UnpricedTasksError) as raised:
        rates.price(work)
    (error,) = raised.value.errors
    return error


def test_without_a_day() -> None:
    """A task that is neither completed nor ordered has undated rates alone."""
    error = error_of(project(words(100)))
    assert isinstance(error, RateNotFoundError)
    assert (error.on, error.place) == (None, ("P-1", "T-1"))
    assert priced(YEARLY, words(100, domain="legal")) == ["30.00"]


DOMAINS: dict[str, tuple[str | None, str | None, str]] = {
    "the project's": (None, "legal", "30.00"),
    "the task's own": ("legal", None, "30.00"),
    "the task's before the project's": ("medical", "legal", "25.00"),
    "none": (None, None, "25.00"),
}


@pytest.mark.parametrize(("own", "shared", "net"), DOMAINS.values(), ids=DOMAINS)
def test_domain(own: str | None, shared: str | None, net: str) -> None:
    """A task is of its own domain, else of the project's."""
    work = project(words(100, domain=own), ordered_on=NEW_YEAR, domain=shared)
    assert nets(YEARLY.price(work)) == [net]


def test_rate_not_found() -> None:
    """The error says all that was looked for."""
    work = project(words(100, domain="legal", completed_on=EVE))
    only = engine(Rate(TRANSLATION, WORD, 1, languages="en>de"))
    error = error_of(work, only)
    assert isinstance(error, RateNotFoundError)
    assert (error.service, str(error.languages)) == (TRANSLATION, "en>fr-CA")
    assert (error.unit, error.domain, error.on) == (None, "legal", EVE)


def test_nearest_rates() -> None:
    """What came near is told with all that excludes it, and nothing that does not."""
    rates = [
        per_word(languages="en>de", domain="legal", valid_until=EVE),
        per_word(languages="en>fr", domain="medical"),
        Rate(TRANSLATION, HOUR, 1, languages="en>de"),
    ]
    work = project(words(100, domain="legal", completed_on=EVE))
    error = error_of(work, engine(*rates))
    assert isinstance(error, RateNotFoundError)
    assert [(miss.rate, miss.excluded) for miss in error.nearest] == [
        (rates[0], ("target",)),
        (rates[1], ("domain",)),
        (rates[2], ("target", "unit")),
    ]


def test_units_that_the_work_is_not_priced_in() -> None:
    """Rates in other units are missing a quantity, if they are for such work at all."""
    hourly: dict[str, Any] = {"domain": "legal", "valid_from": EVE}
    rates = engine(Rate(TRANSLATION, HOUR, 1, **hourly))
    legal = words(100, domain="legal", completed_on=EVE)
    error = error_of(project(legal), rates)
    assert isinstance(error, QuantityMissingError)
    assert error.wanted == (HOUR,)
    for other in (evolve(legal, domain=None), evolve(legal, completed_on=None)):
        assert isinstance(error_of(project(other), rates), RateNotFoundError)


def counted(*quantities: Quantity, analysis: Analysis | None = None) -> WorkflowTask:
    return WorkflowTask(
        "T-1", "translate", "en>fr-CA", quantities=quantities, analysis=analysis
    )


BOTH_UNITS = engine(per_word("0.25"), Rate(TRANSLATION, HOUR, 60))
UNITS: dict[str, tuple[WorkflowTask, str]] = {
    "words": (counted(Quantity(100, WORD)), "25.00"),
    "hours": (counted(Quantity("1.5", HOUR)), "90.00"),
    "analysed words": (counted(analysis=Analysis.of(new=100)), "25.00"),
}


@pytest.mark.parametrize(("task", "net"), UNITS.values(), ids=UNITS)
def test_unit(task: WorkflowTask, net: str) -> None:
    """Of rates in several units, the one in the unit of the task is billed."""
    assert priced(BOTH_UNITS, task) == [net]


def test_two_units() -> None:
    """A task counted in two units that both have a rate is not billed by chance."""
    both = counted(Quantity(1, HOUR), analysis=Analysis.of(new=100))
    error = error_of(project(both), BOTH_UNITS)
    assert isinstance(error, AmbiguousRatesError)
    assert {error.first.unit, error.second.unit} == {WORD, HOUR}
    assert priced(engine(per_word()), both) == ["25.00"]


def test_unit_of_a_list_behind() -> None:
    """A rate behind is for a unit that the client's list has none for."""
    base = RateList("Base", "CAD", [per_word("0.20")])
    client = engine(Rate(TRANSLATION, HOUR, 60), base=base)
    assert priced(client, counted(Quantity(100, WORD))) == ["20.00"]
    both = counted(Quantity(100, WORD), Quantity(1, HOUR))
    assert priced(client, both) == ["60.00"]


def test_quantity_missing() -> None:
    """Where no unit fits, the error says what is wanted and what there is."""
    base = RateList("Base", "CAD", [per_word(), Rate(TRANSLATION, HOUR, 60)])
    client = engine(Rate(TRANSLATION, HOUR, 70), base=base)
    task = WorkflowTask("T-1", "translate", "en>fr-CA", quantities=[CHARACTERS])
    error = error_of(project(task), client)
    assert isinstance(error, QuantityMissingError)
    assert (error.task_id, error.service) == ("T-1", TRANSLATION)
    assert (error.wanted, error.offered) == ((HOUR, WORD), (CHARACTERS,))
    assert str(error) == (
        "P-1/T-1: service TRA is priced per hour, word, the task offers 5 character"
    )
    nothing = evolve(task, quantities=())
    assert "the task offers none" in str(error_of(project(nothing), client))


CHARACTERS = Quantity(5, evolve(WORD, code="character"))
WEIGHTED = analysed(Analysis.of(new="483.25", weighted=True))
GRID = MatchGrid.of(new=100, exact=25)


def test_already_weighted() -> None:
    """What a tool has discounted is not discounted again."""
    rate = per_word("0.22")
    error = error_of(project(WEIGHTED), engine(rate, grid=GRID))
    assert isinstance(error, AlreadyWeightedError)
    assert (error.task_id, error.rate) == ("T-1", rate)


def test_nothing_weighted() -> None:
    """An analysis that counts nothing is not discounted again, weighted or not."""
    nothing = analysed(Analysis.of(weighted=True))
    rates = engine(per_word("0.22"), grid=GRID)
    assert rates.price(project(nothing)) == ()
    (finding,) = rates.check(project(nothing))
    assert finding.code == "nothing-counted"


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_weighted_without_a_grid(bands: str) -> None:
    """Without a grid, weighted words are billed as they are, on one line."""
    none = MatchGrid.of()
    for each in (
        engine(per_word("0.22"), bands=bands),
        engine(per_word("0.22", match_grid=none), grid=GRID, bands=bands),
    ):
        assert priced(each, WEIGHTED) == ["106.32"]


COUNTED = Analysis.of(new=400, exact=333)
SOLD = Rate(TRANSLATION, WEIGHTED_WORD, "0.22")
"""What an agency sells that says on its invoices what it has weighted."""

SOLD_AS_WEIGHTED: dict[str, tuple[WorkflowTask, str, str]] = {
    "an analysis": (analysed(COUNTED), "483.25 weighted-word", "106.32"),
    "weighted by a tool": (WEIGHTED, "483.25 weighted-word", "106.32"),
    "only counted": (words(100), "100 weighted-word", "22.00"),
}


@pytest.mark.parametrize(
    ("task", "quantity", "net"), SOLD_AS_WEIGHTED.values(), ids=SOLD_AS_WEIGHTED
)
def test_sold_by_the_weighted_word(task: WorkflowTask, quantity: str, net: str) -> None:
    """Words are sold as weighted words, unless there is a price for words."""
    grid = None if task is WEIGHTED else GRID
    (line,) = engine(SOLD, grid=grid).price(project(task))
    assert (str(line.quantity), str(line.net_amount.amount)) == (quantity, net)
    assert "convert" not in [step.kind for step in explanation(line)]
    both = engine(SOLD, per_word("0.20"), grid=grid)
    assert both.price(project(task))[0].unit_price == Money("0.20", "CAD")
