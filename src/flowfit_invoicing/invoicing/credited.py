"""What was credited of an invoice, as the books have it."""

from flowfit_invoicing.documents import Credited, CreditNote, Issued
from flowfit_invoicing.ports import Transaction


def notes_of(invoice: Issued, transaction: Transaction) -> tuple[CreditNote, ...]:
    """Give the credit notes of an invoice, the first one first."""
    seller = invoice.seller.identity
    events = transaction.events(seller, invoice.number)
    numbers = (event.number for event in events if isinstance(event, Credited))
    notes = (transaction.document(seller, number) for number in numbers)
    return tuple(note for note in notes if isinstance(note, CreditNote))
