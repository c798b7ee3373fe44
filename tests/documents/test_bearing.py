"""How much of a deposit a document bears: what is taxed alike, and no more."""

import pytest
from attrs import evolve

from flowfit_invoicing import Allowance, Charge, Deduction, Money, Prepayment, Tax
from flowfit_invoicing.documents import (
    InvoiceLine,
    TaxRow,
    borne,
    borne_of,
    is_taken_back,
    less,
    nets_by_taxes,
    nets_of,
    portion,
)
from tests.documents.bills import DAY, DRAFT, line
from tests.documents.credits import invoice, series

A, B, C = (Tax("VAT", "VAT", percent) for percent in (19, 7, 16))
E = Tax("VAT", "VAT", 0, category="E", reason="exempt")


def cad(amount: str) -> Money:
    return Money(amount, "CAD")


def deposit(**nets: str) -> tuple[Deduction, list[tuple[Tax, ...]]]:
    """Make a deposit of so much at each tax, by its letter; N has none."""
    known: dict[str, tuple[Tax, ...]] = {
        "A": (A,),
        "B": (B,),
        "C": (C,),
        "E": (E,),
        "N": (),
    }
    lines = [line(net).with_taxes(known[name]) for name, net in nets.items()]
    totals = evolve(DRAFT, lines=lines, taxes=[]).totals
    whole = Deduction("D-1", DAY, totals.net, totals.taxes)
    return whole, [known[name] for name in nets]


BORNE: dict[str, tuple[dict[str, str], list[InvoiceLine], str]] = {
    "all": ({"A": "40.00"}, [line("100.00")], "40.00: 7.60"),
    "what there is": ({"A": "40.00"}, [line("30.00")], "30.00: 5.70"),
    "nothing": ({"A": "40.00"}, [line("30.00").with_taxes([E])], "0.00: "),
    "of each what is taxed alike": (
        {"A": "40.00", "E": "20.00"},
        [line("10.00"), line("50.00").with_taxes([E])],
        "30.00: 1.90 0.00",
    ),
    "what has no tax": (
        {"A": "40.00", "N": "20.00"},
        [line("50.00").with_taxes([])],
        "20.00: ",
    ),
    "at the rate that is new": ({"B": "40.00"}, [line("100.00")], "40.00: 2.80"),
    "not from a rate that it knows": (
        {"A": "40.00", "B": "20.00"},
        [line("50.00").with_taxes([B])],
        "20.00: 1.40",
    ),
    "what is left of the new rate": (
        {"B": "40.00", "A": "20.00"},
        [line("10.00"), line("25.00").with_taxes([C])],
        "35.00: 1.75 1.90",
    ),
}


@pytest.mark.parametrize(("paid", "lines", "expected"), BORNE.values(), ids=list(BORNE))
def test_borne(paid: dict[str, str], lines: list[InvoiceLine], expected: str) -> None:
    """No sum of the document falls below zero, so what is too much stays open."""
    whole, known = deposit(**paid)
    draft = evolve(DRAFT, lines=lines, taxes=[A])
    room = nets_by_taxes(draft)
    found = borne(whole, known, room)
    told = " ".join(str(row.amount.amount) for row in found.taxes)
    assert f"{found.net.amount}: {told}" == expected
    assert all(net >= 0 for net in room.values())
    deducting = evolve(draft, deductions=[found])
    assert not [e for e in deducting.check() if e.code == "negative-total"]
    rest = less(whole, [(found.net, found.taxes)])
    assert rest.gross + found.gross == whole.gross
    assert portion(whole, nets_of(found, known)) == found


def test_allowances_leave_less() -> None:
    """What is taken off the whole is not there to deduct from, whatever its tax."""
    whole, known = deposit(B="40.00")
    draft = evolve(
        DRAFT,
        lines=[line("10.00"), line("40.00").with_taxes([B])],
        taxes=[A],
        adjustments=[
            Allowance(cad("15.00"), "Off", taxes=[A]),
            Charge(cad("2.00"), "On"),
        ],
    )
    assert borne(whole, known, nets_by_taxes(draft)).net == cad("37.00")


def test_the_last_part_has_all_that_is_left() -> None:
    """Parts of a deposit add up to it, whatever was rounded on the way."""
    whole, known = deposit(A="1.00")
    first = portion(whole, nets_of(evolve(whole, net=cad("0.50"), taxes=()), known))
    assert (first.net, first.taxes) == (cad("0.50"), ())
    third = borne(whole, known, {(A,): cad("0.33").amount})
    rest = less(whole, [(third.net, third.taxes)] * 2)
    assert (str(third.tax), str(rest.net), str(rest.tax)) == (
        *("0.06 CAD", "0.34 CAD", "0.07 CAD"),
    )
    assert portion(rest, nets_of(rest, known)) == rest


def test_a_row_of_nothing() -> None:
    """A tax on nothing takes no part of a deposit."""
    whole, known = deposit(A="40.00", E="0.00")
    found = borne(whole, known, {(A,): cad("10.00").amount})
    assert [row.tax for row in found.taxes] == [A]
    row = TaxRow(A, cad("10.00"), cad("1.90"))
    assert found.taxes == (row,)


PREPAID = {"all": ("50.00", "30.00"), "a part": ("20.00", "20.00"), "none": ("0", "0")}


@pytest.mark.parametrize(("due", "expected"), PREPAID.values(), ids=PREPAID)
def test_without_tax(due: str, expected: str) -> None:
    """What was paid without tax pays what is due, and no more."""
    paid = Prepayment("D-1", DAY, cad("30.00"))
    assert borne_of(paid, cad(due)).amount == cad(expected)
    assert not borne_of(paid, cad("-1.00")).amount


def test_taken_back() -> None:
    """An invoice is cancelled when notes have all its lines, also those of nothing."""
    billed = invoice(line("10.00"), line("0.00"))
    assert not is_taken_back(billed, [])
    assert not is_taken_back(billed, series(billed, {0: None}))
    assert not is_taken_back(billed, series(billed, {0: cad("9.99"), 1: None}))
    assert is_taken_back(billed, series(billed, {0: None}, {1: None}))
