"""Tasks offer what was counted in them; projects hold the tasks of one order."""

from datetime import UTC, date, datetime
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    WORD,
    Analysis,
    LanguagePair,
    Project,
    Quantity,
    Unit,
    WorkflowTask,
)
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import ACME, ANALYSIS, PROJECT

DAY = date(2026, 11, 24)
WORDS, HOURS = Quantity(1250, WORD), Quantity("3.5", HOUR)
OTHER_WORD = Unit("word", "Wort")


def task(**parts: Any) -> WorkflowTask:  # noqa: ANN401 - whatever it is
    parts.setdefault("id", "T-1")
    parts.setdefault("kind", "translate")
    return WorkflowTask(**parts)


def project(**parts: Any) -> Project:  # noqa: ANN401 - whatever it is
    parts.setdefault("number", "P-1")
    return Project(**parts)


def offer(some: WorkflowTask) -> str:
    return ", ".join(map(str, some.offered))


OFFERS: dict[str, tuple[WorkflowTask, str]] = {
    "nothing": (task(), ""),
    "quantities, in their order": (
        task(quantities=[HOURS, WORDS]),
        "3.5 hour, 1250 word",
    ),
    "an analysis": (task(analysis=ANALYSIS), "6923 word"),
    "both": (task(quantities=[HOURS], analysis=ANALYSIS), "3.5 hour, 6923 word"),
    "an empty analysis": (task(analysis=Analysis.of(unit=CHARACTER)), "0 character"),
}


@pytest.mark.parametrize(("some", "expected"), OFFERS.values(), ids=OFFERS)
def test_offers(some: WorkflowTask, expected: str) -> None:
    """A task offers its quantities, and its analysis with its total."""
    assert offer(some) == expected
    assert [unit.code for unit in some.units] == [
        offered.unit.code for offered in some.offered
    ]


TWICE: dict[str, dict[str, Any]] = {
    "the same quantity": {"quantities": [WORDS, WORDS]},
    "other amounts": {"quantities": [HOURS, WORDS, Quantity(1, HOUR)]},
    "the analysis": {"quantities": [WORDS], "analysis": ANALYSIS},
    "another name of the unit": {"quantities": [WORDS, Quantity(1, OTHER_WORD)]},
    "another name, analysed": {
        "quantities": [Quantity(1, OTHER_WORD)],
        "analysis": Analysis.of(),
    },
}


@pytest.mark.parametrize("parts", TWICE.values(), ids=TWICE)
def test_each_unit_once(parts: dict[str, Any]) -> None:
    """Nobody could say which of two counts in one unit is to be billed."""
    with pytest.raises(InvalidValueError, match="expected each unit once in task T-1"):
        task(**parts)


REFUSED: dict[str, dict[str, Any]] = {
    "a lone quantity": {"quantities": WORDS},
    "a bare number": {"quantities": [1250]},
    "a mapping": {"quantities": {"word": 1250}},
    "an analysis as quantities": {"quantities": [ANALYSIS]},
    "counts as an analysis": {"analysis": {"new": 1}},
    "a moment as a day": {"completed_on": datetime(2026, 11, 24, tzinfo=UTC)},
    "a written day": {"completed_on": "2026-11-24"},
    "one language": {"languages": "en"},
    "a pattern": {"languages": "en>*"},
    "an empty domain": {"domain": ""},
    "an empty title": {"title": " "},
    "an empty id": {"id": ""},
    "a number as id": {"id": 1},
    "an empty kind": {"kind": ""},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses_what_is_no_part_of_a_task(parts: dict[str, Any]) -> None:
    """A task is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        task(**parts)


def test_task_takes_strings_and_lists() -> None:
    """Languages may be written as text, several may come as whatever can be walked."""
    some = task(languages="EN>fr-ca", quantities=iter([WORDS]), completed_on=DAY)
    assert some.languages == LanguagePair("en", "fr-CA")
    assert some.quantities == (WORDS,)
    assert task() == task(languages=None, quantities=(), domain=None, title=None)


PROJECT_REFUSED: dict[str, dict[str, Any]] = {
    "an empty number": {"number": ""},
    "a number as number": {"number": 1042},
    "a party as client": {"client": ACME.party},
    "a code as client": {"client": "ACME"},
    "None as title": {"title": None},
    "two lines as title": {"title": "Annual\nreport"},
    "a lone task": {"tasks": task()},
    "ids as tasks": {"tasks": ["T-1"]},
    "a moment as a day": {"ordered_on": datetime(2026, 11, 2, tzinfo=UTC)},
    "an empty order": {"purchase_order": ""},
    "an empty domain": {"domain": ""},
    "yes as urgent": {"urgent": "yes"},
    "1 as urgent": {"urgent": 1},
    "None as urgent": {"urgent": None},
    "two tasks of one id": {"tasks": [task(), WorkflowTask("T-1", "revise")]},
}


@pytest.mark.parametrize("parts", PROJECT_REFUSED.values(), ids=PROJECT_REFUSED)
def test_refuses_what_is_no_part_of_a_project(parts: dict[str, Any]) -> None:
    """A project is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        project(**parts)


def test_names_the_id_that_comes_twice() -> None:
    """The refusal names the culprit among many tasks."""
    tasks = [WorkflowTask(f"T-{n}", "revise") for n in (1, 2, 3, 2)]
    with pytest.raises(InvalidValueError, match=r"^'T-2': expected the id of a task"):
        Project("P-1", tasks=tasks)


def test_defaults() -> None:
    """A number is all that a project needs."""
    bare = Project("P-1")
    assert (bare.client, bare.title, bare.tasks, bare.urgent) == (None, "", (), False)
    assert (bare.ordered_on, bare.purchase_order, bare.domain) == (None, None, None)


def ids(project: Project) -> str:
    return " ".join(task.id for task in project.tasks)


def test_only_some_tasks() -> None:
    """The tasks asked for are kept in the project's own order; all else stays."""
    part = PROJECT.only(["T-3", "T-1", "T-3"])
    assert ids(part) == "T-1 T-3"
    assert (part.number, part.client) == (PROJECT.number, PROJECT.client)
    assert part.purchase_order == PROJECT.purchase_order
    assert ids(PROJECT.only(())) == ""
    assert ids(PROJECT) == "T-1 T-2 T-3"


@pytest.mark.parametrize("wanted", [["T-9"], ["T-1", "t-1"], "T-1", None, [1], [None]])
def test_only_knows_its_tasks(wanted: Any) -> None:  # noqa: ANN401 - whatever it is
    """An id that no task has is refused, and so is one that is not in a list."""
    with pytest.raises(InvalidValueError, match=r"expected (tasks of|a list)"):
        PROJECT.only(wanted)


@given(st.sets(st.sampled_from(["T-1", "T-2", "T-3"])), st.randoms())
def test_only_in_any_order(wanted: set[str], chance: Random) -> None:
    """In whatever order ids are given, the same part comes out; all is the whole."""
    shuffled = sorted(wanted)
    chance.shuffle(shuffled)
    part = PROJECT.only(iter(shuffled))
    assert {task.id for task in part.tasks} == wanted
    assert (part == PROJECT) is (len(wanted) == 3)
    assert part.only(wanted) == part
