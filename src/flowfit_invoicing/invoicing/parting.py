"""What is left of projects to bill, and a part of it as a draft."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from itertools import chain
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.documents import (
    InvoiceLine,
    LineDetails,
    TaskKey,
    Unbilled,
    left_of,
    part_of,
    part_percent,
    percent_of,
    rest_of,
    whole_of,
    within,
)
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.money import Currency, Money, Number, exact
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.work import Project

from .books import Books, lines_left


def _lines(value: Iterable[Unbilled]) -> tuple[Unbilled, ...]:
    return tuple_of(Unbilled, value)


def _optional_percent(value: Number | None) -> Decimal | None:
    return None if value is None else part_percent(value)


def _optional_amount(value: Money | Number | None) -> Money | Decimal | None:
    return value if value is None or isinstance(value, Money) else exact(value)


def _optional_tasks(
    value: Iterable[str | TaskKey] | None,
) -> tuple[str | TaskKey, ...] | None:
    if isinstance(value, str) or not isinstance(value, Iterable | None):
        raise refused(value, "expected several tasks, by id or by project and id")
    return None if value is None else tuple(value)


@frozen(kw_only=True)
class Asked:
    """What part of projects is to be billed; all that is left, if nothing is said."""

    percent: Decimal | None = field(converter=_optional_percent, default=None)
    amount: Money | Decimal | None = field(converter=_optional_amount, default=None)
    tasks: tuple[str | TaskKey, ...] | None = field(
        converter=_optional_tasks, default=None
    )

    def __attrs_post_init__(self) -> None:
        both = self.percent, self.amount
        if None not in both:
            raise refused(both, "expected a percent or an amount, not both")

    @property
    def is_rest(self) -> bool:
        """Whether all that is left is asked for."""
        return (self.percent, self.amount, self.tasks) == (None, None, None)

    def keys(self, projects: Iterable[Project]) -> frozenset[TaskKey] | None:
        """Give the chosen tasks of projects; None if none is chosen, but all.

        Raises:
            InvalidValueError: If no project has such a task to bill, or several have.
        """
        if self.tasks is None:
            return None
        known = [(each.number, task.id) for each in projects for task in each.tasks]
        return frozenset(_key(asked, known) for asked in self.tasks)


def _key(asked: str | TaskKey, known: list[TaskKey]) -> TaskKey:
    fitting = [key for key in known if asked in (key, key[1])]
    if len(fitting) != 1:
        raise refused(asked, "expected one task of the projects that is billed")
    return fitting[0]


@frozen
class Remaining:
    """What projects come to, and what is left of it to bill."""

    currency: Currency
    lines: tuple[Unbilled, ...] = field(converter=_lines)
    """All lines, billed or not, each whole and with what is left of it."""

    @property
    def whole(self) -> Money:
        """What all lines come to before tax: as billed, or as they are priced now."""
        return Money(whole_of(self.lines), self.currency)

    @property
    def left(self) -> Money:
        """What nobody has billed yet, before tax."""
        return Money(left_of(self.lines), self.currency)

    @property
    def billed(self) -> Money:
        """What drafts and documents have already, before tax."""
        return self.whole - self.left

    def waiting(self, chosen: Collection[TaskKey]) -> frozenset[str]:
        """Give the projects of which other tasks than those chosen are left to bill."""
        open_ = (
            each.line.tasks
            for each in self.lines
            if each.line.task is not None and (each.left or not each.is_begun)
        )
        keys = frozenset(key for several in open_ for key in several)
        return frozenset(number for number, _ in keys.difference(chosen))

    def of(self, chosen: Collection[TaskKey]) -> Self:
        """Give the lines of chosen tasks; fees of a project wait for its last tasks."""
        done = {number for number, _ in chosen}.difference(self.waiting(chosen))
        return evolve(
            self,
            lines=(
                each
                for each in self.lines
                if not frozenset(each.line.tasks).isdisjoint(chosen)
                or (each.line.task is None and each.line.project_number in done)
            ),
        )


def remaining(
    projects: tuple[Project, ...],
    books: Books,
    *,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
    needed: Collection[TaskKey] | None = None,
) -> Remaining:
    """Say what is left of the tasks of projects, all of them billable.

    Raises:
        UnpricedTasksError: With all that is wrong with tasks that are not begun, or
            with those that are *needed* if not all are.
    """
    lines = lines_left(
        projects, books, engine=engine, store=store, seller=seller, needed=needed
    )
    currency = engine.currency_for(projects[0].client)
    whole = Remaining(currency, lines)
    waiting = frozenset[str]() if needed is None else whole.waiting(needed)
    return Remaining(currency, _named(lines, waiting))


def with_fees_waiting(
    lines: Iterable[InvoiceLine], projects: Collection[str]
) -> Iterator[InvoiceLine]:
    """Note on lines of chosen tasks that fees wait: of their project, or of all."""
    for line in lines:
        waits = line.project_number in projects
        details = evolve(
            line.details or LineDetails(), fees_wait=waits, joint_fees_wait=not waits
        )
        yield line.with_details(details) if projects else line


def part(left: Remaining, asked: Asked) -> tuple[InvoiceLine, ...]:
    """Bill a percent of the whole, an amount, or else all that is left.

    Raises:
        CurrencyMismatchError: If the amount is in another currency.
        PartTooLargeError: If less is left.
    """
    lines, percent = left.lines, asked.percent
    if percent is not None:
        sum_ = _above_zero(percent_of(lines, percent, left.currency))
    elif asked.amount is not None:
        sum_ = within(lines, amount_in(left.currency, asked.amount), left.currency)
    else:
        return rest_of(lines)
    return part_of(lines, sum_, percent=percent)


def amount_in(currency: Currency, asked: Money | Decimal) -> Decimal:
    """Give an amount that was asked for, in a currency and payable in it.

    Raises:
        CurrencyMismatchError: If it is in another currency.
        InvalidValueError: If it is zero or less, or not rounded.
    """
    given = asked if isinstance(asked, Money) else Money(asked, currency)
    amount = Money.total([given], currency)
    if amount != amount.rounded():
        raise refused(str(amount), "expected an amount that is rounded already")
    return _above_zero(amount.amount)


def _above_zero(amount: Decimal) -> Decimal:
    if amount <= 0:
        raise refused(str(amount), "expected a part above zero")
    return amount


def charged_with(line: InvoiceLine, first: str = "") -> str:
    """Give what a charge is known by that was made with a task for the work at hand."""
    return f"{line.description} with {first}"


def _named(lines: tuple[Unbilled, ...], waiting: Collection[str]) -> Iterator[Unbilled]:
    """Name charges that the engine has made for the work at hand, so that they count.

    Charged with the whole work, they are billed with its parts. The first of the tasks
    tells them from charges for work that is added later, so one that was billed before
    is not charged again. One for all projects waits with those that are *waiting*.
    """
    several = [each.line.project for each in lines if each.line.project]
    late = (each for each in several if each.number in waiting)
    project = next(chain(late, several), None)
    fresh = (task for e in lines if not e.is_begun for task in e.line.task_ids)
    first, known = next(fresh, ""), {task for e in lines for task in e.line.tasks}
    names = Counter[str]()
    for each in lines:
        line = each.line
        if line.tasks or line.details is None or project is None:
            yield each
            continue
        name = charged_with(line, first)
        names[name] += 1
        if names[name] > 1:
            name = f"{name} {names[name]}"
        own = line.project or project
        if (own.number, name) not in known:
            details = evolve(line.details, fee=name)
            yield evolve(each, line=evolve(line, project=own, details=details))
