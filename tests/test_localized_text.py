"""One text in several languages is found in the nearest one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import LocalizedText
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.text import localized

TEXTS = LocalizedText(
    {
        "de": "Lektorat",
        "en": "Revision",
        "fr": "Révision",
        "fr-CA": "Révision bilingue",
        "zh-Hant": "校對",
    }
)

FOUND = {  # by locale
    "fr-CA": "Révision bilingue",
    "FR-ca": "Révision bilingue",
    "fr-CA-x-legal": "Révision bilingue",
    "fr": "Révision",
    "fr-FR": "Révision",
    "fr-Latn-CA": "Révision",
    "de-AT-1996": "Lektorat",
    "zh-Hant-TW": "校對",
    "zh": "Revision",
    "zh-TW": "Revision",
    "en-GB": "Revision",
    "cr-Cans-CA": "Revision",
    "und": "Revision",
}


@pytest.mark.parametrize(("locale", "expected"), FOUND.items(), ids=FOUND)
def test_falls_back(locale: str, expected: str) -> None:
    """The text is that of the tag, else of a parent by truncation, else English."""
    assert TEXTS.get(locale) == expected


def test_falls_back_to_the_first() -> None:
    """Without English, the first text that was given is better than none."""
    assert LocalizedText({"it": "Revisione", "de": "Lektorat"}).get("fr") == "Revisione"
    assert LocalizedText({"en-GB": "Proofing", "de": "x"}).get("fr") == "Proofing"
    assert LocalizedText({"de": "x", "en-GB": "Proofing"}).get("en") == "x"


def test_plain_string() -> None:
    """A plain string is the text for whatever language."""
    plain = LocalizedText("Revision")
    assert {plain.get(locale) for locale in FOUND} == {"Revision"}
    assert str(plain) == "Revision"


def test_str_is_english() -> None:
    """Where nobody asks for a language, English is written."""
    assert str(TEXTS) == "Revision"
    assert str(LocalizedText({"fr": "Révision"})) == "Révision"


def test_texts_have_canonical_tags() -> None:
    """Texts are kept in the order given, under tags in canonical case."""
    texts = LocalizedText([("ZH-hant-tw", "校對"), ("EN", "Revision")]).texts
    assert texts == (("zh-Hant-TW", "校對"), ("en", "Revision"))


def test_localized_keeps_a_text() -> None:
    """A text that is one already is the same one."""
    assert localized(TEXTS) is TEXTS
    assert localized("x") == LocalizedText("x")


REFUSED: dict[str, tuple[object, str]] = {
    "no language": ({}, "expected a text in one language at least"),
    "no pairs": ([], "expected a text in one language at least"),
    "empty": ("", "expected a text that is not blank"),
    "empty in French": ({"en": "x", "fr": ""}, "expected a text that is not blank"),
    "None in French": ({"en": "x", "fr": None}, "expected a string"),
    "twice": ({"fr-ca": "a", "fr-CA": "b"}, "expected one text for each language"),
    "twice in pairs": ([("en", "a"), ("en", "a")], "expected one text for each langu"),
    "no tag": ({"français": "x"}, "expected a language tag"),
    "underscore": ({"fr_CA": "x"}, "expected a language tag"),
    "number as a tag": ({1: "x"}, "expected a language tag"),
    "None": (None, "expected a mapping, or pairs"),
    "number": (5, "expected a mapping, or pairs"),
    "bytes": (b"x", "expected a mapping, or pairs"),
    "strings": (["en", "x"], "expected a mapping, or pairs"),
}


@pytest.mark.parametrize(("value", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(value: object, message: str) -> None:
    """A text says something in each of its languages, once."""
    doors: list[Callable[[Any], object]] = [LocalizedText, localized]
    for door in doors:
        with pytest.raises(InvalidValueError, match=message):
            door(value)


@pytest.mark.parametrize("locale", ["", "fr_CA", "../en", "en\n", "x" * 1000, "*"])
def test_locales_are_tags(locale: str) -> None:
    """What is asked for is a tag too."""
    with pytest.raises(InvalidValueError, match="expected a language tag"):
        TEXTS.get(locale)


TAGS = st.sampled_from(["de", "en", "en-CA", "fr", "fr-CA", "fr-CA-x-a", "zh-Hant"])


@given(st.dictionaries(TAGS, st.sampled_from("abcdef"), min_size=1), TAGS)
def test_always_finds_one_of_its_texts(texts: dict[str, str], locale: str) -> None:
    """Any locale gets a text, and one that has its own gets that."""
    found = LocalizedText(texts).get(locale)
    assert found == texts.get(locale, found)
    assert found in texts.values()
