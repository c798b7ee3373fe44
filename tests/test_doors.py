"""Doors refuse what a value can never hold, and show what was given."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from flowfit_invoicing import doors
from flowfit_invoicing.errors import InvalidValueError

DAY = date(2026, 11, 24)
MOMENT = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAIVE = MOMENT.replace(tzinfo=None)


class Broken:
    """Something that cannot even be shown."""

    def __repr__(self) -> str:
        raise RuntimeError


SHOWN = {
    "a string": ("x", "'x'"),
    "a long one": ("x" * 100, "'" + "x" * 59 + "…"),
    "just short enough": ("x" * 58, "'" + "x" * 58 + "'"),
    "too many digits for Python": (10**5000, "<int>"),
    "a broken one": (Broken(), "<Broken>"),
}


@pytest.mark.parametrize(("value", "expected"), SHOWN.values(), ids=SHOWN)
def test_shows_what_was_given(value: object, expected: str) -> None:
    """A refusal shows the culprit as Python does, shortened, whatever it is."""
    error = doors.refused(value, "expected something else")
    assert str(error) == f"{expected}: expected something else"


Door = Callable[[Any], object]


def ints(values: Iterable[int]) -> tuple[int, ...]:
    return doors.tuple_of(int, values)


TAKEN: dict[str, tuple[Door, object, object]] = {
    "several": (ints, [1, 2], (1, 2)),
    "several, of an iterator": (ints, iter([1, 2]), (1, 2)),
    "none of several": (ints, (), ()),
    "a mapping": (doors.pairs_of, {"a": 1}, (("a", 1),)),
    "pairs": (doors.pairs_of, iter([("a", 1)]), (("a", 1),)),
    "no pairs": (doors.pairs_of, {}, ()),
    "a day": (doors.day, DAY, DAY),
    "an optional day": (doors.optional_day, DAY, DAY),
    "no day": (doors.optional_day, None, None),
    "a moment": (doors.moment, MOMENT, MOMENT),
    "an optional moment": (doors.optional_moment, MOMENT, MOMENT),
    "no moment": (doors.optional_moment, None, None),
    "a whole number": (doors.whole_number, 3, 3),
}


@pytest.mark.parametrize(("door", "value", "expected"), TAKEN.values(), ids=TAKEN)
def test_takes(door: Door, value: object, expected: object) -> None:
    """What fits goes in, as a tuple where there can be several."""
    assert door(value) == expected


REFUSED: dict[str, tuple[Door, object, str]] = {
    "not several": (ints, 5, "5: expected a list of int"),
    "a string is one": (ints, "12", "'12': expected a list of int"),
    "bytes are one": (ints, b"12", "b'12': expected a list of int"),
    "one of another type": (ints, [1, "2"], "'2': expected a list of int"),
    "no mapping": (doors.pairs_of, 5, "5: expected a mapping, or pairs"),
    "a string is no mapping": (
        doors.pairs_of,
        "ab",
        "'ab': expected a mapping, or pairs",
    ),
    "no pair": (doors.pairs_of, [1], "1: expected a mapping, or pairs"),
    "three": (doors.pairs_of, [(1, 2, 3)], "(1, 2, 3): expected a mapping, or pairs"),
    "two letters": (doors.pairs_of, ["ab"], "'ab': expected a mapping, or pairs"),
    "a written day": (
        doors.day,
        "2026-11-24",
        "'2026-11-24': expected a datetime.date",
    ),
    "nothing as a day": (doors.day, None, "None: expected a datetime.date"),
    "a day as a moment": (
        doors.moment,
        DAY,
        "datetime.date(2026, 11, 24): expected a datetime.datetime with a time zone",
    ),
    "a float as a whole number": (
        doors.whole_number,
        3.0,
        "3.0: expected a whole number",
    ),
    "True as a whole number": (
        doors.whole_number,
        True,
        "True: expected a whole number",
    ),
    "digits as a whole number": (doors.whole_number, "3", "'3': expected a whole numb"),
}


@pytest.mark.parametrize(("door", "value", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(door: Door, value: object, message: str) -> None:
    """What does not fit is named, with what was expected in its place."""
    with pytest.raises(InvalidValueError) as refused:
        door(value)
    assert str(refused.value).startswith(message)


@pytest.mark.parametrize("door", [doors.day, doors.optional_day])
def test_a_moment_is_no_day(door: Door) -> None:
    """Which day a moment is on depends on where one is, so none is guessed."""
    with pytest.raises(InvalidValueError, match=r"expected a datetime\.date$"):
        door(MOMENT)


@pytest.mark.parametrize("door", [doors.moment, doors.optional_moment])
def test_a_moment_knows_its_time_zone(door: Door) -> None:
    """A time of day that could be anywhere is no moment."""
    with pytest.raises(InvalidValueError, match=r"with a time zone$"):
        door(NAIVE)
