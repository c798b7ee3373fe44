"""Allowances and charges are rounded amounts above zero, each with a reason."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import Allowance, Charge, LocalizedText, Money
from flowfit_invoicing.errors import InvalidValueError

TEN = Money("10.00", "CAD")


@pytest.mark.parametrize(("kind", "signed"), [(Allowance, "-10.00"), (Charge, "10.00")])
def test_parts(kind: type[Allowance | Charge], signed: str) -> None:
    """An allowance takes off, a charge adds; both say why, and of what how much."""
    plain = kind(TEN, "Agreed")
    assert (plain.amount, plain.reason) == (TEN, LocalizedText("Agreed"))
    assert (plain.code, plain.percent, plain.base) == (None, None, None)
    assert str(plain.signed) == signed
    full = kind(
        TEN, {"fr": "Convenu"}, code="95", percent="10", base=Money("100", "CAD")
    )
    assert (full.code, str(full.percent), str(full.base)) == ("95", "10", "100 CAD")
    assert full != plain


def test_kinds_are_not_equal() -> None:
    """The same amount off and on is not the same."""
    off: object = Allowance(TEN, "Agreed")
    assert off != Charge(TEN, "Agreed")
    assert Allowance(TEN, "Agreed") == Allowance(Money(10, "CAD"), "Agreed")


REFUSED: dict[str, dict[str, Any]] = {
    "zero": {"amount": Money(0, "CAD")},
    "less than zero": {"amount": Money(-1, "CAD")},
    "half a cent": {"amount": Money("0.005", "CAD")},
    "half a yen": {"amount": Money("1.5", "JPY")},
    "four digits of a dinar": {"amount": Money("1.2345", "KWD")},
    "a bare number": {"amount": 10},
    "no reason": {"reason": None},
    "an empty reason": {"reason": ""},
    "an empty code": {"code": ""},
    "a percentage of zero": {"percent": 0},
    "a negative percentage": {"percent": -10},
    "a float as percentage": {"percent": 10.0},
    "a number as base": {"base": 100},
    "a kind as basis": {"basis": "fixed"},
    "a number as share": {"share": 1},
}


@pytest.mark.parametrize("kind", [Allowance, Charge])
@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(kind: type[Allowance | Charge], parts: dict[str, Any]) -> None:
    """Neither is negative, nor has a part of a cent, nor comes without a reason."""
    with pytest.raises(InvalidValueError):
        evolve(kind(TEN, "Agreed"), **parts)


@pytest.mark.parametrize("amount", ["0.01 CAD", "1 JPY", "0.001 KWD", "10.0 CAD"])
def test_smallest(amount: str) -> None:
    """The least that can be paid can be charged."""
    number, _, currency = amount.partition(" ")
    assert str(Charge(Money(number, currency), "Rush").amount) == amount
