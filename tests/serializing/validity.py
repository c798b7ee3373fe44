"""The one door to jsonschema, which has no types."""

from typing import Any

from jsonschema import (  # type: ignore[import-untyped]  # it has no types
    Draft202012Validator,
)

_VALIDATOR: Any = Draft202012Validator


def check_schema(schema: dict[str, Any]) -> None:
    """Raise if it is no schema of draft 2020-12."""
    _VALIDATOR.check_schema(schema)


def faults(data: object, schema: dict[str, Any]) -> list[str]:
    """Tell all that a schema refuses about data."""
    return [error.message for error in _VALIDATOR(schema).iter_errors(data)]
