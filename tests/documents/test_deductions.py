"""What is deducted, prepaid and rounded on a document, and what is refused."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import Client, Deduction, InvoiceDraft, Money, Prepayment, Tax
from flowfit_invoicing.documents import TaxRow, copy_of, taxes_within
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    DepositTooLargeError,
    InvalidValueError,
)
from tests.documents.bills import DAY, DRAFT, GST, QST, line
from tests.documents.figures import summed

FRANCS = evolve(DRAFT, currency="CHF", lines=[line("10.00", "CHF")], taxes=[])
HUNDRED = evolve(DRAFT, lines=[line("100.00")])


def row(tax: Tax, taxable: str, amount: str) -> TaxRow:
    return TaxRow(tax, Money(taxable, "CAD"), Money(amount, "CAD"))


DEDUCTION = Deduction(
    "D-1",
    DAY,
    Money("40.00", "CAD"),
    [row(GST, "40.00", "2.00"), row(QST, "40.00", "3.99")],
)
PREPAYMENT = Prepayment("D-2", DAY, Money("30.00", "CAD"))


def test_deducted() -> None:
    """A deposit is off the net, and its taxes are off the same taxes."""
    draft = evolve(HUNDRED, deductions=[DEDUCTION])
    assert summed(draft.totals) == "60.00 + GST 3.00 + QST 5.99 = 68.99"
    assert [str(each.taxable) for each in draft.totals.taxes] == ["60.00 CAD"] * 2
    assert (str(draft.totals.lines_net), str(draft.totals.allowances)) == (
        *("100.00 CAD", "40.00 CAD"),
    )
    assert (str(DEDUCTION.tax), str(DEDUCTION.gross)) == ("5.99 CAD", "45.99 CAD")


def test_a_tax_that_the_document_has_not() -> None:
    """What was taxed at a rate that holds no more is a row of its own, below zero."""
    older = Tax("VAT", "VAT", 16)
    deposit = evolve(DEDUCTION, taxes=[row(older, "40.00", "6.40")])
    draft = evolve(HUNDRED, taxes=[GST], deductions=[deposit])
    assert summed(draft.totals) == "60.00 + GST 5.00 + VAT -6.40 = 58.60"


def test_prepaid() -> None:
    """What was paid without tax is off what is due, and changes no tax."""
    draft = evolve(HUNDRED, prepayments=[PREPAYMENT])
    assert summed(draft.totals) == "100.00 + GST 5.00 + QST 9.98 = 114.98"
    assert (str(draft.totals.prepaid), str(draft.totals.due)) == (
        "30.00 CAD",
        "84.98 CAD",
    )


ROUNDED: dict[str, tuple[str, str, str]] = {
    "down": ("10.02", "0.05", "-0.02"),
    "up": ("10.03", "0.05", "0.02"),
    "a tie is rounded up": ("10.05", "0.10", "0.05"),
    "to francs": ("10.50", "1", "0.50"),
    "not at all": ("10.05", "0.05", "0.00"),
}


@pytest.mark.parametrize(("due", "step", "expected"), ROUNDED.values(), ids=ROUNDED)
def test_rounded_to(due: str, step: str, expected: str) -> None:
    """What is due is a multiple of what can be paid, by an amount that is shown."""
    draft = evolve(FRANCS, lines=[line(due, "CHF")]).rounded_to(step)
    assert str(draft.totals.rounding.amount) == expected
    assert draft.totals.due == draft.totals.gross + Money(expected, "CHF")
    assert draft.rounded_to(step) == draft


COVERED: dict[str, tuple[InvoiceDraft, dict[str, Any]]] = {
    "all of the net": (
        HUNDRED,
        {"deductions": [evolve(DEDUCTION, net=Money(100, "CAD"))]},
    ),
    "all that is due": (
        HUNDRED,
        {"prepayments": [evolve(PREPAYMENT, amount=Money("114.98", "CAD"))]},
    ),
}


@pytest.mark.parametrize(("draft", "changes"), COVERED.values(), ids=COVERED)
def test_no_more_than_there_is(draft: InvoiceDraft, changes: dict[str, Any]) -> None:
    """Deposits may be all of a document, and not a cent more."""
    full = draft.edit(**changes)
    cent = line("0.01")
    assert full.with_line(cent).deposits == full.deposits
    smaller = [line("99.99")]
    with pytest.raises(DepositTooLargeError):
        full.edit(lines=smaller)


def test_less_than_nothing_by_allowances_alone() -> None:
    """A draft that is below zero with no deposit is what a person has typed in."""
    assert HUNDRED.edit(lines=[]).totals.net == Money("0.00", "CAD")


CURRENCIES: dict[str, dict[str, Any]] = {
    "a deduction": {"deductions": [evolve(DEDUCTION, net=Money(1, "EUR"), taxes=[])]},
    "a prepayment": {"prepayments": [evolve(PREPAYMENT, amount=Money(1, "EUR"))]},
    "a rounding amount": {"rounding": Money("0.02", "EUR")},
    "a client": {"client": Client("X", DRAFT.seller, currency="EUR")},
}


@pytest.mark.parametrize("changes", CURRENCIES.values(), ids=CURRENCIES)
def test_one_currency(changes: dict[str, Any]) -> None:
    """All that is settled is in the currency of the document."""
    with pytest.raises(CurrencyMismatchError):
        HUNDRED.edit(**changes)


REFUSED: dict[str, tuple[Any, dict[str, Any]]] = {
    "below zero": (DEDUCTION, {"net": Money(-1, "CAD")}),
    "not rounded": (PREPAYMENT, {"amount": Money("0.005", "CAD")}),
    "no rows": (DEDUCTION, {"taxes": [GST]}),
    "no day": (DEDUCTION, {"issue_date": "2026-11-24"}),
    "no deductions": (HUNDRED, {"deductions": [PREPAYMENT]}),
    "no prepayments": (HUNDRED, {"prepayments": [DEDUCTION]}),
    "a rounding amount of less than a cent": (
        HUNDRED,
        {"rounding": Money("0.001", "CAD")},
    ),
}


@pytest.mark.parametrize(("value", "parts"), REFUSED.values(), ids=REFUSED)
def test_refused(value: Any, parts: dict[str, Any]) -> None:  # noqa: ANN401 - of three kinds
    """What was billed or paid before is an amount, rounded, with its day."""
    with pytest.raises(InvalidValueError):
        evolve(value, **parts)


@pytest.mark.parametrize("step", [0, "-0.05"])
def test_what_nobody_can_pay(step: str) -> None:
    """What is due is rounded to an amount above zero."""
    with pytest.raises(InvalidValueError, match="above zero"):
        HUNDRED.rounded_to(step)


def test_a_copy_deducts_nothing() -> None:
    """What was deducted once is not deducted by the copy too."""
    draft = evolve(HUNDRED, deductions=[DEDUCTION], rounding=Money("0.01", "CAD"))
    assert copy_of(draft).totals == HUNDRED.totals


WITHIN: dict[str, tuple[str, list[Tax], list[str]]] = {
    "Revenu Québec, 50.00": ("50.00", [GST, QST], ["2.38", "4.54"]),
    "HST, 115.00": ("115.00", [Tax("HST", "HST", 15)], ["15.00"]),
    "half a cent": ("0.21", [Tax("VAT", "VAT", 20)], ["0.04"]),
    "half a cent is one": ("0.63", [GST], ["0.03"]),
    "no tax": ("50.00", [], []),
}


@pytest.mark.parametrize(("amount", "taxes", "expected"), WITHIN.values(), ids=WITHIN)
def test_taxes_within(amount: str, taxes: list[Tax], expected: list[str]) -> None:
    """Each tax is found in all of the amount, as its own act says."""
    rows = taxes_within(Money(amount, "CAD"), taxes)
    assert [str(each.amount.amount) for each in rows] == expected
    assert all(str(each.taxable + each.amount) == f"{amount} CAD" for each in rows)
