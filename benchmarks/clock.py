"""Time, taken by turns: A B C, C B A, A B C, so that a busy machine slows all alike.

What is compared is compared within a round, and of all rounds the median is told. It is
the time of the processor, which other processes on the machine do not lengthen. The
garbage collector is on, as it is for users, and alike for all: before the rounds, what
is there already is frozen, so that it looks at what a side makes and not at the inputs,
of which some sides have larger ones. What a side makes is thrown away within its time.
"""

import gc
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from math import ceil
from statistics import median, quantiles
from time import process_time
from typing import NamedTuple, TypeAlias

Side: TypeAlias = Callable[[], object]
SHORTEST = 0.02
"""Seconds; what takes less is done several times, since a clock has its grain."""

FEWEST = 2
"""Rounds that have quartiles."""


class Spread(NamedTuple):
    """A median, and the quartiles beside it."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, numbers: list[float]) -> "Spread":
        """Take what the rounds gave."""
        if len(numbers) < FEWEST:
            return cls(numbers[0], numbers[0], numbers[0])
        low, _, high = quantiles(numbers, method="inclusive")
        return cls(low, median(numbers), high)


class Rounds(NamedTuple):
    """Seconds of each side, round by round."""

    seconds: dict[str, list[float]]

    def taken(self, name: str, parts: int = 1) -> Spread:
        """Give the seconds that a side took for each of so many parts."""
        return Spread.of([each / parts for each in self.seconds[name]])

    def ratio(self, name: str, other: str, parts: float = 1) -> Spread:
        """Give how many times as long as the *other* a side took, in the same round.

        If it has so many *parts* for each one of the other, the ratio is that of parts.
        """
        pairs = zip(self.seconds[name], self.seconds[other], strict=True)
        return Spread.of([one / two / parts for one, two in pairs])


def by_turns(sides: Mapping[str, Side], rounds: int) -> Rounds:
    """Time sides that can be repeated, warm: once each before the clock runs."""
    repeats = {name: _repeats(side) for name, side in sides.items()}
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    with frozen():
        for number in range(rounds):
            for name in list(sides)[:: -1 if number % 2 else 1]:
                seconds[name].append(_timed(sides[name], repeats[name]))
    return Rounds(seconds)


def made_anew(makers: Mapping[str, Callable[[], Side]], rounds: int) -> Rounds:
    """Time the first touch: each round makes each side, untimed, and runs it once."""
    seconds: dict[str, list[float]] = {name: [] for name in makers}
    for number in range(rounds):
        for name in list(makers)[:: -1 if number % 2 else 1]:
            side = makers[name]()
            with frozen():
                seconds[name].append(_timed(side, 1))
    return Rounds(seconds)


@contextmanager
def frozen() -> Generator[None]:
    """Keep the collector away from all that is there already."""
    gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _repeats(side: Side) -> int:
    side()
    return max(1, ceil(SHORTEST / _timed(side, 1)))


def _timed(side: Side, repeats: int) -> float:
    start = process_time()
    for _ in range(repeats):
        side()
    return (process_time() - start) / repeats
