"""Numbers are exact and of bounded size, and rounded only where someone says so."""

from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from fractions import Fraction
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import (
    Number,
    Rounding,
    decimals,
    exact,
    plain,
    quotient,
    rounded,
    short,
)
from tests.contexts import HOSTILE
from tests.quickstart import TRANSLATION

Door = Callable[[Any], object]


def money(amount: Number) -> ffi.Money:
    return ffi.Money(amount, "CAD")


def quantity(amount: Number) -> ffi.Quantity:
    return ffi.Quantity(amount, ffi.WORD)


def rate(price: Number, minimum: Number = 1) -> ffi.Rate:
    return ffi.Rate(TRANSLATION, ffi.WORD, price, minimum_charge=minimum)


def count(number: Number) -> ffi.Analysis:
    return ffi.Analysis.of(new=number)


def percent(number: Number) -> ffi.MatchGrid:
    return ffi.MatchGrid.of(new=number)


def band_price(number: Number) -> ffi.MatchGrid:
    return ffi.MatchGrid.of_prices(new=number)


LONG: dict[str, Door] = {
    "exact": exact,
    "Money": money,
    "Money ×": lambda number: money(1) * number,
    "Quantity": quantity,
}
SHORT: dict[str, Door] = {
    "short": short,
    "Rate": rate,
    "Rate, minimum": lambda number: rate(1, number),
    "Analysis": count,
    "MatchGrid": percent,
    "MatchGrid, price": band_price,
}
DOORS = LONG | SHORT

NO_NUMBERS = {
    "float": 1.5,
    "whole float": 1.0,
    "nan": float("nan"),
    "bool": True,
    "bytes": b"1",
    "complex": 1j,
    "Fraction": Fraction(1, 2),
    "list": [1],
    "NaN": Decimal("NaN"),
    "signalling NaN": Decimal("sNaN"),
    "infinity": Decimal("Infinity"),
    "less infinity": Decimal("-Infinity"),
    "written nan": "NaN",
    "written infinity": "inf",
    "empty": "",
    "words": "twelve",
    "grouped by underscore": "1_000",
    "grouped by comma": "1,000",
    "grouped by space": "1 000",
    "grouped by no-break space": "1\u00a0000",
    "comma": "1,5",
    "spaces around": " 1 ",
    "newline": "1\n",
    "hexadecimal": "0x10",
    "two signs": "--1",
    "minus sign of typography": "−1",
    "Arabic digits": "١٢",
    "fullwidth digits": "１２",
    "superscript": "²",
    "10^15": 10**15,
    "10^15 as Decimal": Decimal("1E+15"),
    "10^15 in a string": "1000000000000000",
    "less 10^15": -(10**15),
    "endless": Decimal("1E+999999"),
    "too many digits to write": 10**5000,
    "a long string of digits": "1" + "0" * 5000,
    "29 decimals": "0." + "0" * 28 + "1",
    "tiny": Decimal("1E-999999"),
    "zero with 29 decimals": Decimal("0E-29"),
}


@pytest.mark.parametrize("value", NO_NUMBERS.values(), ids=NO_NUMBERS)
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_refuses_what_is_no_exact_number(door: Door, value: object) -> None:
    """Floats, oddities and sizes without bound are refused at each door."""
    with pytest.raises(InvalidValueError, match="expected a"):
        door(value)


SAID: dict[str, tuple[object, str]] = {
    "a float": (1.5, "1.5: is a float, expected a Decimal or digits in a string"),
    "a word": (
        "twelve",
        "'twelve': expected a Decimal, a whole number or digits with a decimal point",
    ),
    "infinity": (Decimal("Infinity"), "Decimal('Infinity'): expected a finite number"),
    "too much": ("1E+15", "'1E+15': expected a number below 10^15"),
    "too little": ("-1E+15", "'-1E+15': expected a number below 10^15"),
    "too long": ("1E-29", "'1E-29': expected at most 28 decimals"),
}


@pytest.mark.parametrize(("value", "message"), SAID.values(), ids=SAID)
def test_says_what_is_no_exact_number(value: Any, message: str) -> None:  # noqa: ANN401 - whatever it is
    """The refusal begins with what was given and ends with what is taken."""
    with pytest.raises(InvalidValueError) as raised:
        exact(value)
    assert str(raised.value) == message


@pytest.mark.parametrize("door", [exact, short, money, quantity, count, percent])
def test_nothing_is_no_number(door: Door) -> None:
    """Where a number has no default, None is none."""
    with pytest.raises(InvalidValueError, match=r"^None: expected a"):
        door(None)


@pytest.mark.parametrize("door", SHORT.values(), ids=SHORT)
def test_short_doors(door: Door) -> None:
    """A price, a count and a percentage have at most 12 decimals."""
    assert door("0.000000000001")
    with pytest.raises(InvalidValueError, match="expected at most 12 decimals"):
        door("0.0000000000001")


@pytest.mark.parametrize("door", LONG.values(), ids=LONG)
def test_long_doors(door: Door) -> None:
    """Money and a quantity have at most 28 decimals."""
    assert door("0.0000000000000000000000000001")
    with pytest.raises(InvalidValueError, match="expected at most 28 decimals"):
        door("0.00000000000000000000000000001")


TAKEN = {
    "int": (3, "3"),
    "largest": (10**15 - 1, "999999999999999"),
    "largest with decimals": ("999999999999999.9999999999999999999999999999", None),
    "Decimal": (Decimal("18.50"), "18.50"),
    "digits": ("18.50", "18.50"),
    "sign": ("+5", "5"),
    "negative": ("-0.01", "-0.01"),
    "exponent": ("1.5e3", "1500"),
    "exponent of one": (Decimal("1E+1"), "10"),
    "large exponent of zero": (Decimal("0E+400"), "0"),
    "negative zero": ("-0.00", "0.00"),
}


@pytest.mark.parametrize(("value", "expected"), TAKEN.values(), ids=TAKEN)
def test_takes_numbers_as_they_are(value: Number, expected: str | None) -> None:
    """Ints, Decimals and plain digits keep all their digits."""
    assert str(money(value).amount) == (expected or value)


COMPUTED: dict[str, Callable[[], object]] = {
    "exact": lambda: exact("123456.789"),
    "exact, of an exponent": lambda: exact(Decimal("1.5E+14")),
    "short": lambda: short("123456.789"),
    "plain": lambda: plain(Decimal("1234567.8900")),
    "plain, whole": lambda: plain(Decimal("1234567.00")),
    "decimals": lambda: decimals(Decimal("1234567.8900")),
    "rounded": lambda: rounded(Decimal("1234567.885"), 2),
    "quotient": lambda: quotient(Decimal("1234567.885"), 7),
    "rounded quotient": lambda: rounded(quotient(Decimal(2), 3), 9, Rounding.UP),
    "sum": lambda: money("1234567.885") + money("0.001"),
    "difference": lambda: money("1234567.885") - money("0.001"),
    "product": lambda: money("1234567.885") * "1.0000001",
    "negative": lambda: -money("1234567.885"),
    "absolute": lambda: abs(money("-1234567.885")),
    "order": lambda: money("1234567.885") < money("1234567.886"),
    "truth": lambda: bool(money("0.0000001")),
    "hash": lambda: hash(money("1234567.885")),
    "total": lambda: ffi.Money.total([money("1234567.885")] * 3, "CAD"),
    "written": lambda: str(money("0.00000012345678")),
    "quantity": lambda: str(quantity("1234567.8900")),
    "analysis": lambda: (count("1234567.89") + count("0.001")).total,
    "grid": lambda: percent("12.3456789").percent(ffi.MatchBand.parse("new")),
    "rate": lambda: str(rate("1234567.8900")),
}


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("compute", COMPUTED.values(), ids=COMPUTED)
def test_thread_has_no_say(compute: Callable[[], object], context: Context) -> None:
    """Neither arithmetic nor writing follows the decimal context of the thread."""
    expected = compute()
    with localcontext(context):
        found = compute()
    assert (found, str(found)) == (expected, str(expected))
