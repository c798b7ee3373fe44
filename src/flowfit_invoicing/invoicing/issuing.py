"""Issue a draft: it gets its number and day, and its tasks are billed."""

from datetime import date

from flowfit_invoicing.documents import (
    Invoice,
    InvoiceDraft,
    NumberPattern,
    refuse_incomplete,
)
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Counter, Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules

from .saving import check_current, check_free
from .taxing import check_taxes


def issued_already(draft: InvoiceDraft, transaction: Transaction) -> Invoice | None:
    """Give the invoice of a saved draft that somebody has issued, maybe just now.

    Raises:
        ConflictError: If it was issued with other content.
    """
    kept = None if draft.id is None else transaction.document_of(draft.id)
    if kept is None:
        return None
    invoice = draft.issue(kept.number, kept.issue_date)
    if invoice != kept:
        subject = f"draft {draft.id}"
        raise ConflictError(subject, f"the content of {kept.number}", "another")
    return invoice


def issue(
    draft: InvoiceDraft,
    transaction: Transaction,
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    numbers: NumberPattern,
    today: date,
) -> Invoice:
    """Issue a draft, saved or not; all is checked before a number is drawn.

    Raises:
        EmptyDraftError: If it has no line.
        IncompleteDraftError: If something else is missing, with all that is.
        ConflictError: If it was changed by somebody else, its taxes or exchange rates
            are no longer those of the day, or the series has a document of a later day.
        TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
    """
    refuse_incomplete(draft, draft.id, today)
    check_current(draft, transaction)
    check_free(draft, transaction)
    check_taxes(draft, taxes, today)
    check_exchange(draft, engine, today)
    series = numbers.series(
        today,
        project_number=next(iter(draft.project_numbers), ""),
        client_code=draft.client.code,
    )
    counter = Counter(draft.seller.identity, Invoice.kind, series.key)
    sequence = transaction.next_in(counter, today)
    invoice = draft.issue(series.number(sequence), today)
    transaction.put_document(invoice, draft.id)
    return invoice


def check_exchange(draft: InvoiceDraft, engine: PricingEngine, today: date) -> None:
    """Make sure that prices were converted by the rates of the day, if that is agreed.

    Raises:
        ConflictError: If they were converted by those of another day.
        ExchangeRateMissingError: If nobody knows the rate of the day.
    """
    if engine.exchange is None or engine.exchange_day != "issued":
        return
    for found in draft.exchange_rates:
        expected = engine.exchange.rate(found.source, found.target, today)
        if found != expected:
            subject = f"exchange rate of draft {draft.id or 'unsaved'}"
            raise ConflictError(subject, str(expected), str(found))
