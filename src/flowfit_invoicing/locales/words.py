"""Our own words, by language: sentences of findings, hints, labels, steps."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, TypeAlias

from flowfit_invoicing import errors
from flowfit_invoicing.text import LocalizedText, lineage, tag

from . import en, fr

Kind: TypeAlias = Literal["sentence", "hint", "label", "phrase", "step"]

_SENTENCES_OF_ERRORS = {
    error.code: error.sentence
    for error in (getattr(errors, name) for name in errors.__all__)
    if isinstance(error, type) and issubclass(error, errors.InvoicingError)
}

_WORDS: Mapping[str, Mapping[Kind, Mapping[str, str]]] = MappingProxyType(
    {
        "en": {
            "sentence": MappingProxyType(_SENTENCES_OF_ERRORS | en.SENTENCES),
            "hint": MappingProxyType(en.HINTS),
            "label": MappingProxyType(en.LABELS),
            "phrase": errors.PHRASES,
            "step": MappingProxyType(en.STEPS),
        },
        "fr": {
            "sentence": MappingProxyType(fr.SENTENCES),
            "hint": MappingProxyType(fr.HINTS),
            "label": MappingProxyType(fr.LABELS),
            "phrase": MappingProxyType(fr.PHRASES),
            "step": MappingProxyType(fr.STEPS),
        },
    }
)

LANGUAGES = tuple(_WORDS)
"""Languages that we speak; whoever asks for another is answered in English."""


def in_all_languages(code: str) -> LocalizedText:
    """Give one of our labels as a text that a value can hold."""
    return LocalizedText(
        {language: templates(language, "label")[code] for language in LANGUAGES}
    )


def spoken(locale: str) -> str:
    """Give *locale* if we speak its language, else English.

    What mixes our English words with the numbers of another language is misread:
    1.234 words are one word and a bit in English, and a thousand in German.
    """
    canonical = tag(locale.replace("_", "-") if isinstance(locale, str) else locale)
    return canonical if any(each in _WORDS for each in lineage(canonical)) else "en"


def templates(locale: str, kind: Kind) -> Mapping[str, str]:
    """Give the templates of a kind in the language of *locale*, by their code."""
    for language in lineage(locale):
        if language in _WORDS:
            return _WORDS[language][kind]
    return _WORDS["en"][kind]
