"""Choices, parts that may be missing, and several parts in a row."""

from enum import Enum
from typing import Any, get_args

from cattrs import Converter

from .kinds import (
    Describe,
    Hint,
    Kind,
    Reader,
    Schema,
    Writer,
    is_enum,
    is_fixed,
    is_literal,
    is_optional,
    is_several,
    members_of,
)
from .problems import Gathering
from .texts import list_of, wrong


def write_member(member: Enum) -> str:
    """Write a choice by its name."""
    return member.name


def read_member(data: object, hint: Hint) -> Enum:
    """Read a choice of the members of an enumeration."""
    members: list[Enum] = list(hint)
    for member in members:
        if member.name == data:
            return member
    names = ", ".join(member.name for member in members)
    raise wrong(data, f"expected one of {names}")


def _write_enum(_: Hint, __: Converter) -> Writer:
    return write_member


def _read_enum(_: Hint, __: Converter) -> Reader:
    return read_member


def _describe_enum(hint: Hint, _: Describe) -> Schema:
    return {"enum": [member.name for member in hint]}


def _write_literal(_: Hint, __: Converter) -> Writer:
    return str


def _read_literal(hint: Hint, _: Converter) -> Reader:
    words = get_args(hint)

    def read(data: object, _: Hint) -> str:
        if not isinstance(data, str) or data not in words:
            raise wrong(data, f"expected one of {', '.join(words)}")
        return data

    return read


def _describe_literal(hint: Hint, _: Describe) -> Schema:
    return {"enum": list(get_args(hint))}


def _write_optional(hint: Hint, converter: Converter) -> Writer:
    write_it = converter.get_unstructure_hook(*members_of(hint))

    def write(value: Any) -> object:  # noqa: ANN401 - of the optional type
        return None if value is None else write_it(value)

    return write


def _read_optional(hint: Hint, converter: Converter) -> Reader:
    (type_,) = members_of(hint)
    read_it = converter.get_structure_hook(type_)

    def read(data: object, _: Hint) -> object:
        return None if data is None else read_it(data, type_)

    return read


def _describe_optional(hint: Hint, describe: Describe) -> Schema:
    return {"anyOf": [*map(describe, members_of(hint)), {"type": "null"}]}


def _write_several(hint: Hint, converter: Converter) -> Writer:
    write_one = converter.get_unstructure_hook(get_args(hint)[0])

    def write(values: tuple[Any, ...]) -> list[object]:
        return [write_one(value) for value in values]

    return write


def _read_several(hint: Hint, converter: Converter) -> Reader:
    type_ = get_args(hint)[0]
    read_one = converter.get_structure_hook(type_)

    def read(data: object, _: Hint) -> tuple[Any, ...]:
        parts = Gathering()
        values = [
            parts.read(place, read_one, item, type_)
            for place, item in enumerate(list_of(data))
        ]
        parts.raise_all()
        return tuple(values)

    return read


def _describe_several(hint: Hint, describe: Describe) -> Schema:
    return {"type": "array", "items": describe(get_args(hint)[0])}


def _write_fixed(hint: Hint, converter: Converter) -> Writer:
    writers = [converter.get_unstructure_hook(type_) for type_ in get_args(hint)]

    def write(values: tuple[Any, ...]) -> list[object]:
        return [write(value) for write, value in zip(writers, values, strict=True)]

    return write


def _read_fixed(hint: Hint, converter: Converter) -> Reader:
    types = get_args(hint)
    readers = [converter.get_structure_hook(type_) for type_ in types]

    def read(data: object, _: Hint) -> tuple[Any, ...]:
        items = list_of(data)
        if len(items) != len(types):
            raise wrong(data, f"expected {len(types)} values")
        parts = Gathering()
        values = [
            parts.read(place, read_one, item, type_)
            for place, (read_one, item, type_) in enumerate(
                zip(readers, items, types, strict=True)
            )
        ]
        parts.raise_all()
        return tuple(values)

    return read


def _describe_fixed(hint: Hint, describe: Describe) -> Schema:
    items = [describe(type_) for type_ in get_args(hint)]
    count = len(items)
    return {
        "type": "array",
        "prefixItems": items,
        "minItems": count,
        "maxItems": count,
    }


PARTS = (
    Kind(is_enum, _write_enum, _read_enum, _describe_enum),
    Kind(is_literal, _write_literal, _read_literal, _describe_literal),
    Kind(is_optional, _write_optional, _read_optional, _describe_optional),
    Kind(is_several, _write_several, _read_several, _describe_several),
    Kind(is_fixed, _write_fixed, _read_fixed, _describe_fixed),
)
