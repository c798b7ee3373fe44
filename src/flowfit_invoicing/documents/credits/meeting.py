"""Whether two patterns could ever make the same number.

A pattern is read as a row of signs, each a character, a digit, or anything; the last
sign of a sequence or of a name may come any number of times. Two patterns meet if there
is a text that both rows fit. Months and days count as any two digits, which is on the
safe side.
"""

from collections.abc import Iterator
from typing import TypeAlias

from attrs import frozen

from flowfit_invoicing.documents.numbering.numbers import NumberPattern, width_of

_DIGIT, _ANYTHING = "digit", "anything"
_DIGITS_OF = {"YYYY": 4, "YY": 2, "MM": 2, "DD": 2}


@frozen
class _Sign:
    """What stands at a place, and whether it may come again."""

    of: str
    again: bool = False

    @property
    def steps(self) -> tuple[int, ...]:
        """How many places one goes on after it."""
        return (0, 1) if self.again else (1,)


Row: TypeAlias = tuple[_Sign, ...]


def could_meet(one: NumberPattern, other: NumberPattern) -> bool:
    """Tell if a document of *one* could get the number of a document of *other*.

    >>> invoices = NumberPattern.parse("F-%YYYY%-%SEQ%")
    >>> could_meet(invoices, NumberPattern.parse("NC-%YYYY%-%SEQ%"))
    False
    >>> could_meet(invoices, NumberPattern.parse("%CLIENT_CODE%-%SEQ%"))
    True
    """
    rows = tuple(_signs(one)), tuple(_signs(other))
    reached, waiting = {(0, 0)}, [(0, 0)]
    while waiting:
        for places in _after(waiting.pop(), rows):
            if places not in reached:
                reached.add(places)
                waiting.append(places)
    return (len(rows[0]), len(rows[1])) in reached


def _after(places: tuple[int, int], rows: tuple[Row, Row]) -> Iterator[tuple[int, int]]:
    """Give where both rows may stand after one more character that fits both."""
    (at, other), (row, other_row) = places, rows
    if at == len(row) or other == len(other_row) or not _fit(row[at], other_row[other]):
        return
    for step in row[at].steps:
        for other_step in other_row[other].steps:
            yield at + step, other + other_step


def _fit(one: _Sign, other: _Sign) -> bool:
    if _ANYTHING in (one.of, other.of) or one.of == other.of:
        return True
    return _is_digit_of(one, other) or _is_digit_of(other, one)


def _is_digit_of(one: _Sign, other: _Sign) -> bool:
    return other.of == _DIGIT and one.of.isascii() and one.of.isdigit()


def _signs(pattern: NumberPattern) -> Iterator[_Sign]:
    for tag, text in pattern.parts():
        width = width_of(tag)
        if width is not None:
            yield from [_Sign(_DIGIT)] * (width - 1)
            yield _Sign(_DIGIT, again=True)
        elif tag in _DIGITS_OF:
            yield from [_Sign(_DIGIT)] * _DIGITS_OF[tag]
        elif tag:
            yield _Sign(_ANYTHING, again=True)
        yield from map(_Sign, text)
