"""Documents as plain text."""

from collections.abc import Iterator

from attrs import frozen

from flowfit_invoicing.ports import Document, RenderedDocument

from .names import file_name
from .pages import Page, page_of
from .rows import Row
from .tables import table


@frozen
class TextRenderer:
    """Renders documents as text in columns; an `InvoiceRenderer`."""

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document*; the same document gives the same bytes."""
        text = "\n\n".join(_paragraphs(page_of(document, locale))) + "\n"
        name = file_name(document, "txt")
        return RenderedDocument(name, "text/plain", text.encode())


def _paragraphs(page: Page) -> Iterator[str]:
    yield "\n".join(filter(None, (page.title.upper(), page.mark)))
    yield "\n".join([page.labels["from"], *page.seller])
    yield "\n".join([page.labels["bill-to"], *page.buyer])
    if page.facts:
        yield table(page.facts, "<<")
    yield _lines(page)
    yield table([(row.label, row.amount) for row in page.totals], "<>")
    if page.remarks:
        yield "\n".join(page.remarks)
    if page.notes:
        yield "\n".join(page.notes)


def _lines(page: Page) -> str:
    columns = ("description", "quantity-column", "unit", "unit-price", "amount")
    head = [page.labels[column] for column in columns]
    rows = [row for each in page.rows for row in _cells(each)]
    return table([head, *rows], "<><>>")


def _cells(row: Row) -> Iterator[tuple[str, ...]]:
    if row.kind == "group":
        yield ("",) * 5
    below = row.kind in ("adjustment", "net")
    description = f"  {row.description}" if below else row.description
    yield description, row.quantity, row.unit, row.unit_price, row.amount
