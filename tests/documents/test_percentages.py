"""A percentage of a document follows its lines, and is rounded where it is printed."""

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
    PercentAllowance,
    PercentCharge,
    Tax,
)
from flowfit_invoicing.errors import InvalidValueError
from tests.documents.bills import DAY, DRAFT, GST, QST, line
from tests.documents.fractional import rounded

HST = Tax("HST", "HST", 13)
TENTH = PercentAllowance(10, "Agreed discount", code="95")
EIGHTH = PercentCharge("12.5", "Rush", code="ABL")


def draft(*lines: InvoiceLine, **parts: Any) -> InvoiceDraft:  # noqa: ANN401 - whatever it is
    return evolve(DRAFT, lines=lines, taxes=parts.pop("taxes", (GST,)), **parts)


def written(some: InvoiceDraft) -> str:
    return "; ".join(
        f"{type(each).__name__} {each.percent}% of {each.base} = {each.amount}"
        for each in some.allowances_and_charges
    )


AMOUNTS: dict[str, tuple[InvoiceDraft, str]] = {
    "less": (
        draft(line("100"), adjustments=[TENTH]),
        "Allowance 10% of 100.00 CAD = 10.00 CAD",
    ),
    "more": (
        draft(line("100"), adjustments=[EIGHTH]),
        "Charge 12.5% of 100.00 CAD = 12.50 CAD",
    ),
    "of all lines together": (
        draft(line("0.04"), line("0.04"), line("0.04"), adjustments=[TENTH]),
        "Allowance 10% of 0.12 CAD = 0.01 CAD",
    ),
    "a tie is rounded up": (
        draft(line("33.35"), adjustments=[TENTH]),
        "Allowance 10% of 33.35 CAD = 3.34 CAD",
    ),
    "each of the lines, not of what is left": (
        draft(line("100"), adjustments=[TENTH, TENTH]),
        "; ".join(["Allowance 10% of 100.00 CAD = 10.00 CAD"] * 2),
    ),
    "by the tax of what it is for": (
        draft(line("90"), line("50").with_taxes(()), adjustments=[TENTH]),
        "Allowance 10% of 90.00 CAD = 9.00 CAD; Allowance 10% of 50.00 CAD = 5.00 CAD",
    ),
    "under the document's taxes, however they were said": (
        draft(line("0.04"), line("0.04").with_taxes([GST]), adjustments=[TENTH]),
        "Allowance 10% of 0.08 CAD = 0.01 CAD",
    ),
    "of nothing": (draft(adjustments=[TENTH, EIGHTH]), ""),
    "of next to nothing": (draft(line("0.04"), adjustments=[TENTH]), ""),
    "of all": (
        draft(line("100"), adjustments=[PercentAllowance(100, "Gift")]),
        "Allowance 100% of 100.00 CAD = 100.00 CAD",
    ),
    "in yen": (
        draft(line("1005", "JPY"), adjustments=[TENTH], currency="JPY"),
        "Allowance 10% of 1005 JPY = 101 JPY",
    ),
}


@pytest.mark.parametrize(("some", "expected"), AMOUNTS.values(), ids=AMOUNTS)
def test_amounts(some: InvoiceDraft, expected: str) -> None:
    """It is taken of the rounded net of the lines under each tax, and rounded once."""
    assert written(some) == expected


def test_says_the_same() -> None:
    """The amount has the reason, the code and the taxes of what was agreed."""
    (found,) = draft(
        line("50").with_taxes([HST]), adjustments=[TENTH]
    ).allowances_and_charges
    assert (str(found.reason), found.code, found.taxes) == (
        "Agreed discount",
        "95",
        (HST,),
    )
    (of_document,) = draft(line("50"), adjustments=[EIGHTH]).allowances_and_charges
    assert (str(of_document.reason), of_document.code, of_document.taxes) == (
        "Rush",
        "ABL",
        None,
    )


def test_lowers_the_tax_of_what_it_is_for() -> None:
    """Half of what is discounted is not taxed, so half of the discount is not."""
    totals = draft(line("100"), line("100").with_taxes(()), adjustments=[TENTH]).totals
    assert (str(totals.net), str(totals.tax)) == ("180.00 CAD", "4.50 CAD")


def test_tax_of_its_own() -> None:
    """An amount may have taxes of its own, that no line has."""
    own = Charge(Money(10, "CAD"), "Levy", taxes=[HST])
    (gst, hst) = draft(line("100"), adjustments=[own]).totals.taxes
    assert (str(gst.taxable), str(hst.taxable)) == ("100.00 CAD", "10.00 CAD")


def test_follows_lines() -> None:
    """Whoever adds or drops a line has the discount on what is there by then."""
    some = draft(line("100")).with_allowance("Agreed discount", percent=10)
    assert str(some.totals.allowances) == "10.00 CAD"
    assert str(some.with_line(line("50")).totals.allowances) == "15.00 CAD"
    assert str(some.without_line(0).totals.allowances) == "0.00 CAD"
    assert some.issue("F-1", DAY).totals == (some.totals)


LESS, MORE = Allowance(Money(5, "CAD"), "A", code="95"), Charge(Money(5, "CAD"), "A")


def test_with_allowance_and_charge() -> None:
    """An amount or a percentage is added at the end, with its reason and code."""
    some = DRAFT.with_allowance("A", amount=Money(5, "CAD"), code="95")
    some = some.with_charge({"en": "Rush"}, percent="12.5", code="ABL")
    some = some.with_charge("A", amount=Money(5, "CAD"))
    some = some.with_allowance("Agreed discount", percent=10, code="95")
    assert some.adjustments == (
        LESS,
        evolve(EIGHTH, reason={"en": "Rush"}),
        MORE,
        TENTH,
    )


NEITHER: dict[str, dict[str, Any]] = {
    "nothing": {},
    "both": {"amount": Money(5, "CAD"), "percent": 10},
}


@pytest.mark.parametrize("parts", NEITHER.values(), ids=NEITHER)
def test_either(parts: dict[str, Any]) -> None:
    """What is agreed is an amount or a percentage, and not both."""
    for add in (DRAFT.with_allowance, DRAFT.with_charge):
        with pytest.raises(InvalidValueError, match="either an amount or a percent"):
            add("A", **parts)


NO_PERCENTS = {
    "zero": 0,
    "below zero": -1,
    "a float": 0.1,
    "nothing": None,
    "too fine": "0.1234567890123",
}


@pytest.mark.parametrize("percent", NO_PERCENTS.values(), ids=NO_PERCENTS)
def test_refuses(percent: Any) -> None:  # noqa: ANN401 - whatever it is
    """A percentage is above zero, and exact."""
    for kind in (PercentAllowance, PercentCharge):
        with pytest.raises(InvalidValueError):
            kind(percent, "A")


def test_at_most_all() -> None:
    """Nobody gives more than all, but a charge may be more."""
    with pytest.raises(InvalidValueError, match="100 or less"):
        PercentAllowance("100.01", "A")
    assert PercentCharge("100.01", "A").percent


@pytest.mark.parametrize(
    "adjustments", [None, 1, TENTH, [10], ["10%"], [Money(1, "CAD")]]
)
def test_refuses_what_is_none(adjustments: Any) -> None:  # noqa: ANN401 - whatever it is
    """Only allowances and charges are agreed beside lines."""
    with pytest.raises(InvalidValueError, match="expected several of Allowance"):
        evolve(DRAFT, adjustments=adjustments)


_TAXES = st.none() | st.sampled_from([(), (GST,), (HST,), (GST, QST)])


@given(
    st.lists(st.tuples(st.decimals(0, 10**6, places=2), _TAXES), max_size=6),
    st.decimals("0.01", 100, places=2),
)
def test_law(lines: list[tuple[Any, Any]], percent: Any) -> None:  # noqa: ANN401 - a Decimal
    """All of it together is the percentage of the lines, but for half a cent a tax."""
    some = draft(
        *(line(str(net)).with_taxes(taxes) for net, taxes in lines),
        adjustments=[PercentAllowance(percent, "A")],
    )
    bases = [each.base for each in some.allowances_and_charges if each.base is not None]
    expected = [rounded(Fraction(b.amount) * Fraction(percent) / 100, 2) for b in bases]
    assert [each.amount.amount for each in some.allowances_and_charges] == expected
    whole = Fraction(some.totals.lines_net.amount) * Fraction(percent) / 100
    taken = Fraction(some.totals.allowances.amount)
    assert abs(whole - taken) <= Fraction(1, 200) * 4
    assert some.totals.net.amount >= 0
