"""Values as objects of JSON: their parts by name, without those that are usual."""

from typing import Any, TypeVar, get_args

import attrs
from cattrs import Converter
from cattrs.gen import (
    make_dict_structure_fn_from_attrs,  # pyright: ignore[reportUnknownVariableType]  # its attributes are of whatever type
    make_dict_unstructure_fn_from_attrs,  # pyright: ignore[reportUnknownVariableType]  # likewise
    override,
)

from flowfit_invoicing.doors import refused

from .kinds import Describe, Hint, Kind, Reader, Schema, Writer, class_of, is_value
from .problems import Gathering, missing
from .sums import sums_of
from .texts import object_of

_BY_NAME = frozenset(
    {
        ("Analysis", "counts"),
        ("MatchGrid", "rows"),
        ("Party", "tax_ids"),
        ("RateList", "service_grids"),
    }
)
"""Pairs that their own door sorts, so that an object can hold them."""

_MISSING = object()


def parts_of(type_: type[Any]) -> tuple["attrs.Attribute[Any]", ...]:
    """Give the parts of which a value is made."""
    attrs.resolve_types(type_)
    return tuple(
        part.evolve(type=object) if isinstance(part.type, TypeVar) else part
        for part in attrs.fields(type_)
        if part.init
    )


def _open_parameters(type_: type[Any]) -> dict[str, Any]:
    """Let the parameters of a generic class be anything, as its parts say what is."""
    parameters = getattr(type_, "__parameters__", ())
    return {parameter.__name__: object for parameter in parameters}


def is_by_name(type_: type[Any], part: "attrs.Attribute[Any]") -> bool:
    """Tell if pairs are written as an object."""
    return (type_.__name__, part.name) in _BY_NAME


def written(
    type_: type[Any],
    converter: Converter,
    **otherwise: Any,  # noqa: ANN401 - an override of cattrs
) -> Writer:
    """Make what writes the parts of a class, some of them *otherwise*."""
    overrides: dict[str, Any] = {
        part.name: override(unstruct_hook=_part_writer(type_, part, converter))
        for part in parts_of(type_)
    }
    make: Writer = make_dict_unstructure_fn_from_attrs(
        list(parts_of(type_)),
        type_,
        converter,
        _cattrs_omit_if_default=True,
        **(overrides | otherwise),
    )

    def write(value: Any) -> object:  # noqa: ANN401 - of the type
        if type(value) is not type_:  # its own parts would be lost
            raise refused(value, f"expected a plain {type_.__name__}")
        return make(value)

    return write


def read(
    type_: type[Any],
    converter: Converter,
    **otherwise: Any,  # noqa: ANN401 - an override of cattrs
) -> Reader:
    """Make what reads the parts of a class, some of them *otherwise*."""
    overrides: dict[str, Any] = {
        part.name: override(struct_hook=_part_reader(type_, part, converter))
        for part in parts_of(type_)
    }
    make = make_dict_structure_fn_from_attrs(
        list(parts_of(type_)),
        type_,
        converter,
        _open_parameters(type_),
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **(overrides | otherwise),
    )

    def read_object(data: object, _: Hint) -> Any:  # noqa: ANN401 - of the type
        return make(object_of(data), type_)

    return read_object


def _part_writer(
    type_: type[Any], part: "attrs.Attribute[Any]", converter: Converter
) -> Writer:
    if not is_by_name(type_, part):
        return _later_writer(part.type, converter)
    key, value = get_args(get_args(part.type)[0])
    write_key, write_value = (
        converter.get_unstructure_hook(each) for each in (key, value)
    )

    def write(pairs: tuple[tuple[Any, Any], ...]) -> dict[str, object]:
        return {write_key(name): write_value(each) for name, each in pairs}

    return write


def _part_reader(
    type_: type[Any], part: "attrs.Attribute[Any]", converter: Converter
) -> Reader:
    if not is_by_name(type_, part):
        return _later_reader(part.type, converter)
    key, value = get_args(get_args(part.type)[0])
    read_key, read_value = (converter.get_structure_hook(each) for each in (key, value))

    def read_pairs(data: object, _: Hint) -> tuple[tuple[Any, Any], ...]:
        parts = Gathering()
        pairs = [
            (
                parts.read(name, read_key, name, key),
                parts.read(name, read_value, item, value),
            )
            for name, item in object_of(data).items()
        ]
        parts.raise_all()
        return tuple(pairs)

    return read_pairs


def _later_writer(hint: Hint, converter: Converter) -> Writer:
    # A class can have parts of its own kind, so hooks are found when they are needed.
    def write(value: Any) -> object:  # noqa: ANN401 - of the part's type
        return converter.get_unstructure_hook(hint)(value)

    return write


def _later_reader(hint: Hint, converter: Converter) -> Reader:
    def read_part(data: object, _: Hint) -> object:
        return converter.get_structure_hook(hint)(data, hint)

    return read_part


def _writer(hint: Hint, converter: Converter) -> Writer:
    type_ = class_of(hint)
    write_parts, sums = written(type_, converter), sums_of(type_)
    if not sums:
        return write_parts

    def write(value: Any) -> dict[str, object]:  # noqa: ANN401 - of the type
        data: dict[str, object] = write_parts(value)
        for name, sum_type in sums.items():
            data[name] = converter.unstructure(getattr(value, name), sum_type)
        return data

    return write


def _reader(hint: Hint, converter: Converter) -> Reader:
    type_ = class_of(hint)
    read_parts, sums = read(type_, converter), sums_of(type_)
    if not sums:
        return read_parts

    def read_value(data: object, _: Hint) -> Any:  # noqa: ANN401 - of the type
        fields, parts = object_of(data), Gathering()
        for name, sum_type in sums.items():
            found = fields.pop(name, _MISSING)
            if found is _MISSING:
                parts.errors.append(missing(name))
            else:
                parts.read(name, converter.structure, found, sum_type)
        value = parts.whole(read_parts, fields, type_)
        parts.raise_all()
        return value

    return read_value


def described(type_: type[Any], describe: Describe, *omitted: str) -> Schema:
    """Describe the object that a value of a class is written as."""
    parts = [part for part in parts_of(type_) if part.name not in omitted]
    properties = {part.name: _part_schema(type_, part, describe) for part in parts}
    required = [part.name for part in parts if part.default is attrs.NOTHING]
    sums = sums_of(type_)
    return {
        "type": "object",
        "properties": {
            **properties,
            **{name: describe(sum_type) for name, sum_type in sums.items()},
        },
        "required": [*required, *sums],
        "additionalProperties": False,
    }


def _part_schema(
    type_: type[Any], part: "attrs.Attribute[Any]", describe: Describe
) -> Schema:
    if not is_by_name(type_, part):
        return describe(part.type)
    key, value = get_args(get_args(part.type)[0])
    return {
        "type": "object",
        "propertyNames": describe(key),
        "additionalProperties": describe(value),
    }


def _schema(hint: Hint, describe: Describe) -> Schema:
    return described(class_of(hint), describe)


CLASSES = Kind(is_value, _writer, _reader, _schema)
