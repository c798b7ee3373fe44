"""Lines: one service rendered, and what it costs (BG-25)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Self, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError, NegativeLineError
from flowfit_invoicing.money import EXACT, Money, Number, exact, money
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import (
    LocalizedText,
    localized,
    one_line,
    optional_localized,
)
from flowfit_invoicing.work import ITEM, Quantity
from flowfit_invoicing.work.quantities import not_negative

from .adjustments import Allowance, Charge, adjustments
from .descriptions import description_of
from .origins import Origin
from .terms import Terms

TaskKey: TypeAlias = tuple[str, str]
"""How a task is known to everybody: (project number, task id)."""


def _tasks(value: Iterable[TaskKey]) -> tuple[TaskKey, ...]:
    tasks = tuple_of(tuple, value)
    if any(len(task) != 2 for task in tasks):  # noqa: PLR2004 - a pair
        raise refused(tasks, "expected pairs of a project's number and a task's id")
    return tuple((one_line(project), one_line(task)) for project, task in tasks)


@frozen
class InvoiceLine:
    """A quantity of a service at a price, adjusted, for one or more tasks or for none.

    The engine makes lines of tasks; `InvoiceLine.of` makes one that is typed in.

    >>> line = InvoiceLine.of("Courier", Money("18.50", "CAD"), quantity=2)
    >>> print(line.net_amount)
    37.00 CAD
    """

    amount: Decimal = field(converter=not_negative)
    """How many units of the terms are billed, after weighting (BT-129)."""

    terms: Terms = field(validator=of_type(Terms))
    text: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    """The description if it was typed in; None is the one made of the task."""

    adjustments: tuple[Allowance | Charge, ...] = field(
        converter=adjustments, default=(), kw_only=True
    )
    """In the order in which they were applied."""

    taxes: tuple[Tax, ...] | None = field(
        converter=optional_taxes, default=None, kw_only=True
    )
    """None is the taxes of the document, () is no tax at all."""

    tasks: tuple[TaskKey, ...] = field(converter=_tasks, default=(), kw_only=True)
    origin: Origin | None = field(
        validator=of_type(Origin, optional=True), default=None, kw_only=True
    )
    """Where the engine had the line from; None if it was typed in."""

    @classmethod
    def of(
        cls,
        description: LocalizedText | str | Mapping[str, str],
        unit_price: Money,
        *,
        quantity: Quantity | Number = 1,
        service: ClientService | None = None,
        taxes: Iterable[Tax] | None = None,
    ) -> Self:
        """Make a line by hand; a quantity without a unit counts items.

        Raises:
            InvalidValueError: If the price is negative (EN 16931, BR-27): an
                `Allowance` is the way to take something off.
        """
        price = money(unit_price)
        billed = (
            quantity if isinstance(quantity, Quantity) else Quantity(quantity, ITEM)
        )
        terms = Terms(service, billed.unit, price.amount, price.currency)
        return cls(billed.amount, terms, text=localized(description), taxes=taxes)

    def __attrs_post_init__(self) -> None:
        for adjustment in self.adjustments:
            if adjustment.amount.currency != self.terms.currency:
                raise CurrencyMismatchError(
                    self.terms.currency, adjustment.amount.currency
                )
        if exact(self.net) < 0:
            allowed = [each for each in self.adjustments if isinstance(each, Allowance)]
            raise NegativeLineError(allowed[-1].amount)

    @property
    def description(self) -> LocalizedText:
        """What the client reads (BT-153): service, languages and title, or as typed."""
        if self.text is not None:
            return self.text
        return description_of(self.terms.service, self.origin)

    @property
    def quantity(self) -> Quantity:
        """How much is billed, with its unit (BT-129, BT-130)."""
        return Quantity(self.amount, self.terms.unit)

    @property
    def unit_price(self) -> Money:
        """The price of `per` units (BT-146, BT-149), exact."""
        return Money(self.terms.unit_price, self.terms.currency)

    @property
    def per(self) -> int:
        """How many units the unit price is for."""
        return self.terms.per

    @property
    def service(self) -> ClientService | None:
        """What is billed, if the line is for a service of the catalog."""
        return self.terms.service

    @property
    def priced(self) -> Decimal:
        """Quantity times unit price, rounded, before adjustments."""
        return self.terms.price(self.amount)

    @property
    def net(self) -> Decimal:
        """The net amount as a bare decimal."""
        net = self.priced
        for adjustment in self.adjustments:
            net = EXACT.add(net, adjustment.signed)
        return net

    @property
    def net_amount(self) -> Money:
        """Quantity × price ÷ per, rounded, plus charges, less allowances (BT-131)."""
        return Money(self.net, self.terms.currency)

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The ids of the tasks, without their projects."""
        return tuple(task for _, task in self.tasks)

    @property
    def project_number(self) -> str | None:
        """The project of the tasks; None if there is none or more than one."""
        projects = {project for project, _ in self.tasks}
        return projects.pop() if len(projects) == 1 else None

    def adjusted(self, *adjustments: Allowance | Charge) -> Self:
        """Give the same line with more adjustments at the end."""
        return evolve(self, adjustments=(*self.adjustments, *adjustments))
