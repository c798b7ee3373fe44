"""Numbers are rounded by the mode that somebody names, and nowhere else."""

import decimal
from decimal import Decimal, DecimalException
from fractions import Fraction
from runpy import run_path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import (
    EXACT,
    Rounding,
    decimals,
    number,
    optional_digits,
    plain,
    quotient,
    rounded,
    rounded_fraction,
)

DEFAULTS = {"prec": 5, "Emin": 0, "Emax": 0, "capitals": 0, "clamp": 1}

ROUNDED = {  # what is rounded: half up, half even, down, up
    "1.005": "1.01 1.00 1.00 1.01",
    "1.015": "1.02 1.02 1.01 1.02",
    "1.0049": "1.00 1.00 1.00 1.01",
    "1.0051": "1.01 1.01 1.00 1.01",
    "-1.005": "-1.01 -1.00 -1.00 -1.01",
    "-1.0049": "-1.00 -1.00 -1.00 -1.01",
    "-1.0051": "-1.01 -1.01 -1.00 -1.01",
    "-0.001": "0.00 0.00 0.00 -0.01",
    "7": "7.00 7.00 7.00 7.00",
}


@pytest.mark.parametrize(("amount", "expected"), ROUNDED.items(), ids=ROUNDED)
def test_rounding(amount: str, expected: str) -> None:
    """Ties go where the mode says, and negative amounts mirror positive ones."""
    modes = (Rounding.HALF_UP, Rounding.HALF_EVEN, Rounding.DOWN, Rounding.UP)
    found = [ffi.Money(amount, "CAD").rounded(mode).amount for mode in modes]
    assert " ".join(map(str, found)) == expected


def reference(number: Fraction, digits: int, mode: Rounding) -> Fraction:
    """Round by the definition of the modes, with whole numbers alone."""
    whole, rest = divmod(abs(number) * 10**digits, 1)
    up = {
        Rounding.HALF_UP: rest >= Fraction(1, 2),
        Rounding.HALF_EVEN: rest > Fraction(1, 2) or (rest * 2 == 1 and whole % 2 == 1),
        Rounding.DOWN: False,
        Rounding.UP: rest > 0,
    }[mode]
    return Fraction(whole + up, 10**digits) * (1 if number >= 0 else -1)


def tie(thousandths: int) -> Decimal:
    """Give a number halfway between two thousandths."""
    return Decimal(thousandths * 10 + 5) / 10_000


NUMBERS = st.decimals(-(10**14), 10**14, allow_nan=False, places=12)
TIES = st.integers(-999, 999).map(tie)
MODES = st.sampled_from(Rounding)


@given(NUMBERS | TIES, st.integers(0, 12), MODES)
def test_rounds_as_defined(number: Decimal, digits: int, mode: Rounding) -> None:
    """Rounding does what the definition of its mode says, for any number of digits."""
    assert Fraction(rounded(number, digits, mode)) == reference(
        Fraction(number), digits, mode
    )


@given(NUMBERS | TIES, st.integers(1, 10**9), st.integers(0, 4), MODES)
def test_divides_and_rounds_in_one_step(
    number: Decimal, divisor: int, digits: int, mode: Rounding
) -> None:
    """A quotient is rounded once, as if it had been exact."""
    found = rounded(quotient(number, divisor), digits, mode)
    assert Fraction(found) == reference(Fraction(number) / divisor, digits, mode)


@given(NUMBERS)
def test_plain_drops_only_zeros(number: Decimal) -> None:
    """A plain number has the same value and says nothing behind the point in vain."""
    written = f"{plain(number):f}"
    assert Decimal(written) == number
    assert "." not in written or not written.endswith("0")
    assert decimals(number) == len(written.partition(".")[2])


@given(NUMBERS, st.integers(1, 10**9), st.integers(0, 4), MODES)
def test_rounds_fractions(
    number: Decimal, divisor: int, digits: int, mode: Rounding
) -> None:
    """A fraction is rounded once, as a number is."""
    fraction = Fraction(number) / divisor
    found = rounded_fraction(fraction, digits, mode)
    assert Fraction(found) == reference(fraction, digits, mode)
    assert -int(found.as_tuple().exponent) == digits


def test_raises_before_it_loses_a_digit() -> None:
    """The exact context traps what it cannot hold, instead of rounding."""
    with pytest.raises(DecimalException):
        EXACT.divide(Decimal(1), Decimal(3))


NAMES = [mode.name for mode in Rounding]


@pytest.mark.parametrize("mode", Rounding, ids=NAMES)
def test_modes_never_change(mode: Rounding) -> None:
    """Nobody can change a mode for the whole process, nor add to it or delete."""
    for name in ("_value_", "_name_", "value", "name", "note"):
        with pytest.raises(AttributeError):
            setattr(mode, name, "other")
        with pytest.raises(AttributeError, match=rf"^{mode!r} cannot be changed$"):
            delattr(mode, name)
    assert mode is Rounding[mode.name]
    assert repr(mode) == f"Rounding.{mode.name}"


@pytest.mark.parametrize("mode", ["HALF_UP", None, 5])
def test_no_mode(mode: Any) -> None:  # noqa: ANN401 - whatever it is
    """A mode is one of ours and not its name."""
    with pytest.raises(InvalidValueError) as raised:
        ffi.Money("1.005", "CAD").rounded(mode)
    assert str(raised.value) == f"{mode!r}: expected a Rounding"


@pytest.mark.parametrize("places", [0, 2, 28, None])
def test_digits_to_round_to(places: int | None) -> None:
    """A number is rounded to 0 to 28 digits behind the point, or not at all."""
    assert optional_digits(places) == places


@pytest.mark.parametrize("places", [-1, 29])
def test_digits_that_no_number_has(places: int) -> None:
    """What is rounded to more digits than any number has is a mistake."""
    with pytest.raises(InvalidValueError) as raised:
        optional_digits(places)
    assert str(raised.value) == f"{places}: expected 0 to 28 digits behind the point"


def test_defaults_of_hosts_have_no_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """The exact context is the same, whatever a host made the default of contexts."""
    for name, value in DEFAULTS.items():
        monkeypatch.setattr(decimal.DefaultContext, name, value)
    made = run_path(number.__file__, run_name=number.__name__)["EXACT"]
    usual = EXACT.copy()
    for context in (made, usual):
        context.clear_flags()
    assert repr(made) == repr(usual)
