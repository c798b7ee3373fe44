"""The totals of a document as rows of texts."""

from collections.abc import Iterator

from attrs import frozen

from flowfit_invoicing.documents import Deduction, Prepayment, TaxRow, Totals
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Document


@frozen
class TotalRow:
    """A label and an amount; the amount due is the one that counts."""

    label: str
    amount: str
    is_due: bool = False


def totals_of(document: Document, words: Formatter) -> Iterator[TotalRow]:
    """Write the totals, leaving out what is nothing; deposits with number and day."""
    totals = document.totals
    adjusted = bool(totals.allowances or totals.charges)
    settled = bool(totals.prepaid or totals.rounding)
    deducted = [_deducted(each, words) for each in document.deductions]
    nets = Money.total((each.net for each in document.deductions), document.currency)
    if adjusted:
        yield _row("lines-net", totals.lines_net, words)
    yield from _unless_zero("allowances", nets - totals.allowances, words)
    yield from _unless_zero("charges", totals.charges, words)
    yield from deducted
    yield _row("net", totals.net, words)
    for row in totals.taxes:
        yield TotalRow(_label(row, words), words.money(row.amount))
    if settled:
        yield _row("gross", totals.gross, words)
    for paid in document.prepayments:
        yield _paid(paid, words)
    yield from _unless_zero("rounding", totals.rounding, words)
    yield TotalRow(words.label("due"), words.money(totals.due), is_due=True)


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


def _unless_zero(code: str, amount: Money, words: Formatter) -> Iterator[TotalRow]:
    if amount:
        yield _row(code, amount, words)


def _label(row: TaxRow, words: Formatter) -> str:
    percent = words.percent(row.tax.percent)
    return words.label("tax", name=row.tax.name, percent=percent, taxable=row.taxable)
