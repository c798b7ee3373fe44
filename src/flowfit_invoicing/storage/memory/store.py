"""The store itself: it hands out transactions, one after the other."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from threading import Lock, get_ident
from typing import Self

from flowfit_invoicing.doors import moment
from flowfit_invoicing.errors import StoreBusyError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.storage.checks import (
    Count,
    check_claims,
    check_messages,
    check_numbers,
)

from .state import MemoryState
from .transaction import MemoryTransaction

_DAY = timedelta(days=1)


class MemoryStore:
    """Keeps everything in this process, and nothing after it; an `InvoiceStore`.

    Two stores are equal if they keep the same.
    """

    def __init__(self) -> None:
        self._state = MemoryState()
        self._turn = Lock()
        self._writer: int | None = None  # the thread whose turn it is

    @contextmanager
    def reading(self) -> Generator["MemoryTransaction"]:
        """Open a transaction that only reads; what is written in it is forgotten."""
        yield MemoryTransaction(self._state.copy())

    @contextmanager
    def transaction(self) -> Generator["MemoryTransaction"]:
        """Open a transaction; only one is open at a time.

        Raises:
            StoreBusyError: If one of the same thread is open, such as by a renderer
                that saves: it would wait for itself for ever.
        """
        if self._writer == get_ident():
            raise StoreBusyError("MemoryStore", "this thread is in a transaction")
        with self._turn:
            self._writer = get_ident()
            try:
                state = self._state.copy()
                yield MemoryTransaction(state)
                self._state = state
            finally:
                self._writer = None

    def check(
        self, *, now: datetime | None = None, patience: timedelta = _DAY
    ) -> tuple[Finding, ...]:
        """Look through all that is kept, and tell what is wrong; nothing is raised.

        Numbers that are missing or given twice, tasks that are billed twice, and
        messages that have waited longer than *patience*.
        """
        kept, at = self._state, datetime.now(UTC) if now is None else moment(now)
        claims = (claim for several in kept.claims.values() for claim in several)
        waiting = [each for each in kept.messages.values() if not each.delivered_at]
        counts = [
            Count(counter, kept.firsts[counter], last)
            for counter, (last, _) in kept.counters.items()
        ]
        return (
            *check_numbers(counts, kept.documents),
            *check_claims(claims),
            *check_messages(waiting, at, patience),
        )

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, MemoryStore):
            return NotImplemented
        return self._state == other._state

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __copy__(self) -> Self:
        twin = type(self)()
        twin._state = self._state.copy()  # noqa: SLF001 - its own twin
        return twin

    def __deepcopy__(self, memo: object) -> Self:
        return self.__copy__()
