"""Our words in French and English say the same, and say it as people write."""

import re
from collections.abc import Mapping
from string import Formatter
from typing import get_args

import pytest

from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.locales import LANGUAGES, en, fr, in_all_languages, templates
from flowfit_invoicing.locales.words import Kind
from tests.test_errors import ERRORS

KINDS: tuple[Kind, ...] = get_args(Kind)
FRENCH = [
    pytest.param(text, id=f"{kind} {code}")
    for kind in KINDS
    for code, text in templates("fr", kind).items()
]


def names(template: str) -> set[str]:
    """Give the names of the facts that a template speaks about."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_we_speak_two_languages() -> None:
    """English is answered where no other language of ours is asked for."""
    assert LANGUAGES == ("en", "fr")


@pytest.mark.parametrize("kind", KINDS)
def test_same_codes(kind: Kind) -> None:
    """What can be said in one language can be said in the other."""
    assert templates("en", kind).keys() == templates("fr", kind).keys()


@pytest.mark.parametrize("kind", KINDS)
def test_same_facts(kind: Kind) -> None:
    """Both languages speak about the same facts, and call them by plain names."""
    french = templates("fr", kind)
    for code, template in templates("en", kind).items():
        assert names(template) == names(french[code]), code
        assert all(name.isidentifier() for name in names(template)), code


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: error.code)
@pytest.mark.parametrize("language", LANGUAGES)
def test_errors_have_words(error: InvoicingError, language: str) -> None:
    """Each error has a sentence about facts that it gives, and a hint."""
    sentence = templates(language, "sentence")[error.code]
    assert sentence
    assert names(sentence) <= set(error.facts())
    assert templates(language, "hint")[error.code]


@pytest.mark.parametrize("language", LANGUAGES)
def test_findings_have_hints(language: str) -> None:
    """Whatever has a sentence has a hint, and hints are about nothing else."""
    sentences, hints = templates(language, "sentence"), templates(language, "hint")
    assert sentences.keys() == hints.keys()
    assert not any(names(hint) for hint in hints.values())


SENTENCES: Mapping[str, str] = {
    f"{language} {kind} {code}": text
    for language in LANGUAGES
    for kind in ("sentence", "hint")
    for code, text in templates(language, kind).items()
}


@pytest.mark.parametrize("text", SENTENCES.values(), ids=SENTENCES)
def test_style_of_messages(text: str) -> None:
    """A message starts in lower case and ends without a full stop."""
    assert not text[:1].isupper()
    assert not text.endswith((".", "!", " "))
    assert "  " not in text


@pytest.mark.parametrize("text", FRENCH)
def test_french_spaces(text: str) -> None:
    """As in Québec, a no-break space is before : % », after «, and not before ; ? !."""
    assert not re.search("[ \u2009][:;%?!»]|« ", text)
    assert not re.search("[^\u00a0\u202f][:%»](?![^{]*})", text)
    assert not re.search("[\u00a0\u202f][;?!]", text)
    assert "'" not in text
    assert '"' not in text


def test_english_has_no_words_twice() -> None:
    """A sentence of an error is written once, by the error itself."""
    codes = {error.code for error in ERRORS}
    assert not codes & en.SENTENCES.keys()
    assert codes <= fr.SENTENCES.keys()


LANGUAGE_OF = {
    "fr": "Facture",
    "fr-CA": "Facture",
    "fr-Latn-CA-x-legal": "Facture",
    "en": "Invoice",
    "en-CA": "Invoice",
    "de": "Invoice",
    "oj": "Invoice",
    "cr-Cans-CA": "Invoice",
    "frr": "Invoice",
    "x-fr": "Invoice",
}


@pytest.mark.parametrize(("locale", "expected"), LANGUAGE_OF.items(), ids=LANGUAGE_OF)
def test_falls_back_to_english(locale: str, expected: str) -> None:
    """A locale is answered in its language if we speak it, else in English."""
    assert templates(locale, "label")["invoice"] == expected


def test_in_all_languages() -> None:
    """A label can be kept as one text in all our languages."""
    minimum = in_all_languages("minimum")
    assert minimum.texts == (("en", "Minimum charge"), ("fr", "Frais minimum"))
