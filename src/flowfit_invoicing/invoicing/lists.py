"""The part of `Invoicing` that lists what is kept, a page at a time."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.documents import (
    Closed,
    InvoiceDraft,
    InvoiceRecord,
    Issued,
    Settlement,
    State,
)
from flowfit_invoicing.doors import day, of_type, one_of_type, role
from flowfit_invoicing.parties import Party
from flowfit_invoicing.ports import InvoiceStore, Search

from .ledger import Ledger

Wanted: TypeAlias = tuple[State | None, Settlement | None, bool | None]
"""What an invoice is to be, and if it is overdue; None is any."""

_ALL = Search()


@frozen(kw_only=True, eq=False)
class Lists:
    """What a person looks up, of one seller."""

    seller: Party = field(validator=of_type(Party))
    store: InvoiceStore = field(validator=[role("transaction"), role("reading")])
    today: Callable[[], date] = field(validator=role("__call__"))

    def drafts(self, search: Search = _ALL) -> tuple[InvoiceDraft, ...]:
        """List a page of drafts that are saved: of all, of a client or of a project."""
        with self.store.reading() as transaction:
            asked = one_of_type(Search, search)
            return transaction.drafts(self.seller.identity, asked)

    def documents(self, search: Search = _ALL) -> tuple[Issued, ...]:
        """List a page of documents that are issued, of any kind, the oldest first."""
        with self.store.reading() as transaction:
            asked = one_of_type(Search, search)
            return transaction.documents(self.seller.identity, asked)

    def closings(self) -> tuple[Closed, ...]:
        """Give how the books were closed and opened again, the first one first."""
        with self.store.reading() as transaction:
            return transaction.closings(self.seller.identity)

    def invoices(
        self,
        search: Search = _ALL,
        *,
        state: State | None = None,
        settlement: Settlement | None = None,
        overdue: bool | None = None,
        on: date | None = None,
    ) -> tuple[InvoiceRecord, ...]:
        """List a page of invoices, of a *state* or *settlement* today or on a day.

        States are computed and not kept, so a rare one is looked for among many; what
        was issued after the day has none yet.
        """
        at = self._day(on)
        wanted: Wanted = state, settlement, overdue
        with self._read() as ledger:
            found = ledger.each(evolve(one_of_type(Search, search), kind="invoice"))
            listed = (each for each in found if _is(each, at, wanted))
            return tuple(islice(listed, search.limit))

    @contextmanager
    def _read(self) -> Generator[Ledger]:
        with self.store.reading() as transaction:
            yield Ledger(self.seller.identity, transaction)

    def _today(self) -> date:
        return day(self.today())

    def _day(self, on: date | None) -> date:
        return self._today() if on is None else day(on)


def _is(
    record: InvoiceRecord,
    on: date,
    wanted: Wanted,
) -> bool:
    """Tell if an invoice is on a day as it is wanted; None is any."""
    if record.invoice.issue_date > on:
        return False
    state, settlement, overdue = wanted
    return (
        state in (None, record.state(on))
        and settlement in (None, record.settlement(on))
        and overdue in (None, record.days_overdue(on) > 0)
    )
