"""Money is an exact amount of one currency of ISO 4217."""

from collections.abc import Callable
from decimal import Decimal
from random import Random
from typing import Any, cast

import moneyed
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import Money
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from flowfit_invoicing.money import money_of


@pytest.mark.parametrize("value", [Money(1, "CAD"), "1 CAD", Decimal(1), None])
def test_takes_only_money_of_py_moneyed(value: object) -> None:
    """`Money.of` is for the money of py-moneyed and for nothing else."""
    with pytest.raises(InvalidValueError) as raised:
        Money.of(cast("moneyed.Money", value))
    assert str(raised.value) == f"{value!r}: expected an amount as Money"


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "1E+15", "1E-29"])
def test_py_moneyed_goes_through_the_same_door(amount: str) -> None:
    """What is no amount of ours is refused from py-moneyed too."""
    with pytest.raises(InvalidValueError, match="expected a"):
        Money.of(moneyed.Money(Decimal(amount), "CAD"))


A, B = Money("10.10", "CAD"), Money("-0.205", "CAD")
EUROS = Money("10.10", "EUR")
COMPUTED: dict[str, tuple[Money, str]] = {
    "sum": (A + B, "9.895 CAD"),
    "difference": (A - B, "10.305 CAD"),
    "product": (A * 3, "30.30 CAD"),
    "product of digits": (B * "0.5", "-0.1025 CAD"),
    "product of a Decimal": (A * Decimal(-1), "-10.10 CAD"),
    "negative": (-A, "-10.10 CAD"),
    "negative of zero": (-Money(0, "CAD"), "0 CAD"),
    "absolute": (abs(B), "0.205 CAD"),
    "total": (Money.total([A, B, A], "CAD"), "19.995 CAD"),
    "total of an iterator": (Money.total(iter([A, B]), A.currency), "9.895 CAD"),
    "total of none": (Money.total([], "JPY"), "0 JPY"),
    "rounded": (B.rounded(), "-0.21 CAD"),
    "rounded yen": (Money("99.5", "JPY").rounded(), "100 JPY"),
    "rounded dinars": (Money("0.0005", "KWD").rounded(), "0.001 KWD"),
    "rounded by CLDR it would lose 0.35": (
        Money("12.35", "RSD").rounded(),
        "12.35 RSD",
    ),
    "sum of 43 digits": (
        Money("900000000000000", "CAD") + Money("1E-28", "CAD"),
        "900000000000000.0000000000000000000000000001 CAD",
    ),
    "small": (Money("1E-10", "CAD"), "0.0000000001 CAD"),
    "large": (Money("9E14", "CAD"), "900000000000000 CAD"),
}


@pytest.mark.parametrize(("found", "expected"), COMPUTED.values(), ids=COMPUTED)
def test_arithmetic(found: Money, expected: str) -> None:
    """Sums, differences, products and roundings are exact, and money again."""
    assert str(found) == expected


ORDERED = sorted([A, B, Money("10.101", "CAD"), Money(0, "CAD")])


@pytest.mark.parametrize("each", ORDERED, ids=str)
def test_made_without_a_door(each: Money) -> None:
    """What is made of an amount that went through a door is money like any other."""
    made = money_of(each.amount, each.currency)
    assert (made, repr(made), hash(made)) == (each, repr(each), hash(each))
    assert made + each == each * 2


def test_order() -> None:
    """Money is ordered by its amount, however many zeros are behind it."""
    assert [str(each.amount) for each in ORDERED] == ["-0.205", "0", "10.10", "10.101"]
    assert A <= Money("10.1", "CAD") <= A
    assert A >= Money("10.1", "CAD") >= A
    assert not Money("10.1", "CAD") < A
    assert not Money("10.1", "CAD") > A
    assert B < A
    assert A > B


def test_equality() -> None:
    """Money is equal to the same amount of the same currency alone."""
    assert Money("10.1", "CAD") == A
    assert hash(Money("10.1", "CAD")) == hash(A)
    assert A != EUROS
    assert Decimal("10.10") != A
    assert moneyed.Money("10.10", "CAD") != A


def test_truth() -> None:
    """Nothing is false, and all else is true, debts too."""
    assert [bool(each) for each in ORDERED] == [True, False, True, True]


TWO: dict[str, Callable[[Any, Any], object]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


@pytest.mark.parametrize("operate", TWO.values(), ids=TWO)
def test_currencies_do_not_meet(operate: Callable[[Any, Any], object]) -> None:
    """Amounts of two currencies are neither added nor compared."""
    with pytest.raises(CurrencyMismatchError) as raised:
        operate(A, EUROS)
    assert (raised.value.expected, raised.value.actual) == (A.currency, EUROS.currency)


def test_total_is_of_one_currency() -> None:
    """A total expects the currency that was asked for."""
    with pytest.raises(
        CurrencyMismatchError, match=r"^CAD: expected an amount in EUR$"
    ):
        Money.total([EUROS, A], "EUR")


UNDEFINED: dict[str, Callable[[Any], object]] = {
    "÷": lambda m: m / 2,
    "÷ money": lambda m: m / m,
    "÷, whole": lambda m: m // 2,
    "remainder": lambda m: m % 2,
    "power": lambda m: m**2,
    "number × money": lambda m: 2 * m,
    "sum()": lambda m: sum([m, m]),
    "number +": lambda m: 1 + m,
    "number -": lambda m: 1 - m,
    "+ theirs": lambda m: m + moneyed.Money(1, "CAD"),
    "total of numbers": lambda _: Money.total(cast("list[Money]", [1]), "CAD"),
    "float()": float,
    "int()": int,
}


@pytest.mark.parametrize("operate", UNDEFINED.values(), ids=UNDEFINED)
def test_what_money_cannot_do(operate: Callable[[Any], object]) -> None:
    """Money is not divided, nor mixed with bare numbers; a total is no `sum`."""
    with pytest.raises(TypeError):
        operate(A)


@pytest.mark.parametrize("operate", TWO.values(), ids=TWO)
@pytest.mark.parametrize("other", [1, Decimal(1), "1", None])
def test_money_does_not_meet_numbers(
    operate: Callable[[Any, Any], object], other: object
) -> None:
    """Money is neither added to a bare number nor compared with one."""
    with pytest.raises(TypeError, match=r"unsupported|not supported"):
        operate(A, other)


@pytest.mark.parametrize("factor", [1.5, True, "1_0", None, A, Decimal("NaN")])
def test_factors_are_numbers(factor: Any) -> None:  # noqa: ANN401 - whatever it is
    """Money is multiplied by an exact number only."""
    with pytest.raises(InvalidValueError):
        _ = A * factor


def test_results_have_bounds_too() -> None:
    """What grows beyond the bounds is refused, never cut."""
    most = Money("999999999999999.99", "CAD")
    with pytest.raises(InvalidValueError, match=r"expected a number below 10\^15"):
        _ = most + Money("0.01", "CAD")
    with pytest.raises(InvalidValueError, match="expected at most 28 decimals"):
        _ = Money("1E-15", "CAD") * "1E-14"


MILLIONTHS = st.lists(st.integers(-(10**12), 10**12))


@given(MILLIONTHS, st.randoms())
def test_total_in_any_order(numbers: list[int], chance: Random) -> None:
    """A total is the exact sum of whole millionths, in whatever order they come."""
    amounts = [Money(number, "CAD") * "0.000001" for number in numbers]
    chance.shuffle(amounts)
    assert Money.total(amounts, "CAD") == Money(sum(numbers), "CAD") * "0.000001"
