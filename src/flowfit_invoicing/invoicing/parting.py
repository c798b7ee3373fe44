"""What is left of projects to bill, and a part of it as a draft.

Tasks that nobody has begun to bill are priced as they are today. Those that are begun
come to what the document that began them says, less what documents have of them.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from operator import itemgetter
from typing import Self, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.documents import (
    Claim,
    InvoiceLine,
    TaskKey,
    Unbilled,
    begun_of,
    left_of,
    part_of,
    part_percent,
    percent_of,
    rest_of,
    whole_of,
    wholly_billed,
    within,
)
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.money import Currency, Money, Number, exact
from flowfit_invoicing.ports import InvoiceStore, Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.work import Project

Begun: TypeAlias = Mapping[TaskKey, tuple[Unbilled, ...]]


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

    def of(self, projects: tuple[Project, ...]) -> tuple[Project, ...]:
        """Give the parts of projects that have the tasks, or all if none is chosen.

        Raises:
            InvalidValueError: If no project has such a task to bill, or several have.
        """
        if self.tasks is None:
            return projects
        known = [(each.number, task.id) for each in projects for task in each.tasks]
        keys = {_key(asked, known) for asked in self.tasks}
        return tuple(
            each.only(task.id for task in each.tasks if (each.number, task.id) in keys)
            for each in projects
        )


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


def remaining(
    projects: tuple[Project, ...],
    books: "Books",
    *,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
) -> Remaining:
    """Say what is left of the tasks of projects, all of them billable.

    Raises:
        UnpricedTasksError: With all that is wrong with tasks that are not begun.
    """
    lines = lines_left(projects, books, engine=engine, store=store, seller=seller)
    return Remaining(engine.currency_for(projects[0].client), _named(lines))


def lines_left(
    projects: tuple[Project, ...],
    books: "Books",
    *,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
) -> tuple[Unbilled, ...]:
    """Give all lines of projects: those that are begun, and others as priced now.

    Work is priced once more if a fee of it was paid, so that nothing is taken in
    percent of that; and again if another one comes up then that was paid.

    Raises:
        UnpricedTasksError: With all that is wrong with tasks that are not begun.
    """
    parts = [books.not_begun(each) for each in projects]
    while True:
        fresh = engine.price(*parts, paid=books.fees)
        books = books.with_fees(fresh, store, seller)
        if not books.paid_of(fresh):
            return books.lines_of(projects, fresh)


@frozen
class Books:
    """What was billed of tasks and fees that are begun, or billed whole."""

    taken: Mapping[TaskKey, str]
    """The tasks of which nothing is left, and who has the last part of each."""

    tasks: Begun
    fees: Begun
    beside: tuple[TaskKey, ...]
    """The fees that documents have beside the tasks."""

    def not_begun(self, project: Project) -> Project:
        """Give the part of a project that nobody has begun to bill."""
        return project.only(
            task.id
            for task in project.tasks
            if (project.number, task.id) not in self.tasks
        )

    def with_fees(
        self, fresh: Iterable[InvoiceLine], store: InvoiceStore, seller: str
    ) -> Self:
        """Give the same with what was billed of fees: those beside, and new ones."""
        new = fees_of(fresh)
        keys = tuple(dict.fromkeys((*self.beside, *self.fees, *new)))
        if not keys:
            return self
        with store.reading() as transaction:
            claims = transaction.claims(keys)
            lines_of = _lines_of(claims, seller, transaction)
        return evolve(self, fees=begun_of(claims, lines_of))

    def paid_of(self, fresh: Iterable[InvoiceLine]) -> frozenset[TaskKey]:
        """Give those of new fees that were billed before, all or a part."""
        return frozenset(fees_of(fresh)).intersection(self.fees)

    def lines_of(
        self, projects: Iterable[Project], fresh: Iterable[InvoiceLine]
    ) -> tuple[Unbilled, ...]:
        """Give all lines of projects, of which some are priced anew.

        In the order of their tasks, new fees behind those they follow, others last.
        """
        several = tuple(projects)
        keys = _keys(several)
        begun = {key: self.tasks[key] for key in keys if key in self.tasks}
        numbers = {project.number for project in several}
        fees = (
            each
            for key, paid in self.fees.items()
            if key[0] in numbers
            for each in paid
        )
        return *_in_order(keys, begun, fresh), *fees


def books_of(
    projects: Iterable[Project],
    store: InvoiceStore,
    seller: str,
    *,
    open_only: bool = False,
) -> Books:
    """Ask the store what was billed of the tasks of projects, all at once.

    With *open_only*, what was billed whole is known to be so, and no more of it.
    """
    several = tuple(projects)
    numbers = {project.number for project in several}
    with store.reading() as transaction:
        claims = transaction.claims(_keys(several))
        taken = wholly_billed(claims)
        if open_only:
            claims = tuple(claim for claim in claims if claim.task not in taken)
        lines_of = _lines_of(claims, seller, transaction)
    beside = dict.fromkeys(key for key in _fees(lines_of) if key[0] in numbers)
    return Books(taken, begun_of(claims, lines_of), {}, tuple(beside))


def _keys(projects: Iterable[Project]) -> list[TaskKey]:
    return [(project.number, task.id) for project in projects for task in project.tasks]


def _lines_of(
    claims: Iterable[Claim], seller: str, transaction: Transaction
) -> Mapping[str, tuple[InvoiceLine, ...]]:
    """Give the lines of the drafts and documents that claim something."""
    holders = dict.fromkeys(claim.holder for claim in claims)
    found = {
        holder: transaction.draft(holder) or transaction.document(seller, holder)
        for holder in holders
    }
    return {
        holder: () if bill is None else bill.lines for holder, bill in found.items()
    }


def _fees(lines_of: Mapping[str, Iterable[InvoiceLine]]) -> Iterator[TaskKey]:
    for lines in lines_of.values():
        yield from fees_of(lines)


def fees_of(lines: Iterable[InvoiceLine]) -> Iterator[TaskKey]:
    """Give what fees of projects among some lines are known by."""
    for line in lines:
        if line.task is None:
            yield from line.tasks


def _in_order(
    keys: Iterable[TaskKey], begun: Begun, fresh: Iterable[InvoiceLine]
) -> Iterator[Unbilled]:
    places = {key: place for place, key in enumerate(keys)}
    rows = [(places[key], each) for key, several in begun.items() for each in several]
    place = -1
    for line in fresh:
        place = max((places[key] for key in line.tasks if key in places), default=place)
        rows.append((place, Unbilled(line)))
    yield from (each for _, each in sorted(rows, key=itemgetter(0)))


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


def _named(lines: tuple[Unbilled, ...]) -> Iterator[Unbilled]:
    """Name charges that the engine has made for the work at hand, so that they count.

    Charged with the whole work, they are billed with its parts. The first of the tasks
    tells them from charges for work that is added later, so one that was billed before
    is not charged again.
    """
    project = next((each.line.project for each in lines if each.line.project), None)
    fresh = (task for e in lines if not e.is_begun for task in e.line.task_ids)
    first, known = next(fresh, ""), {task for e in lines for task in e.line.tasks}
    names = Counter[str]()
    for each in lines:
        line = each.line
        if line.tasks or line.details is None or project is None:
            yield each
            continue
        name = f"{line.description} with {first}"
        names[name] += 1
        if names[name] > 1:
            name = f"{name} {names[name]}"
        own = line.project or project
        if (own.number, name) not in known:
            details = evolve(line.details, fee=name)
            yield evolve(each, line=evolve(line, project=own, details=details))
