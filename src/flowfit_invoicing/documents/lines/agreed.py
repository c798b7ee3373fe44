"""What a person agrees with the client about a line, in place of what was computed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, refused
from flowfit_invoicing.money import EXACT, Money, Number, exact, rounded
from flowfit_invoicing.text import LocalizedText, localized

from .adjustments import Allowance, Charge
from .terms import Terms

Adjusted: TypeAlias = Allowance | Charge

_DISCOUNT, _MISCELLANEOUS = "95", "ABK"  # of UNTDID 5189, of UNTDID 7161


def _amount(value: Number | None) -> Decimal | None:
    if value is None:
        return None
    amount = exact(value)
    if amount < 0:
        raise refused(value, "expected an amount of zero or more")
    return amount


@frozen(kw_only=True)
class AgreedChange:
    """What was agreed in place of what was computed, and why.

    The line keeps all that was computed: what is None here is as it was. Percentages
    are taken again of what the line comes to now; sums that were agreed, and parts of
    what several lines bear together, stay as they were.
    """

    reason: LocalizedText = field(converter=localized)
    """Why, in the words of the client: it is printed where an amount is set right."""

    amount: Decimal | None = field(converter=_amount, default=None)
    """How many units are billed."""

    unit_price: Decimal | None = field(converter=_amount, default=None)
    """The price of as many units as the price of the rate is for."""

    net: Decimal | None = field(converter=_amount, default=None)
    """What the line comes to, whatever quantity and price make of it."""

    waives_minimum: bool = field(validator=flag, default=False)

    def __attrs_post_init__(self) -> None:
        if not self.is_of_parts and self.net is None:
            raise refused(self.reason, "expected something agreed, with its reason")

    @property
    def is_of_parts(self) -> bool:
        """Whether quantity, price or minimum were agreed, and the rest follows."""
        return self.waives_minimum or (self.amount, self.unit_price) != (None, None)

    def again(
        self, adjustments: Iterable[Adjusted], before: Decimal, now: Decimal, on: Terms
    ) -> Iterator[Adjusted]:
        """Apply what a line had been adjusted by to what it comes to now.

        *before* is what it came to when it was computed, without its adjustments.
        """
        for adjustment in adjustments:
            own = _again(adjustment, before, now, on)
            before = EXACT.add(before, adjustment.signed)
            if own is not None:
                now = EXACT.add(now, own.signed)
                yield own

    def to_net(self, so_far: Decimal, on: Terms) -> Iterator[Adjusted]:
        """Give what leads from *so_far* to the net amount that was agreed, if any is.

        An allowance or a charge with the reason, so that quantity × unit price and the
        adjustments still add up to the net amount (EN 16931, BT-131).
        """
        if self.net is None or self.net == so_far:
            return
        difference = Money(EXACT.subtract(self.net, so_far), on.currency).rounded()
        if self.net < so_far:
            yield Allowance(-difference, self.reason, code=_DISCOUNT)
        else:
            yield Charge(difference, self.reason, code=_MISCELLANEOUS)


def _again(
    adjustment: Adjusted, before: Decimal, now: Decimal, on: Terms
) -> Adjusted | None:
    """Take a percentage again of what there is now; None if nothing is left of it."""
    if now == before or not _is_percent_of(before, adjustment):
        return adjustment
    exact_part = EXACT.scaleb(EXACT.multiply(now, adjustment.percent or 0), -2)
    part = rounded(exact_part, on.currency.digits, on.rounding)
    if part <= 0:
        return None
    currency = on.currency
    return evolve(adjustment, amount=Money(part, currency), base=Money(now, currency))


def _is_percent_of(amount: Decimal, adjustment: Adjusted) -> bool:
    base = adjustment.base
    return adjustment.percent is not None and base is not None and base.amount == amount
