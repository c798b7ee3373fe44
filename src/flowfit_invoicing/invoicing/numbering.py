"""Number a document: draw the next place in the series of its kind and day."""

from datetime import date

from flowfit_invoicing.documents import Bill, Numbers
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Counter, Transaction


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
        ConflictError: If the series has a document of a later day, or begins later.
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
        expected = f"a day from {first_day} on"
        raise ConflictError(f"series {series.key}", expected, str(on))
    counter = Counter(bill.seller.identity, numbers.counted_as(kind), series.key)
    place = transaction.next_in(counter, on, first=numbering.first(on))
    return series.number(place)
