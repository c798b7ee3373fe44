"""What is kept in memory, and how it is copied for a transaction to work on."""

from datetime import date
from typing import Self, TypeAlias

from attrs import define, evolve, field

from flowfit_invoicing.documents import (
    Claim,
    Closed,
    Event,
    InvoiceDraft,
    Issued,
    Movement,
    TaskKey,
)
from flowfit_invoicing.ports import Counter, QueuedMessage

DocumentKey: TypeAlias = tuple[str, str]
"""The identity of the seller, and the number."""

PaymentKey: TypeAlias = tuple[str, str]
"""The identity of the seller, and the id."""

Events: TypeAlias = tuple[Event, ...]
Closings: TypeAlias = tuple[Closed, ...]
Claims: TypeAlias = tuple[Claim, ...]

Place: TypeAlias = tuple[int, date]
"""How far a sequence has come, and for which day."""


@define
class MemoryState:
    """All that a `MemoryStore` keeps."""

    drafts: dict[str, InvoiceDraft] = field(factory=dict[str, InvoiceDraft])
    last_draft: int = 0
    documents: dict[DocumentKey, Issued] = field(factory=dict[DocumentKey, Issued])
    events: dict[DocumentKey, Events] = field(factory=dict[DocumentKey, Events])
    payments: dict[PaymentKey, Movement] = field(factory=dict[PaymentKey, Movement])
    issued: dict[str, DocumentKey] = field(factory=dict[str, DocumentKey])
    """The seller and the number that a draft became."""

    claims: dict[TaskKey, Claims] = field(factory=dict[TaskKey, Claims])
    counters: dict[Counter, Place] = field(factory=dict[Counter, Place])
    firsts: dict[Counter, int] = field(factory=dict[Counter, int])
    """Where each sequence began."""

    closings: dict[str, Closings] = field(factory=dict[str, Closings])

    messages: dict[str, QueuedMessage] = field(factory=dict[str, QueuedMessage])

    def copy(self) -> Self:
        """Copy what can change; the values in it cannot."""
        return evolve(
            self,
            drafts=dict(self.drafts),
            documents=dict(self.documents),
            events=dict(self.events),
            payments=dict(self.payments),
            issued=dict(self.issued),
            claims=dict(self.claims),
            counters=dict(self.counters),
            firsts=dict(self.firsts),
            closings=dict(self.closings),
            messages=dict(self.messages),
        )
