"""Projects to invoice: what is done and not billed yet, and what blocks it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import InvoiceLine, rest_of
from flowfit_invoicing.errors import TaxUndeterminedError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import Attempt, PricingEngine, ProjectToInvoice
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from . import parting
from .proposing import billable, without_tasks
from .taxing import day_of_supply, taxed


def projects_to_invoice(
    projects: Iterable[Project],
    *,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
) -> Iterator[ProjectToInvoice]:
    """Give a row for each project that has something to invoice, in their order.

    The store is asked for all tasks at once, and for all fees if there are any.
    """
    engine = engine.invoiced_on(today)
    parts = [(project, billable(project, engine)) for project in projects]
    known = (part for _, part in parts)
    books = parting.books_of(known, store, seller.identity, open_only=True)
    free = [(project, without_tasks(books.taken, part)) for project, part in parts]
    books, attempts = _priced(
        [part for _, part in free], books, engine, store, seller.identity
    )
    for (project, part), attempt in zip(free, attempts, strict=True):
        lines = rest_of(books.lines_of((part,), attempt.lines))
        if lines or attempt.errors:
            findings = [
                *map(_as_of_an_invoice, engine.check(part, paid=books.fees)),
                *_taxing(part, lines, seller, taxes, today),
            ]
            amount = None if attempt.errors else _sum(lines)
            yield ProjectToInvoice(project, part.tasks, amount, findings, today)


def _priced(
    parts: Sequence[Project],
    books: parting.Books,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
) -> tuple[parting.Books, list[Attempt]]:
    """Price each part without the fees that were paid, and give these in the books.

    The store is asked for those of all parts together; where some were paid, parts are
    priced anew, as `lines_left` does with one.
    """
    fresh = [books.not_begun(part) for part in parts]
    attempts = [engine.attempt(part) for part in fresh]
    while True:
        lines = [line for attempt in attempts for line in attempt.lines]
        books = books.with_fees(lines, store, seller)
        late = {number for number, _ in books.paid_of(lines)}
        if not late:
            return books, attempts
        for place, part in enumerate(fresh):
            if part.number in late:
                attempts[place] = engine.attempt(part, paid=books.fees)


def _as_of_an_invoice(finding: Finding) -> Finding:
    """What may be priced without a client cannot be invoiced without one."""
    blocks = finding.code == "missing-client"
    return evolve(finding, severity="error") if blocks else finding


def _taxing(
    part: Project,
    lines: tuple[InvoiceLine, ...],
    seller: Party,
    rules: TaxRules,
    today: date,
) -> Iterator[Finding]:
    """Tell why no tax can be determined."""
    if part.client is None:
        return
    buyer, supplied = part.client.party, day_of_supply(lines)
    try:
        taxed(lines, rules, seller, buyer, issued=today, supplied=supplied)
    except TaxUndeterminedError as error:
        yield Finding.of(error.located((part.number,)))


def _sum(lines: tuple[InvoiceLine, ...]) -> Money:
    currency = lines[0].terms.currency
    return Money.total((line.net_amount for line in lines), currency)
