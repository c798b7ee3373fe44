"""What is done in one transaction, on a copy of what is kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from heapq import nsmallest
from itertools import dropwhile, islice
from math import inf
from operator import attrgetter
from typing import TypeVar

from attrs import evolve, frozen

from flowfit_invoicing.documents import (
    Bill,
    Claim,
    Closed,
    Event,
    InvoiceDraft,
    Issued,
    Movement,
    TaskKey,
    overbilled,
)
from flowfit_invoicing.doors import one_of_type
from flowfit_invoicing.errors import (
    ConflictError,
    TaskAlreadyBilledError,
    draft_named,
    phrase,
)
from flowfit_invoicing.ports import Counter, QueuedMessage, Search

from .state import MemoryState

B = TypeVar("B", bound=Bill)

_DIGITS = 18
"""More than the place of any draft has; int() has a limit of its own."""

NEW_DRAFT = "the draft itself"
"""Who claims the tasks of a draft that has no id yet."""


@frozen
class MemoryTransaction:
    """What `ports.Transaction` asks, on the state of a `MemoryStore`."""

    _state: MemoryState

    def draft(self, draft_id: str) -> InvoiceDraft | None:
        """Give a draft as it was saved last."""
        return self._state.drafts.get(one_of_type(str, draft_id))

    def drafts(self, seller: str, search: Search) -> tuple[InvoiceDraft, ...]:
        """List drafts of a seller, in the order in which they were first saved."""
        after = -1 if search.after is None else _place(search.after)
        own = {
            draft_id: draft
            for draft_id, draft in self._state.drafts.items()
            if draft.seller.identity == seller and _place(draft_id) > after
        }
        return _page(own, evolve(search, after=None), Search.lists)

    def put_draft(self, draft: InvoiceDraft) -> InvoiceDraft:
        """Keep a draft and reserve its tasks."""
        self._check_version(draft)
        self._check_claims(draft.claims(draft.id or NEW_DRAFT), draft.id)
        draft_id, version = self._next_version(draft)
        kept = evolve(draft, id=draft_id, version=version)
        self._free(draft_id)
        self._state.drafts[draft_id] = kept
        self._claim(kept.claims(draft_id))
        return kept

    def remove_draft(self, draft_id: str) -> None:
        """Forget a draft and free its tasks."""
        self._free(draft_id)
        self._state.drafts.pop(draft_id, None)

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        """Say who has how much of *tasks*."""
        held = (self._state.claims.get(task, ()) for task in dict.fromkeys(tasks))
        return tuple(
            each for several in held for each in several if each.holder != besides
        )

    def next_in(self, counter: Counter, on: date, *, first: int = 1) -> int:
        """Draw the next place of a sequence."""
        last, day = self._state.counters.get(counter, (first - 1, on))
        if on < day:
            subject = phrase("series", name=counter.series)
            raise ConflictError(subject, phrase("day-from", day=day), on)
        self._state.firsts.setdefault(counter, first)
        self._state.counters[counter] = last + 1, on
        return last + 1

    def closed_until(self, seller: str) -> date | None:
        """Give the last day for which the books of a seller are closed."""
        closings = self.closings(seller)
        return closings[-1].until if closings else None

    def close(self, seller: str, closed: Closed) -> None:
        """Close the books of a seller until a day."""
        self._state.closings[seller] = (*self.closings(seller), closed)

    def closings(self, seller: str) -> tuple[Closed, ...]:
        """Give how the books of a seller were closed, the first one first."""
        return self._state.closings.get(seller, ())

    def put_document(self, document: Issued, draft_id: str | None = None) -> None:
        """Keep a document and what it claims of tasks."""
        key = document.seller.identity, document.number
        if key in self._state.documents or draft_id in self._state.issued:
            subject = phrase("number", name=document.number)
            raise ConflictError(subject, phrase("new"), phrase("given"))
        self._check_claims(document.claims(document.number), draft_id)
        if draft_id is not None:
            self.remove_draft(draft_id)
            self._state.issued[draft_id] = key
        self._state.documents[key] = document
        self._claim(document.claims(document.number))

    def document(self, seller: str, number: str) -> Issued | None:
        """Give a document of a seller."""
        return self._state.documents.get((seller, number))

    def document_of(self, draft_id: str) -> Issued | None:
        """Give the document that was issued of a draft."""
        key = self._state.issued.get(draft_id)
        return None if key is None else self._state.documents[key]

    def documents(self, seller: str, search: Search) -> tuple[Issued, ...]:
        """List documents of a seller, in the order in which they were issued."""
        own = {
            number: document
            for (owner, number), document in self._state.documents.items()
            if owner == seller
        }
        return _page(own, search, Search.lists)

    def add_event(self, seller: str, number: str, event: Event) -> None:
        """Note what happened to a document."""
        key = seller, number
        if key not in self._state.documents:
            raise ConflictError(phrase("document", name=number), phrase("kept"), None)
        self._state.events[key] = (*self.events(seller, number), event)

    def events(self, seller: str, number: str) -> tuple[Event, ...]:
        """Give what happened to a document, in the order in which it was noted."""
        return self._state.events.get((seller, number), ())

    def put_payment(self, seller: str, payment: Movement) -> None:
        """Keep a payment, refund, use of credit or reversal."""
        key = seller, payment.id
        if key in self._state.payments:
            subject = phrase("payment", name=payment.id)
            raise ConflictError(subject, phrase("new"), phrase("kept"))
        self._state.payments[key] = payment

    def payment(self, seller: str, payment_id: str) -> Movement | None:
        """Give what a seller has kept under an id."""
        return self._state.payments.get((seller, payment_id))

    def payments(
        self,
        seller: str,
        *,
        client: str | None = None,
        after: str | None = None,
        limit: int | None = None,
    ) -> tuple[Movement, ...]:
        """Give those of a seller, or of the client of a code, the first kept first."""
        own: Iterator[Movement] = (
            payment
            for (owner, _), payment in self._state.payments.items()
            if owner == seller
        )
        if after is not None:
            own = _behind(own, after)
        chosen = (each for each in own if client in (None, each.client))
        return tuple(islice(chosen, limit))

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

    def undelivered(
        self, seller: str, *, after: str | None = None, limit: int = 100
    ) -> tuple[QueuedMessage, ...]:
        """Give a page of the messages that somebody has not got, by their turns."""
        waiting = (
            queued
            for queued in self._state.messages.values()
            if queued.seller == seller and queued.delivered_at is None
            if after is None or queued.turn > after
        )
        return tuple(nsmallest(limit, waiting, key=attrgetter("turn")))

    def _check_version(self, draft: InvoiceDraft) -> None:
        kept = None if draft.id is None else self.draft(draft.id)
        if draft.id is not None and (kept is None or kept.version != draft.version):
            expected = phrase("version", number=draft.version)
            found = None if kept is None else phrase("version", number=kept.version)
            raise ConflictError(draft_named(draft.id), expected, found)

    def _next_version(self, draft: InvoiceDraft) -> tuple[str, int]:
        if draft.id is None:
            self._state.last_draft += 1
            return f"draft-{self._state.last_draft}", 1
        return draft.id, (draft.version or 0) + 1

    def _check_claims(self, made: Iterable[Claim], besides: str | None) -> None:
        own = tuple(made)
        others = self.claims((each.task for each in own), besides=besides)
        holders = overbilled(own, others)
        if holders:
            raise TaskAlreadyBilledError(tuple(holders), next(iter(holders.values())))

    def _claim(self, claims: Iterable[Claim]) -> None:
        for claim in claims:
            before = self._state.claims.get(claim.task, ())
            self._state.claims[claim.task] = (*before, claim)

    def _free(self, draft_id: str) -> None:
        kept = self.draft(draft_id)
        for task in () if kept is None else kept.tasks:
            left = self.claims([task], besides=draft_id)
            self._state.claims[task] = left
            if not left:
                del self._state.claims[task]


def _place(draft_id: str) -> float:
    """Give the place of a draft, kept or gone; ids that nobody was given come last."""
    prefix, _, place = draft_id.partition("draft-")
    known = not prefix and place.isdecimal() and len(place) <= _DIGITS
    return int(place) if known else inf


def _behind(payments: Iterable[Movement], last: str) -> Iterator[Movement]:
    """Go on behind the one of an id; behind one that nobody knows there is nothing."""
    return islice(dropwhile(lambda each: each.id != last, payments), 1, None)


def _page(
    kept: Mapping[str, B], search: Search, lists: Callable[[Search, B], bool]
) -> tuple[B, ...]:
    """Give the page of a search; *kept* has ids or numbers in order."""
    names = list(kept)
    if search.after is None:
        start = 0
    elif search.after in kept:
        start = names.index(search.after) + 1
    else:
        start = len(names)
    chosen = (kept[name] for name in names[start:])
    return tuple(islice((each for each in chosen if lists(search, each)), search.limit))
