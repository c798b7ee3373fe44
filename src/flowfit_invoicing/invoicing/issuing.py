"""Issue a draft: it gets its number and day, and its tasks are billed."""

from datetime import date

from flowfit_invoicing.documents import (
    Deposit,
    Invoice,
    InvoiceDraft,
    Issued,
    Numbers,
    refuse_incomplete,
)
from flowfit_invoicing.errors import ConflictError, draft_named, phrase
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.pricing import PricingEngine
from flowfit_invoicing.tax import TaxRules

from .billing import check_quote
from .closing import check_open
from .depositing import check_deposits, note_deposits
from .exchanging import check_exchange
from .noting import note_issued
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
        expected = phrase("content-of", name=kept.number)
        raise ConflictError(draft_named(draft.id), expected, phrase("another"))
    return invoice


def check_kept(document: Issued, transaction: Transaction) -> None:
    """Make sure that the store has a document as it is.

    Raises:
        ConflictError: If it does not.
    """
    kept = transaction.document(document.seller.identity, document.number)
    if kept != document:
        subject = phrase(document.kind, name=document.number)
        found = None if kept is None else phrase("another")
        raise ConflictError(subject, phrase("as-issued"), found)


def issue(  # noqa: PLR0913 - two days, and who does it
    draft: InvoiceDraft,
    transaction: Transaction,
    *,
    engine: PricingEngine,
    taxes: TaxRules,
    numbers: Numbers,
    on: date,
    today: date,
    by: str | None,
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
        DepositUnpaidError: If the money of one is not there.
    """
    refuse_incomplete(draft, draft.id, on)
    check_current(draft, transaction)
    check_free(draft, transaction)
    check_open(on, draft.seller.identity, transaction, today)
    check_taxes(draft, taxes, on)
    check_agreed(draft, transaction, engine, on)
    check_deposits(draft, transaction)
    number = next_number(draft, Invoice.kind, on, numbers, transaction)
    invoice = draft.issue(number, on)
    transaction.put_document(invoice, draft.id)
    note_issued(invoice, transaction, today, by)
    note_deposits(invoice, transaction, by)
    return invoice


def issue_deposit(
    draft: InvoiceDraft,
    transaction: Transaction,
    *,
    numbers: Numbers,
    on: date,
    today: date,
    by: str | None,
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
    note_issued(deposit, transaction, today, by)
    return deposit


def check_agreed(
    draft: InvoiceDraft, transaction: Transaction, engine: PricingEngine, on: date
) -> None:
    """Make sure of the quote that a draft bills, if any, and of its exchange rates.

    Raises:
        QuoteStateError: If the quote was not accepted.
        ConflictError: If it is billed, or prices were converted by the rates of another
            day than agreed.
        ExchangeRateMissingError: If nobody knows the rate of the day.
    """
    quote = check_quote(draft, transaction, on)
    check_exchange(draft, engine, on, "issued", quote)
