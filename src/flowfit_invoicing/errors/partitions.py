"""Why many projects at once have no price, while the others have."""

from typing import ClassVar

from attrs import frozen

from .root import InvoicingError


@frozen
class UnpricedPartitionError(InvoicingError, RuntimeError):
    """Some projects could not be loaded, or whoever was to price them is gone."""

    code: ClassVar[str] = "unpriced-partition"
    sentence: ClassVar[str] = "partition {number}, {partition}: {cause}"

    number: int
    """Its place in the source, from 1; projects that travel together count as one."""

    partition: str
    """The function that was to load it, and what was given to it."""

    cause: str
    """The exception, in one line."""


@frozen
class UnpricedPartitionsError(InvoicingError, RuntimeError):
    """Partitions that could not be priced, all of them; the others were."""

    code: ClassVar[str] = "unpriced-partitions"
    sentence: ClassVar[str] = "partitions cannot be priced: {errors}"

    errors: tuple[UnpricedPartitionError, ...]

    def __str__(self) -> str:
        return "\n- ".join(["partitions cannot be priced:", *map(str, self.errors)])
