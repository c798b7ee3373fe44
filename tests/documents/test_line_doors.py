"""What cannot be a line is refused, and what is one never changes."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import Charge, InvoiceLine, Money
from flowfit_invoicing.documents import LineDetails
from flowfit_invoicing.errors import (
    InvalidValueError,
)
from tests.documents.bills import COURIER, GST, QST


def cad(amount: str) -> Money:
    return Money(amount, "CAD")


def typed_in(**parts: Any) -> InvoiceLine:  # noqa: ANN401 - whatever it is
    parts.setdefault("description", "Courier")
    parts.setdefault("unit_price", cad("18.50"))
    return InvoiceLine.of(**parts)


REFUSED: dict[str, dict[str, Any]] = {
    "a negative price": {"unit_price": cad("-0.01")},
    "a bare number": {"unit_price": "18.50"},
    "a float as price": {"unit_price": 18.5},
    "a negative quantity": {"quantity": -1},
    "a float as quantity": {"quantity": 1.0},
    "True as quantity": {"quantity": True},
    "an empty description": {"description": " "},
    "no description": {"description": {}},
    "the code of a service": {"service": "REV"},
    "a tax twice": {"taxes": [GST, GST]},
    "a lone tax": {"taxes": GST},
    "more than an amount can be": {"unit_price": cad("1e14"), "quantity": 10},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A line is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        typed_in(**parts)


def test_refuses_negative_prices_and_names_the_way_out() -> None:
    """A negative price is refused, for EN 16931 has none (BR-27)."""
    with pytest.raises(InvalidValueError) as raised:
        InvoiceLine.of("Rebate", cad("-5"))
    assert str(raised.value) == (
        "Decimal('-5'): expected a price of zero or more, or an Allowance"
    )


TERMS_REFUSED: dict[str, dict[str, Any]] = {
    "a negative price": {"unit_price": Decimal("-0.01")},
    "a float": {"unit_price": 0.22},
    "no number": {"unit_price": Decimal("NaN")},
    "per nothing": {"per": 0},
    "per half": {"per": Decimal("0.5")},
    "the name of a unit": {"unit": "word"},
    "the name of a mode": {"rounding": "ROUND_UP"},
    "the code of a service": {"service": "REV"},
    "an unknown currency": {"currency": "QQQ"},
}


@pytest.mark.parametrize("parts", TERMS_REFUSED.values(), ids=TERMS_REFUSED)
def test_refuses_terms(parts: dict[str, Any]) -> None:
    """What all lines are priced by goes through a door too."""
    with pytest.raises(InvalidValueError):
        evolve(COURIER.terms, **parts)


PARTS_REFUSED: dict[str, dict[str, Any]] = {
    "a bare task id": {"task": "T-1"},
    "the number of a project": {"project": "P-1"},
    "a price as terms": {"terms": cad("1")},
    "taxes as details": {"details": [GST]},
}


@pytest.mark.parametrize("parts", PARTS_REFUSED.values(), ids=PARTS_REFUSED)
def test_refuses_changes(parts: dict[str, Any]) -> None:
    """A changed copy goes through the same door."""
    with pytest.raises(InvalidValueError):
        evolve(COURIER, **parts)


DETAILS_REFUSED: dict[str, dict[str, Any]] = {
    "an amount as adjustment": {"further": [cad("1")]},
    "a lone charge": {"further": Charge(cad("1"), "Rush")},
    "a number as adjustments": {"further": 5},
    "a float as amount": {"amount": 1.5},
    "an amount below zero": {"amount": -1},
    "a float before": {"before": 0.5},
    "a word as basis": {"basis": "fixed"},
    "an empty fee": {"fee": ""},
    "a number as reason": {"reason": 5},
    "a sentence as language": {"about": "all of them"},
    "a number as language": {"about": 5},
    "a word as waived": {"waived": ["Goodwill"]},
    "a lone reason as waived": {"waived": "Goodwill"},
    "a lone tax": {"taxes": GST},
    "a number as text": {"text": 5},
}


@pytest.mark.parametrize("parts", DETAILS_REFUSED.values(), ids=DETAILS_REFUSED)
def test_refuses_details(parts: dict[str, Any]) -> None:
    """What is said of a line goes through a door too."""
    with pytest.raises(InvalidValueError):
        LineDetails(**parts)


@pytest.mark.parametrize("name", ["amount", "terms", "net_amount", "adjustments", "x"])
def test_never_changes(name: str) -> None:
    """Nothing of a line can be set, nor anything added to it."""
    with pytest.raises(AttributeError):
        setattr(COURIER, name, None)
    assert {COURIER: 1}[InvoiceLine.of("Courier", cad("18.5"))] == 1


def test_equality() -> None:
    """Lines are equal if all their parts are."""
    assert COURIER.with_taxes(()) != COURIER
    assert COURIER.with_taxes([GST, QST]) != COURIER.with_taxes([QST, GST])
    assert InvoiceLine.of("Courier", cad("18.5"), quantity="1.0") == COURIER
