"""A task costs at least the minimum of its rate, once for each of its services."""

from typing import Any

import pytest

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    PAGE,
    WORD,
    Analysis,
    Discount,
    MatchGrid,
    Money,
    PricingEngine,
    Quantity,
    Rate,
    RateList,
    Rounding,
    TaskMapping,
    Unit,
    WorkflowTask,
    explanation,
    standard_line,
    standard_page,
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


BEGUN = standard_page(characters=1500, digits=0, rounding=Rounding.UP)


def paged(unit: Unit = PAGE, price: str = "30", **parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    parts.setdefault("minimum_charge", 40)
    return Rate(TRANSLATION, unit, price, **parts)


ROUNDED_AWAY: dict[str, tuple[Rate, WorkflowTask, list[str]]] = {
    "no page": (paged(), words(7, CHARACTER), ["40.00"]),
    "no line": (paged(standard_line(2000)), words(9, CHARACTER), ["40.00"]),
    "no page of words": (paged(standard_page(words=250)), words(1), ["40.00"]),
    "by the thousand": (paged(per=1000), words(7, CHARACTER), ["40.00"]),
    "for nothing": (paged(price="0"), words(7, CHARACTER), ["40.00"]),
    "analysed": (paged(), analysed(Analysis.of(new=7, unit=CHARACTER)), ["40.00"]),
    "context at 0 %": (
        paged(match_grid=GRID),
        analysed(Analysis.of(context=7, unit=CHARACTER)),
        ["40.00"],
    ),
    "band by band": (
        paged(match_grid=GRID.with_lines("itemised")),
        analysed(Analysis.of(new=3, exact=4, unit=CHARACTER)),
        ["0.00", "40.00"],
    ),
    "a page that was begun": (paged(BEGUN), words(7, CHARACTER), ["40.00"]),
    "nothing": (paged(), words(0, CHARACTER), []),
}


@pytest.mark.parametrize(
    ("rate", "task", "expected"), ROUNDED_AWAY.values(), ids=ROUNDED_AWAY
)
def test_minimum_asks_for_what_was_counted(
    rate: Rate, task: WorkflowTask, expected: list[str]
) -> None:
    """Work that was counted costs the minimum, though it comes to no page at all."""
    rates = engine(rate)
    lines = rates.price(project(task))
    assert nets(lines) == expected
    for line in lines:
        assert explanation(line)[-1].kind in {"minimum", "round"}
    codes = [finding.code for finding in rates.check(project(task))]
    assert set(codes) <= ({"nothing-counted"} if not expected else {"band-without-row"})


def test_steps_to_the_minimum_of_no_page() -> None:
    """The explanation says that 7 characters are 0 pages, and what is charged."""
    (line,) = engine(paged()).price(project(words(7, CHARACTER)))
    steps = {step.kind: step.result for step in explanation(line)}
    assert steps["convert"] == Quantity("0.00", PAGE)
    assert steps["minimum"] == Money("40", "CAD")
    assert (str(line.to_minimum), str(line.net_amount)) == ("40.00", "40.00 CAD")


NOT_BILLED: dict[str, tuple[Rate, WorkflowTask]] = {
    "no minimum": (paged(minimum_charge=None), words(7, CHARACTER)),
    "a minimum of nothing": (paged(minimum_charge=0), words(7, CHARACTER)),
    "a minimum that is waived": (
        paged(),
        words(7, CHARACTER, minimum_waived="Goodwill"),
    ),
}


@pytest.mark.parametrize(("rate", "task"), NOT_BILLED.values(), ids=NOT_BILLED)
def test_rounded_to_nothing(rate: Rate, task: WorkflowTask) -> None:
    """A quantity that is rounded to nothing is no line, and the finding says so."""
    rates = engine(rate)
    assert priced(rates, task) == []
    (finding,) = rates.check(project(task))
    assert (finding.code, finding.severity) == ("rounded-to-nothing", "warning")
    assert finding.place == ("P-1", "T-1")
    assert dict(finding.facts) == {
        "task_id": "T-1",
        "counted": Quantity(7, CHARACTER),
        "billed": Quantity("0.00", PAGE),
    }
    assert finding.message("en") == (
        "P-1/T-1: 7 characters: rounded to 0 standard pages, so it is not invoiced"
    )
    assert finding.message("fr").replace("\xa0", " ") == (
        "P-1/T-1 : 7 caractères : l’arrondi donne 0 page standard, rien n’est facturé"
    )


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
