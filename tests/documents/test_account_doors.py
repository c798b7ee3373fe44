"""What is asked about accounts is asked of records, in money, and for a day."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    EarlyDiscount,
    InvoiceRecord,
    Money,
    Reminded,
    ReminderPolicy,
    TaxRow,
    Totals,
    allocate,
    credit_of,
    payable_in_cash,
    reminders_due,
    statement,
    tax,
)
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from tests.documents.accounts import december, invoice, record
from tests.documents.bills import DRAFT, GST, line

RULES = tax.canada()
DAY = december(1)
ZERO, EURO = Money(0, "CAD"), Money(1, "EUR")
ASKED: dict[str, Callable[[InvoiceRecord, Any], object]] = {
    "outstanding": InvoiceRecord.outstanding,
    "standing": InvoiceRecord.standing,
    "state": InvoiceRecord.state,
    "settlement": InvoiceRecord.settlement,
    "days overdue": InvoiceRecord.days_overdue,
    "open instalments": InvoiceRecord.open_instalments,
    "viewed": InvoiceRecord.viewed,
    "last reminder": InvoiceRecord.last_reminder,
    "paid": InvoiceRecord.paid,
    "discount": lambda own, on: own.discount(on, RULES),
    "payable": lambda own, on: own.payable(on, RULES),
    "reminders": lambda own, on: reminders_due([own], ReminderPolicy(), on),
    "allocation": lambda own, on: allocate(Money(1, "CAD"), [own], on),
    "a statement": lambda own, on: statement("ACME", [own], in_currency="CAD", on=on),
    "a client's credit": lambda _, on: credit_of([], "CAD", on),
}
NO_DAYS: dict[str, Any] = {
    "a text": "2026-12-01",
    "a moment": datetime(2026, 12, 1, tzinfo=UTC),
    "nothing": None,
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize("on", NO_DAYS.values(), ids=NO_DAYS)
def test_days(ask: Callable[[InvoiceRecord, Any], object], on: Any) -> None:  # noqa: ANN401 - whatever it is
    """A day is a day, whether anything has happened or not."""
    for own in (record(), record(Reminded(on=DAY, level=1))):
        with pytest.raises(InvalidValueError):
            ask(own, on)


NO_RECORDS: dict[str, Callable[[Any], object]] = {
    "reminders": lambda some: reminders_due(some, ReminderPolicy(), DAY),
    "allocation": lambda some: allocate(Money(1, "CAD"), some, DAY),
    "a statement": lambda some: statement("ACME", some, in_currency="CAD", on=DAY),
    "a statement's payments": lambda some: statement(
        "ACME", [], some, in_currency="CAD", on=DAY
    ),
    "a client's credit": lambda some: credit_of(some, "CAD", DAY),
}


@pytest.mark.parametrize("ask", NO_RECORDS.values(), ids=NO_RECORDS)
def test_records(ask: Callable[[Any], object]) -> None:
    """Invoices are asked about with what has happened to them, and payments alone."""
    for some in ([invoice()], None, "F-1"):
        with pytest.raises(InvalidValueError):
            ask(some)


def test_money() -> None:
    """An amount without a currency is none."""
    for amount in ("5", 5, None):
        with pytest.raises(InvalidValueError):
            payable_in_cash(amount)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
        with pytest.raises(InvalidValueError):
            allocate(amount, [], DAY)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case


def test_a_statement_that_begins_after_it_ends() -> None:
    """An account goes from a day to a later one, or is of that day alone."""
    own = [record()]
    whole = statement("ACME", own, in_currency="CAD", on=DAY, since=DAY)
    assert str(whole.balance) == "114.98 CAD"
    with pytest.raises(InvalidValueError, match="expected a day until 2026-12-01"):
        statement("ACME", own, in_currency="CAD", on=DAY, since=december(2))


TOTALS = evolve(DRAFT, lines=[line("100")]).totals


@pytest.mark.parametrize(
    "name", ["lines_net", "allowances", "charges", "prepaid", "rounding"]
)
def test_sums(name: str) -> None:
    """Totals are money of one currency."""
    parts: Any = {name: 5}
    with pytest.raises(InvalidValueError):
        evolve(TOTALS, **parts)
    parts = {name: EURO}
    with pytest.raises(CurrencyMismatchError):
        evolve(TOTALS, **parts)


def test_taxes_of_totals() -> None:
    """Taxes are rows of two amounts, in the currency of the sums."""
    parts: Any
    for parts in ({"taxes": 3}, {"taxes": [GST]}):
        with pytest.raises(InvalidValueError):
            evolve(TOTALS, **parts)
    with pytest.raises(CurrencyMismatchError):
        evolve(TOTALS, taxes=[TaxRow(GST, EURO, EURO)])
    with pytest.raises(
        CurrencyMismatchError, match=r"^EUR: expected an amount in CAD$"
    ):
        TaxRow(GST, ZERO, EURO)
    row = TaxRow(GST, Money(100, "CAD"), Money(5, "CAD"))
    kept = Totals(
        lines_net=ZERO,
        allowances=ZERO,
        charges=ZERO,
        taxes=[row],
        prepaid=ZERO,
        rounding=ZERO,
    )
    assert kept.taxes == (row,)


def test_discounts_below_zero() -> None:
    """Who pays early never pays more."""
    assert EarlyDiscount(ZERO).total == ZERO
    with pytest.raises(InvalidValueError):
        EarlyDiscount(Money("-0.01", "CAD"))


def test_nothing_was_issued_without_a_line() -> None:
    """A draft may be empty; an invoice is for something, and so is a quote."""
    full = evolve(DRAFT, lines=[line("1")])
    assert evolve(full, lines=()).lines == ()
    for issued in (full.issue("F-1", DAY), full.quote("Q-1", DAY, DAY)):
        with pytest.raises(InvalidValueError, match="expected a document that has"):
            evolve(issued, lines=())
