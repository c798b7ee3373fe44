"""Parts on a draft beside their wholes, as these are priced now.

The whole of a task is fixed once some of it is billed, so a draft that bills the first
part of it has to be of the whole as it is by then. Nothing makes another part of it but
the person who has asked for a percent or an amount.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve, frozen

from flowfit_invoicing.documents import InvoiceDraft, InvoiceLine, TaskKey, begun
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import EXACT, Money
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import Attempt, PricingEngine
from flowfit_invoicing.work import Project

from .books import books_in, fees_of
from .proposing import billable
from .repricing import named_alike

_ZERO = Decimal(0)


@frozen
class PartChanges:
    """Which parts are of another whole by now, and which have no price any more."""

    findings: tuple[Finding, ...] = ()
    errors: tuple[InvoicingError, ...] = ()


def part_changes(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    *,
    engine: PricingEngine,
    transaction: Transaction,
) -> PartChanges:
    """Compare the first parts of tasks and fees on a draft with their wholes now."""
    first = _first_parts(draft, projects, transaction)
    if not first:
        return PartChanges()
    attempt = _whole(draft, projects, engine, transaction)
    errors = tuple(error for error in attempt.errors if error.where() in first)
    unpriced = {error.where() for error in errors}
    priced = {key: line for key, line in first.items() if key not in unpriced}
    return PartChanges(tuple(_findings(priced, attempt.lines)), errors)


def _first_parts(
    draft: InvoiceDraft, projects: Iterable[Project], transaction: Transaction
) -> dict[TaskKey, InvoiceLine]:
    """Give a line of each task or fee that is begun by the draft, and nobody else."""
    numbers = {project.number for project in projects}
    parts = {
        key: line
        for line in draft.lines
        if line.part is not None
        for key in line.tasks
        if key[0] in numbers
    }
    others = begun(transaction.claims(tuple(parts), besides=draft.id))
    return {key: line for key, line in parts.items() if key not in others}


def _whole(
    draft: InvoiceDraft,
    projects: Iterable[Project],
    engine: PricingEngine,
    transaction: Transaction,
) -> Attempt:
    """Price all that others have not begun to bill, as for a part of it."""
    several = tuple(billable(each, engine) for each in projects)
    books = books_in(transaction, several, draft.seller.identity, besides=draft.id)
    while True:
        attempt = books.attempt(several, engine)
        fees = tuple(fees_of(attempt.lines))
        paid = begun(transaction.claims(fees, besides=draft.id))
        if not paid:
            parts = [line for line in draft.lines if line.part is not None]
            return evolve(attempt, lines=tuple(named_alike(parts, attempt.lines)))
        books = evolve(books, fees={**books.fees, **dict.fromkeys(paid, ())})


def _findings(
    first: Mapping[TaskKey, InvoiceLine], work: Iterable[InvoiceLine]
) -> Iterator[Finding]:
    now: dict[TaskKey, Decimal] = {}
    for each in work:
        for key in each.tasks:
            now[key] = EXACT.add(now.get(key, _ZERO), each.net)
    for key, line in first.items():
        before = _ZERO if line.part is None else line.part.of_task
        after = now.get(key, _ZERO)
        if after != before:
            currency = line.terms.currency
            yield Finding.warning(
                "part-changed",
                *(key[:1] if line.task is None else key),
                description=line.whole.description,
                before=Money(before, currency),
                after=Money(after, currency),
            )
