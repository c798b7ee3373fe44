"""An engine that travels: packed once where it is, opened once where it arrives.

A catalog of 10 000 rates packs into a megabyte; opening it takes ten times as long as
sending it. So each job takes the bytes along, and a worker opens those of the engine
that it has already only by looking at them.
"""

from functools import lru_cache
from pickle import HIGHEST_PROTOCOL, dumps, loads

from attrs import define, field

from .engine import PricingEngine


@define(eq=False)
class PackedEngine:
    """An engine as it is, among threads; its bytes, on the way to other processes."""

    engine: PricingEngine
    _packed: bytes | None = field(init=False, default=None)

    def __reduce__(self) -> tuple[object, ...]:
        if self._packed is None:
            self._packed = dumps(self.engine, HIGHEST_PROTOCOL)
        return _opened, (self._packed,)


@lru_cache(maxsize=1)
def _opened(packed: bytes) -> PackedEngine:
    return PackedEngine(loads(packed))  # noqa: S301 - packed by us, sent by the executor
