"""What credit notes do to the invoice that they take back."""

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import Money
from flowfit_invoicing.text import one_line


@frozen(kw_only=True)
class Credited(Event):
    """A credit note was issued for a part of the invoice, or for all of it."""

    number: str = field(converter=one_line)
    """The number of the credit note."""

    amount: Money = field(validator=of_type(Money))
    """Its total with tax."""
