"""The draft that is proposed for projects: what is completed and free."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from attrs import fields

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    TaskKey,
    rest_of,
)
from flowfit_invoicing.doors import refused, shown
from flowfit_invoicing.errors import (
    ClientsDifferError,
    InvoicingError,
    ProjectWithoutClientError,
    RepeatedProjectError,
    SeveralClientsError,
    TaskAlreadyBilledError,
)
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project, WorkflowTask

from . import parting
from .books import books_of, lines_left
from .taxing import day_of_supply, taxed


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
    only_client(projects)
    engine = engine.invoiced_on(today, quoted_on=quoted_on)
    by = None if in_progress else today
    parts = tuple(billable(each, engine, by=by) for each in projects)
    books = books_of(parts, store, seller.identity)
    left = lines_left(parts, books, engine=engine, store=store, seller=seller.identity)
    lines = rest_of(left)
    if books.taken and not lines:
        raise _nothing_left(books.taken)
    return draft_of(
        lines, projects, seller=seller, engine=engine, taxes=taxes, today=today
    )


def create_part(
    projects: tuple[Project, ...],
    *,
    asked: parting.Asked,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
) -> InvoiceDraft:
    """Propose the draft of a part of projects, completed or not.

    Raises:
        InvalidValueError: As `create_invoice` does, or if the part is nothing, or of
            tasks that are not there.
        PartTooLargeError: If less is left.
        TaskAlreadyBilledError: If nothing is left.
        UnpricedTasksError: With all that is wrong with any of the tasks.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    only_client(projects)
    engine = engine.invoiced_on(today)
    parts = tuple(billable(each, engine) for each in projects)
    chosen = asked.keys(parts)
    books = books_of(parts, store, seller.identity)
    left = parting.remaining(
        parts,
        books,
        engine=engine,
        store=store,
        seller=seller.identity,
        needed=chosen,
    )
    taken, waiting = books.taken, frozenset[str]()
    if chosen is not None:
        left, waiting = left.of(chosen), left.waiting(chosen)
        taken = {task: holder for task, holder in taken.items() if task in chosen}
    if taken and not left.left:
        raise _nothing_left(taken)
    if not left.lines:
        numbers = [project.number for project in projects]
        raise refused(numbers, "expected work to bill")
    lines = parting.with_fees_waiting(parting.part(left, asked), waiting)
    return draft_of(
        lines, projects, seller=seller, engine=engine, taxes=taxes, today=today
    )


def draft_of(
    lines: Iterable[InvoiceLine],
    projects: tuple[Project, ...],
    *,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    today: date,
) -> InvoiceDraft:
    """Make a draft of lines for projects of a client, with its taxes of the day.

    Raises:
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    client = only_client(projects)
    bare = tuple(line.with_taxes(None) if line.part else line for line in lines)
    document, taxed_lines = taxed(
        bare,
        taxes,
        seller,
        client.party,
        issued=today,
        supplied=day_of_supply(bare),
    )
    return InvoiceDraft(
        seller=seller,
        client=client,
        currency=engine.currency_for(client),
        lines=taxed_lines,
        taxes=document,
        purchase_order=joined_purchase_orders(projects),
    )


def _nothing_left(taken: Mapping[TaskKey, str]) -> TaskAlreadyBilledError:
    return TaskAlreadyBilledError(tuple(taken), next(iter(taken.values())))


def billable(
    project: Project, engine: PricingEngine, *, by: date | None = None
) -> Project:
    """Give the part of a project to be billed: what is completed *by* a day, or all."""
    return project.only(
        task.id
        for task in project.tasks
        if by is None or is_done(task, by)
        if engine.catalog.mapping.is_billed(task, project)
    )


def is_done(task: WorkflowTask, on: date) -> bool:
    """Tell if a task is completed; a day that is still to come is a plan."""
    return task.completed_on is not None and task.completed_on <= on


def without_tasks(taken: Mapping[TaskKey, str], project: Project) -> Project:
    """Give the part of a project that is free to be billed."""
    return project.only(
        task.id for task in project.tasks if (project.number, task.id) not in taken
    )


def only_client(projects: tuple[Project, ...]) -> Client:
    """Give the client of projects, which have one together.

    Raises:
        InvalidValueError: If one has none, they have two, or a project is there twice.
    """
    clients: list[Client] = []
    for project in projects:
        if project.client is None:
            expected = "expected a project that has a client"
            raise ProjectWithoutClientError(shown(project.number), expected)
        if project.client not in clients:
            clients.append(project.client)
    each_once(projects)
    if len(clients) > 1:
        raise _several(clients)
    return clients[0]


def each_once(projects: Iterable[Project]) -> None:
    """Refuse projects of which two have one number.

    Raises:
        RepeatedProjectError: With the numbers that are there twice.
    """
    counted = Counter(project.number for project in projects)
    numbers = [number for number in counted.elements() if counted[number] > 1]
    if numbers:
        raise RepeatedProjectError(shown(numbers), "expected each project once")


def _several(clients: list[Client]) -> InvoicingError:
    """Say who the clients are; of copies of one client, what differs between them."""
    codes = tuple(dict.fromkeys(client.code for client in clients))
    if len(codes) > 1:
        return SeveralClientsError(shown(codes), "expected projects of one client")
    names = [part.name for part in fields(Client)]
    told = tuple(n for n in names if len({getattr(c, n) for c in clients}) > 1)
    expected = f"expected the same {', '.join(told)} in all projects"
    return ClientsDifferError(clients[0].code, expected, differing=told)


def joined_purchase_orders(projects: Iterable[Project]) -> str | None:
    """Give the purchase orders of projects, each once; None if there is none."""
    orders = (project.purchase_order for project in projects)
    return ", ".join(dict.fromkeys(order for order in orders if order)) or None
