"""The lines of a document as rows of a table.

Quantity × unit price is the amount of a row; adjustments stand below it, and where
there are any, the net amount that they lead to.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.documents import Allowance, InvoiceLine
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.money import Money


@frozen
class Row:
    """A row of texts; cells that say nothing are empty."""

    description: str
    quantity: str = ""
    unit: str = ""
    unit_price: str = ""
    amount: str = ""
    kind: str = "line"
    """`line`, or `reference`, `adjustment` or `net` below one."""


def rows_of(lines: Iterable[InvoiceLine], words: Formatter) -> tuple[Row, ...]:
    """Write the rows of lines, each with what adjusts it."""
    return tuple(row for line in lines for row in _rows(line, words))


def _rows(line: InvoiceLine, words: Formatter) -> Iterator[Row]:
    priced = Money(line.priced, line.terms.currency)
    yield Row(
        words.text(line.description),
        words.number(line.amount),
        words.unit_of(line.quantity),
        _unit_price(line, words),
        words.money(priced),
    )
    if line.client_reference is not None:
        reference = words.label("client-reference", reference=line.client_reference)
        yield Row(reference, kind="reference")
    for adjustment in line.adjustments:
        less = isinstance(adjustment, Allowance)
        amount = -adjustment.amount if less else adjustment.amount
        reason = words.text(adjustment.reason)
        yield Row(reason, amount=words.money(amount), kind="adjustment")
    if line.adjustments:
        net = words.money(line.net_amount)
        yield Row(words.label("line-net"), amount=net, kind="net")


def _unit_price(line: InvoiceLine, words: Formatter) -> str:
    price = words.money(line.unit_price)
    if line.per == 1:
        return price
    return words.label("price-per", price=price, per=Decimal(line.per))
