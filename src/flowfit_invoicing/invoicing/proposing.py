"""Projects to invoice, and the draft that is proposed for them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from attrs import frozen

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    TaskKey,
    wholly_billed,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import TaskAlreadyBilledError, UnpricedTasksError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.money import Money
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project, WorkflowTask

from .taxing import day_of_supply, taxed


@frozen
class ProjectToInvoice:
    """A row of the page Projects to invoice."""

    project: Project
    tasks: tuple[WorkflowTask, ...]
    """Completed, billable and on no draft or invoice yet."""

    amount: Money | None
    """What they come to before tax, priced now; None if they cannot be priced."""

    findings: tuple[Finding, ...]
    """What blocks the invoice, and what is doubtful about it."""


def projects_to_invoice(
    projects: Iterable[Project],
    engine: PricingEngine,
    store: InvoiceStore,
    today: date,
) -> Iterator[ProjectToInvoice]:
    """Give a row for each project that has something to invoice."""
    engine = engine.at(today)
    parts = [(project, _billable(project, engine)) for project in projects]
    taken = _taken((part for _, part in parts), store)
    for project, part in parts:
        row = _row(_without(taken, part), project, engine, store)
        if row is not None:
            yield row


def create_invoice(  # noqa: PLR0913 - who, what and when
    projects: tuple[Project, ...],
    *,
    in_progress: bool,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
    quoted_on: date | None = None,
) -> InvoiceDraft:
    """Propose the draft for one or more projects of a client.

    Work that was *quoted_on* a day is converted by its rates, if that is agreed.

    Raises:
        InvalidValueError: If a project has no client, they have two, or one is twice.
        TaskAlreadyBilledError: If nothing is left to invoice.
        UnpricedTasksError: With all that is wrong with any of the tasks.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    client = _only_client(projects)
    parts = [_billable(each, engine, in_progress=in_progress) for each in projects]
    taken = _taken(parts, store)
    priced = engine.at(today, quoted_on=quoted_on).price(
        *(_without(taken, part) for part in parts)
    )
    lines = _without_taken_fees(priced, store)
    if taken and not lines:
        task_ids = tuple(task for _, task in taken)
        raise TaskAlreadyBilledError(task_ids, next(iter(taken.values())))
    supplied = day_of_supply(lines)
    document, lines = taxed(
        lines, taxes, seller, client.party, issued=today, supplied=supplied
    )
    return InvoiceDraft(
        seller=seller,
        client=client,
        currency=engine.currency_for(client),
        lines=lines,
        taxes=document,
        purchase_order=_joined_purchase_orders(projects),
    )


def _row(
    part: Project, project: Project, engine: PricingEngine, store: InvoiceStore
) -> ProjectToInvoice | None:
    findings = engine.check(part)
    try:
        lines = _without_taken_fees(engine.price(part), store)
    except UnpricedTasksError:
        return ProjectToInvoice(project, part.tasks, None, findings)
    return (
        ProjectToInvoice(project, part.tasks, _sum(lines), findings) if lines else None
    )


def _sum(lines: tuple[InvoiceLine, ...]) -> Money:
    currency = lines[0].terms.currency
    return Money.total((line.net_amount for line in lines), currency)


def _billable(
    project: Project, engine: PricingEngine, *, in_progress: bool = False
) -> Project:
    """Give the part of a project that is completed, or all, and to be billed."""
    return project.only(
        task.id
        for task in project.tasks
        if in_progress or task.completed_on is not None
        if engine.catalog.mapping.is_billed(task, project)
    )


def _without_taken_fees(
    lines: tuple[InvoiceLine, ...], store: InvoiceStore
) -> tuple[InvoiceLine, ...]:
    """Drop fees of a project that another part of it has paid."""
    keys = [key for line in lines if line.task is None for key in line.tasks]
    if not keys:
        return lines
    with store.transaction() as transaction:
        held = wholly_billed(transaction.claims(keys))
    return tuple(line for line in lines if not held.keys() & set(line.tasks))


def _taken(projects: Iterable[Project], store: InvoiceStore) -> Mapping[TaskKey, str]:
    keys = [(project.number, task.id) for project in projects for task in project.tasks]
    with store.transaction() as transaction:
        return wholly_billed(transaction.claims(keys))


def _without(taken: Mapping[TaskKey, str], project: Project) -> Project:
    return project.only(
        task.id for task in project.tasks if (project.number, task.id) not in taken
    )


def _only_client(projects: tuple[Project, ...]) -> Client:
    clients: list[Client] = []
    for project in projects:
        if project.client is None:
            raise refused(project.number, "expected a project that has a client")
        if project.client not in clients:
            clients.append(project.client)
    numbers = [project.number for project in projects]
    if len(set(numbers)) < len(numbers):
        raise refused(numbers, "expected each project once")
    if len(clients) > 1:
        codes = tuple(client.code for client in clients)
        raise refused(codes, "expected projects of one client")
    return clients[0]


def _joined_purchase_orders(projects: tuple[Project, ...]) -> str | None:
    orders = (project.purchase_order for project in projects)
    return ", ".join(dict.fromkeys(order for order in orders if order)) or None
