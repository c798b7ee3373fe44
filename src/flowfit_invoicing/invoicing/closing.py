"""Close the books: no document is issued any more into a month that is over."""

from datetime import date

from flowfit_invoicing.documents import Closed
from flowfit_invoicing.errors import (
    ClosedPeriodError,
    ConflictError,
    FutureDateError,
    phrase,
)
from flowfit_invoicing.ports import Transaction


def close(
    closed: Closed, seller: str, transaction: Transaction, *, reopen: bool
) -> None:
    """Close the books of a seller for all days until one, this one included.

    Raises:
        FutureDateError: If the day is still to come.
        ConflictError: If they are closed for a later day already, unless told to
            *reopen*.
    """
    if closed.until > closed.on:
        raise FutureDateError(closed.until, closed.on)
    before = transaction.closed_until(seller)
    if before is not None and closed.until < before and not reopen:
        expected = phrase("day-from", day=before)
        raise ConflictError(phrase("closing"), expected, closed.until)
    transaction.close(seller, closed)


def check_open(on: date, seller: str, transaction: Transaction, today: date) -> None:
    """Make sure that a document of a day may be issued.

    Raises:
        FutureDateError: If the day is still to come.
        ClosedPeriodError: If the books are closed for it.
    """
    if on > today:
        raise FutureDateError(on, today)
    closed = transaction.closed_until(seller)
    if closed is not None and on <= closed:
        raise ClosedPeriodError(on, closed)
