"""Quotes: issue them, note what the client says, and revise them."""

from datetime import date

from flowfit_invoicing.documents import (
    AWAITED,
    REVISABLE,
    Event,
    InvoiceDraft,
    Numbers,
    Quote,
    Replaced,
    check_state,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import (
    ConflictError,
    EmptyDraftError,
    FutureDateError,
    draft_named,
    phrase,
)
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules

from .closing import check_open
from .exchanging import check_exchange
from .noting import note_issued
from .numbering import next_number
from .saving import check_current
from .taxing import check_taxes, retaxed


def issue_quote(  # noqa: PLR0913 - a day more than an invoice needs
    draft: InvoiceDraft,
    transaction: Transaction,
    *,
    valid_until: date,
    engine: PricingEngine,
    taxes: TaxRules,
    numbers: Numbers,
    on: date,
    today: date,
    by: str | None,
) -> Quote:
    """Issue a draft as a quote, in place of the one that it revises, if any.

    Raises:
        EmptyDraftError: If it has no line.
        ConflictError: If it was changed or issued by somebody else, or its taxes or
            exchange rates are no longer those of the day.
        QuoteStateError: If the quote that it revises was accepted or replaced.
        FutureDateError, ClosedPeriodError: If no document may have the day *on*.
    """
    earlier = quote_of(draft, transaction)
    known = _quoted_already(draft, earlier, valid_until, transaction)
    if known is not None:
        return known
    if not draft.lines:
        raise EmptyDraftError(draft.id)
    check_current(draft, transaction)
    check_open(on, draft.seller.identity, transaction, today)
    check_taxes(draft, taxes, on)
    check_exchange(draft, engine, on, "quoted", earlier)
    if earlier is not None:
        check_state(earlier, noted(earlier, transaction), on, *REVISABLE)
    number = next_number(draft, Quote.kind, on, numbers, transaction)
    quote = draft.quote(number, on, valid_until, revises=earlier)
    transaction.put_document(quote, draft.id)
    note_issued(quote, transaction, today, by)
    if earlier is not None:
        _note(earlier, Replaced(on=on, by=by, revision=number), transaction)
    return quote


def answer(
    quote: Quote, event: Event, transaction: Transaction, *, today: date
) -> None:
    """Note that the client has accepted or refused a quote.

    Raises:
        ConflictError: If the store does not have this quote.
        InvalidValueError: If the answer is older than the quote.
        FutureDateError: If the answer is still to come.
        QuoteStateError: If it is closed: accepted, refused, expired or replaced.
    """
    check_kept(quote, transaction)
    if event.on < quote.issue_date:
        raise refused(event.on, f"expected a day from {quote.issue_date} on")
    if event.on > today:
        raise FutureDateError(event.on, today)
    check_state(quote, noted(quote, transaction), event.on, *AWAITED)
    _note(quote, event, transaction)


def revised(
    quote: Quote, transaction: Transaction, *, taxes: TaxRules, on: date
) -> InvoiceDraft:
    """Give the draft of a revision, as it was quoted and taxed as on a day.

    Raises:
        ConflictError: If the store does not have this quote.
        QuoteStateError: If it was accepted or replaced.
    """
    check_kept(quote, transaction)
    check_state(quote, noted(quote, transaction), on, *REVISABLE)
    return retaxed(quote.to_draft(), taxes, on)


def check_kept(quote: Quote, transaction: Transaction) -> None:
    """Make sure that the store has this very quote."""
    kept = transaction.document(quote.seller.identity, quote.number)
    if kept != quote:
        subject = phrase("quote", name=quote.number)
        found = None if kept is None else phrase("another")
        raise ConflictError(subject, phrase("as-issued"), found)


def events_of(quote: Quote, transaction: Transaction) -> tuple[Event, ...]:
    """Give what happened to a quote that the store has."""
    check_kept(quote, transaction)
    return noted(quote, transaction)


def quote_of(draft: InvoiceDraft, transaction: Transaction) -> Quote | None:
    """Give the quote that a draft bills or revises."""
    if draft.quote_number is None:
        return None
    kept = transaction.document(draft.seller.identity, draft.quote_number)
    if not isinstance(kept, Quote):
        subject = phrase("quote", name=draft.quote_number)
        found = None if kept is None else phrase(kept.kind, name=kept.number)
        raise ConflictError(subject, phrase("kept"), found)
    return kept


def noted(quote: Quote, transaction: Transaction) -> tuple[Event, ...]:
    """Give what happened to a quote."""
    return transaction.events(quote.seller.identity, quote.number)


def _quoted_already(
    draft: InvoiceDraft,
    earlier: Quote | None,
    valid_until: date,
    transaction: Transaction,
) -> Quote | None:
    kept = None if draft.id is None else transaction.document_of(draft.id)
    if kept is None:
        return None
    quote = draft.quote(kept.number, kept.issue_date, valid_until, revises=earlier)
    if quote != kept:
        expected = phrase("content-of", name=kept.number)
        raise ConflictError(draft_named(draft.id), expected, phrase("another"))
    return quote


def _note(quote: Quote, event: Event, transaction: Transaction) -> None:
    transaction.add_event(quote.seller.identity, quote.number, event)
