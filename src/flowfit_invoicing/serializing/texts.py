"""JSON as text: written in one form only, and refused where it says a thing twice."""

import json
from typing import Any, cast

from flowfit_invoicing.doors import refused, shown
from flowfit_invoicing.errors import SerializingError

_MOST_DIGITS = 18


class Twice(dict[str, Any]):
    """An object of JSON that has a key twice; told where it stands, when it is read."""

    key: str = ""


def text_of(data: object, indent: int | None = None) -> str:
    """Write data as JSON: keys sorted, nothing escaped that need not be.

    Without an *indent* there is no white space either, so equal data are equal texts.
    """
    separators = (",", ":") if indent is None else (",", ": ")
    return json.dumps(
        data,
        allow_nan=False,
        ensure_ascii=False,
        indent=indent,
        separators=separators,
        sort_keys=True,
    )


def data_of(text: str | bytes) -> object:
    """Read JSON.

    Raises:
        SerializingError: If it is none, or nested too deeply.
    """
    if not isinstance(text, str | bytes):
        raise refused(text, "expected JSON as a string, or as bytes of UTF-8")
    try:
        words = text.decode() if isinstance(text, bytes) else text
        return json.loads(words, object_pairs_hook=_object, parse_int=_int)
    except UnicodeDecodeError:
        raise SerializingError("", "expected UTF-8") from None
    except json.JSONDecodeError as error:
        at = f"line {error.lineno}, column {error.colno}"
        raise SerializingError("", f"expected JSON, {error.msg} ({at})") from None


def wrong(data: object, expected: str) -> SerializingError:
    """Make the error that says what stands here, and what was expected."""
    return SerializingError("", f"{shown(data)}: {expected}")


def object_of(data: object) -> dict[str, Any]:
    """Take an object of JSON, as a copy that can be changed."""
    if not isinstance(data, dict):
        raise wrong(data, "expected an object")
    fields = cast("dict[object, Any]", data)
    for key in fields:
        if not isinstance(key, str):
            raise wrong(key, "expected a name as key")
    if isinstance(data, Twice):
        raise wrong(data.key, "expected this key once")
    return cast("dict[str, Any]", dict(fields))


def list_of(data: object) -> list[Any]:
    """Take an array of JSON."""
    if not isinstance(data, list | tuple):
        raise wrong(data, "expected an array")
    return list(cast("list[Any]", data))


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) == len(pairs):
        return found
    keys = [key for key, _ in pairs]
    twice = Twice(found)
    twice.key = next(key for key in keys if keys.count(key) > 1)
    return twice


def _int(digits: str) -> int | float:
    # Nothing of ours is as long, and Python takes its time with thousands of digits;
    # as a float it is refused where it stands.
    return int(digits) if len(digits) <= _MOST_DIGITS else float("inf")
