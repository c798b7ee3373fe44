"""A unit may hold so many of another one, as standard lines and pages do."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    CHARACTER_WITHOUT_SPACES,
    LINE,
    MINUTE,
    PAGE,
    WORD,
    Rounding,
    Unit,
    standard_line,
    standard_page,
)
from flowfit_invoicing.errors import InvalidValueError

SETTINGS: dict[str, tuple[Unit, str]] = {
    "line": (
        standard_line(),
        (
            "line: 55 character, C62: standard line, standard lines, "
            "ligne standard, lignes standard"
        ),
    ),
    "line of 50": (
        standard_line(50),
        (
            "line-50-characters: 50 character, C62: standard line of 50 characters, "
            "standard lines of 50 characters, ligne standard de 50 caractères, "
            "lignes standard de 50 caractères"
        ),
    ),
    "page": (
        standard_page(),
        (
            "page: 1500 character, ZP: standard page, standard pages, "
            "page standard, pages standard"
        ),
    ),
    "page of 1800": (
        standard_page(characters=1800),
        (
            "page-1800-characters: 1800 character, ZP: "
            "standard page of 1800 characters, "
            "standard pages of 1800 characters, page standard de 1800 caractères, "
            "pages standard de 1800 caractères"
        ),
    ),
    "page of words": (
        standard_page(words=250),
        (
            "page-250-words: 250 word, ZP: standard page of 250 words, "
            "standard pages of 250 words, page standard de 250 mots, "
            "pages standard de 250 mots"
        ),
    ),
    "page of as many words": (
        standard_page(words=1500),
        (
            "page-1500-words: 1500 word, ZP: standard page of 1500 words, "
            "standard pages of 1500 words, page standard de 1500 mots, "
            "pages standard de 1500 mots"
        ),
    ),
}


@pytest.mark.parametrize(("unit", "expected"), SETTINGS.values(), ids=SETTINGS)
def test_settings(unit: Unit, expected: str) -> None:
    """Units are distinct by what they hold, and say so where it is not the usual."""
    assert unit.name is not None
    assert unit.plural is not None
    names = [
        text.get(language)
        for language in ("en", "fr")
        for text in (unit.name, unit.plural)
    ]
    held = f"{unit.size} {unit.made_of}"
    assert f"{unit.code}: {held}, {unit.unece}: {', '.join(names)}" == expected


def test_usual_ones() -> None:
    """The usual settings are the constants, however they are asked for."""
    assert standard_line() == standard_line(55) == standard_line(characters=55) == LINE
    assert standard_page() == standard_page(characters=1500) == PAGE
    assert LINE.made_of == PAGE.made_of == CHARACTER != CHARACTER_WITHOUT_SPACES


REFUSED: dict[str, Any] = {
    "both": lambda: standard_page(characters=1500, words=250),
    "a line of one": lambda: standard_line(1),
    "a line of none": lambda: standard_line(0),
    "a page of fewer": lambda: standard_page(words=-250),
    "a float": lambda: standard_line(55.0),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
    "a string": lambda: standard_page(characters="1800"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
    "True": lambda: standard_page(words=True),
    "the code of what it holds": lambda: Unit("tape", made_of="minute", size=20),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
    "nobody knows how many": lambda: Unit("tape", made_of=MINUTE),
    "one of none": lambda: Unit("tape", size=1),
    "so many of none": lambda: Unit("tape", size=20),
    "more than 10^9": lambda: Unit("tape", made_of=MINUTE, size=10**9 + 1),
    "half a digit": lambda: Unit("tape", made_of=MINUTE, size=20, digits=1.5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
    "digits below zero": lambda: Unit("tape", made_of=MINUTE, size=20, digits=-1),
    "no digits": lambda: Unit("tape", made_of=MINUTE, size=20, digits=None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
    "more digits than there are": lambda: Unit("tape", digits=29),
}


@pytest.mark.parametrize("make", REFUSED.values(), ids=REFUSED)
def test_refuses(make: Any) -> None:  # noqa: ANN401 - any way to make one
    """A unit holds so many of another one, or it holds none."""
    with pytest.raises(InvalidValueError):
        make()


ANOTHER_NAME = Unit("take", made_of=MINUTE, size=1, digits=0)
TAPE = Unit("tape", made_of=MINUTE, size=20, digits=0)
CONVERTED = [
    (LINE, "1000", "18.18"),
    (LINE, "55", "1.00"),
    (LINE, "0", "0.00"),
    (ANOTHER_NAME, "0.125", "0.125"),
    (LINE, "0.2749999999999999999999999999", "0.00"),
    (LINE, "0.275", "0.01"),
    (PAGE, "7", "0.00"),
    (PAGE, "7.5", "0.01"),
    (standard_page(words=250), "612.5", "2.45"),
    (TAPE, "29", "1"),
    (TAPE, "30", "2"),
    (TAPE, "50", "3"),
    (evolve(LINE, digits=4), "1000", "18.1818"),
    (standard_line(digits=0, rounding=Rounding.UP), "1632", "30"),
    (standard_line(digits=0, rounding=Rounding.DOWN), "3330", "60"),
    (standard_line(50, digits=1), "1001", "20.0"),
    (standard_page(digits=0, rounding=Rounding.UP), "1501", "2"),
    (standard_page(words=250, digits=0, rounding=Rounding.UP), "250", "1"),
    (Unit("most", made_of=WORD, size=10**9), "999999999999999", "1000000.00"),
]


@pytest.mark.parametrize(("unit", "quantity", "expected"), CONVERTED)
def test_converted(unit: Unit, quantity: str, expected: str) -> None:
    """What was counted is divided, and rounded half up to the unit's digits, once."""
    assert str(unit.converted(Decimal(quantity))) == expected


@given(
    st.integers(2, 10**9),
    st.integers(0, 6),
    st.decimals(0, 10**15 - 1, places=12),
)
def test_within_half_a_digit(size: int, digits: int, quantity: Decimal) -> None:
    """The rounded quantity is the nearest to the exact one, the higher of two."""
    unit = Unit("tape", made_of=MINUTE, size=size, digits=digits)
    steps = Fraction(unit.converted(quantity)) * 10**digits
    assert (
        -Fraction(1, 2)
        < steps - Fraction(quantity) * 10**digits / size
        <= Fraction(1, 2)
    )
    assert steps.denominator == 1


def test_nothing_to_convert() -> None:
    """A unit that holds no other converts nothing."""
    with pytest.raises(
        InvalidValueError, match=r"^'word': expected a unit that is made of another"
    ):
        WORD.converted(Decimal(1))


def test_counted_in() -> None:
    """What is billed by the line can be counted in lines or in characters."""
    assert LINE.counted_in == ("line", "character")
    assert standard_page(words=250).counted_in == ("page-250-words", "word")
    assert CHARACTER.counted_in == ("character",)
