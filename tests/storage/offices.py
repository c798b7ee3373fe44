"""An office on any store, and sixteen people who do something in it at once."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.ports import InvoiceStore, Search
from flowfit_invoicing.storage import MemoryStore, SqlStore
from tests.fakes import Clock, Outbox, PlainRenderer
from tests.quickstart import ACME, AGENCY, CATALOG

T = TypeVar("T")

WRITERS = 16
SELLER = AGENCY.identity


def house(store: InvoiceStore) -> ffi.Invoicing:
    """Open an office on a store."""
    clock = Clock()
    return ffi.Invoicing(
        seller=AGENCY,
        engine=ffi.PricingEngine(CATALOG),
        taxes=tax.canada(),
        store=store,
        renderer=PlainRenderer(),
        sender=Outbox(),
        numbers={"invoice": "F-%YYYY%-%SEQ%", "credit-note": "NC-%SEQ%"},
        today=clock.today,
        now=clock.now,
    )


def at_once(do: Callable[[int], T]) -> list[T | Exception]:
    """Let sixteen do something at the same moment; give what each got."""
    begin = Barrier(WRITERS, timeout=30)

    def one(n: int) -> T | Exception:
        begin.wait()
        try:
            return do(n)
        except errors.InvoicingError as error:
            return error

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(one, range(WRITERS)))


def kinds(results: list[T | Exception]) -> Counter[str]:
    return Counter(type(each).__name__ for each in results)


def courier(n: int) -> ffi.InvoiceDraft:
    """Make a draft that bills no task."""
    line = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))
    taxes = tax.canada().taxes_for(AGENCY, ACME.party, issued=Clock().day)
    return ffi.InvoiceDraft(
        seller=AGENCY,
        client=ACME,
        currency="CAD",
        lines=[line],
        taxes=taxes,
        notes=f"{n}",
    )


def numbers(store: MemoryStore | SqlStore) -> list[str]:
    with store.reading() as reading:
        listed = reading.documents(SELLER, Search(limit=1000))
    return [each.number for each in listed]
