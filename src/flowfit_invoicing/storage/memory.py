"""A store in memory: for notebooks, tests, and hosts that keep everything themselves.

A transaction works on a copy of the state, and the copy takes the state's place at a
clean exit; so an error leaves all as it was, numbers included. Writers take turns.
"""

from collections.abc import Generator, Iterable, Mapping
from contextlib import contextmanager
from datetime import date
from threading import Lock
from typing import Self, TypeAlias

from attrs import define, evolve, field, frozen

from flowfit_invoicing.documents import Invoice, InvoiceDraft, TaskKey
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Counter, QueuedMessage

InvoiceKey: TypeAlias = tuple[str, str]
"""The identity of the seller, and the number."""

Place: TypeAlias = tuple[int, date]
"""How far a sequence has come, and for which day."""


@define
class MemoryState:
    """All that a `MemoryStore` keeps."""

    drafts: dict[str, InvoiceDraft] = field(factory=dict[str, InvoiceDraft])
    last_draft: int = 0
    invoices: dict[InvoiceKey, Invoice] = field(factory=dict[InvoiceKey, Invoice])
    issued: dict[str, InvoiceKey] = field(factory=dict[str, InvoiceKey])
    """The seller and the number that a draft became."""

    holders: dict[TaskKey, str] = field(factory=dict[TaskKey, str])
    counters: dict[Counter, Place] = field(factory=dict[Counter, Place])
    messages: dict[str, QueuedMessage] = field(factory=dict[str, QueuedMessage])

    def copy(self) -> Self:
        """Copy what can change; the values in it cannot."""
        return evolve(
            self,
            drafts=dict(self.drafts),
            invoices=dict(self.invoices),
            issued=dict(self.issued),
            holders=dict(self.holders),
            counters=dict(self.counters),
            messages=dict(self.messages),
        )


class MemoryStore:
    """Keeps everything in this process, and nothing after it; an `InvoiceStore`.

    Two stores are equal if they keep the same.
    """

    def __init__(self) -> None:
        self._state = MemoryState()
        self._turn = Lock()

    @contextmanager
    def transaction(self) -> Generator["MemoryTransaction"]:
        """Open a transaction; only one is open at a time."""
        with self._turn:
            state = self._state.copy()
            yield MemoryTransaction(state)
            self._state = state

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


@frozen
class MemoryTransaction:
    """What `ports.Transaction` asks, on the state of a `MemoryStore`."""

    _state: MemoryState

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last."""
        return self._state.drafts.get(draft_id)

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks."""
        draft_id, version = self._next_version(draft)
        kept = evolve(draft, id=draft_id, version=version)
        self._free(draft_id)
        self._state.drafts[draft_id] = kept
        self._state.holders.update(dict.fromkeys(kept.tasks, draft_id))
        return kept

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        self._free(draft_id)
        self._state.drafts.pop(draft_id, None)

    def holders(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> Mapping[TaskKey, str]:
        """Say who has which of *tasks*."""
        held = self._state.holders
        own = frozenset[TaskKey]() if besides is None else self._tasks_of(besides)
        return {task: held[task] for task in tasks if task in held and task not in own}

    def next_in(self, counter: Counter, on: date) -> int:
        """Draw the next place of a sequence."""
        last, day = self._state.counters.get(counter, (0, on))
        if on < day:
            subject = f"series {counter.series}"
            raise ConflictError(subject, f"a day from {day} on", str(on))
        self._state.counters[counter] = last + 1, on
        return last + 1

    def put_invoice(self, invoice: Invoice, draft_id: str | None) -> None:
        """Keep an invoice and bill its tasks."""
        key = invoice.seller.identity, invoice.number
        if key in self._state.invoices:
            raise ConflictError(
                f"number {invoice.number}", "a new one", "one that is given"
            )
        if draft_id is not None:
            self.remove_draft(draft_id)
            self._state.issued[draft_id] = key
        self._state.invoices[key] = invoice
        self._state.holders.update(dict.fromkeys(invoice.tasks, invoice.number))

    def invoice(self, seller: str, number: str) -> Invoice | None:
        """Give an invoice of a seller."""
        return self._state.invoices.get((seller, number))

    def invoice_of(self, draft_id: str) -> Invoice | None:
        """Give the invoice that was issued of a draft."""
        key = self._state.issued.get(draft_id)
        return None if key is None else self._state.invoices[key]

    def put_message(self, queued: QueuedMessage) -> None:
        """Keep a message, in place of the one of the same Message-ID."""
        self._state.messages[queued.message.message_id] = queued

    def message(self, message_id: str) -> QueuedMessage | None:
        """Give a message by its Message-ID."""
        return self._state.messages.get(message_id)

    def messages_of(self, seller: str, number: str) -> tuple[QueuedMessage, ...]:
        """Give the messages of an invoice, the first one first."""
        return tuple(
            queued
            for queued in self._state.messages.values()
            if (queued.seller, queued.invoice_number) == (seller, number)
        )

    def undelivered(self, seller: str) -> tuple[QueuedMessage, ...]:
        """Give all messages of a seller that were not delivered, the oldest first."""
        return tuple(
            queued
            for queued in self._state.messages.values()
            if queued.seller == seller and queued.delivered_at is None
        )

    def _next_version(self, draft: InvoiceDraft) -> tuple[str, int]:
        if draft.id is None:
            self._state.last_draft += 1
            return f"draft-{self._state.last_draft}", 1
        kept = self.draft(draft.id)
        if kept is None or kept.version is None or kept.version != draft.version:
            found = "none" if kept is None else f"version {kept.version}"
            subject = f"draft {draft.id}"
            raise ConflictError(subject, f"version {draft.version}", found)
        return draft.id, kept.version + 1

    def _tasks_of(self, draft_id: str) -> frozenset[TaskKey]:
        kept = self.draft(draft_id)
        return frozenset(() if kept is None else kept.tasks)

    def _free(self, draft_id: str) -> None:
        for task in self._tasks_of(draft_id):
            del self._state.holders[task]
