"""What can be of several types: each says which it is, as `{"type", "data"}`.

Strings, whole numbers, true, false and null need not say it. An error says which it is
by its code, as `{"error", "facts"}`.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from types import MappingProxyType
from typing import Any, cast

import attrs
from cattrs import Converter

from flowfit_invoicing import errors
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.errors import InvoicingError

from .kinds import (
    Describe,
    Hint,
    Kind,
    Reader,
    Schema,
    Writer,
    class_of,
    is_open,
    is_optional,
    is_union,
    is_value,
    members_of,
)
from .names import NAMES, name_of, type_named
from .problems import Gathering, missing, unknown
from .scalars import SCALARS
from .texts import list_of, object_of, wrong

_NATIVE = (str, int, bool)
_SCALARS = MappingProxyType({"decimal": Decimal, "date": date, "moment": datetime})
_SCALAR_NAMES = MappingProxyType({type_: name for name, type_ in _SCALARS.items()})
_ERRORS = MappingProxyType(
    {
        found.code: found
        for found in (getattr(errors, name) for name in errors.__all__)
        if isinstance(found, type) and issubclass(found, InvoicingError)
    }
)
_PLACES = ("place", "task_ids", "names", "known")


def is_family(hint: Hint) -> bool:
    """Tell if it is a class that only stands for those that inherit from it."""
    return isinstance(hint, type) and attrs.has(hint) and not is_value(hint)


def is_error(hint: Hint) -> bool:
    """Tell if it is what we raise."""
    return isinstance(hint, type) and issubclass(hint, InvoicingError)


def _is_union_of_several(hint: Hint) -> bool:
    return is_union(hint) and not is_optional(hint)


def _writer(_: Hint, converter: Converter) -> Writer:
    def write(value: Any) -> object:  # noqa: ANN401 - anything
        return tagged(value, converter)

    return write


def tagged(value: Any, converter: Converter) -> object:  # noqa: ANN401 - anything
    """Write something that says itself what it is."""
    type_: type[Any] = type(value)  # pyright: ignore[reportUnknownVariableType]  # of anything
    if value is None:
        return None
    if type_ in _NATIVE:
        return SCALARS[type_].write(value)
    if isinstance(value, InvoicingError):
        return _error(value, converter)
    name = _SCALAR_NAMES.get(type_) or name_of(type_)
    if name is not None:
        return {"type": name, "data": converter.unstructure(value)}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [tagged(item, converter) for item in cast("Sequence[object]", value)]
    raise refused(value, "expected what has a form in JSON")


def _error(error: InvoicingError, converter: Converter) -> object:
    if type(error) is not _ERRORS.get(error.code):
        raise refused(error, "expected an error of this package")
    names: tuple[str, ...] = getattr(type(error), "__match_args__", ())
    facts = {name: tagged(getattr(error, name), converter) for name in names}
    return {"error": error.code, "facts": facts}


def _read_open(_: Hint, converter: Converter) -> Reader:
    def read(data: object, _: Hint) -> object:
        return untagged(data, converter)

    return read


def untagged(data: object, converter: Converter) -> object:
    """Read something that says itself what it is."""
    if data is None:
        return None
    if type(data) in _NATIVE:
        return SCALARS[type(data)].read(data)
    if isinstance(data, list | tuple):
        parts, items = Gathering(), enumerate(list_of(cast("object", data)))
        values = [parts.read(place, untagged, item, converter) for place, item in items]
        parts.raise_all()
        return tuple(values)
    return _read_object(object_of(data), converter, _any)


def _any(_: type[Any]) -> bool:
    return True


def _read_object(
    fields: dict[str, Any], converter: Converter, fits: Callable[[type[Any]], bool]
) -> object:
    if "error" in fields:
        return _read_error(fields, converter)
    name, data = _only(fields, "type", "data")
    type_ = None
    if isinstance(name, str):
        type_ = _SCALARS.get(name) or type_named(name)
    if type_ is None or not fits(type_):
        raise wrong(name, "expected the type of what may stand here")
    parts = Gathering()
    value = parts.read("data", converter.structure, data, type_)
    parts.raise_all()
    return cast("object", value)


def _read_error(fields: dict[str, Any], converter: Converter) -> InvoicingError:
    code, data = _only(fields, "error", "facts")
    kind = _ERRORS.get(code) if isinstance(code, str) else None
    if kind is None or not attrs.has(kind):
        raise wrong(code, "expected the code of an error")
    facts, parts = object_of(data), Gathering()
    known = {fact.name: fact for fact in attrs.fields(kind)}
    values = {
        name: parts.read(name, _fact, name, item, converter, known)
        for name, item in facts.items()
    }
    for name, fact in known.items():
        if name not in facts and fact.default is attrs.NOTHING:
            parts.errors.append(missing(name))
    parts.raise_all()
    return cast("InvoicingError", kind(**values))


def _fact(
    name: str, data: object, converter: Converter, known: dict[str, object]
) -> object:
    if name not in known:
        raise wrong(name, "is unknown")
    value = untagged(data, converter)
    if name in _PLACES and value is not None:
        return tuple_of(str, cast("tuple[str, ...]", value))
    return value


def _only(fields: dict[str, Any], *names: str) -> list[Any]:
    """Give parts of an object that has these and no others."""
    parts = Gathering()
    parts.errors += [missing(name) for name in names if name not in fields]
    parts.errors += [unknown(name) for name in fields if name not in names]
    parts.raise_all()
    return [fields[name] for name in names]


def _read_member(hint: Hint, converter: Converter) -> Reader:
    members = members_of(hint) or (hint,)

    def fits(type_: type[Any]) -> bool:
        return any(issubclass(type_, class_of(member)) for member in members)

    def read(data: object, _: Hint) -> object:
        if type(data) in members:
            return SCALARS[type(data)].read(data)
        if data is None and type(None) in getattr(hint, "__args__", ()):
            return None
        return _read_object(object_of(data), converter, fits)

    return read


def _read_any_error(hint: Hint, converter: Converter) -> Reader:
    def read(data: object, _: Hint) -> InvoicingError:
        error = _read_error(object_of(data), converter)
        if isinstance(error, hint):
            return cast("InvoicingError", error)
        raise wrong(error.code, f"expected a {hint.__name__}")

    return read


_ERROR: Schema = {
    "type": "object",
    "properties": {
        "error": {"enum": sorted(_ERRORS)},
        "facts": {"type": "object"},
    },
    "required": ["error", "facts"],
    "additionalProperties": False,
}
_ANYTHING: Schema = {
    "anyOf": [
        {"type": ["null", "boolean", "integer", "string"]},
        {"type": "array"},
        {
            "type": "object",
            "properties": {"type": {"enum": [*_SCALARS, *NAMES]}, "data": {}},
            "required": ["type", "data"],
            "additionalProperties": False,
        },
        _ERROR,
    ]
}


def _describe_open(_: Hint, __: Describe) -> Schema:
    return _ANYTHING


def _describe_error(_: Hint, __: Describe) -> Schema:
    return _ERROR


def _describe_member(hint: Hint, describe: Describe) -> Schema:
    alternatives = [
        describe(type_) if type_ in _NATIVE else _described(name, type_, describe)
        for name, type_ in _named(members_of(hint) or (hint,))
    ]
    if type(None) in getattr(hint, "__args__", ()):
        alternatives.append({"type": "null"})
    return {"anyOf": alternatives}


def _described(name: str, type_: Hint, describe: Describe) -> Schema:
    return {
        "type": "object",
        "properties": {"type": {"const": name}, "data": describe(type_)},
        "required": ["type", "data"],
        "additionalProperties": False,
    }


def _named(members: tuple[Hint, ...]) -> list[tuple[str, Hint]]:
    """Give the types that may stand for members, with their names."""
    found: list[tuple[str, Hint]] = []
    for member in members:
        own = _SCALAR_NAMES.get(member) or name_of(class_of(member))
        if own is not None or member in _NATIVE:
            found.append((own or "", member))
        else:
            found += _heirs(member)
    return found


@lru_cache(maxsize=64)
def _heirs(family: type[Any]) -> tuple[tuple[str, Hint], ...]:
    named = ((name, type_named(name)) for name in NAMES)
    return tuple(
        (name, type_)
        for name, type_ in named
        if type_ is not None and issubclass(type_, family)
    )


TAGGED = (
    Kind(is_open, _writer, _read_open, _describe_open),
    Kind(_is_union_of_several, _writer, _read_member, _describe_member),
    Kind(is_family, _writer, _read_member, _describe_member),
    Kind(is_error, _writer, _read_any_error, _describe_error),
)
