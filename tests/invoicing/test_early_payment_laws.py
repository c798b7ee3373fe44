"""An early payment is judged on its own day, in whatever order things are noted."""

from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import permutations
from typing import TypeAlias

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.invoicing.paying import payment_rules
from tests.documents.accounts import cad, december
from tests.fakes import Office, office
from tests.invoicing.test_paying import TWO_TEN, Europe, billed
from tests.quickstart import ACME

END = december(30)
DAYS = st.sampled_from([december(1), december(2), december(3), december(20)])
EARLY = st.sampled_from([december(1), december(2), december(3)])
Deed: TypeAlias = Callable[[Office, str], object]


def pays(
    id_: str, amount: str, on: date, *, discounted: bool = False, keep_rest: bool = True
) -> Deed:
    """Pay the invoice, or a part of it."""

    def deed(house: Office, number: str) -> object:
        part = ffi.Allocation(number, cad(amount), discounted=discounted)
        paid = ffi.Payment(id_, "ACME", on, cad(amount), [part], keep_rest=keep_rest)
        return house.invoicing.pay(paid)

    return deed


def bounces(id_: str, reverses: str, on: date) -> Deed:
    """Take a payment back."""
    back = ffi.Reversal(id_, "ACME", on, reverses, "No funds")
    return lambda house, _: house.invoicing.reverse(back)


def credits_half(on: date) -> Deed:
    """Credit 50.00, with its tax 57.49."""
    return lambda house, number: house.invoicing.credit(
        house.invoicing.record(number).invoice, "Late", {0: cad("50.00")}, on=on
    )


def opened(rules: ffi.TaxRules) -> tuple[Office, str]:
    """Open a house on 30 December with an invoice of 24 November: 114.98, 2/10."""
    house = office(taxes=rules)
    invoice = billed(house, client=evolve(ACME, payment_terms=TWO_TEN))
    house.clock.day = END
    return house, invoice.number


def done(deeds: dict[str, Deed], house: Office, number: str) -> frozenset[str]:
    """Do it all, again what was refused; tell what was taken in the end."""
    taken = set[str]()
    for _ in deeds:
        for name in [each for each in deeds if each not in taken]:
            try:
                deeds[name](house, number)
            except InvoicingError:
                continue
            taken.add(name)
    return frozenset(taken)


RULES = st.sampled_from([tax.canada(), Europe()])
DEEDS: st.SearchStrategy[dict[str, Deed]] = st.fixed_dictionaries(
    {
        "early": st.builds(
            partial(pays, discounted=True),
            st.just("B-1"),
            st.sampled_from(["112.98", "112.68", "12.98", "55.49", "56.49"]),
            EARLY,
        )
    },
    optional={
        "part": st.builds(
            pays, st.just("B-2"), st.sampled_from(["100.00", "57.49", "2.00"]), DAYS
        ),
        "bounce": st.builds(
            bounces, st.just("R-1"), st.sampled_from(["B-1", "B-2"]), DAYS
        ),
        "note": st.builds(credits_half, DAYS),
    },
)


@settings(deadline=None)
@given(RULES, DEEDS)
def test_any_order(rules: ffi.TaxRules, deeds: dict[str, Deed]) -> None:
    """Where the same was taken, the same is owed, however it was noted."""
    owed = dict[frozenset[str], str]()
    for order in permutations(deeds):
        house, number = opened(rules)
        taken = done({name: deeds[name] for name in order}, house, number)
        found = house.invoicing.record(number).outstanding(END)
        assert owed.setdefault(taken, str(found)) == str(found)
        assert house.invoicing.statement(ACME, "CAD", on=END).balance == found


@settings(deadline=None)
@given(RULES, DEEDS, EARLY)
def test_payable_is_taken(
    rules: ffi.TaxRules, deeds: dict[str, Deed], on: date
) -> None:
    """Whatever was noted, what is payable on a day with the discount can be paid."""
    house, number = opened(rules)
    done(deeds, house, number)
    record = house.invoicing.record(number)
    paying = payment_rules(rules)
    if record.discount(on, paying) is None:
        return
    amount = str(record.payable(on, paying).amount)
    pays("B-9", amount, on, discounted=True)(house, number)
    assert house.invoicing.record(number).outstanding(on) == cad("0.00")


SAME: dict[str, tuple[dict[str, Deed], set[str], str]] = {
    "a part that was paid late": (
        {
            "late": pays("B-1", "100.00", december(20)),
            "early": pays("B-2", "12.98", december(3), discounted=True),
        },
        {"late"},
        "14.98",
    ),
    "a part that bounced later": (
        {
            "part": pays("B-1", "100.00", december(1)),
            "bounce": bounces("R-1", "B-1", december(20)),
            "early": pays("B-2", "12.98", december(3), discounted=True),
        },
        {"part", "bounce", "early"},
        "100.00",
    ),
    "a credit note of later": (
        {
            "note": credits_half(december(20)),
            "early": pays("B-1", "112.98", december(3), discounted=True),
        },
        {"note", "early"},
        "-56.49",
    ),
    "a credit note of before": (
        {
            "note": credits_half(december(1)),
            "early": pays("B-1", "56.49", december(3), discounted=True),
        },
        {"note", "early"},
        "0.00",
    ),
}


@pytest.mark.parametrize(("deeds", "taken", "owed"), SAME.values(), ids=list(SAME))
def test_same_in_each_order(deeds: dict[str, Deed], taken: set[str], owed: str) -> None:
    """Each way to note it comes to the same, and takes the same."""
    for order in permutations(deeds):
        house, number = opened(tax.canada())
        ordered = {name: deeds[name] for name in order}
        assert done(ordered, house, number) == taken
        found = house.invoicing.record(number).outstanding(END)
        assert str(found.amount) == owed


def test_more_than_is_owed_by_now() -> None:
    """What is above what is owed by now is never kept in silence."""
    house, number = opened(tax.canada())
    credits_half(december(20))(house, number)
    with pytest.raises(errors.OverpaymentError, match=r"112\.98 CAD where 56\.49"):
        pays("B-1", "112.98", december(3), discounted=True, keep_rest=False)(
            house, number
        )
    assert str(house.invoicing.record(number).outstanding(END).amount) == "57.49"
