"""What can be anything: it says itself what it is, as `{"type", "data"}`.

Strings, whole numbers, true, false and null need not say it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any, cast

from cattrs import Converter

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import InvoicingError

from .kinds import Describe, Hint, Kind, Reader, Schema, Writer, is_open
from .names import NAMES, name_of, type_named
from .problems import Gathering, only
from .raised import ERROR, error_data, read_error
from .scalars import SCALARS
from .texts import list_of, object_of, wrong

NATIVE = (str, int, bool)
"""Types that JSON has itself."""

_SCALARS = MappingProxyType({"decimal": Decimal, "date": date, "moment": datetime})
_NAMES = MappingProxyType({type_: name for name, type_ in _SCALARS.items()})


def tag_of(type_: Hint) -> str | None:
    """Give what a value of a type says that it is."""
    return _NAMES.get(type_) or name_of(type_)


def tagged(value: Any, converter: Converter) -> object:  # noqa: ANN401 - anything
    """Write something that says itself what it is."""
    type_: type[Any] = type(value)  # pyright: ignore[reportUnknownVariableType]  # of anything
    if value is None:
        return None
    if type_ in NATIVE:
        return SCALARS[type_].write(value)
    if isinstance(value, InvoicingError):
        return error_data(value, writer(type_, converter))
    tag = tag_of(type_)
    if tag is not None:
        return {"type": tag, "data": converter.unstructure(value)}
    if isinstance(value, Sequence) and not isinstance(value, bytes):
        return [tagged(item, converter) for item in cast("Sequence[object]", value)]
    raise refused(value, "expected what has a form in JSON")


def untagged(data: object, converter: Converter) -> object:
    """Read something that says itself what it is."""
    if data is None:
        return None
    if type(data) in NATIVE:
        return SCALARS[type(data)].read(data)
    if isinstance(data, list | tuple):
        parts, items = Gathering(), enumerate(list_of(cast("object", data)))
        values = [parts.read(place, untagged, item, converter) for place, item in items]
        parts.raise_all()
        return tuple(values)
    fields = object_of(data)
    if "error" in fields:
        return read_error(fields, lambda fact: untagged(fact, converter))
    return read_tagged(fields, converter, _whatever)


def read_tagged(
    fields: dict[str, Any], converter: Converter, fits: Callable[[type[Any]], bool]
) -> object:
    """Read a value that says what it is, if its type *fits*."""
    tag, data = only(fields, "type", "data")
    type_ = None
    if isinstance(tag, str):
        type_ = _SCALARS.get(tag) or type_named(tag)
    if type_ is None or not fits(type_):
        raise wrong(tag, "expected the type of what may stand here")
    parts = Gathering()
    value: object = parts.read("data", converter.structure, data, type_)
    parts.raise_all()
    return value


def _whatever(_: type[Any]) -> bool:
    return True


def writer(_: Hint, converter: Converter) -> Writer:
    """Make what writes something that says itself what it is."""

    def write(value: Any) -> object:  # noqa: ANN401 - anything
        return tagged(value, converter)

    return write


def _reader(_: Hint, converter: Converter) -> Reader:
    def read(data: object, _: Hint) -> object:
        return untagged(data, converter)

    return read


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
        ERROR,
    ]
}


def _schema(_: Hint, __: Describe) -> Schema:
    return _ANYTHING


OPEN = Kind(is_open, writer, _reader, _schema)
