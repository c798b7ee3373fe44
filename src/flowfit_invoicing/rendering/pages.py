"""What stands on a document, in the words of a locale: texts, and nothing to compute.

HTML and plain text lay out the same page, so they cannot say different things.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.documents import (
    CreditNote,
    CreditNoteDraft,
    Deposit,
    Invoice,
    Issued,
    Period,
    Preview,
    Quote,
)
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
    is_draft = not isinstance(document, Issued)
    labels = {code: words.label(code) for code in _LABELS}
    bill_to, due = _ends_of(document)
    return Page(
        language=words.locale,
        title=words.label(_title(document)),
        is_draft=is_draft,
        mark=words.label("not-an-invoice") if is_draft else "",
        seller=block(document.seller, document.buyer, words, document.totals.taxes),
        buyer=block(document.buyer, document.seller, words),
        facts=tuple(_facts(document, words)),
        rows=rows_of(document, words),
        totals=tuple(totals_of(document, words, due)),
        remarks=tuple(_remarks(document, words)),
        notes=tuple(document.notes.splitlines()),
        labels=MappingProxyType(labels | {"bill-to": words.label(bill_to)}),
    )


def _title(document: Document) -> str:
    """Give what a document is called."""
    if not isinstance(document, Issued):
        return "draft"
    if isinstance(document, Invoice) and document.for_deposit:
        return "deposit-invoice"
    return document.kind


def _facts(document: Document, words: Formatter) -> Iterator[tuple[str, str]]:
    yield from _number_and_days(document, words)
    yield from _references(document, words)
    numbers = document.project_numbers
    if numbers:
        label = "projects" if len(numbers) == 1 else "several-projects"
        yield words.label(label), ", ".join(numbers)


def _ends_of(document: Document) -> tuple[str, str]:
    """Give the labels of whom it is for and of what it comes to."""
    if isinstance(document, Quote):
        return "quote-for", "quoted-total"  # which nobody owes
    if isinstance(document, CreditNote | CreditNoteDraft):
        return "bill-to", "credited"
    return "bill-to", "due"


def _number_and_days(document: Document, words: Formatter) -> Iterator[tuple[str, str]]:
    if isinstance(document, Issued):
        yield words.label("number"), document.number
    if isinstance(document, Issued | Preview):
        yield words.label("issue-date"), words.day(document.issue_date)
    if isinstance(document, Invoice | Deposit | Preview):
        yield words.label("due-date"), words.day(document.due_date)
        yield from _terms(document, words)
    if isinstance(document, Quote):
        yield words.label("valid-until"), words.day(document.valid_until)
    if isinstance(document, CreditNote | CreditNoteDraft):
        yield from _credited(document, words)


def _credited(
    document: CreditNote | CreditNoteDraft, words: Formatter
) -> Iterator[tuple[str, str]]:
    number, on = document.preceding.number, document.preceding.issue_date
    yield words.label("credited-invoice"), words.label("of-day", number=number, day=on)
    yield words.label("reason"), words.text(document.reason)


def _terms(
    document: Invoice | Deposit | Preview, words: Formatter
) -> Iterator[tuple[str, str]]:
    """Write the terms (BT-20), and what is due when if it is not all at once.

    A deposit is not what the terms are about.
    """
    if isinstance(document, Deposit):
        return
    terms = document.client.payment_terms
    yield words.label("terms"), written(terms, words)
    if terms.parts and document.totals.due.amount > 0:
        several = terms.instalments(document.totals.due, document.issue_date)
        texts = (
            words.label("instalment", amount=each.amount, day=each.due_date)
            for each in several
        )
        yield words.label("instalments"), "; ".join(texts)


def _references(document: Document, words: Formatter) -> Iterator[tuple[str, str]]:
    quote = "revision-of" if isinstance(document, Quote) else "quote-number"
    references = {
        quote: document.quote_number,
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
