"""The rules of EN 16931 that totals obey, for every document that can be built.

Each rule is a function of plain arithmetic over the amounts that an e-invoice would
have (BR-CO-10 to BR-CO-17 of EN 16931-1). A deposit that was taxed is an allowance of
the document there, with its number in BG-3.
"""

from collections.abc import Iterable
from datetime import date
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
)
from flowfit_invoicing.documents import (
    Bill,
    Deduction,
    Prepayment,
    TaxRow,
    Unbilled,
    part_of,
)
from flowfit_invoicing.errors import DepositTooLargeError
from tests.documents.bills import DAY, DRAFT, GST, QST
from tests.documents.fractional import rounded

HST = Tax("HST", "HST", 13)
EXPORT = Tax("VAT", "VAT", 0, category="G", reason="Zero-rated")
TAXES = (GST, QST, HST, EXPORT, evolve(HST, percent=15))


def total(amounts: Iterable[Money]) -> Fraction:
    return sum((Fraction(each.amount) for each in amounts), Fraction(0))


def br_co_10(bill: Bill) -> None:
    """Sum of line net amounts (BT-106) = Σ line net amounts (BT-131)."""
    nets = (line.net_amount for line in bill.lines)
    assert total([bill.totals.lines_net]) == total(nets)


def br_co_11(bill: Bill) -> None:
    """Sum of allowances (BT-107) = Σ allowances on the document (BT-92)."""
    allowances = [a.amount for a in bill.adjustments if isinstance(a, Allowance)]
    deposits = [deduction.net for deduction in bill.deductions]
    assert total([bill.totals.allowances]) == total(allowances + deposits)


def br_co_12(bill: Bill) -> None:
    """Sum of charges (BT-108) = Σ charges on the document (BT-99)."""
    charges = [a.amount for a in bill.adjustments if isinstance(a, Charge)]
    assert total([bill.totals.charges]) == total(charges)


def br_co_13(bill: Bill) -> None:
    """Total without tax (BT-109) = BT-106 − BT-107 + BT-108."""
    totals = bill.totals
    plus, less = [totals.lines_net, totals.charges], [totals.allowances]
    assert total([totals.net]) == total(plus) - total(less)


def br_co_14(bill: Bill) -> None:
    """Total tax (BT-110) = Σ tax amounts of the rows (BT-117)."""
    rows = (row.amount for row in bill.totals.taxes)
    assert total([bill.totals.tax]) == total(rows)


def br_co_15(bill: Bill) -> None:
    """Total with tax (BT-112) = BT-109 + BT-110."""
    totals = bill.totals
    assert total([totals.gross]) == total([totals.net, totals.tax])


def br_co_16(bill: Bill) -> None:
    """Amount due (BT-115) = BT-112 − BT-113 + BT-114."""
    totals = bill.totals
    due = total([totals.gross, totals.rounding]) - total([totals.prepaid])
    assert total([totals.due]) == due


def br_co_17(bill: Bill) -> None:
    """Tax of a row (BT-117) = BT-116 × BT-119 ÷ 100, rounded.

    To the cent where nothing is settled, and within a cent for each document that is.
    """
    digits = bill.currency.digits
    for row in bill.totals.taxes:
        exact = Fraction(row.taxable.amount) * Fraction(row.tax.percent) / 100
        apart = abs(Fraction(row.amount.amount) - rounded(exact, digits))
        assert apart <= len(bill.deductions) * Fraction(1, 10**digits)


RULES = (
    *(br_co_10, br_co_11, br_co_12, br_co_13),
    *(br_co_14, br_co_15, br_co_16, br_co_17),
)

_TAXED = st.lists(st.sampled_from(TAXES), max_size=3, unique_by=lambda tax: tax.code)


@st.composite
def invoices(draw: st.DrawFn) -> InvoiceDraft:
    """Make a draft of lines, some of them parts, with adjustments and own taxes."""
    code, digits = draw(st.sampled_from([("JPY", 0), ("CAD", 2), ("KWD", 3)]))
    amounts = st.decimals("0.01", 10**6, places=digits).filter(bool)
    money = amounts.map(lambda amount: Money(amount, code))
    adjusted = st.builds(Allowance, money, st.just("A")) | st.builds(
        Charge, money, st.just("B")
    )
    drawn = st.builds(InvoiceLine.of, st.just("X"), money, taxes=st.none() | _TAXED)
    lines: list[InvoiceLine] = draw(st.lists(drawn, max_size=6))
    in_parts: bool = draw(st.booleans())
    if lines and in_parts:
        left = [Unbilled(line) for line in lines]
        whole = Money.total((line.net_amount for line in lines), code).amount
        some = draw(st.decimals(0, whole, places=digits))
        lines = list(part_of(left, some))
    parts: dict[str, Any] = {
        "currency": code,
        "lines": lines,
        "taxes": draw(_TAXED),
        "adjustments": draw(st.lists(adjusted, max_size=3)),
    }
    draft = evolve(DRAFT, **parts)
    return draft.rounded_to(5) if draw(st.booleans()) else draft


@st.composite
def settling(draw: st.DrawFn) -> InvoiceDraft:
    """Make a draft that settles deposits: up to three taxed ones, and one untaxed."""
    draft = draw(invoices())
    digits, code = draft.currency.digits, draft.currency
    amounts = st.decimals(0, 1000, places=digits).map(lambda a: Money(a, code))
    deductions: list[Deduction] = []
    for place in range(draw(st.integers(0, 3))):
        line = InvoiceLine.of("Deposit", draw(amounts))
        deposit = evolve(DRAFT, currency=code, lines=[line], taxes=draft.taxes).totals
        deductions.append(Deduction(f"D-{place}", DAY, deposit.net, deposit.taxes))
    prepaid = draw(st.lists(amounts, max_size=1))
    prepayments = [Prepayment("A-1", DAY, amount) for amount in prepaid]
    try:
        return evolve(draft, deductions=deductions, prepayments=prepayments)
    except DepositTooLargeError:  # which is no document that can be built
        return draft


@given(invoices())
def test_invoices(bill: InvoiceDraft) -> None:
    """What settles nothing obeys each rule to the cent."""
    for rule in RULES:
        rule(bill)


@given(settling())
def test_documents_that_settle(bill: InvoiceDraft) -> None:
    """What deducts deposits obeys them too, its taxes within a cent for each."""
    for rule in RULES:
        rule(bill)


@given(settling())
def test_issued(draft: InvoiceDraft) -> None:
    """What is issued comes to what its draft came to."""
    wrong = [each for each in draft.check() if each.severity == "error"]
    if not wrong:
        assert draft.issue("F-1", date(2026, 11, 24)).totals == draft.totals


@given(settling())
def test_final_tax(draft: InvoiceDraft) -> None:
    """Final tax = tax of the whole − taxes of the deposits, for each tax."""
    whole = evolve(draft, deductions=(), prepayments=(), rounding=None)
    taxes: dict[Tax, Fraction] = {}
    for sign, rows in [
        (1, whole.totals.taxes),
        *((-1, deduction.taxes) for deduction in draft.deductions),
    ]:
        for row in rows:
            amount = sign * Fraction(row.amount.amount)
            taxes[row.tax] = taxes.get(row.tax, Fraction(0)) + amount
    found = {row.tax: Fraction(row.amount.amount) for row in draft.totals.taxes}
    assert found == taxes


def test_a_rule_that_is_broken_is_seen() -> None:
    """The rules are no tautologies: rows that are a cent off break them."""
    off = TaxRow(GST, Money("10.00", "CAD"), Money("0.51", "CAD"))
    draft = evolve(DRAFT, deductions=[Deduction("D-1", DAY, Money(0, "CAD"), [off])])
    br_co_17(draft)
    worse = evolve(off, amount=Money("0.52", "CAD"))
    draft = evolve(DRAFT, deductions=[Deduction("D-1", DAY, Money(0, "CAD"), [worse])])
    with pytest.raises(AssertionError):
        br_co_17(draft)
