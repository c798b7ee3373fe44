"""Rows by key and currency: what work costs before and after, and how many tasks."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Generic, TypeAlias, TypeVar

from attrs import define, field

from flowfit_invoicing.money import EXACT, Currency, Money

from .differences import Difference

K = TypeVar("K")

_ZERO = Decimal(0)
_Place: TypeAlias = tuple[bool, Any, str]
"""Where a row stands: whether its key is None, what its key is sorted by, currency."""


@define(eq=False)
class Row(Generic[K]):
    """A difference that is still being added up."""

    key: K
    currency: Currency
    before: Decimal = _ZERO
    after: Decimal = _ZERO
    tasks: int = 0

    def add(self, amount: Decimal, *, is_after: bool) -> None:
        """Add what some work costs on one side."""
        if is_after:
            self.after = EXACT.add(self.after, amount)
        else:
            self.before = EXACT.add(self.before, amount)

    def difference(self) -> Difference[K]:
        """Give what was added up so far."""
        before = Money(self.before, self.currency)
        return Difference(
            self.key, before, Money(self.after, self.currency), self.tasks
        )


@define
class Rows(Generic[K]):
    """The rows of a kind; they grow with the number of keys and not of tasks."""

    order: Callable[[K], Any]
    """What a key is known and sorted by."""

    _rows: dict[_Place, Row[K | None]] = field(
        init=False, factory=dict[_Place, Row[K | None]]
    )

    def of(self, key: K | None, currency: Currency) -> Row[K | None]:
        """Give the row of a key, or of None, in a currency."""
        order = "" if key is None else self.order(key)
        place = key is None, order, currency.code
        row = self._rows.get(place)
        if row is None:
            row = self._rows[place] = Row[K | None](key, currency)
        return row

    def differences(self) -> Iterator[Difference[K | None]]:
        """Give the differences in the order of their keys, None last."""
        for place in sorted(self._rows):
            yield self._rows[place].difference()
