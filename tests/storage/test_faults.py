"""Each failure of a database is told as what it is, and if anything was written."""

import errno
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import make_url
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionError

from flowfit_invoicing import errors
from flowfit_invoicing.ports import Search
from flowfit_invoicing.storage import MemoryStore, SqlStore
from flowfit_invoicing.storage.sql.connections import opened
from flowfit_invoicing.storage.sql.faults import (
    shown,
    told,
    told_of_commit,
    told_of_file,
)
from flowfit_invoicing.testing.samples import AGENCY, draft_of

URL = make_url("postgresql://ours:secret@db.example/books")


class Answer(Exception):  # noqa: N818 - what a server answers
    """An error of a server, with its SQLSTATE."""

    def __init__(self, sqlstate: str, said: str) -> None:
        super().__init__(said)
        self.sqlstate = sqlstate


CASES: dict[str, tuple[Exception, type[errors.StoreError], type[errors.StoreError]]] = {
    "full": (
        sqlite3.OperationalError("database or disk is full"),
        errors.StoreFullError,
        errors.StoreFullError,
    ),
    "locked": (
        sqlite3.OperationalError("database is locked"),
        errors.StoreBusyError,
        errors.StoreBusyError,
    ),
    "a disk that fails": (
        sqlite3.OperationalError("disk I/O error"),
        errors.StoreConnectionError,
        errors.OutcomeUnknownError,
    ),
    "a server that is full": (
        Answer("53100", "could not extend file: No space left on device"),
        errors.StoreFullError,
        errors.StoreFullError,
    ),
    "a server that gives up a deadlock": (
        Answer("40P01", "deadlock detected"),
        errors.StoreBusyError,
        errors.StoreBusyError,
    ),
    "a server where a lock is held": (
        Answer("55P03", "annulation de la requête à cause du délai"),
        errors.StoreBusyError,
        errors.StoreBusyError,
    ),
    "a server in French": (
        Answer("40P01", "interblocage détecté"),
        errors.StoreBusyError,
        errors.StoreBusyError,
    ),
    "a server that is full, in French": (
        Answer("53100", "plus de place sur le disque"),
        errors.StoreFullError,
        errors.StoreFullError,
    ),
    "a server that only reads, in French": (
        Answer("25006", "ne peut pas exécuter INSERT"),
        errors.StoreReadOnlyError,
        errors.StoreReadOnlyError,
    ),
    "a server that refuses": (
        Answer("40001", "could not serialize access"),
        errors.StoreConnectionError,
        errors.StoreConnectionError,
    ),
    "a server that is stopped": (
        Answer("57P01", "terminating connection due to administrator command"),
        errors.StoreConnectionError,
        errors.OutcomeUnknownError,
    ),
    "a connection that is lost": (
        OSError("server closed the connection unexpectedly"),
        errors.StoreConnectionError,
        errors.OutcomeUnknownError,
    ),
}
"""What failed; what it is while something is written, and while it is committed."""


@pytest.mark.parametrize(("cause", "before", "committing"), CASES.values(), ids=CASES)
def test_told(
    cause: Exception,
    before: type[errors.StoreError],
    committing: type[errors.StoreError],
) -> None:
    """Only what fails while it is committed can be unknown, unless the server tells."""
    for tell, expected in ((told, before), (told_of_commit, committing)):
        with pytest.raises(errors.StoreError) as caught, tell(URL):
            raise OperationalError("COMMIT", {}, cause)
        assert type(caught.value) is expected
        assert caught.value == expected(
            "postgresql://ours:***@db.example/books", str(cause)
        )


SECRETS = {
    "before the @": "postgresql://ours:secret@db.example/books",
    "in the query": "postgresql://ours@db.example/books?password=secret",
    "in both": "postgresql://ours:secret@db.example/books?password=secret",
    "twice": "postgresql://ours@db.example/books?password=old-secret&password=secret",
}


@pytest.mark.parametrize("url", SECRETS.values(), ids=SECRETS)
def test_passwords(url: str) -> None:
    """A password is used and never shown, wherever in the URL it was written."""
    database = opened(url)
    used = database.writing.url
    assert used.password == "secret"  # noqa: S105 - of nobody
    for text in (repr(used), repr(database), shown(used), shown(make_url(url))):
        assert "secret" not in text
    database.writing.dispose()


def test_password_of_a_key() -> None:
    """That of a key stays where the driver looks for it, and is not told either."""
    url = make_url("postgresql://ours@db.example/books?sslpassword=secret")
    assert shown(url) == "postgresql://ours@db.example/books?sslpassword=hidden"


NOWHERE: dict[str, tuple[object, str]] = {
    "a file alone": ("books.db", "'books.db'"),
    "nothing": ("", "''"),
    "None": (None, "None"),
    "nonsense": ("nonsense://", "'nonsense://'"),
    "MySQL": ("mysql://ours:secret@db/books", "'mysql://ours:***@db/books'"),
    "a driver": ("postgresql+asyncpg://db/books", "'postgresql+asyncpg://db/books'"),
    "a port": ("postgresql://ours:secret@db:x/books", "'…'"),
    "no scheme": ("ours:secret@db/books", "'…'"),
    "no scheme, and a query": ("db/books?password=secret", "'…'"),
}


@pytest.mark.parametrize(("url", "told_as"), NOWHERE.values(), ids=NOWHERE)
def test_no_database(url: str, told_as: str) -> None:
    """What names no file of SQLite and no server of PostgreSQL is refused."""
    with pytest.raises(errors.InvalidValueError) as caught:
        SqlStore(url)
    assert str(caught.value) == (
        f"{told_as}: expected sqlite:///… or postgresql://…, no other database is known"
    )


URI = "expected the path of a file, and no URI of SQLite"
UNREADABLE = "expected a host and settings that SQLAlchemy can read"
MISREAD = {
    "a URI": ("sqlite:///file:books.db?mode=rwc&uri=true", URI),
    "a URI of nothing": ("sqlite:///file:books.db", URI),
    "said to be a URI": ("sqlite:///books.db?uri=true", URI),
    "no seconds": ("sqlite:///books.db?timeout=x", UNREADABLE),
    "seconds twice": ("sqlite:///books.db?timeout=1&timeout=2", UNREADABLE),
    "a host of a file": ("sqlite://here/books.db", UNREADABLE),
    "a port": ("postgresql://ours@db/books?port=x", UNREADABLE),
}


@pytest.mark.parametrize(("url", "expected"), MISREAD.values(), ids=MISREAD)
def test_misread(
    url: str, expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What would be opened under another name, or not at all, makes no file."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(errors.InvalidValueError, match=f"{expected}$"):
        SqlStore(url)
    assert list(tmp_path.iterdir()) == []


def test_whatever_else() -> None:
    """What nobody has foreseen is an error of the store as well."""
    with pytest.raises(errors.StoreError) as caught, told(URL):
        raise IntegrityError("INSERT", {}, sqlite3.IntegrityError("FOREIGN KEY"))
    assert type(caught.value) is errors.StoreError


FILES = {
    "no turn": (TimeoutError("no turn"), errors.StoreBusyError),
    "no permission": (OSError(errno.EACCES, "denied"), errors.StoreReadOnlyError),
    "read-only disk": (OSError(errno.EROFS, "read-only"), errors.StoreReadOnlyError),
    "full disk": (OSError(errno.ENOSPC, "no space"), errors.StoreFullError),
    "no more for you": (OSError(errno.EDQUOT, "quota"), errors.StoreFullError),
    "no folder": (OSError(errno.ENOENT, "no such file"), errors.StoreConnectionError),
}


@pytest.mark.parametrize(("cause", "expected"), FILES.values(), ids=FILES)
def test_file_beside(cause: OSError, expected: type[errors.StoreError]) -> None:
    """What happens to the file where writers queue is an error of the store."""
    with pytest.raises(errors.StoreError) as caught, told_of_file(URL):
        raise cause
    assert type(caught.value) is expected
    assert caught.value.outcome == "not done"


def test_no_connection_is_free() -> None:
    """Where all connections are in use for too long, the store is busy."""
    with pytest.raises(errors.StoreBusyError), told(URL):
        raise NoConnectionError("QueuePool limit reached")


def test_a_file_that_is_shut(tmp_path: Path) -> None:
    """A file that is there and cannot be opened may not be written, nor beside it.

    SQLite says the same of both, as on a disk that is read-only.
    """
    url = make_url(f"sqlite:///{tmp_path}/books.db")
    cause = sqlite3.OperationalError("unable to open database file")
    for expected in (errors.StoreConnectionError, errors.StoreReadOnlyError):
        with pytest.raises(expected), told(url):
            raise OperationalError("PRAGMA", {}, cause)
        (tmp_path / "books.db").touch()


IDS = {
    "of 5 000 digits": f"draft-{'9' * 5000}",
    "of nobody": "draft-2147483648",
    "of another kind": "F-1",
    "with a zero": "draft-01",
}


@pytest.mark.parametrize("draft_id", IDS.values(), ids=IDS)
def test_ids(each_store: MemoryStore | SqlStore, draft_id: str) -> None:
    """An id that no draft has is that of none; one that is no text is refused."""
    with each_store.transaction() as transaction:
        transaction.put_draft(draft_of("T-1"))
        assert transaction.draft(draft_id) is None
        transaction.drafts(AGENCY.identity, Search(after=draft_id))
    for wrong in (3, None, b"draft-1"):
        with (
            pytest.raises(errors.InvalidValueError),
            each_store.transaction() as transaction,
        ):
            transaction.draft(wrong)  # type: ignore[arg-type]  # what is wrong


def test_other_errors_pass() -> None:
    """What a host raises in a transaction stays what it is."""
    for tell in (told, told_of_commit):
        with pytest.raises(ZeroDivisionError), tell(URL):
            raise ZeroDivisionError
    assert not issubclass(ZeroDivisionError, DBAPIError)
