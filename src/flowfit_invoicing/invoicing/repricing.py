"""The work of a draft as it is priced now: what it has, and what is done since.

Of a project of which tasks were chosen only these are billed. They are priced with all
others, for what is agreed for a project is for all of it, and its fees wait for the
last of them.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import InvoiceDraft, InvoiceLine, TaskKey, begun
from flowfit_invoicing.errors import Place
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import Attempt, PricingEngine
from flowfit_invoicing.work import Project

from .books import Books, books_in, fees_of
from .parting import charged_with, with_fees_waiting
from .proposing import is_done
from .settled_minima import settled_minima


def repriced(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    *,
    engine: PricingEngine,
    transaction: Transaction,
    today: date,
) -> Attempt:
    """Price what of projects the draft would bill, as far as it can be priced.

    Tasks that are billed elsewhere are left out, and those that are begun: they have
    the price that they were begun at. Those that were chosen before are priced with the
    others once more, as they were when this draft was made.
    """
    books = books_in(transaction, projects, draft.seller.identity, besides=draft.id)
    attempt = _attempt(
        draft, projects, books, books.waiting, engine, transaction, today
    )
    if attempt.errors and books.waiting:
        attempt = _attempt(draft, projects, books, (), engine, transaction, today)
    fresh = (e for e in attempt.lines if books.waiting.isdisjoint(e.tasks))
    whole = [line for line in draft.lines if line.is_computed and line.part is None]
    own = evolve(attempt, lines=tuple(named_alike(whole, fresh)))
    return _only_chosen(own, draft, books)


def parts_of_draft(draft: InvoiceDraft) -> frozenset[TaskKey]:
    """Give the tasks and fees of which the draft bills a part."""
    lines = (line for line in draft.lines if line.part is not None)
    return frozenset(task for line in lines for task in line.tasks)


def _attempt(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    books: Books,
    waiting: Collection[TaskKey],
    engine: PricingEngine,
    transaction: Transaction,
    today: date,
) -> Attempt:
    """Price work without the fees of a project that another document has.

    It is priced once more if there are any, so that nothing is in percent of them.
    """
    taken = parts_of_draft(draft).union(books.tasks, books.taken).difference(waiting)
    wanted = frozenset(draft.tasks).union(waiting)
    paid, chosen = parts_of_draft(draft), _chosen(draft)
    days = [None if each.number in chosen else today for each in projects]
    several, wholes = (
        [
            _to_price(each, wanted, out, engine, by)
            for each, by in zip(projects, days, strict=True)
        ]
        for out in (taken, ())
    )
    while True:
        attempt = engine.attempt(*several, paid=paid)
        fees = list(fees_of(attempt.lines))
        found = begun(transaction.claims(fees, besides=draft.id))
        found |= settled_minima(attempt, wholes, engine)
        if not found:
            return attempt
        paid |= found


def _to_price(
    project: Project,
    wanted: Collection[TaskKey],
    taken: Collection[TaskKey],
    engine: PricingEngine,
    by: date | None,
) -> Project:
    """Give what is *wanted* of a project and what is done *by* a day, or all of it."""
    return project.only(
        task.id
        for task in project.tasks
        for key in [(project.number, task.id)]
        if key not in taken
        if key in wanted or by is None or is_done(task, by)
        if engine.catalog.mapping.is_billed(task, project)
    )


def _chosen(draft: InvoiceDraft) -> frozenset[str]:
    """Give the projects of which the draft bills tasks that were chosen."""
    return frozenset(
        number
        for line in draft.lines
        if line.details is not None and line.details.fees_wait
        for number, _ in line.tasks
    )


def named_alike(
    lines: Iterable[InvoiceLine], work: Iterable[InvoiceLine]
) -> Iterator[InvoiceLine]:
    """Name charges for the work at hand as they are named on lines of a draft."""
    several = tuple(work)
    known = {key for line in several for key in line.tasks}
    named = [
        line
        for line in lines
        if line.task is None and line.tasks and known.isdisjoint(line.tasks)
    ]
    for line in several:
        own = next((each for each in named if _is_same_charge(each, line)), None)
        if own is None or own.details is None or line.details is None:
            yield line
            continue
        named.remove(own)
        details = evolve(line.details, fee=own.details.fee)
        yield evolve(line, project=own.project, details=details)


def _is_same_charge(own: InvoiceLine, line: InvoiceLine) -> bool:
    """Tell if a charge that has no name is for what one of the draft is for."""
    if line.tasks or line.description != own.whole.description:
        return False
    return line.project_number in {None, own.project_number}


def _only_chosen(attempt: Attempt, draft: InvoiceDraft, books: Books) -> Attempt:
    """Leave out what was not chosen, and note which fees wait for it."""
    chosen, own = _chosen(draft), frozenset(draft.tasks)
    if not chosen:
        return attempt
    others = {key for key in _open(attempt, books) if len(key) > 1 and key not in own}
    waiting = frozenset(number for number, *_ in others).intersection(chosen)
    lines = (
        e for e in attempt.lines if _is_billed(e, chosen, own, waiting, books.beside)
    )
    errors = (
        error
        for error in attempt.errors
        if error.where() not in others or error.where()[0] not in chosen
    )
    return evolve(
        attempt, lines=tuple(with_fees_waiting(lines, waiting)), errors=tuple(errors)
    )


def _open(attempt: Attempt, books: Books) -> Iterator[Place]:
    """Give the tasks that somebody can still bill, with or without a price."""
    for line in attempt.lines:
        yield from () if line.task is None else line.tasks
    yield from (error.where() for error in attempt.errors)
    for key, several in books.tasks.items():
        if any(each.left for each in several):
            yield key


def _is_billed(
    line: InvoiceLine,
    chosen: frozenset[str],
    own: frozenset[TaskKey],
    waiting: frozenset[str],
    beside: Collection[TaskKey],
) -> bool:
    """Tell if a line is for a chosen task, or a fee that nothing is waited for with."""
    number = line.project_number
    if number is not None and number not in chosen:
        return True
    if line.task is not None:
        return not own.isdisjoint(line.tasks)
    numbers = chosen if number is None else frozenset([number])
    return numbers.isdisjoint(waiting) and not any(
        key[0] in numbers and _is_charged(line, key) for key in beside
    )


def _is_charged(line: InvoiceLine, key: TaskKey) -> bool:
    """Tell if others have billed a charge that was made once for all the work."""
    return not line.tasks and key[1].startswith(charged_with(line))
