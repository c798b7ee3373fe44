"""The line of a credit note: so many units, or an amount, of a line of an invoice.

It holds on paper like any line: quantity × unit price, with allowances and charges, is
its net amount. Where its price was rounded with other units, the cent stands below it.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve

from flowfit_invoicing.documents.lines.adjustments import (
    Allowance,
    Charge,
    adjustment_of,
    part_of_adjustment,
)
from flowfit_invoicing.documents.lines.details import LineCredit, LineDetails
from flowfit_invoicing.documents.lines.lines import InvoiceLine
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    NothingToCreditError,
    OverCreditError,
)
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import EXACT, Money, Number, money_of
from flowfit_invoicing.work import ITEM, Quantity

from .remainders import LineLeft

Asked: TypeAlias = Quantity | Number | Money | None
"""How much of a line is credited: units, an amount before tax, or all that is left."""

ROUNDING = in_all_languages("rounding")
_CREDITED_BEFORE = in_all_languages("credited-before")
_ZERO = Decimal(0)


def line_for(asked: Asked, left: LineLeft, number: str) -> InvoiceLine:
    """Make the line that credits a line of the invoice of a *number*.

    Raises:
        OverCreditError: If more is asked for than is left.
        NothingToCreditError: If all that is left is asked for, and nothing is.
    """
    if asked is None:
        if left.is_done:
            raise NothingToCreditError(number, left.place)
        return _of_units(left.units, left, number)
    if isinstance(asked, Money):
        return _of_amount(asked, left, number)
    return _of_units(_units(asked, left.line), left, number)


def _units(asked: Quantity | Number, line: InvoiceLine) -> Quantity:
    unit = line.terms.unit
    units = asked if isinstance(asked, Quantity) else Quantity(asked, unit)
    if units.unit.code != unit.code:
        raise refused(str(units), f"expected a quantity in {unit}")
    if not units.amount:
        raise refused(str(units), "expected a quantity above zero")
    return units


def _of_units(units: Quantity, left: LineLeft, number: str) -> InvoiceLine:
    if units.amount > left.units.amount:
        raise OverCreditError(number, left.place, units, left.units)
    net = left.price_of(units.amount)
    if net > left.net.amount:
        asked = money_of(net, left.line.terms.currency)
        raise OverCreditError(number, left.place, asked, left.net)
    details = LineDetails(
        amount=units.amount,
        text=left.line.description,
        taxes=left.line.taxes,
        further=tuple(_adjustments(left, units.amount, net)),
        credits=LineCredit(left.place, units.amount),
    )
    terms = evolve(left.line.billed_terms, minimum=None)
    return InvoiceLine(terms, project=left.line.project, details=details)


def _of_amount(asked: Money, left: LineLeft, number: str) -> InvoiceLine:
    terms = left.line.terms
    if asked.currency != terms.currency:
        raise CurrencyMismatchError(terms.currency, asked.currency)
    if asked.amount <= 0 or asked.rounded() != asked:
        raise refused(str(asked), "expected a rounded amount above zero")
    if asked > left.net:
        raise OverCreditError(number, left.place, asked, left.net)
    details = LineDetails(
        amount=Decimal(1),
        text=left.line.description,
        taxes=left.line.taxes,
        credits=LineCredit(left.place, _ZERO),
    )
    terms = evolve(terms, unit=ITEM, unit_price=asked.amount, per=1, minimum=None)
    return InvoiceLine(terms, project=left.line.project, details=details)


def _adjustments(
    left: LineLeft, units: Decimal, net: Decimal
) -> Iterator[Allowance | Charge]:
    """Give the parts of what adjusts the line, and what makes them come to *net*."""
    currency = left.line.terms.currency
    missing = EXACT.subtract(net, left.line.billed_terms.price(units))
    for whole in left.line.adjustments:
        amount = left.parts_of(whole.amount.amount, units)
        if amount:
            part = part_of_adjustment(whole, money_of(amount, currency))
            missing = EXACT.subtract(missing, part.signed)
            yield part
    if left.by_amount and units == left.units.amount:
        before = Allowance(money_of(left.by_amount, currency), _CREDITED_BEFORE)
        missing = EXACT.subtract(missing, before.signed)
        yield before
    if missing:
        yield adjustment_of(money_of(missing, currency), ROUNDING)
