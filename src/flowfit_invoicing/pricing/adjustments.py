"""What is agreed beside rates: discounts and surcharges on lines, in percent.

Each is taken of the running amount, which is rounded already, and rounded once; 33.35
less 10 % plus 25 % is 37.51.
"""

from decimal import Decimal
from typing import Protocol

from attrs import field, frozen

from flowfit_invoicing.documents import Allowance, Charge
from flowfit_invoicing.doors import flag, refused
from flowfit_invoicing.money import EXACT, Money, Number, Rounding, short
from flowfit_invoicing.text import LocalizedText, localized, optional_line
from flowfit_invoicing.work import Project

_WHOLE = Decimal(100)


class Adjustment(Protocol):
    """Says what is added to or taken off a line."""

    def of(
        self, amount: Money, project: Project, rounding: Rounding
    ) -> Allowance | Charge | None:
        """Give the adjustment of a line that comes to *amount* so far, if any."""
        ...


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
class Discount:
    """So many percent less on each line.

    >>> agreed = Discount(10, {"en": "Client discount", "fr": "Remise client"})
    >>> project = Project("P-1")
    >>> print(agreed.of(Money("33.35", "CAD"), project, Rounding.HALF_UP).amount)
    3.34 CAD
    """

    percent: Decimal = field(converter=_share)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default="95", kw_only=True)
    """Of UNTDID 5189; 95 is a discount."""

    def of(
        self,
        amount: Money,
        project: Project,  # noqa: ARG002 - holds for all projects
        rounding: Rounding,
    ) -> Allowance | None:
        """Give the allowance, if a part of a cent is left after rounding."""
        less = _part(amount, self.percent, rounding)
        if not less:
            return None
        return Allowance(
            less, self.reason, code=self.code, percent=self.percent, base=amount
        )


@frozen
class Surcharge:
    """So many percent more on each line, of all projects or only of urgent ones."""

    percent: Decimal = field(converter=_percent)
    reason: LocalizedText = field(converter=localized)
    code: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Of UNTDID 7161; AAT is rush delivery."""

    urgent_only: bool = field(validator=flag, default=False, kw_only=True)

    def of(self, amount: Money, project: Project, rounding: Rounding) -> Charge | None:
        """Give the charge, if the project asks for one and it is not rounded away."""
        more = _part(amount, self.percent, rounding)
        if not more or (self.urgent_only and not project.urgent):
            return None
        return Charge(
            more, self.reason, code=self.code, percent=self.percent, base=amount
        )


def _part(amount: Money, percent: Decimal, rounding: Rounding) -> Money:
    return (amount * EXACT.scaleb(percent, -2)).rounded(rounding)
