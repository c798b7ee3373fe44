"""Number a document: draw the next place in the series of its kind and day."""

from datetime import date

from flowfit_invoicing.documents import Bill, Numbers
from flowfit_invoicing.errors import ConflictError, phrase
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import Counter, Search, Transaction


def next_number(
    bill: Bill,
    kind: str,
    on: date,
    numbers: Numbers,
    transaction: Transaction,
) -> str:
    """Draw the number of what becomes a document of a kind, on a day that is open.

    The project of the number is the first of the bill.

    Raises:
        ConflictError: If the series has a document of a later day, or begins later, or
            the documents of the seller are kept under another identity.
        InvalidValueError: If its pattern names a project, and there is none.
    """
    numbering = numbers.numbering(kind)
    series = numbering.pattern.series(
        on,
        project_number=next(iter(bill.project_numbers), ""),
        client_code=bill.client.code,
    )
    first_day = numbering.first_day(on)
    if first_day is not None and on < first_day:
        subject = phrase("series", name=series.key)
        raise ConflictError(subject, phrase("day-from", day=first_day), on)
    counter = Counter(bill.seller.identity, numbers.counted_as(kind), series.key)
    first = numbering.first(on)
    place = transaction.next_in(counter, on, first=first)
    if place == first:
        _check_identity(bill.seller, transaction)
    return series.number(place)


def _check_identity(seller: Party, transaction: Transaction) -> None:
    """Make sure that a series begins anew for no seller that has become another.

    Who registers for a tax has another identity from then on, and would count from 1.

    Raises:
        ConflictError: If all documents of the seller are kept under another identity.
    """
    own, *others = seller.identities
    for other in others:
        if _has_any(other, transaction) and not _has_any(own, transaction):
            expected = phrase("id-of-documents", name=other)
            raise ConflictError(phrase("seller", name=seller.name), expected, own)


def _has_any(seller: str, transaction: Transaction) -> bool:
    return bool(transaction.documents(seller, Search(limit=1)))
