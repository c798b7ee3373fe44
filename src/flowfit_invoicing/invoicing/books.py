"""What was billed of tasks and fees, as drafts and documents have it.

Tasks that nobody has begun to bill are priced as they are today. Those that are begun
come to what the document that began them says, less what documents have of them.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile
from operator import itemgetter
from typing import Self, TypeAlias

from attrs import evolve, frozen

from flowfit_invoicing.documents import (
    Bill,
    Claim,
    CreditNote,
    InvoiceLine,
    TaskKey,
    Unbilled,
    begun_of,
    check_work,
    freed_of,
    lines_freed,
    wholly_billed,
)
from flowfit_invoicing.errors import InvoicingError, UnpricedTasksError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import InvoiceStore, Transaction
from flowfit_invoicing.pricing import Attempt, PricingEngine
from flowfit_invoicing.work import Project

from .credited import notes_of
from .fees_waiting import Held, fees_wait_for, held_by
from .settled_minima import settled_minima

Begun: TypeAlias = Mapping[TaskKey, tuple[Unbilled, ...]]


def lines_left(
    projects: tuple[Project, ...],
    books: "Books",
    *,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
    needed: Collection[TaskKey] | None = None,
) -> tuple[Unbilled, ...]:
    """Give all lines of projects: those that are begun, and others as priced now.

    Work is priced once more if a fee of it was paid, so that nothing is taken in
    percent of that; and again if another one comes up then that was paid.

    Raises:
        UnpricedTasksError: With all that is wrong with tasks that are not begun, or
            with those that are *needed* if not all are.
    """
    while True:
        attempt = books.attempt(projects, engine)
        errors = tuple(e for e in attempt.errors if _is_of(e, needed))
        if errors:
            raise UnpricedTasksError(errors)
        books = books.with_fees(attempt.lines, store, seller)
        if not books.paid_of(attempt.lines):
            return books.lines_of(projects, attempt.lines)


def _is_of(error: InvoicingError, needed: Collection[TaskKey] | None) -> bool:
    """Tell if an error is about work that is needed, or about more than one task."""
    place = error.where()
    return needed is None or len(place) != 2 or place in needed  # noqa: PLR2004 - both


@frozen
class Books:
    """What was billed of tasks and fees that are begun, or billed whole."""

    taken: Mapping[TaskKey, str]
    """The tasks of which nothing is left, and who has the last part of each."""

    tasks: Begun
    fees: Begun
    freed: Begun
    """Fees that were billed with tasks that still are, and are free again."""

    beside: tuple[TaskKey, ...]
    """The fees that documents have beside the tasks."""

    waiting: frozenset[TaskKey] = frozenset()
    """Tasks that were billed without the others, so that fees still wait for them."""

    jointly: frozenset[TaskKey] = frozenset()
    """Tasks that were billed without those of other projects, so that only fees of an
    invoice for all of these still wait."""

    held: Held = frozenset()
    """Who has something of a project that was not freed again."""

    @property
    def paid(self) -> frozenset[TaskKey]:
        """Fees that the engine is not to make again."""
        return frozenset(self.fees).union(self.freed)

    def attempt(self, projects: Iterable[Project], engine: PricingEngine) -> Attempt:
        """Price what nobody has begun to bill of projects.

        Tasks that were billed by themselves are priced with it once more, for what is
        agreed for a project is for all of it; as long as they have a price. Minima that
        all of a project comes to are not charged for the rest.
        """
        several = tuple(projects)
        jointly = self._jointly(several)
        waiting = self.waiting | jointly
        again = waiting
        attempt = self._priced(several, again, engine, self.paid)
        if attempt.errors and again:
            again = frozenset[TaskKey]()
            attempt = self._priced(several, again, engine, self.paid)
        settled = settled_minima(attempt, several, engine)
        if settled:
            attempt = self._priced(several, again, engine, self.paid | settled)
        done = {number for number, _ in jointly}
        lines = (e for e in attempt.lines if waiting.isdisjoint(e.tasks))
        own = (e for e in lines if e.task is not None or e.project_number not in done)
        return evolve(attempt, lines=tuple(own))

    def _priced(
        self,
        projects: Iterable[Project],
        waiting: Collection[TaskKey],
        engine: PricingEngine,
        paid: Collection[TaskKey],
    ) -> Attempt:
        parts = (self._to_price(each, waiting) for each in projects)
        return engine.attempt(*parts, paid=paid)

    def _jointly(self, projects: Collection[Project]) -> frozenset[TaskKey]:
        """Give tasks of begun projects to be priced once more with other projects."""
        numbers = {each.number for each in projects}
        open_ = {e.number for e in projects if self._to_price(e, self.waiting).tasks}
        others = numbers - open_
        begun = {key for key in self.jointly if key[0] in others}
        together = open_.union(number for number, _ in begun)
        return frozenset(begun) if len(together) > 1 else frozenset()

    def _to_price(self, project: Project, waiting: Collection[TaskKey]) -> Project:
        return project.only(
            task.id
            for task in project.tasks
            for key in [(project.number, task.id)]
            if key in waiting or not (key in self.tasks or key in self.taken)
        )

    def with_fees(
        self, fresh: Iterable[InvoiceLine], store: InvoiceStore, seller: str
    ) -> Self:
        """Give the same with what was billed of fees: those beside, and new ones."""
        new = fees_of(fresh)
        keys = tuple(dict.fromkeys((*self.beside, *self.paid, *new)))
        if not keys:
            return self
        with store.reading() as transaction:
            claims = transaction.claims(keys)
            bills = _bills(claims, seller, transaction)
            lines_of = _lines_of(bills, seller, transaction)
        beside = {e.task for e in claims if (e.holder, e.task[0]) in self.held}
        freed = freed_of((e for e in claims if e.task in beside), lines_of)
        return evolve(self, fees=begun_of(claims, lines_of), freed=freed)

    def paid_of(self, fresh: Iterable[InvoiceLine]) -> frozenset[TaskKey]:
        """Give those of new fees that were billed before, all or a part."""
        return frozenset(fees_of(fresh)).intersection(self.paid)

    def work_changes(self, projects: Iterable[Project]) -> tuple[Finding, ...]:
        """Tell which tasks that are begun count otherwise now than they did then."""
        begun = (each for several in self.tasks.values() for each in several)
        return check_work(begun, projects)

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
            for key, paid in (*self.fees.items(), *self.freed.items())
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

    With *open_only*, projects of which all is billed are known to be so, and no more
    of them.
    """
    with store.reading() as transaction:
        return books_in(transaction, projects, seller, open_only=open_only)


def books_in(
    transaction: Transaction,
    projects: Iterable[Project],
    seller: str,
    *,
    open_only: bool = False,
    besides: str | None = None,
) -> Books:
    """Give what was billed of the tasks of projects, within a transaction.

    *besides* the draft of an id, if it is about that draft.
    """
    keys = _keys(projects)
    claims = transaction.claims(keys, besides=besides)
    taken = wholly_billed(claims)
    if open_only:
        still = {number for number, task in keys if (number, task) not in taken}
        claims = tuple(claim for claim in claims if claim.task[0] in still)
    bills = _bills(claims, seller, transaction)
    lines_of = _lines_of(bills, seller, transaction)
    numbers = {number for number, _ in keys}
    beside = dict.fromkeys(key for key in _fees(lines_of) if key[0] in numbers)
    tasks = begun_of(claims, lines_of)
    held = held_by(claims, bills)
    waiting, jointly = fees_wait_for(bills, tasks, held)
    return Books(taken, tasks, {}, {}, tuple(beside), waiting, jointly, held)


def _keys(projects: Iterable[Project]) -> list[TaskKey]:
    return [(project.number, task.id) for project in projects for task in project.tasks]


def _bills(
    claims: Iterable[Claim], seller: str, transaction: Transaction
) -> dict[str, Bill]:
    """Give the drafts and documents that claim something, by id or number."""
    holders = dict.fromkeys(claim.holder for claim in claims)
    found = (
        (holder, transaction.draft(holder) or transaction.document(seller, holder))
        for holder in holders
    )
    return {holder: bill for holder, bill in found if bill is not None}


def _lines_of(
    bills: Mapping[str, Bill], seller: str, transaction: Transaction
) -> dict[str, tuple[InvoiceLine, ...]]:
    """Give the lines of drafts and documents; of a credit note, those that it frees."""
    return {
        holder: _lines_freed(bill, seller, transaction)
        if isinstance(bill, CreditNote)
        else bill.lines
        for holder, bill in bills.items()
    }


def _lines_freed(
    note: CreditNote, seller: str, transaction: Transaction
) -> tuple[InvoiceLine, ...]:
    invoice = transaction.document(seller, note.invoice_number)
    if invoice is None:
        return ()
    notes = notes_of(invoice, transaction)
    before = takewhile(lambda each: each.number != note.number, notes)
    return tuple(lines_freed(note, invoice, before))


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
