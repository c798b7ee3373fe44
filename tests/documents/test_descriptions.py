"""A line is called by its service, languages, band and title unless it was typed in."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import ClientService, InvoiceLine, MatchBand, PricingEngine
from flowfit_invoicing.documents import LineDetails, ProjectRef
from tests.quickstart import CATALOG, PROJECT

LINE = PricingEngine(CATALOG).price(PROJECT)[0]
TRANSLATE = PROJECT.tasks[0]
UNTITLED = ProjectRef(PROJECT.number, "", PROJECT.ordered_on)


def changed(
    service: ClientService | None = LINE.service,
    **parts: Any,  # noqa: ANN401 - whatever
) -> InvoiceLine:
    """Give a line with another service, or for another task or project."""
    return evolve(LINE, terms=evolve(LINE.terms, service=service), **parts)


def of_band(name: str) -> InvoiceLine:
    assert LINE.terms.agreed is not None
    agreed = evolve(LINE.terms.agreed, band=MatchBand.parse(name))
    return evolve(LINE, terms=evolve(LINE.terms, agreed=agreed), project=UNTITLED)


DESCRIBED: dict[str, tuple[InvoiceLine, str, str]] = {
    "all": (
        LINE,
        "Translation, English → Canadian French, Rapport annuel",
        "Traduction, anglais → français canadien, Rapport annuel",
    ),
    "of a band": (
        of_band("75-84"),
        "Translation, English → Canadian French, 75–84% matches",
        "Traduction, anglais → français canadien, correspondances à 75–84\xa0%",
    ),
    "without a title": (
        changed(project=UNTITLED),
        "Translation, English → Canadian French",
        "Traduction, anglais → français canadien",
    ),
    "without languages": (
        changed(task=evolve(TRANSLATE, languages=None)),
        "Translation, Rapport annuel",
        "Traduction, Rapport annuel",
    ),
    "a name in French alone": (
        changed(service=ClientService("TRA", {"fr": "Traduction"})),
        "Traduction, English → Canadian French, Rapport annuel",
        "Traduction, anglais → français canadien, Rapport annuel",
    ),
    "typed over": (
        LINE.with_details(LineDetails(text={"en": "Report", "fr": "Rapport"})),
        "Report",
        "Rapport",
    ),
    "no service": (
        changed(service=None),
        "English → Canadian French, Rapport annuel",
        "anglais → français canadien, Rapport annuel",
    ),
    "nothing to say": (
        changed(service=None, task=None),
        "none",
        "aucun",
    ),
    "only a service": (changed(task=None), "Translation", "Traduction"),
}


@pytest.mark.parametrize(("line", "en", "fr"), DESCRIBED.values(), ids=DESCRIBED)
def test_described(line: InvoiceLine, en: str, fr: str) -> None:
    """A description says what there is to say, in English and in French."""
    assert (line.description.get("en-CA"), line.description.get("fr-CA")) == (en, fr)


def test_in_the_languages_of_the_service() -> None:
    """A service that has a name in German is described in German too."""
    german = ClientService("TRA", {"de": "Übersetzung", "en": "Translation"})
    texts = dict(changed(service=german).description.texts)
    assert texts["de"].startswith("Übersetzung, Englisch → ")
    assert list(texts) == ["en", "fr", "de"]


def test_title_of_its_own() -> None:
    """A task that has a title is called by it, and not by that of its project."""
    line = changed(task=evolve(TRANSLATE, title="Annexe"))
    assert line.description.get("en") == (
        "Translation, English → Canadian French, Annexe"
    )
