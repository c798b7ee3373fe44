"""What it costs to price elsewhere: the engine on its way, and projects on theirs."""

import pickle
from collections.abc import Iterator
from time import process_time

import flowfit_invoicing as ffi
from flowfit_invoicing.pricing.packing import PackedEngine

from .clock import Spread
from .figures import Figure, milliseconds
from .sized import Sized


def travel(sized: Sized, rounds: int) -> Iterator[Figure]:
    """Measure an engine that is packed and opened, and the bytes of both ways."""
    packing: list[float] = []
    opening: list[float] = []
    again: list[float] = []
    packed = b""
    for number in range(rounds):
        # Another engine each time, since one that is open already is not opened again.
        catalog = sized.made.catalog
        engine = ffi.PricingEngine(catalog, adjustments=[_discount(number)])
        start = process_time()
        packed = pickle.dumps(PackedEngine(engine))
        packing.append(process_time() - start)
        for times in (opening, again):
            start = process_time()
            pickle.loads(packed)  # noqa: S301 - packed a moment ago
            times.append(process_time() - start)
    back = pickle.dumps(tuple(ffi.price_many(sized.made.projects, sized.engine)))
    each = len(back) / len(sized.made.projects)
    yield milliseconds("engine of 10 400 rates, packed", Spread.of(packing))
    yield milliseconds("the same, opened by a worker", Spread.of(opening))
    yield milliseconds("the same, arriving again", Spread.of(again))
    yield Figure("the same, on its way", None, "B", Spread.of([len(packed)]))
    yield Figure("a project on its way back", None, "B", Spread.of([each]))


def _discount(percent: int) -> ffi.Discount:
    return ffi.Discount(percent + 1, "One of its kind")
