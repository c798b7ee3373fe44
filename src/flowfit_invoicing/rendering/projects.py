"""Projects to invoice as a table for terminals."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TypeAlias

from flowfit_invoicing.locales import Formatter, formatter, spoken
from flowfit_invoicing.money import Money
from flowfit_invoicing.pricing import ProjectToInvoice

from .tables import table

_ALIGN = "<<<<>>>"
_HEADS = (
    *("projects", "client", "purchase-order", "completed"),
    *("age", "tasks", "amount"),
)
_NOTHING = "–"
_WIDEST = 76


_Cells: TypeAlias = Sequence[str]


def projects_table(rows: Iterable[ProjectToInvoice], locale: str) -> str:
    """Write a row for each project, a total for each currency, and all findings.

    In the language of *locale*, French or else English.
    """
    words, several = formatter(spoken(locale)), tuple(rows)
    head = [words.label(code) for code in _HEADS]
    body = [_row(row, words) for row in several]
    return "\n".join(
        [
            table([head, *body, *_totals(several, words)], _ALIGN),
            *_findings(several, words),
        ]
    )


def _row(row: ProjectToInvoice, words: Formatter) -> _Cells:
    last, amount = row.last_completion, row.amount
    return (
        row.project.number,
        words.label("no-client") if row.client is None else row.client.code,
        row.purchase_order or _NOTHING,
        _NOTHING if last is None else words.day(last),
        f"{row.age}",
        f"{len(row.tasks)}",
        _NOTHING if amount is None else words.money(amount),
    )


def _totals(rows: Iterable[ProjectToInvoice], words: Formatter) -> Iterator[_Cells]:
    amounts = [row.amount for row in rows if row.amount is not None]
    for currency in dict.fromkeys(amount.currency for amount in amounts):
        own = (amount for amount in amounts if amount.currency == currency)
        total = words.money(Money.total(own, currency))
        yield words.label("total"), *[""] * (len(_ALIGN) - 2), total


def _findings(rows: Iterable[ProjectToInvoice], words: Formatter) -> Iterator[str]:
    findings = [finding for row in rows for finding in row.findings]
    if findings:
        yield ""
        yield table(
            [
                (words.label(f"is-{each.severity}"), each.message(words.locale))
                for each in findings
            ],
            "<<",
            _WIDEST,
        )
