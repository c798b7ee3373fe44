"""A line is called by its service, languages, band and title unless it was typed in."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import ClientService, InvoiceLine, MatchBand, PricingEngine
from flowfit_invoicing.documents import Origin
from tests.quickstart import CATALOG, PROJECT

LINE = PricingEngine(CATALOG).price(PROJECT)[0]


def changed(service: ClientService | None = None, **parts: Any) -> InvoiceLine:  # noqa: ANN401 - whatever it is
    """Give a line of another service, or with another origin."""
    line = LINE
    if service is not None:
        line = evolve(line, terms=evolve(line.terms, service=service))
    assert line.origin is not None
    return evolve(line, origin=evolve(line.origin, **parts))


def without_languages() -> InvoiceLine:
    assert LINE.origin is not None
    return changed(task=evolve(LINE.origin.task, languages=None))


DESCRIBED: dict[str, tuple[InvoiceLine, str, str]] = {
    "all": (
        LINE,
        "Translation, English → Canadian French, Rapport annuel",
        "Traduction, anglais → français canadien, Rapport annuel",
    ),
    "of a band": (
        changed(band=MatchBand.parse("75-84"), title=""),
        "Translation, English → Canadian French, 75–84% matches",
        "Traduction, anglais → français canadien, correspondances à 75–84\xa0%",
    ),
    "without a title": (
        changed(title=""),
        "Translation, English → Canadian French",
        "Traduction, anglais → français canadien",
    ),
    "without languages": (
        without_languages(),
        "Translation, Rapport annuel",
        "Traduction, Rapport annuel",
    ),
    "a name in French alone": (
        changed(service=ClientService("TRA", {"fr": "Traduction"})),
        "Traduction, English → Canadian French, Rapport annuel",
        "Traduction, anglais → français canadien, Rapport annuel",
    ),
    "typed over": (
        evolve(LINE, text={"en": "Report", "fr": "Rapport"}),
        "Report",
        "Rapport",
    ),
    "no service": (
        evolve(LINE, terms=evolve(LINE.terms, service=None)),
        "English → Canadian French, Rapport annuel",
        "anglais → français canadien, Rapport annuel",
    ),
    "nothing to say": (
        evolve(LINE, terms=evolve(LINE.terms, service=None), origin=None),
        "none",
        "aucun",
    ),
    "only a service": (evolve(LINE, origin=None), "Translation", "Traduction"),
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


def test_origin_is_a_value() -> None:
    """An origin holds no more than what a line came from."""
    assert LINE.origin is not None
    task, rate = LINE.origin.task, LINE.origin.rate
    assert Origin(task, "", date(2026, 11, 9), "Acme", rate) == Origin(
        task, "", date(2026, 11, 9), "Acme", rate, None, None, None
    )
