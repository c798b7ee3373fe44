"""Projects to invoice: what is done and not billed yet, and what blocks it."""

from collections.abc import Iterable, Iterator
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import InvoiceLine, rest_of
from flowfit_invoicing.errors import TaxUndeterminedError, UnpricedTasksError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine, ProjectToInvoice
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
    engine = engine.at(today)
    parts = [(project, billable(project, engine)) for project in projects]
    known = (part for _, part in parts)
    books = parting.books_of(known, store, seller.identity, open_only=True)
    free = [(project, without_tasks(books.taken, part)) for project, part in parts]
    priced = [(project, part, _priced(books, part, engine)) for project, part in free]
    fresh = (line for _, _, lines in priced for line in lines or ())
    books = books.with_fees(fresh, store, seller.identity)
    for project, part, found in priced:
        lines = None if found is None else rest_of(books.lines_of((part,), found))
        if lines != ():
            findings = [
                *map(_as_of_an_invoice, engine.check(part)),
                *_taxing(part, lines or (), seller, taxes, today),
            ]
            amount = None if lines is None else _sum(lines)
            yield ProjectToInvoice(project, part.tasks, amount, findings, today)


def _priced(
    books: parting.Books, part: Project, engine: PricingEngine
) -> tuple[InvoiceLine, ...] | None:
    try:
        return engine.price(books.not_begun(part))
    except UnpricedTasksError:
        return None


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
