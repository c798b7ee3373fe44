"""How values refuse what they can never hold.

Converters and validators that all rooms share. Each refusal is an `InvalidValueError`
that shows what was given first and then says what was expected.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any, TypeVar, cast

from attrs import Attribute

from .errors import InvalidValueError

T = TypeVar("T")
K = TypeVar("K")
V = TypeVar("V")

_LONGEST_SHOWN = 60


def refused(value: object, expected: str) -> InvalidValueError:
    """Make the error that says what was given and what was expected."""
    return InvalidValueError(shown(value), expected)


def shown(value: object) -> str:
    """Write *value* as Python does, shortened; even if its own repr fails."""
    try:
        text = repr(value)
    except Exception:  # noqa: BLE001 - a broken repr must not hide the refusal
        text = f"<{type(value).__name__}>"
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"


def of_type(
    *types: type, optional: bool = False
) -> Callable[[Any, "Attribute[Any]", Any], None]:
    """Make a validator that takes only instances of *types* (or None)."""
    names = " or ".join(type_.__name__ for type_ in types)

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if not isinstance(value, types) and not (optional and value is None):
            raise refused(value, f"expected a {names} as {attribute.name}")

    return check


def role(method: str) -> Callable[[Any, "Attribute[Any]", Any], None]:
    """Make a validator that takes whatever has a *method*: who plays a role."""

    def check(_: object, attribute: "Attribute[Any]", value: object) -> None:
        if not callable(getattr(value, method, None)):
            raise refused(value, f"expected {attribute.name} to have {method}()")

    return check


def one_of_type(type_: type[T], value: T) -> T:
    """Take an instance of *type_* and nothing else."""
    if not isinstance(value, type_):
        raise refused(value, f"expected a {type_.__name__}")
    return value


def tuple_of(type_: type[T], values: Iterable[T]) -> tuple[T, ...]:
    """Convert *values* to a tuple of instances of *type_* and nothing else."""
    expected = f"expected a list of {type_.__name__}"
    if not isinstance(values, Iterable) or isinstance(values, str | bytes):
        raise refused(values, expected)
    several = tuple(values)
    for value in several:
        if not isinstance(value, type_):
            raise refused(value, expected)
    return several


def pairs_of(value: Mapping[K, V] | Iterable[tuple[K, V]]) -> tuple[tuple[K, V], ...]:
    """Convert a mapping, or the pairs of one, to a tuple of pairs."""
    expected = "expected a mapping, or pairs"
    if not isinstance(value, Iterable) or isinstance(value, str | bytes):
        raise refused(value, expected)
    if isinstance(value, Mapping):
        return tuple(cast("Mapping[K, V]", value).items())
    pairs = tuple(value)
    for pair in pairs:
        if not isinstance(pair, tuple) or len(pair) != 2:  # noqa: PLR2004 - a pair
            raise refused(pair, expected)
    return pairs


def day(value: date) -> date:
    """Take a day of the calendar; a datetime is a moment and no day."""
    if not isinstance(value, date) or isinstance(value, datetime):
        raise refused(value, "expected a datetime.date")
    return value


def optional_day(value: date | None) -> date | None:
    """Take a day or None."""
    return None if value is None else day(value)


def moment(value: datetime) -> datetime:
    """Take a moment, which must know its time zone."""
    if not isinstance(value, datetime) or value.utcoffset() is None:
        raise refused(value, "expected a datetime.datetime with a time zone")
    return value


def optional_moment(value: datetime | None) -> datetime | None:
    """Take a moment or None."""
    return None if value is None else moment(value)


def whole_number(value: int) -> int:
    """Take a whole number; True is none."""
    if not isinstance(value, int) or isinstance(value, bool):
        raise refused(value, "expected a whole number")
    return int(value)


def flag(_: object, attribute: "Attribute[bool]", value: object) -> None:
    """Validate that something is True or False and not just truthy."""
    if not isinstance(value, bool):
        raise refused(value, f"expected True or False as {attribute.name}")


class FixedMember(Enum):
    """An enumeration whose members are written by name, and never changed."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __setattr__(self, name: str, value: object) -> None:
        # Enum itself would take new attributes, for the whole process. It writes
        # `_sort_order_` last when it makes a member; from then on nothing changes.
        if "_sort_order_" in self.__dict__:
            msg = f"{self!r} cannot be changed"
            raise AttributeError(msg)
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        msg = f"{self!r} cannot be changed"
        raise AttributeError(msg)
