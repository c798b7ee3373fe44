"""Partitions that are out to be priced by workers, and what comes back of them."""

from collections import deque
from collections.abc import Iterator
from traceback import format_exception_only
from typing import TYPE_CHECKING, TypeAlias

from attrs import define, field, frozen

from flowfit_invoicing.errors import UnpricedPartitionError

from .packing import PackedEngine
from .partitions import Partition, name_of
from .priced import PricedProject, priced_project

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

Outcome: TypeAlias = tuple[tuple[PricedProject, ...], str | None]
"""The projects of a partition that were priced, and what then went wrong, if it did."""


@frozen(eq=False)
class Job:
    """A partition that is out, and its place in the source."""

    number: int
    partition: Partition
    future: "Future[Outcome]"


@define(eq=False)
class Jobs:
    """What is out, in the order of the source, and what went wrong so far."""

    executor: "Executor"
    engine: PackedEngine
    out: deque[Job] = field(init=False, factory=deque[Job])
    errors: list[UnpricedPartitionError] = field(
        init=False, factory=list[UnpricedPartitionError]
    )

    def send(self, number: int, partition: Partition) -> None:
        """Send a partition to whichever worker is free; if none is left, say so."""
        try:
            future = self.executor.submit(_priced, partition, self.engine)
        except Exception as error:  # noqa: BLE001 - each executor has its own
            self.errors.append(unpriced(number, partition, in_words(error)))
        else:
            self.out.append(Job(number, partition, future))

    def receive(self) -> Iterator[PricedProject]:
        """Wait for the partition that was sent first, and give its projects."""
        job = self.out.popleft()
        try:
            priced, cause = job.future.result()
        except Exception as error:  # noqa: BLE001 - the worker, or the way there
            priced, cause = (), in_words(error)
        if cause is not None:
            self.errors.append(unpriced(job.number, job.partition, cause))
        yield from priced

    def cancel(self) -> None:
        """Call off what no worker has begun; nobody waits for it any more."""
        for job in self.out:
            job.future.cancel()


def unpriced(number: int, partition: Partition, cause: str) -> UnpricedPartitionError:
    """Make the error that says which partition went wrong, and why."""
    return UnpricedPartitionError(number, name_of(partition), cause)


def in_words(error: BaseException) -> str:
    """Write an exception in one line, since not every one can travel."""
    return "".join(format_exception_only(error)).strip()


def _priced(partition: Partition, engine: PackedEngine) -> Outcome:
    priced: list[PricedProject] = []
    try:
        for project in partition():
            priced.append(priced_project(engine.engine, project))  # noqa: PERF401 - what is priced is kept
    except Exception as error:  # noqa: BLE001 - a function may raise anything
        return tuple(priced), in_words(error)
    return tuple(priced), None
