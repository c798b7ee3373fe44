"""Bills in a short notation, and what they come to, for tables of worked examples."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import evolve

from flowfit_invoicing import (
    Allowance,
    Charge,
    InvoiceDraft,
    InvoiceLine,
    Money,
    Tax,
    Totals,
)
from tests.documents.bills import DRAFT
from tests.quickstart import ACME


def bill(
    currency: str, lines: str, taxes: str, adjustments: Iterable[str] = ()
) -> InvoiceDraft:
    """Make the draft of lines such as `16 x 348.35 -4%, 5` and taxes as `VAT 22`.

    An adjustment of the document is a signed amount.
    """
    return evolve(
        DRAFT,
        client=evolve(ACME, currency=currency, rate_list=None),
        currency=currency,
        lines=[_line(each, currency) for each in lines.split(", ") if each],
        taxes=[_tax(each) for each in taxes.split(", ") if each],
        adjustments=[_adjustment(each, currency) for each in adjustments],
    )


def summed(totals: Totals) -> str:
    """Write totals as `net + each tax = gross`, in the order of the taxes."""
    taxes = "".join(f" + {row.tax.code} {row.amount.amount}" for row in totals.taxes)
    return f"{totals.net.amount}{taxes} = {totals.gross.amount}"


def _line(text: str, currency: str) -> InvoiceLine:
    priced, _, percent = text.partition(" -")
    quantity, _, price = priced.rpartition(" x ")
    line = InvoiceLine.of("Work", Money(price, currency), quantity=quantity or 1)
    if not percent:
        return line
    part = Decimal(percent.removesuffix("%")) / 100
    less = Allowance((line.net_amount * part).rounded(), "Discount")
    return line.adjusted(less)


def _tax(text: str) -> Tax:
    code, percent = text.split()
    return Tax(code, code, percent)


def _adjustment(text: str, currency: str) -> Allowance | Charge:
    kind = Allowance if text.startswith("-") else Charge
    return kind(Money(text.lstrip("+-"), currency), "Agreed")
