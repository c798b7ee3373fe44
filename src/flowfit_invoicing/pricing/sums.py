"""Sums that are agreed: fees, minimum charges and limits."""

from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents import Allowance, Basis, Charge, Conversion, Waived
from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import Money, Number, exact, rounded
from flowfit_invoicing.text import LocalizedText, localized, optional_line
from flowfit_invoicing.work import Quantity

from .adjustments import Agreed
from .groups import Entry, Group, sum_of

Sum: TypeAlias = Money | Decimal
"""Money, or a number in the currency of the rate list."""

Settled: TypeAlias = tuple[Money, tuple[Conversion, ...]]
"""What an agreed sum is in the currency billed, and how it was converted if it was."""

_MINIMUM, _MOST = in_all_languages("minimum"), in_all_languages("most")
_MISCELLANEOUS, _DISCOUNT = "ABK", "95"  # of UNTDID 7161, of UNTDID 5189


def sum_(value: Money | Number) -> Sum:
    """Take an agreed sum of zero or more."""
    if isinstance(value, Money):
        sum_(value.amount)
        return value
    amount = exact(value)
    if amount < 0:
        raise refused(value, "expected a sum of zero or more")
    return amount


def optional_sum(value: Money | Number | None) -> Sum | None:
    """Take an agreed sum, or None."""
    return None if value is None else sum_(value)


def amount_of(agreed: Sum) -> Decimal:
    """Give the bare amount of an agreed sum."""
    return agreed.amount if isinstance(agreed, Money) else agreed


def settled(agreed: Sum, group: Group, reason: LocalizedText) -> Settled:
    """Give an agreed sum in the currency of a group, rounded once.

    A number is one in the currency of the rate list. Sums follow lines that were
    converted, by the same rate.

    Raises:
        CurrencyMismatchError: If no line was converted from its currency; it has the
            *reason* of what is agreed.
    """
    currency, amount = group.currency, amount_of(agreed)
    source = agreed.currency if isinstance(agreed, Money) else group.list_currency
    if source == currency:
        return Money(rounded(amount, currency.digits, group.rounding), currency), ()
    exchange = group.exchange_from(source)
    if exchange is None:
        raise CurrencyMismatchError(currency, source, reason=reason)
    conversion = Conversion(Money(amount, source), exchange, group.rounding)
    return conversion.amount, (conversion,)


@frozen
class Fee(Agreed):
    """A fixed sum for each group, such as one for each project or target language."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 7161."""

    def of(self, group: Group) -> Charge | None:
        """Give the fee, unless it is nothing."""
        fee, conversions = settled(self.amount, group, self.reason)
        if not fee:
            return None
        basis = Basis.of("fixed", amount=fee).after(conversions)
        return Charge(fee, self.reason, code=self.code, basis=basis)


@frozen
class Rebate(Agreed):
    """A fixed sum less for each group, such as a voucher; never more than there is."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=_DISCOUNT, kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give the rebate, as far as the lines go."""
        rebate, conversions = settled(self.amount, group, self.reason)
        less = min(rebate, group.amount)
        if not less:
            return None
        basis = Basis.of("fixed", amount=less)
        if less == rebate:  # of what was agreed, and not of all there is
            basis = basis.after(conversions)
        return Allowance(less, self.reason, code=self.code, basis=basis)


@frozen
class Minimum(Agreed):
    """What a group of lines comes to at least.

    It comes beside the minimum of a rate, which is part of the price and goes first.
    """

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized, default=_MINIMUM)
    code: str | None = field(
        converter=optional_line, default=_MISCELLANEOUS, kw_only=True
    )
    """Of UNTDID 7161; ABK is miscellaneous."""

    below: Quantity | None = field(
        validator=of_type(Quantity, optional=True), default=None, kw_only=True
    )
    """Less than how much must be billed, as `Group.counts` does; None: however much."""

    unweighted: bool = field(validator=flag, default=False, kw_only=True)
    """Whether that is counted before weighting."""

    only_without_own: bool = field(validator=flag, default=False, kw_only=True)
    """Whether a minimum of the rate itself is in place of this one."""

    def of(self, group: Group) -> Charge | Waived | None:
        """Give what is missing to the minimum, unless its tasks are let off it."""
        reasons = self._waivers(group) if self._is_let_off(group) else None
        if reasons == [] or not self._is_small(group):
            return None
        least, conversions = settled(self.amount, group, self.reason)
        so_far = group.amount
        if so_far >= least:
            return None
        basis = Basis.of("least", minimum=least, amount=so_far).after(conversions)
        if reasons:
            return Waived(basis, reasons[-1])
        return Charge(least - so_far, self.reason, code=self.code, basis=basis)

    def _is_let_off(self, group: Group) -> bool:
        """Tell if no task of a group has to come to it; fees don't have to either."""
        entries = [entry for entry in group.entries if not entry.is_fee]
        return bool(entries) and all(map(self._is_exempt, entries))

    def _is_exempt(self, entry: Entry) -> bool:
        agreed = entry.line.terms.agreed
        has_own = agreed is not None and agreed.rate.minimum_charge is not None
        return entry.line.waived is not None or (self.only_without_own and has_own)

    def _waivers(self, group: Group) -> list[LocalizedText]:
        """Give why tasks are let off any minimum; an own one is no waiver."""
        reasons = (entry.line.waived for entry in group.entries)
        return [reason for reason in reasons if reason is not None]

    def _is_small(self, group: Group) -> bool:
        """Tell if less than so much is billed; other units don't count."""
        below = self.below
        if below is None:
            return True
        counts = group.counts(below.unit, unweighted=self.unweighted)
        return bool(counts) and sum_of(counts) < below.amount


@frozen
class Cap(Agreed):
    """What a group of lines comes to at most."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized, default=_MOST)
    code: str | None = field(converter=optional_line, default=_DISCOUNT, kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give what is above the limit."""
        most, conversions = settled(self.amount, group, self.reason)
        so_far = group.amount
        if so_far <= most:
            return None
        basis = Basis.of("most", maximum=most, amount=so_far).after(conversions)
        return Allowance(so_far - most, self.reason, code=self.code, basis=basis)
