"""Why JSON cannot be read as a value."""

from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen

from .root import InvoicingError, Place


@frozen
class SerializingError(InvoicingError, ValueError):
    """Some JSON is not what a value was written as.

    >>> print(SerializingError("data.lines[3].terms.colour", "is unknown"))
    data.lines[3].terms.colour: is unknown
    """

    code: ClassVar[str] = "serializing"
    sentence: ClassVar[str] = "{at}: {expected}"

    path: str
    """Where: names and numbers of parts from the outermost on; empty is all of it."""

    expected: str
    """What is there, and what would have been right."""

    cause: InvoicingError | None = None
    """Why the value itself refused it, if its parts were right."""

    others: "tuple[SerializingError, ...]" = ()
    """All else that is wrong with the same JSON."""

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `at` the path, which is never empty."""
        return {**super().facts(), "at": self.path or "JSON"}

    def __str__(self) -> str:
        return "\n- ".join([super().__str__(), *map(str, self.others)])


@frozen
class SumsDifferError(InvoicingError, ValueError):
    """What is written beside a document is not what the document comes to."""

    code: ClassVar[str] = "sums-differ"
    sentence: ClassVar[str] = "{path}: {written} is written, it comes to {computed}"

    path: str
    """Where: `data.totals.taxes[0].amount.amount`."""

    written: str
    computed: str
    others: "tuple[SumsDifferError, ...]" = ()
    """All else that differs in the same JSON."""

    place: Place | None = None

    def __str__(self) -> str:
        return "\n- ".join([super().__str__(), *map(str, self.others)])
