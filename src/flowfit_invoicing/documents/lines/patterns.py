"""How the description of a line is put together, as the agency writes it.

A pattern is a text with variables. It is made of parts with separators between them
(`, ` `; ` ` · ` ` | ` ` – ` ` / ` `: `, or a hyphen or slash between two variables).
A part whose variables say nothing is left out with the separator before it, and with
the words before its colon, as in `PO: {purchase_order}`. So are brackets and quotation
marks around such variables; what is inside of them is made of parts in turn.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import TypeAlias

from attrs import evolve, field, frozen

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

_SEPARATOR = re.compile(r"[,;]\s+|\s*:\s+|\s+[·|–—/-]\s+|(?<=\})[–—/-](?=\{)")
_BRACKETS = MappingProxyType({"(": ")", "[": "]", "«": "»", "“": "”"})
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
        return _filled(_parts(self.text.get(locale)), values).strip()


@frozen
class _Part:
    """A part of a pattern, and what separates it from the one before."""

    separator: str
    pieces: tuple["str | _Brackets", ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The variables in it, with those in its brackets."""
        return tuple(
            name
            for piece in self.pieces
            for name in (
                _VARIABLE.findall(piece) if isinstance(piece, str) else piece.names
            )
        )


@frozen
class _Brackets:
    """Brackets or quotation marks with a pattern of its own inside of them."""

    opening: str
    parts: tuple[_Part, ...]
    closing: str

    @property
    def names(self) -> tuple[str, ...]:
        """The variables inside."""
        return tuple(name for part in self.parts for name in part.names)


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
def _parts(text: str) -> tuple[_Part, ...]:
    """Read a pattern: its parts, each with the separator before it.

    Words before a colon name what stands behind it, so both are one part.
    """
    parts: list[_Part] = []
    for part in _separate(text):
        if parts and ":" in part.separator and not parts[-1].names:
            label = parts.pop()
            pieces = (*label.pieces, part.separator, *part.pieces)
            parts.append(evolve(label, pieces=pieces))
        else:
            parts.append(part)
    return tuple(parts)


def _separate(text: str) -> Iterator[_Part]:
    """Cut a pattern at separators that do not stand in brackets."""
    separator, words, pieces = "", "", list[str | _Brackets]()
    place = 0
    while place < len(text):
        found = _SEPARATOR.match(text, place)
        closing = _closing(text, place)
        if found is not None:
            yield _Part(separator, (*pieces, words))
            separator, words, pieces = found[0], "", []
            place = found.end()
        elif closing is not None:
            bare = words.rstrip()
            opening, words = words[len(bare) :] + text[place], bare
            inside = _parts(text[place + 1 : closing])
            pieces += [words, _Brackets(opening, inside, text[closing])]
            words, place = "", closing + 1
        else:
            words, place = words + text[place], place + 1
    yield _Part(separator, (*pieces, words))


def _closing(text: str, place: int) -> int | None:
    """Give where the brackets end that begin at a place; None if none do."""
    opening = text[place]
    closing, depth = _BRACKETS.get(opening), 0
    if closing is None:
        return None
    for end in range(place, len(text)):
        depth += (text[end] == opening) - (text[end] == closing)
        if not depth:
            return end
    return None


def _says_something(part: _Part | _Brackets, values: Values) -> bool:
    names = part.names
    return not names or any(values.get(name) for name in names)


def _filled(parts: tuple[_Part, ...], values: Values) -> str:
    filled = ""
    for part in parts:
        if _says_something(part, values):
            filled += (part.separator if filled else "") + _joined(part, values)
    return filled


def _joined(part: _Part, values: Values) -> str:
    return "".join(
        _piece(piece, values) if isinstance(piece, str) else _inside(piece, values)
        for piece in part.pieces
    )


def _inside(brackets: _Brackets, values: Values) -> str:
    """Fill in what is inside of brackets; with nothing to say, they go too."""
    if not _says_something(brackets, values):
        return ""
    return brackets.opening + _filled(brackets.parts, values) + brackets.closing


def _piece(piece: str, values: Values) -> str:
    """Fill in the variables; one that says nothing takes a blank beside it along."""
    filled, *rest = _VARIABLE.split(piece)
    for name, words in zip(rest[::2], rest[1::2], strict=True):
        value = values.get(name)
        if value:
            filled += value + words
        else:
            filled = filled.rstrip()
            filled += words if filled else words.lstrip()
    return filled
