"""Totals against a merchant's reckoning: quantities, prices and percents as fractions.

What is drawn are plain figures, of which the bill is made on one side, and the sums on
the other, which know nothing of lines, terms or documents.
"""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from attrs import evolve, frozen
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    Allowance,
    Charge,
    InvoiceDraft,
    InvoiceLine,
    Money,
    Rounding,
    Tax,
    Totals,
)
from flowfit_invoicing.errors import NegativeLineError
from tests.documents.bills import DRAFT, GST, QST
from tests.documents.fractional import rounded

DIGITS = {"JPY": 0, "CAD": 2, "KWD": 3}
HST = Tax("HST", "HST", 13)
TAXES = (GST, QST, HST, evolve(HST, percent=15), Tax("RST", "RST", 7))


@frozen
class Figures:
    """What somebody has written down about a line."""

    quantity: Decimal
    price: Decimal
    per: int
    rounding: Rounding
    signed: tuple[Decimal, ...]
    """Charges, and allowances below zero."""

    taxes: tuple[Tax, ...] | None


@frozen
class Bill:
    """What somebody has written down about a bill."""

    currency: str
    lines: tuple[Figures, ...]
    signed: tuple[Decimal, ...]
    taxes: tuple[Tax, ...]


def _amounts(digits: int, highest: int) -> st.SearchStrategy[Decimal]:
    amounts = st.decimals(-highest, highest, places=digits)
    return amounts.filter(bool)


_TAXED = st.lists(st.sampled_from(TAXES), max_size=4, unique_by=lambda tax: tax.code)


@st.composite
def bills(draw: st.DrawFn) -> Bill:
    """Write down a bill in one of three currencies."""
    currency = draw(st.sampled_from(sorted(DIGITS)))
    digits = DIGITS[currency]
    lines = st.builds(
        Figures,
        quantity=st.decimals(0, 10**4, places=3),
        price=st.decimals(0, 10**4, places=4),
        per=st.sampled_from([1, 3, 7, 100, 1000]),
        rounding=st.sampled_from(Rounding),
        signed=st.lists(_amounts(digits, 50), max_size=3).map(tuple),
        taxes=st.none() | _TAXED.map(tuple),
    )
    return Bill(
        currency,
        tuple(draw(st.lists(lines, max_size=5))),
        tuple(draw(st.lists(_amounts(digits, 10**5), max_size=3))),
        tuple(draw(_TAXED)),
    )


def adjustment(signed: Decimal, currency: str) -> Allowance | Charge:
    kind = Charge if signed > 0 else Allowance
    return kind(Money(abs(signed), currency), "Agreed")


def made(figures: Figures, currency: str) -> InvoiceLine:
    """Make the line of what was written down."""
    line = InvoiceLine.of(
        "Work",
        Money(figures.price, currency),
        quantity=figures.quantity,
        taxes=figures.taxes,
    )
    terms = evolve(line.terms, per=figures.per, rounding=figures.rounding)
    several = [adjustment(each, currency) for each in figures.signed]
    return evolve(line, terms=terms).adjusted(*several)


def drafted(bill: Bill) -> InvoiceDraft:
    """Make the draft of what was written down."""
    return evolve(
        DRAFT,
        client=evolve(DRAFT.client, rate_list=None),
        currency=bill.currency,
        lines=[made(each, bill.currency) for each in bill.lines],
        taxes=bill.taxes,
        adjustments=[adjustment(each, bill.currency) for each in bill.signed],
    )


def reckoned(figures: Figures, digits: int) -> Fraction:
    """Reckon what a line comes to: rounded once, then adjusted."""
    exact = Fraction(figures.quantity) * Fraction(figures.price) / figures.per
    return rounded(exact, digits, figures.rounding) + sum(map(Fraction, figures.signed))


@given(bills())
def test_totals(bill: Bill) -> None:
    """Net, each tax and gross are what a merchant comes to (BR-CO-10 to BR-CO-17)."""
    digits = DIGITS[bill.currency]
    nets = [reckoned(each, digits) for each in bill.lines]
    if min(nets, default=Fraction(0)) < 0:
        with pytest.raises(NegativeLineError):
            drafted(bill)
        return

    net = sum(nets) + sum(map(Fraction, bill.signed), Fraction(0))
    taxed: dict[Tax, Fraction] = {}
    for each in bill.taxes:
        taxed[each] = sum(map(Fraction, bill.signed), Fraction(0))
    for line, amount in zip(bill.lines, nets, strict=True):
        for each in bill.taxes if line.taxes is None else line.taxes:
            taxed[each] = taxed.get(each, Fraction(0)) + amount
    taxes = {
        each: rounded(base * Fraction(each.percent) / 100, digits)
        for each, base in taxed.items()
    }

    found = drafted(bill).totals
    assert found.net.amount == net
    assert {row.tax: row.taxable.amount for row in found.taxes} == taxed
    assert {row.tax: row.amount.amount for row in found.taxes} == taxes
    assert found.gross.amount == net + sum(taxes.values())


@given(bills(), st.randoms(use_true_random=False))
def test_order_does_not_matter(bill: Bill, chance: Random) -> None:
    """Lines and adjustments in another order come to the same, tax by tax."""
    bill = evolve(bill, lines=tuple(evolve(each, signed=()) for each in bill.lines))
    lines, signed = list(bill.lines), list(bill.signed)
    chance.shuffle(lines)
    chance.shuffle(signed)
    other = evolve(bill, lines=tuple(lines), signed=tuple(signed))
    assert sums(drafted(other).totals) == sums(drafted(bill).totals)


@given(bills())
def test_lines_that_say_so_are_taxed_as_the_document(bill: Bill) -> None:
    """A line that names the taxes of the document is one that names none."""
    bill = evolve(bill, lines=tuple(evolve(each, signed=()) for each in bill.lines))
    said = [evolve(each, taxes=each.taxes or bill.taxes) for each in bill.lines]
    unsaid = [
        evolve(each, taxes=None if each.taxes == bill.taxes else each.taxes)
        for each in said
    ]
    written = evolve(bill, lines=tuple(said))
    silent = evolve(bill, lines=tuple(unsaid))
    assert drafted(written).totals == drafted(silent).totals


def sums(totals: Totals) -> tuple[object, ...]:
    rows = {row.tax: (row.taxable, row.amount) for row in totals.taxes}
    return totals.net, totals.gross, totals.allowances, totals.charges, rows
