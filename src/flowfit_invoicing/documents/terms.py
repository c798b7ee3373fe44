"""What is agreed about a unit of work; worked out once, shared by all its lines."""

from decimal import Context, Decimal
from typing import Self

from attrs import Factory, evolve, field, frozen

from flowfit_invoicing.catalog import ClientService, MatchGrid, Rate, optional_service
from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import (
    EXACT,
    Currency,
    Rounding,
    currency,
    plain,
    quotient,
    rounder,
    smallest,
)
from flowfit_invoicing.work import MatchBand, Unit


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


def _rounder(terms: "Terms") -> Context:
    return rounder(terms.rounding)


def _smallest(terms: "Terms") -> Decimal:
    return smallest(terms.currency.digits)


@frozen
class Terms:
    """A price for *per* of a unit of a service, exact, and how lines are rounded."""

    service: ClientService | None = field(converter=optional_service)
    unit: Unit = field(validator=of_type(Unit))
    unit_price: Decimal = field(validator=of_type(Decimal))
    currency: Currency = field(converter=currency)
    per: int = 1
    rounding: Rounding = field(validator=of_type(Rounding), default=Rounding.HALF_UP)
    minimum: Decimal | None = None
    """What a task comes to at least, rounded already."""

    agreed: Agreement | None = None
    """Where the price is from; None if it was typed in."""

    _rounder: Context = field(
        init=False, eq=False, repr=False, default=Factory(_rounder, takes_self=True)
    )
    _smallest: Decimal = field(
        init=False, eq=False, repr=False, default=Factory(_smallest, takes_self=True)
    )

    @property
    def grid(self) -> MatchGrid | None:
        """The grid that counts are under, if any."""
        return None if self.agreed is None else self.agreed.grid

    def of_band(self, band: MatchBand) -> Self:
        """Give the terms of one band: its percent of the unit price, unrounded.

        Raises:
            BandMismatchError: If the band is only partly covered by a row of the grid.
        """
        if self.agreed is None or self.agreed.grid is None:
            return self
        share = EXACT.scaleb(self.agreed.grid.percent(band), -2)
        price = plain(EXACT.multiply(self.unit_price, share))
        return evolve(self, unit_price=price, agreed=evolve(self.agreed, band=band))

    def price(self, amount: Decimal) -> Decimal:
        """Price so many units: the one place where a line is rounded (BT-131)."""
        product = EXACT.multiply(amount, self.unit_price)
        if self.per > 1:
            product = quotient(product, self.per)
        return self._rounder.quantize(product, self._smallest)
