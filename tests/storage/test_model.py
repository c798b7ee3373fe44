"""Whatever is done to a store in SQL, it answers as the store in memory does."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from attrs import evolve
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from flowfit_invoicing.documents import Closed, Invoice, Sent, credit
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.ports import Counter, InvoiceStore, Search, Transaction
from flowfit_invoicing.storage import MemoryStore, SqlStore
from flowfit_invoicing.testing.samples import (
    AGENCY,
    DAY,
    NOON,
    draft_of,
    invoice_of,
    message_of,
    part_of_a_task,
    payment_of,
)

SELLER = AGENCY.identity
COUNTER = Counter(SELLER, "invoice", "F-")
TASKS = ("T-1", "T-2", "T-3")

tasks = st.lists(st.sampled_from(TASKS), max_size=3, unique=True)
drafts = st.integers(0, 6).map("draft-{}".format)
numbers = st.integers(0, 6).map("F-{}".format)
days = st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n))


class _Stopped(Exception):  # noqa: N818 - it stops a transaction, and is no fault
    """Raised behind what was done, so that nothing of it is kept."""


def answer(
    store: InvoiceStore, do: Callable[[Transaction], object], *, keep: bool
) -> object:
    """Give what a store answers: a value, or an error in its words."""
    found: object = None
    try:
        with suppress(_Stopped), store.transaction() as transaction:
            found = do(transaction)
            _go_on(keep=keep)
    except InvoicingError as error:
        return type(error), str(error)
    return found


def _go_on(*, keep: bool) -> None:
    if not keep:
        raise _Stopped


class Stores(RuleBasedStateMachine):
    """A store in SQL beside its model, both asked for the same."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(mkdtemp())
        self.model = MemoryStore()
        self.store = SqlStore(f"sqlite:///{self.folder}/books.db")

    def teardown(self) -> None:
        self.store.close()
        rmtree(self.folder)

    def both(self, do: Callable[[Transaction], object], *, keep: bool = True) -> object:
        expected = answer(self.model, do, keep=keep)
        assert answer(self.store, do, keep=keep) == expected
        return expected

    @rule(tasks=tasks, keep=st.booleans())
    def save_new(self, tasks: list[str], *, keep: bool) -> None:
        self.both(lambda t: t.put_draft(draft_of(*tasks)), keep=keep)

    @rule(draft_id=drafts, tasks=tasks, behind=st.integers(0, 1))
    def save_again(self, draft_id: str, tasks: list[str], behind: int) -> None:
        def save(transaction: Transaction) -> object:
            kept = transaction.draft(draft_id)
            version = 1 if kept is None else (kept.version or 0) - behind
            draft = evolve(draft_of(*tasks), id=draft_id, version=version)
            return transaction.put_draft(draft)

        self.both(save)

    @rule(percent=st.integers(1, 100))
    def save_a_part(self, percent: int) -> None:
        self.both(lambda t: t.put_draft(part_of_a_task(percent)))

    @rule(draft_id=drafts)
    def discard(self, draft_id: str) -> None:
        self.both(lambda t: t.remove_draft(draft_id))

    @rule(draft_id=drafts, on=days, keep=st.booleans())
    def issue(self, draft_id: str, on: date, *, keep: bool) -> None:
        def issue(transaction: Transaction) -> object:
            draft = transaction.draft(draft_id)
            if draft is None or not draft.lines:
                return None
            number = f"F-{transaction.next_in(COUNTER, on)}"
            transaction.put_document(draft.issue(number, on), draft_id)
            return number

        self.both(issue, keep=keep)

    @rule(number=numbers, tasks=tasks)
    def put(self, number: str, tasks: list[str]) -> None:
        if tasks:
            self.both(lambda t: t.put_document(invoice_of(number, *tasks)))

    @rule(number=numbers, free=st.booleans())
    def credit(self, number: str, *, free: bool) -> None:
        def cancel(transaction: Transaction) -> object:
            invoice = transaction.document(SELLER, number)
            if not isinstance(invoice, Invoice):
                return None
            draft = credit(invoice, "Typos", free_tasks=free)
            note = draft.issue(f"N-{number}", invoice.issue_date)
            transaction.put_document(note)
            return note

        self.both(cancel)

    @rule(number=numbers, by=st.sampled_from("ab"))
    def note(self, number: str, by: str) -> None:
        self.both(lambda t: t.add_event(SELLER, number, Sent(on=DAY, by=by)))

    @rule(payment=numbers, client=st.sampled_from(["ACME", "GLOBEX"]))
    def pay(self, payment: str, client: str) -> None:
        self.both(lambda t: t.put_payment(SELLER, payment_of(payment, client)))

    @rule(until=days)
    def close(self, until: date) -> None:
        self.both(lambda t: t.close(SELLER, Closed(on=DAY, until=until)))

    @rule(place=st.integers(1, 3), delivered=st.booleans())
    def queue(self, place: int, *, delivered: bool) -> None:
        message = message_of(place)
        put = message.delivered(NOON) if delivered else message
        self.both(lambda t: t.put_message(put))

    @precondition(lambda self: self.model != MemoryStore())
    @rule()
    def open_again(self) -> None:
        self.store.close()
        self.store = SqlStore(self.store.url)

    @invariant()
    def same(self) -> None:
        keys = [("P-1", task) for task in TASKS]
        self.both(
            lambda t: (
                t.drafts(SELLER, Search()),
                t.documents(SELLER, Search()),
                t.documents(SELLER, Search(kind="invoice", after="F-1", limit=2)),
                t.claims(keys),
                t.events(SELLER, "F-1"),
                t.payments(SELLER, client="ACME"),
                t.closed_until(SELLER),
                t.closings(SELLER),
                t.undelivered(SELLER),
                t.document_of("draft-1"),
            )
        )


TestStores = Stores.TestCase
TestStores.settings = settings(
    max_examples=12,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
