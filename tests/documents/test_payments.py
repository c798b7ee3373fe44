"""Payments, refunds and the use of credit: what they are, and what they refuse."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from flowfit_invoicing import (
    Allocation,
    CreditUse,
    EarlyDiscount,
    ExchangeRate,
    Money,
    Movement,
    Paid,
    Payment,
    PaymentTerms,
    Refund,
    Reminded,
    Reversal,
    Reversed,
    WrittenOff,
    allocate,
    credit_of,
    payable_in_cash,
)
from flowfit_invoicing.errors import (
    AmountExceededError,
    CurrencyMismatchError,
    InvalidValueError,
    InvoicingError,
    OverpaymentError,
    phrase,
)
from tests.documents.accounts import cad, december, invoice, paid, record

DAY = december(1)
USD = ExchangeRate("USD", "CAD", "1.3652", DAY)
EUR = ExchangeRate("EUR", "CAD", "1.5", DAY)


def payment(amount: str, *parts: str, **more: Any) -> Payment:  # noqa: ANN401 - whatever it has
    """Make a payment of Canadian dollars for invoices F-1, F-2 …"""
    several = {f"F-{place}": cad(part) for place, part in enumerate(parts, 1)}
    return Payment("B-1", "ACME", DAY, cad(amount), several, **more)


RESTS: dict[str, tuple[Payment, str, str, str]] = {
    "in full": (payment("114.98", "114.98"), "114.98", "0.00", "0.00"),
    "of three invoices": (
        *(payment("60.00", "10.00", "20.00", "30.00"), "60.00", "0.00", "0.00"),
    ),
    "more, and kept": (
        payment("150.00", "114.98", keep_rest=True),
        *("150.00", "0.00", "35.02"),
    ),
    "in advance": (payment("50.00", keep_rest=True), "50.00", "0.00", "50.00"),
    "in cash, rounded up": (
        payment("115.00", "114.98", in_cash=True),
        *("115.00", "0.02", "0.00"),
    ),
    "in cash, rounded down": (
        payment("114.90", "114.92", in_cash=True),
        *("114.90", "-0.02", "0.00"),
    ),
    "in cash, by the total and not by invoice": (
        payment("0.05", "0.02", "0.02", in_cash=True),
        *("0.05", "0.01", "0.00"),
    ),
    "in cash, and some kept": (
        payment("120.00", "114.98", in_cash=True, keep_rest=True),
        *("120.00", "0.02", "5.00"),
    ),
    "in cash, a part": (
        *(payment("50.00", "50.00", in_cash=True), "50.00", "0.00", "0.00"),
    ),
    "in dollars of the south": (
        Payment(
            *("B-1", "ACME", DAY, Money("84.22", "USD"), {"F-1": cad("114.98")}),
            exchange=USD,
        ),
        *("114.98", "0.00", "0.00"),
    ),
    "a bit more in those": (
        Payment(
            *("B-1", "ACME", DAY, Money("85.00", "USD"), {"F-1": cad("114.98")}),
            exchange=USD,
            keep_rest=True,
        ),
        *("116.04", "0.00", "1.06"),
    ),
    "half a cent": (
        Payment(
            *("B-1", "ACME", DAY, Money("0.03", "EUR"), {"F-1": cad("0.05")}),
            exchange=EUR,
        ),
        *("0.05", "0.00", "0.00"),
    ),
}


@pytest.mark.parametrize(
    ("paid_", "value", "rounding", "rest"), RESTS.values(), ids=RESTS
)
def test_what_is_left(paid_: Payment, value: str, rounding: str, rest: str) -> None:
    """What came in is what invoices get, what coins made of it, and the rest."""
    found = paid_.value, paid_.rounding, paid_.rest
    assert [str(each.amount) for each in found] == [value, rounding, rest]
    assert {each.currency.code for each in found} == {"CAD"}
    assert paid_.credit == paid_.rest


B_1 = phrase("payment", name="B-1")


def test_more_than_is_due_in_silence() -> None:
    """Nobody pays too much by oversight; the error says how much, and the way out."""
    with pytest.raises(OverpaymentError) as raised:
        payment("150.00", "100.00", "14.98")
    assert raised.value == OverpaymentError(B_1, cad("150.00"), cad("114.98"))
    with pytest.raises(OverpaymentError):
        payment("0.01")
    with pytest.raises(OverpaymentError) as raised:
        payment("115.05", "114.98", in_cash=True)
    assert raised.value.due == cad("115.00")


def test_more_than_came_in() -> None:
    """A payment pays no more than it is."""
    with pytest.raises(AmountExceededError) as raised:
        payment("100.00", "100.00", "14.98", keep_rest=True)
    error = AmountExceededError(B_1, cad("114.98"), cad("100.00"))
    assert raised.value == error
    with pytest.raises(AmountExceededError):
        payment("114.95", "114.98", in_cash=True)


EUROS = Money("1.00", "EUR")
REFUSED: dict[str, tuple[type[InvoicingError], dict[str, Any]]] = {
    "no id": (InvalidValueError, {"id": ""}),
    "a client and not its code": (InvalidValueError, {"client": 5}),
    "a moment": (InvalidValueError, {"on": datetime(2026, 12, 1, tzinfo=UTC)}),
    "a number as amount": (InvalidValueError, {"amount": "1.00"}),
    "nothing": (InvalidValueError, {"amount": cad("0.00")}),
    "less than nothing": (InvalidValueError, {"amount": cad("-1.00")}),
    "half a cent": (InvalidValueError, {"amount": cad("1.005")}),
    "amounts without invoices": (InvalidValueError, {"allocations": [cad("1.00")]}),
    "a number of an invoice": (InvalidValueError, {"allocations": "F-1"}),
    "a number": (InvalidValueError, {"allocations": 1}),
    "an invoice twice": (
        InvalidValueError,
        {"allocations": [Allocation("F-1", cad("0.50"))] * 2},
    ),
    "nothing for an invoice": (
        InvalidValueError,
        {"allocations": {"F-1": cad("0.00")}},
    ),
    "an invoice in another currency": (
        CurrencyMismatchError,
        {"allocations": {"F-1": EUROS}},
    ),
    "a rate from another currency": (CurrencyMismatchError, {"exchange": USD}),
    "a rate as number": (InvalidValueError, {"exchange": "1.5"}),
    "cents in cash": (InvalidValueError, {"amount": cad("1.02"), "in_cash": True}),
    "foreign coins": (
        InvalidValueError,
        {"amount": EUROS, "exchange": EUR, "in_cash": True},
    ),
    "maybe in cash": (InvalidValueError, {"in_cash": 1}),
    "maybe kept": (InvalidValueError, {"keep_rest": "yes"}),
}


@pytest.mark.parametrize(("error", "parts"), REFUSED.values(), ids=REFUSED)
def test_refuses(error: type[InvoicingError], parts: dict[str, Any]) -> None:
    """What is no payment is refused as a whole."""
    whole: dict[str, Any] = {
        "id": "B-1",
        "client": "ACME",
        "on": DAY,
        "amount": cad("1.00"),
        "allocations": {},
        "keep_rest": True,
    }
    assert Payment(**whole).rest == cad("1.00")
    with pytest.raises(error):
        Payment(**{**whole, **parts})


COINS = {
    "0.00": "0.00",
    "0.01": "0.00",
    "0.02": "0.00",
    "0.03": "0.05",
    "0.05": "0.05",
    "0.07": "0.05",
    "0.08": "0.10",
    "114.92": "114.90",
    "114.98": "115.00",
    "-0.03": "-0.05",
}


@pytest.mark.parametrize(("amount", "expected"), COINS.items(), ids=COINS)
def test_coins(amount: str, expected: str) -> None:
    """In Canada cash is paid in five cents, since there are none of one."""
    assert str(payable_in_cash(cad(amount))) == f"{expected} CAD"


def test_coins_elsewhere() -> None:
    """Where there are coins of all amounts, cash is as all money."""
    assert payable_in_cash(Money("0.01", "EUR")) == Money("0.01", "EUR")
    assert payable_in_cash(Money(7, "JPY")) == Money(7, "JPY")


MAKES: dict[str, tuple[Any, tuple[Any, ...], dict[str, Any]]] = {
    "a refund of nothing": (Refund, (cad("0.00"), "Asked"), {}),
    "a refund without reason": (Refund, (cad("1.00"), ""), {}),
    "credit for nothing": (CreditUse, ({},), {}),
    "credit with a discount": (
        CreditUse,
        ([Allocation("F-1", cad("1.00"), discounted=True)],),
        {},
    ),
    "credit of an invoice for itself": (
        CreditUse,
        ({"F-1": cad("1.00")},),
        {"source": "F-1"},
    ),
    "a reversal of nothing": (Reversal, ("", "No funds"), {}),
    "a reversal without reason": (Reversal, ("B-1", ""), {}),
}


@pytest.mark.parametrize(("kind", "parts", "named"), MAKES.values(), ids=MAKES)
def test_refuses_other_movements(
    kind: Any,  # noqa: ANN401 - one of three classes
    parts: tuple[Any, ...],
    named: dict[str, Any],
) -> None:
    """Money that goes back, or credit that is used, is of something, for a reason."""
    with pytest.raises(InvalidValueError):
        kind("M-1", "ACME", DAY, *parts, **named)


def test_credit_of_two_currencies() -> None:
    """One use of credit is in one currency."""
    use = CreditUse("C-1", "ACME", DAY, {"F-1": cad("1.00"), "F-2": EUROS})
    with pytest.raises(CurrencyMismatchError):
        _ = use.amount


EVENTS: dict[str, tuple[Any, dict[str, Any]]] = {
    "nothing paid": (Paid, {"movement": "B-1", "amount": cad("0.00")}),
    "a part of a cent paid": (Paid, {"movement": "B-1", "amount": cad("0.001")}),
    "no payment": (Paid, {"movement": "", "amount": cad("1.00")}),
    "a percentage as discount": (
        Paid,
        {"movement": "B-1", "amount": cad("1.00"), "discount": 2},
    ),
    "a part of a cent returned": (
        Reversed,
        {"movement": "B-1", "amount": cad("0.001")},
    ),
    "a loss of nothing": (WrittenOff, {"amount": cad("0.00"), "reason": "Lost"}),
    "a loss without reason": (WrittenOff, {"amount": cad("1.00"), "reason": ""}),
    "another kind of loss": (
        WrittenOff,
        {"amount": cad("1.00"), "reason": "Lost", "loss": "stolen"},
    ),
    "a level of zero": (Reminded, {"level": 0}),
    "half a level": (Reminded, {"level": 1.5}),
}


@pytest.mark.parametrize(("kind", "parts"), EVENTS.values(), ids=EVENTS)
def test_refuses_what_never_happens(
    kind: Any,  # noqa: ANN401 - one of several classes
    parts: dict[str, Any],
) -> None:
    """Events say what happened, and nothing that cannot."""
    with pytest.raises(InvalidValueError):
        kind(on=DAY, **parts)


@pytest.mark.parametrize("parts", [(2,), (cad("2.00"), [cad("0.10")])], ids=str)
def test_refuses_what_is_no_discount(parts: tuple[Any, ...]) -> None:
    """A discount is an amount, and rows of taxes."""
    with pytest.raises(InvalidValueError):
        EarlyDiscount(*parts)


KEPT = payment("50.00", "14.98", keep_rest=True)
USED = CreditUse("C-1", "ACME", december(2), {"F-2": cad("30.00")})
BACK = Refund("R-1", "ACME", december(3), cad("5.02"), "Asked")
BOUNCED = Reversal("X-1", "ACME", december(4), "B-1", "No funds")

CREDITS: dict[str, tuple[list[Movement], str]] = {
    "nothing": ([], "0.00"),
    "a rest": ([KEPT], "35.02"),
    "used": ([KEPT, USED], "5.02"),
    "used up": ([KEPT, USED, BACK], "0.00"),
    "bounced": ([KEPT, BOUNCED], "0.00"),
    "bounced after it was used": ([KEPT, USED, BOUNCED], "-30.00"),
    "used, and taken back": (
        [KEPT, USED, Reversal("X-2", "ACME", december(4), "C-1", "Mistake")],
        "35.02",
    ),
    "money back of an invoice": (
        [KEPT, Refund("R-2", "ACME", DAY, cad("5.00"), "Asked", number="F-1")],
        "35.02",
    ),
    "what an invoice had too much": (
        [KEPT, CreditUse("C-2", "ACME", DAY, {"F-2": cad("1.00")}, source="F-1")],
        "35.02",
    ),
    "other currencies": (
        [KEPT, Payment("B-2", "ACME", DAY, EUROS, keep_rest=True)],
        "35.02",
    ),
    "later": (
        [KEPT, Refund("R-3", "ACME", december(5), cad("1.00"), "Asked")],
        "35.02",
    ),
}


@pytest.mark.parametrize(("movements", "expected"), CREDITS.values(), ids=CREDITS)
def test_credit(movements: list[Movement], expected: str) -> None:
    """What was paid too much is the client's credit until it is used or goes back."""
    for several in (movements, movements[::-1]):
        assert str(credit_of(several, "CAD", december(4))) == f"{expected} CAD"


def test_credit_of_what_is_not_there() -> None:
    """What is reversed must be told of too, and a movement is of one of four kinds."""
    for movement in (BOUNCED, Movement("M-1", "ACME", DAY)):
        with pytest.raises(InvalidValueError, match="what it reverses"):
            credit_of([movement], "CAD", december(31))


def test_allocate() -> None:
    """What is due first is paid first, as far as the money goes."""
    parts = PaymentTerms.in_instalments((50, PaymentTerms(0)), (50, PaymentTerms(30)))
    records = [
        record(of=invoice(number="F-1", terms=PaymentTerms(10))),
        record(of=invoice(number="F-2", terms=parts)),
        record(paid("114.98"), of=invoice(number="F-3", terms=PaymentTerms(0))),
    ]

    def shares(amount: str) -> list[str]:
        several = allocate(cad(amount), records, DAY)
        return [f"{each.number} {each.amount.amount}" for each in several]

    assert shares("50.00") == ["F-2 50.00"]
    assert shares("57.49") == ["F-2 57.49"]
    assert shares("100.00") == ["F-2 57.49", "F-1 42.51"]
    assert shares("200.00") == ["F-2 85.02", "F-1 114.98"]
    assert shares("500.00") == ["F-2 114.98", "F-1 114.98"]
    assert allocate(EUROS, records, DAY) == ()
    assert allocate(cad("1.00"), records, date(2026, 11, 1)) == ()
