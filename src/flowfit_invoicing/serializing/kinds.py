"""Kinds of types, each with how one of it is written, read and described.

The same kinds make the converter and the JSON Schemas, so that neither can know of a
part that the other does not.
"""

from collections.abc import Callable
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, TypeAlias, TypeVar, Union, get_args, get_origin

import attrs
from attrs import frozen
from cattrs import Converter

from .names import name_of

Schema: TypeAlias = dict[str, Any]
"""A JSON Schema of draft 2020-12, or a part of one."""

Hint: TypeAlias = Any
"""A type, or whatever else stands in an annotation."""

Writer: TypeAlias = Callable[[Any], Any]
Reader: TypeAlias = Callable[[Any, Any], Any]
Describe: TypeAlias = Callable[[Hint], Schema]
"""Gives the schema of a type, by reference if it has a name."""


@frozen
class Kind:
    """Types that are alike in how they are written."""

    fits: Callable[[Hint], bool]
    writer: Callable[[Hint, Converter], Writer]
    reader: Callable[[Hint, Converter], Reader]
    schema: Callable[[Hint, Describe], Schema]


def is_enum(hint: Hint) -> bool:
    """Tell if it is a choice of named members."""
    return isinstance(hint, type) and issubclass(hint, Enum)


def is_literal(hint: Hint) -> bool:
    """Tell if it is one of a few words."""
    return _origin(hint) is Literal


def is_optional(hint: Hint) -> bool:
    """Tell if it is one type, or None."""
    return NoneType in get_args(hint) and len(members_of(hint)) == 1


def is_union(hint: Hint) -> bool:
    """Tell if it is one of several types."""
    return _origin(hint) is Union or _origin(hint) is UnionType


def members_of(hint: Hint) -> tuple[Hint, ...]:
    """Give the types of a union, without None."""
    if not is_union(hint):
        return ()
    return tuple(each for each in get_args(hint) if each is not NoneType)


def is_several(hint: Hint) -> bool:
    """Tell if it is a tuple of however many."""
    return _origin(hint) is tuple and get_args(hint)[-1] is Ellipsis


def is_fixed(hint: Hint) -> bool:
    """Tell if it is a tuple of so many, each of its own type."""
    return _origin(hint) is tuple and get_args(hint)[-1] is not Ellipsis


def is_value(hint: Hint) -> bool:
    """Tell if it is a class of ours that has a name."""
    found = class_of(hint)
    return attrs.has(found) and name_of(found) is not None


def is_open(hint: Hint) -> bool:
    """Tell if only what is there can say what it is: anything, or a role."""
    return (
        hint in (object, Any)
        or isinstance(hint, TypeVar)
        or getattr(hint, "_is_protocol", False)
    )


def class_of(hint: Hint) -> Hint:
    """Give the class of `Difference[Currency]`."""
    return hint if _origin(hint) is None else _origin(hint)


def _origin(hint: Hint) -> object:
    return get_origin(hint)
