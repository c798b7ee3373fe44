"""Pairs of languages, and patterns that pairs fit."""

from functools import lru_cache

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import lineage, tag

ANY = "*"


@frozen
class LanguagePair:
    """What is translated into what.

    >>> LanguagePair.parse("en>fr-ca")
    LanguagePair(source='en', target='fr-CA')
    """

    source: str = field(converter=tag)
    target: str = field(converter=tag)

    @classmethod
    def parse(cls, text: str) -> "LanguagePair":
        """Read what `str()` writes; the same text gives the same pair."""
        source, target = _halves(text)
        return _pair(source, target)

    def __str__(self) -> str:
        return f"{self.source}>{self.target}"


def _tag_or_any(value: str) -> str:
    return ANY if value == ANY else tag(value)


@frozen
class LanguagePattern:
    """The languages that a rate is for; a tag stands for its children too.

    >>> LanguagePattern.parse("en>*").fits(LanguagePair.parse("en-GB>fr"))
    True
    """

    source: str = field(converter=_tag_or_any)
    target: str = field(converter=_tag_or_any)

    @classmethod
    def parse(cls, text: str) -> "LanguagePattern":
        """Read what `str()` writes."""
        return cls(*_halves(text))

    def fits(self, pair: LanguagePair | None) -> bool:
        """Tell if work in *pair* is meant; work without languages never is."""
        return (
            pair is not None
            and self.source in candidates(pair.source)
            and self.target in candidates(pair.target)
        )

    def covers(self, other: "LanguagePattern") -> bool:
        """Tell if this pattern fits all that *other* fits.

        >>> LanguagePattern.parse("*>fr").covers(LanguagePattern.parse("en>fr-CA"))
        True
        """
        return self.source in candidates(other.source) and (
            self.target in candidates(other.target)
        )

    def __str__(self) -> str:
        return f"{self.source}>{self.target}"


@lru_cache(maxsize=2048)
def candidates(tag: str) -> tuple[str, ...]:
    """Give all that a pattern can say for *tag*, the most specific first.

    >>> candidates("fr-CA")
    ('fr-CA', 'fr', '*')
    """
    return (*lineage(tag), ANY)


def optional_pair(value: LanguagePair | str | None) -> LanguagePair | None:
    """Take a pair, one written like `en>fr-CA`, or None."""
    if value is None or isinstance(value, LanguagePair):
        return value
    return LanguagePair.parse(value)


def optional_pattern(value: LanguagePattern | str | None) -> LanguagePattern | None:
    """Take a pattern, one written like `en>*`, or None."""
    if value is None or isinstance(value, LanguagePattern):
        return value
    return LanguagePattern.parse(value)


def _halves(text: str) -> tuple[str, str]:
    if not isinstance(text, str) or text.count(">") != 1:
        raise refused(text, "expected two languages, such as 'en>fr-CA'")
    source, target = str.__str__(text).split(">")
    return source, target


@lru_cache(maxsize=2048)
def _pair(source: str, target: str) -> LanguagePair:
    # Tasks by the thousand have the same few pairs, so they share them.
    return LanguagePair(source, target)
