"""Each kind of document has its pattern, and no two make the same number."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import Numbering, NumberPattern, Numbers
from flowfit_invoicing.documents import numbers_of
from flowfit_invoicing.documents.credits.meeting import could_meet
from flowfit_invoicing.errors import InvalidValueError
from tests.documents.test_numbers_are_unique import accepted, all_numbers

F, NC, Q = "F-%YYYY%-%SEQ%", "NC-%YYYY%-%SEQ%", "Q-%YYYY%-%SEQ%"

APART = {
    "another prefix": (F, NC),
    "another year": ("%YYYY%-%SEQ%", "%YY%-%SEQ%"),
    "another separator": ("F-%SEQ%", "F/%SEQ%"),
    "a letter where the other has a digit": ("F-%SEQ%", "F-A%SEQ%"),
    "a suffix": ("F-%SEQ%", "F-%SEQ%-A"),
    "another suffix": ("%SEQ%-F", "%SEQ%-NC"),
    "a client where the other has none": ("F-%SEQ%", "F-%CLIENT_CODE%-%SEQ%"),
    "a digit of no alphabet of ours": ("F-%SEQ%", "F-٣-%SEQ%"),
    "clients and projects before another sign": (
        "%CLIENT_CODE%/%SEQ%",
        "%PROJECT_NUMBER%-%SEQ%",
    ),
    "longer than the other can be": ("%YY%-%SEQ%", "%YYYY%-%SEQ%"),
}
ALIKE = {
    "kimai/kimai 2027: the same but for its width": (F, "F-%YYYY%-%SEQ:4%"),
    "rentemester 251: a year reads like a sequence": ("F-%SEQ%", "F-%YYYY%%SEQ:2%"),
    "a number in a number": ("%YYYY%%SEQ:4%", "%YY%%SEQ:6%"),
    "any client": (F, "%CLIENT_CODE%-%SEQ%"),
    "any project": ("%PROJECT_NUMBER%-%SEQ%", "NC-%SEQ%"),
    "clients and projects": ("%CLIENT_CODE%-%SEQ%", "%PROJECT_NUMBER%-%SEQ%"),
    "a day reads like a month": ("F-%MM%-%SEQ%", "F-%DD%-%SEQ%"),
    "a fixed year": ("F-%YYYY%-%SEQ%", "F-2026-%SEQ%"),
    "itself": (F, F),
}


@pytest.mark.parametrize(("one", "other"), APART.values(), ids=list(APART))
def test_apart(one: str, other: str) -> None:
    """Patterns that never make the same number, whichever is first."""
    first, second = NumberPattern(one), NumberPattern(other)
    assert (could_meet(first, second), could_meet(second, first)) == (False, False)


@pytest.mark.parametrize(("one", "other"), ALIKE.values(), ids=list(ALIKE))
def test_alike(one: str, other: str) -> None:
    """Patterns that could make the same number, whichever is first."""
    first, second = NumberPattern(one), NumberPattern(other)
    assert (could_meet(first, second), could_meet(second, first)) == (True, True)


_SIDE = st.lists(
    st.sampled_from(["%YYYY%", "%YY%", "%DD%", "%CLIENT_CODE%", "-", "1", "A", "/"]),
    max_size=3,
).map("".join)
_TEXTS = st.tuples(_SIDE, st.sampled_from(["%SEQ%", "%SEQ:2%"]), _SIDE).map("".join)
_PATTERNS = _TEXTS.filter(lambda text: accepted(text) is not None).map(NumberPattern)


@settings(deadline=None)
@given(_PATTERNS, _PATTERNS)
def test_who_is_apart_never_meets(one: NumberPattern, other: NumberPattern) -> None:
    """Of many days, clients and sequences, no two give the same number."""
    if not could_meet(one, other):
        assert not all_numbers(one).keys() & all_numbers(other).keys()


def test_one_pattern_for_all() -> None:
    """A text, a pattern or a numbering is for all kinds, but quotes have their own."""
    numbers = Numbers({"invoice": F})
    for same in (F, NumberPattern(F), Numbering(F), {"invoice": F}, numbers):
        assert numbers_of(same) == numbers
    for kind in ("invoice", "credit-note", "deposit"):
        assert str(numbers.numbering(kind).pattern) == F
        assert numbers.counted_as(kind) == "invoice"
    assert str(numbers.numbering("quote").pattern) == Q
    assert numbers.counted_as("quote") == "quote"


def test_a_pattern_each() -> None:
    """A kind that is named has its own pattern and its own counters."""
    numbers = Numbers({"credit-note": NC, "quote": "%YY%Q%SEQ%", "invoice": F})
    assert str(numbers.numbering("credit-note").pattern) == NC
    assert str(numbers.numbering("quote").pattern) == "%YY%Q%SEQ%"
    assert numbers.counted_as("credit-note") == "credit-note"


def test_the_same_pattern_is_one_counter() -> None:
    """Whatever the order in which the kinds are named."""
    for kinds in (("invoice", "credit-note"), ("credit-note", "invoice")):
        numbers = Numbers(dict.fromkeys(kinds, F))
        assert {numbers.counted_as(kind) for kind in kinds} == {"invoice"}
    assert Numbers({"credit-note": NC, "invoice": F}) == Numbers(
        {"invoice": F, "credit-note": NC}
    )


def test_quotes_are_not_numbered_as_others_could_be() -> None:
    """Only when a quote is numbered does it matter that its usual pattern will not do.

    An agency without quotes may number invoices as it likes.
    """
    numbers = Numbers({"invoice": "%CLIENT_CODE%-%SEQ%"})
    assert numbers.counted_as("credit-note") == "invoice"
    with pytest.raises(InvalidValueError) as raised:
        numbers.numbering("quote")
    assert str(raised.value) == (
        "'Q-%YYYY%-%SEQ%': expected another pattern of quotes "
        "beside %CLIENT_CODE%-%SEQ%"
    )
    named = Numbers({"invoice": "%CLIENT_CODE%-%SEQ%", "quote": "%SEQ%"})
    assert str(named.numbering("quote").pattern) == "%SEQ%"


REFUSED: dict[str, tuple[Any, str]] = {
    "two kinds that could meet": (
        {"invoice": F, "credit-note": "F-%YYYY%-%SEQ:4%"},
        (
            "'credit-note F-%YYYY%-%SEQ:4%': expected numbers that no invoice has "
            "(F-%YYYY%-%SEQ%)"
        ),
    ),
    "one pattern with two starts": (
        {
            "invoice": F,
            "credit-note": Numbering(F, start=5, since=date(2026, 11, 24)),
        },
        (
            "'credit-note F-%YYYY%-%SEQ%': expected numbers that no invoice has "
            "(F-%YYYY%-%SEQ%)"
        ),
    ),
    "no invoices": (
        {"credit-note": NC},
        "('credit-note',): expected a pattern for invoices at least",
    ),
    "an unknown kind": (
        {"invoice": F, "credit_note": NC},
        "'credit_note': expected one of invoice, credit-note, quote, deposit",
    ),
    "no pattern": ({"invoice": "F"}, "'F': expected one %SEQ%"),
    "no text": (7, "7: expected a string"),
    "no mapping": ([F], "['F-%YYYY%-%SEQ%']: expected a string"),
}


@pytest.mark.parametrize(("numbers", "expected"), REFUSED.values(), ids=list(REFUSED))
def test_refused(numbers: Any, expected: str) -> None:  # noqa: ANN401 - whatever it is
    """What could number two documents alike, or is no pattern, is refused at once."""
    with pytest.raises(InvalidValueError) as raised:
        numbers_of(numbers)
    assert str(raised.value) == expected


MOVED = Numbering(F, start=4211, since=date(2026, 11, 24))


@pytest.mark.parametrize(
    ("on", "first", "first_day"),
    [
        (date(2026, 11, 24), 4211, date(2026, 11, 24)),
        (date(2026, 12, 31), 4211, date(2026, 11, 24)),
        (date(2026, 1, 1), 4211, date(2026, 11, 24)),
        (date(2027, 1, 1), 1, None),
        (date(2025, 12, 31), 1, None),
    ],
    ids=str,
)
def test_start(on: date, first: int, first_day: date | None) -> None:
    """The series of the day of moving in begins at the start, all others at 1."""
    assert (MOVED.first(on), MOVED.first_day(on)) == (first, first_day)
    assert (Numbering(F).first(on), Numbering(F).first_day(on)) == (1, None)


@pytest.mark.parametrize("numbering", [MOVED, Numbering(F)], ids=str)
def test_start_of_no_day(numbering: Numbering) -> None:
    """A series is of a day, whether it has moved in or not."""
    no_day: Any = "2026-11-24"
    with pytest.raises(InvalidValueError):
        numbering.first(no_day)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({"start": 2}, "2: expected the day since which the start holds"),
        (
            {"since": date(2026, 1, 1)},
            "datetime.date(2026, 1, 1): expected a start above 1 that holds since then",
        ),
        ({"start": 0}, "0: expected a sequence that begins at 1 or later"),
        (
            {"start": 10**15},
            "1000000000000000: expected a sequence that begins below 1000000000000000",
        ),
        ({"start": "7"}, "'7': expected a whole number"),
        ({"start": 2, "since": "2026"}, "'2026': expected a datetime.date"),
    ],
    ids=str,
)
def test_refused_starts(parts: Mapping[str, Any], expected: str) -> None:
    """A start and its day come together, or not at all."""
    with pytest.raises(InvalidValueError) as raised:
        Numbering(F, **parts)
    assert str(raised.value) == expected
