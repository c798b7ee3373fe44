"""The converter: all kinds of types handed to cattrs, which finds the one that fits."""

from enum import IntEnum, StrEnum
from functools import lru_cache
from typing import Any

from cattrs import Converter

from .classes import CLASSES
from .families import FAMILIES
from .kinds import Kind, Reader, Schema, Writer
from .localized import LOCALIZED
from .parts import PARTS, read_member, write_member
from .rate_lists import RATE_LISTS
from .scalars import SCALARS, Scalar
from .tagged import OPEN

KINDS = (OPEN, *FAMILIES, *PARTS, CLASSES, LOCALIZED, *RATE_LISTS)
"""Of two kinds that fit, the later one holds."""


@lru_cache(maxsize=1)
def converter() -> Converter:
    """Give the converter; it makes a function for each class when it first meets it."""
    made = Converter()
    for scalar in SCALARS.values():
        made.register_unstructure_hook(scalar.type, scalar.write)
        made.register_structure_hook(scalar.type, _reader(scalar))
    for mixed in (StrEnum, IntEnum):  # else they are strings and numbers first
        made.register_unstructure_hook(mixed, write_member)
        made.register_structure_hook(mixed, read_member)
    for kind in KINDS:
        _register(made, kind)
    return made


def _reader(scalar: Scalar) -> Reader:
    def read(data: object, _: object) -> Any:  # noqa: ANN401 - of the scalar's type
        return scalar.read(data)

    return read


def _register(made: Converter, kind: Kind) -> None:
    def writer(hint: Any) -> Writer:  # noqa: ANN401 - any type
        return kind.writer(hint, made)

    def reader(hint: Any) -> Reader:  # noqa: ANN401 - any type
        return kind.reader(hint, made)

    made.register_unstructure_hook_factory(kind.fits, writer)
    made.register_structure_hook_factory(kind.fits, reader)


def schema_of_kind(hint: Any, describe: Any) -> Schema:  # noqa: ANN401 - any type
    """Describe a type by the kind that it is of."""
    scalar = SCALARS.get(hint)
    if scalar is not None:
        return scalar.schema
    kind = next(kind for kind in reversed(KINDS) if kind.fits(hint))
    return kind.schema(hint, describe)
