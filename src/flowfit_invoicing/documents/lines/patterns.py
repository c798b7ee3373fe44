"""How the description of a line is put together, as the agency writes it.

A pattern is a text with variables. It is made of parts with separators between them
(`, ` `; ` ` · ` ` | ` ` – ` ` / ` and `: `). A part whose variables say nothing is left
out with the separator before it, and so are brackets around such a variable.
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import LocalizedText, localized

VARIABLES = (
    "service",
    "pair",
    "band",
    "title",
    "project",
    "task",
    "purchase_order",
    "client_reference",
)
"""What a line can be called by; `band` and all that follow are often empty."""

Values: TypeAlias = Mapping[str, str]
"""What each variable says; empty if it says nothing."""

_SEPARATOR = re.compile(r"([,;]\s+|\s*:\s+|\s+[·|–—/-]\s+)")
_BRACKETS = re.compile(r"(\s*\([^()]*\))")
_VARIABLE = re.compile(r"\{([^{}]*)\}")
_OPTIONS = ", ".join(f"{{{name}}}" for name in VARIABLES)


def _pattern(value: LocalizedText | str | Mapping[str, str]) -> LocalizedText:
    texts = localized(value)
    for _, text in texts.texts:
        names = _VARIABLE.findall(text)
        unknown = [name for name in names if name not in VARIABLES]
        if unknown:
            raise refused(f"{{{unknown[0]}}}", f"expected one of {_OPTIONS}")
        if not names or set(_VARIABLE.sub("", text)) & {"{", "}"}:
            raise refused(text, f"expected a text with variables such as {_OPTIONS}")
    return texts


@frozen
class DescriptionPattern:
    """What lines are called, in one language or several: a text with variables.

    `{service}`, `{pair}` of languages, `{band}` if each is billed by itself, `{title}`
    of the task, else of its project; the numbers of `{project}`, `{task}` and
    `{purchase_order}`, and the `{client_reference}` of the task.

    >>> pattern = DescriptionPattern({
    ...     "en": "{service} ({pair}), PO {purchase_order}",
    ...     "fr": "{service} ({pair}), BC {purchase_order}",
    ... })
    >>> pattern.filled("fr-CA", {"service": "Révision", "purchase_order": "77"})
    'Révision, BC 77'

    Raises:
        InvalidValueError: If a variable is not one of these, or there is none.
    """

    text: LocalizedText = field(converter=_pattern)

    def filled(self, locale: str, values: Values) -> str:
        """Fill in what the variables say; empty if none of them says anything."""
        filled = ""
        separator = ""
        for place, part in enumerate(_parts(self.text.get(locale))):
            if place % 2:
                separator = part
            elif _says_something(part, values):
                filled += (separator if filled else "") + _filled(part, values)
        return filled.strip()


def description_pattern(
    value: DescriptionPattern | LocalizedText | str | Mapping[str, str],
) -> DescriptionPattern:
    """Take a pattern, or the texts of one."""
    return value if isinstance(value, DescriptionPattern) else DescriptionPattern(value)


def optional_description_pattern(
    value: DescriptionPattern | LocalizedText | str | Mapping[str, str] | None,
) -> DescriptionPattern | None:
    """Take a pattern, the texts of one, or None."""
    return None if value is None else description_pattern(value)


PATTERN = DescriptionPattern("{service}, {pair}, {band}, {title}")
"""What lines are called unless an engine or a draft says otherwise."""


@lru_cache(maxsize=64)
def _parts(text: str) -> tuple[str, ...]:
    """Split a pattern in parts, with a separator between each two."""
    return tuple(_SEPARATOR.split(text))


def _says_something(part: str, values: Values) -> bool:
    names = _VARIABLE.findall(part)
    return not names or any(values.get(name) for name in names)


def _filled(part: str, values: Values) -> str:
    return "".join(
        _piece(piece, values)
        for piece in _BRACKETS.split(part)
        if _says_something(piece, values)
    )


def _piece(piece: str, values: Values) -> str:
    """Fill in the variables; one that says nothing takes a blank beside it along."""
    filled, *rest = _VARIABLE.split(piece)
    for name, words in zip(rest[::2], rest[1::2], strict=True):
        value = values.get(name)
        if value:
            filled += value + words
        else:
            filled = filled.rstrip()
            filled += words if filled and filled[-1] != "(" else words.lstrip()
    return filled
