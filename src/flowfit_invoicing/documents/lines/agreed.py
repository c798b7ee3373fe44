"""What a person agrees with the client about a line, in place of what was computed."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal, Self, TypeAlias, cast

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, refused, tuple_of, whole_number
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import EXACT, Money, Number, exact, rounded
from flowfit_invoicing.text import LocalizedText, localized

from .adjustments import Allowance, Charge
from .bases import Basis, Waived
from .terms import Terms

Adjusted: TypeAlias = Allowance | Charge

Thing: TypeAlias = Literal["amount", "unit_price", "net", "waives_minimum"]
"""What can be agreed, each for a reason of its own."""

THINGS: tuple[Thing, ...] = ("amount", "unit_price", "net", "waives_minimum")

Reasons: TypeAlias = tuple[tuple[str, LocalizedText], ...]
Beside: TypeAlias = tuple[tuple[int, Decimal], ...]

OTHERS_CHANGED = in_all_languages("others-changed")
"""Why a line that nobody changed comes to something else."""

_DISCOUNT, _MISCELLANEOUS = "95", "ABK"  # of UNTDID 5189, of UNTDID 7161


def _amount(value: Number | None) -> Decimal | None:
    if value is None:
        return None
    amount = exact(value)
    if amount < 0:
        raise refused(value, "expected an amount of zero or more")
    return amount


def _reasons(value: Iterable[tuple[str, LocalizedText]]) -> Reasons:
    several = tuple_of(tuple, value)
    for name, _ in several:
        if name not in THINGS:
            raise refused(name, f"expected one of {', '.join(THINGS)}")
    return tuple((name, localized(reason)) for name, reason in several)


def _beside(value: Iterable[tuple[int, Number]]) -> Beside:
    several = tuple_of(tuple, value)
    return tuple((whole_number(place), exact(amount)) for place, amount in several)


@frozen(kw_only=True)
class AgreedChange:
    """What was agreed in place of what was computed, and why.

    The line keeps all that was computed: what is None here is as it was. Percentages
    are taken again of what the line comes to now, and minima are worked out again; sums
    that were agreed, and parts of what several lines bear together, stay as they were.
    """

    reason: LocalizedText = field(converter=localized)
    """Why, in the words of the client: it is printed where an amount is set right."""

    reasons: Reasons = field(converter=_reasons, default=())
    """Why something else was agreed before, by its name, if for another reason."""

    amount: Decimal | None = field(converter=_amount, default=None)
    """How many units are billed."""

    unit_price: Decimal | None = field(converter=_amount, default=None)
    """The price of as many units as the price of the rate is for."""

    net: Decimal | None = field(converter=_amount, default=None)
    """What the line comes to, whatever quantity and price make of it."""

    waives_minimum: bool = field(validator=flag, default=False)

    before: Decimal | None = field(converter=_amount, default=None)
    """What other lines of the task come to by now, for the minimum of its rate."""

    beside: Beside = field(converter=_beside, default=())
    """The same for minima beside rates, by their place among what adjusts the line."""

    def __attrs_post_init__(self) -> None:
        if not self.is_of_parts and self.net is None:
            raise refused(self.reason, "expected something agreed, with its reason")

    @property
    def is_of_parts(self) -> bool:
        """Whether quantity, price or minimum were agreed, and the rest follows."""
        parts = (self.amount, self.unit_price, self.before)
        return self.waives_minimum or bool(self.beside) or parts != (None, None, None)

    @property
    def only_follows(self) -> bool:
        """Whether nothing was agreed but of other lines of the task."""
        return not self.waives_minimum and (
            (self.amount, self.unit_price, self.net) == (None, None, None)
        )

    @property
    def is_nothing(self) -> bool:
        """Whether no unit is billed, or each for nothing: that has no minimum."""
        return 0 in (self.amount, self.unit_price)

    @property
    def is_free(self) -> bool:
        """Whether the line costs nothing, whatever is on it."""
        return self.is_nothing or self.net == 0

    def reason_of(self, thing: Thing) -> LocalizedText:
        """Give why something was agreed, by its name."""
        return dict(self.reasons).get(thing, self.reason)

    def after(self, before: Decimal | None, beside: Beside) -> Self | None:
        """Give the same beside other lines of the task; None if that is nothing."""
        if self.only_follows and before is None and not beside:
            return None
        return evolve(self, before=before, beside=beside)

    def without(self, *things: Literal["amount", "net"]) -> Self | None:
        """Give what was agreed of the line alone, but for some things; or else None."""
        kept = {
            thing: self.reason_of(thing)
            for thing in THINGS
            if thing not in things and self._has(thing)
        }
        if not kept:
            return None
        last = self.reason if self.reason in kept.values() else [*kept.values()][-1]
        return evolve(
            self,
            reason=last,
            reasons=[(thing, why) for thing, why in kept.items() if why != last],
            before=None,
            beside=(),
            amount=None if "amount" in things else self.amount,
            net=None if "net" in things else self.net,
        )

    def _has(self, thing: Thing) -> bool:
        value: Decimal | bool | None = getattr(self, thing)
        return value is not None and value is not False

    def again(
        self, adjustments: Iterable[Adjusted], before: Decimal, now: Decimal, on: Terms
    ) -> Iterator[Adjusted]:
        """Apply what a line had been adjusted by to what it comes to now.

        *before* is what it came to when it was computed, without its adjustments.
        """
        for own in self._each(adjustments, before, now, on):
            if not isinstance(own, Waived):
                yield own

    def let_off(
        self, adjustments: Iterable[Adjusted], before: Decimal, now: Decimal, on: Terms
    ) -> Iterator[Waived]:
        """Give the minima beside rates that the line is let off."""
        for own in self._each(adjustments, before, now, on):
            if isinstance(own, Waived):
                yield own

    def _each(
        self, adjustments: Iterable[Adjusted], before: Decimal, now: Decimal, on: Terms
    ) -> Iterator[Adjusted | Waived]:
        for place, adjustment in enumerate(adjustments):
            if is_minimum(adjustment):
                own = self._to_minimum(place, adjustment, before, now)
            else:
                own = _again(adjustment, before, now, on)
            before = EXACT.add(before, adjustment.signed)
            if own is None:
                continue
            if not isinstance(own, Waived):
                now = EXACT.add(now, own.signed)
            yield own

    def _to_minimum(
        self, place: int, charge: Adjusted, before: Decimal, now: Decimal
    ) -> Adjusted | Waived | None:
        """Charge what is missing to a minimum now; None if nothing is."""
        minimum, others = minimum_of(charge), others_of(charge, before)
        others = dict(self.beside).get(place, others)
        so_far = EXACT.add(now, others)
        missing = EXACT.subtract(minimum, so_far)
        if missing <= 0 or (self.is_nothing and not others):
            return None
        if self.waives_minimum:
            basis = _at_least(charge, so_far)
            return Waived(basis, self.reason_of("waives_minimum"))
        return to_minimum(charge, so_far)

    def to_net(self, so_far: Decimal, on: Terms) -> Iterator[Adjusted]:
        """Give what leads from *so_far* to the net amount that was agreed, if any is.

        An allowance or a charge with the reason, so that quantity × unit price and the
        adjustments still add up to the net amount (EN 16931, BT-131).
        """
        if self.net is None or self.net == so_far:
            return
        difference = Money(EXACT.subtract(self.net, so_far), on.currency).rounded()
        reason = self.reason_of("net")
        if self.net < so_far:
            yield Allowance(-difference, reason, code=_DISCOUNT)
        else:
            yield Charge(difference, reason, code=_MISCELLANEOUS)


def is_minimum(adjustment: Adjusted) -> bool:
    """Tell if a charge leads to a minimum beside rates, and is on its line alone."""
    basis = adjustment.basis
    return basis is not None and basis.kind == "least" and adjustment.share is None


def minimum_of(charge: Adjusted) -> Decimal:
    """Give the minimum that a charge leads to."""
    return _operand(charge, "minimum")


def others_of(charge: Adjusted, own: Decimal) -> Decimal:
    """Give what other lines came to beside *own* before a charge to their minimum."""
    return EXACT.subtract(_operand(charge, "amount"), own)


def to_minimum(charge: Adjusted, so_far: Decimal) -> Adjusted:
    """Charge what is missing from *so_far*; the same charge if that is what it was."""
    missing = EXACT.subtract(minimum_of(charge), so_far)
    if missing == charge.amount.amount:
        return charge
    amount = Money(missing, charge.amount.currency)
    return evolve(charge, amount=amount, basis=_at_least(charge, so_far))


def _at_least(charge: Adjusted, so_far: Decimal) -> Basis:
    basis, currency = cast("Basis", charge.basis), charge.amount.currency
    minimum, amount = minimum_of(charge), Money(so_far, currency)
    fresh = Basis.of("least", minimum=Money(minimum, currency), amount=amount)
    return fresh.after(basis.conversions)


def _operand(charge: Adjusted, name: str) -> Decimal:
    operands = dict(cast("Basis", charge.basis).operands)
    return cast("Money", operands[name]).amount


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
