"""Many projects, partition by partition, here or by the workers of any executor.

A partition is loaded where it is priced, so that neither projects nor lines travel: out
goes what loads it, back come a few facts of each project. The engine is packed once, by
whoever asks, and opened once by each worker. What is wrong with a task is told with its
project; what is wrong with a partition is told when all the others are through.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from flowfit_invoicing.doors import one_of_type, refused, whole_number
from flowfit_invoicing.errors import UnpricedPartitionError, UnpricedPartitionsError
from flowfit_invoicing.work import Project

from .engine import PricingEngine
from .jobs import Jobs, in_words, unpriced
from .packing import PackedEngine
from .partitions import Partition, partitions
from .priced import PricedProject, priced_project

if TYPE_CHECKING:
    from concurrent.futures import Executor

BATCH = 200
"""Projects at hand that travel together; a few thousand tasks hide the way."""


def price_many(
    source: Iterable[Project | Partition],
    engine: PricingEngine,
    executor: "Executor | None" = None,
    *,
    ahead: int = 64,
) -> Iterator[PricedProject]:
    """Price projects one after the other, in the order of the source, as they are read.

    The source has projects, or functions without arguments that each load some, such as
    a `functools.partial` of a reader and a file. An *executor* has each function called
    by one of its workers; where these are other processes, functions must pickle.
    Projects at hand are sent to the workers, which is seldom worth its while. At most
    *ahead* partitions are out at the same time, so that neither a source without end
    nor a slow reader of the results fills the memory.

    A task without a price stops nobody: its error is with its project. Neither does a
    partition that cannot be loaded, or whose worker is gone: all the others are priced,
    and so is what was loaded of it; then one error tells of all such partitions.

    >>> from flowfit_invoicing import *
    >>> revision = ClientService("REV", "Revision")
    >>> rates = RateList("2026", "CAD", [Rate(revision, HOUR, 50)])
    >>> mapping = TaskMapping({"revise": revision})
    >>> engine = PricingEngine(
    ...     Catalog(
    ...         services=[revision],
    ...         rate_lists=[rates],
    ...         mapping=mapping,
    ...         default_rate_list="2026",
    ...     )
    ... )
    >>> def january():
    ...     for number in ("P-1", "P-2"):
    ...         task = WorkflowTask("T-1", "revise", quantities=[Quantity(3, HOUR)])
    ...         yield Project(number, tasks=[task])
    >>> for priced in price_many([january], engine):
    ...     print(priced.number, priced.net)
    P-1 150.00 CAD
    P-2 150.00 CAD

    Raises:
        UnpricedPartitionsError: At the end, with all partitions that went wrong.
    """
    one_of_type(PricingEngine, engine)
    if not isinstance(source, Iterable):
        raise refused(source, "expected projects, or functions that load some")
    if executor is None:
        return _here(source, engine)
    if not callable(getattr(executor, "submit", None)):
        raise refused(executor, "expected an executor, or None")
    if whole_number(ahead) < 1:
        raise refused(ahead, "expected one partition ahead or more")
    return _away(source, engine, executor, ahead)


def _here(
    source: Iterable[Project | Partition], engine: PricingEngine
) -> Iterator[PricedProject]:
    errors: list[UnpricedPartitionError] = []
    first: Exception | None = None
    for number, partition in enumerate(partitions(source, 1), 1):
        try:
            for project in partition():
                yield priced_project(engine, project)
        except Exception as error:  # noqa: BLE001 - a function may raise anything
            errors.append(unpriced(number, partition, in_words(error)))
            first = first or error
    _tell(errors, first)


def _away(
    source: Iterable[Project | Partition],
    engine: PricingEngine,
    executor: "Executor",
    ahead: int,
) -> Iterator[PricedProject]:
    jobs = Jobs(executor, PackedEngine(engine))
    try:
        for number, partition in enumerate(partitions(source, BATCH), 1):
            jobs.send(number, partition)
            if len(jobs.out) == ahead:
                yield from jobs.receive()
        while jobs.out:
            yield from jobs.receive()
    finally:
        jobs.cancel()
    _tell(jobs.errors)


def _tell(errors: list[UnpricedPartitionError], cause: Exception | None = None) -> None:
    if errors:
        raise UnpricedPartitionsError(tuple(sorted(errors, key=_number))) from cause


def _number(error: UnpricedPartitionError) -> int:
    return error.number
