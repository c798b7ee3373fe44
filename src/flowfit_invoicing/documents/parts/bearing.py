"""How much of deposits a document bears, and what is left of a deposit.

A deposit is deducted as it was taxed: what was taxed at a rate from what is taxed at
that rate, or from what is taxed at another rate of the same tax that the deposit does
not know, since rates change. So no sum of the document falls below zero, and what it
cannot bear of a deposit stays open.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve

from flowfit_invoicing.documents.bills import Bill
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.money import (
    EXACT,
    Money,
    Rounding,
    money_of,
    rounded_fraction,
)
from flowfit_invoicing.tax import Tax

from .deductions import Deduction, Prepayment

Taxes: TypeAlias = tuple[Tax, ...]
Nets: TypeAlias = dict[Taxes, Decimal]
"""What is taxed alike, by its taxes."""

_ZERO = Decimal(0)


def nets_by_taxes(bill: Bill) -> Nets:
    """Add up what of a document is taxed alike, without what it deducts."""
    nets: Nets = {}
    for line in bill.lines:
        _add(nets, bill.taxes if line.taxes is None else line.taxes, line.net)
    for each in bill.allowances_and_charges:
        _add(nets, bill.taxes if each.taxes is None else each.taxes, each.signed)
    return nets


def _add(nets: Nets, taxes: Taxes, amount: Decimal) -> None:
    nets[taxes] = EXACT.add(nets.get(taxes, _ZERO), amount)


def less(
    whole: Deduction, others: Iterable[tuple[Money, tuple[TaxRow, ...]]]
) -> Deduction:
    """Give what is left of a deposit after others have so much of its net and taxes."""
    net, rows = whole.net, {row.tax: row for row in whole.taxes}
    for own, taxes in others:
        net -= own
        for row in taxes:
            left = rows[row.tax]
            rows[row.tax] = TaxRow(
                row.tax, left.taxable - row.taxable, left.amount - row.amount
            )
    return evolve(whole, net=net, taxes=rows.values())


def portion(whole: Deduction, nets: Mapping[Taxes, Decimal]) -> Deduction:
    """Give the part of a deposit that has so much of what is taxed alike.

    Each tax is in proportion, rounded half up; the last part has all that is left.
    """
    net = money_of(sum(nets.values(), _ZERO), whole.currency)
    rows = (_part(row, nets) for row in whole.taxes)
    kept = [row for row in rows if row.taxable or not whole.net]
    return evolve(whole, net=net, taxes=whole.taxes if net == whole.net else kept)


def _part(row: TaxRow, nets: Mapping[Taxes, Decimal]) -> TaxRow:
    own = sum((net for taxes, net in nets.items() if row.tax in taxes), _ZERO)
    taxable = money_of(own, row.taxable.currency)
    if not row.taxable:
        return evolve(row, taxable=taxable)
    exact = Fraction(row.amount.amount) * Fraction(own) / Fraction(row.taxable.amount)
    digits = row.amount.currency.digits
    amount = rounded_fraction(exact, digits, Rounding.HALF_UP)
    return TaxRow(row.tax, taxable, money_of(amount, row.amount.currency))


def nets_of(deduction: Deduction, known: Iterable[Taxes]) -> Nets:
    """Give what a deposit, or a part of it, has of what is taxed alike."""
    rows = {row.tax: row.taxable.amount for row in deduction.taxes}
    left, nets = deduction.net.amount, Nets()
    for taxes in dict.fromkeys(known):
        if taxes:
            net = min(left, *(rows.get(tax, _ZERO) for tax in taxes))
            nets[taxes] = net
            left = EXACT.subtract(left, net)
    nets[()] = left
    return nets


def borne(open_: Deduction, known: Iterable[Taxes], room: Nets) -> Deduction:
    """Give as much of a deposit as a document bears, and take that off its *room*.

    *known* are the taxes that lines of the deposit have.
    """
    wanted = nets_of(open_, known)
    taken = {taxes: _take(taxes, net, room) for taxes, net in wanted.items()}
    others = [taxes for taxes in room if taxes not in wanted]
    for taxes, net in wanted.items():
        for other in others:
            if _kinds(other) == _kinds(taxes):
                missing = EXACT.subtract(net, taken[taxes])
                more = _take(other, missing, room)
                taken[taxes] = EXACT.add(taken[taxes], more)
    return portion(open_, taken)


def _kinds(taxes: Taxes) -> list[tuple[str, str]]:
    return [(tax.code, tax.category) for tax in taxes]


def _take(taxes: Taxes, wanted: Decimal, room: Nets) -> Decimal:
    """Take what there is, and no more than all sums of the document together."""
    there = min(wanted, room.get(taxes, _ZERO), sum(room.values(), _ZERO))
    taken = max(there, _ZERO)
    if taken:
        room[taxes] = EXACT.subtract(room[taxes], taken)
    return taken


def borne_of(open_: Prepayment, due: Money) -> Prepayment:
    """Give as much of a deposit without tax as is due of a document."""
    return evolve(open_, amount=max(min(open_.amount, due), due * 0))
