"""A rule says what work it is for, and what that is billed as."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    LanguagePattern,
    LocalizedText,
    MappingRule,
    Project,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import InvalidValueError, UnmappedTaskError
from flowfit_invoicing.locales import formatter
from tests.quickstart import ACME, REVISION, TRANSLATION

TASK = WorkflowTask("T-1", "translate", "en>fr-CA", domain="legal")
PROJECT = Project("P-1", client=ACME, workflow="Web", domain="medical")


def rule(kind: str = "translate", **asked: Any) -> MappingRule:  # noqa: ANN401 - those of a rule
    return MappingRule(kind, TRANSLATION, **asked)


FITS: dict[str, dict[str, Any]] = {
    "the kind alone": {},
    "the languages": {"languages": "en>fr-CA"},
    "parents of languages": {"languages": LanguagePattern("*", "fr")},
    "the domain of the task": {"domain": "legal"},
    "the client": {"client": "ACME"},
    "the workflow": {"workflow": "Web"},
    "all": {
        "workflow": "Web",
        "client": "ACME",
        "languages": "en>*",
        "domain": "legal",
    },
}


@pytest.mark.parametrize("asked", FITS.values(), ids=FITS)
def test_fits(asked: dict[str, Any]) -> None:
    """A rule fits if all that it asks for is so."""
    assert rule(**asked).fits(TASK, PROJECT)


MISSES: dict[str, dict[str, Any]] = {
    "another kind": {"kind": "Translate"},
    "another target": {"languages": "en>de"},
    "another source": {"languages": "de>*"},
    "the domain of the project": {"domain": "medical"},
    "another client": {"client": "acme"},
    "another workflow": {"workflow": "web"},
    "the client, not the workflow": {"client": "ACME", "workflow": "Print"},
    "the workflow, not the client": {"client": "Globex", "workflow": "Web"},
}


@pytest.mark.parametrize("asked", MISSES.values(), ids=MISSES)
def test_misses(asked: dict[str, Any]) -> None:
    """One thing that is otherwise is enough."""
    assert not rule(**asked).fits(TASK, PROJECT)


def test_domain_of_the_project() -> None:
    """A task without a domain is of its project's."""
    general = evolve(TASK, domain=None)
    assert rule(domain="medical").fits(general, PROJECT)
    assert not rule(domain="medical").fits(general)
    assert not rule(domain="legal").fits(general, PROJECT)


def test_nothing_known() -> None:
    """What is not known of a task or its project is not what a rule asks for."""
    bare = WorkflowTask("T-1", "translate")
    for asked in ({"client": "ACME"}, {"workflow": "Web"}):
        assert not rule(**asked).fits(TASK)
        assert not rule(**asked).fits(TASK, Project("P-1"))
    assert not rule(languages="*>*").fits(bare, PROJECT)
    assert rule().fits(bare)


COVERS: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "the same": ({"client": "ACME"}, {"client": "ACME"}),
    "a client by any": ({}, {"client": "ACME"}),
    "a workflow by any": ({}, {"workflow": "Web"}),
    "a domain by any": ({}, {"domain": "legal"}),
    "languages by any": ({}, {"languages": "*>*"}),
    "languages by a parent": ({"languages": "en>fr"}, {"languages": "en>fr-CA"}),
    "languages by a pattern": ({"languages": "*>*"}, {"languages": "en>*"}),
    "one thing less": ({"domain": "legal"}, {"domain": "legal", "client": "ACME"}),
}


@pytest.mark.parametrize(("one", "other"), COVERS.values(), ids=COVERS)
def test_covers(one: dict[str, Any], other: dict[str, Any]) -> None:
    """A rule that asks for nothing else fits all that the other fits."""
    assert rule(**one).covers(rule(**other))
    assert rule(**other).covers(rule(**one)) is (one == other)


APART: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "kinds": ({"kind": "revise"}, {}),
    "clients": ({"client": "ACME"}, {"client": "Globex"}),
    "workflows": ({"workflow": "Web"}, {"workflow": "Print"}),
    "domains": ({"domain": "legal"}, {"domain": "medical"}),
    "targets": ({"languages": "*>fr"}, {"languages": "*>de"}),
    "sources": ({"languages": "en>*"}, {"languages": "de>*"}),
    "target and source": ({"languages": "en>*"}, {"languages": "*>fr"}),
    "client and domain": ({"client": "ACME"}, {"domain": "legal"}),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=APART)
def test_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Two rules that ask for different things leave work to each other."""
    assert not rule(**one).covers(rule(**other))
    assert not rule(**other).covers(rule(**one))


def test_not_billed() -> None:
    """Work that is not billed may have a reason, in words for the client."""
    reason = {"en": "In the subscription", "fr": "Compris dans l’abonnement"}
    free = MappingRule("deliver", None, reason=reason)
    assert free.services == ()
    assert free.reason == LocalizedText(reason)
    assert MappingRule("deliver", [], reason="Free") == (
        MappingRule("deliver", None, reason=LocalizedText("Free"))
    )
    assert MappingRule("deliver", None).reason is None


def test_why_a_task_is_not_billed() -> None:
    """The mapping says why a task is not billed, by the rule that fits it."""
    rules = [
        MappingRule("translate", None, client="ACME", reason="Subscription"),
        MappingRule("translate", TRANSLATION),
        MappingRule("deliver", None),
    ]
    mapping, task = TaskMapping(rules), WorkflowTask("T-1", "translate")
    acme = Project("P-1", client=ACME)
    assert mapping.reason_for(task, acme) == LocalizedText("Subscription")
    assert mapping.reason_for(task) is None
    assert mapping.reason_for(WorkflowTask("T-2", "deliver"), acme) is None
    with pytest.raises(UnmappedTaskError):
        mapping.reason_for(WorkflowTask("T-3", "voodoo"), acme)


REFUSED: dict[str, dict[str, Any]] = {
    "a reason for what is billed": {"reason": "Free"},
    "an empty reason": {"services": None, "reason": ""},
    "an empty kind": {"kind": ""},
    "no kind": {"kind": None},
    "the code of a service": {"services": "TRA"},
    "a service twice": {"services": [TRANSLATION, TRANSLATION]},
    "an empty workflow": {"workflow": ""},
    "a client itself": {"client": ACME},
    "one language": {"languages": "fr"},
    "two lines as domain": {"domain": "le\ngal"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A rule has a kind and asks for what can be; only what is free has a reason."""
    good: dict[str, Any] = {"kind": "translate", "services": TRANSLATION}
    with pytest.raises(InvalidValueError):
        MappingRule(**good | parts)


WRITTEN: dict[str, tuple[MappingRule, str, str]] = {
    "in general": (rule(), "translate → TRA", "translate → TRA"),
    "all": (
        MappingRule("translate", [TRANSLATION, REVISION], **FITS["all"]),
        "translate (workflow Web, client ACME, en>*, legal) → TRA, REV",
        "translate (flux Web, client ACME, en>*, legal) → TRA, REV",
    ),
    "not billed": (
        MappingRule("deliver", None, reason="Free", client="ACME"),
        "deliver (client ACME) → not billed",
        "deliver (client ACME) → non facturé",
    ),
}


@pytest.mark.parametrize(("some", "english", "french"), WRITTEN.values(), ids=WRITTEN)
def test_written(some: MappingRule, english: str, french: str) -> None:
    """A rule is written in one line; in a finding, in the reader's language."""
    assert str(some) == formatter("en-CA").write(some) == english
    assert formatter("fr-CA").write(some).replace("\u00a0", " ") == french
