"""Killed at every step in turn, a house has lost nothing that it acknowledged.

Killing a process does not show what a power failure would: the system keeps its writes.
`test_sqlite.test_each_acknowledged_commit_was_synced` is about that.
"""

import os
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from flowfit_invoicing.storage import SqlStore
from tests.storage.crashing import begun, check
from tests.storage.databases import cleared, emptied, needs_postgresql

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs os.fork()")

DONE = ["saved", "issued", "saved", "sent", "paid", "credited"]


def killed_at_each(folder: Path, made: Callable[[Path], str]) -> None:
    """Kill a house at its first step, at its second, until it comes to its end."""
    seen, acknowledged, fatal = set[int](), list[str](), 0
    for fatal in count(1):
        its = folder / str(fatal)
        its.mkdir()
        url = made(its)
        SqlStore(url).close()
        acknowledged, was_killed = begun(url, its, fatal).end()
        store = SqlStore(url)
        check(store, its, acknowledged)
        store.close()
        seen.add(len(acknowledged))
        if not was_killed:
            break
    assert [line.split()[0] for line in acknowledged] == DONE
    assert seen == set(range(len(DONE) + 1))
    assert fatal > 100


def test_sqlite(tmp_path: Path) -> None:
    """A file of SQLite, from the first statement to the last commit."""
    killed_at_each(tmp_path, "sqlite:///{}/books.db".format)


@needs_postgresql
def test_postgresql(tmp_path: Path) -> None:
    """A server of PostgreSQL, of which the client is killed."""

    url = emptied().render_as_string(hide_password=False)

    def made(_: Path) -> str:
        cleared(url)
        return url

    killed_at_each(tmp_path, made)
