"""Figures: what was measured, and the limit that it should keep."""

from typing import NamedTuple

from .clock import Spread


class Figure(NamedTuple):
    """A number that was measured, and what it is held against."""

    what: str
    tasks: int | None
    unit: str
    measured: Spread
    limit: float | None = None
    aim: float | None = None
    at_least: bool = False
    """Whether more is better; else less is."""

    @property
    def keeps(self) -> bool | None:
        """Whether it keeps its limit; None if it has none."""
        if self.limit is None:
            return None
        found = self.measured.middle
        return found >= self.limit if self.at_least else found <= self.limit

    @property
    def sentence(self) -> str:
        """What is asked of it, as a reader writes it."""
        if self.limit is None:
            return ""
        sign = ">=" if self.at_least else "<="
        return f"{sign} {self.limit:g}" + (f", aim {self.aim:g}" if self.aim else "")


def times(
    what: str,
    tasks: int | None,
    ratio: Spread,
    limit: float | None = None,
    *,
    aim: float | None = None,
    at_least: bool = False,
) -> Figure:
    """Make a figure of a ratio."""
    return Figure(what, tasks, "×", ratio, limit, aim, at_least)


def microseconds(what: str, tasks: int, seconds: Spread) -> Figure:
    """Make a figure of the time of a task, which has no limit: machines differ."""
    return Figure(what, tasks, "µs", Spread(*(each * 1e6 for each in seconds)))


def milliseconds(what: str, seconds: Spread, limit: float | None = None) -> Figure:
    """Make a figure of a time that has a limit, or none."""
    return Figure(what, None, "ms", Spread(*(each * 1e3 for each in seconds)), limit)
