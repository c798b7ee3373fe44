"""Statements of account: what a client was billed and has paid, with a balance."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.documents.payments.movements import Movement
from flowfit_invoicing.documents.payments.records import InvoiceRecord
from flowfit_invoicing.doors import day, of_type, refused, tuple_of
from flowfit_invoicing.money import Currency, Money, currency
from flowfit_invoicing.text import one_line

from .entries import StatementEntry, merged, of_credit, of_invoices


def _entries(value: Iterable[StatementEntry]) -> tuple[StatementEntry, ...]:
    return tuple_of(StatementEntry, value)


@frozen
class Statement:
    """What a client owes in a currency, and how it came to that."""

    client: str = field(converter=one_line)
    currency: Currency = field(converter=currency)
    on: date = field(converter=day)
    entries: tuple[StatementEntry, ...] = field(converter=_entries, default=())
    opening: Money | None = field(
        validator=of_type(Money, optional=True), default=None, kw_only=True
    )
    """What was owed before the first entry, if it does not begin with the first."""

    @property
    def balances(self) -> tuple[Money, ...]:
        """What was owed after each entry."""
        balances, balance = list[Money](), self._start
        for entry in self.entries:
            balance += entry.amount
            balances.append(balance)
        return tuple(balances)

    @property
    def balance(self) -> Money:
        """What is owed in the end; below zero, what the client has as credit."""
        amounts = (each.amount for each in self.entries)
        return Money.total(amounts, self.currency) + self._start

    def since(self, first: date) -> Self:
        """Give the same account with what was before a day as its opening balance.

        Raises:
            InvalidValueError: If that is after the day of the account.
        """
        if day(first) > self.on:
            raise refused(first, f"expected a day until {self.on}")
        before = (each.amount for each in self.entries if each.on < first)
        later = [each for each in self.entries if each.on >= first]
        opening = Money.total(before, self.currency) + self._start
        return evolve(self, entries=later, opening=opening)

    @property
    def _start(self) -> Money:
        return self.opening or Money(0, self.currency).rounded()


def statement(
    client: str,
    records: Iterable[InvoiceRecord],
    movements: Iterable[Movement] = (),
    *,
    in_currency: Currency | str,
    on: date,
    since: date | None = None,
) -> Statement:
    """Give the account of a client on a day: all of it, or what happened *since* a day.

    Records and movements of others, and in other currencies, are left out. The balance
    is what is owed on all invoices, less the client's credit. A payment is one entry,
    whatever it paid; credit that pays an invoice is none, since it changes no balance.
    """
    code, last = currency(in_currency), day(on)
    several = tuple_of(InvoiceRecord, records)
    own = [each for each in several if each.invoice.client.code == client]
    theirs = [each for each in tuple_of(Movement, movements) if each.client == client]
    found = [*of_invoices(own), *of_credit(theirs)]
    entries = merged(
        each for each in found if each.on <= last and each.amount.currency == code
    )
    whole = Statement(client, code, last, filter(_says_something, entries))
    return whole if since is None else whole.since(since)


def _says_something(entry: StatementEntry) -> bool:
    return bool(entry.amount) or entry.kind == "invoice"
