"""What JSON Schemas refuse; the one door to jsonschema, which has no types."""

from functools import cache
from typing import Any

from jsonschema import (  # type: ignore[import-untyped]  # it has no types
    Draft202012Validator,
)

from flowfit_invoicing.serializing import schema_of, to_data
from flowfit_invoicing.serializing.names import name_of, type_named

_VALIDATOR: Any = Draft202012Validator


def check_schema(schema: dict[str, Any]) -> None:
    """Raise if it is no schema of draft 2020-12."""
    _VALIDATOR.check_schema(schema)


def faults(data: object, schema: dict[str, Any]) -> list[str]:
    """Tell all that a schema refuses about data."""
    return [error.message for error in _VALIDATOR(schema).iter_errors(data)]


def faults_of(value: object) -> list[str]:
    """Tell all that its own schema refuses about a value as it is written."""
    return faults(to_data(value), schema_for(type(value)))


def schema_for(type_: type[Any]) -> dict[str, Any]:
    """Give the schema of a type, made once for all tests."""
    return _schema_named(str(name_of(type_)))


@cache
def _schema_named(name: str) -> dict[str, Any]:
    type_ = type_named(name)
    assert type_ is not None
    return schema_of(type_)
