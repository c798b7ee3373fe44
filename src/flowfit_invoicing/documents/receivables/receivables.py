"""What is owed to the agency, by how long it is overdue."""

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from flowfit_invoicing.documents.payments.records import InvoiceRecord
from flowfit_invoicing.doors import day, refused, tuple_of
from flowfit_invoicing.money import Currency, Money
from flowfit_invoicing.text import one_line

EDGES = (0, 30, 60, 90)
"""The last day overdue of each column of an aging but the last; 0 is not overdue."""


def _amounts(value: Iterable[Money]) -> tuple[Money, ...]:
    amounts = tuple_of(Money, value)
    if len(amounts) != len(EDGES) + 1:
        raise refused(amounts, f"expected {len(EDGES) + 1} amounts")
    return amounts


@frozen
class Aging:
    """What a client owes in a currency, by how many days it is overdue."""

    client: str = field(converter=one_line)
    amounts: tuple[Money, ...] = field(converter=_amounts)
    """Current, and 1–30, 31–60, 61–90 and over 90 days overdue."""

    @property
    def currency(self) -> Currency:
        """The currency of all amounts."""
        return self.amounts[0].currency

    @property
    def current(self) -> Money:
        """What is not overdue, less what is overpaid."""
        return self.amounts[0]

    @property
    def overdue(self) -> Money:
        """All that is overdue."""
        return Money.total(self.amounts[1:], self.currency)

    @property
    def total(self) -> Money:
        """All that is owed."""
        return Money.total(self.amounts, self.currency)


def aging(records: Iterable[InvoiceRecord], on: date) -> tuple[Aging, ...]:
    """Sort what is owed on a day by age, for each client and currency.

    Instalments are of their own age. Clients who owe nothing, and invoices of a later
    day, are left out.
    """
    day(on)
    rows: dict[tuple[str, str], list[Money]] = {}
    for record in tuple_of(InvoiceRecord, records):
        invoice = record.invoice
        key = invoice.client.code, invoice.currency.code
        zero = Money(0, invoice.currency).rounded()
        row = rows.setdefault(key, [zero] * (len(EDGES) + 1))
        for column, amount in _ages(record, on):
            row[column] += amount
    return tuple(
        Aging(client, row) for (client, _), row in sorted(rows.items()) if any(row)
    )


def _ages(record: InvoiceRecord, on: date) -> list[tuple[int, Money]]:
    owed = record.outstanding(on)
    if owed.amount < 0:
        return [(0, owed)]
    return [
        (_column((on - each.due_date).days), each.amount)
        for each in record.open_instalments(on)
    ]


def _column(days: int) -> int:
    return sum(days > edge for edge in EDGES)
