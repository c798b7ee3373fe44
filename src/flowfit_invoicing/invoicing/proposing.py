"""The draft that is proposed for projects: what is completed and free."""

from collections.abc import Iterable, Mapping
from datetime import date

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    TaskKey,
    wholly_billed,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import TaskAlreadyBilledError
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from .taxing import day_of_supply, taxed


def create_invoice(
    projects: tuple[Project, ...],
    *,
    in_progress: bool,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
) -> InvoiceDraft:
    """Propose the draft for one or more projects of a client.

    Raises:
        InvalidValueError: If a project has no client, they have two, or one is twice.
        TaskAlreadyBilledError: If nothing is left to invoice.
        UnpricedTasksError: With all that is wrong with any of the tasks.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    client = only_client(projects)
    parts = [billable(each, engine, in_progress=in_progress) for each in projects]
    taken = taken_tasks(parts, store)
    priced = engine.at(today).price(*(without_tasks(taken, part) for part in parts))
    lines = without_fees(taken_fees(priced, store), priced)
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


def billable(
    project: Project, engine: PricingEngine, *, in_progress: bool = False
) -> Project:
    """Give the part of a project that is completed, or all, and to be billed."""
    return project.only(
        task.id
        for task in project.tasks
        if in_progress or task.completed_on is not None
        if engine.catalog.mapping.is_billed(task, project)
    )


def taken_fees(
    lines: Iterable[InvoiceLine], store: InvoiceStore
) -> Mapping[TaskKey, str]:
    """Tell which fees of projects are paid already, and by whom."""
    keys = [key for line in lines if line.task is None for key in line.tasks]
    return _claimed(keys, store) if keys else {}


def without_fees(
    taken: Mapping[TaskKey, str], lines: tuple[InvoiceLine, ...]
) -> tuple[InvoiceLine, ...]:
    """Drop fees of a project that another part of it has paid."""
    return tuple(line for line in lines if not taken.keys() & set(line.tasks))


def taken_tasks(
    projects: Iterable[Project], store: InvoiceStore
) -> Mapping[TaskKey, str]:
    """Tell of which tasks nothing is left to bill, and who has them."""
    keys = [(project.number, task.id) for project in projects for task in project.tasks]
    return _claimed(keys, store)


def without_tasks(taken: Mapping[TaskKey, str], project: Project) -> Project:
    """Give the part of a project that is free to be billed."""
    return project.only(
        task.id for task in project.tasks if (project.number, task.id) not in taken
    )


def _claimed(keys: Iterable[TaskKey], store: InvoiceStore) -> Mapping[TaskKey, str]:
    with store.transaction() as transaction:
        return wholly_billed(transaction.claims(keys))


def only_client(projects: tuple[Project, ...]) -> Client:
    """Give the client of all projects, each of which is there once.

    Raises:
        InvalidValueError: If a project has no client, they have two, or one is twice.
    """
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
