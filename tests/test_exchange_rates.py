"""An exchange rate says how much of one currency another is worth, on a day."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvalidValueError

DAY = date(2026, 11, 2)

CONVERTED = {
    "exactly, without rounding": ("1.3652", "10.01", "13.665652"),
    "a price": ("1.3652", "0.085", "0.116042"),
    "no zeros behind that say nothing": ("1.5", "10.00", "15"),
    "a debt": ("0.5", "-3", "-1.5"),
    "at a rate below one": ("0.7325", "100", "73.25"),
    "at the smallest rate": ("0.000000000001", "1", "0.000000000001"),
}


@pytest.mark.parametrize(
    ("rate", "amount", "expected"), CONVERTED.values(), ids=CONVERTED
)
def test_converts(rate: str, amount: str, expected: str) -> None:
    """An amount is multiplied by the rate and not rounded."""
    found = ffi.ExchangeRate("USD", "CAD", rate, DAY).convert(Decimal(amount))
    assert f"{found:f}" == expected


WRITTEN = {"1.3652": "1.3652", "1.50": "1.5", "100": "100", "1E-10": "0.0000000001"}


@pytest.mark.parametrize(("rate", "expected"), WRITTEN.items(), ids=WRITTEN)
def test_written(rate: str, expected: str) -> None:
    """A rate is written as it was published, with its day."""
    found = str(ffi.ExchangeRate("USD", "CAD", rate, DAY))
    assert found == f"1 USD = {expected} CAD (2026-11-02)"


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "zero": ({"rate": 0}, "0: expected an exchange rate above zero"),
    "below zero": ({"rate": "-1.3"}, "'-1.3': expected an exchange rate above zero"),
    "13 decimals": (
        {"rate": "1.0000000000001"},
        "'1.0000000000001': expected at most 12 decimals",
    ),
    "one currency": ({"target": "USD"}, "'USD': expected two currencies"),
    "no currency": (
        {"source": "dollars"},
        "'dollars': expected a currency code of ISO 4217, such as 'CAD'",
    ),
    "a moment": (
        {"on": datetime(2026, 11, 2)},  # noqa: DTZ001 - no zone makes it a day
        "datetime.datetime(2026, 11, 2, 0, 0): expected a datetime.date",
    ),
}


@pytest.mark.parametrize(("facts", "message"), REFUSED.values(), ids=REFUSED)
def test_refuses(facts: dict[str, Any], message: str) -> None:
    """A rate is above zero, between two currencies, and of a day."""
    usual: dict[str, Any] = {
        "source": "USD",
        "target": "CAD",
        "rate": "1.3652",
        "on": DAY,
    }
    with pytest.raises(InvalidValueError) as raised:
        ffi.ExchangeRate(**usual | facts)
    assert str(raised.value) == message


def test_converts_no_float() -> None:
    """What is converted is a number that is exact."""
    rate = ffi.ExchangeRate("USD", "CAD", "1.3652", DAY)
    with pytest.raises(InvalidValueError, match=r"5\.5"):
        rate.convert(5.5)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # what is refused here
