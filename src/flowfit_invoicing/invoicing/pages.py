"""All that is kept, without having it all at once: page after page."""

from collections.abc import Iterator

from attrs import evolve

from flowfit_invoicing.documents import InvoiceDraft, Issued
from flowfit_invoicing.ports import Search, Transaction


def documents(
    seller: str, transaction: Transaction, search: Search | None = None
) -> Iterator[Issued]:
    """Give the documents of a seller that are looked for, on however many pages."""
    next_page = search or Search()
    while True:
        page = transaction.documents(seller, next_page)
        yield from page
        if len(page) < next_page.limit:
            return
        next_page = evolve(next_page, after=page[-1].number)


def drafts(
    seller: str, transaction: Transaction, search: Search
) -> Iterator[InvoiceDraft]:
    """Give the drafts of a seller that are looked for, on however many pages."""
    while True:
        page = transaction.drafts(seller, search)
        yield from page
        if len(page) < search.limit:
            return
        search = evolve(search, after=page[-1].id)
