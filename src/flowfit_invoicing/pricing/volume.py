"""Discounts by volume, in tiers of words or of money."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from flowfit_invoicing.documents import Allowance, Basis, Conversion
from flowfit_invoicing.doors import flag, of_type, pairs_of, refused
from flowfit_invoicing.money import Money, Number, rounded_fraction, short
from flowfit_invoicing.text import LocalizedText, localized, optional_line
from flowfit_invoicing.work import Unit

from .adjustments import Agreed
from .groups import Group
from .sums import settled

_WHOLE = Decimal(100)

Tiers = tuple[tuple[Decimal, Decimal], ...]


def _tiers(value: Mapping[Any, Number] | Iterable[tuple[Number, Number]]) -> Tiers:
    tiers = sorted((short(start), short(percent)) for start, percent in pairs_of(value))
    if not tiers or len({start for start, _ in tiers}) < len(tiers):
        raise refused(value, "expected each tier once, as its start and a percent")
    for start, percent in tiers:
        if start < 0 or not 0 <= percent <= _WHOLE:
            raise refused((start, percent), "expected 0 to 100 percent from 0 on")
    return tuple(tiers)


@frozen
class VolumeDiscount(Agreed):
    """Percents less by how much is billed, counted as lines say (see `Group.count`).

    From the start of a tier on, all is at its percent; `graduated`, each part is at the
    percent of the tier that it lies in.

    >>> more = VolumeDiscount({10_000: 5, 50_000: 10}, "Volume", per="invoice")
    >>> more.tiers[0]
    (Decimal('10000'), Decimal('5'))
    """

    tiers: Tiers = field(converter=_tiers)
    """Where each tier starts, and its percent."""

    reason: LocalizedText = field(converter=localized)
    unit: Unit | None = field(
        validator=of_type(Unit, optional=True), default=None, kw_only=True
    )
    """What is counted; None is the amount itself, with tiers in the list's currency.

    A task counts once, however many services it is billed as.
    """

    unweighted: bool = field(validator=flag, default=False, kw_only=True)
    """Whether it is counted before weighting."""

    graduated: bool = field(validator=flag, default=False, kw_only=True)
    code: str | None = field(converter=optional_line, default="95", kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give the allowance of the tiers that were reached, rounded once.

        Raises:
            MixedUnitsError: If tasks of the group are billed in another unit.
        """
        base = group.amount
        counted, tiers, conversions = self._counted(group)
        percent = _percent_of(counted, tiers, graduated=self.graduated)
        exact = Fraction(base.amount) * percent / 100
        digits = group.currency.digits
        less = Money(rounded_fraction(exact, digits, group.rounding), group.currency)
        if not less:
            return None
        basis = Basis.of(
            "tiers",
            base=base,
            counted=counted,
            unit=self.unit,
            tiers=tiers,
            graduated=self.graduated,
        ).after(conversions)
        return Allowance(less, self.reason, code=self.code, basis=basis)

    def _counted(self, group: Group) -> tuple[Decimal, Tiers, tuple[Conversion, ...]]:
        """Give how much there is, and the tiers in the same unit or currency."""
        if self.unit is not None:
            counted = group.count(
                self.unit, unweighted=self.unweighted, reason=self.reason
            )
            return counted, self.tiers, ()
        starts = [settled(start, group, self.reason) for start, _ in self.tiers]
        tiers = tuple(
            (start.amount, percent)
            for (start, _), (_, percent) in zip(starts, self.tiers, strict=True)
        )
        conversions = tuple(each for _, several in starts for each in several)
        return group.amount.amount, tiers if conversions else self.tiers, conversions


def _percent_of(counted: Decimal, tiers: Tiers, *, graduated: bool) -> Fraction:
    """Give the percent of all that was counted, exact."""
    reached = [(start, percent) for start, percent in tiers if start <= counted]
    if not reached or not counted:
        return Fraction(0)
    if not graduated:
        return Fraction(reached[-1][1])
    ends = [*(start for start, _ in reached[1:]), counted]
    parts = (
        (Fraction(end) - Fraction(start)) * Fraction(percent)
        for (start, percent), end in zip(reached, ends, strict=True)
    )
    return sum(parts) / Fraction(counted)
