"""The engine prices all tasks of some projects, in their order."""

from datetime import date
from decimal import localcontext
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    WORD,
    Client,
    ClientService,
    PricingEngine,
    Quantity,
    Rate,
    RateList,
    Rounding,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import InvalidValueError
from tests.contexts import HOSTILE
from tests.pricing.simple import (
    engine,
    hours,
    nets,
    per_hour,
    per_word,
    priced,
    project,
    words,
)
from tests.quickstart import ACME, CATALOG, PROJECT, REVISION, TRANSLATION

RATES = engine(per_word("0.25"), per_hour("50"))

NETS: dict[str, tuple[PricingEngine, WorkflowTask, str]] = {
    "by the word": (RATES, words(1250), "312.50"),
    "by the hour": (RATES, hours("3.5"), "175.00"),
    "a part of a word": (RATES, words("0.1"), "0.03"),
    "a part of a word, down": (
        evolve(RATES, rounding=Rounding.DOWN),
        words("0.1"),
        "0.02",
    ),
    "to even": (evolve(RATES, rounding=Rounding.HALF_EVEN), words("0.1"), "0.02"),
    "up": (evolve(RATES, rounding=Rounding.UP), words("0.01"), "0.01"),
    "by the thousand": (engine(per_word("85", per=1000)), words(1250), "106.25"),
    "by three": (engine(per_word("1", per=3)), words(200), "66.67"),
    "in yen": (
        engine(per_word("22.5", currency="JPY"), currency="JPY"),
        words(1),
        "23",
    ),
    "in dinars": (engine(per_word("0.0125"), currency="KWD"), words(1), "0.013"),
    "for nothing": (engine(per_word("0")), words(1250), "0.00"),
}


@pytest.mark.parametrize(("rates", "task", "net"), NETS.values(), ids=NETS)
def test_net(rates: PricingEngine, task: WorkflowTask, net: str) -> None:
    """A task costs quantity × unit price ÷ per, rounded once."""
    assert priced(rates, task) == [net]


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
def test_decimal_context(context: Any) -> None:  # noqa: ANN401 - one of decimal's
    """The decimal context of the thread neither rounds nor raises."""

    with localcontext(context):
        assert nets(PricingEngine(CATALOG).price(PROJECT)) == ["106.32", "175.00"]


def test_all_tasks_in_order() -> None:
    """Completed or not, each task has its line, in the order of the project."""
    done = words(100, completed_on=date(2026, 11, 9))
    tasks = hours("2", "T-9"), done, hours("1", "T-0")
    lines = RATES.price(project(*tasks))
    assert nets(lines) == ["100.00", "25.00", "50.00"]
    assert [line.task_ids for line in lines] == [("T-9",), ("T-1",), ("T-0",)]


def test_not_billed() -> None:
    """A task whose kind is mapped to None has no line, and no finding."""
    work = project(WorkflowTask("T-3", "deliver"), hours("1"))
    assert nets(RATES.price(work)) == ["50.00"]
    assert RATES.check(work) == ()
    assert RATES.price(project()) == ()


BOTH = TaskMapping({"translate": [REVISION, TRANSLATION]})


def test_several_services() -> None:
    """A task of several services has a line for each, in the order of the mapping."""
    per_page = Rate(REVISION, WORD, "0.05")
    lines = engine(per_word("0.25"), per_page, mapping=BOTH).price(project(words(100)))
    assert [(line.service, str(line.net_amount)) for line in lines] == [
        (REVISION, "5.00 CAD"),
        (TRANSLATION, "25.00 CAD"),
    ]
    assert {line.tasks for line in lines} == {(("P-1", "T-1"),)}


def test_several_projects() -> None:
    """Projects priced together come one after the other, each by its client's list."""
    cheap = RateList("Cheap", "CAD", [per_hour("40")])
    catalog = evolve(RATES.catalog, rate_lists=[*RATES.catalog.rate_lists, cheap])
    lines = PricingEngine(catalog).price(
        project(hours("1"), number="P-2"),
        project(hours("1"), number="P-1", client=evolve(ACME, rate_list="Cheap")),
        project(number="P-3"),
    )
    assert [(line.project_number, str(line.net_amount)) for line in lines] == [
        ("P-2", "50.00 CAD"),
        ("P-1", "40.00 CAD"),
    ]


def test_service_as_the_catalog_names_it() -> None:
    """What is printed is the catalog's name, whatever rates and mapping hold."""
    former = evolve(TRANSLATION, name="Translating")
    rates = engine(
        evolve(per_word(), service=former),
        mapping=TaskMapping({"translate": former}),
    )
    (line,) = rates.price(project(words(100)))
    assert line.service is TRANSLATION


def test_service_that_is_in_no_catalog() -> None:
    """A service that only the mapping and a rate know is billed under their name."""
    layout = ClientService("DTP", "Layout")
    rates = engine(
        evolve(per_word(), service=layout), mapping=TaskMapping({"translate": layout})
    )
    (line,) = rates.price(project(words(100)))
    assert line.service == layout


TITLES = [(None, "", ""), (None, "Report", "Report"), ("Part 1", "Report", "Part 1")]


@pytest.mark.parametrize(("own", "shared", "title"), TITLES)
def test_title(own: str | None, shared: str, title: str) -> None:
    """A line has the title of its task, else of the project."""
    work = project(words(100, title=own), title=shared)
    (line,) = RATES.price(work)
    assert line.origin is not None
    assert line.origin.title == title


def test_origin() -> None:
    """A line knows the task, the list and the very rate that it came from."""
    rate = per_word("0.25")
    base = RateList("Base", "CAD", [rate])
    task = words(100, completed_on=date(2026, 11, 9))
    (line,) = engine(base=base).price(project(task))
    origin = line.origin
    assert origin is not None
    assert origin.rate is rate
    assert (origin.task, origin.rate_list) == (task, "Base")
    assert (origin.on, origin.grid) == (date(2026, 11, 9), None)
    assert (origin.band, line.to_minimum) == (None, None)


def test_unit_as_the_rate_names_it() -> None:
    """A line's unit is the rate's, which is the one that was agreed upon."""
    word = evolve(WORD, name="Wort", plural="Wörter")
    (line,) = RATES.price(project(words(100, word)))
    assert line.quantity == Quantity(100, WORD)


REFUSED: dict[str, dict[str, Any]] = {
    "rates as a catalog": {"catalog": CATALOG.rate_lists[0]},
    "an unknown way": {"bands": "raw"},
    "no way": {"bands": None},
    "the name of a mode": {"rounding": "ROUND_HALF_UP"},
    "a lone discount": {"adjustments": 10},
    "numbers as adjustments": {"adjustments": [10]},
    "a name": {"adjustments": "Rush"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """An engine is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        evolve(RATES, **parts)


def test_is_a_value() -> None:
    """Engines of the same catalog and ways are equal, and price the same."""
    again = PricingEngine(RATES.catalog, adjustments=iter(()), bands="weighted")
    assert again == RATES
    assert again.price(PROJECT_OF_ALL) == RATES.price(PROJECT_OF_ALL)
    with pytest.raises(AttributeError):
        again.rounding = Rounding.UP  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]  # what is refused here


PROJECT_OF_ALL = project(words(100), hours("1"), client=Client("X", ACME.party))
