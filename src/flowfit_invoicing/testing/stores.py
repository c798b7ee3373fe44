"""What every store must do, as tests to subclass."""

from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from typing import TypeVar

import pytest
from attrs import evolve

from flowfit_invoicing.documents import (
    Claim,
    Closed,
    InvoiceDraft,
    Issued,
    Sent,
    TaskKey,
    Viewed,
    credit,
)
from flowfit_invoicing.errors import ConflictError, TaskAlreadyBilledError
from flowfit_invoicing.ports import (
    Counter,
    InvoiceStore,
    Refusal,
    Search,
    Transaction,
)

from .samples import (
    AGENCY,
    DAY,
    NOON,
    OTHER_AGENCY,
    OTHER_CLIENT,
    draft_of,
    invoice_of,
    message_of,
    part_of_a_task,
    payment_of,
)

T = TypeVar("T")

_SELLER = AGENCY.identity
_COUNTER = Counter(_SELLER, "invoice", "F-2026-")
_T1, _T2 = ("P-1", "T-1"), ("P-1", "T-2")


_TOMORROW = DAY + timedelta(days=1)
_SEARCHES = {
    "all": (Search(), "F-1 N-2 F-3"),
    "a client": (Search(client="GLOBEX"), "F-3"),
    "no such client": (Search(client="globex"), ""),
    "a project": (Search(project="P-1"), "F-1 N-2"),
    "a kind": (Search(kind="credit-note"), "N-2"),
    "a series": (Search(number="F-"), "F-1 F-3"),
    "another letter": (Search(number="f-"), ""),
    "any letter": (Search(number="_-"), ""),
    "from a day": (Search(since=_TOMORROW), "N-2"),
    "until a day": (Search(until=DAY), "F-1 F-3"),
    "all of it": (
        Search(client="ACME", project="P-1", kind="invoice", since=DAY, until=DAY),
        "F-1",
    ),
    "behind one": (Search(number="F-", after="F-1"), "F-3"),
}


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
    def _open(self, store: InvoiceStore | None = None) -> Generator[Transaction]:
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
        ids = list[str]()

        def do_and_stop() -> None:
            with store.transaction() as transaction:
                ids.append(_id(transaction.put_draft(draft_of("T-1"))))
                assert transaction.next_in(_COUNTER, DAY) == 1
                transaction.put_document(invoice_of("F-1", "T-2"))
                transaction.add_event(_SELLER, "F-1", Sent(on=DAY))
                transaction.put_payment(_SELLER, payment_of("B-1"))
                transaction.close(_SELLER, Closed(on=DAY, until=DAY))
                transaction.put_message(message_of(1))
                raise _Stopped

        with pytest.raises(_Stopped):
            do_and_stop()
        with store.transaction() as transaction:
            assert transaction.draft(ids[0]) is None
            assert transaction.next_in(_COUNTER, DAY) == 1
            assert transaction.document(_SELLER, "F-1") is None
            assert transaction.claims([_T1, _T2]) == ()
            assert transaction.events(_SELLER, "F-1") == ()
            assert transaction.payments(_SELLER) == ()
            assert transaction.closed_until(_SELLER) is None
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
        """A draft has its tasks until it is saved without them."""
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
            assert transaction.undelivered(_SELLER) == (second, later)
            refused = Refusal("cc@acme.example", "550 no such user", permanent=True)
            told = evolve(
                second, by="anna", accepted=["ap@acme.example"], refusals=[refused]
            )
            transaction.put_message(told)
            assert transaction.message(second.message.message_id) == told
            transaction.put_message(second)
            transaction.put_message(later.delivered(NOON))
            assert transaction.undelivered(_SELLER) == (second,)
            assert transaction.undelivered(OTHER_AGENCY.identity) == ()

    def test_messages_take_turns(self) -> None:
        """Pages of messages come by turns: the longest wait first, the refused last."""
        no = Refusal("ap@acme.example", "550 no such user", permanent=True)
        minute = timedelta(minutes=1)
        refused = message_of(1).answered([no], NOON, minute)
        late = message_of(2).failed("no route", NOON, 2 * minute)
        soon = message_of(3).failed("no route", NOON, minute)
        new = message_of(4)

        def put(transaction: Transaction) -> None:
            transaction.put_document(invoice_of("F-1", "T-1"))
            for message in (refused, late, soon, new):
                transaction.put_message(message)

        with self._kept(put).reading() as transaction:
            assert transaction.undelivered(_SELLER) == (new, soon, late, refused)
            assert transaction.undelivered(_SELLER, limit=2) == (new, soon)
            after = transaction.undelivered(_SELLER, after=soon.turn, limit=1)
            assert after == (late,)
            assert transaction.undelivered(_SELLER, after=refused.turn) == ()

    def test_sequences_begin_where_they_are_told(self) -> None:
        """The first place of a sequence is the one asked for; it counts only then."""
        store = self._kept(lambda t: t.next_in(_COUNTER, DAY, first=4211))
        with store.transaction() as transaction:
            assert transaction.next_in(_COUNTER, DAY, first=1) == 4212

    def test_a_task_is_billed_once(self) -> None:
        """A task that is billed whole goes to nobody else, and nothing else changes."""
        store = self._kept(lambda t: t.put_document(invoice_of("F-1", "T-1")))
        draft = self._asked(store, lambda t: t.put_draft(draft_of("T-2")))
        twice = draft_of("T-1", "T-2")
        with store.transaction() as transaction:
            with pytest.raises(TaskAlreadyBilledError) as caught:
                transaction.put_draft(twice)
            assert caught.value.holder in {"F-1", draft.id}
            with pytest.raises(TaskAlreadyBilledError):
                transaction.put_draft(evolve(twice, id=draft.id, version=draft.version))
            with pytest.raises(TaskAlreadyBilledError):
                transaction.put_document(twice.issue("F-2", DAY))
        with store.reading() as transaction:
            assert transaction.drafts(_SELLER, Search()) == (draft,)
            assert transaction.draft(_id(draft)) == draft
            assert transaction.document(_SELLER, "F-2") is None
            assert _holders(transaction) == [(_T1, "F-1"), (_T2, draft.id)]

    def test_shares_of_a_task(self) -> None:
        """Shares of a task go to whoever asks first, until they are the whole."""
        store = self.make_store()
        for number, percent in (("F-1", 30), ("F-2", 70)):
            part = part_of_a_task(percent).issue(number, DAY)
            self._asked(store, partial(_put, part))
        with self.reopened(store).transaction() as transaction:
            claims = transaction.claims([_T1])
            assert [str(claim.amount) for claim in claims] == ["6.00", "14.00"]
            assert {str(claim.whole) for claim in claims} == {"20.00"}
            with pytest.raises(TaskAlreadyBilledError):
                transaction.put_draft(part_of_a_task(1))

    def test_a_credited_task_is_billed_again(self) -> None:
        """What a credit note frees is there for somebody else, and for one only."""
        invoice = invoice_of("F-1", "T-1")
        store = self._kept(lambda t: t.put_document(invoice))
        note = credit(invoice, "Typos", free_tasks=True).issue("F-2", DAY)
        self._asked(store, lambda t: t.put_document(note))
        self._asked(store, lambda t: t.put_document(invoice_of("F-3", "T-1")))
        with self.reopened(store).transaction() as transaction:
            assert [claim.share for claim in transaction.claims([_T1])] == [1, -1, 1]
            assert transaction.document(_SELLER, "F-2") == note
            with pytest.raises(TaskAlreadyBilledError):
                transaction.put_draft(draft_of("T-1"))

    def test_payments(self) -> None:
        """What is paid is kept as it is, by its id and by client, and only once."""
        first, second = payment_of("B-2"), payment_of("B-1", client="GLOBEX")

        def put(transaction: Transaction) -> None:
            transaction.put_payment(_SELLER, first)
            transaction.put_payment(_SELLER, second)
            transaction.put_payment("another", first)

        with self._kept(put).transaction() as transaction:
            with pytest.raises(ConflictError, match="B-2"):
                transaction.put_payment(_SELLER, first)
            assert transaction.payment(_SELLER, "B-2") == first
            assert transaction.payment(_SELLER, "B-9") is None
            assert transaction.payments(_SELLER) == (first, second)
            assert transaction.payments(_SELLER, client="GLOBEX") == (second,)

    def test_pages_of_payments(self) -> None:
        """They are listed a page at a time too, each going on behind the last one."""
        kept = tuple(payment_of(f"R-{place}") for place in (3, 1, 2))

        def put(transaction: Transaction) -> None:
            for payment in kept:
                transaction.put_payment("another", payment)
                transaction.put_payment(_SELLER, payment)
            transaction.put_payment(_SELLER, payment_of("R-4", client="GLOBEX"))

        with self._kept(put).reading() as transaction:
            assert transaction.payments(_SELLER, limit=2) == kept[:2]
            behind = transaction.payments(_SELLER, client="ACME", after="R-1", limit=2)
            assert behind == kept[2:]
            assert transaction.payments(_SELLER, after="R-4", limit=2) == ()
            assert transaction.payments(_SELLER, after="R-9", limit=2) == ()

    def test_closings(self) -> None:
        """The books of each seller are closed until a day, the last that was told.

        Who closed them, and until when, is kept of each time.
        """
        earlier = DAY - timedelta(days=30)
        closed = Closed(on=DAY, by="Émilie", until=DAY)
        opened = Closed(on=DAY, by="Luc", until=earlier)

        def close(transaction: Transaction) -> None:
            transaction.close(_SELLER, closed)
            transaction.close(_SELLER, opened)

        with self._kept(close).transaction() as transaction:
            assert transaction.closed_until(_SELLER) == earlier
            assert transaction.closings(_SELLER) == (closed, opened)
            assert transaction.closed_until("another") is None
            assert transaction.closings("another") == ()

    def test_pages(self) -> None:
        """Documents come page by page, each once, also while others are added."""
        store = self.make_store()
        for n in (3, 1, 2):
            self._asked(store, partial(_put, invoice_of(f"F-{n}", f"T-{n}")))
        with store.reading() as transaction:
            page = transaction.documents(_SELLER, Search(limit=2))
            assert [each.number for each in page] == ["F-3", "F-1"]
        self._asked(store, partial(_put, invoice_of("F-0", "T-0")))
        with store.reading() as transaction:
            behind = Search(after="F-1", limit=9)
            page = transaction.documents(_SELLER, behind)
            assert [each.number for each in page] == ["F-2", "F-0"]
            assert transaction.documents(_SELLER, Search(after="F-9")) == ()

    def test_pages_of_drafts(self) -> None:
        """A page of drafts goes on behind one that is gone since."""
        store = self.make_store()
        with store.transaction() as transaction:
            first, second = (transaction.put_draft(draft_of(f"T-{n}")) for n in (1, 2))
            transaction.remove_draft(first.id or "")
        with store.reading() as transaction:
            behind = Search(after=first.id)
            assert transaction.drafts(_SELLER, behind) == (second,)

    @pytest.mark.parametrize(("search", "found"), _SEARCHES.values(), ids=_SEARCHES)
    def test_searches(self, search: Search, found: str) -> None:
        """Documents are found by client, project, kind, number and day."""
        invoice = invoice_of("F-1", "T-1")
        note = credit(invoice, "Typos").issue("N-2", DAY + timedelta(days=1))
        other = draft_of("T-2", client=OTHER_CLIENT, project="P-2").issue("F-3", DAY)

        def put(transaction: Transaction) -> None:
            for each in (invoice, note, other):
                transaction.put_document(each)
            transaction.put_document(invoice_of("F-1", "T-3", seller=OTHER_AGENCY))

        with self._kept(put).reading() as transaction:
            documents = transaction.documents(_SELLER, search)
            assert " ".join(each.number for each in documents) == found

    def test_drafts_are_listed(self) -> None:
        """Drafts are found by client and project, page by page."""
        store = self.make_store()
        first = self._asked(store, lambda t: t.put_draft(draft_of("T-1")))
        other = draft_of("T-2", client=OTHER_CLIENT, project="P-2")
        second = self._asked(store, lambda t: t.put_draft(other))
        with self.reopened(store).reading() as transaction:
            for search, found in (
                (Search(), (first, second)),
                (Search(limit=1), (first,)),
                (Search(after=first.id), (second,)),
                (Search(client="GLOBEX"), (second,)),
                (Search(project="P-1"), (first,)),
            ):
                assert transaction.drafts(_SELLER, search) == found
            assert transaction.drafts(OTHER_AGENCY.identity, Search()) == ()
        self._asked(store, lambda t: t.remove_draft(_id(first)))
        with store.reading() as transaction:
            assert transaction.drafts(_SELLER, Search()) == (second,)

    def test_readers_do_not_wait(self) -> None:
        """Whoever only reads sees what was kept last, while somebody writes."""
        store = self._kept(lambda t: t.put_document(invoice_of("F-1", "T-1")))
        with store.transaction() as writer:
            writer.put_document(invoice_of("F-2", "T-2"))
            with store.reading() as reader:
                (found,) = reader.documents(_SELLER, Search())
                assert found.number == "F-1"

    def test_what_is_not_there(self) -> None:
        """Asked for what it does not have, a store says so."""
        with self._open() as transaction:
            assert transaction.draft("draft-1") is None
            assert transaction.draft("F-1") is None
            assert transaction.document(_SELLER, "F-1") is None
            assert transaction.document_of("draft-1") is None
            assert transaction.message("<1@x>") is None
            assert transaction.messages_of(_SELLER, "F-1") == ()
            assert transaction.claims([]) == ()

    def test_writers_at_once(self) -> None:
        """Eight writers at once are given each number once, and miss none."""
        store = self.make_store()

        def draw(transaction: Transaction, _: int) -> int:
            return transaction.next_in(_COUNTER, DAY)

        assert sorted(_at_once(store, draw, 80)) == list(range(1, 81))

    def test_what_was_read_stays(self) -> None:
        """A draft, a document and an account that were read are not changed until then.

        So each of eight writers sees what those before it have done.
        """
        store = self.make_store()
        draft_id = _id(self._asked(store, lambda t: t.put_draft(draft_of("T-1"))))
        self._asked(store, partial(_put, invoice_of("F-1", "T-2")))

        def add(transaction: Transaction, n: int) -> None:
            draft = transaction.draft(draft_id)
            assert draft is not None
            transaction.put_draft(draft.edit(notes=f"{draft.notes}, {n}"))
            transaction.document(_SELLER, "F-1")
            noted = len(transaction.events(_SELLER, "F-1"))
            transaction.add_event(_SELLER, "F-1", Sent(on=DAY, by=f"{noted}"))
            paid = len(transaction.payments(_SELLER, client="ACME"))
            transaction.put_payment(_SELLER, payment_of(f"B-{paid}"))

        _at_once(store, add, 16)
        with store.reading() as transaction:
            draft = transaction.draft(draft_id)
            assert draft is not None
            notes = str(draft.notes).split(", ")
            assert sorted(notes[1:], key=int) == [*map(str, range(16))]
            events = transaction.events(_SELLER, "F-1")
            assert [event.by for event in events] == [*map(str, range(16))]
            assert len(transaction.payments(_SELLER)) == 16

    def test_a_draft_is_issued_once(self) -> None:
        """Eight who issue the same draft at once all get the one document."""
        store = self.make_store()
        draft = self._asked(store, lambda t: t.put_draft(draft_of("T-1")))

        def issue(transaction: Transaction, _: int) -> str:
            known = transaction.document_of(_id(draft))
            if known is None:
                number = f"F-{transaction.next_in(_COUNTER, DAY)}"
                known = draft.issue(number, DAY)
                transaction.put_document(known, draft.id)
            return known.number

        assert set(_at_once(store, issue, 16)) == {"F-1"}

    def test_a_task_is_claimed_once_at_once(self) -> None:
        """Of eight who save a draft of the same task at once, one has it."""
        store = self.make_store()

        def save(transaction: Transaction, _: int) -> bool:
            try:
                transaction.put_draft(draft_of("T-1", "T-2"))
            except TaskAlreadyBilledError:
                return False
            return True

        assert sum(_at_once(store, save, 8)) == 1


def _at_once(
    store: InvoiceStore, do: Callable[[Transaction, int], T], times: int
) -> list[T]:
    """Do something in as many transactions, eight at a time."""

    def once(n: int) -> T:
        with store.transaction() as transaction:
            return do(transaction, n)

    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(once, range(times)))


def _put(document: Issued, transaction: Transaction) -> None:
    transaction.put_document(document)


def _id(draft: InvoiceDraft) -> str:
    assert draft.id is not None
    return draft.id


def _draft(transaction: Transaction, draft: InvoiceDraft) -> InvoiceDraft | None:
    return transaction.draft(_id(draft))


def _holders(transaction: Transaction) -> list[tuple[TaskKey, str]]:
    return [(claim.task, claim.holder) for claim in transaction.claims([_T1, _T2])]
