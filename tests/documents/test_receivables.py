"""What clients owe: accounts with a balance, ages of debts, and reminders."""

from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Aging,
    CreditUse,
    EarlyDiscount,
    InvoiceRecord,
    Money,
    Movement,
    Payment,
    PaymentTerms,
    Refund,
    Reminded,
    ReminderPolicy,
    Reversal,
    Statement,
    StatementEntry,
    aging,
    credit_of,
    reminders_due,
    statement,
)
from flowfit_invoicing.documents import CreditApplied, CreditTaken, Event, Refunded
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
from tests.documents.bills import line
from tests.quickstart import ACME

DUE = december(24)
END = date(2027, 12, 31)
OTHER = evolve(ACME, code="BETA")

COLUMNS: dict[int, int] = {
    -30: 0,
    0: 0,
    1: 1,
    30: 1,
    31: 2,
    60: 2,
    61: 3,
    90: 3,
    91: 4,
    400: 4,
}


@pytest.mark.parametrize(("days", "column"), COLUMNS.items(), ids=str)
def test_ages(days: int, column: int) -> None:
    """Current, 1–30, 31–60, 61–90 and over 90 days, each edge in its column."""
    (row,) = aging([record(paid("14.98"))], DUE + timedelta(days=days))
    expected = [cad("0.00")] * 5
    expected[column] = cad("100.00")
    if days < -23:  # before it was paid
        expected[column] = cad("114.98")
    assert row.amounts == tuple(expected)


def test_aging() -> None:
    """A row for each client and currency that owes anything, overpaid less."""
    euros = invoice(
        "10.00", number="F-5", currency="EUR", lines=[line("10.00", "EUR")], taxes=()
    )
    records = [
        record(),
        record(of=invoice(number="F-2", client=OTHER)),
        record(paid("120.00"), of=invoice(number="F-3")),
        record(paid("114.98"), of=invoice(number="F-4", client=evolve(ACME, code="Z"))),
        record(of=euros),
    ]
    rows = aging(records, december(31))
    assert [(row.client, row.currency.code) for row in rows] == [
        *(("ACME", "CAD"), ("ACME", "EUR"), ("BETA", "CAD"))
    ]
    acme = rows[0]
    assert (acme.current, acme.overdue) == (cad("-5.02"), cad("114.98"))
    assert acme.total == cad("109.96")
    assert aging(records, date(2026, 11, 1)) == ()


def test_instalments_have_their_own_age() -> None:
    """What is overdue of an invoice is told apart from what is not."""
    parts = PaymentTerms.in_instalments((50, PaymentTerms(0)), (50, PaymentTerms(60)))
    (row,) = aging([record(of=invoice(terms=parts))], december(31))
    assert (row.current, row.amounts[2]) == (cad("57.49"), cad("57.49"))


@pytest.mark.parametrize("number", [0, 4, 6])
def test_five_ages(number: int) -> None:
    """An aging has five columns."""
    with pytest.raises(InvalidValueError, match="expected 5 amounts"):
        Aging("ACME", [cad("1.00")] * number)


def noted(level: int, day: int) -> Reminded:
    """Remind on a day so many days after the due date."""
    return Reminded(on=DUE + timedelta(days=day), level=level)


POLICY = ReminderPolicy(after=[7, 21, 35], pause=10)
LEVELS: dict[str, tuple[list[Event], int, int | None]] = {
    "not due yet": ([], 0, None),
    "a day too early": ([], 6, None),
    "the first": ([], 7, 1),
    "the first, late": ([], 100, 1),
    "the first was sent today": ([noted(1, 7)], 7, None),
    "the second, a day too early": ([noted(1, 7)], 20, None),
    "the second": ([noted(1, 7)], 21, 2),
    "the second, within the pause": ([noted(1, 12)], 21, None),
    "the second, after the pause": ([noted(1, 12)], 22, 2),
    "the third": ([noted(1, 7), noted(2, 21)], 35, 3),
    "no more": ([noted(1, 7), noted(2, 21), noted(3, 35)], 100, None),
    "the first is sent later": ([noted(1, 30)], 29, 1),
    "settled": ([paid("114.98")], 40, None),
    "all but a cent": ([paid("114.97")], 40, 1),
    "cancelled": ([credited("114.98")], 40, None),
    "written off": ([lost("114.98")], 40, None),
}


@pytest.mark.parametrize(("events", "days", "expected"), LEVELS.values(), ids=LEVELS)
def test_levels(events: list[Event], days: int, expected: int | None) -> None:
    """Levels follow each other, with a pause, while anything is owed."""
    assert POLICY.next_level(record(*events), DUE + timedelta(days=days)) == expected


def test_reminders_due() -> None:
    """Reminders are for whom they are due, the most overdue first."""
    records = [
        record(of=invoice(number="F-1")),
        record(of=invoice(number="F-3", terms=PaymentTerms(10))),
        record(of=invoice(number="F-2", terms=PaymentTerms(10))),
        record(paid("114.98")),
    ]
    due = reminders_due(records, POLICY, december(31))
    assert [
        (each.record.invoice.number, each.level, each.days_overdue) for each in due
    ] == [("F-2", 1, 27), ("F-3", 1, 27), ("F-1", 1, 7)]
    assert due[0].outstanding == cad("114.98")


@pytest.mark.parametrize(
    "parts",
    [
        {"after": []},
        {"after": 7},
        {"after": [0, 7]},
        {"after": [7, 7]},
        {"after": [21, 7]},
        {"after": ["7"]},
        {"pause": 0},
        {"pause": 1.5},
    ],
    ids=str,
)
def test_refuses_what_is_no_policy(parts: dict[str, Any]) -> None:
    """Levels rise from a day after the due date on, with a day between them."""
    with pytest.raises(InvalidValueError):
        ReminderPolicy(**parts)


def test_least_policy() -> None:
    """One level, a day after it was due, is a policy."""
    assert ReminderPolicy(after=[1], pause=1).levels == 1
    with pytest.raises(InvalidValueError):
        reminders_due([], 7, DUE)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case


PAYMENT = Payment(
    "B-1",
    "ACME",
    december(1),
    cad("200.00"),
    {"F-1": cad("114.98"), "F-2": cad("50.00")},
    keep_rest=True,
)
USE = CreditUse("C-1", "ACME", december(2), {"F-2": cad("30.00")})
BACK = Refund("R-1", "ACME", december(3), cad("5.02"), "Asked")
SECOND = invoice(number="F-2")
APPLIED = CreditApplied(on=december(2), movement="C-1", amount=cad("30.00"))

DISCOUNTED = evolve(paid("112.98"), discount=EarlyDiscount(cad("2.00")))

ACCOUNTS: dict[str, tuple[list[InvoiceRecord], list[Movement], list[str]]] = {
    "nothing": ([], [], []),
    "an invoice": ([record()], [], ["2026-11-24 invoice F-1 114.98 = 114.98"]),
    "an invoice of nothing": (
        [record(of=invoice("0.00"))],
        *([], ["2026-11-24 invoice F-1 0.00 = 0.00"]),
    ),
    "one payment of two, and a rest": (
        [record(paid("114.98")), record(paid("50.00"), of=SECOND)],
        [PAYMENT],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-11-24 invoice F-2 114.98 = 229.96",
            "2026-12-01 payment B-1 -200.00 = 29.96",
        ],
    ),
    "credit that is used and refunded": (
        [record(paid("114.98")), record(paid("50.00"), APPLIED, of=SECOND)],
        [PAYMENT, USE, BACK],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-11-24 invoice F-2 114.98 = 229.96",
            "2026-12-01 payment B-1 -200.00 = 29.96",
            "2026-12-03 refund R-1 5.02 = 34.98",
        ],
    ),
    "a payment that bounced": (
        [
            record(paid("114.98"), returned("114.98", 9)),
            record(paid("50.00"), returned("50.00", 9), of=SECOND),
        ],
        [PAYMENT, Reversal("X-1", "ACME", december(9), "B-1", "No funds")],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-11-24 invoice F-2 114.98 = 229.96",
            "2026-12-01 payment B-1 -200.00 = 29.96",
            "2026-12-09 reversal B-1 200.00 = 229.96",
        ],
    ),
    "credited, written off, discounted and refunded": (
        [
            record(
                evolve(paid("62.98"), discount=EarlyDiscount(cad("2.00"))),
                credited("50.00"),
                Refunded(on=december(2), movement="R-2", amount=cad("3.00")),
                lost("2.98", day=3),
            )
        ],
        [Refund("R-2", "ACME", december(2), cad("3.00"), "Asked", number="F-1")],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-12-01 credit-note N-1 -50.00 = 64.98",
            "2026-12-01 payment B-1 -62.98 = 2.00",
            "2026-12-01 discount F-1 -2.00 = 0.00",
            "2026-12-02 refund R-2 3.00 = 3.00",
            "2026-12-03 write-off F-1 -2.98 = 0.02",
        ],
    ),
    "cancelled after a discount, and the cheque has bounced": (
        [
            record(
                DISCOUNTED,
                credited("114.98", day=5, net="100.00"),
                returned("114.98", day=9),
            )
        ],
        [],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-12-01 payment B-1 -112.98 = 2.00",
            "2026-12-01 discount F-1 -2.00 = 0.00",
            "2026-12-05 credit-note N-1 -114.98 = -114.98",
            "2026-12-05 discount F-1 2.00 = -112.98",
            "2026-12-09 reversal B-1 112.98 = 0.00",
        ],
    ),
    "cancelled after a part was written off": (
        [record(paid("100.00"), lost("14.98"), credited("114.98", day=5))],
        [],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-12-01 payment B-1 -100.00 = 14.98",
            "2026-12-01 write-off F-1 -14.98 = 0.00",
            "2026-12-05 credit-note N-1 -114.98 = -114.98",
            "2026-12-05 write-off F-1 14.98 = -100.00",
        ],
    ),
    "what one had too much pays another": (
        [
            record(
                paid("114.98"),
                paid("14.98", movement="B-2"),
                CreditTaken(on=december(2), movement="C-2", amount=cad("14.98")),
            ),
            record(
                CreditApplied(on=december(2), movement="C-2", amount=cad("14.98")),
                of=SECOND,
            ),
        ],
        [CreditUse(*("C-2", "ACME", december(2), {"F-2": cad("14.98")}), source="F-1")],
        [
            "2026-11-24 invoice F-1 114.98 = 114.98",
            "2026-11-24 invoice F-2 114.98 = 229.96",
            "2026-12-01 payment B-1 -114.98 = 114.98",
            "2026-12-01 payment B-2 -14.98 = 100.00",
        ],
    ),
    "what is of others, in other money or later": (
        [
            record(paid("14.98", day=31)),
            record(of=invoice(client=OTHER)),
            record(
                of=invoice(currency="EUR", lines=[line("1.00", "EUR")], number="F-9")
            ),
        ],
        [
            evolve(PAYMENT, client="BETA"),
            evolve(PAYMENT, amount=Money(1, "EUR"), allocations=()),
        ],
        ["2026-11-24 invoice F-1 114.98 = 114.98"],
    ),
}


def told(found: Statement) -> list[str]:
    """Write each entry with the balance after it."""
    return [
        f"{each.on} {each.kind} {each.reference} {each.amount.amount} = {after.amount}"
        for each, after in zip(found.entries, found.balances, strict=True)
    ]


@pytest.mark.parametrize(
    ("records", "movements", "expected"), ACCOUNTS.values(), ids=ACCOUNTS
)
def test_statement(
    records: list[InvoiceRecord], movements: list[Movement], expected: list[str]
) -> None:
    """An account tells what was billed and paid; a payment is one entry."""
    on = december(30)
    found = statement("ACME", records, movements, in_currency="CAD", on=on)
    assert told(found) == expected
    assert found.balance == (found.balances or (cad("0.00"),))[-1]


@pytest.mark.parametrize(
    ("records", "movements"),
    [(records, movements) for records, movements, _ in ACCOUNTS.values()],
    ids=ACCOUNTS,
)
@pytest.mark.parametrize("on", [ISSUED, december(1), december(2), december(9), END])
def test_balance(
    records: list[InvoiceRecord], movements: list[Movement], on: date
) -> None:
    """The balance is what is owed on all invoices, less the client's credit."""
    own = [each for each in records if each.invoice.client.code == "ACME"]
    owed = (each.outstanding(on) for each in own if each.invoice.currency.code == "CAD")
    theirs = [each for each in movements if each.client == "ACME"]
    expected = Money.total(owed, "CAD") - credit_of(theirs, "CAD", on)
    found = statement("ACME", records, movements, in_currency="CAD", on=on)
    assert found.balance == expected


def test_since() -> None:
    """What was before a day is the opening balance; the last balance is the same."""
    records = [record(paid("14.98")), record(of=SECOND)]
    whole = statement("ACME", records, in_currency="CAD", on=december(31))
    late = statement(
        "ACME", records, in_currency="CAD", on=december(31), since=december(1)
    )
    assert late.opening == cad("229.96")
    assert told(late) == ["2026-12-01 payment B-1 -14.98 = 214.98"]
    assert (late.balance, whole.opening) == (whole.balance, None)
    assert late.since(december(2)).opening == late.balance
    assert late.since(december(2)).balances == ()


@pytest.mark.parametrize(
    "parts", [{"kind": "gift"}, {"reference": ""}, {"amount": "1.00"}], ids=str
)
def test_refuses_what_is_no_entry(parts: dict[str, Any]) -> None:
    """An entry is of a kind, about something, and an amount."""
    entry = StatementEntry(ISSUED, "invoice", "F-1", cad("1.00"))
    with pytest.raises(InvalidValueError):
        evolve(entry, **parts)


def test_balance_of_two_currencies() -> None:
    """An account is in one currency."""
    entry = StatementEntry(ISSUED, "invoice", "F-1", Money(1, "EUR"))
    with pytest.raises(CurrencyMismatchError):
        _ = Statement("ACME", "CAD", ISSUED, [entry]).balance
