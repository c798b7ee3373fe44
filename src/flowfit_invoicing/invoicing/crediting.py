"""Credit invoices: a credit note is numbered, dated and kept, and the invoice told."""

from collections.abc import Mapping
from datetime import date

from flowfit_invoicing.documents import (
    Asked,
    CreditNote,
    CreditNoteDraft,
    Freeing,
    Invoice,
    Issued,
    Numbers,
    Reason,
    Released,
    credit,
    is_taken_back,
)
from flowfit_invoicing.ports import Transaction

from .closing import check_open
from .credited import notes_of
from .depositing import check_credit
from .issuing import check_kept
from .numbering import next_number


def credit_notes(invoice: Invoice, transaction: Transaction) -> tuple[CreditNote, ...]:
    """Give the credit notes of an invoice, the first one first.

    Raises:
        ConflictError: If the store does not have the invoice, as it is.
    """
    check_kept(invoice, transaction)
    return notes_of(invoice, transaction)


def propose(
    invoice: Invoice,
    reason: Reason,
    lines: Mapping[int, Asked] | None,
    transaction: Transaction,
    *,
    free_tasks: Freeing,
) -> CreditNoteDraft:
    """Propose the credit note for what is left of an invoice, or for some of it.

    Raises:
        ConflictError: If the store does not have the invoice, as it is.
        OverCreditError, NothingToCreditError: If less is left than is asked for.
        DepositDeductedError: If it is a deposit that a live document deducts, or that
            was forfeited.
        InvalidValueError: If what is asked for makes no sense.
    """
    before = credit_notes(invoice, transaction)
    draft = credit(invoice, reason, lines, before=before, free_tasks=free_tasks)
    check_credit(draft, invoice, transaction)
    return draft


def issue(
    draft: CreditNoteDraft,
    transaction: Transaction,
    *,
    numbers: Numbers,
    on: date,
    today: date,
    by: str | None,
) -> CreditNote:
    """Number, date and keep a credit note, and note it beside its invoice.

    Raises:
        FutureDateError, ClosedPeriodError: If no document may have the day *on*.
        ConflictError: If the series has a document of a later day.
        InvalidValueError: If the day is before that of the invoice.
    """
    seller = draft.seller.identity
    check_open(on, seller, transaction, today)
    note = draft.issue(next_number(draft, draft.kind, on, numbers, transaction), on)
    transaction.put_document(note)
    transaction.add_event(seller, note.invoice_number, note.credited(by))
    invoice = transaction.document(seller, note.invoice_number)
    if invoice is not None and is_taken_back(invoice, notes_of(invoice, transaction)):
        _release_deposits(invoice, transaction, on=on, by=by)
    return note


def _release_deposits(
    invoice: Issued, transaction: Transaction, *, on: date, by: str | None
) -> None:
    """Note that what deposits have paid of an invoice is no more the invoice's."""
    for each in invoice.prepayments:
        if each.amount:
            released = Released(on=on, by=by, deposit=each.number, amount=each.amount)
            transaction.add_event(invoice.seller.identity, invoice.number, released)
