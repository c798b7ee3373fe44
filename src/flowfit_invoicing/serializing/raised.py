"""What we raise, as `{"error", "facts"}`: by its code, and its facts by their names."""

from collections.abc import Callable
from types import MappingProxyType
from typing import Any, cast

import attrs

from flowfit_invoicing import errors
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.errors import InvoicingError

from .kinds import Schema
from .problems import Gathering, missing, only
from .texts import object_of, wrong

_ERRORS = MappingProxyType(
    {
        found.code: found
        for found in (getattr(errors, name) for name in errors.__all__)
        if isinstance(found, type) and issubclass(found, InvoicingError)
    }
)


def error_data(error: InvoicingError, write: Callable[[Any], object]) -> object:
    """Write an error, and each of its facts."""
    kind = type(error)
    if kind is not _ERRORS.get(error.code) or not attrs.has(kind):
        raise refused(error, "expected an error of this package")
    facts = {fact.name: write(getattr(error, fact.name)) for fact in attrs.fields(kind)}
    return {"error": error.code, "facts": facts}


def read_error(
    fields: dict[str, Any], read: Callable[[object], object]
) -> InvoicingError:
    """Read an error, and each of its facts, whatever these are."""
    code, data = only(fields, "error", "facts")
    kind = _ERRORS.get(code) if isinstance(code, str) else None
    if kind is None or not attrs.has(kind):
        raise wrong(code, "expected the code of an error")
    facts, parts = object_of(data), Gathering()
    known = {fact.name: fact.default for fact in attrs.fields(kind)}
    values = {
        name: parts.read(name, _fact, name, item, read, known)
        for name, item in facts.items()
    }
    parts.errors += [
        missing(name)
        for name, usual in known.items()
        if name not in facts and usual is attrs.NOTHING
    ]
    parts.raise_all()
    return cast("InvoicingError", kind(**values))


def _fact(
    name: str, data: object, read: Callable[[object], object], known: dict[str, object]
) -> object:
    if name not in known:
        raise wrong(name, "is no fact of this error")
    value = read(data)
    if name == "place" and value is not None:
        return tuple_of(str, cast("tuple[str, ...]", value))
    return value


ERROR: Schema = {
    "type": "object",
    "properties": {"error": {"enum": sorted(_ERRORS)}, "facts": {"type": "object"}},
    "required": ["error", "facts"],
    "additionalProperties": False,
}
"""Any error."""
