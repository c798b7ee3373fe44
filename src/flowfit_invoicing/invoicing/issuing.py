"""Issue a draft: it gets its number and day, and its tasks are billed."""

from datetime import date

from flowfit_invoicing.documents import (
    Deposit,
    Invoice,
    InvoiceDraft,
    InvoiceLine,
    Numbers,
    exchange_rates,
    refuse_incomplete,
)
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules

from .closing import check_open
from .depositing import check_deposits, note_deposits
from .numbering import next_number
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
    numbers: Numbers,
    on: date,
    today: date,
) -> Invoice:
    """Issue a draft, saved or not; all is checked before a number is drawn.

    Raises:
        EmptyDraftError: If it has no line.
        IncompleteDraftError: If something else is missing, with all that is.
        ConflictError: If it was changed by somebody else, its taxes or exchange rates
            are no longer those of the day, or the series has a document of a later day.
        FutureDateError, ClosedPeriodError: If no document may have the day *on*.
        TaskAlreadyBilledError: If one of its tasks is on another draft or invoice.
        DepositDeductedError: If a deposit was deducted already, or forfeited.
    """
    refuse_incomplete(draft, draft.id, today)
    check_current(draft, transaction)
    check_free(draft, transaction)
    check_open(on, draft.seller.identity, transaction, today)
    check_taxes(draft, taxes, on)
    check_exchange(draft, engine, on)
    check_deposits(draft, transaction)
    number = next_number(draft, Invoice.kind, on, numbers, transaction)
    invoice = draft.issue(number, on)
    transaction.put_document(invoice, draft.id)
    note_deposits(invoice, transaction)
    return invoice


def issue_deposit(
    draft: InvoiceDraft,
    transaction: Transaction,
    *,
    numbers: Numbers,
    on: date,
    today: date,
) -> Deposit:
    """Issue the request for a deposit that is taxed later: no tax, no tax invoice.

    Raises:
        ConflictError: If the series has a document of a later day.
        FutureDateError, ClosedPeriodError: If no document may have the day *on*.
    """
    check_open(on, draft.seller.identity, transaction, today)
    deposit = Deposit(
        seller=draft.seller,
        client=draft.client,
        currency=draft.currency,
        lines=draft.lines,
        purchase_order=draft.purchase_order,
        number=next_number(draft, Deposit.kind, on, numbers, transaction),
        issue_date=on,
        due_date=draft.client.payment_terms.due(on),
    )
    transaction.put_document(deposit)
    return deposit


def check_exchange(draft: InvoiceDraft, engine: PricingEngine, on: date) -> None:
    """Make sure that prices were converted by the rates of the day, if that is agreed.

    What was begun to be billed on another day keeps the rate of that day.

    Raises:
        ConflictError: If they were converted by those of another day.
        ExchangeRateMissingError: If nobody knows the rate of the day.
    """
    if engine.exchange is None or engine.exchange_day != "issued":
        return
    for found in exchange_rates(line for line in draft.lines if not _is_begun(line)):
        expected = engine.exchange.rate(found.source, found.target, on)
        if found != expected:
            subject = f"exchange rate of draft {draft.id or 'unsaved'}"
            raise ConflictError(subject, str(expected), str(found))


def _is_begun(line: InvoiceLine) -> bool:
    return line.part is not None and bool(line.part.before)
