"""A task costs at least the minimum of its rate, once for each of its services."""

from typing import Any

import pytest

from flowfit_invoicing import (
    HOUR,
    WORD,
    Analysis,
    Discount,
    MatchGrid,
    PricingEngine,
    Quantity,
    Rate,
    RateList,
    Rounding,
    TaskMapping,
    WorkflowTask,
)
from tests.pricing.simple import (
    analysed,
    engine,
    hours,
    nets,
    per_hour,
    per_word,
    priced,
    project,
    words,
)
from tests.quickstart import GRID, REVISION, TRANSLATION

BANDS = Analysis.of(new=10, exact=40, repetition=20)
CONTEXT = Analysis.of(context=4990)


def least(minimum: str = "45", **parts: Any) -> PricingEngine:  # noqa: ANN401 - those of an engine
    return engine(per_word("0.25", minimum_charge=minimum), grid=GRID, **parts)


COSTS: dict[str, tuple[PricingEngine, list[str]]] = {
    "less": (least(), ["45.00"]),
    "exactly": (least("33.35"), ["33.35"]),
    "a cent more": (least("33.36"), ["33.36"]),
    "a cent less": (least("33.34"), ["33.35"]),
    "for nothing": (least("0"), ["33.35"]),
    "none": (engine(per_word("0.25")), ["33.35"]),
    "half a cent": (least("45.005"), ["45.01"]),
    "half a cent, down": (least("45.009", rounding=Rounding.DOWN), ["45.00"]),
    "less than the cent below": (least("33.354"), ["33.35"]),
    "yen": (least("44.5", currency="JPY"), ["45"]),
    "dinars": (least("45.0005", currency="KWD"), ["45.001"]),
}


@pytest.mark.parametrize(("priced_by", "expected"), COSTS.values(), ids=COSTS)
def test_at_least(priced_by: PricingEngine, expected: list[str]) -> None:
    """133.4 words at 0.25 are 33.35; what is missing to the minimum is charged."""
    assert priced(priced_by, words("133.4")) == expected


def test_is_a_charge() -> None:
    """The price stays what it is; one charge beside it makes up the difference."""
    (line,) = least().price(project(words("133.4")))
    (charge,) = line.adjustments
    assert str(line.priced) == "33.35"
    assert (str(charge.amount), charge.code) == ("11.65 CAD", "ABK")
    assert charge.reason.get("en") == "Minimum charge"
    assert charge.reason.get("fr-CA") == "Frais minimum"
    assert (str(line.to_minimum), str(charge.base)) == ("11.65", "33.35 CAD")
    assert charge.percent is None


@pytest.mark.parametrize("minimum", ["33.35", "33.354", "20", "0"])
def test_enough_already(minimum: str) -> None:
    """A task that comes to the minimum by itself is charged nothing more."""
    (line,) = least(minimum).price(project(words("133.4")))
    assert (line.to_minimum, line.adjustments) == (None, ())


def test_once_for_all_bands() -> None:
    """Three lines of a task cost the minimum together: 45.00 and not 135.00."""
    lines = least(bands="itemised").price(project(analysed(BANDS)))
    assert nets(lines) == ["2.50", "2.50", "40.00"]
    assert [len(each.adjustments) for each in lines] == [0, 0, 1]
    assert [each.to_minimum is None for each in lines] == [True, True, False]


def test_bands_that_come_to_the_minimum() -> None:
    """Bands that come to the minimum by themselves say nothing of it."""
    lines = least("6.25", bands="itemised").price(project(analysed(BANDS)))
    assert nets(lines) == ["2.50", "2.50", "1.25"]
    assert [line.terms.minimum for line in lines] == [None] * 3


def test_minimum_of_bands_by_the_thousand() -> None:
    """Where a price is for many, bands cost the minimum together as well."""
    rates = engine(
        per_word("250", per=1000, minimum_charge=45), grid=GRID, bands="itemised"
    )
    lines = rates.price(project(analysed(BANDS)))
    assert nets(lines) == ["2.50", "2.50", "40.00"]
    assert [line.project_number for line in lines] == ["P-1"] * 3


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_context_alone(bands: str) -> None:
    """A task of context matches at 0 % still costs the minimum."""
    (line,) = least(bands=bands).price(project(analysed(CONTEXT)))
    assert str(line.priced) == "0.00"
    assert nets([line]) == ["45.00"]


def test_context_alone_by_the_thousand() -> None:
    """It does so as well where a price is for many."""
    rates = engine(per_word("250", per=1000, minimum_charge=45), grid=GRID)
    assert priced(rates, analysed(CONTEXT)) == ["45.00"]


@pytest.mark.parametrize(
    "task",
    [words(0), analysed(Analysis.of()), analysed(Analysis.of(new=0))],
    ids=["no words", "no bands", "bands without words"],
)
@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_nothing_counted(task: WorkflowTask, bands: str) -> None:
    """A task that counts nothing is not to invoice: no line, no minimum, a finding."""
    nothing = least(bands=bands)
    assert priced(nothing, task) == []
    (finding,) = nothing.check(project(task))
    assert (finding.code, finding.severity) == ("nothing-counted", "warning")
    assert finding.place == ("P-1", "T-1")
    assert dict(finding.facts) == {"task_id": "T-1"}
    assert finding.message("en") == ("P-1/T-1: counts nothing, so it is not invoiced")


def test_for_each_service() -> None:
    """A task billed as two services costs the minimum of each."""
    both = engine(
        per_word("0.25", minimum_charge=45),
        per_hour(minimum_charge=60),
        mapping=TaskMapping({"translate": [TRANSLATION, REVISION]}),
    )
    task = WorkflowTask(
        "T-1",
        "translate",
        quantities=[Quantity(1, WORD), Quantity(1, HOUR)],
    )
    assert priced(both, task) == ["45.00", "60.00"]


def test_for_each_task() -> None:
    """Two tasks of one kind cost the minimum each."""
    rates = engine(per_hour(minimum_charge=60))
    assert priced(rates, hours("1", "T-1"), hours("1", "T-2")) == ["60.00", "60.00"]


def test_of_the_rate_that_won() -> None:
    """The minimum is the winning rate's own; that of another rate does not count."""
    base = RateList("Base", "CAD", [per_word("0.25", minimum_charge=45)])
    client = engine(Rate(TRANSLATION, WORD, "0.20", languages="en>fr-CA"), base=base)
    assert priced(client, words(100)) == ["20.00"]


def test_before_what_is_agreed() -> None:
    """A discount is taken of the minimum too, since that comes first."""
    agreed = least(adjustments=[Discount(10, "Agreed")])
    assert priced(agreed, words("133.4")) == ["40.50"]


def test_without_discounts_by_band() -> None:
    """The minimum is compared with what is rounded, line by line."""
    grid = MatchGrid.of({"75-84": 60}, new=100, repetition=30)
    counts = Analysis.of({"75-84": 333}, new=1000, repetition=77)
    rates = engine(
        per_word("0.185", minimum_charge="226.24"), grid=grid, bands="itemised"
    )
    assert priced(rates, analysed(counts)) == ["185.00", "36.96", "4.28"]
