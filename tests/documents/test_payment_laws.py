"""What is owed is the same in whatever order it was paid, and no cent is lost."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from random import Random
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    CreditApplied,
    Credited,
    CreditTaken,
    Invoice,
    InvoiceRecord,
    Money,
    Paid,
    PaymentTerms,
    Refunded,
    Reversed,
    WrittenOff,
    payable_in_cash,
    statement,
)
from flowfit_invoicing.documents import Event, IssuedBy, Sent, Viewed
from tests.documents.accounts import ISSUED, invoice

IN_PARTS = PaymentTerms.in_instalments(
    ("33.3", PaymentTerms(0)), ("33.3", PaymentTerms(30)), ("33.4", PaymentTerms(60))
)
BILLED = [invoice(), invoice(terms=IN_PARTS), invoice("0.00"), invoice("7531.09")]
CENTS = st.integers(1, 20_000).map(lambda cents: Decimal(cents).scaleb(-2))
DAYS = st.dates(ISSUED, ISSUED + timedelta(days=120))


KINDS: dict[str, tuple[Callable[..., Event], int]] = {
    "paid": (partial(Paid, movement="B-1"), -1),
    "paid by credit": (partial(CreditApplied, movement="C-1"), -1),
    "taken for another": (partial(CreditTaken, movement="C-2"), 1),
    "refunded": (partial(Refunded, movement="R-1"), 1),
    "returned": (partial(Reversed, movement="B-1"), 1),
    "written off": (partial(WrittenOff, reason="Lost", loss="difference"), -1),
    "credited": (partial(Credited, number="N-1", net=Money(0, "CAD")), -1),
}
"""How an event of each kind is made, and what it does to what is owed."""

Fact: TypeAlias = tuple[str, Decimal, date]
FACTS = st.lists(st.tuples(st.sampled_from(sorted(KINDS)), CENTS, DAYS), max_size=9)


def events_of(facts: list[Fact]) -> list[Event]:
    """Make the events, between others that have nothing to do with money."""
    happened = [
        KINDS[kind][0](on=on, amount=Money(cents, "CAD")) for kind, cents, on in facts
    ]
    return [IssuedBy(on=ISSUED), Sent(on=ISSUED), *happened, Viewed(on=ISSUED)]


@given(st.sampled_from(BILLED), FACTS, DAYS, st.randoms())
def test_any_order(
    billed: Invoice, facts: list[Fact], on: date, chance: Random
) -> None:
    """All that a record says of money is the same in any order of its events."""
    events = events_of(facts)
    shuffled = list(events)
    chance.shuffle(shuffled)
    one, other = InvoiceRecord(billed, events), InvoiceRecord(billed, shuffled)
    assert one.outstanding(on) == other.outstanding(on)
    assert one.settlement(on) == other.settlement(on)
    assert one.state(on) == other.state(on)
    assert one.open_instalments(on) == other.open_instalments(on)
    assert one.paid(on) == other.paid(on)


@given(st.sampled_from(BILLED), FACTS, DAYS)
def test_counted_by_hand(billed: Invoice, facts: list[Fact], on: date) -> None:
    """What is owed is what was due, and what each fact until that day does to it.

    But nothing is written off that would not be owed.
    """
    known = [(kind, KINDS[kind][1] * cents) for kind, cents, day in facts if day <= on]
    effects = (effect for kind, effect in known if kind != "written off")
    would_be = sum(effects, billed.totals.due.amount)
    lost = sum((effect for kind, effect in known if kind == "written off"), Decimal(0))
    expected = min(would_be, max(would_be + lost, Decimal(0)))
    found = InvoiceRecord(billed, events_of(facts)).outstanding(on)
    assert (found.amount, found.currency) == (expected, billed.currency)


@given(st.sampled_from(BILLED), FACTS, DAYS)
def test_statement_is_what_is_owed(
    billed: Invoice, facts: list[Fact], on: date
) -> None:
    """Whatever happens, entries add up to what is owed at the end of each day."""
    found = InvoiceRecord(billed, events_of(facts))
    account = statement("ACME", [found], in_currency="CAD", on=on)
    assert account.balance == found.outstanding(on)


@given(st.sampled_from(BILLED), FACTS, DAYS)
def test_instalments_are_what_is_owed(
    billed: Invoice, facts: list[Fact], on: date
) -> None:
    """Open instalments add up to what is owed; where nothing is, there is none."""
    found = InvoiceRecord(billed, events_of(facts))
    amounts = [each.amount for each in found.open_instalments(on)]
    nothing = Money(0, "CAD")
    assert Money.total(amounts, "CAD") == max(found.outstanding(on), nothing)
    assert all(amount > nothing for amount in amounts)
    is_owed = found.settlement(on) in ("open", "partly")
    assert is_owed == bool(amounts)


@given(CENTS)
def test_coins(cents: Decimal) -> None:
    """Coins come within two cents, are twentieths, and rounded once for all."""
    amount = Money(cents, "CAD")
    coins = payable_in_cash(amount)
    assert abs(coins - amount) <= Money("0.02", "CAD")
    assert coins.amount % Decimal("0.05") == 0
    assert payable_in_cash(coins) == coins
