"""Values to JSON and back, each in an envelope that says its type and version."""

import builtins
from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

from attrs import evolve, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    SerializingError,
    SumsDifferError,
)
from flowfit_invoicing.findings import Finding

from .converter import converter
from .names import NAMES, name_of, type_named
from .problems import Gathering, error_of, only
from .schema import VERSION
from .sums import differences
from .texts import data_of, object_of, text_of, wrong

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

_PARTS = ("type", "version", "data")


@frozen
class Reading(Generic[T_co]):
    """What JSON was read as, and what about it is doubtful."""

    value: T_co
    findings: tuple[Finding, ...]
    """Sums that are written otherwise than they come out, each with its path."""


def to_data(value: object) -> dict[str, Any]:
    """Give a value as `{"type", "version", "data"}`, of dicts, lists and strings.

    >>> from flowfit_invoicing import Money
    >>> to_data(Money("18.50", "CAD"))["data"]
    {'amount': '18.50', 'currency': 'CAD'}

    Raises:
        InvalidValueError: If it is no value, or holds what has no form in JSON, such
            as an adjustment of the host's own.
    """
    type_ = type(value)
    name = name_of(type_)
    if name is None:
        raise refused(value, "expected a value of this package")
    try:
        data = converter().unstructure(value, type_)
    except RecursionError:
        raise refused(name, "expected a value that is nested less deeply") from None
    return {"type": name, "version": VERSION, "data": data}


def to_json(value: object, *, indent: int | None = None) -> str:
    r"""Write a value as JSON, in one form only: equal values are equal texts.

    Keys are sorted and there is no white space, unless an *indent* for people is given.

    >>> from flowfit_invoicing import Money
    >>> to_json(Money("18.50", "CAD"))
    '{"data":{"amount":"18.50","currency":"CAD"},"type":"money","version":1}'

    Raises:
        InvalidValueError: If it is no value, or holds what has no form in JSON.
    """
    return text_of(to_data(value), indent)


@overload
def from_data(data: object, type: type[T]) -> T: ...
@overload
def from_data(data: object, type: None = None) -> object: ...
def from_data(data: object, type: type[Any] | None = None) -> object:  # noqa: A002 - it is what is asked for
    """Give the value that `to_data` wrote.

    Raises:
        InvalidValueError: If *type* is none.
        SerializingError: With the path of all that is not as it was written.
        SumsDifferError: If a sum is written otherwise than it comes out.
    """
    return _without_findings(data, type)


@overload
def from_json(text: str | bytes, type: type[T]) -> T: ...
@overload
def from_json(text: str | bytes, type: None = None) -> object: ...
def from_json(text: str | bytes, type: type[Any] | None = None) -> object:  # noqa: A002 - it is what is asked for
    """Read the value that `to_json` wrote; one of a *type*, or of whatever it says.

    >>> from flowfit_invoicing import Money
    >>> from_json(to_json(Money("18.50", "CAD")), Money).currency.code
    'CAD'

    Raises:
        InvalidValueError: If *type* is none.
        SerializingError: With the path of all that is not as it was written.
        SumsDifferError: If a sum is written otherwise than it comes out.
    """
    return _without_findings(_parsed(text), type)


@overload
def read_json(text: str | bytes, type: type[T]) -> Reading[T]: ...
@overload
def read_json(text: str | bytes, type: None = None) -> Reading[object]: ...
def read_json(text: str | bytes, type: type[Any] | None = None) -> Reading[Any]:  # noqa: A002 - it is what is asked for
    """Read as `from_json` does, and tell sums that differ as findings.

    The value has what comes out: a document's totals are never those of a text.

    Raises:
        InvalidValueError: If *type* is none.
        SerializingError: With the path of all that is not as it was written.
    """
    value, differing = _read(_parsed(text), type)
    return Reading(value, tuple(map(Finding.of, differing)))


def _without_findings(data: object, type_: type[Any] | None) -> object:
    value, differing = _read(data, type_)
    if differing:
        first, *others = differing
        raise evolve(first, others=tuple(others))
    return value


def _parsed(text: str | bytes) -> object:
    return _not_too_deep(data_of, text)


def _read(
    data: object, type_: type[Any] | None
) -> tuple[Any, tuple[SumsDifferError, ...]]:
    if not isinstance(type_, builtins.type | None):
        raise refused(type_, "expected the type of a value")
    return _not_too_deep(_read_envelope, data, type_)


def _not_too_deep(read: Callable[..., T], *given: object) -> T:
    try:
        return read(*given)
    except RecursionError:
        raise SerializingError("", "is nested too deeply") from None


def _read_envelope(
    data: object, type_: type[Any] | None
) -> tuple[Any, tuple[SumsDifferError, ...]]:
    try:
        value, written = _opened(data, type_)
    except Exception as error:
        raise error_of(error, "") from error
    return value, _differing(written, value)


def _opened(data: object, type_: type[Any] | None) -> tuple[Any, object]:
    """Read what is in an envelope, and give it as it was written too."""
    name, version, written = only(object_of(data), *_PARTS)
    parts = Gathering()
    found = parts.read("type", _type_named, name, type_)
    parts.read("version", _check_version, version)
    parts.raise_all()
    value = parts.read("data", converter().structure, written, found)
    parts.raise_all()
    return value, written


def _check_version(version: object) -> None:
    if version != VERSION or builtins.type(version) is not int:
        raise wrong(version, f"expected version {VERSION}")


def _type_named(name: object, wanted: type[Any] | None) -> type[Any]:
    found = type_named(name) if isinstance(name, str) else None
    if found is None:
        raise wrong(name, f"expected one of {', '.join(NAMES)}")
    if wanted is not None and not issubclass(found, wanted):
        raise wrong(name, f"expected {name_of(wanted) or wanted.__name__}")
    return found


def _differing(data: object, value: object) -> tuple[SumsDifferError, ...]:
    """Compare what was read with what is written of it now."""
    computed = converter().unstructure(value, type(value))
    number = getattr(value, "number", None)
    place = (number,) if isinstance(number, str) else ()
    found = differences(data, computed, "data")
    return tuple(evolve(each, place=place or None) for each in found)
