"""Projects to invoice: what is done and not billed yet, and what blocks it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain

from attrs import evolve

from flowfit_invoicing.documents import InvoiceLine, TaskKey
from flowfit_invoicing.errors import TaxUndeterminedError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import Attempt, PricingEngine, ProjectToInvoice
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from .fees import taken_fees, taken_in
from .proposing import billable, taken_tasks, without_tasks
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
    taken = taken_tasks((part for _, part in parts), store)
    free = [(project, without_tasks(taken, part)) for project, part in parts]
    attempts, paid = _unpaid([part for _, part in free], engine, store)
    for (project, part), attempt in zip(free, attempts, strict=True):
        lines = attempt.lines
        if lines or attempt.errors:
            findings = [
                *map(_as_of_an_invoice, engine.check(part, paid=paid)),
                *_taxing(part, lines, seller, taxes, today),
            ]
            amount = None if attempt.errors else _sum(lines)
            yield ProjectToInvoice(project, part.tasks, amount, findings, today)


def _unpaid(
    parts: Sequence[Project], engine: PricingEngine, store: InvoiceStore
) -> tuple[list[Attempt], frozenset[TaskKey]]:
    """Price each part without the fees that others have paid, and give these.

    The store is asked for those of all parts together; where some were paid, parts are
    priced anew, as `unpaid` does with one.
    """
    paid: frozenset[TaskKey] = frozenset()
    attempts, taken = list(map(engine.attempt, parts)), taken_in(store)
    while True:
        lines = chain.from_iterable(attempt.lines for attempt in attempts)
        found = taken_fees(lines, taken)
        if not found:
            return attempts, paid
        paid |= found
        for place, part in enumerate(parts):
            if any(number == part.number for number, _ in found):
                attempts[place] = engine.attempt(part, paid=paid)


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
