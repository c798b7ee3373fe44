"""Allowances and charges: amounts beside the price, each with its reason."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.money import Money, Number, money, rounded, short
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import LocalizedText, localized, optional_line

from .bases import Basis, Share


def _amount(value: Money) -> Money:
    amount = money(value)
    if amount.amount <= 0:
        raise refused(str(amount), "expected an amount above zero")
    if rounded(amount.amount, amount.currency.digits) != amount.amount:
        raise refused(str(amount), "expected an amount that is rounded already")
    return amount


def _optional_percent(value: Number | None) -> Decimal | None:
    if value is None:
        return None
    percent = short(value)
    if percent <= 0:
        raise refused(value, "expected a percentage above zero")
    return percent


@frozen
class _Adjustment:
    amount: Money = field(converter=_amount)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 5189 for an allowance, of UNTDID 7161 for a charge (BT-140, BT-145)."""

    percent: Decimal | None = field(
        converter=_optional_percent, default=None, kw_only=True
    )
    base: Money | None = field(
        validator=of_type(Money, optional=True), default=None, kw_only=True
    )
    """The rounded amount that the percentage was taken of."""

    basis: Basis | None = field(
        validator=of_type(Basis, optional=True), default=None, kw_only=True
    )
    """How it came about, where a plain percentage of a base does not say it all."""

    share: Share | None = field(
        validator=of_type(Share, optional=True), default=None, kw_only=True
    )
    """What it is a part of, if several lines bear it together."""

    taxes: tuple[Tax, ...] | None = field(
        converter=optional_taxes, default=None, kw_only=True
    )
    """What one on a whole document is taxed with (BT-95); None is the document's."""


@frozen
class Allowance(_Adjustment):
    """An amount less, rounded and above zero, and why (BG-20, BG-27)."""

    @property
    def signed(self) -> Decimal:
        """What it does to the amount that it stands beside."""
        return self.amount.amount.copy_negate()


@frozen
class Charge(_Adjustment):
    """An amount more, rounded and above zero, and why (BG-21, BG-28)."""

    @property
    def signed(self) -> Decimal:
        """What it does to the amount that it stands beside."""
        return self.amount.amount


def adjustment_of(
    amount: Money, reason: LocalizedText, taxes: tuple[Tax, ...] | None = None
) -> Allowance | Charge:
    """Make a charge of an amount, or an allowance if it is below zero."""
    kind = Charge if amount.amount > 0 else Allowance
    return kind(abs(amount), reason, taxes=taxes)


def part_of_adjustment(whole: Allowance | Charge, amount: Money) -> Allowance | Charge:
    """Give so much of an adjustment; its percentage is only that of the whole."""
    if amount == whole.amount:
        return whole
    return type(whole)(amount, whole.reason, code=whole.code, taxes=whole.taxes)


def adjustments(value: Iterable[Allowance | Charge]) -> tuple[Allowance | Charge, ...]:
    """Take allowances and charges, in their order."""
    expected = "expected several of Allowance or Charge"
    if not isinstance(value, Iterable):
        raise refused(value, expected)
    several = tuple(value)
    for adjustment in several:
        if not isinstance(adjustment, Allowance | Charge):
            raise refused(adjustment, expected)
    return several
