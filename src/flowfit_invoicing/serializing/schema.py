"""JSON Schemas (draft 2020-12) of all values, made of what the converter is made of."""

import builtins
from collections.abc import Iterator
from typing import Any, cast

from flowfit_invoicing.doors import refused

from .converter import schema_of_kind
from .kinds import Hint, Schema, class_of
from .names import name_of, type_named
from .scalars import SCALARS

VERSION = 1
"""The version in which values are written."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(type: type[Any]) -> Schema:  # noqa: A002 - it is what is asked about
    """Give the JSON Schema of what `to_json` writes of a type, with all that it needs.

    >>> from flowfit_invoicing import LocalizedText
    >>> schema_of(LocalizedText)["properties"]["type"]
    {'const': 'localized-text'}

    Raises:
        InvalidValueError: If it is no type of a value.
    """
    name = name_of(type) if isinstance(type, builtins.type) else None
    if name is None:
        raise refused(type, "expected the type of a value")
    needed = {name: schema_named(name)}
    for each in _references(needed[name]):
        _add(each, needed)
    own = needed.pop(name)
    parts = {other: needed[other] for other in sorted(needed)}
    return {**own, "$defs": {**own["$defs"], **parts}}


def schema_named(name: str) -> Schema:
    """Give the schema of a value as it is shipped, which refers to others by name."""
    type_ = type_named(name)
    return {
        "$schema": _DRAFT,
        "$id": _id(name),
        "type": "object",
        "properties": {
            "type": {"const": name},
            "version": {"const": VERSION},
            "data": {"$ref": "#/$defs/data"},
        },
        "required": ["type", "version", "data"],
        "additionalProperties": False,
        "$defs": {"data": schema_of_kind(type_, described)},
    }


def _id(name: str) -> str:
    return f"urn:flowfit-invoicing:{VERSION}:{name}"


def described(hint: Hint) -> Schema:
    """Describe a type by reference if it has a name, else where it stands."""
    name = None if hint in SCALARS else _name(hint)
    if name is None:
        return schema_of_kind(hint, described)
    return {"$ref": f"{_id(name)}#/$defs/data"}


def _name(hint: Hint) -> str | None:
    found = class_of(hint)
    return name_of(found) if isinstance(found, type) else None


def _references(part: object) -> Iterator[str]:
    """Give the names of all values that a schema refers to."""
    if isinstance(part, dict):
        found = cast("dict[str, object]", part)
        reference = found.get("$ref")
        if isinstance(reference, str) and reference.startswith("urn:"):
            yield reference.partition("#")[0].rpartition(":")[2]
        for each in found.values():
            yield from _references(each)
    elif isinstance(part, list):
        for each in cast("list[object]", part):
            yield from _references(each)


def _add(name: str, needed: dict[str, Schema]) -> None:
    if name not in needed:
        needed[name] = schema_named(name)
        for each in _references(needed[name]):
            _add(each, needed)
