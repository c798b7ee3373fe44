"""The draft that is proposed for projects: what is completed and free."""

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import (
    InvoiceDraft,
    InvoiceLine,
    ProjectRef,
    TaskKey,
    deposit_line,
    rest_of,
)
from flowfit_invoicing.doors import refused, shown
from flowfit_invoicing.errors import (
    ProjectWithoutClientError,
    RepeatedProjectError,
    SeveralClientsError,
    TaskAlreadyBilledError,
)
from flowfit_invoicing.money import EXACT, Money, rounded
from flowfit_invoicing.parties import Client, Party
from flowfit_invoicing.ports import InvoiceStore
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from . import parting
from .depositing import taxes_deposits
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
    parts = tuple(billable(each, engine, in_progress=in_progress) for each in projects)
    books = parting.books_of(parts, store, seller.identity)
    left = parting.lines_left(
        parts, books, engine=engine, store=store, seller=seller.identity
    )
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
    parts = asked.of(
        tuple(billable(each, engine, in_progress=True) for each in projects)
    )
    books = parting.books_of(parts, store, seller.identity)
    left = parting.remaining(
        parts, books, engine=engine, store=store, seller=seller.identity
    )
    if books.taken and not left.left:
        raise _nothing_left(books.taken)
    lines = parting.part(left, asked)
    return draft_of(
        lines, projects, seller=seller, engine=engine, taxes=taxes, today=today
    )


def create_deposit(
    project: Project,
    *,
    asked: parting.Asked,
    seller: Party,
    engine: PricingEngine,
    taxes: TaxRules,
    store: InvoiceStore,
    today: date,
) -> InvoiceDraft:
    """Make the draft of a deposit for a project: one line of an amount before tax.

    Raises:
        InvalidValueError: If the project has no client, nothing is asked for, or the
            rules don't say if deposits are taxed.
        UnpricedTasksError: If a percent is asked of what cannot be priced.
        TaxUndeterminedError: If the taxes cannot be determined.
    """
    currency = engine.currency_for(only_client((project,)))
    engine = engine.invoiced_on(today)
    if asked.amount is not None:
        amount = parting.amount_in(currency, asked.amount)
    elif asked.percent is not None:
        part = billable(project, engine, in_progress=True)
        books = parting.books_of((part,), store, seller.identity)
        left = parting.remaining(
            (part,), books, engine=engine, store=store, seller=seller.identity
        )
        exact = EXACT.scaleb(EXACT.multiply(left.whole.amount, asked.percent), -2)
        amount = parting.amount_in(currency, rounded(exact, currency.digits))
    else:
        raise refused(None, "expected a percent or an amount")
    reference, taxed_now = ProjectRef.of(project), taxes_deposits(taxes)
    line = deposit_line(Money(amount, currency), reference, taxed=taxed_now)
    draft = draft_of(
        (line,), (project,), seller=seller, engine=engine, taxes=taxes, today=today
    )
    return evolve(draft, for_deposit=taxed_now)


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
    task_ids = tuple(task for _, task in taken)
    return TaskAlreadyBilledError(task_ids, next(iter(taken.values())))


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
    numbers = [project.number for project in projects]
    if len(set(numbers)) < len(numbers):
        raise RepeatedProjectError(shown(numbers), "expected each project once")
    if len(clients) > 1:
        codes = tuple(client.code for client in clients)
        raise SeveralClientsError(shown(codes), "expected projects of one client")
    return clients[0]


def joined_purchase_orders(projects: Iterable[Project]) -> str | None:
    """Give the purchase orders of projects, each once; None if there is none."""
    orders = (project.purchase_order for project in projects)
    return ", ".join(dict.fromkeys(order for order in orders if order)) or None
