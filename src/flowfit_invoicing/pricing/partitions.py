"""Partitions: functions that each load some projects where they are called."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby, islice
from typing import TypeAlias, cast

from attrs import frozen

from flowfit_invoicing.doors import refused, shown
from flowfit_invoicing.work import Project

Partition: TypeAlias = Callable[[], Iterable[Project]]
"""Loads some projects, such as those of a file."""


@frozen
class AtHand:
    """Projects that are there already, as a partition."""

    projects: tuple[Project, ...]

    def __call__(self) -> Iterable[Project]:
        """Give them."""
        return self.projects

    def __repr__(self) -> str:
        first, last = self.projects[0].number, self.projects[-1].number
        return f"projects {first} to {last}"


def name_of(partition: Partition) -> str:
    """Say what loads a partition: the name of a function, with what is given to it.

    >>> from functools import partial
    >>> def load(file): ...
    >>> name_of(partial(load, "orders-03.csv"))
    "load('orders-03.csv')"
    """
    if isinstance(partition, partial):
        given = cast("partial[Iterable[Project]]", partition)
        named = (f"{name}={shown(value)}" for name, value in given.keywords.items())
        return f"{name_of(given.func)}({', '.join([*map(shown, given.args), *named])})"
    return getattr(partition, "__qualname__", None) or shown(partition)


def partitions(
    source: Iterable[Project | Partition], batch: int
) -> Iterator[Partition]:
    """Give the partitions of a source, and of projects at hand so many as one.

    Raises:
        InvalidValueError: If there is anything else in the source.
    """
    for are_projects, several in groupby(source, _is_project):
        if are_projects:
            yield from _batches(cast("Iterator[Project]", several), batch)
        else:
            yield from cast("Iterator[Partition]", several)


def _is_project(each: Project | Partition) -> bool:
    if not isinstance(each, Project) and not callable(each):
        raise refused(each, "expected a project, or a function that loads some")
    return isinstance(each, Project)


def _batches(projects: Iterator[Project], size: int) -> Iterator[AtHand]:
    while several := tuple(islice(projects, size)):
        yield AtHand(several)
