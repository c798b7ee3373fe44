"""Bytes that priced lines take above their inputs, told in two ways.

`traced` asks tracemalloc what was allocated and is still there; `walked` adds up the
sizes of all objects that can be reached from the lines and not from the inputs. They
agree but for what the interpreter shares or rounds up.
"""

import gc
import sys
import tracemalloc
from collections.abc import Callable, Iterator
from types import FunctionType, ModuleType

APART = (type, ModuleType, FunctionType)
"""What all values share, so that it belongs to none of them."""


def traced(make: Callable[[], object]) -> int:
    """Give the bytes that are there because of what is made."""
    gc.collect()
    tracemalloc.start()
    try:
        before, _ = tracemalloc.get_traced_memory()
        result = make()
        gc.collect()
        after, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    del result
    return after - before


def walked(result: object, *inputs: object) -> int:
    """Give the bytes of all that can be reached from *result* and from no input."""
    known: set[int] = set()
    for _ in _reached(list(inputs), known):
        pass
    return sum(map(sys.getsizeof, _reached([result], known)))


def _reached(waiting: list[object], known: set[int]) -> Iterator[object]:
    """Give each object once that can be reached and is not *known* yet."""
    while waiting:
        each = waiting.pop()
        if id(each) not in known and not isinstance(each, APART):
            known.add(id(each))
            waiting += gc.get_referents(each)
            yield each
