"""What a project comes to, and what of it no document bills: so deposits are measured.

What an accepted quote agrees holds before the lists of today. Saved drafts bill nothing
yet: they may still deduct a deposit.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

from attrs import frozen

from flowfit_invoicing.documents import (
    InvoiceLine,
    Quote,
    QuoteState,
    TaskKey,
    Unbilled,
    quote_standing,
    rest_of,
)
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore, Search, Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.work import Project

from . import pages, parting
from .billing import is_billed
from .books import Books, books_of
from .proposing import billable
from .quoting import noted


@frozen
class ComingTo:
    """The lines of a project, billed or not."""

    whole: tuple[InvoiceLine, ...]
    left: tuple[InvoiceLine, ...]
    """Those, or parts of them, that no document bills."""

    @classmethod
    def of(
        cls,
        project: Project,
        *,
        engine: PricingEngine,
        store: InvoiceStore,
        seller: Party,
        today: date,
    ) -> Self:
        """Ask the books what a project comes to.

        Raises:
            UnpricedTasksError: With all that is wrong with tasks that are not begun,
                and that no accepted quote has.
        """
        part, identity = billable(project, engine), seller.identity
        books = books_of((part,), store, identity)
        search = Search(project=project.number)
        with store.reading() as transaction:
            quotes = tuple(_accepted(project, identity, transaction, today))
            agreed = tuple(_agreed(project, quotes, books, transaction))
            drafted = tuple(
                line
                for draft in pages.drafts(identity, transaction, search)
                for line in draft.lines
                if line.project_number == project.number
            )
        quoted = {key for line in agreed for key in line.tasks}
        known = part.only(
            task.id for task in part.tasks if (part.number, task.id) not in quoted
        )
        left = parting.remaining(
            (known,), books, engine=engine, store=store, seller=identity
        )
        lines = [each for each in left.lines if not quotes or not _is_new_fee(each)]
        whole = (*agreed, *(each.line for each in lines))
        return cls(
            tuple(map(_taxed_by_rules, whole)),
            tuple(map(_taxed_by_rules, (*agreed, *rest_of(lines), *drafted))),
        )


def _is_new_fee(each: Unbilled) -> bool:
    """Tell if the engine has just made a fee, which a quote would have agreed."""
    return each.line.task is None and not each.is_begun


def _accepted(
    project: Project, seller: str, transaction: Transaction, today: date
) -> Iterator[Quote]:
    """Give the quotes of a project that hold, the last one first."""
    client = None if project.client is None else project.client.code
    search = Search(client=client, project=project.number, kind=Quote.kind)
    for quote in reversed(tuple(pages.documents(seller, transaction, search))):
        if isinstance(quote, Quote):
            standing = quote_standing(quote, noted(quote, transaction), today)
            if standing.state is QuoteState.ACCEPTED:
                yield quote


def _agreed(
    project: Project, quotes: Iterable[Quote], books: Books, transaction: Transaction
) -> Iterator[InvoiceLine]:
    """Give what quotes agree for a project, but for what of it is begun."""
    seen: set[TaskKey] = {*books.tasks, *books.taken}
    for quote in quotes:
        if not is_billed(quote, transaction):
            for line in quote.lines:
                if _is_for(line, project, quote) and seen.isdisjoint(line.tasks):
                    yield line
        seen.update(quote.tasks)


def _is_for(line: InvoiceLine, project: Project, quote: Quote) -> bool:
    """Tell if a line is for a project; one that was typed in does not say for which."""
    if line.project_number is None:
        return quote.project_numbers == (project.number,)
    return line.project_number == project.number


def _taxed_by_rules(line: InvoiceLine) -> InvoiceLine:
    """Forget the taxes that the line of an earlier document had, unless set by hand."""
    by_hand = line.details is not None and line.details.taxes_by_hand
    return line if by_hand else line.with_taxes(None)
