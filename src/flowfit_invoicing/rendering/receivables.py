"""What clients owe as tables for terminals and plain mails."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from flowfit_invoicing.documents import Aging, Statement
from flowfit_invoicing.documents.receivables.receivables import EDGES
from flowfit_invoicing.locales import Formatter, formatter, spoken

from .tables import table


def statement_table(statement: Statement, locale: str) -> str:
    """Write an account with its running balance, in French or else English."""
    words = formatter(spoken(locale))
    title = words.label("statement-title", client=statement.client, day=statement.on)
    return f"{title}\n\n{table(_account(statement, words), '<<<>>')}"


def aging_table(rows: Iterable[Aging], locale: str) -> str:
    """Write what is owed by age, a row for each client and currency."""
    words = formatter(spoken(locale))
    head = [words.label("client"), *_ages(words), words.label("total")]
    body = (
        [row.client, *map(words.money, row.amounts), words.money(row.total)]
        for row in rows
    )
    return table([head, *body], "<" + ">" * (len(head) - 1))


def _account(statement: Statement, words: Formatter) -> Iterator[Sequence[str]]:
    yield [
        words.label(each)
        for each in ("day", "description", "reference", "amount", "balance")
    ]
    if statement.opening is not None:
        opening = words.money(statement.opening)
        yield "", words.label("opening"), "", "", opening
    for entry, balance in zip(statement.entries, statement.balances, strict=True):
        yield (
            words.day(entry.on),
            words.label(f"entry-{entry.kind}"),
            entry.reference,
            words.money(entry.amount),
            words.money(balance),
        )
    yield "", words.label("balance"), "", "", words.money(statement.balance)


def _ages(words: Formatter) -> Iterator[str]:
    yield words.label("age-current")
    for before, last in pairwise(EDGES):
        yield words.label("age-between", first=before + 1, last=last)
    yield words.label("age-over", last=EDGES[-1])
