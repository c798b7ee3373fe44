"""Why nothing could be kept, or nobody knows whether it was."""

from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from .root import InvoicingError

Outcome: TypeAlias = Literal["not done", "unknown"]


@frozen
class StoreError(InvoicingError, OSError):
    """The store failed; `outcome` says if nothing was written, or nobody knows.

    After `not done` all is as it was. Only `OutcomeUnknownError` is `unknown`.
    """

    code: ClassVar[str] = "store"
    sentence: ClassVar[str] = "{store}: failed, nothing was written: {cause}"
    outcome: ClassVar[Outcome] = "not done"

    store: str
    """Which store, without any password."""

    cause: str
    """What the database said."""


@frozen
class StoreBusyError(StoreError, TimeoutError):
    """Others wrote for so long that there was no turn; nothing was written."""

    code: ClassVar[str] = "store-busy"
    sentence: ClassVar[str] = "{store}: stayed busy, nothing was written: {cause}"


@frozen
class StoreFullError(StoreError):
    """There is no more room; nothing was written."""

    code: ClassVar[str] = "store-full"
    sentence: ClassVar[str] = "{store}: has no room left, nothing was written: {cause}"


@frozen
class StoreReadOnlyError(StoreError, PermissionError):
    """The store may be read only; nothing was written."""

    code: ClassVar[str] = "store-read-only"
    sentence: ClassVar[str] = "{store}: may only be read, nothing was written: {cause}"


@frozen
class StoreConnectionError(StoreError, ConnectionError):
    """The database is not there, or no longer; nothing was written."""

    code: ClassVar[str] = "store-connection"
    sentence: ClassVar[str] = "{store}: is not there, nothing was written: {cause}"


@frozen
class OutcomeUnknownError(StoreError):
    """The store failed while it was committing, and nobody knows if it did.

    Do the same again with the same saved draft: it gives the invoice that was issued,
    or issues it.
    """

    code: ClassVar[str] = "outcome-unknown"
    sentence: ClassVar[str] = "{store}: nobody knows if it was written: {cause}"
    outcome: ClassVar[Outcome] = "unknown"


@frozen
class RestoredStoreError(StoreError, ValueError):
    """The store is a copy, and clients may have numbers that it would give again."""

    code: ClassVar[str] = "store-restored"
    sentence: ClassVar[str] = (
        "{store}: is a restored copy, expected numbers_resume_at for {series}"
    )
    cause: str = "restored"
    series: tuple[str, ...] = ()
    """The series of numbers that it knows."""
