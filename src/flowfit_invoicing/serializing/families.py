"""What is of one of several types, or one that inherits from a class, or an error."""

from functools import lru_cache
from types import NoneType
from typing import Any, get_args

import attrs
from cattrs import Converter

from flowfit_invoicing.errors import InvoicingError

from .kinds import (
    Describe,
    Hint,
    Kind,
    Reader,
    Schema,
    class_of,
    is_optional,
    is_union,
    is_value,
    members_of,
)
from .names import NAMES, type_named
from .raised import ERROR, read_error
from .scalars import SCALARS
from .tagged import NATIVE, read_tagged, tag_of, untagged, writer
from .texts import object_of, wrong


def _is_family(hint: Hint) -> bool:
    """Tell if a class only stands for those that inherit from it."""
    return isinstance(hint, type) and attrs.has(hint) and not is_value(hint)


def _is_choice(hint: Hint) -> bool:
    return is_union(hint) and not is_optional(hint)


def _is_error(hint: Hint) -> bool:
    return isinstance(hint, type) and issubclass(hint, InvoicingError)


def _reader(hint: Hint, converter: Converter) -> Reader:
    members = members_of(hint) or (hint,)
    may_be_none = NoneType in get_args(hint)

    def fits(type_: type[Any]) -> bool:
        return any(issubclass(type_, class_of(member)) for member in members)

    def read(data: object, _: Hint) -> object:
        if data is None and may_be_none:
            return None
        if type(data) in NATIVE and type(data) in members:
            return SCALARS[type(data)].read(data)
        return read_tagged(object_of(data), converter, fits)

    return read


def _schema(hint: Hint, describe: Describe) -> Schema:
    members = members_of(hint) or (hint,)
    alternatives = [
        describe(type_) if type_ in NATIVE else _tagged(type_, describe)
        for member in members
        for type_ in _types_of(member)
    ]
    if NoneType in get_args(hint):
        alternatives.append({"type": "null"})
    return {"anyOf": alternatives}


def _tagged(type_: Hint, describe: Describe) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": tag_of(type_)}, "data": describe(type_)},
        "required": ["type", "data"],
        "additionalProperties": False,
    }


@lru_cache(maxsize=256)
def _types_of(member: Hint) -> tuple[Hint, ...]:
    """Give the types that may stand for a member: itself, or all that inherit it."""
    if member in NATIVE or tag_of(class_of(member)) is not None:
        return (member,)
    named = (type_named(name) for name in NAMES)
    return tuple(
        type_ for type_ in named if type_ is not None and issubclass(type_, member)
    )


def _error_reader(hint: Hint, converter: Converter) -> Reader:
    def read(data: object, _: Hint) -> InvoicingError:
        error = read_error(object_of(data), lambda fact: untagged(fact, converter))
        if not issubclass(type(error), hint):
            raise wrong(error.code, f"expected a {hint.__name__}")
        return error

    return read


def _error_schema(_: Hint, __: Describe) -> Schema:
    return ERROR


FAMILIES = (
    Kind(_is_choice, writer, _reader, _schema),
    Kind(_is_family, writer, _reader, _schema),
    Kind(_is_error, writer, _error_reader, _error_schema),
)
