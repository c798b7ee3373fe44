"""Whatever is paid, paid back, used and taken back: no cent comes or goes unseen."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvoicingError
from tests.documents.accounts import december
from tests.fakes import Office, office
from tests.invoicing.test_paying import billed, outstanding
from tests.quickstart import ACME

DAY, END = december(1), date(2027, 12, 31)
NUMBERS = ("F-2026-1", "F-2026-2", "F-2026-3")
IDS = st.sampled_from(["M-1", "M-2", "M-3", "M-4", "M-5"])
CENTS = st.integers(1, 15_000).map(lambda cents: Decimal(cents).scaleb(-2))
SHARES = st.dictionaries(st.sampled_from(NUMBERS), CENTS, max_size=3)

Deed: TypeAlias = ffi.Payment | ffi.Refund | ffi.CreditUse | ffi.Reversal


def money(amount: Decimal) -> ffi.Money:
    """Make Canadian dollars."""
    return ffi.Money(amount, "CAD")


def amounts(shares: dict[str, Decimal]) -> dict[str, ffi.Money]:
    """Make amounts by invoice."""
    return {number: money(share) for number, share in shares.items()}


def payments(id_: str, shares: dict[str, Decimal], rest: Decimal) -> ffi.Payment:
    """Pay invoices, and keep a rest."""
    amount = money(sum(shares.values(), rest))
    return ffi.Payment(id_, "ACME", DAY, amount, amounts(shares), keep_rest=True)


def refunds(id_: str, amount: Decimal, number: str | None) -> ffi.Refund:
    """Pay back."""
    return ffi.Refund(id_, "ACME", DAY, money(amount), "Asked", number=number)


def uses(id_: str, shares: dict[str, Decimal]) -> ffi.CreditUse:
    """Use credit."""
    return ffi.CreditUse(id_, "ACME", DAY, amounts(shares))


def reversals(id_: str, reverses: str) -> ffi.Reversal:
    """Take back."""
    return ffi.Reversal(id_, "ACME", DAY, reverses, "No funds")


DEEDS: st.SearchStrategy[Deed] = st.one_of(
    st.builds(payments, IDS, SHARES, CENTS),
    st.builds(refunds, IDS, CENTS, st.sampled_from([None, *NUMBERS])),
    st.builds(uses, IDS, SHARES.filter(bool)),
    st.builds(reversals, IDS, IDS),
)


def do(house: Office, deed: Deed) -> bool:
    """Do it, and tell if it was taken."""
    ways: dict[type[Deed], Callable[..., object]] = {
        ffi.Payment: house.invoicing.pay,
        ffi.Refund: house.invoicing.refund,
        ffi.CreditUse: house.invoicing.apply_credit,
        ffi.Reversal: house.invoicing.reverse,
    }
    try:
        ways[type(deed)](deed)
    except InvoicingError:
        return False
    return True


def cash_of(deeds: dict[str, Deed]) -> Decimal:
    """Count the money that came in and did not go back."""
    undone = {
        each.reverses for each in deeds.values() if isinstance(each, ffi.Reversal)
    }
    signs: dict[type[Deed], int] = {ffi.Payment: 1, ffi.Refund: -1}
    return sum(
        (
            signs.get(type(each), 0) * each.amount.amount
            for each in deeds.values()
            if not isinstance(each, ffi.Reversal) and each.id not in undone
        ),
        Decimal(0),
    )


@given(st.lists(DEEDS, max_size=8))
def test_no_cent_is_lost(deeds: list[Deed]) -> None:
    """What clients owe, less their credit, is what was billed less what they paid."""
    house = office()
    invoices = [billed(house) for _ in NUMBERS]
    taken: dict[str, Deed] = {}
    for deed in deeds:
        if do(house, deed):
            taken[deed.id] = deed
    owed = sum((Decimal(outstanding(house, each)) for each in invoices), Decimal(0))
    credit = house.invoicing.credit_of(ACME, "CAD", on=END)
    expected = Decimal("344.94") - cash_of(taken)
    assert owed - credit.amount == expected
    assert house.invoicing.statement(ACME, "CAD", on=END).balance.amount == expected


@given(
    st.lists(DEEDS.filter(lambda deed: not isinstance(deed, ffi.Reversal)), max_size=8)
)
def test_never_too_much(deeds: list[Deed]) -> None:
    """Nothing is overpaid, and no credit is used that is not there."""
    house = office()
    invoices = [billed(house) for _ in NUMBERS]
    for deed in deeds:
        do(house, deed)
    for invoice in invoices:
        assert 0 <= Decimal(outstanding(house, invoice)) <= invoice.totals.due.amount
    assert house.invoicing.credit_of(ACME, "CAD", on=END).amount >= 0


@given(st.lists(DEEDS, max_size=5))
def test_twice_is_once(deeds: list[Deed]) -> None:
    """Whoever notes everything twice has noted it once."""
    once, twice = office(), office()
    for house, times in ((once, 1), (twice, 2)):
        for _ in NUMBERS:
            billed(house)
        for deed in deeds:
            assert len({do(house, deed) for _ in range(times)}) == 1
    assert once.store == twice.store
