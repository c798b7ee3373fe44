"""Discounts and surcharges in percent.

Each is taken of what the lines come to so far, which is rounded already, and rounded
once; 33.35 less 10 % plus 25 % is 37.51.
"""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.documents import Allowance, Basis, Charge
from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import EXACT, Money, Number, Rounding, short
from flowfit_invoicing.text import LocalizedText, localized, optional_line

from .adjustments import Agreed
from .groups import Group
from .sums import Settled, Sum, amount_of, optional_sum, settled

_WHOLE = Decimal(100)


def _share(number: Number) -> Decimal:
    percent = short(number)
    if not 0 < percent <= _WHOLE:
        raise refused(number, "expected more than 0 and up to 100 percent")
    return percent


def _percent(number: Number) -> Decimal:
    percent = short(number)
    if percent <= 0:
        raise refused(number, "expected more than 0 percent")
    return percent


@frozen
class Discount(Agreed):
    """So many percent less on each line, or on groups of lines.

    >>> from flowfit_invoicing import PricingEngine
    >>> loyal = Discount(10, {"en": "Client discount", "fr": "Remise client"})
    >>> loyal.percent, loyal.per
    (Decimal('10'), 'line')
    """

    percent: Decimal = field(converter=_share)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default="95", kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give the allowance, if a part of a cent is left after rounding."""
        base = group.amount
        less = part_of(base, self.percent, group.rounding)
        if not less:
            return None
        return Allowance(
            less, self.reason, code=self.code, percent=self.percent, base=base
        )


@frozen
class Surcharge(Agreed):
    """So many percent more, of all projects or only of urgent ones.

    On groups of lines it is a line of its own, such as a project-management fee.
    """

    percent: Decimal = field(converter=_percent)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 7161; AAT is rush delivery."""

    at_least: Sum | None = field(converter=optional_sum, default=None, kw_only=True)
    """What is charged at least."""

    at_most: Sum | None = field(converter=optional_sum, default=None, kw_only=True)
    """What is charged at most; in the currency of `at_least`, or both without one."""

    def __attrs_post_init__(self) -> None:
        least, most = self.at_least, self.at_most
        if least is None or most is None:
            return
        named = {each.currency for each in (least, most) if isinstance(each, Money)}
        if len(named) > 1 or isinstance(least, Money) != isinstance(most, Money):
            raise refused((least, most), "expected two sums in one currency")
        if amount_of(most) < amount_of(least):
            raise refused((least, most), "expected the lower sum first")

    def of(self, group: Group) -> Charge | None:
        """Give the charge, if it is not rounded away."""
        base = group.amount
        more = part_of(base, self.percent, group.rounding)
        if self.at_least is not None or self.at_most is not None:
            return self._bounded(base, more, group)
        if not more:
            return None
        return Charge(
            more, self.reason, code=self.code, percent=self.percent, base=base
        )

    def _bounded(self, base: Money, more: Money, group: Group) -> Charge | None:
        least, conversions = self._bound(self.at_least, group)
        most, others = self._bound(self.at_most, group)
        charged = more if least is None else max(more, least)
        charged = charged if most is None else min(charged, most)
        if not charged:
            return None
        bounds = {"least": least} if most is None else {"least": least, "most": most}
        basis = Basis.of("percentage", base=base, percent=self.percent, **bounds)
        basis = basis.after((*conversions, *others))
        return Charge(charged, self.reason, code=self.code, basis=basis)

    def _bound(
        self, agreed: Sum | None, group: Group
    ) -> Settled | tuple[None, tuple[()]]:
        return (None, ()) if agreed is None else settled(agreed, group, self.reason)


def part_of(amount: Money, percent: Decimal, rounding: Rounding) -> Money:
    """Take so many percent of an amount, rounded once."""
    return (amount * EXACT.scaleb(percent, -2)).rounded(rounding)
