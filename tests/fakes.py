"""A host's own adapters, as simple as they can be, with faults to be switched on."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta

from attrs import define, field, frozen

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.documents import Issued, Numbering
from flowfit_invoicing.ports import Document
from flowfit_invoicing.storage import MemoryStore
from tests.quickstart import AGENCY, CATALOG

TODAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 17, tzinfo=UTC)


@define
class Clock:
    """A day and a moment that stand still until they are moved."""

    day: date = TODAY
    moment: datetime = NOON

    def today(self) -> date:
        """Give the day."""
        return self.day

    def now(self) -> datetime:
        """Give the moment."""
        return self.moment

    def later(self, **span: int) -> None:
        """Move the moment."""
        self.moment += timedelta(**span)


@define
class Outbox:
    """A sender that keeps what it is given, or fails as it is told to."""

    sent: list[ffi.OutgoingMessage] = field(factory=list[ffi.OutgoingMessage])
    fault: Exception | None = None
    on_send: Callable[[], object] | None = None

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Keep *message*, or raise the fault."""
        if self.on_send is not None:
            self.on_send()
        if self.fault is not None:
            raise self.fault
        self.sent.append(message)


@define
class PlainRenderer:
    """A renderer that writes the number, or fails as it is told to."""

    fault: Exception | None = None

    def render(self, document: Document, locale: str) -> ffi.RenderedDocument:
        """Write the number and the language."""
        if self.fault is not None:
            raise self.fault
        number = document.number if isinstance(document, Issued) else "draft"
        return ffi.RenderedDocument(
            "a.txt", "text/plain", f"{number} {locale}".encode()
        )


@frozen
class Office:
    """An agency with everything it needs, and a hand on each part of it."""

    invoicing: ffi.Invoicing
    store: MemoryStore
    outbox: Outbox
    renderer: PlainRenderer
    clock: Clock


def office(
    *,
    numbers: str | Mapping[str, str | Numbering] = "F-%YYYY%-%SEQ%",
    taxes: ffi.TaxRules | None = None,
    seller: ffi.Party = AGENCY,
    store: MemoryStore | None = None,
) -> Office:
    """Open an office where it is 24 November 2026, with nothing in its books."""
    clock, outbox, renderer = Clock(), Outbox(), PlainRenderer()
    books = MemoryStore() if store is None else store
    invoicing = ffi.Invoicing(
        seller=seller,
        engine=ffi.PricingEngine(CATALOG),
        taxes=tax.canada() if taxes is None else taxes,
        store=books,
        renderer=renderer,
        sender=outbox,
        numbers=numbers,
        today=clock.today,
        now=clock.now,
    )
    return Office(invoicing, books, outbox, renderer, clock)
