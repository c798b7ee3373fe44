"""How long others wait for a number while an invoice is issued, rendered and queued.

Whoever has drawn a number keeps it for himself until his transaction ends: that time is
taken here, from the draw to the end, of an invoice of one line and of one of many.
"""

from collections.abc import Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime
from time import process_time

from attrs import define, field

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.invoicing.writing import Render
from flowfit_invoicing.ports import Counter, InvoiceStore, Transaction
from flowfit_invoicing.rendering import HtmlRenderer
from flowfit_invoicing.storage import MemoryStore

from .clock import Spread, frozen
from .figures import Figure, milliseconds, times
from .values import CURRENCY, catalog
from .workload import PriceList

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)
SHORT, LONG = 1, 50
"""Lines of an invoice."""

_ADDRESS = ffi.Address(city="Laval", region="QC", country="CA")
_SELLER = ffi.Party("Traduction Laval", address=_ADDRESS, email="f@laval.example")
_BUYER = ffi.Party("Acme inc.", address=_ADDRESS, email="ap@acme.example")


class NoSender:
    """Sends nothing, for what comes before that is measured."""

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Take it."""


@define
class TimedStore:
    """A store that takes the time from the draw of a number to the end."""

    store: InvoiceStore
    drawn: float | None = None
    seconds: list[float] = field(factory=list[float])

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Open a transaction; its end is timed, if a number was drawn."""
        with self.store.transaction() as transaction:
            yield _Timed(transaction, self)  # type: ignore[misc]  # hands all on
        if self.drawn is not None:
            self.seconds.append(process_time() - self.drawn)
            self.drawn = None

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, which is not timed."""
        return self.store.reading()


class _Timed:
    def __init__(self, transaction: Transaction, store: TimedStore) -> None:
        self._transaction = transaction
        self._store = store

    def __getattr__(self, name: str) -> object:
        return getattr(self._transaction, name)

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        """Draw, and begin to time."""
        self._store.drawn = process_time()
        return self._transaction.next_in(counter, on, first=first)


def waits(rounds: int) -> Iterator[Figure]:
    """Give how long a number is kept from others, rendered now and later."""
    for lines in (SHORT, LONG):
        now, later = _held(lines, "now", rounds), _held(lines, "later", rounds)
        what = f"a number kept from others: {lines}-line invoice, rendered"
        yield milliseconds(f"{what} now", Spread.of(now))
        yield milliseconds(f"{what} later", Spread.of(later))
        ratio = [one / two for one, two in zip(now, later, strict=True)]
        yield times("the same, now ÷ later", None, Spread.of(ratio))


def _held(lines: int, render: Render, rounds: int) -> list[float]:
    store = TimedStore(MemoryStore())
    invoicing = _invoicing(store)
    draft = _draft(invoicing, lines)
    invoicing.save_and_send(draft, render=render)
    with frozen():
        for _ in range(rounds):
            invoicing.save_and_send(draft, render=render)
    assert len(store.seconds) == rounds + 1
    return store.seconds[1:]


def _invoicing(store: InvoiceStore) -> ffi.Invoicing:
    return ffi.Invoicing(
        seller=_SELLER,
        engine=ffi.PricingEngine(catalog(PriceList("Standard", [], (100,) * 8), [])),
        taxes=tax.canada(),
        store=store,
        renderer=HtmlRenderer(),
        sender=NoSender(),
        numbers="F-%YYYY%-%SEQ%",
        today=lambda: TODAY,
        now=lambda: NOON,
    )


def _draft(invoicing: ffi.Invoicing, lines: int) -> ffi.InvoiceDraft:
    client = ffi.Client("ACME", _BUYER, language="fr-CA", currency=CURRENCY)
    courier = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", CURRENCY))
    draft = invoicing.create_invoice(ffi.Project("P-1", client=client))
    return draft.edit(lines=[courier] * lines)
