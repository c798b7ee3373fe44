"""Copies of a SQLite file, and what must be known before a copy is gone on with.

Under a log, the file alone may lack everything, so it cannot just be copied. A copy
says of itself that it is one, since what was issued after it was made is not in it, and
its numbers would be given to clients a second time.
"""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import date
from pathlib import Path

from sqlalchemy import Connection, select, update

from flowfit_invoicing.doors import one_of_type, pairs_of, refused, whole_number
from flowfit_invoicing.errors import RestoredStoreError, StoreError
from flowfit_invoicing.ports import Counter

from .faults import told_of_copy
from .rows import Rows
from .schema import COUNTERS, VERSIONS

_VERSION = 18
"""Where a file of SQLite says if it has a log (2) or none (1), in its header."""

_WITHOUT_LOG = b"\x01"

_BEYOND = 10**15
"""More than any series will ever have."""

_LONG_AGO = date(1, 1, 1)
"""The day of a series that nothing is known of."""


def copy(connection: Connection, path: Path) -> None:
    """Copy a SQLite file as it is now, while others write; it is there whole or not.

    Raises:
        InvalidValueError: If there is a file of that name already, or no such folder.
        StoreError: If it cannot be written.
    """
    with told_of_copy(path):
        if not path.parent.is_dir():
            raise refused(str(path), "expected a file in a folder that is there")
        if path.exists():
            expected = "expected the name of a file that is not there yet"
            raise refused(str(path), expected)
        _copy(connection, path)


def _copy(connection: Connection, path: Path) -> None:
    half = path.with_name(f"{path.name}.half")
    half.unlink(missing_ok=True)
    source = connection.connection.dbapi_connection
    with closing(sqlite3.connect(half, isolation_level=None)) as target:
        source.backup(target)  # type: ignore[union-attr]  # of sqlite3
        target.execute("PRAGMA journal_mode = DELETE")
        target.execute("PRAGMA synchronous = FULL")
        target.execute(f"UPDATE {VERSIONS.name} SET is_copy = 1")  # noqa: S608 - our own name
    half.rename(path)
    _sync(path.parent)


def check_log(file: Path, store: str) -> None:
    """Make sure that no log of another file is beside one that was put in its place.

    SQLite writes whatever log it finds into the file, and so destroys it. A copy that
    `backup` made has none; the log of what was killed is left beside it.

    Raises:
        StoreError: If there is one.
    """
    log = file.with_name(f"{file.name}-wal")
    with told_of_copy(file):
        # in this order: whoever begins a log says so in the file before
        is_log = log.is_file() and log.stat().st_size > 0 and _is_without_log(file)
    if is_log:
        cause = f"remove {log.name} and {file.name}-shm, which are of another file"
        raise StoreError(store, cause)


def _is_without_log(file: Path) -> bool:
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        opened.seek(_VERSION)
        return opened.read(1) == _WITHOUT_LOG


def places(numbers: Mapping[Counter, int]) -> dict[Counter, int]:
    """Take the next number of each counter.

    Raises:
        InvalidValueError: If one is no counter, or no number above zero.
    """
    named = dict(pairs_of(numbers))
    for counter, place in named.items():
        one_of_type(Counter, counter)
        if not 0 < whole_number(place) < _BEYOND:
            raise refused(place, f"expected a number from 1 to below {_BEYOND}")
    return named


def go_on(
    connection: Connection, store: str, numbers: Mapping[Counter, int] | None
) -> None:
    """Let the counters of a copy go on behind all numbers that clients have.

    Raises:
        RestoredStoreError: If it is a copy, and a counter of it is not named.
    """
    named = numbers or {}
    if _is_copy(connection):
        missing = tuple(each.series for each in _known(connection) if each not in named)
        if numbers is None or missing:
            raise RestoredStoreError(store, series=missing)
        connection.execute(update(VERSIONS).values(is_copy=False))
    for counter, place in named.items():
        _go_on_at(Rows(connection), counter, place)


def check_is_no_copy(connection: Connection, store: str) -> None:
    """Make sure that no copy was put in the place of what was opened.

    Raises:
        RestoredStoreError: If it is a copy by now.
    """
    if _is_copy(connection):
        series = tuple(each.series for each in _known(connection))
        raise RestoredStoreError(store, series=series)


def _is_copy(connection: Connection) -> bool:
    return bool(connection.execute(select(VERSIONS.c.is_copy)).scalar_one())


def _known(connection: Connection) -> list[Counter]:
    rows = connection.execute(select(COUNTERS))
    return [Counter(row.seller, row.kind, row.series) for row in rows]


def _go_on_at(rows: Rows, counter: Counter, place: int) -> None:
    key = {"seller": counter.seller, "kind": counter.kind, "series": counter.series}
    rows.insert_unless_there(COUNTERS, **key, first=1, last=0, day=_LONG_AGO)
    behind = update(COUNTERS).filter_by(**key).where(COUNTERS.c.last < place - 1)
    rows.connection.execute(behind.values(last=place - 1))


def _sync(folder: Path) -> None:
    """Make sure that a new name is still there when the power fails."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
