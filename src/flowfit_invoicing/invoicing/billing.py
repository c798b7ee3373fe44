"""Bill a quote that was accepted: as it was quoted, or as the work was done; once."""

from collections.abc import Iterable
from datetime import date

from attrs import evolve

from flowfit_invoicing.documents import (
    Accepted,
    Invoice,
    InvoiceDraft,
    Quote,
    QuoteState,
    check_state,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import ConflictError, phrase
from flowfit_invoicing.money import Money
from flowfit_invoicing.ports import Search, Transaction
from flowfit_invoicing.tax import TaxRules
from flowfit_invoicing.work import Project

from . import pages
from .carrying import with_what_was_said
from .quoting import check_kept, noted, quote_of
from .saving import check_free
from .taxing import retaxed


def bill_as_quoted(
    quote: Quote, transaction: Transaction, *, taxes: TaxRules, on: date
) -> InvoiceDraft:
    """Give the draft that bills an accepted quote at its prices.

    Raises:
        ConflictError: If the store does not have this quote, or it is billed.
        QuoteStateError: If it was not accepted.
        TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
    """
    order = order_of(quote, transaction, on)
    draft = evolve(quote.to_draft(), purchase_order=order, as_quoted=True)
    check_quote(draft, transaction, on)
    check_free(draft, transaction)
    return retaxed(draft, taxes, on)


def with_what_was_agreed(
    draft: InvoiceDraft, quote: Quote, transaction: Transaction, on: date
) -> InvoiceDraft:
    """Give a draft of work that was done as one that bills an accepted quote.

    Raises:
        ConflictError: If the store does not have this quote.
        QuoteStateError: If it was not accepted.
        InvalidValueError: If the work is for another client than the quote.
    """
    order = order_of(quote, transaction, on)
    first = not is_billed(quote, transaction) and not _drafted(quote, transaction)
    said = with_what_was_said(draft, quote, first=first, as_done=True)
    return evolve(said, purchase_order=order or said.purchase_order)


def check_quoted(quote: Quote, projects: Iterable[Project]) -> None:
    """Make sure that a quote has projects, if it has any.

    Raises:
        InvalidValueError: If one is not on it.
    """
    quoted = quote.project_numbers
    for project in projects:
        if quoted and project.number not in quoted:
            expected = f"expected a project of quote {quote.number}: "
            raise refused(project.number, expected + ", ".join(quoted))


def order_of(quote: Quote, transaction: Transaction, on: date) -> str | None:
    """Give the purchase order that an accepted quote is billed with.

    Raises:
        ConflictError: If the store does not have this quote.
        QuoteStateError: If it was not accepted.
    """
    check_kept(quote, transaction)
    events = noted(quote, transaction)
    check_state(quote, events, on, QuoteState.ACCEPTED)
    orders = [event.purchase_order for event in events if isinstance(event, Accepted)]
    return orders[-1] or quote.purchase_order


def check_quote(
    draft: InvoiceDraft, transaction: Transaction, on: date
) -> Quote | None:
    """Give the quote of a draft, if it has one, and make sure that it can be billed.

    A quote with tasks is billed once since its tasks are; one without any is billed if
    there is an invoice of it that was not credited.

    Raises:
        ConflictError: If the store does not have the quote, or it is billed.
        QuoteStateError: If it was not accepted.
    """
    quote = quote_of(draft, transaction)
    if quote is None:
        return None
    check_state(quote, noted(quote, transaction), on, QuoteState.ACCEPTED)
    if not quote.tasks and is_billed(quote, transaction):
        subject = phrase("quote", name=quote.number)
        raise ConflictError(subject, phrase("not-billed"), phrase("billed"))
    return quote


def _drafted(quote: Quote, transaction: Transaction) -> bool:
    """Tell if a saved draft bills a quote already."""
    search = Search(client=quote.client.code)
    drafts = pages.drafts(quote.seller.identity, transaction, search)
    return any(draft.quote_number == quote.number for draft in drafts)


def is_billed(quote: Quote, transaction: Transaction) -> bool:
    """Tell if more was billed of a quote than was credited."""
    billed = Money(0, quote.currency)
    for document in pages.documents(quote.seller.identity, transaction):
        if document.quote_number == quote.number and not isinstance(document, Quote):
            net = document.totals.net
            billed += net if isinstance(document, Invoice) else -net
    return bool(billed)
