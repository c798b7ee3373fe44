"""An invoice with its events says what it is, what is owed, and since when."""

from datetime import date

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CreditApplied,
    CreditTaken,
    InvoiceRecord,
    Money,
    Paid,
    PaymentTerms,
    Refunded,
    Reminded,
)
from flowfit_invoicing.documents import Event, Sent, Viewed
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from tests.documents.accounts import (
    ISSUED,
    cad,
    credited,
    december,
    invoice,
    lost,
    paid,
    record,
    returned,
)

SENT = Sent(on=ISSUED)
APPLIED = CreditApplied(on=december(1), movement="C-1", amount=cad("14.98"))
TAKEN = CreditTaken(on=december(2), movement="C-2", amount=cad("14.98"))
BACK = Refunded(on=december(2), movement="R-1", amount=cad("14.98"))

STANDINGS: dict[str, tuple[list[Event], str, str, str]] = {
    "just issued": ([], "114.98", "issued", "open"),
    "sent": ([SENT], "114.98", "sent", "open"),
    "paid in part": ([SENT, paid("14.98")], "100.00", "sent", "partly"),
    "paid to the last cent but one": ([paid("114.97")], "0.01", "issued", "partly"),
    "paid": ([paid("114.98")], "0.00", "issued", "settled"),
    "paid twice": (
        [paid("114.98"), paid("114.98", movement="B-2")],
        *("-114.98", "issued", "overpaid"),
    ),
    "paid and returned": (
        [paid("114.98"), returned("114.98")],
        *("114.98", "issued", "open"),
    ),
    "paid by credit": ([paid("100.00"), APPLIED], "0.00", "issued", "settled"),
    "overpaid, and the rest used": (
        [paid("129.96"), TAKEN],
        *("0.00", "issued", "settled"),
    ),
    "overpaid and refunded": ([paid("129.96"), BACK], "0.00", "issued", "settled"),
    "paid and refunded": ([paid("114.98"), BACK], "14.98", "issued", "partly"),
    "never paid and refunded": ([BACK], "129.96", "issued", "open"),
    "a bad debt": ([lost("114.98")], "0.00", "issued", "written-off"),
    "partly a bad debt": (
        [paid("100.00"), lost("14.98")],
        *("0.00", "issued", "written-off"),
    ),
    "a bad debt of which a part is open": (
        [lost("14.98")],
        *("100.00", "issued", "partly"),
    ),
    "the bank has kept its fee": (
        [paid("112.48"), lost("2.50", "bank-fee")],
        *("0.00", "issued", "settled"),
    ),
    "a cent that nobody asks for": (
        [paid("114.97"), lost("0.01", "difference")],
        *("0.00", "issued", "settled"),
    ),
    "credited in part": ([SENT, credited("14.98")], "100.00", "sent", "partly"),
    "cancelled": ([SENT, credited("114.98")], "0.00", "cancelled", "settled"),
    "cancelled by two notes": (
        [credited("100.00"), credited("14.98", number="N-2")],
        *("0.00", "cancelled", "settled"),
    ),
    "cancelled after a part was written off": (
        [paid("100.00"), lost("14.98"), credited("114.98")],
        *("-100.00", "cancelled", "overpaid"),
    ),
    "cancelled, and paid back what was paid of it": (
        [paid("14.98"), lost("100.00"), credited("114.98"), BACK],
        *("0.00", "cancelled", "settled"),
    ),
    "credited in part after the rest was written off": (
        [paid("100.00"), lost("14.98"), credited("10.00")],
        *("0.00", "issued", "written-off"),
    ),
    "credited more than was written off": (
        [paid("100.00"), lost("14.98"), credited("20.00")],
        *("-5.02", "issued", "overpaid"),
    ),
    "cancelled after it was paid": (
        [paid("114.98"), credited("114.98")],
        *("-114.98", "cancelled", "overpaid"),
    ),
    "what will happen later": (
        [paid("114.98", day=25), credited("114.98", day=25)],
        *("114.98", "issued", "open"),
    ),
    "what happened that day": ([paid("114.98", day=24)], "0.00", "issued", "settled"),
}


@pytest.mark.parametrize(
    ("events", "owed", "state", "settlement"), STANDINGS.values(), ids=STANDINGS
)
def test_standing(events: list[Event], owed: str, state: str, settlement: str) -> None:
    """What it is and how far it is paid are two things, whatever the order."""
    for several in (events, events[::-1]):
        found = record(*several)
        assert str(found.outstanding(december(24))) == f"{owed} CAD"
        assert found.state(december(24)) == state
        assert found.settlement(december(24)) == settlement


def test_nothing_due_is_settled() -> None:
    """An invoice of 0.00 is an invoice, and nobody waits for it (ninja 2191)."""
    found = record(of=invoice("0.00"))
    assert found.settlement(ISSUED) == "settled"
    assert found.state(ISSUED) == "issued"
    assert found.days_overdue(date(2027, 12, 31)) == 0
    assert found.open_instalments(ISSUED) == ()
    assert evolve(found, events=[credited("0.00")]).state(december(1)) == "cancelled"


def test_before_it_was_issued() -> None:
    """Nothing is owed on what is not there yet, and it has no state."""
    found = record(SENT)
    before = date(2026, 11, 23)
    assert found.outstanding(before) == cad("0.00")
    assert found.outstanding(ISSUED) == cad("114.98")
    assert found.days_overdue(before) == 0
    for ask in (found.state, found.settlement):
        with pytest.raises(InvalidValueError, match="a day from 2026-11-24 on"):
            ask(before)


OVERDUE: dict[str, tuple[list[Event], date, int]] = {
    "on the last day": ([], december(24), 0),
    "a day later": ([], december(25), 1),
    "a month later": ([], date(2027, 1, 24), 31),
    "paid in part (erpnext 26137)": ([paid("114.97")], december(31), 7),
    "paid": ([paid("114.98")], december(31), 0),
    "overpaid": ([paid("115.00")], december(31), 0),
    "written off": ([lost("114.98")], december(31), 0),
    "cancelled": ([credited("114.98")], december(31), 0),
    "paid later": ([paid("114.98", day=31)], december(30), 6),
    "returned": ([paid("114.98"), returned("114.98", 31)], december(31), 7),
}


@pytest.mark.parametrize(("events", "on", "expected"), OVERDUE.values(), ids=OVERDUE)
def test_days_overdue(events: list[Event], on: date, expected: int) -> None:
    """Days are counted from the due date while anything is owed, be it a cent."""
    assert record(*events).days_overdue(on) == expected


IN_PARTS = PaymentTerms.in_instalments(
    (50, PaymentTerms(0)), (30, PaymentTerms(30)), (20, PaymentTerms(60))
)
INSTALMENTS: dict[str, tuple[list[Event], list[str], int]] = {
    "nothing is paid": ([], ["57.49", "34.49", "23.00"], 32),
    "half of the first": ([paid("30.00")], ["27.49", "34.49", "23.00"], 32),
    "the first": ([paid("57.49")], ["34.49", "23.00"], 2),
    "more than the first": ([paid("60.00")], ["31.98", "23.00"], 2),
    "two": ([paid("91.98")], ["23.00"], 0),
    "all": ([paid("114.98")], [], 0),
    "too much": ([paid("120.00")], [], 0),
    "more is owed": (
        [Refunded(on=december(1), movement="R", amount=cad("10.00"))],
        ["67.49", "34.49", "23.00"],
        32,
    ),
}


@pytest.mark.parametrize(
    ("events", "amounts", "days"), INSTALMENTS.values(), ids=INSTALMENTS
)
def test_instalments(events: list[Event], amounts: list[str], days: int) -> None:
    """What is paid pays the oldest instalment; the oldest that is open is overdue."""
    found = record(*events, of=invoice(terms=IN_PARTS))
    open_ones = found.open_instalments(december(26))
    assert [str(each.amount.amount) for each in open_ones] == amounts
    assert found.days_overdue(december(26)) == days


def test_viewed_and_reminded() -> None:
    """The latest reminder of the highest level counts, until a day."""
    reminders = [
        Reminded(on=december(26), level=1),
        Reminded(on=december(30), level=2),
        Reminded(on=december(28), level=2),
    ]
    found = record(Viewed(on=december(2)), *reminders)
    assert [found.viewed(december(day)) for day in (1, 2)] == [False, True]
    assert found.last_reminder(december(25)) is None
    assert found.last_reminder(december(27)) == reminders[0]
    assert found.last_reminder(december(31)) == reminders[1]


PAID: dict[str, tuple[list[Event], str]] = {
    "nothing": ([lost("10.00"), credited("10.00")], "0.00"),
    "money and credit": ([paid("10.00"), APPLIED], "24.98"),
    "less what went back": ([paid("100.00"), BACK, TAKEN], "70.04"),
    "not what was returned": (
        [paid("10.00"), paid("5.00", movement="B-2"), returned("10.00")],
        "5.00",
    ),
}


@pytest.mark.parametrize(("events", "expected"), PAID.values(), ids=PAID)
def test_paid(events: list[Event], expected: str) -> None:
    """What was paid and not paid back, in money or by credit."""
    assert str(record(*events).paid(december(31))) == f"{expected} CAD"


def test_one_currency() -> None:
    """What is owed stays in the invoice's currency."""
    euros = Paid(on=december(1), movement="B-1", amount=Money(1, "EUR"))
    with pytest.raises(CurrencyMismatchError) as raised:
        record(euros)
    assert (raised.value.expected.code, raised.value.actual.code) == ("CAD", "EUR")


def test_refuses() -> None:
    """A record is of an invoice, and events are events."""
    with pytest.raises(InvalidValueError):
        InvoiceRecord("F-1")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    with pytest.raises(InvalidValueError):
        InvoiceRecord(invoice(), ["paid"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case
