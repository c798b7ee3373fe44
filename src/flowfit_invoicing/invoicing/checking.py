"""All that is wrong or doubtful about a draft, as far as it can be known today."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from flowfit_invoicing.documents import InvoiceDraft
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from .books import books_in
from .closing import check_open
from .depositing import check_deposits, left_out, on_other_drafts
from .issuing import check_agreed
from .refreshing import outdated
from .saving import check_current, check_free, check_not_issued
from .taxing import check_taxes


def check(
    draft: InvoiceDraft,
    projects: tuple[Project, ...],
    transaction: Transaction,
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    today: date,
) -> Iterator[Finding]:
    """Give what the draft says of itself, then what keeps it from being issued today.

    With *projects*, tell too where it is older than their work. Nothing is raised that
    `issue` would raise; each error is a finding here.
    """
    yield from draft.check(today)
    issued = tuple(_first_of(partial(check_not_issued, draft, transaction)))
    if issued:  # and its tasks are its invoice's
        yield from issued
        return
    yield from _first_of(
        partial(check_current, draft, transaction),
        partial(check_free, draft, transaction),
    )
    seller = draft.seller.identity
    yield from _first_of(partial(check_open, today, seller, transaction, today))
    yield from _first_of(partial(check_taxes, draft, taxes, today))
    yield from _first_of(partial(check_agreed, draft, transaction, engine, today))
    yield from _first_of(partial(check_deposits, draft, transaction))
    yield from left_out(draft, transaction)
    yield from on_other_drafts(draft, transaction)
    yield from outdated(
        draft,
        projects,
        engine=engine,
        taxes=taxes,
        transaction=transaction,
        today=today,
    )
    yield from _changed_since_part(draft, projects, transaction)


def _changed_since_part(
    draft: InvoiceDraft, projects: tuple[Project, ...], transaction: Transaction
) -> Iterator[Finding]:
    """Tell what was counted otherwise when others began to bill it.

    Where its own lines are older than their work is told already.
    """
    seller = draft.seller.identity
    books = books_in(transaction, projects, seller, besides=draft.id)
    yield from books.work_changes(projects)


def _first_of(*asked: Callable[[], None]) -> Iterator[Finding]:
    """Give the first thing that is wrong: a draft that is issued has its own tasks."""
    for ask in asked:
        try:
            ask()
        except InvoicingError as error:
            yield Finding.of(error)
            return
