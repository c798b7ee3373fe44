"""Killed at every step in turn, a house has lost nothing that it acknowledged.

Killing a process does not show what a power failure would: the system keeps it.
`test_sqlite.test_each_acknowledged_commit_was_synced` is about that.
"""

import os
from itertools import count
from pathlib import Path

import pytest

from flowfit_invoicing.storage import SqlStore
from tests.storage.crashing import check, killed
from tests.storage.databases import NAMED, emptied, needs_postgresql

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork()")

DONE = ["saved", "issued", "saved", "sent", "paid", "credited"]


def test_sqlite(tmp_path: Path) -> None:
    """A file of SQLite, from the first statement to the last commit."""
    seen = set[int]()
    for fatal in count(1):
        folder = tmp_path / str(fatal)
        folder.mkdir()
        url = f"sqlite:///{folder}/books.db"
        SqlStore(url).close()
        acknowledged, was_killed = killed(url, folder, fatal)
        store = SqlStore(url)
        check(store, folder, acknowledged)
        store.close()
        seen.add(len(acknowledged))
        if not was_killed:
            break
    assert [line.split()[0] for line in acknowledged] == DONE
    assert seen == set(range(len(DONE) + 1))
    assert fatal > 100


@needs_postgresql
def test_postgresql(tmp_path: Path) -> None:
    """A server; round after round in the same database."""
    url = emptied().render_as_string(hide_password=False)
    SqlStore(url).close()
    everything = list[str]()
    for fatal in count(1):
        acknowledged, was_killed = killed(url, tmp_path, fatal, fatal)
        everything += acknowledged
        store = SqlStore(url)
        check(store, tmp_path, acknowledged)
        store.close()
        if not was_killed:
            break
    assert [line.split()[0] for line in acknowledged] == DONE
    assert NAMED is not None
    assert fatal > 100
