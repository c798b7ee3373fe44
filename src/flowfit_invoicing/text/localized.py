"""One text in several languages."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import pairs_of, refused

from .lines import one_line
from .tags import lineage, tag

_NO_LANGUAGE = "und"

Texts: TypeAlias = str | Mapping[str, str] | Iterable[tuple[str, str]]


def _texts(value: Texts) -> tuple[tuple[str, str], ...]:
    if isinstance(value, str):
        return ((_NO_LANGUAGE, one_line(value)),)
    pairs = pairs_of(value)
    if not pairs:
        raise refused(value, "expected a text in one language at least")
    texts = {tag(language): one_line(text) for language, text in pairs}
    if len(texts) < len(pairs):
        raise refused(value, "expected one text for each language")
    return tuple(texts.items())


@frozen
class LocalizedText:
    """One line of text in one or more languages.

    Made of a string (a text for whatever language) or of texts by language tag.

    >>> LocalizedText({"en": "Revision", "fr": "Révision"}).get("fr-CA")
    'Révision'
    """

    texts: tuple[tuple[str, str], ...] = field(converter=_texts)

    def get(self, locale: str) -> str:
        """Give the text of *locale*, else of a parent, else in English, else any."""
        return dict(self.texts)[self.language_for(locale)]

    def language_for(self, locale: str) -> str:
        """Give the language in which *locale* gets the text."""
        languages = [language for language, _ in self.texts]
        for language in (*lineage(tag(locale)), "en"):
            if language in languages:
                return language
        return languages[0]

    def __str__(self) -> str:
        return self.get("en")


def localized(value: LocalizedText | str | Mapping[str, str]) -> LocalizedText:
    """Take a text, or what one is made of."""
    return value if isinstance(value, LocalizedText) else LocalizedText(value)


def optional_localized(
    value: LocalizedText | str | Mapping[str, str] | None,
) -> LocalizedText | None:
    """Take a text, what one is made of, or None."""
    return None if value is None else localized(value)
