"""The totals of a document as rows of texts."""

from collections.abc import Iterator

from attrs import frozen

from flowfit_invoicing.documents import (
    Allowance,
    Charge,
    Deduction,
    Prepayment,
    TaxRow,
    Totals,
)
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Document


@frozen
class TotalRow:
    """A label and an amount; the amount due is the one that counts."""

    label: str
    amount: str
    is_due: bool = False


def totals_of(
    document: Document, words: Formatter, due: str = "due"
) -> Iterator[TotalRow]:
    """Write the totals and what leads to them; *due* labels the last of them.

    What is nothing is left out; deposits have their number and day.
    """
    totals = document.totals
    settled = bool(totals.prepaid or totals.rounding)
    yield from _to_the_net(document, words)
    yield _row("net", totals.net, words)
    for row in totals.taxes:
        yield TotalRow(_label(row, words), words.money(row.amount))
    if settled:
        yield _row("gross", totals.gross, words)
    for paid in document.prepayments:
        yield _paid(paid, words)
    yield from _unless_zero("rounding", totals.rounding, words)
    yield TotalRow(words.label(due), words.money(totals.due), is_due=True)


def _to_the_net(document: Document, words: Formatter) -> Iterator[TotalRow]:
    """Write what leads from the lines to the net, if anything does."""
    adjustments, deductions = document.allowances_and_charges, document.deductions
    if adjustments or deductions:
        yield _row("lines-net", document.totals.lines_net, words)
    for adjustment in adjustments:
        yield _adjustment(adjustment, words)
    for deduction in deductions:
        yield _deducted(deduction, words)


def _deducted(deduction: Deduction, words: Formatter) -> TotalRow:
    """Write a deposit that was taxed: its net is taken off, its tax with each tax."""
    facts = {"number": deduction.number, "day": deduction.issue_date}
    label = words.label("deducted", **facts, tax=deduction.tax)
    return TotalRow(label, words.money(-deduction.net))


def _paid(prepayment: Prepayment, words: Formatter) -> TotalRow:
    """Write a deposit that was paid without tax."""
    facts = {"number": prepayment.number, "day": prepayment.issue_date}
    label = words.label("deposit-paid", **facts)
    return TotalRow(label, words.money(-prepayment.amount))


def reasons_of(totals: Totals, words: Formatter) -> Iterator[str]:
    """Say why what is not taxed is not (BT-120), each reason once."""
    reasons = (row.tax.reason for row in totals.taxes)
    yield from dict.fromkeys(words.text(r) for r in reasons if r is not None)


def _row(code: str, amount: Money, words: Formatter) -> TotalRow:
    return TotalRow(words.label(code), words.money(amount))


def _adjustment(adjustment: Allowance | Charge, words: Formatter) -> TotalRow:
    less = isinstance(adjustment, Allowance)
    amount = -adjustment.amount if less else adjustment.amount
    label = words.text(adjustment.reason)
    percent, base = adjustment.percent, adjustment.base
    if percent is not None and base is not None:
        written = words.percent(percent)
        label = words.label("percent-of", reason=label, percent=written, base=base)
    return TotalRow(label, words.money(amount))


def _unless_zero(code: str, amount: Money, words: Formatter) -> Iterator[TotalRow]:
    if amount:
        yield _row(code, amount, words)


def _label(row: TaxRow, words: Formatter) -> str:
    percent = words.percent(row.tax.percent)
    return words.label("tax", name=row.tax.name, percent=percent, taxable=row.taxable)
