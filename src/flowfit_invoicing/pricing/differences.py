"""Differences: what the same work costs under two catalogs."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Currency, Money, Rounding
from flowfit_invoicing.work import LanguagePair, MatchBand

from .counts import count
from .gaps import Gap
from .percents import percent

K_co = TypeVar("K_co", covariant=True)


Languages: TypeAlias = LanguagePair | str
"""A pair, or the tag of a target language."""


@frozen
class Difference(Generic[K_co]):
    """What some work costs before and after, and how many tasks it is.

    >>> row = Difference("ACME", Money("90.00", "CAD"), Money("94.50", "CAD"), tasks=3)
    >>> print(row.difference, row.percent)
    4.50 CAD 5.00
    """

    key: K_co
    """What is compared: a client's code, a service, a pair, a band, a currency."""

    before: Money = field(validator=of_type(Money))
    after: Money = field(validator=of_type(Money))
    tasks: int = field(converter=count)
    """Tasks that cost something here before or after."""

    def __attrs_post_init__(self) -> None:
        if self.before.currency != self.after.currency:
            raise CurrencyMismatchError(self.before.currency, self.after.currency)

    @property
    def currency(self) -> Currency:
        """The currency of both amounts."""
        return self.before.currency

    @property
    def difference(self) -> Money:
        """After less before: above zero is dearer."""
        return self.after - self.before

    @property
    def percent(self) -> Decimal | None:
        """The difference in percent of before, to two decimals; None of nothing.

        Ties are rounded away from zero.
        """
        return percent(self.difference.amount, self.before.amount, Rounding.HALF_UP)


def _amounts(value: Iterable[Money]) -> tuple[Money, ...]:
    return tuple_of(Money, value)


def _gaps(value: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple_of(Gap, value)


@frozen
class Uncompared:
    """Work that is in no difference, what it costs as far as is known, and why."""

    tasks: int = field(converter=count, default=0)
    before: tuple[Money, ...] = field(converter=_amounts, default=())
    """What it costs before, one amount a currency; none where it has no price.

    It is what the projects cost with it less what is compared of them, so that both
    together are all that the catalog before prices.
    """

    after: tuple[Money, ...] = field(converter=_amounts, default=())
    gaps: tuple[Gap, ...] = field(converter=_gaps, default=())
    """What is missing on the side, or the sides, without a price; most tasks first."""


def _rows(value: Iterable[Difference[Any]]) -> tuple[Difference[Any], ...]:
    return tuple_of(Difference, value)


def _totals(value: Iterable[Difference[Any]]) -> tuple[Difference[Any], ...]:
    rows = _rows(value)
    if not rows:
        raise refused(value, "expected the total of one currency or more")
    return rows


@frozen(kw_only=True)
class Comparison:
    """The same work under two catalogs: only what both can price is compared.

    Rows of each kind add up to the totals, to the cent. They stand in the order of
    their keys, None last; where clients pay in several currencies, a key has a row for
    each. A task counts in each row that it costs something in.
    """

    totals: tuple[Difference[Currency], ...] = field(converter=_totals)
    """One for each currency, by its code."""

    by_client: tuple[Difference[str | None], ...] = field(converter=_rows, default=())
    """By code; None is projects without a client."""

    by_service: tuple[Difference[ClientService | None], ...] = field(
        converter=_rows, default=()
    )
    by_languages: tuple[Difference[Languages | None], ...] = field(
        converter=_rows, default=()
    )
    """By pair, and by tag of a target language for fees of all pairs into it; None is
    work without languages, and fees of projects."""

    by_band: tuple[Difference[MatchBand | None], ...] = field(
        converter=_rows, default=()
    )
    """By match band; None is work that was not analysed, and fees of projects."""

    only_before: Uncompared = field(validator=of_type(Uncompared), default=Uncompared())
    """What only the catalog before can price; its gaps are those of the one after."""

    only_after: Uncompared = field(validator=of_type(Uncompared), default=Uncompared())
    neither: Uncompared = field(validator=of_type(Uncompared), default=Uncompared())
    other_currency: Uncompared = field(
        validator=of_type(Uncompared), default=Uncompared()
    )
    """What both price, but not in the same currency."""

    @property
    def total(self) -> Difference[Currency]:
        """The total, if all is in one currency.

        Raises:
            CurrencyMismatchError: If there are several; see `totals`.
        """
        first, *others = self.totals
        if others:
            raise CurrencyMismatchError(first.key, others[0].key)
        return first
