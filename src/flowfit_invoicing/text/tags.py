"""Language tags of BCP 47: their syntax, canonical case and parents."""

import re
from functools import lru_cache

from flowfit_invoicing.doors import refused

_LANGTAG = re.compile(
    r"""
    (?: [a-z]{2,3} (?: -[a-z]{3} ){0,3} | [a-z]{4,8} )   # language, extended languages
    (?: -[a-z]{4} )?                                     # script
    (?: -(?: [a-z]{2} | [0-9]{3} ) )?                    # region
    (?: -(?: [a-z0-9]{5,8} | [0-9][a-z0-9]{3} ) )*       # variants
    (?: -[0-9a-wy-z] (?: -[a-z0-9]{2,8} )+ )*            # extensions
    (?: -x (?: -[a-z0-9]{1,8} )+ )?                      # private use
    | x (?: -[a-z0-9]{1,8} )+
    """,
    re.VERBOSE | re.ASCII,
)
_LONGEST = 100


@lru_cache(maxsize=2048)
def _canonical(value: str) -> str | None:
    lower = value.lower()
    if len(value) > _LONGEST or not value.isascii() or not _LANGTAG.fullmatch(lower):
        return None
    first, *rest = lower.split("-")
    subtags, after_singleton = [first], len(first) == 1
    for subtag in rest:
        subtags.append(subtag if after_singleton else _cased(subtag))
        after_singleton = after_singleton or len(subtag) == 1
    return "-".join(subtags)


def tag(value: str) -> str:
    """Take a tag in canonical case (RFC 5646, 2.1.1).

    >>> tag("zh-hant-tw")
    'zh-Hant-TW'
    """
    canonical = _canonical(value) if isinstance(value, str) else None
    if canonical is None:
        raise refused(value, "expected a language tag of BCP 47, such as 'fr-CA'")
    return canonical


def optional_tag(value: str | None) -> str | None:
    """Take a tag, or None."""
    return None if value is None else tag(value)


@lru_cache(maxsize=2048)
def lineage(tag: str) -> tuple[str, ...]:
    """Give a tag and its parents, by truncation (RFC 4647, 3.4).

    >>> lineage("zh-Hant-TW")
    ('zh-Hant-TW', 'zh-Hant', 'zh')
    """
    parents, subtags = [tag], tag.split("-")[:-1]
    while subtags:
        if len(subtags[-1]) > 1:
            parents.append("-".join(subtags))
        subtags.pop()
    return tuple(parents)


def _cased(subtag: str) -> str:
    if len(subtag) == 2:  # noqa: PLR2004 - a region of ISO 3166
        return subtag.upper()
    return subtag.title() if len(subtag) == 4 and subtag.isalpha() else subtag  # noqa: PLR2004 - a script of ISO 15924
