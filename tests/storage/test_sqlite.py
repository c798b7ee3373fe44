"""What SQLite does by itself would lose invoices; what is set right is shown here."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import dedent
from warnings import catch_warnings, simplefilter

import pytest
from sqlalchemy import Connection, text

from flowfit_invoicing import errors
from flowfit_invoicing.documents import Closed
from flowfit_invoicing.ports import Counter, Search
from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.storage.sql import connections, faults, turns, upgrading
from flowfit_invoicing.storage.sql import store as stores
from flowfit_invoicing.testing.samples import AGENCY, draft_of, invoice_of
from tests.storage.databases import CLOSED_ONCE

DAY = date(2026, 11, 24)
SELLER = AGENCY.identity
COUNTER = Counter(SELLER, "invoice", "F-2026-")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.db"


@pytest.fixture
def store(file: Path) -> Iterator[SqlStore]:
    store = SqlStore(f"sqlite:///{file}")
    yield store
    store.close()


def asked(file: Path, question: str) -> list[tuple[object, ...]]:
    """Ask a file by SQLite alone, with no patience."""
    with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as connection:
        return connection.execute(question).fetchall()


def draw(store: SqlStore) -> int:
    with store.transaction() as transaction:
        return transaction.next_in(COUNTER, DAY)


def test_settings(store: SqlStore) -> None:
    """Each connection writes through a log, syncs at each commit, and keeps keys.

    With NORMAL, what was acknowledged may be lost when the power fails.
    """
    with store.transaction() as transaction:
        found = {
            name: transaction.connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_write_lock_is_held_from_the_first_read(
    store: SqlStore, file: Path
) -> None:
    """Nobody else can begin to write between our read and our write.

    The driver's own BEGIN takes no lock: two writers read the same, and both write.
    """
    with store.transaction() as transaction:
        transaction.draft("draft-1")
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            asked(file, "BEGIN IMMEDIATE")
    assert asked(file, "BEGIN IMMEDIATE") == []


def test_reading_takes_no_write_lock(store: SqlStore, file: Path) -> None:
    """Whoever reads keeps no writer waiting, and cannot write by mistake."""
    with store.reading() as transaction:
        transaction.draft("draft-1")
        assert asked(file, "BEGIN IMMEDIATE") == []
    with pytest.raises(errors.StoreReadOnlyError), store.reading() as transaction:
        transaction.put_draft(draft_of("T-1"))


def test_reading_sees_one_moment(store: SqlStore) -> None:
    """What is read in one transaction is of one moment, whatever is written then."""
    with store.reading() as reader:
        assert reader.documents(SELLER, Search()) == ()
        with store.transaction() as transaction:
            transaction.put_document(invoice_of("F-1", "T-1"))
        assert reader.documents(SELLER, Search()) == ()


def test_a_failed_upgrade_leaves_no_table(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All of an upgrade is rolled back where a step of it fails.

    The driver's own transactions commit each CREATE TABLE at once.
    """

    def failing(_: Connection) -> None:
        raise OSError("no power")

    upgrades = (*upgrading.UPGRADES, failing)
    monkeypatch.setattr(upgrading.upgrade, "__defaults__", (upgrades,))
    with pytest.raises(OSError, match="no power"):
        SqlStore(f"sqlite:///{file}")
    assert asked(file, "SELECT name FROM sqlite_master") == []


def test_each_earlier_version_is_upgraded(
    file: Path, store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the steps that are missing are taken, and what is kept stays."""
    assert draw(store) == 1
    taken = list[str]()

    def step(name: str) -> Callable[[Connection], None]:
        def take(connection: Connection) -> None:
            taken.append(name)
            connection.execute(text(f"CREATE TABLE {name} (a INTEGER)"))

        return take

    for upgrades in ((step("two"),), (step("two"), step("three"))):
        later = (*upgrading.UPGRADES, *upgrades)
        monkeypatch.setattr(upgrading.upgrade, "__defaults__", (later,))
        opened = SqlStore(store.url)
        assert draw(opened) == len(upgrades) + 1
        opened.close()
    assert taken == ["two", "three"]
    assert asked(file, "SELECT version FROM flowfit_version") == [
        (len(upgrading.UPGRADES) + 2,)
    ]


def test_version_1(file: Path, store: SqlStore) -> None:
    """Tables of the first version have become those of the second.

    These kept only until when the books are closed, and not each closing.
    """
    assert draw(store) == 1
    for statement in CLOSED_ONCE:
        asked(file, statement)
    upgraded = SqlStore(store.url)
    assert draw(upgraded) == 2
    october = date(2026, 10, 31)
    with upgraded.reading() as reading:
        assert reading.closings(SELLER) == (Closed(on=october, until=october),)
        assert reading.closed_until(SELLER) == october
    upgraded.close()
    assert asked(file, "SELECT version FROM flowfit_version") == [(2,)]


def test_a_later_version_is_left_alone(file: Path, store: SqlStore) -> None:
    """Tables that a later version of the package has made are not written to."""
    asked(file, "UPDATE flowfit_version SET version = 99")
    with pytest.raises(errors.ConflictError, match="version 2 at most"):
        SqlStore(store.url)


def replaced(file: Path) -> None:
    """Put a copy in the place of a file."""
    copied = Path(shutil.copy(file, f"{file}2"))
    copied.replace(file)


def without_folder(file: Path) -> None:
    """Put a file in the place of the folder."""
    shutil.rmtree(file.parent)
    file.parent.touch()


GONE: dict[str, Callable[[Path], None]] = {
    "deleted": Path.unlink,
    "replaced": replaced,
    "folder": without_folder,
}


@pytest.mark.parametrize("happens", GONE.values(), ids=GONE)
def test_a_file_that_is_gone_before(
    store: SqlStore, file: Path, happens: Callable[[Path], object]
) -> None:
    """A file that was deleted or replaced is noticed, before anything is written.

    SQLite itself goes on with what has no name any more, and loses it all.
    """
    assert draw(store) == 1
    happens(file)
    with pytest.raises(errors.StoreConnectionError, match="deleted or replaced"):
        draw(store)
    with pytest.raises(errors.StoreConnectionError), store.reading():
        pass


@pytest.mark.parametrize("happens", GONE.values(), ids=GONE)
def test_a_file_that_goes_meanwhile(
    store: SqlStore, file: Path, happens: Callable[[Path], object]
) -> None:
    """It is noticed too where it happens in the middle of a transaction."""
    with pytest.raises(errors.StoreConnectionError), store.transaction() as transaction:
        transaction.put_draft(draft_of("T-1"))
        happens(file)


def test_a_file_that_goes_last(
    store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it goes while all is committed, nothing is acknowledged."""
    check = faults.check_whole

    def goes(*given: object) -> None:
        check(*given)  # type: ignore[arg-type]  # handed on
        file.unlink()

    monkeypatch.setattr(stores, "check_whole", goes)
    with pytest.raises(errors.OutcomeUnknownError) as caught:
        draw(store)
    assert caught.value.outcome == "unknown"


def test_wherever_the_process_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file without a folder stays the one of the folder that it was opened in."""
    monkeypatch.chdir(tmp_path)
    store = SqlStore("sqlite:///books.db")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir("elsewhere")
    assert draw(store) == 1
    store.close()


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_no_file(url: str) -> None:
    """What keeps nothing is no store."""
    with pytest.raises(errors.InvalidValueError, match="expected the file"):
        SqlStore(url)


def test_full(store: SqlStore, file: Path) -> None:
    """A full disk is told as such; nothing was written, and all goes on after that.

    By PRAGMA max_page_count, since a small file system is not everybody's to mount.
    SQLite has rolled back by itself then, and a further ROLLBACK would fail.
    """
    with pytest.raises(errors.StoreFullError), store.transaction() as transaction:
        (size,) = asked(file, "PRAGMA page_count")[0]
        transaction.connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        assert transaction.next_in(COUNTER, DAY) == 1
        for n in range(99):
            transaction.put_document(invoice_of(f"F-{n}", f"T-{n}"))
    store.close()
    assert draw(store) == 1
    with store.reading() as reading:
        assert reading.documents(SELLER, Search()) == ()


def test_full_and_swallowed(store: SqlStore, file: Path) -> None:
    """Whoever goes on after a full disk is not told that all was kept."""
    with pytest.raises(errors.StoreError) as caught, store.transaction() as transaction:
        (size,) = asked(file, "PRAGMA page_count")[0]
        transaction.connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")
        with suppress(Exception):  # as somebody might
            for n in range(99):
                transaction.put_document(invoice_of(f"F-{n}", f"T-{n}"))
    assert caught.value.outcome == "not done"


@pytest.mark.skipif(shutil.which("unshare") is None, reason="nothing can be mounted")
def test_full_file_system() -> None:
    """The same on a real file system of 1 MB, where one may be mounted."""
    script = Path(__file__).with_name("full.py")
    done = subprocess.run(  # noqa: S603 - our own script
        ["unshare", "--mount", sys.executable, script],  # noqa: S607 - where it is
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode == 77 or "unshare:" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert (done.stdout, done.returncode) == ("full, and nothing lost\n", 0)


def test_read_only(store: SqlStore) -> None:
    """A database that may only be read is told as such.

    By a pragma here; by permissions of its file and its folder below.
    """
    with pytest.raises(errors.StoreReadOnlyError), store.transaction() as transaction:
        transaction.connection.exec_driver_sql("PRAGMA query_only = ON")
        transaction.next_in(COUNTER, DAY)


MODES = {
    "the file, while it is open": (0o444, 0o755, True),
    "the file": (0o444, 0o755, False),
    "its folder": (0o666, 0o555, False),
}


@pytest.mark.parametrize(("of_file", "of_folder", "is_open"), MODES.values(), ids=MODES)
def test_permissions(of_file: int, of_folder: int, is_open: bool) -> None:  # noqa: FBT001 - a table's
    """A file or folder that may not be written is told as such; nothing is lost."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        store = SqlStore(f"sqlite:///{folder}/books.db")
        assert draw(store) == 1
        if not is_open:
            store.close()
        allow(folder, of_file, of_folder)
        with as_nobody(), pytest.raises(errors.StoreReadOnlyError):
            draw(store)
        allow(folder, 0o644, 0o755)
        assert draw(store) == 2
        store.close()


def allow(folder: Path, of_files: int, of_folder: int) -> None:
    for each in folder.iterdir():
        each.chmod(of_files)
    folder.chmod(of_folder)


def test_a_turn_ends_though_somebody_was_forked(store: SqlStore, file: Path) -> None:
    """Who was forked while another wrote has its file open too, and keeps no turn."""
    with turns.turn(file, 1), catch_warnings():
        simplefilter("ignore", DeprecationWarning)  # of forks beside threads, of 3.12
        child = os.fork()
        if child == 0:
            signal.pause()
    try:
        with turns.turn(file, 1):
            pass
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert draw(store) == 1


def test_turns_after_a_power_failure(store: SqlStore, file: Path) -> None:
    """A file of the turns that is left as zero bytes keeps nobody from writing."""
    assert draw(store) == 1
    file.with_name("books.db-turns").write_bytes(bytes(40))
    assert [draw(store), draw(store)] == [2, 3]


@contextmanager
def as_nobody() -> Generator[None]:
    """Be somebody whom permissions hold back, if root runs the tests."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_busy(store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock of somebody who takes no turns is waited for, and then told as such."""
    store.close()
    monkeypatch.setattr(connections, "BUSY", 50)
    impatient = SqlStore(store.url)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(errors.StoreBusyError, match="nothing was written"):
            draw(impatient)
        other.execute("ROLLBACK")
    assert draw(impatient) == 1
    impatient.close()


def test_no_turn(store: SqlStore, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that never comes to an end keeps the others waiting for so long only."""
    monkeypatch.setattr(stores, "PATIENCE", 0.05)
    with turns.turn(file, 1), pytest.raises(errors.StoreBusyError, match="no turn"):
        draw(store)
    assert draw(store) == 1


def test_the_dead_keep_nobody_waiting(store: SqlStore, file: Path) -> None:
    """The turn of a process that was killed is handed on at once."""
    code = dedent("""
        import os, sys
        from flowfit_invoicing.storage import SqlStore
        with SqlStore(sys.argv[1]).transaction():
            os.kill(os.getpid(), 9)
    """)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code, f"sqlite:///{file}"], check=False
    )
    assert done.returncode == -9
    assert draw(store) == 1


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is missing")
def test_each_acknowledged_commit_was_synced(tmp_path: Path) -> None:
    """Between the COMMIT and the acknowledgement the disk is told to keep it.

    A killed process shows nothing of it: what the system has, it keeps without a sync.
    """
    trace = tmp_path / "trace"
    code = dedent("""
        import os, sys
        from datetime import date
        from flowfit_invoicing.ports import Counter
        from flowfit_invoicing.storage import SqlStore
        store = SqlStore(sys.argv[1])
        for n in range(5):
            with store.transaction() as transaction:
                given = transaction.next_in(Counter("A", "b", "c"), date(2026, 1, 1))
            os.write(1, b"given %d" % given)
        os._exit(0)
    """)
    calls = "trace=fsync,fdatasync,write"
    subprocess.run(  # noqa: S603 - our own code
        [
            *("strace", "-f", "-s", "16", "-e", calls, "-o", trace),
            *(sys.executable, "-c", code, f"sqlite:///{tmp_path}/books.db"),
        ],
        check=True,
        capture_output=True,
    )
    syncs, counted = 0, list[int]()
    for line in trace.read_text().splitlines():
        if "sync(" in line and "= 0" in line:
            syncs += 1
        elif '"given ' in line:
            counted.append(syncs)
            syncs = 0
    assert len(counted) == 5
    assert min(counted) >= 1
