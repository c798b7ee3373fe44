"""Steps of what is added to a price and taken off: minima, allowances and charges."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from flowfit_invoicing.documents import Allowance, Basis, Charge, InvoiceLine, Waived
from flowfit_invoicing.money import Money

from .steps import Step, step

_ZERO = Decimal(0)


def adjusting_steps(line: InvoiceLine) -> Iterator[Step]:
    """Give the steps from the price of a line to what it comes to."""
    missing = line.to_minimum
    if missing is not None or line.is_minimum_waived:
        yield from converted_minimum_steps(line)
        yield minimum_step(line)
    for adjustment in line.further:
        yield from adjustment_steps(adjustment)
    for waived in line.waived_beside_rates:
        yield from waived_steps(waived)


def waived_steps(waived: Waived) -> Iterator[Step]:
    """Give the steps of a minimum beside rates that is not charged."""
    yield from _converted(waived.basis)
    yield step(
        "waived",
        None,
        minimum=waived.minimum,
        amount=dict(waived.basis.operands)["amount"],
        reason=waived.reason,
    )


def basis_steps(basis: Basis, whole: Money) -> Iterator[Step]:
    """Give the steps that lead to an amount that was agreed beside rates."""
    yield from _converted(basis)
    yield Step(basis.kind, basis.operands, whole)


def _converted(basis: Basis) -> Iterator[Step]:
    for each in basis.conversions:
        yield step(
            "exchange-sum",
            each.amount,
            sum=each.agreed,
            exchange=each.exchange,
            digits=each.digits,
            mode=each.rounding,
        )


def converted_minimum_steps(line: InvoiceLine) -> Iterator[Step]:
    """Give the step of the minimum of a rate in another currency."""
    terms, least = line.terms, line.least
    agreed = terms.agreed
    if agreed is None or agreed.exchange is None or least is None:
        return
    own, exchange = agreed.rate.minimum_charge or _ZERO, agreed.exchange
    yield step(
        "exchange-minimum",
        Money(least, terms.currency),
        minimum=Money(own, exchange.source),
        exchange=exchange,
        digits=terms.currency.digits,
        mode=terms.rounding,
    )


def minimum_step(line: InvoiceLine) -> Step:
    """Give the step of the minimum that is charged, or of the one that is waived."""
    missing, currency = line.to_minimum, line.terms.currency
    minimum = Money(cast("Decimal", line.least), currency)  # or there were no step
    if missing is None:
        return step("waived", None, minimum=minimum, reason=line.waived)
    charge = Money(missing, currency)
    return step("minimum", charge, minimum=minimum, amount=minimum - charge)


def adjustment_steps(adjustment: Allowance | Charge) -> Iterator[Step]:
    """Give the steps of an allowance or a charge, and how it came about."""
    basis, share = adjustment.basis, adjustment.share
    whole = adjustment.amount if share is None else share.whole
    if basis is not None:
        yield from basis_steps(basis, whole)
    if share is not None:
        yield step(
            "share",
            adjustment.amount,
            whole=whole,
            weights=share.weights,
            place=share.place,
        )
    yield step(
        "adjustment",
        adjustment.amount,
        sign=sign_of(adjustment),
        reason=adjustment.reason,
        percent=adjustment.percent,
        base=adjustment.base,
    )


def sign_of(adjustment: Allowance | Charge) -> str:
    """Say if an adjustment is added or taken off."""
    return "-" if isinstance(adjustment, Allowance) else "+"
