"""A line is a quantity of something at a price, and what was added or taken off."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import moneyed
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    ITEM,
    WORD,
    Allowance,
    Charge,
    Currency,
    InvoiceLine,
    LocalizedText,
    Money,
    PricingEngine,
    Quantity,
    Rounding,
)
from flowfit_invoicing.documents import LineDetails, Terms
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    NegativeLineError,
)
from tests.documents.bills import GST
from tests.documents.fractional import rounded
from tests.quickstart import ACME_RATES, CATALOG, GRID, PROJECT, REVISION


def cad(amount: str) -> Money:
    return Money(amount, "CAD")


def typed_in(**parts: Any) -> InvoiceLine:  # noqa: ANN401 - whatever it is
    parts.setdefault("description", "Courier")
    parts.setdefault("unit_price", cad("18.50"))
    return InvoiceLine.of(**parts)


COURIER = typed_in()


def test_typed_in() -> None:
    """A line typed in counts items, is taxed as the document, and is for no task."""
    assert COURIER.quantity == Quantity(1, ITEM)
    assert (COURIER.unit_price, COURIER.per) == (cad("18.50"), 1)
    assert COURIER.net_amount == cad("18.50")
    assert COURIER.description == LocalizedText("Courier")
    assert (COURIER.service, COURIER.taxes, COURIER.origin) == (None, None, None)
    assert (COURIER.tasks, COURIER.task_ids, COURIER.project_number) == ((), (), None)
    assert COURIER.adjustments == ()


def test_typed_in_with_all_that_there_is() -> None:
    """A quantity may bring its unit, and a line its service and its own taxes."""
    line = InvoiceLine.of(
        {"en": "Revision", "fr": "Révision"},
        cad("50"),
        quantity=Quantity("3.5", HOUR),
        service=REVISION,
        taxes=[GST],
    )
    assert str(line.quantity) == "3.5 hour"
    assert str(line.net_amount) == "175.00 CAD"
    assert line.description.get("fr-CA") == "Révision"
    assert (line.service, line.taxes) == (REVISION, (GST,))
    assert InvoiceLine.of("Untaxed", cad("1"), taxes=()).taxes == ()


def test_takes_money_of_py_moneyed() -> None:
    """A price of py-moneyed is as good as ours."""
    assert InvoiceLine.of("Courier", moneyed.Money("18.50", "CAD")) == COURIER  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # taken all the same


NET = [
    ("483.25", "0.22", 1, "CAD", Rounding.HALF_UP, "106.32"),
    ("483.25", "0.22", 1, "CAD", Rounding.HALF_EVEN, "106.32"),
    ("483.25", "0.22", 1, "CAD", Rounding.DOWN, "106.31"),
    ("1", "0.125", 1, "CAD", Rounding.HALF_UP, "0.13"),
    ("1", "0.125", 1, "CAD", Rounding.HALF_EVEN, "0.12"),
    ("1", "0.121", 1, "CAD", Rounding.UP, "0.13"),
    ("0", "0.22", 1, "CAD", Rounding.UP, "0.00"),
    ("1222.9", "0.185", 1, "CAD", Rounding.HALF_UP, "226.24"),
    ("1250", "85", 1000, "CAD", Rounding.HALF_UP, "106.25"),
    ("1", "1", 3, "CAD", Rounding.UP, "0.34"),
    ("5", "1", 1000, "CAD", Rounding.HALF_UP, "0.01"),
    ("4999.9", "1", 1000, "JPY", Rounding.HALF_UP, "5"),
    ("1", "2.5", 1, "JPY", Rounding.HALF_UP, "3"),
    ("1", "2.5", 1, "JPY", Rounding.HALF_EVEN, "2"),
    ("1", "0.0005", 1, "KWD", Rounding.HALF_UP, "0.001"),
    ("3", "0.4115", 1, "KWD", Rounding.HALF_UP, "1.235"),
]


@pytest.mark.parametrize(("amount", "price", "per", "currency", "mode", "net"), NET)
def test_net_amount(
    amount: str, price: str, per: int, currency: str, mode: Rounding, net: str
) -> None:
    """The net amount is quantity × price ÷ per, rounded once (BT-131)."""
    terms = Terms(None, WORD, Decimal(price), Currency(currency), per, mode)
    line = InvoiceLine(terms, details=LineDetails(Decimal(amount), "Words"))
    assert str(line.net_amount) == f"{net} {currency}"
    assert str(line.net) == net


@given(
    st.decimals(0, 10**6, places=6),
    st.decimals(0, 10**3, places=6),
    st.integers(1, 2000),
    st.sampled_from(["JPY", "CAD", "KWD"]),
    st.sampled_from(Rounding),
)
def test_rounded_once(
    amount: Decimal, price: Decimal, per: int, code: str, mode: Rounding
) -> None:
    """No other rounding comes between: the same is found with fractions."""
    terms = Terms(None, WORD, price, Currency(code), per, mode)
    exactly = Fraction(amount) * Fraction(price) / per
    expected = rounded(exactly, Currency(code).digits, mode)
    line = InvoiceLine(terms, details=LineDetails(amount, "Words"))
    assert Fraction(line.net) == expected


LESS, MORE = Allowance(cad("3.34"), "Agreed"), Charge(cad("7.50"), "Rush")


def test_adjusted() -> None:
    """Charges are added and allowances taken off, in their order, at the end."""
    line = COURIER.adjusted(LESS).adjusted(MORE, LESS)
    assert line.adjustments == (LESS, MORE, LESS)
    assert str(line.net_amount) == "19.32 CAD"
    assert str(line.priced) == "18.50"
    assert COURIER.adjustments == ()
    assert COURIER.adjusted() == COURIER


ALL = Allowance(cad("18.50"), "Free")


def test_never_below_zero() -> None:
    """Allowances take off no more than there is; the last of them is named."""
    assert str(COURIER.adjusted(ALL).net_amount) == "0.00 CAD"
    assert str(COURIER.adjusted(ALL, LESS, MORE).net_amount) == "4.16 CAD"
    with pytest.raises(NegativeLineError) as raised:
        COURIER.adjusted(ALL, LESS)
    assert raised.value.amount == cad("3.34")
    error = f"{LESS.reason}: allowance 3.34 CAD: takes the line below zero"
    assert str(raised.value) == error


def test_one_currency() -> None:
    """What is added is in the currency of the price."""
    with pytest.raises(CurrencyMismatchError) as raised:
        COURIER.adjusted(Charge(Money(1, "EUR"), "Rush"))
    assert (raised.value.expected.code, raised.value.actual.code) == ("CAD", "EUR")


def test_tasks() -> None:
    """A line of the engine knows its task and project, one typed in has none."""
    line = PricingEngine(CATALOG).price(PROJECT)[1]
    assert line.tasks == (("P-1042", "T-2"),)
    assert (line.task_ids, line.project_number) == (("T-2",), "P-1042")
    assert COURIER.tasks == ()


def test_half_of_a_key() -> None:
    """A task without its project is known to nobody, nor is a price without both."""
    line = PricingEngine(CATALOG).price(PROJECT)[1]
    for some in (evolve(line, project=None), evolve(line, task=None)):
        assert (some.tasks, some.task_ids, some.origin) == ((), (), None)
    by_hand = evolve(COURIER, task=line.task, project=line.project)
    assert (by_hand.tasks, by_hand.origin) == (line.tasks, None)


def test_origin() -> None:
    """A line of the engine knows the task, the day, the list, the rate and the grid."""
    origin = PricingEngine(CATALOG).price(PROJECT)[0].origin
    assert origin is not None
    assert origin.task is PROJECT.tasks[0]
    assert (origin.title, origin.on) == ("Rapport annuel", date(2026, 11, 9))
    assert (origin.rate_list, origin.rate) == ("Acme", ACME_RATES.rates[0])
    assert (origin.grid, origin.band) == (GRID, None)
    assert not COURIER.is_weighted
