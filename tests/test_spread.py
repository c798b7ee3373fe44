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


# Amounts in cents, or in steps of 0.05 where it says so, with the parts of the library.
LIBRARIES: dict[str, tuple[int, str, str]] = {
    # github.com/moneyphp/money, tests/MoneyTest.php: allocationExamples.
    "moneyphp 1": (100, "1 1 1", "34 33 33"),
    "moneyphp 2": (101, "1 1 1", "34 34 33"),
    "moneyphp 3": (5, "3 7", "2 3"),
    "moneyphp 4": (5, "7 3", "4 1"),
    "moneyphp 5": (5, "7 3 0", "4 1 0"),
    "moneyphp 6": (5, "0 7 3", "0 4 1"),
    "moneyphp 7": (5, "7 0 3", "4 0 1"),
    "moneyphp 8": (5, "0 0 1", "0 0 5"),
    "moneyphp 9": (5, "0 3 7", "0 2 3"),
    "moneyphp 10": (0, "0 0 1", "0 0 0"),
    "moneyphp 11": (2, "1 1 1", "1 1 0"),
    "moneyphp 12": (1, "1 1", "1 0"),
    "moneyphp 13": (1, "0.33 0.66", "0 1"),
    "moneyphp 14": (101, "3 7", "30 71"),
    "moneyphp 15": (101, "7 3", "71 30"),
    # The same file: allocationTargetExamples.
    "moneyphp, to 2": (15, "1 1", "8 7"),
    "moneyphp, evenly": (10, "1 1", "5 5"),
    "moneyphp, to 3": (15, "1 1 1", "5 5 5"),
    "moneyphp, one left": (10, "1 1 1", "4 3 3"),
    # github.com/brick/money, tests/MoneyTest.php: FloorToLargestRemainder.
    "brick 1": (100, "2 3 1", "33 50 17"),
    "brick 2": (9999, "100", "9999"),
    "brick 3": (9999, "100 100", "5000 4999"),
    "brick 4": (10000, "30 20 40", "3333 2222 4445"),
    "brick 5": (10000, "30 20 40 40", "2308 1538 3077 3077"),
    "brick 6": (10000, "30 20 40 0 0 40", "2308 1538 3077 0 0 3077"),
    "brick 7, in steps of 0.05": (2000, "1 2 3 7", "154 308 461 1077"),
    "brick 8": (2, "1 1 1 1", "1 1 0 0"),
    "brick 9": (2, "1 1 3 1", "1 0 1 0"),
    "brick 10": (-10000, "30 20 40 40", "-2308 -1538 -3077 -3077"),
    "brick 11": (3, "75 25", "2 1"),
    "brick 12, thirds": (10000, "1 2", "3333 6667"),
    "brick 13, of 1/3 and 2/7": (10000, "7 6", "5385 4615"),
    "brick 14, of 2/7 and 1/3": (10000, "6 7", "4615 5385"),
    # The same file: providerSplit, ToFirst.
    "brick, to 4": (9999, "1 1 1 1", "2500 2500 2500 2499"),
    "brick, to 7 in steps of 0.05": (
        *(2000, "1 1 1 1 1 1 1", "286 286 286 286 286 285 285"),
    ),
    # github.com/dinerojs/dinero.js, api/__tests__/allocate.test.ts.
    "dinero 1": (1003, "50 50", "502 501"),
    "dinero 2": (100, "1 3", "25 75"),
    "dinero 3": (1003, "0 50 50", "0 502 501"),
    # github.com/RubyMoney/money, pull request 45.
    "rubymoney": (100, "1 1 1", "34 33 33"),
    # github.com/frappe/erpnext, controllers/tests/test_distributed_discount.py.
    "erpnext": (10000, "500 1000", "3333 6667"),
}

# What is left goes to the first ones there, whatever they have lost by the cut
# (Fowler); here it goes to those that have lost most. Theirs, then ours.
ELSEWHERE: dict[str, tuple[int, str, str, str]] = {
    # brick: FloorToFirst.
    "brick, 1.00": (100, "2 3 1", "34 50 16", "33 50 17"),
    "brick, 100.00": (10000, "30 20 40", "3334 2222 4444", "3333 2222 4445"),
    "brick, 100.00 to four": (
        *(10000, "30 20 40 40"),
        *("2308 1539 3077 3076", "2308 1538 3077 3077"),
    ),
    "brick, 0.03": (3, "75 25", "3 0", "2 1"),
    "brick, thirds": (10000, "1 2", "3334 6666", "3333 6667"),
    "brick, of 2/7 and 1/3": (10000, "6 7", "4616 5384", "4615 5385"),
    # brick: FloorToLargestRatio, where it goes to those that weigh most.
    "brick, to the heaviest": (100, "2 3 1", "33 51 16", "33 50 17"),
    "brick, 0.05 to the heaviest": (5, "3 3 4", "1 1 3", "2 1 2"),
    "brick, 0.09 to the heaviest": (9, "3 3 4", "3 2 4", "3 3 3"),
    # moneyphp: what is below zero is cut downwards, to -4 and -2; here it is the mirror
    # of what is above.
    "moneyphp, below zero": (-5, "7 3", "-3 -2", "-4 -1"),
    # gist.github.com/dgg: nmoneys, RemainderAllocator.LastToFirst.
    "nmoneys, to the last": (830, "1 1 1 1", "207 207 208 208", "208 208 207 207"),
}


def in_cents(cents: int, weights: str) -> str:
    """Spread so many cents, and give the parts in cents."""
    each = [Decimal(weight) for weight in weights.split()]
    parts = spread(Decimal(cents).scaleb(-2), each, 2)
    return " ".join(f"{part.scaleb(2):f}".split(".")[0] for part in parts)


@pytest.mark.parametrize(
    ("cents", "weights", "expected"), LIBRARIES.values(), ids=LIBRARIES
)
def test_as_libraries_do(cents: int, weights: str, expected: str) -> None:
    """Parts are those that well-known libraries of money have published."""
    assert in_cents(cents, weights) == expected


@pytest.mark.parametrize(
    ("cents", "weights", "theirs", "ours"), ELSEWHERE.values(), ids=ELSEWHERE
)
def test_where_libraries_differ(
    cents: int, weights: str, theirs: str, ours: str
) -> None:
    """Others hand out what is left in another order; the sum is the same."""
    assert in_cents(cents, weights) == ours
    assert theirs != ours
    assert sum(map(int, theirs.split())) == sum(map(int, ours.split())) == cents


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
