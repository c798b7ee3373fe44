"""Sums that are spread over parts."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import spread

TABLE = {
    "to the cent": ("10.01", "33.35 33.35 33.35", 2, "3.34 3.34 3.33"),
    "by weight": ("1.00", "1 2", 2, "0.33 0.67"),
    "the largest loss first": ("0.02", "1 1 2 2 2", 2, "0.00 0.00 0.01 0.01 0.00"),
    "the largest loss, not the largest weight": ("0.03", "2 5", 2, "0.01 0.02"),
    "less": ("-10.00", "1 1 1", 2, "-3.34 -3.33 -3.33"),
    "nothing weighs": ("0.05", "0 0 0", 2, "0.02 0.02 0.01"),
    "nothing of nothing": ("0.05", "0 1", 2, "0.00 0.05"),
    "yen": ("100", "1 1 1", 0, "34 33 33"),
    "nothing": ("0", "1 1", 2, "0.00 0.00"),
}


@pytest.mark.parametrize(
    ("whole", "weights", "digits", "expected"), TABLE.values(), ids=TABLE
)
def test_spread(whole: str, weights: str, digits: int, expected: str) -> None:
    """Parts are cut, and what is left goes to those that lost most."""
    parts = spread(Decimal(whole), [Decimal(w) for w in weights.split()], digits)
    assert " ".join(map(str, parts)) == expected


@given(
    st.integers(-(10**6), 10**6),
    st.lists(st.decimals(0, 10**6, places=3), min_size=1, max_size=9),
)
def test_law(cents: int, weights: list[Decimal]) -> None:
    """Parts add up to the whole, and none is a cent away from its exact share."""
    whole = Decimal(cents).scaleb(-2)
    parts = spread(whole, weights, 2)
    assert sum(map(Fraction, parts)) == Fraction(whole)
    total = sum(map(Fraction, weights))
    for part, weight in zip(parts, weights, strict=True):
        share = Fraction(weight) / total if total else Fraction(1, len(weights))
        assert abs(Fraction(part) - Fraction(whole) * share) < Fraction(1, 100)


REFUSED: dict[str, tuple[str, list[int], str]] = {
    "over nothing": ("1.00", [], "[]: expected weights of zero or more"),
    "a weight below zero": (
        "1.00",
        [1, -1],
        "[1, -1]: expected weights of zero or more",
    ),
    "a part of a cent": (
        "1.005",
        [1],
        "'100.5': expected a sum that is rounded already",
    ),
}


@pytest.mark.parametrize(("whole", "weights", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(whole: str, weights: list[int], message: str) -> None:
    """What cannot be spread is refused."""
    with pytest.raises(InvalidValueError) as raised:
        spread(Decimal(whole), weights, 2)
    assert str(raised.value) == message
