"""Totals are sums of rounded amounts, so that what is printed adds up."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    Allowance,
    Charge,
    InvoiceDraft,
    InvoiceLine,
    Money,
    Tax,
    Totals,
)
from tests.documents.bills import DRAFT, GST, QST, line
from tests.documents.fractional import rounded

HST = Tax("HST", "HST", 13)
EXPORT = Tax("GST", "GST", 0, category="G", reason="Zero-rated")


def totals(
    *lines: InvoiceLine,
    taxes: tuple[Tax, ...] = (GST, QST),
    adjustments: tuple[Allowance | Charge, ...] = (),
    currency: str = "CAD",
) -> Totals:
    draft = evolve(
        DRAFT, lines=lines, taxes=taxes, adjustments=adjustments, currency=currency
    )
    return draft.totals


def written(some: Totals) -> str:
    rows = "; ".join(
        f"{row.tax} of {row.taxable.amount} = {row.amount.amount}" for row in some.taxes
    )
    return f"{some.net.amount} | {rows} | {some.gross.amount}"


UNTAXED, OWN = line("10").with_taxes(()), line("20").with_taxes([HST])
LESS, MORE = Allowance(Money("5.50", "CAD"), "A"), Charge(Money("2.25", "CAD"), "B")
YEN = line("1001", "JPY")

TOTALS: dict[str, tuple[Totals, str]] = {
    "no line": (
        totals(),
        "0.00 | GST 5% of 0.00 = 0.00; QST 9.975% of 0.00 = 0.00 | 0.00",
    ),
    "no line, no tax, yen": (totals(taxes=(), currency="JPY"), "0 |  | 0"),
    "a line": (
        totals(line("100")),
        "100.00 | GST 5% of 100.00 = 5.00; QST 9.975% of 100.00 = 9.98 | 114.98",
    ),
    "tax of the sum, not of the lines": (
        totals(*[line("0.10")] * 3, taxes=(GST,)),
        "0.30 | GST 5% of 0.30 = 0.02 | 0.32",
    ),
    "a tie is rounded up": (
        totals(line("0.50"), taxes=(GST,)),
        "0.50 | GST 5% of 0.50 = 0.03 | 0.53",
    ),
    "a line without taxes": (
        totals(line("100"), UNTAXED, taxes=(GST,)),
        "110.00 | GST 5% of 100.00 = 5.00 | 115.00",
    ),
    "a line with its own": (
        totals(line("100"), OWN, taxes=(GST,)),
        "120.00 | GST 5% of 100.00 = 5.00; HST 13% of 20.00 = 2.60 | 127.60",
    ),
    "its own, the same as the document's": (
        totals(line("100"), UNTAXED.with_taxes([GST]), taxes=(GST,)),
        "110.00 | GST 5% of 110.00 = 5.50 | 115.50",
    ),
    "one tax at two rates": (
        totals(UNTAXED.with_taxes([evolve(HST, percent=15)]), OWN, taxes=()),
        "30.00 | HST 15% of 10.00 = 1.50; HST 13% of 20.00 = 2.60 | 34.10",
    ),
    "zero-rated": (
        totals(line("100"), taxes=(EXPORT,)),
        "100.00 | GST 0% of 100.00 = 0.00 | 100.00",
    ),
    "an allowance and a charge": (
        totals(line("100"), taxes=(GST,), adjustments=(LESS, MORE)),
        "96.75 | GST 5% of 96.75 = 4.84 | 101.59",
    ),
    "adjusted, beside a line of its own": (
        totals(OWN, taxes=(GST,), adjustments=(MORE,)),
        "22.25 | GST 5% of 2.25 = 0.11; HST 13% of 20.00 = 2.60 | 24.96",
    ),
    "more off than there is": (
        totals(line("1"), taxes=(GST,), adjustments=(LESS,)),
        "-4.50 | GST 5% of -4.50 = -0.23 | -4.73",
    ),
    "yen": (
        totals(YEN, taxes=(Tax("VAT", "VAT", 10),), currency="JPY"),
        "1001 | VAT 10% of 1001 = 100 | 1101",
    ),
    "dinars": (
        totals(line("1.005", "KWD"), taxes=(GST,), currency="KWD"),
        "1.005 | GST 5% of 1.005 = 0.050 | 1.055",
    ),
}


@pytest.mark.parametrize(("found", "expected"), TOTALS.values(), ids=TOTALS)
def test_totals(found: Totals, expected: str) -> None:
    """Net, each tax on the sum that it applies to, and gross."""
    assert written(found) == expected


def test_zero_rated_row_has_its_reason() -> None:
    """What is not charged is a row too, with the reason to be printed."""
    (row,) = totals(line("100"), taxes=(EXPORT,)).taxes
    assert row.tax.reason is not None
    assert row.tax.reason.get("en") == "Zero-rated"


def test_parts_of_the_whole() -> None:
    """Allowances and charges of the document are told apart; all is due, for now."""
    found = totals(line("100"), line("20"), adjustments=(LESS, MORE, MORE))
    assert str(found.lines_net) == "120.00 CAD"
    assert (str(found.allowances), str(found.charges)) == ("5.50 CAD", "4.50 CAD")
    assert (str(found.prepaid), str(found.rounding)) == ("0.00 CAD", "0.00 CAD")
    assert found.due == found.gross


def test_prepaid_and_rounding() -> None:
    """What was paid is taken off, and what makes it payable added (BR-CO-16)."""
    found = totals(line("100"), taxes=())
    paid = evolve(found, prepaid=Money(30, "CAD"), rounding=Money("-0.02", "CAD"))
    assert str(paid.due) == "69.98 CAD"


_TAXES = (GST, QST, HST, EXPORT, evolve(HST, percent=15))
_TAXED = st.lists(st.sampled_from(_TAXES), max_size=3, unique_by=lambda tax: tax.code)


@st.composite
def drafts(draw: st.DrawFn) -> InvoiceDraft:
    """Make a draft of some lines, adjustments and taxes, in one of three currencies."""
    code, digits = draw(st.sampled_from([("JPY", 0), ("CAD", 2), ("KWD", 3)]))
    amounts = st.decimals("0.01", 10**6, places=digits).map(lambda d: Money(d, code))
    above_zero = amounts.filter(bool)
    adjusted = st.builds(Allowance, above_zero, st.just("A")) | st.builds(
        Charge, above_zero, st.just("B")
    )
    lines = st.builds(InvoiceLine.of, st.just("X"), amounts, taxes=st.none() | _TAXED)
    parts: dict[str, Any] = {
        "currency": code,
        "lines": draw(st.lists(lines, max_size=6)),
        "taxes": draw(_TAXED),
        "adjustments": draw(st.lists(adjusted, max_size=3)),
    }
    return evolve(DRAFT, **parts)


@given(drafts())
def test_sums(draft: InvoiceDraft) -> None:
    """All sums of EN 16931 hold (BR-CO-10 to BR-CO-17), computed with fractions."""
    found, digits = draft.totals, draft.currency.digits

    def total(kind: type) -> Fraction:
        several = (a for a in draft.allowances_and_charges if isinstance(a, kind))
        return sum((Fraction(each.amount.amount) for each in several), Fraction(0))

    net = sum((Fraction(each.net) for each in draft.lines), Fraction(0))
    adjusted = total(Charge) - total(Allowance)
    assert found.lines_net.amount == net
    assert found.net.amount == net + adjusted
    taxes = dict.fromkeys(draft.taxes, adjusted)
    for each in draft.lines:
        for tax in draft.taxes if each.taxes is None else each.taxes:
            taxes[tax] = taxes.get(tax, Fraction(0)) + Fraction(each.net)
    amounts = {
        t: rounded(v * Fraction(t.percent) / 100, digits) for t, v in taxes.items()
    }
    assert {row.tax: row.taxable.amount for row in found.taxes} == taxes
    assert {row.tax: row.amount.amount for row in found.taxes} == amounts
    assert len(found.taxes) == len(taxes)
    assert found.tax.amount == sum(amounts.values())
    assert found.gross.amount == found.net.amount + found.tax.amount
    assert found.due == found.gross
