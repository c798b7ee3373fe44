"""What is agreed about a unit of work; worked out once, shared by all its lines."""

from decimal import Decimal
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.catalog import (
    ClientService,
    MappingRule,
    MatchGrid,
    Rate,
    optional_service,
)
from flowfit_invoicing.doors import of_type, refused, whole_number
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.money import (
    EXACT,
    Currency,
    ExchangeRate,
    Number,
    Rounding,
    currency,
    exact,
    money_of,
    quotient,
    rounded,
)
from flowfit_invoicing.work import (
    Analysis,
    MatchBand,
    Quantity,
    Unit,
    WorkflowTask,
    quantity_of,
)

from .adjustments import Charge

_MINIMUM = in_all_languages("minimum")
_MISCELLANEOUS = "ABK"  # of UNTDID 7161
_ZERO = Decimal(0)


@frozen
class Agreement:
    """The rate that won, the list that has it, and the grid that it is under.

    The grid is the rate's own, else that of its own list, never another list's.
    """

    rate: Rate
    rate_list: str
    grid: MatchGrid | None = None
    """None if nothing is discounted."""

    band: MatchBand | None = None
    """The band that is priced, if each has a line of its own."""

    rule: MappingRule | None = None
    """The rule that mapped the task to the service."""

    exchange: ExchangeRate | None = None
    """What the prices of the list were converted by, if it is in another currency."""


def _price(value: Number) -> Decimal:
    price = exact(value)
    if price < 0:
        raise refused(value, "expected a price of zero or more, or an Allowance")
    return price


def _per(value: int) -> int:
    per = whole_number(value)
    if per < 1:
        raise refused(value, "expected a price for one unit or more")
    return per


def _rounding(value: Rounding) -> Rounding:
    if not isinstance(value, Rounding):
        raise refused(value, "expected a Rounding")
    return value


@frozen
class Terms:
    """A price for *per* of a unit of a service, exact, and how lines are rounded.

    A negative one is refused (EN 16931, BR-27).
    """

    service: ClientService | None = field(converter=optional_service)
    unit: Unit = field(validator=of_type(Unit))
    unit_price: Decimal = field(converter=_price)
    currency: Currency = field(converter=currency)
    per: int = field(converter=_per, default=1)
    rounding: Rounding = field(converter=_rounding, default=Rounding.HALF_UP)
    minimum: Decimal | None = field(
        validator=of_type(Decimal, optional=True), default=None
    )
    """What a task comes to at least, rounded already."""

    agreed: Agreement | None = field(
        validator=of_type(Agreement, optional=True), default=None
    )
    """Where the price is from; None if it was typed in."""

    @property
    def grid(self) -> MatchGrid | None:
        """The grid that counts are under, if any."""
        return None if self.agreed is None else self.agreed.grid

    @property
    def unweighted(self) -> Self:
        """The same terms without a grid."""
        agreed = None if self.agreed is None else evolve(self.agreed, grid=None)
        return evolve(self, agreed=agreed)

    def price(self, amount: Decimal) -> Decimal:
        """Price so many units, rounded once to the currency (BT-131)."""
        product = EXACT.multiply(amount, self.unit_price)
        if self.per > 1:
            product = quotient(product, self.per)
        return rounded(product, self.currency.digits, self.rounding)

    def analysis_of(self, task: WorkflowTask) -> Analysis | None:
        """Give the analysis of a task, if that is what is billed of it."""
        return task.analysis if task.scope.is_analysed_in(self.unit) else None

    def measured(self, task: WorkflowTask) -> Decimal:
        """Count what is billed of a task, in the unit of the terms.

        Raises:
            BandMismatchError: If a band is only partly covered by a row of the grid.
        """
        amount = self._count(task)
        return self.unit.converted(amount) if self.converts(task) else amount

    def counts(self, task: WorkflowTask) -> bool:
        """Tell if anything of a task was counted, even if it comes to nothing here.

        Seven characters may be no page, and words of context matches cost nothing.
        """
        analysis = self.analysis_of(task)
        return bool(self._count(task) if analysis is None else analysis.counts)

    def counted(self, task: WorkflowTask) -> Quantity:
        """Count what is billed of a task, in the unit in which it was counted.

        That is the unit of the terms, or what it is made of.

        Raises:
            BandMismatchError: If a band is only partly covered by a row of the grid.
        """
        base = self.unit.made_of
        unit = base if base is not None and self.converts(task) else self.unit
        return quantity_of(self._count(task), unit)

    def converts(self, task: WorkflowTask) -> bool:
        """Tell if a task is counted in what the unit is made of."""
        is_another = self.unit.size not in (None, 1)
        return is_another and self.unit.code not in task.scope.offered

    def _count(self, task: WorkflowTask) -> Decimal:
        analysis = self.analysis_of(task)
        if analysis is not None:
            return self._of_analysis(analysis)
        for code in self.unit.counted_in:
            for quantity in task.quantities:
                if quantity.unit.code == code:
                    return quantity.amount
        return _ZERO

    def _of_analysis(self, analysis: Analysis) -> Decimal:
        """Give what is counted in a band, in all, or after weighting."""
        agreed = self.agreed
        if agreed is None or agreed.grid is None:
            return analysis.total
        if agreed.band is not None:
            return dict(analysis.counts).get(agreed.band, _ZERO)
        return agreed.grid.weigh(analysis)

    @property
    def minimum_of_rate(self) -> Decimal | None:
        """What a task comes to at least by the rate, whatever its lines came to."""
        least = None if self.agreed is None else self.agreed.rate.minimum_charge
        if self.agreed is None or least is None:
            return None
        if self.agreed.exchange is not None:
            least = self.agreed.exchange.convert(least)
        return rounded(least, self.currency.digits, self.rounding)

    def minimum_charge(self, missing: Decimal) -> Charge:
        """Make the charge of what is missing to the minimum.

        Its base is what the task comes to without it, and it has no percent.
        """
        so_far = EXACT.subtract(self.minimum or missing, missing)
        return Charge(
            money_of(missing, self.currency),
            _MINIMUM,
            code=_MISCELLANEOUS,
            base=money_of(so_far, self.currency),
        )

    def of_band(self, band: MatchBand) -> Self:
        """Give the terms of one band: its price, or its percent of the unit price.

        Raises:
            BandMismatchError: If the band is only partly covered by a row of the grid.
        """
        if self.agreed is None or self.grid is None:
            return self
        agreed = self.agreed
        price = self.grid.band_price(band, agreed.rate.unit_price)
        if agreed.exchange is not None:
            price = agreed.exchange.convert(price)
        return evolve(
            self, unit_price=price, minimum=None, agreed=evolve(agreed, band=band)
        )
