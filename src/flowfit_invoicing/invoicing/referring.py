"""What a draft has from its projects beside lines: the client, the purchase order."""

from collections.abc import Iterable, Iterator

from attrs import evolve

from flowfit_invoicing.documents import InvoiceDraft
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.work import Project

from .proposing import joined_purchase_orders


def as_projects_say(
    fresh: InvoiceDraft, before: InvoiceDraft, projects: Iterable[Project]
) -> InvoiceDraft:
    """Give a draft with client and purchase orders as its projects have them now.

    Those that a person has set on the draft stay. *before* is the draft as its lines
    were, which know the purchase orders that it was made with.

    Raises:
        CurrencyMismatchError: If the client is billed in another currency now.
    """
    several = tuple(projects)
    client = fresh.client if before.client_by_hand else _client(before, several)
    order = before.purchase_order
    if _orders(order) == _orders(*_known(before)):
        numbers = {*before.project_numbers, *fresh.project_numbers}
        order = joined_purchase_orders(e for e in several if e.number in numbers)
    if _orders(order) == _orders(before.purchase_order):
        order = before.purchase_order
    return evolve(fresh, client=client, purchase_order=order)


def told(before: InvoiceDraft, after: InvoiceDraft) -> Iterator[Finding]:
    """Tell what differs; other prices of a client are told line by line."""
    if before.purchase_order != after.purchase_order:
        yield Finding.warning(
            "reference-changed",
            before=before.purchase_order,
            after=after.purchase_order,
        )
    if evolve(before.client, rate_list=after.client.rate_list) != after.client:
        yield Finding.warning("client-changed", client=after.client.code)


def _client(draft: InvoiceDraft, projects: tuple[Project, ...]) -> Client:
    """Give the client as the projects have it now, if it is still the same one."""
    clients = (project.client for project in projects if project.client is not None)
    same = (client for client in clients if client.code == draft.client.code)
    return next(same, draft.client)


def _known(draft: InvoiceDraft) -> Iterator[str | None]:
    """Give the purchase orders that the lines were made with."""
    for line in draft.lines:
        yield None if line.project is None else line.project.purchase_order


def _orders(*orders: str | None) -> frozenset[str]:
    """Give several purchase orders, some of which may be joined, in no order."""
    return frozenset(each for order in orders if order for each in order.split(", "))
