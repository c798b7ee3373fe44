"""Projects to invoice: what is done and not billed yet, and what blocks it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import InvoiceLine, rest_of
from flowfit_invoicing.errors import InvoicingError, TaxUndeterminedError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import Attempt, PricingEngine, ProjectToInvoice
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from .books import Books, books_of
from .proposing import billable, each_once, without_tasks
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

    Raises:
        RepeatedProjectError: If a project is there twice.
    """
    engine = engine.invoiced_on(today)
    parts = [(project, billable(project, engine, by=today)) for project in projects]
    each_once(project for project, _ in parts)
    known = (part for _, part in parts)
    books = books_of(known, store, seller.identity, open_only=True)
    books, attempts = _priced(
        [part for _, part in parts], books, engine, store, seller.identity
    )
    for (project, whole), attempt in zip(parts, attempts, strict=True):
        part = without_tasks(books.taken, whole)
        if not part.tasks:
            continue
        lines = rest_of(books.lines_of((whole,), attempt.lines))
        checked = engine.check(part, paid=books.paid)
        is_new = part.tasks == whole.tasks
        if lines or attempt.errors or (is_new and _counts_nothing(checked)):
            hindered = _HINDRANCES if lines or attempt.errors else _HINDRANCES_ALONE
            findings = [
                *(_as_of_an_invoice(e, hindered) for e in checked if _is_told(e, part)),
                *_taxing(part, lines, seller, taxes, today),
                *_hindrances(part, today),
                *books.work_changes((whole,)),
            ]
            amount = None if attempt.errors else _sum(lines, part, engine)
            yield ProjectToInvoice(project, part.tasks, amount, findings, today)


def _priced(
    parts: Sequence[Project],
    books: Books,
    engine: PricingEngine,
    store: InvoiceStore,
    seller: str,
) -> tuple[Books, list[Attempt]]:
    """Price each part without the fees that were paid, and give these in the books.

    The store is asked for those of all parts together; where some were paid, parts are
    priced anew, as `lines_left` does with one.
    """
    attempts = [books.attempt((part,), engine) for part in parts]
    while True:
        lines = [line for attempt in attempts for line in attempt.lines]
        books = books.with_fees(lines, store, seller)
        late = {number for number, _ in books.paid_of(lines)}
        if not late:
            return books, attempts
        for place, part in enumerate(parts):
            if part.number in late:
                attempts[place] = books.attempt((part,), engine)


_HINDRANCES = frozenset({"missing-client"})
"""What may be priced all the same, and not invoiced."""

_HINDRANCES_ALONE = _HINDRANCES | {"nothing-counted"}
"""Likewise, where there is nothing else to invoice."""


def _as_of_an_invoice(finding: Finding, hindrances: frozenset[str]) -> Finding:
    """What may be priced without a client cannot be invoiced without one."""
    blocks = finding.code in hindrances
    return evolve(finding, severity="error") if blocks else finding


def _is_told(finding: Finding, part: Project) -> bool:
    """Tell if a finding is worth telling: an error below says more of the order."""
    client = part.client
    required = client is not None and client.requires_purchase_order
    return not required or finding.code != "missing-purchase-order"


def _counts_nothing(findings: Iterable[Finding]) -> bool:
    return any(each.code == "nothing-counted" for each in findings)


def _hindrances(part: Project, today: date) -> Iterator[Finding]:
    """Tell what the client asks of an invoice, or its terms, that would hold it up."""
    if part.client is None:
        return
    if part.client.requires_purchase_order and part.purchase_order is None:
        facts = {"client": part.client.code}
        yield Finding("purchase-order-required", "error", (part.number,), facts)
    try:
        part.client.payment_terms.due(today)
    except InvoicingError as error:
        yield evolve(Finding.of(error), place=(part.number,))


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


def _sum(lines: tuple[InvoiceLine, ...], part: Project, engine: PricingEngine) -> Money:
    if not lines:
        return Money(0, engine.currency_for(part.client)).rounded()
    currency = lines[0].terms.currency
    return Money.total((line.net_amount for line in lines), currency)
