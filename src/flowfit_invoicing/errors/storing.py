"""Why nothing could be kept, or nobody knows whether it was."""

from typing import ClassVar, Literal, TypeAlias

from attrs import frozen

from .root import InvoicingError

Outcome: TypeAlias = Literal["not done", "unknown"]


@frozen
class StoreError(InvoicingError, OSError):
    """The store failed. `outcome` says if that left nothing behind or nobody knows.

    After `not done` all is as it was. After `unknown`, do the same again with the same
    saved draft: it gives the invoice that was issued, or issues it.
    """

    code: ClassVar[str] = "store"
    sentence: ClassVar[str] = "{store}: {cause}, outcome: {outcome}"

    store: str
    """Which store, without any password."""

    cause: str
    """What the database said."""

    outcome: Outcome


@frozen
class StoreBusyError(StoreError, TimeoutError):
    """Others wrote for so long that there was no turn; nothing was written."""

    code: ClassVar[str] = "store-busy"


@frozen
class StoreFullError(StoreError):
    """There is no more room; nothing was written."""

    code: ClassVar[str] = "store-full"


@frozen
class StoreReadOnlyError(StoreError, PermissionError):
    """The store may be read only; nothing was written."""

    code: ClassVar[str] = "store-read-only"


@frozen
class StoreConnectionError(StoreError, ConnectionError):
    """The connection was lost, or the database file is no longer there."""

    code: ClassVar[str] = "store-connection"
