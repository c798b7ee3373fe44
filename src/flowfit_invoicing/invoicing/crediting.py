"""Credit invoices: a credit note is numbered, dated and kept, and the invoice told."""

from collections.abc import Mapping
from datetime import date

from flowfit_invoicing.documents import (
    Asked,
    Credited,
    CreditNote,
    CreditNoteDraft,
    Freeing,
    Invoice,
    Numbers,
    Reason,
    credit,
)
from flowfit_invoicing.ports import Transaction

from .closing import check_open
from .issuing import check_kept
from .numbering import next_number


def credit_notes(invoice: Invoice, transaction: Transaction) -> tuple[CreditNote, ...]:
    """Give the credit notes of an invoice, the first one first.

    Raises:
        ConflictError: If the store does not have the invoice, as it is.
    """
    check_kept(invoice, transaction)
    seller = invoice.seller.identity
    events = transaction.events(seller, invoice.number)
    numbers = (event.number for event in events if isinstance(event, Credited))
    notes = (transaction.document(seller, number) for number in numbers)
    return tuple(note for note in notes if isinstance(note, CreditNote))


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
        InvalidValueError: If what is asked for makes no sense.
    """
    before = credit_notes(invoice, transaction)
    return credit(invoice, reason, lines, before=before, free_tasks=free_tasks)


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
    credited = Credited(on=on, by=by, number=note.number, amount=note.totals.gross)
    transaction.add_event(seller, note.invoice_number, credited)
    return note
