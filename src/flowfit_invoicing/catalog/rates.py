"""Rates: what one unit of a service costs, and when that holds."""

from datetime import date
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, optional_day, refused, whole_number
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Currency, Money, Number, currency, plain, short
from flowfit_invoicing.text import optional_line
from flowfit_invoicing.work import NEW, LanguagePattern, Unit, optional_pattern

from .grids import MatchGrid, optional_grid
from .services import ClientService

_MOST_UNITS = 10**9


def _price(value: Number) -> Decimal:
    price = short(value)
    if price < 0:
        raise refused(value, "expected a price of zero or more")
    return price


def _optional_price(value: Number | None) -> Decimal | None:
    return None if value is None else _price(value)


def _per(value: int) -> int:
    per = whole_number(value)
    if not 1 <= per <= _MOST_UNITS:
        raise refused(value, "expected a price for one unit or more")
    return per


@frozen(init=False)
class Rate:
    """What *per* units of a service cost, for some languages, domain and days or all.

    A price given as Money has a currency, which must be that of the list; one given
    as a number is in the list's. None is the price that its grid names for new words.

    >>> translation = ClientService("TRA", "Translation")
    >>> from flowfit_invoicing import WORD
    >>> rate = Rate(translation, WORD, "0.25", languages="en>fr", minimum_charge=45)
    >>> print(rate)
    TRA (word, en>fr, 0.25)
    >>> prices = MatchGrid.of_prices(new="0.20", exact="0.05")
    >>> Rate(translation, WORD, None, match_grid=prices).unit_price
    Decimal('0.20')

    Raises:
        InvalidValueError: If there is neither a price nor one for new words.
        CurrencyMismatchError: If its amounts are in two currencies.
    """

    service: ClientService = field(validator=of_type(ClientService))
    unit: Unit = field(validator=of_type(Unit))
    unit_price: Decimal = field(converter=_price)
    languages: LanguagePattern | None = field(
        converter=optional_pattern, default=None, kw_only=True
    )
    domain: str | None = field(converter=optional_line, default=None, kw_only=True)
    per: int = field(converter=_per, default=1, kw_only=True)
    match_grid: MatchGrid | None = field(
        converter=optional_grid, default=None, kw_only=True
    )
    """None is the grid of the list; a grid without rows is no grid at all."""

    minimum_charge: Decimal | None = field(
        converter=_optional_price, default=None, kw_only=True
    )
    """What a task costs at least, once for each of its services."""

    valid_from: date | None = field(converter=optional_day, default=None, kw_only=True)
    valid_until: date | None = field(converter=optional_day, default=None, kw_only=True)
    """The last day on which the rate holds."""

    currency: Currency | None = field(default=None, kw_only=True)

    def __init__(  # noqa: PLR0913 - a rate is a row of a wide table
        self,
        service: ClientService,
        unit: Unit,
        unit_price: Number | Money | None,
        *,
        languages: LanguagePattern | str | None = None,
        domain: str | None = None,
        per: int = 1,
        match_grid: MatchGrid | None = None,
        minimum_charge: Number | Money | None = None,
        valid_from: date | None = None,
        valid_until: date | None = None,
        currency: Currency | str | None = None,
    ) -> None:
        self.__attrs_init__(  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # attrs makes it
            service,
            unit,
            _of_new_words(service, unit, match_grid)
            if unit_price is None
            else _number(unit_price),
            languages=languages,
            domain=domain,
            per=per,
            match_grid=match_grid,
            minimum_charge=None if minimum_charge is None else _number(minimum_charge),
            valid_from=valid_from,
            valid_until=valid_until,
            currency=_only_currency(currency, unit_price, minimum_charge),
        )

    def __attrs_post_init__(self) -> None:
        first, last = self.valid_from, self.valid_until
        if first is not None and last is not None and last < first:
            raise refused((first, last), "expected the first day first")

    def holds_on(self, on: date | None) -> bool:
        """Tell if the rate holds on a day; work without one has only undated rates."""
        if on is None:
            return self.valid_from is None and self.valid_until is None
        return (self.valid_from is None or self.valid_from <= on) and (
            self.valid_until is None or on <= self.valid_until
        )

    def shares_a_day_with(self, other: "Rate") -> bool:
        """Tell if there is a day on which both rates hold."""
        first = max(self.valid_from or date.min, other.valid_from or date.min)
        return first <= min(self.valid_until or date.max, other.valid_until or date.max)

    def __str__(self) -> str:
        per = f"{self.per} {self.unit}" if self.per > 1 else str(self.unit)
        days = (self.valid_from, self.valid_until)
        period = "…".join("" if day is None else str(day) for day in days)
        scope = (per, self.languages, self.domain, any(days) and period)
        parts = [str(part) for part in scope if part]
        return f"{self.service} ({', '.join([*parts, f'{plain(self.unit_price):f}'])})"


def _of_new_words(
    service: ClientService, unit: Unit, match_grid: MatchGrid | None
) -> Decimal:
    grid = optional_grid(match_grid)
    price = None if grid is None else grid.price(NEW)
    if price is None:
        expected = "expected a unit price, or a grid with a price for new words"
        raise refused(f"{service} ({unit})", expected)
    return price


def _number(value: Number | Money) -> Number:
    return value.amount if isinstance(value, Money) else value


def _only_currency(
    given: Currency | str | None, *prices: Number | Money | None
) -> Currency | None:
    named = None if given is None else currency(given)
    for price in prices:
        if isinstance(price, Money):
            if named is not None and price.currency != named:
                raise CurrencyMismatchError(named, price.currency)
            named = price.currency
    return named
