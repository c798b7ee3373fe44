"""What stands on a document, in the words of a locale: texts, and nothing to compute.

HTML and plain text lay out the same page, so they cannot say different things.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.documents import Invoice, Period, Preview
from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.ports import Document

from .parties import block
from .payment_terms import written
from .rows import Row, rows_of
from .totals import TotalRow, reasons_of, totals_of


@frozen
class Page:
    """A document as texts."""

    language: str
    title: str
    is_draft: bool
    mark: str
    """Says of a draft that it is no invoice; empty on what was issued."""

    seller: tuple[str, ...]
    buyer: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Pairs of a label and what it labels: number, days, orders."""

    rows: tuple[Row, ...]
    totals: tuple[TotalRow, ...]
    remarks: tuple[str, ...]
    """How matches were billed and prices converted, and why something is not taxed."""

    notes: tuple[str, ...]
    labels: Mapping[str, str]
    """The headings, by what they are for."""


_LABELS = (
    "from",
    "bill-to",
    "description",
    "quantity-column",
    "unit",
    "unit-price",
    "amount",
    "notes",
)


def page_of(document: Document, locale: str) -> Page:
    """Write what stands on a document, in *locale* if we speak it, else in English."""
    words = formatter(spoken(locale))
    is_draft = not isinstance(document, Invoice)
    return Page(
        language=words.locale,
        title=words.label("draft" if is_draft else "invoice"),
        is_draft=is_draft,
        mark=words.label("not-an-invoice") if is_draft else "",
        seller=block(document.seller, document.buyer, words, document.totals.taxes),
        buyer=block(document.buyer, document.seller, words),
        facts=tuple(_facts(document, words)),
        rows=rows_of(document, words),
        totals=tuple(totals_of(document, words)),
        remarks=tuple(_remarks(document, words)),
        notes=tuple(document.notes.splitlines()),
        labels=MappingProxyType({code: words.label(code) for code in _LABELS}),
    )


def _facts(document: Document, words: Formatter) -> Iterator[tuple[str, str]]:
    if isinstance(document, Invoice):
        yield words.label("number"), document.number
    if isinstance(document, Invoice | Preview):
        yield words.label("issue-date"), words.day(document.issue_date)
        yield words.label("due-date"), words.day(document.due_date)
        yield from _terms(document, words)
    yield from _references(document, words)
    if document.project_numbers:
        yield words.label("projects"), ", ".join(document.project_numbers)


def _terms(invoice: Invoice | Preview, words: Formatter) -> Iterator[tuple[str, str]]:
    """Write the terms (BT-20), and what is due when if it is not all at once."""
    terms = invoice.client.payment_terms
    yield words.label("terms"), written(terms, words)
    if terms.parts and invoice.totals.due.amount > 0:
        several = terms.instalments(invoice.totals.due, invoice.issue_date)
        texts = (
            words.label("instalment", amount=each.amount, day=each.due_date)
            for each in several
        )
        yield words.label("instalments"), "; ".join(texts)


def _references(document: Document, words: Formatter) -> Iterator[tuple[str, str]]:
    references = {
        "period": None if document.period is None else _days(document.period, words),
        "purchase-order": document.purchase_order,
        "client-reference": document.client_reference,
        "cost-centre": document.cost_centre,
        "contact": None if document.attention is None else document.attention.name,
    }
    for code, reference in references.items():
        if reference is not None:
            yield words.label(code), reference


def _days(period: Period, words: Formatter) -> str:
    if period.start == period.end:
        return words.day(period.start)
    return words.label("from-to", start=period.start, end=period.end)


def _remarks(document: Document, words: Formatter) -> Iterator[str]:
    if any(line.is_weighted for line in document.lines):
        yield words.label("made-weighted")
    if any(not group.adds_up for group in document.groups):
        yield words.label("made-grouped")
    for rate in document.exchange_rates:
        yield words.label("made-exchanged", exchange=rate)
    yield from reasons_of(document.totals, words)
