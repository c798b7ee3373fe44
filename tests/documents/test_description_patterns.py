"""An agency says what its lines are called by a text with variables."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    DescriptionPattern,
    InvoiceLine,
    Money,
    PricingEngine,
    Project,
)
from flowfit_invoicing.documents import ProjectRef
from flowfit_invoicing.documents.lines.patterns import PATTERN
from flowfit_invoicing.errors import InvalidValueError
from tests.documents.bills import COURIER, DRAFT
from tests.quickstart import CATALOG, PROJECT

FULL = {
    "service": "Revision",
    "pair": "English → French",
    "band": "repetitions",
    "title": "Report",
    "project": "P-1",
    "task": "T-1",
    "purchase_order": "77",
    "client_reference": "C-9",
}
FILLED: dict[str, tuple[str, dict[str, str], str]] = {
    "all": (
        "{service} ({pair}), {band}, {title} – {project}/{task}",
        FULL,
        "Revision (English → French), repetitions, Report – P-1/T-1",
    ),
    "references": (
        "PO {purchase_order}: {service}, ref. {client_reference}",
        FULL,
        "PO 77: Revision, ref. C-9",
    ),
    "no band": (
        PATTERN.text.get("en"),
        FULL | {"band": ""},
        ("Revision, English → French, Report"),
    ),
    "nothing in brackets": (
        "{service} ({pair}), {title}",
        FULL | {"pair": ""},
        "Revision, Report",
    ),
    "one of two in brackets": (
        "{service} ({pair} {band})",
        FULL | {"band": ""},
        "Revision (English → French)",
    ),
    "words go with their variable": (
        "{service}, PO {purchase_order}, ref. {client_reference}",
        FULL | {"purchase_order": ""},
        "Revision, ref. C-9",
    ),
    "the first part": (
        "PO {purchase_order}: {service}",
        FULL | {"purchase_order": ""},
        "Revision",
    ),
    "the last part": ("{service} | {title}", FULL | {"title": ""}, "Revision"),
    "parts in the middle": (
        "{service}; {pair} · {band} / {title}",
        FULL | {"pair": "", "band": ""},
        "Revision / Report",
    ),
    "one of two in a part": (
        "{service} {title}, {task}",
        FULL | {"title": ""},
        "Revision, T-1",
    ),
    "the other of two in brackets": (
        "{service} ({pair} {band})",
        FULL | {"pair": ""},
        "Revision (repetitions)",
    ),
    "the first of two in a part": (
        "{title} {service}, {task}",
        FULL | {"title": ""},
        "Revision, T-1",
    ),
    "words of their own": ("Work: {service}", FULL, "Work: Revision"),
    "a hyphen in a word": ("on-site {service}", FULL, "on-site Revision"),
    "a hyphen between parts": ("{service} - {title}", FULL | {"title": ""}, "Revision"),
    "one of two parts in brackets": (
        "{service} ({pair}; {title})",
        FULL | {"title": ""},
        "Revision (English → French)",
    ),
    "the first of two parts in brackets": (
        "{service} ({pair}; {title})",
        FULL | {"pair": ""},
        "Revision (Report)",
    ),
    "no part in brackets": (
        "{service} ({pair}; {title})",
        FULL | {"pair": "", "title": ""},
        "Revision",
    ),
    "brackets in brackets": (
        "{service} ({pair} [{title}, ref. {client_reference}])",
        FULL | {"title": ""},
        "Revision (English → French [ref. C-9])",
    ),
    "brackets in brackets without a word": (
        "{service} ({pair} [{title}, ref. {client_reference}]), {task}",
        FULL | {"title": "", "client_reference": ""},
        "Revision (English → French), T-1",
    ),
    "a label goes with what it names": (
        "{service}, BC : {purchase_order}",
        FULL | {"purchase_order": ""},
        "Revision",
    ),
    "a label in brackets": (
        "{service} (BC : {purchase_order})",
        FULL | {"purchase_order": ""},
        "Revision",
    ),
    "one of two labels in brackets": (
        "{service} (PO: {purchase_order}, ref.: {client_reference})",
        FULL | {"purchase_order": ""},
        "Revision (ref.: C-9)",
    ),
    "a label of a label": (
        "{service}, ref. : BC : {purchase_order}",
        FULL,
        "Revision, ref. : BC : 77",
    ),
    "a label of nothing else": ("Work: {service}", FULL | {"service": ""}, ""),
    "square brackets": ("{service} [{title}]", FULL | {"title": ""}, "Revision"),
    "French quotation marks": (
        "{service} « {title} »",
        FULL | {"title": ""},
        "Revision",
    ),
    "French quotation marks that say something": (
        "{service} « {title} », “{task}”",
        FULL,
        "Revision « Report », “T-1”",
    ),
    "words in brackets": ("{service} (done)", FULL, "Revision (done)"),
    "brackets that nobody closes": (
        "{service} ({pair}, {title}",
        FULL | {"title": ""},
        "Revision (English → French",
    ),
    "brackets that nobody opens": ("1) {service}", FULL, "1) Revision"),
    "a hyphen between variables": (
        "{service}-{title}",
        FULL | {"title": ""},
        "Revision",
    ),
    "a slash between variables": ("{project}/{task}", FULL | {"project": ""}, "T-1"),
    "nothing at all": ("{service}, {title}", {}, ""),
    "values are no patterns": (
        "{service}, {title}",
        FULL | {"service": "{title}", "title": "a, (b)"},
        "{title}, a, (b)",
    ),
}


@pytest.mark.parametrize(("text", "values", "filled"), FILLED.values(), ids=FILLED)
def test_filled(text: str, values: dict[str, str], filled: str) -> None:
    """A part that says nothing is left out, and its separator with it."""
    assert DescriptionPattern(text).filled("en", values) == filled


REFUSED: dict[str, Any] = {
    "an unknown variable": "{service}, {client}",
    "an unknown variable in French": {"en": "{service}", "fr": "{prestation}"},
    "no variable": "Translation",
    "an open brace": "{service}, {",
    "a closed brace": "{service}}",
    "an attribute": "{service.code}",
    "nothing": "",
    "None": None,
    "a number": 7,
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_refuses(text: Any) -> None:  # noqa: ANN401 - whatever it is
    """A slip in a variable is told when the pattern is made."""
    with pytest.raises(InvalidValueError):
        DescriptionPattern(text)
    with pytest.raises(InvalidValueError):
        DRAFT.described_by(text)


def test_says_which_variables_there_are() -> None:
    """Who slips is told what there is."""
    with pytest.raises(InvalidValueError) as raised:
        DescriptionPattern("{client}")
    assert str(raised.value) == (
        "'{client}': expected one of {service}, {pair}, {band}, {title}, {project}, "
        "{task}, {purchase_order}, {client_reference}"
    )


TEXTS = {
    "en": "{service}: {title} ({project}), PO {purchase_order}, "
    "ref. {client_reference}",
    "fr": "{service} : {title} ({project}), BC {purchase_order}, "
    "réf. {client_reference}",
}
KNOWN = evolve(
    PROJECT,
    tasks=[evolve(PROJECT.tasks[0], client_reference="C-9"), PROJECT.tasks[1]],
)
ENGINE = PricingEngine(CATALOG)
EXPECTED = [
    (
        "Translation: Rapport annuel (P-1042), PO PO-77, ref. C-9",
        "Traduction : Rapport annuel (P-1042), BC PO-77, réf. C-9",
    ),
    (
        "Revision: Rapport annuel (P-1042), PO PO-77",
        "Révision : Rapport annuel (P-1042), BC PO-77",
    ),
]


def described(lines: tuple[InvoiceLine, ...]) -> list[tuple[str, str]]:
    texts = (line.description for line in lines)
    return [(text.get("en-CA"), text.get("fr-CA")) for text in texts]


def test_of_an_engine() -> None:
    """All lines that an engine prices are described by its pattern."""
    assert described(evolve(ENGINE, descriptions=TEXTS).price(KNOWN)) == EXPECTED


def test_of_one_draft() -> None:
    """A draft describes its lines by another pattern, but none that was typed in."""
    draft = DRAFT.edit(lines=[*ENGINE.price(KNOWN), COURIER])
    draft = draft.with_line_changed(1, description="Typed over")
    first, second, third = described(draft.described_by(TEXTS).lines)
    assert first == EXPECTED[0]
    assert second == ("Typed over", "Typed over")
    assert third == ("Courier", "Courier")
    again = draft.described_by(TEXTS).described_by(PATTERN)
    assert again.lines[0].description == draft.lines[0].description


def test_in_the_languages_of_the_pattern() -> None:
    """A pattern in German describes in German, one in no language in all of ours."""
    german = evolve(ENGINE, descriptions={"de": "{service}: {pair}"}).price(KNOWN)[0]
    assert (
        german.description.get("de") == "Translation: Englisch → Französisch (Kanada)"
    )
    plain = evolve(ENGINE, descriptions="{service}").price(KNOWN)[0]
    assert plain.description.texts == (("en", "Translation"), ("fr", "Traduction"))


def test_nothing_to_say() -> None:
    """A line that its pattern says nothing of is called what it is by itself."""
    line = evolve(ENGINE, descriptions="{client_reference}").price(PROJECT)[0]
    assert line.description == ENGINE.price(PROJECT)[0].description
    assert line.description.get("fr-CA").startswith("Traduction, ")


def test_what_a_client_knows_a_task_by() -> None:
    """A line says what its task is known by; one that was typed in has no task."""
    lines = ENGINE.price(KNOWN)
    assert [line.client_reference for line in lines] == ["C-9", None]
    assert COURIER.client_reference is None


@pytest.mark.parametrize("project", [PROJECT, ProjectRef.of(PROJECT)], ids=type)
def test_free_lines_of_a_project(project: Project | ProjectRef) -> None:
    """A line that bills no task may be for a project all the same."""
    line = InvoiceLine.of("Courier", Money("18.50", "CAD"), project=project)
    assert (line.project_number, line.tasks, line.origin) == ("P-1042", (), None)
    assert line.description.get("fr") == "Courier"
    assert not line.is_computed
    draft = DRAFT.edit(lines=[COURIER, line])
    assert (draft.project_numbers, draft.tasks) == (("P-1042",), ())
    assert draft.described_by(TEXTS).lines[0] == COURIER


def test_free_lines_of_no_project() -> None:
    """What is no project is refused."""
    with pytest.raises(InvalidValueError):
        InvoiceLine.of("Courier", Money(1, "CAD"), project="P-1042")  # type: ignore[arg-type]  # on purpose
