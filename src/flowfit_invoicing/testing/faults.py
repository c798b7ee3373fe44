"""Adapters that fail when they are told to: before they have done it, or after.

Which calls fail is told by their places, from 1; `EVERY` is all that have no fault of
their own. A fault is an exception that is raised, or something that is called: so one
can be slow, or change things meanwhile.

>>> from flowfit_invoicing.rendering import TextRenderer
>>> renderer = FaultyRenderer(TextRenderer(), before={2: OSError("no fonts")})
"""

from collections.abc import Callable, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from threading import Lock
from typing import TypeAlias

from attrs import define, field

from flowfit_invoicing.ports import (
    Document,
    InvoiceRenderer,
    InvoiceSender,
    InvoiceStore,
    OutgoingMessage,
    RenderedDocument,
    Transaction,
)

EVERY = 0
"""The place of all calls that have no fault of their own."""

Fault: TypeAlias = BaseException | Callable[[], object]
Faults: TypeAlias = Mapping[int, Fault]


@define(kw_only=True)
class _Faulty:
    before: Faults = field(factory=dict[int, Fault])
    """What happens at which call, before anything is done."""

    after: Faults = field(factory=dict[int, Fault])
    """What happens at which call, when all is done."""

    calls: int = field(default=0, init=False)
    _turn: Lock = field(factory=Lock, init=False, repr=False, eq=False)

    def _called(self) -> int:
        with self._turn:
            self.calls += 1
            return self.calls


@define
class FaultySender(_Faulty):
    """Sends by another sender, but for its faults; an `InvoiceSender`."""

    sender: InvoiceSender

    def send(self, message: OutgoingMessage) -> None:
        """Send *message*, or fail."""
        place = self._called()
        _happens(self.before, place)
        self.sender.send(message)
        _happens(self.after, place)


@define
class FaultyRenderer(_Faulty):
    """Renders by another renderer, but for its faults; an `InvoiceRenderer`."""

    renderer: InvoiceRenderer

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document*, or fail."""
        place = self._called()
        _happens(self.before, place)
        rendered = self.renderer.render(document, locale)
        _happens(self.after, place)
        return rendered


@define
class FaultyStore(_Faulty):
    """Keeps in another store, but for its faults; an `InvoiceStore`.

    A fault *before* is one at the end of a transaction, which then keeps nothing; one
    *after* it leaves whoever waits for the answer without knowing that all is kept.
    """

    store: InvoiceStore

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Open a transaction, which may fail."""
        place = self._called()
        with self.store.transaction() as transaction:
            yield transaction
            _happens(self.before, place)
        _happens(self.after, place)

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, which has no faults."""
        return self.store.reading()


def _happens(faults: Faults, place: int) -> None:
    fault = faults.get(place, faults.get(EVERY))
    if isinstance(fault, BaseException):
        raise fault
    if fault is not None:
        fault()
