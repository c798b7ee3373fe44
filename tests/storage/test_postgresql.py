"""What only a server can do: writers beside each other, and connections that break."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress
from datetime import date, timedelta
from threading import Barrier, Event

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

from flowfit_invoicing import errors
from flowfit_invoicing.documents import Closed
from flowfit_invoicing.ports import Counter, Search
from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.storage.sql import upgrading
from flowfit_invoicing.testing.samples import AGENCY, draft_of, invoice_of
from tests.storage.databases import CLOSED_ONCE, emptied, needs_postgresql

pytestmark = needs_postgresql

DAY = date(2026, 11, 24)
SELLER = AGENCY.identity
INVOICES = Counter(SELLER, "invoice", "F-2026-")
QUOTES = Counter(SELLER, "quote", "Q-2026-")
KILLED = text("SELECT pg_terminate_backend(pg_backend_pid())")


@pytest.fixture
def store() -> Iterator[SqlStore]:
    store = SqlStore(emptied())
    yield store
    store.close()


def test_two_series_do_not_wait_for_each_other(store: SqlStore) -> None:
    """Whoever has drawn a number of one series keeps nobody of another waiting.

    One counter for all would block all writers (Odoo 91873).
    """
    both_have_drawn = Barrier(2, timeout=10)

    def draw(counter: Counter) -> int:
        with store.transaction() as transaction:
            transaction.closed_until(SELLER)
            given = transaction.next_in(counter, DAY)
            both_have_drawn.wait()
            return given

    for given in (1, 2):
        with ThreadPoolExecutor(2) as pool:
            assert [*pool.map(draw, [INVOICES, QUOTES])] == [given, given]


def test_books_are_closed_behind_whoever_issues(store: SqlStore) -> None:
    """Nobody closes the books while a document of a day before is being issued."""
    closed = Event()

    def close() -> None:
        with store.transaction() as transaction:
            transaction.close(SELLER, Closed(on=DAY, until=DAY))
        closed.set()

    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as transaction:
            assert transaction.closed_until(SELLER) is None
            done = pool.submit(close)
            assert not closed.wait(0.3)
        done.result(10)
    with store.reading() as reading:
        assert reading.closed_until(SELLER) == DAY


def test_deadlock(store: SqlStore) -> None:
    """Two who wait for each other are told apart by the server; one may go on."""
    first = SqlStore(store.url)
    met = Barrier(2, timeout=10)

    def draw(*counters: Counter) -> bool:
        with suppress(errors.StoreBusyError), first.transaction() as transaction:
            transaction.next_in(counters[0], DAY)
            met.wait()
            transaction.next_in(counters[1], DAY)
            return True
        return False

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(draw, INVOICES, QUOTES)
        other = pool.submit(draw, QUOTES, INVOICES)
        assert sorted([one.result(), other.result()]) == [False, True]
    first.close()


def patience(store: SqlStore) -> str:
    with store.transaction() as transaction:
        shown = transaction.connection.execute(text("SHOW lock_timeout")).scalar()
    return str(shown)


def test_patience(store: SqlStore) -> None:
    """Nobody waits longer for a lock than for a turn, unless the host says how long."""
    assert [patience(store), patience(store)] == ["30s", "30s"]
    impatient = SqlStore(store.url.update_query_dict(QUICK))
    assert patience(impatient) == "200ms"
    impatient.close()


QUICK = {"options": "-c lock_timeout=200ms"}


@pytest.mark.parametrize("swallowed", [False, True])
def test_a_transaction_that_is_stuck(store: SqlStore, *, swallowed: bool) -> None:
    """Whoever waits behind it is told that all is busy; nothing is done, and no gap."""
    other = SqlStore(store.url.update_query_dict(QUICK))
    with store.transaction() as stuck:
        assert stuck.next_in(INVOICES, DAY) == 1
        with pytest.raises(errors.StoreError) as caught, other.transaction() as waiting:
            waiting.put_draft(draft_of("T-1"))
            with suppress(OperationalError) if swallowed else nullcontext():
                waiting.next_in(INVOICES, DAY)
    expected = errors.StoreError if swallowed else errors.StoreBusyError
    assert type(caught.value) is expected
    assert caught.value.outcome == "not done"
    with other.transaction() as transaction:
        assert transaction.drafts(SELLER, Search()) == ()
        assert transaction.next_in(INVOICES, DAY) == 2
    other.close()


def test_a_connection_that_breaks(store: SqlStore) -> None:
    """A connection that is lost on the way has kept nothing, and says so."""
    with (
        pytest.raises(errors.StoreConnectionError) as caught,
        store.transaction() as transaction,
    ):
        transaction.put_document(invoice_of("F-1", "T-1"))
        transaction.connection.execute(KILLED)
    assert caught.value.outcome == "not done"
    with store.transaction() as transaction:
        assert transaction.documents(SELLER, Search()) == ()


def test_a_connection_that_breaks_while_it_commits(store: SqlStore) -> None:
    """Nobody knows what became of it; the same draft again gives the one invoice."""
    with store.transaction() as transaction:
        draft = transaction.put_draft(draft_of("T-1"))
    with (
        pytest.raises(errors.OutcomeUnknownError),
        store.transaction() as transaction,
    ):
        transaction.put_document(draft.issue("F-1", DAY), draft.id)
        pid = transaction.connection.execute(text("SELECT pg_backend_pid()")).scalar()
        other = SqlStore(store.url)
        with other.transaction() as killer:
            kill = text(f"SELECT pg_terminate_backend({pid}, 5000)")
            killer.connection.execute(kill)
        other.close()
    with store.reading() as reading:
        assert reading.draft(draft.id or "") == draft


def test_a_failed_statement_that_is_swallowed(store: SqlStore) -> None:
    """Whoever goes on after a failure is not told that all was kept.

    The server answers its COMMIT with a rollback, and without any error.
    """
    with pytest.raises(errors.StoreError) as caught, store.transaction() as transaction:
        transaction.put_document(invoice_of("F-1", "T-1"))
        with suppress(Exception):  # as somebody might
            transaction.connection.execute(text("SELECT 1/0"))
    assert caught.value.outcome == "not done"


def test_idle_connections_that_broke(store: SqlStore) -> None:
    """A server that was started again since is connected to again."""
    with store.transaction() as transaction:
        transaction.next_in(INVOICES, DAY)
    other = SqlStore(store.url)
    with other.transaction() as killer:
        killer.connection.execute(
            text(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        )
    other.close()
    with store.transaction() as transaction:
        assert transaction.next_in(INVOICES, DAY + timedelta(days=1)) == 2


def test_no_server() -> None:
    """Where there is no server, the error says where it was looked for."""
    url = "postgresql://flowfit:secret@127.0.0.1:1/none"
    with pytest.raises(
        errors.StoreConnectionError, match="flowfit:\\*\\*\\*@"
    ) as caught:
        SqlStore(url)
    assert "secret" not in str(caught.value)


def test_read_only(store: SqlStore) -> None:
    """Whoever only reads cannot write by mistake."""
    with pytest.raises(errors.StoreReadOnlyError), store.reading() as reading:
        reading.put_draft(draft_of("T-1"))


def test_backup(store: SqlStore) -> None:
    """A server has tools of its own to be copied with."""
    with pytest.raises(errors.InvalidValueError, match="pg_dump"):
        store.backup("books.db")


NARROW = (
    "ALTER TABLE flowfit_counters ALTER COLUMN first TYPE INTEGER",
    "ALTER TABLE flowfit_counters ALTER COLUMN last TYPE INTEGER",
    *CLOSED_ONCE,
)
"""What makes tables of version 1 of those of today."""

OCTOBER = date(2026, 10, 31)


@pytest.mark.parametrize("version", [1, 2])
def test_numbers_of_more_than_32_bits(store: SqlStore, version: int) -> None:
    """Numbers go on behind 2 147 483 647, whatever version the tables began with."""
    draw(store)
    if version == 1:
        narrowed(store)
    upgraded = SqlStore(store.url, numbers_resume_at={INVOICES: 2**31})
    assert [draw(upgraded), draw(upgraded)] == [2**31, 2**31 + 1]
    with upgraded.reading() as reading:
        closed = reading.closings(SELLER)
    assert closed == ((Closed(on=OCTOBER, until=OCTOBER),) if version == 1 else ())
    assert version_of(upgraded) == 2
    upgraded.close()


def test_a_failed_upgrade_leaves_the_version_before(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of an upgrade is rolled back where a step of it fails."""
    draw(store)
    narrowed(store)

    def failing(_: Connection) -> None:
        raise OSError("no power")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="no power"):
        later = (*upgrading.UPGRADES, failing)
        patched.setattr(upgrading.upgrade, "__defaults__", (later,))
        SqlStore(store.url)
    assert version_of(store) == 1
    with store.reading() as reading:
        found = reading.connection.execute(text(TYPES)).scalars().all()
    assert found == ["integer", "integer"]
    upgraded = SqlStore(store.url)
    assert (draw(upgraded), version_of(upgraded)) == (2, 2)
    upgraded.close()


TYPES = (
    "SELECT data_type FROM information_schema.columns "
    "WHERE table_name = 'flowfit_counters' AND column_name IN ('first', 'last')"
)


def draw(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return transaction.next_in(INVOICES, DAY)


def narrowed(store: SqlStore) -> None:
    with store.transaction() as transaction:
        for statement in NARROW:
            transaction.connection.execute(text(statement))


def version_of(store: SqlStore) -> object:
    with store.reading() as reading:
        found = reading.connection.execute(text("SELECT version FROM flowfit_version"))
        return found.scalar_one()
