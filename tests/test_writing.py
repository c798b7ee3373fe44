"""Values are written in words of ours, in the language of whoever reads them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.locales import formatter
from tests.quickstart import ACME_RATES, TRANSLATION

DAY = date(2026, 11, 24)
LANGUAGES = {
    ("fr", "fr-CA"): "français canadien",
    ("en", "fr-CA"): "Canadian French",
    ("en", "fr-CH-x-legal"): "Swiss French (x-legal)",
    ("en", "es-CL"): "Spanish (Chile)",
    ("fr", "es-CL"): "espagnol (Chili)",
    ("en", "cr"): "Cree",
    ("en", "oj"): "Ojibwa",
    ("fr", "oj"): "ojibwa",
    ("oj", "fr"): "French",
    ("en", "qaa-Qaaa"): "qaa-Qaaa",
    ("en", "x-klingon"): "x-klingon",
}


@pytest.mark.parametrize(
    ("given_", "expected"), LANGUAGES.items(), ids=map(" ".join, LANGUAGES)
)
def test_language(given_: tuple[str, str], expected: str) -> None:
    """A language has the nearest name that people gave it, else its tag."""
    locale, language = given_
    assert formatter(locale).language(language) == expected


def test_tax() -> None:
    """A tax is written with its rate, as people of the place call it."""
    gst = ffi.Tax("GST", {"en": "GST", "fr": "TPS"}, 5)
    assert formatter("en").write(gst) == "GST 5%"
    assert formatter("fr-CA").write((gst,)) == "TPS 5\xa0%"


HOURS = {
    ("en", "1"): "1 hour",
    ("en", "0"): "0 hours",
    ("en", "1.5"): "1.5 hours",
    ("fr-CA", "0"): "0 heure",
    ("fr-CA", "1.5"): "1,5 heure",
    ("fr-CA", "2"): "2 heures",
    ("de", "1.5"): "1,5 hours",
}
ENGLISH_HOURS = {
    ("de", "1"): "1 hour",
    ("ja", "1"): "1 hour",
    ("ru", "21"): "21 hours",
    ("pt", "0"): "0 hours",
}


@pytest.mark.parametrize(
    ("given_", "expected"), HOURS.items(), ids=map(" ".join, HOURS)
)
def test_quantity(given_: tuple[str, str], expected: str) -> None:
    """A quantity says one or several of its unit as the language does."""
    locale, amount = given_
    assert formatter(locale).write(ffi.Quantity(amount, ffi.HOUR)) == expected


@pytest.mark.parametrize(
    ("given_", "expected"), ENGLISH_HOURS.items(), ids=map(" ".join, ENGLISH_HOURS)
)
def test_english_words_by_english_rules(given_: tuple[str, str], expected: str) -> None:
    """Where a unit is named in English for want of better, so is its plural formed."""
    locale, amount = given_
    assert formatter(locale).write(ffi.Quantity(amount, ffi.HOUR)) == expected


def test_units_of_hosts() -> None:
    """Without a name a unit is written by its code, without a plural by its name."""
    write = formatter("fr").write
    assert write(ffi.Quantity(3, ffi.Unit("subtitle"))) == "3 subtitle"
    assert (
        write(ffi.Quantity(3, ffi.Unit("st", {"fr": "sous-titre"}))) == "3 sous-titre"
    )


def test_unit_of_a_quantity() -> None:
    """Beside its number, in a column of its own, a unit is written for as many."""
    fr = formatter("fr-CA")
    assert fr.unit_of(ffi.Quantity("3.5", ffi.HOUR)) == "heures"
    assert fr.unit_of(ffi.Quantity(1, ffi.HOUR)) == "heure"
    with pytest.raises(InvalidValueError, match="expected a quantity"):
        fr.unit_of(ffi.HOUR)


COUNTRIES = {("fr", "CA"): "Canada", ("en", "DE"): "Germany", ("fr", "ZZZ"): "ZZZ"}


@pytest.mark.parametrize(
    ("given_", "expected"), COUNTRIES.items(), ids=map(" ".join, COUNTRIES)
)
def test_country(given_: tuple[str, str], expected: str) -> None:
    """A country has its name in the language of the reader, else its code."""
    locale, code = given_
    assert formatter(locale).country(code) == expected


BANDS = {
    ("fr", "new"): "sans correspondance",
    ("fr", "75-84"): "correspondances à 75–84\u00a0%",
    ("fr", "85"): "correspondances à 85\u00a0%",
    ("en", "75-84"): "75–84% matches",
    ("en", "exact"): "100% matches",
    ("fr", "repetition"): "répétitions",
    ("oj", "context"): "context matches",
}


@pytest.mark.parametrize(
    ("given_", "expected"), BANDS.items(), ids=map(" ".join, BANDS)
)
def test_band(given_: tuple[str, str], expected: str) -> None:
    """A usual band has a name, another its range in percent."""
    locale, name = given_
    assert formatter(locale).write(ffi.MatchBand.parse(name)) == expected


def test_band_of_another_origin() -> None:
    """A range of another origin says which, in words if we have them."""
    write = formatter("en").write
    assert write(ffi.MatchBand("mt", 50, 74)) == "machine translation 50–74%"
    assert write(ffi.MatchBand("fragment", 50, 74)) == "fragment 50–74%"


def rate(**parts: Any) -> ffi.Rate:  # noqa: ANN401 - those of a rate
    return ffi.Rate(TRANSLATION, ffi.WORD, parts.pop("price", "0.1"), **parts)


FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)
RATES: dict[str, tuple[ffi.Rate, str, str]] = {
    "the least": (
        rate(),
        "Translation, word, $0.10",
        "Traduction, mot, 0,10~$",
    ),
    "languages": (
        rate(languages="en>fr"),
        "Translation, word, English → French, $0.10",
        "Traduction, mot, anglais → français, 0,10~$",
    ),
    "any target": (
        rate(languages="fr>*", price="0.085"),
        "Translation, word, French → any language, $0.085",
        "Traduction, mot, français → toute langue, 0,085~$",
    ),
    "any source": (
        rate(languages="*>fr-CA"),
        "Translation, word, any language → Canadian French, $0.10",
        "Traduction, mot, toute langue → français canadien, 0,10~$",
    ),
    "by the thousand, in a domain": (
        rate(per=1000, domain="legal", price=85),
        "Translation, 1,000 words, legal, $85.00",
        "Traduction, 1~000 mots, legal, 85,00~$",
    ),
    "from a day": (
        rate(valid_from=FIRST),
        "Translation, word, from January 1, 2027, $0.10",
        "Traduction, mot, dès le 1er janvier 2027, 0,10~$",
    ),
    "until a day": (
        rate(valid_until=LAST),
        "Translation, word, until December 31, 2027, $0.10",
        "Traduction, mot, jusqu’au 31 décembre 2027, 0,10~$",
    ),
    "for a year": (
        rate(valid_from=FIRST, valid_until=LAST),
        "Translation, word, January 1, 2027 – December 31, 2027, $0.10",
        "Traduction, mot, 1er janvier 2027 – 31 décembre 2027, 0,10~$",
    ),
    "in its own currency": (
        rate(price=ffi.Money("0.1", "EUR")),
        "Translation, word, €0.10",
        "Traduction, mot, 0,10~€",
    ),
}


@pytest.mark.parametrize(("rate", "english", "french"), RATES.values(), ids=RATES)
def test_rate(rate: ffi.Rate, english: str, french: str) -> None:
    """A rate is what it is for and its price; its own currency goes before a list's."""
    cad = ffi.Currency("CAD")
    assert formatter("en-CA").rate(rate, cad) == english
    assert formatter("fr-CA").rate(rate, cad).replace("\xa0", "~") == french


def test_rate_without_a_currency() -> None:
    """Where nobody says the currency of a rate, its price is a number."""
    assert formatter("fr-CA").write(rate()) == "Traduction, mot, 0,1"


@pytest.mark.parametrize("value", [TRANSLATION, "TRA", None], ids=repr)
def test_no_rate(value: object) -> None:
    """Only a rate is written as one."""
    with pytest.raises(InvalidValueError, match="expected a rate"):
        formatter("en").rate(value)


WRITTEN: list[tuple[object, str]] = [
    (ffi.Money("0.22", "CAD"), "0,22\u00a0$"),
    (Decimal("3.50"), "3,5"),
    (DAY, "24 novembre 2026"),
    (TRANSLATION.name, "Traduction"),
    (ffi.Quantity("3.5", ffi.HOUR), "3,5 heures"),
    (ffi.MatchBand.parse("exact"), "correspondances à 100\u00a0%"),
    (ffi.LanguagePair.parse("en>fr-CA"), "anglais → français canadien"),
    (ffi.WORD, "mot"),
    ((ffi.WORD, ffi.PAGE), "mot, page standard"),
    ((), "aucun"),
    (None, "aucun"),
    (TRANSLATION, "TRA"),
    (ACME_RATES, "Acme"),
    (3, "3"),
    ("{x} <b>", "{x} <b>"),
]


@pytest.mark.parametrize(("value", "expected"), WRITTEN)
def test_write(value: object, expected: str) -> None:
    """Each kind of value is written its own way, several with commas."""
    assert formatter("fr-CA").write(value) == expected


def test_facts_are_not_templates() -> None:
    """Braces in what a host typed in are braces, and nothing is read through them."""
    line = formatter("en").label("quantity", amount="{unit.__class__}", unit="{0}")
    assert line == "{unit.__class__} {0}"


def test_words() -> None:
    """A formatter says our words with its own numbers."""
    fr = formatter("fr-CA")
    assert fr.label("due") == "Montant dû"
    assert fr.step("weight", result=Decimal("1222.90")) == (
        "quantité pondérée\u00a0: 1\u00a0222,9"
    )
    facts = {"party": "Acme inc."}
    assert fr.sentence("no-recipient", facts) == (
        "Acme inc.\u00a0: sans adresse électronique"
    )
    assert fr.hint("no-recipient") == "entrez une adresse électronique"


def test_plural_of_a_word_without_a_language() -> None:
    """A word that nobody said the language of follows the reader's rules."""
    subtitle = ffi.Unit("subtitle", "sous-titre", plural="sous-titres")
    quantity = ffi.Quantity("1.5", subtitle)
    assert formatter("fr-CA").write(quantity) == "1,5 sous-titre"
    assert formatter("en-CA").write(quantity) == "1.5 sous-titres"
