"""A copy of a store, and what it takes to go on with one."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from flowfit_invoicing import errors
from flowfit_invoicing.ports import Counter, Search
from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.storage.sql.faults import told_of_copy
from flowfit_invoicing.testing.samples import AGENCY, invoice_of

DAY = date(2026, 11, 24)
SELLER = AGENCY.identity
INVOICES = Counter(SELLER, "invoice", "F-2026-")
QUOTES = Counter(SELLER, "quote", "Q-2026-")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """A store with F-2026-1 and F-2026-2, and a copy in which only the first is."""
    store = SqlStore(f"sqlite:///{tmp_path}/books.db")
    issue(store)
    store.backup(tmp_path / "copy.db")
    issue(store)
    yield store
    store.close()


def issue(store: SqlStore) -> str:
    with store.transaction() as transaction:
        number = f"F-2026-{transaction.next_in(INVOICES, DAY)}"
        transaction.put_document(invoice_of(number, number))
    return number


def numbers(store: SqlStore) -> list[str]:
    with store.reading() as reading:
        return [each.number for each in reading.documents(SELLER, Search())]


def test_a_copied_file_lacks_what_is_in_the_log(
    store: SqlStore, tmp_path: Path
) -> None:
    """That is why there is a backup: the file alone is not the books."""
    (tmp_path / "plain.db").write_bytes((tmp_path / "books.db").read_bytes())
    with closing(sqlite3.connect(tmp_path / "plain.db")) as plain:
        tables = plain.execute("SELECT count(*) FROM sqlite_master").fetchone()
    assert tables == (0,)
    assert numbers(store) == ["F-2026-1", "F-2026-2"]


def test_a_copy_asks_where_numbers_resume(store: SqlStore, tmp_path: Path) -> None:
    """Numbers that clients have got since are not given again by mistake."""
    url = f"sqlite:///{tmp_path}/copy.db"
    for resume in (None, {}, {QUOTES: 7}):
        with pytest.raises(errors.RestoredStoreError) as caught:
            SqlStore(url, numbers_resume_at=resume)
        assert caught.value.series == ("F-2026-",)
    restored = SqlStore(url, numbers_resume_at={INVOICES: 3, QUOTES: 7})
    assert numbers(restored) == ["F-2026-1"]
    assert issue(restored) == "F-2026-3"
    with restored.transaction() as transaction:
        assert transaction.next_in(QUOTES, DAY) == 7
    restored.close()
    again = SqlStore(url)
    assert issue(again) == "F-2026-4"
    again.close()
    assert numbers(store) == ["F-2026-1", "F-2026-2"]


NO_PLACES: dict[str, object] = {
    "True": {INVOICES: True},
    "a float": {INVOICES: 1.5},
    "below zero": {INVOICES: -5},
    "zero": {INVOICES: 0},
    "text": {INVOICES: "x"},
    "None": {INVOICES: None},
    "more than any series has": {INVOICES: 10**30},
    "text for a counter": {"F-2026-": 3},
    "no mapping": 3,
}


@pytest.mark.parametrize("resume", NO_PLACES.values(), ids=NO_PLACES)
def test_no_number_to_resume_at(
    store: SqlStore, tmp_path: Path, resume: dict[Counter, int]
) -> None:
    """What is no next number of a counter is refused, and the copy stays a copy."""
    for _ in range(2):
        with pytest.raises(errors.InvalidValueError):
            SqlStore(f"sqlite:///{tmp_path}/copy.db", numbers_resume_at=resume)
    assert issue(store) == "F-2026-3"


@pytest.mark.usefixtures("store")
def test_a_series_that_the_copy_does_not_know(tmp_path: Path) -> None:
    """It may have begun since, so it does not begin again unless it is named."""
    url = f"sqlite:///{tmp_path}/copy.db"
    restored = SqlStore(url, numbers_resume_at={INVOICES: 3})
    with (
        pytest.raises(errors.RestoredStoreError) as caught,
        restored.transaction() as transaction,
    ):
        transaction.next_in(QUOTES, DAY)
    assert caught.value == errors.RestoredStoreError(url, series=("Q-2026-",))
    restored.close()
    named = SqlStore(url, numbers_resume_at={QUOTES: 7})
    with named.transaction() as transaction:
        assert transaction.next_in(QUOTES, DAY) == 7
    named.close()


@pytest.mark.usefixtures("store")
def test_days_never_go_back(tmp_path: Path) -> None:
    """A series goes on from the day of the last document that is known."""
    restored = SqlStore(
        f"sqlite:///{tmp_path}/copy.db", numbers_resume_at={INVOICES: 3}
    )
    with (
        pytest.raises(errors.ConflictError, match="2026-11-24"),
        restored.transaction() as transaction,
    ):
        transaction.next_in(INVOICES, DAY - timedelta(days=1))
    restored.close()


def test_a_copy_that_is_restored_in_place(store: SqlStore, tmp_path: Path) -> None:
    """A store that is open tells that it has become a copy, and gives no number."""
    with (
        closing(sqlite3.connect(tmp_path / "copy.db")) as source,
        closing(sqlite3.connect(tmp_path / "books.db")) as target,
    ):
        source.backup(target)
    with pytest.raises(errors.RestoredStoreError) as caught:
        issue(store)
    assert caught.value.series == ("F-2026-",)
    assert numbers(store) == ["F-2026-1"]


def test_a_copy_beside_the_log_of_what_was_killed(
    store: SqlStore, tmp_path: Path
) -> None:
    """A log that is left of another file is told, and not written into the copy.

    SQLite itself would write it: "database disk image is malformed".
    """
    for name in ("books.db-wal", "books.db-shm"):  # as they are after a kill
        left = tmp_path / name
        left.with_name(f"left-{name}").write_bytes(left.read_bytes())
    store.close()
    copy = (tmp_path / "copy.db").read_bytes()
    (tmp_path / "books.db").write_bytes(copy)
    for name in ("books.db-wal", "books.db-shm"):
        (tmp_path / f"left-{name}").rename(tmp_path / name)

    for _ in range(2):
        with pytest.raises(errors.StoreError) as caught:
            SqlStore(store.url, numbers_resume_at={INVOICES: 3})
        assert caught.value.cause == (
            "remove books.db-wal and books.db-shm, which are of another file"
        )
    assert (tmp_path / "books.db").read_bytes() == copy

    (tmp_path / "books.db-wal").unlink()
    (tmp_path / "books.db-shm").unlink()
    restored = SqlStore(store.url, numbers_resume_at={INVOICES: 3})
    assert (numbers(restored), issue(restored)) == (["F-2026-1"], "F-2026-3")
    restored.close()


def test_a_log_of_the_file_itself(store: SqlStore, tmp_path: Path) -> None:
    """What was killed is opened again with all that is in its log."""
    for end in ("", "-wal"):
        content = (tmp_path / f"books.db{end}").read_bytes()
        (tmp_path / f"killed.db{end}").write_bytes(content)
    killed = SqlStore(f"sqlite:///{tmp_path}/killed.db")
    assert numbers(killed) == numbers(store) == ["F-2026-1", "F-2026-2"]
    killed.close()


def test_numbers_never_go_back(store: SqlStore) -> None:
    """A number before those that were given changes nothing."""
    again = SqlStore(store.url, numbers_resume_at={INVOICES: 2})
    assert issue(again) == "F-2026-3"
    again.close()


def test_the_copy_says_what_it_lacks(store: SqlStore, tmp_path: Path) -> None:
    """The numbers of what was issued after the copy are told as missing."""
    restored = SqlStore(
        f"sqlite:///{tmp_path}/copy.db", numbers_resume_at={INVOICES: 3}
    )
    issue(restored)
    (finding,) = restored.check()
    assert str(finding) == (
        "F-2026-: no document has the numbers 2 to 2 of this series"
    )
    restored.close()
    assert store.check() == ()


def test_nothing_is_overwritten(store: SqlStore, tmp_path: Path) -> None:
    """A copy does not take the place of another file."""
    kept = (tmp_path / "copy.db").read_bytes()
    with pytest.raises(errors.InvalidValueError, match="not there yet"):
        store.backup(str(tmp_path / "copy.db"))
    assert (tmp_path / "copy.db").read_bytes() == kept
    assert sorted(file.name for file in tmp_path.glob("copy*")) == ["copy.db"]


NO_COPIES: dict[str, tuple[object, type[Exception]]] = {
    "no folder": ("nowhere/copy.db", errors.InvalidValueError),
    "a folder": ("", errors.InvalidValueError),
    "no path": (3, errors.InvalidValueError),
    "no name": ("a\0", errors.InvalidValueError),
    "a name that is too long": ("x" * 300, errors.StoreError),
}


@pytest.mark.parametrize(("name", "expected"), NO_COPIES.values(), ids=NO_COPIES)
def test_nowhere_to_copy_to(
    store: SqlStore, tmp_path: Path, name: object, expected: type[Exception]
) -> None:
    """What names no new file is refused, and what the system refuses is told."""
    with pytest.raises(expected):
        store.backup(f"{tmp_path}/{name}" if isinstance(name, str) else name)  # type: ignore[arg-type]  # what is wrong
    store.backup(tmp_path / "right.db")


def test_a_copy_that_fails(store: SqlStore, tmp_path: Path) -> None:
    """What SQLite says of a copy is an error of the store, which names the copy."""
    (tmp_path / "other.db.half").mkdir()
    with pytest.raises(errors.StoreError, match=r"other\.db"):
        store.backup(tmp_path / "other.db")
    with pytest.raises(errors.StoreFullError) as caught, told_of_copy(tmp_path):
        raise sqlite3.OperationalError("database or disk is full")
    assert caught.value.store == str(tmp_path)


def test_half_a_copy_is_none(store: SqlStore, tmp_path: Path) -> None:
    """What an attempt before has left half is written anew."""
    (tmp_path / "second.db.half").write_bytes(b"half")
    store.backup(tmp_path / "second.db")
    restored = SqlStore(
        f"sqlite:///{tmp_path}/second.db", numbers_resume_at={INVOICES: 3}
    )
    assert numbers(restored) == ["F-2026-1", "F-2026-2"]
    restored.close()
