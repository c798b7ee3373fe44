"""The mapping says what services a task of a kind is billed as."""

from typing import Any

import pytest

from flowfit_invoicing import ClientService, TaskMapping, WorkflowTask
from flowfit_invoicing.errors import InvalidValueError, UnmappedTaskError
from tests.quickstart import REVISION, TRANSLATION

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
    "a kind alone": ["revise"],
}


@pytest.mark.parametrize("rules", REFUSED.values(), ids=REFUSED)
def test_refuses(rules: Any) -> None:  # noqa: ANN401 - whatever it is
    """Kinds are mapped to services and to nothing else, each once."""
    with pytest.raises(InvalidValueError):
        TaskMapping(rules)


def test_equality() -> None:
    """Mappings that say the same are equal, in whatever order they say it."""
    backwards = TaskMapping(tuple(reversed(MAPPING.rules)))
    assert backwards == MAPPING
    assert hash(backwards) == hash(MAPPING)
    assert TaskMapping({"deliver": None}) == TaskMapping({"deliver": ()})
