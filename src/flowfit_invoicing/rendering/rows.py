"""The lines of a document as rows of a table.

Quantity × unit price is the amount of a row; adjustments stand below it, and where
there are any, the net amount that they lead to. Lines of a project stand in a block of
their own, with its subtotal; those of a service and language pair on one row.
"""

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.documents import Allowance, InvoiceLine, LineGroup
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.ports import Document


@frozen
class Row:
    """A row of texts; cells that say nothing are empty."""

    description: str
    quantity: str = ""
    unit: str = ""
    unit_price: str = ""
    amount: str = ""
    kind: str = "line"
    """`line`, or `reference`, `adjustment` or `net` below one; `group` above several or
    `subtotal`."""


def rows_of(document: Document, words: Formatter) -> tuple[Row, ...]:
    """Write the rows of lines as they are grouped, each with what adjusts it."""
    write = _block if document.grouping == "project" else _rows
    return tuple(row for group in document.groups for row in write(group, words))


def _block(group: LineGroup, words: Formatter) -> Iterator[Row]:
    yield Row(words.text(group.label), kind="group")
    for line in group.lines:
        yield from _rows(LineGroup(line.description, (line,)), words)
    subtotal = words.money(group.subtotal)
    yield Row(words.label("subtotal"), amount=subtotal, kind="subtotal")


def _rows(group: LineGroup, words: Formatter) -> Iterator[Row]:
    """Write lines as one row; it has no quantity and price if theirs differ."""
    counted = group.quantity
    quantity = unit = price = ""
    if counted is not None:
        quantity, unit = words.number(counted.amount), words.unit_of(counted)
        price = _unit_price(group.lines[0], words)
    label, amount = words.text(group.label), words.money(group.priced)
    yield Row(label, quantity, unit, price, amount)
    yield from _references(group, words)
    yield from _adjustments(group, words)


def _references(group: LineGroup, words: Formatter) -> Iterator[Row]:
    """Write what the client knows the tasks by, each reference once."""
    known = dict.fromkeys(line.client_reference for line in group.lines)
    references = ", ".join(each for each in known if each is not None)
    if references:
        label = words.label("task-reference", reference=references)
        yield Row(label, kind="reference")


def _adjustments(group: LineGroup, words: Formatter) -> Iterator[Row]:
    adjustments = group.adjustments
    for adjustment in adjustments:
        less = isinstance(adjustment, Allowance)
        amount = -adjustment.amount if less else adjustment.amount
        reason = words.text(adjustment.reason)
        yield Row(reason, amount=words.money(amount), kind="adjustment")
    if adjustments:
        net = words.money(group.subtotal)
        yield Row(words.label("line-net"), amount=net, kind="net")


def _unit_price(line: InvoiceLine, words: Formatter) -> str:
    price = words.money(line.unit_price)
    if line.per == 1:
        return price
    return words.label("price-per", price=price, per=Decimal(line.per))
