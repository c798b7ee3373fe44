"""Places to keep drafts, invoices, numbers and messages in.

`SqlStore` needs `pip install flowfit-invoicing[sql]`, and only it is asked for it.
"""

from typing import TYPE_CHECKING

from .memory import MemoryStore

if TYPE_CHECKING:
    from .sql import SqlStore

__all__ = ["MemoryStore", "SqlStore"]


def __getattr__(name: str) -> object:
    if name != "SqlStore":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .sql import SqlStore  # noqa: PLC0415 - it brings SQLAlchemy along

    return SqlStore
