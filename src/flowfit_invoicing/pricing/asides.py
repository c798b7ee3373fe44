"""Work that cannot be compared: how many tasks, what they cost, and why."""

from collections.abc import Iterable
from decimal import Decimal
from typing import TypeAlias

from attrs import define, field

from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.money import EXACT, Currency, Money
from flowfit_invoicing.work import Project, WorkflowTask

from .differences import Uncompared
from .gaps import Gaps

Lines: TypeAlias = Iterable[InvoiceLine]

_ZERO = Decimal(0)


@define
class Amounts:
    """A sum for each currency."""

    _sums: dict[Currency, Decimal] = field(init=False, factory=dict[Currency, Decimal])

    def add(self, lines: Lines, *, but: Lines = ()) -> None:
        """Add what lines come to, less what others do."""
        for line in lines:
            self._add(line.terms.currency, line.net)
        for line in but:
            self._add(line.terms.currency, line.net.copy_negate())

    def _add(self, currency: Currency, amount: Decimal) -> None:
        self._sums[currency] = EXACT.add(self._sums.get(currency, _ZERO), amount)

    def found(self) -> tuple[Money, ...]:
        """Give the sums by the code of their currency, none that is zero."""
        pairs = sorted(self._sums.items(), key=_code)
        return tuple(Money(amount, currency) for currency, amount in pairs if amount)


def _code(pair: tuple[Currency, object]) -> str:
    return pair[0].code


@define
class Aside:
    """Work that is left out of a comparison, as it is being counted."""

    tasks: int = field(init=False, default=0)
    before: Amounts = field(init=False, factory=Amounts)
    after: Amounts = field(init=False, factory=Amounts)
    gaps: Gaps = field(init=False, factory=Gaps)

    def add(
        self, project: Project, task: WorkflowTask, errors: Iterable[InvoicingError]
    ) -> None:
        """Count a task, and what is wrong with it."""
        self.tasks += 1
        self.gaps.add(project, task, errors)

    def uncompared(self) -> Uncompared:
        """Give what was counted so far."""
        return Uncompared(
            self.tasks,
            self.before.found(),
            self.after.found(),
            self.gaps.most_first(),
        )
