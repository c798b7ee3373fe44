"""What credit notes do to the invoice that they take back."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.documents.tax_rows import TaxRow
from flowfit_invoicing.doors import of_type, tuple_of
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import one_line


def _rows(value: Iterable[TaxRow]) -> tuple[TaxRow, ...]:
    return tuple_of(TaxRow, value)


@frozen(kw_only=True)
class Credited(Event):
    """A credit note was issued for a part of the invoice, or for all of it."""

    number: str = field(converter=one_line)
    """The number of the credit note."""

    amount: Money = field(validator=of_type(Money))
    """What the client owes no longer: all that was due on the note."""

    net: Money = field(validator=of_type(Money))
    """What it takes back before tax."""

    taxes: tuple[TaxRow, ...] = field(converter=_rows, default=())
    """What it takes back of each tax, and of what is taxed."""
