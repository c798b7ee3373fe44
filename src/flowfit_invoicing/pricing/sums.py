"""Sums that are agreed: fees, minimum charges and limits."""

from decimal import Decimal
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents import Allowance, Basis, Charge
from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import Money, Number, exact, rounded
from flowfit_invoicing.text import LocalizedText, localized, optional_line
from flowfit_invoicing.work import Quantity

from .adjustments import Agreed
from .groups import Entry, Group

Sum: TypeAlias = Money | Decimal
"""Money, or a number in the currency of whatever is billed."""

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


def sum_in(agreed: Sum, group: Group) -> Money:
    """Give an agreed sum in the currency of a group, rounded.

    Raises:
        CurrencyMismatchError: If it was agreed in another currency.
    """
    currency = group.currency
    if isinstance(agreed, Money):
        if agreed.currency != currency:
            raise CurrencyMismatchError(currency, agreed.currency)
        return agreed.rounded(group.rounding)
    return Money(rounded(agreed, currency.digits, group.rounding), currency)


@frozen
class Fee(Agreed):
    """A fixed sum for each group, such as one for each project or target language."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 7161."""

    def of(self, group: Group) -> Charge | None:
        """Give the fee, unless it is nothing."""
        fee = sum_in(self.amount, group)
        if not fee:
            return None
        return Charge(
            fee, self.reason, code=self.code, basis=Basis.of("fixed", amount=fee)
        )


@frozen
class Rebate(Agreed):
    """A fixed sum less for each group, such as a voucher; never more than there is."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=_DISCOUNT, kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give the rebate, as far as the lines go."""
        less = min(sum_in(self.amount, group), group.amount)
        if not less:
            return None
        basis = Basis.of("fixed", amount=less)
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
    """Less than how much must be billed; None is however much."""

    unweighted: bool = field(validator=flag, default=False, kw_only=True)
    """Whether that is counted before weighting."""

    only_without_own: bool = field(validator=flag, default=False, kw_only=True)
    """Whether a minimum of the rate itself is in place of this one."""

    def of(self, group: Group) -> Charge | None:
        """Give what is missing to the minimum."""
        if self._is_let_off(group) or not self._is_small(group):
            return None
        least, so_far = sum_in(self.amount, group), group.amount
        if so_far >= least:
            return None
        basis = Basis.of("least", minimum=least, amount=so_far)
        return Charge(least - so_far, self.reason, code=self.code, basis=basis)

    def _is_let_off(self, group: Group) -> bool:
        """Tell if no task of a group has to come to it; fees don't have to either."""
        entries = [entry for entry in group.entries if not entry.is_fee]
        return bool(entries) and all(map(self._is_exempt, entries))

    def _is_exempt(self, entry: Entry) -> bool:
        task, agreed = entry.line.task, entry.line.terms.agreed
        has_own = agreed is not None and agreed.rate.minimum_charge is not None
        is_waived = task is not None and task.minimum_waived is not None
        return is_waived or (self.only_without_own and has_own)

    def _is_small(self, group: Group) -> bool:
        """Tell if less than so much is billed; other units don't count."""
        below = self.below
        if below is None:
            return True
        if all(each.line.terms.unit.code != below.unit.code for each in group.entries):
            return False
        counted = group.count(below.unit, unweighted=self.unweighted, mixed=True)
        return counted < below.amount


@frozen
class Cap(Agreed):
    """What a group of lines comes to at most."""

    amount: Sum = field(converter=sum_)
    reason: LocalizedText = field(converter=localized, default=_MOST)
    code: str | None = field(converter=optional_line, default=_DISCOUNT, kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(self, group: Group) -> Allowance | None:
        """Give what is above the limit."""
        most, so_far = sum_in(self.amount, group), group.amount
        if so_far <= most:
            return None
        basis = Basis.of("most", maximum=most, amount=so_far)
        return Allowance(so_far - most, self.reason, code=self.code, basis=basis)
