"""Percentages of a document: agreed once, and worked out of the lines it has.

What is kept is the percentage, so it follows the lines: whoever adds one to a draft
has its discount on it too. The amount is worked out whenever it is asked for.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import EXACT, Currency, Money, Number, rounded, short
from flowfit_invoicing.tax import Tax
from flowfit_invoicing.text import LocalizedText, localized, optional_line

from .lines.adjustments import Allowance, Charge

Nets: TypeAlias = Mapping[tuple[Tax, ...] | None, Decimal]
"""What lines come to by their taxes, None for those of the document."""

_ALL = 100


def _percent(value: Number) -> Decimal:
    percent = short(value)
    if percent <= 0:
        raise refused(value, "expected a percentage above zero")
    return percent


def _percent_less(value: Number) -> Decimal:
    percent = _percent(value)
    if percent > _ALL:
        raise refused(value, "expected a percentage of 100 or less")
    return percent


@frozen
class PercentAllowance:
    """So many percent less on a document, of what its lines come to (BG-20).

    >>> PercentAllowance(10, "Agreed discount").percent
    Decimal('10')
    """

    percent: Decimal = field(converter=_percent_less)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 5189 (BT-98)."""


@frozen
class PercentCharge:
    """So many percent more on a document, of what its lines come to (BG-21)."""

    percent: Decimal = field(converter=_percent)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 7161 (BT-105)."""


Agreed: TypeAlias = Allowance | Charge | PercentAllowance | PercentCharge
"""What may be agreed on a document beside its lines."""

_KINDS = (Allowance, Charge, PercentAllowance, PercentCharge)


def several_agreed(value: Iterable[Agreed]) -> tuple[Agreed, ...]:
    """Take allowances and charges, by amount or by percent, in their order."""
    expected = "expected several of Allowance, Charge or their percentages"
    if not isinstance(value, Iterable):
        raise refused(value, expected)
    several = tuple(value)
    for each in several:
        if not isinstance(each, _KINDS):
            raise refused(each, expected)
    return several


Reason: TypeAlias = LocalizedText | str | Mapping[str, str]

_EITHER = "expected either an amount or a percentage"


def allowance(
    reason: Reason, amount: Money | None, percent: Number | None, code: str | None
) -> Allowance | PercentAllowance:
    """Make an allowance of an amount, or of a percentage."""
    if amount is not None and percent is None:
        return Allowance(amount, reason, code=code)
    if percent is not None and amount is None:
        return PercentAllowance(percent, reason, code=code)
    raise refused((amount, percent), _EITHER)


def charge(
    reason: Reason, amount: Money | None, percent: Number | None, code: str | None
) -> Charge | PercentCharge:
    """Make a charge of an amount, or of a percentage."""
    if amount is not None and percent is None:
        return Charge(amount, reason, code=code)
    if percent is not None and amount is None:
        return PercentCharge(percent, reason, code=code)
    raise refused((amount, percent), _EITHER)


def worked_out(
    agreed: Iterable[Agreed], nets: Nets, currency: Currency
) -> Iterator[Allowance | Charge]:
    """Give allowances and charges as amounts.

    A percentage is taken of the rounded net amount of the lines under each tax, since
    an allowance lowers the tax of what it is for, and rounded once (BT-92, BT-99). One
    that comes to nothing is left out.
    """
    for each in agreed:
        if isinstance(each, Allowance | Charge):
            yield each
        else:
            yield from _amounts(each, nets, currency)


def _amounts(
    percentage: PercentAllowance | PercentCharge, nets: Nets, currency: Currency
) -> Iterator[Allowance | Charge]:
    kind = Allowance if isinstance(percentage, PercentAllowance) else Charge
    for taxes, net in nets.items():
        part = EXACT.scaleb(EXACT.multiply(net, percentage.percent), -2)
        amount = rounded(part, currency.digits)
        if amount:
            yield kind(
                Money(amount, currency),
                percentage.reason,
                code=percentage.code,
                percent=percentage.percent,
                base=Money(net, currency),
                taxes=taxes,
            )
