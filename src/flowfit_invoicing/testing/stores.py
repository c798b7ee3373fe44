"""What every store must do, as tests to subclass."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from typing import TypeVar

import pytest
from attrs import evolve

from flowfit_invoicing.documents import Claim, InvoiceDraft, Sent, TaskKey, Viewed
from flowfit_invoicing.errors import ConflictError
from flowfit_invoicing.ports import Counter, InvoiceStore, Search, Transaction

from .samples import (
    AGENCY,
    DAY,
    NOON,
    OTHER_AGENCY,
    draft_of,
    invoice_of,
    message_of,
)

T = TypeVar("T")

_SELLER = AGENCY.identity
_COUNTER = Counter(_SELLER, "invoice", "F-2026-")
_T1, _T2 = ("P-1", "T-1"), ("P-1", "T-2")


class _Stopped(Exception):  # noqa: N818 - it stops a transaction, and is no fault
    """Raised in the middle of a transaction."""


class InvoiceStoreContract:
    """All that `Invoicing` relies on. A host's own store passes it with three lines.

    class TestOurStore(InvoiceStoreContract):
        def make_store(self) -> InvoiceStore:
            return OurStore()
    """

    def make_store(self) -> InvoiceStore:
        """Make a store in which nothing is kept."""
        raise NotImplementedError

    def reopened(self, store: InvoiceStore) -> InvoiceStore:
        """Open once more what *store* keeps; itself, if it keeps nothing elsewhere."""
        return store

    @contextmanager
    def _open(self, store: InvoiceStore | None = None) -> Iterator[Transaction]:
        with (store or self.make_store()).transaction() as transaction:
            yield transaction

    def _kept(self, do: Callable[[Transaction], object]) -> InvoiceStore:
        """Make a store in which something was done, and open it once more."""
        store = self.make_store()
        with store.transaction() as transaction:
            do(transaction)
        return self.reopened(store)

    def _asked(self, store: InvoiceStore, ask: Callable[[Transaction], T]) -> T:
        with store.transaction() as transaction:
            return ask(transaction)

    def test_an_exception_keeps_nothing(self) -> None:
        """After an exception all is as it was, and a number is given again."""
        store = self.make_store()
        with pytest.raises(_Stopped), store.transaction() as transaction:
            draft = transaction.put_draft(draft_of("T-1"))
            assert transaction.next_in(_COUNTER, DAY) == 1
            transaction.put_document(invoice_of("F-1", "T-2"))
            transaction.add_event(_SELLER, "F-1", Sent(on=DAY))
            transaction.put_message(message_of(1))
            raise _Stopped
        with store.transaction() as transaction:
            assert draft.id is not None
            assert transaction.draft(draft.id) is None
            assert transaction.next_in(_COUNTER, DAY) == 1
            assert transaction.document(_SELLER, "F-1") is None
            assert transaction.claims([_T1, _T2]) == ()
            assert transaction.events(_SELLER, "F-1") == ()
            assert transaction.undelivered(_SELLER) == ()

    def test_numbers_have_no_gaps(self) -> None:
        """Places of a sequence are given from 1, each once."""
        store = self.make_store()
        given = [self._asked(store, lambda t: t.next_in(_COUNTER, DAY)) for _ in "abc"]
        assert given == [1, 2, 3]
        assert (
            self._asked(self.reopened(store), lambda t: t.next_in(_COUNTER, DAY)) == 4
        )

    @pytest.mark.parametrize("other", ["seller", "kind", "series"])
    def test_sequences_apart(self, other: str) -> None:
        """Each seller, kind and series has a sequence of its own."""
        counters = [_COUNTER, evolve(_COUNTER, **{other: "other"})]
        with self._open() as transaction:
            given = [transaction.next_in(each, DAY) for each in counters * 2]
        assert given == [1, 1, 2, 2]

    def test_days_in_order(self) -> None:
        """A later number is never of an earlier day; who asks for it gets none."""
        store = self._kept(lambda t: t.next_in(_COUNTER, DAY))
        yesterday = DAY - timedelta(days=1)
        with store.transaction() as transaction:
            with pytest.raises(ConflictError, match="F-2026-"):
                transaction.next_in(_COUNTER, yesterday)
            assert transaction.next_in(_COUNTER, DAY) == 2

    def test_drafts(self) -> None:
        """A draft comes back as it was saved, with an id and a version."""
        made = draft_of("T-1", "T-2")
        store = self._kept(lambda t: t.put_draft(made))
        with store.transaction() as transaction:
            first = transaction.put_draft(draft_of("T-3"))
            assert first.id is not None
            assert transaction.draft(first.id) == first
            again = transaction.put_draft(first.edit(notes="Merci"))
            found = transaction.draft(first.id)
        assert found is not None
        assert (found, found.version) == (again, again.version)
        assert again.id == first.id
        assert again.version != first.version

    def test_a_lost_update(self) -> None:
        """A draft that was saved or removed since it was read is not overwritten."""
        store = self.make_store()
        first = self._asked(store, lambda t: t.put_draft(draft_of("T-1")))
        second = self._asked(store, lambda t: t.put_draft(first.edit(notes="2")))
        with store.transaction() as transaction:
            with pytest.raises(ConflictError, match="draft"):
                transaction.put_draft(first.edit(notes="1"))
            assert _draft(transaction, second) == second
            transaction.remove_draft(_id(second))
            with pytest.raises(ConflictError, match="draft"):
                transaction.put_draft(second)

    def test_ids_are_given_once(self) -> None:
        """The id of a draft that is gone is not given to another."""
        store = self.make_store()
        first = self._asked(store, lambda t: t.put_draft(draft_of("T-1")))
        self._asked(store, lambda t: t.remove_draft(_id(first)))
        second = self._asked(
            self.reopened(store), lambda t: t.put_draft(draft_of("T-1"))
        )
        assert second.id != first.id

    def test_claims_of_drafts(self) -> None:
        """A draft has its tasks from when it is saved until it is saved without them."""
        store = self.make_store()
        draft = self._asked(store, lambda t: t.put_draft(draft_of("T-1", "T-2")))
        holder = _id(draft)
        with self.reopened(store).transaction() as transaction:
            assert _holders(transaction) == [(_T1, holder), (_T2, holder)]
            assert transaction.claims([_T1, _T2], besides=holder) == ()
            transaction.put_draft(draft.without_line(0))
            assert _holders(transaction) == [(_T2, holder)]
            transaction.remove_draft(holder)
            transaction.remove_draft(holder)
            assert _holders(transaction) == []

    def test_claims_of_documents(self) -> None:
        """A document has its tasks from when it is issued; its draft is gone."""
        store = self.make_store()
        draft = self._asked(store, lambda t: t.put_draft(draft_of("T-1")))
        invoice = draft.issue("F-1", DAY)
        self._asked(store, lambda t: t.put_document(invoice, draft.id))
        with self.reopened(store).transaction() as transaction:
            (claim,) = transaction.claims([_T1])
            net = invoice.lines[0].net
            assert claim == Claim(_T1, "F-1", net, net)
            assert transaction.draft(_id(draft)) is None
            assert transaction.document_of(_id(draft)) == invoice
            assert transaction.document(_SELLER, "F-1") == invoice

    def test_numbers_are_unique(self) -> None:
        """A number is given to one document of a seller, and to one of each seller."""
        store = self._kept(lambda t: t.put_document(invoice_of("F-1", "T-1")))
        with store.transaction() as transaction:
            with pytest.raises(ConflictError, match="F-1"):
                transaction.put_document(invoice_of("F-1", "T-2"))
            other = invoice_of("F-1", "T-3", seller=OTHER_AGENCY)
            transaction.put_document(other)
            assert transaction.document(OTHER_AGENCY.identity, "F-1") == other
            assert transaction.documents(OTHER_AGENCY.identity, Search()) == (other,)

    def test_documents_of_a_client(self) -> None:
        """Documents are listed in the order in which they were issued."""
        first, second = invoice_of("F-2", "T-1"), invoice_of("F-1", "T-2")

        def put(transaction: Transaction) -> None:
            transaction.put_document(first)
            transaction.put_document(second)

        with self._kept(put).transaction() as transaction:
            assert transaction.documents(_SELLER, Search()) == (first, second)
            assert transaction.documents(_SELLER, Search(client="ACME")) == (
                first,
                second,
            )
            assert transaction.documents(_SELLER, Search(client="GLOBEX")) == ()

    def test_events(self) -> None:
        """What happens to a document is kept in the order in which it was noted."""
        viewed, sent = Viewed(on=DAY, by="client"), Sent(on=DAY)

        def put(transaction: Transaction) -> None:
            transaction.put_document(invoice_of("F-1", "T-1"))
            transaction.add_event(_SELLER, "F-1", viewed)
            transaction.add_event(_SELLER, "F-1", sent)

        with self._kept(put).transaction() as transaction:
            assert transaction.events(_SELLER, "F-1") == (viewed, sent)
            with pytest.raises(ConflictError, match="F-9"):
                transaction.add_event(_SELLER, "F-9", sent)

    def test_messages(self) -> None:
        """A message is kept to the last byte, and one of the same id replaces it."""
        first, second = message_of(1), message_of(2)
        later = first.failed("refused", NOON, timedelta(minutes=1))

        def put(transaction: Transaction) -> None:
            transaction.put_document(invoice_of("F-1", "T-1"))
            for message in (first, second, later):
                transaction.put_message(message)

        with self._kept(put).transaction() as transaction:
            assert transaction.message(first.message.message_id) == later
            assert transaction.messages_of(_SELLER, "F-1") == (later, second)
            assert transaction.undelivered(_SELLER) == (later, second)
            transaction.put_message(later.delivered(NOON))
            assert transaction.undelivered(_SELLER) == (second,)
            assert transaction.undelivered(OTHER_AGENCY.identity) == ()

    def test_what_is_not_there(self) -> None:
        """Asked for what it does not have, a store says so."""
        with self._open() as transaction:
            assert transaction.draft("draft-1") is None
            assert transaction.document(_SELLER, "F-1") is None
            assert transaction.document_of("draft-1") is None
            assert transaction.message("<1@x>") is None
            assert transaction.messages_of(_SELLER, "F-1") == ()

    def test_writers_at_once(self) -> None:
        """Eight writers at once are given each number once, and miss none."""
        store = self.make_store()

        def draw(_: int) -> int:
            with store.transaction() as transaction:
                return transaction.next_in(_COUNTER, DAY)

        with ThreadPoolExecutor(8) as pool:
            given = sorted(pool.map(draw, range(80)))
        assert given == list(range(1, 81))


def _id(draft: InvoiceDraft) -> str:
    assert draft.id is not None
    return draft.id


def _draft(transaction: Transaction, draft: InvoiceDraft) -> InvoiceDraft | None:
    return transaction.draft(_id(draft))


def _holders(transaction: Transaction) -> list[tuple[TaskKey, str]]:
    return [(claim.task, claim.holder) for claim in transaction.claims([_T1, _T2])]
