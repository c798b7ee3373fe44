"""Texts in several languages: an object, its languages in alphabetical order.

Of a text in languages in another order, the first is the one that all others fall back
to, and stores may sort the keys of an object. So it is written as pairs.
"""

from typing import Any

from cattrs import Converter

from flowfit_invoicing.text import LocalizedText

from .kinds import Describe, Hint, Kind, Reader, Schema, Writer

_PAIRS: Any = tuple[tuple[str, str], ...]


def _is_text(hint: Hint) -> bool:
    return hint is LocalizedText


def _writer(_: Hint, __: Converter) -> Writer:
    def write(text: LocalizedText) -> object:
        in_order = tuple(sorted(text.texts)) == text.texts
        return dict(text.texts) if in_order else [list(pair) for pair in text.texts]

    return write


def _reader(_: Hint, converter: Converter) -> Reader:
    def read(data: object, _: Hint) -> LocalizedText:
        if not isinstance(data, dict):
            pairs: tuple[tuple[str, str], ...] = converter.structure(data, _PAIRS)
            return LocalizedText(pairs)
        fields: dict[str, str] = converter.structure(data, dict[str, str])
        return LocalizedText(sorted(fields.items()))

    return read


def _schema(_: Hint, describe: Describe) -> Schema:
    by_language = {
        "type": "object",
        "additionalProperties": {"type": "string"},
        "minProperties": 1,
    }
    return {"anyOf": [by_language, {**describe(_PAIRS), "minItems": 1}]}


LOCALIZED = Kind(_is_text, _writer, _reader, _schema)
