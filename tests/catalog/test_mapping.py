"""The mapping says what services a task of a kind is billed as."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    ClientService,
    MappingRule,
    Project,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import InvalidValueError, UnmappedTaskError
from tests.quickstart import ACME, REVISION, TRANSLATION

OTHER = evolve(ACME, code="Acme")

MAPPING = TaskMapping(
    {
        "translate": TRANSLATION,
        "translate and revise": [TRANSLATION, REVISION],
        "revise and translate": (each for each in (REVISION, TRANSLATION)),
        "deliver": None,
        "pack": [],
    }
)

MAPPED = {
    "translate": (TRANSLATION,),
    "translate and revise": (TRANSLATION, REVISION),
    "revise and translate": (REVISION, TRANSLATION),
    "deliver": (),
    "pack": (),
}


@pytest.mark.parametrize(("kind", "services"), MAPPED.items(), ids=MAPPED)
def test_services_for(kind: str, services: tuple[ClientService, ...]) -> None:
    """A kind is billed as one service, several in their order, or not at all."""
    assert MAPPING.services_for(WorkflowTask("T-1", kind)) == services


@pytest.mark.parametrize("kind", ["Translate", "revise", "translate "])
def test_unmapped(kind: str) -> None:
    """Nothing is guessed about a kind that the mapping does not name."""
    with pytest.raises(UnmappedTaskError) as raised:
        MAPPING.services_for(WorkflowTask("T-9", kind))
    assert (raised.value.task_id, raised.value.kind) == ("T-9", kind)
    assert isinstance(raised.value, LookupError)


REFUSED: dict[str, Any] = {
    "an empty kind": {"": REVISION},
    "a number as kind": {1: REVISION},
    "the code of a service": {"revise": "REV"},
    "codes of services": {"revise": ["REV"]},
    "a service twice": {"revise": [REVISION, REVISION]},
    "a service by two names": {"revise": [REVISION, ClientService("REV", "Lektorat")]},
    "a kind twice": [("revise", REVISION), ("revise", None)],
    "no mapping": REVISION,
    "a string": "revise",
    "a rule alone": MappingRule("revise", REVISION),
    "a kind alone": ["revise"],
    "a dict in a list": [{"revise": REVISION}],
}


@pytest.mark.parametrize("rules", REFUSED.values(), ids=REFUSED)
def test_refuses(rules: Any) -> None:  # noqa: ANN401 - whatever it is
    """Kinds are mapped to services and to nothing else, each once."""
    with pytest.raises(InvalidValueError):
        TaskMapping(rules)
    with pytest.raises(InvalidValueError):
        TaskMapping(rules=rules)


LEGAL = MappingRule("translate", REVISION, domain="legal")
FREE = MappingRule("translate", None, client="ACME")
GENERAL = MappingRule("translate", TRANSLATION)
WORK = WorkflowTask("T-1", "translate", domain="legal")
ACMES = Project("P-1", client=ACME)

ORDERS: dict[str, tuple[TaskMapping, MappingRule]] = {
    "the first of two": (TaskMapping([LEGAL, FREE, GENERAL]), LEGAL),
    "whichever it is": (TaskMapping([FREE, LEGAL, GENERAL]), FREE),
    "however general": (TaskMapping([GENERAL, FREE, LEGAL]), GENERAL),
    "before services by kind": (
        TaskMapping({"translate": TRANSLATION}, rules=[FREE]),
        FREE,
    ),
    "among pairs": (TaskMapping([("translate", TRANSLATION), FREE]), GENERAL),
}


@pytest.mark.parametrize(("mapping", "rule"), ORDERS.values(), ids=ORDERS)
def test_first_rule_that_fits(mapping: TaskMapping, rule: MappingRule) -> None:
    """The order of the rules decides, and not how much they ask for."""
    assert mapping.rule_for(WORK, ACMES) == rule
    assert mapping.services_for(WORK, ACMES) == rule.services


def test_unmapped_in_this_case() -> None:
    """A kind that is mapped for others only is not mapped."""
    mapping = TaskMapping([FREE, MappingRule("revise", REVISION)])
    assert mapping.services_for(WORK, ACMES) == ()
    for project in (None, Project("P-2"), Project("P-2", client=OTHER)):
        with pytest.raises(UnmappedTaskError) as raised:
            mapping.rule_for(WORK, project)
        assert (raised.value.task_id, raised.value.kind) == ("T-1", "translate")


ASKS = {
    "services by kind": (MAPPING, False),
    "no rule": (TaskMapping(), False),
    "a domain": (TaskMapping([LEGAL]), False),
    "languages": (TaskMapping([MappingRule("x", None, languages="en>*")]), False),
    "a client": (TaskMapping([GENERAL, FREE]), True),
    "a workflow": (TaskMapping([MappingRule("x", None, workflow="Web")]), True),
}


@pytest.mark.parametrize(("mapping", "asks"), ASKS.values(), ids=ASKS)
def test_asks_project(mapping: TaskMapping, *, asks: bool) -> None:
    """A mapping says if more decides than kind, languages and domain."""
    assert mapping.asks_project is asks


def test_rules_that_ask_for_the_same() -> None:
    """Two rules for the very same work are a slip, and both are named."""
    twice = MappingRule("translate", [TRANSLATION, REVISION], domain="legal")
    with pytest.raises(InvalidValueError) as raised:
        TaskMapping({"translate": TRANSLATION}, rules=[LEGAL, FREE, twice])
    assert str(raised.value) == (
        "'translate (legal) → TRA, REV': "
        "expected it to ask for other work than translate (legal) → REV"
    )


NO_WORK: dict[str, tuple[Any, Any]] = {
    "no task": ("translate", None),
    "no project": (WORK, ACME),
    "a number": (WORK, "P-1"),
}


@pytest.mark.parametrize("work", NO_WORK.values(), ids=NO_WORK)
def test_asked_wrongly(work: tuple[Any, Any]) -> None:
    """Only tasks are billed, and only projects have them."""
    with pytest.raises(InvalidValueError):
        MAPPING.services_for(*work)


def test_equality() -> None:
    """Mappings that say the same are equal, in whatever order they name the kinds."""
    backwards = TaskMapping(tuple(reversed(MAPPING.rules)))
    assert backwards == MAPPING
    assert hash(backwards) == hash(MAPPING)
    assert TaskMapping({"deliver": None}) == TaskMapping({"deliver": ()})
    assert TaskMapping([FREE, LEGAL]) != TaskMapping([LEGAL, FREE])
