"""Lines: one service rendered, and what it costs (BG-25)."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Self, TypeAlias

from attrs import Factory, evolve, field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.errors import CurrencyMismatchError, NegativeLineError
from flowfit_invoicing.money import EXACT, LIMIT, Money, Number, exact, money
from flowfit_invoicing.tax import Tax, optional_taxes
from flowfit_invoicing.text import LocalizedText, localized, optional_localized
from flowfit_invoicing.work import ITEM, Quantity, WorkflowTask
from flowfit_invoicing.work.quantities import not_negative

from .adjustments import Allowance, Charge, adjustments
from .descriptions import description_of
from .origins import Origin, ProjectRef
from .terms import Terms

TaskKey: TypeAlias = tuple[str, str]
"""How a task is known to everybody: (project number, task id)."""


def _terms(value: Terms) -> Terms:
    if not isinstance(value, Terms):
        raise refused(value, "expected the terms of a line")
    return value


def _priced(line: "InvoiceLine") -> Decimal:
    return line.terms.price(line.amount)


@frozen
class InvoiceLine:
    """A quantity of a service at a price, adjusted, for a task or for none.

    The engine makes lines of tasks; `InvoiceLine.of` makes one that is typed in.

    >>> line = InvoiceLine.of("Courier", Money("18.50", "CAD"), quantity=2)
    >>> print(line.net_amount)
    37.00 CAD
    """

    amount: Decimal = field(converter=not_negative)
    """How many units of the terms are billed, after weighting (BT-129)."""

    terms: Terms = field(converter=_terms)
    task: WorkflowTask | None = field(
        validator=of_type(WorkflowTask, optional=True), default=None
    )
    project: ProjectRef | None = field(
        validator=of_type(ProjectRef, optional=True), default=None
    )
    to_minimum: Decimal | None = field(
        validator=of_type(Decimal, optional=True), default=None
    )
    """What is charged so that the task comes to the minimum of its terms."""

    further: tuple[Allowance | Charge, ...] = field(converter=adjustments, default=())
    """What else is taken off or charged, in the order in which it was applied."""

    taxes: tuple[Tax, ...] | None = field(converter=optional_taxes, default=None)
    """None is the taxes of the document, () is no tax at all."""

    text: LocalizedText | None = field(converter=optional_localized, default=None)
    """The description if it was typed in; None is the one made of the task."""

    priced: Decimal = field(
        init=False, eq=False, repr=False, default=Factory(_priced, takes_self=True)
    )
    """Quantity × unit price ÷ per, rounded, before adjustments."""

    def __attrs_post_init__(self) -> None:
        if self.further or self.priced >= LIMIT:
            self._check()

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
        return cls(
            billed.amount,
            terms,
            taxes=taxes,
            text=localized(description),
        )

    @property
    def is_weighted(self) -> bool:
        """Whether the amount is what a grid made of the counts of an analysis."""
        origin = self.origin
        if origin is None or origin.grid is None or origin.band is not None:
            return False
        analysis = origin.task.analysis
        return analysis is not None and analysis.unit.code == self.terms.unit.code

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
    def adjustments(self) -> tuple[Allowance | Charge, ...]:
        """All that adjusts the price, the minimum charge first (BG-27, BG-28)."""
        if self.to_minimum is None:
            return self.further
        return (self.terms.minimum_charge(self.to_minimum), *self.further)

    @property
    def net(self) -> Decimal:
        """The net amount as a bare decimal."""
        net = self.priced
        if self.to_minimum is not None:
            net = EXACT.add(net, self.to_minimum)
        for adjustment in self.further:
            net = EXACT.add(net, adjustment.signed)
        return net

    @property
    def net_amount(self) -> Money:
        """Quantity × price ÷ per, rounded, plus charges, less allowances (BT-131)."""
        return Money(self.net, self.terms.currency)

    @property
    def tasks(self) -> tuple[TaskKey, ...]:
        """The tasks that the line bills."""
        if self.task is None or self.project is None:
            return ()
        return ((self.project.number, self.task.id),)

    @property
    def task_ids(self) -> tuple[str, ...]:
        """The ids of the tasks, without their projects."""
        return tuple(task for _, task in self.tasks)

    @property
    def project_number(self) -> str | None:
        """The project of the tasks; None if there is none or more than one."""
        return None if self.project is None else self.project.number

    @property
    def origin(self) -> Origin | None:
        """Where the engine had the line from; None if it was typed in."""
        agreed = self.terms.agreed
        if self.task is None or self.project is None or agreed is None:
            return None
        return Origin(self.task, self.project, agreed)

    def _check(self) -> None:
        for adjustment in self.further:
            found = adjustment.amount.currency
            if found != self.terms.currency:
                raise CurrencyMismatchError(self.terms.currency, found)
        if exact(self.net) < 0:
            taken = [each for each in self.further if isinstance(each, Allowance)]
            raise NegativeLineError(taken[-1].amount)

    def adjusted(self, *more: Allowance | Charge) -> Self:
        """Give the same line with more adjustments at the end.

        Raises:
            CurrencyMismatchError: If one is in another currency.
            NegativeLineError: If allowances take it below zero.
        """
        return evolve(self, further=(*self.further, *more))
