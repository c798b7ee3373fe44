"""What a store in SQL costs, and how fair it is to sixteen who write at once.

Seconds are those of the wall, since what takes long is the disk. One writer issues
documents of 20 lines, beside the same rows by Python's sqlite3 alone, by turns. Then as
many processes as there are writers issue for some seconds, each as fast as it can.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from multiprocessing import get_context
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import NamedTuple

from attrs import evolve
from sqlalchemy import create_engine, make_url, text

from flowfit_invoicing.documents import Invoice
from flowfit_invoicing.ports import Counter
from flowfit_invoicing.serializing import to_json
from flowfit_invoicing.storage import SqlStore
from flowfit_invoicing.testing.samples import AGENCY, draft_of

from . import report
from .clock import Spread
from .figures import Figure, milliseconds, times

DAY = date(2026, 11, 24)
COUNTER = Counter(AGENCY.identity, "invoice", "F-2026-")
LINES, WRITERS, ROUNDS, SECONDS = 20, 16, 40, 8.0
READY = 60
"""Invoices that each writer has made before; one writer alone makes more."""
SERVER = os.environ.get("FLOWFIT_POSTGRESQL_URL")

PLAIN = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE counters (seller TEXT PRIMARY KEY, last INTEGER, day TEXT);
CREATE TABLE documents (id INTEGER PRIMARY KEY, seller, number, kind, client, day, json,
    UNIQUE (seller, number));
CREATE TABLE projects (document INTEGER, project, PRIMARY KEY (document, project));
CREATE TABLE claims (id INTEGER PRIMARY KEY, project, task, holder, amount, whole);
CREATE INDEX by_task ON claims (project, task);
INSERT INTO counters VALUES ('A', 0, '');
"""


class Work(NamedTuple):
    """What a writer has done."""

    turns: int
    longest: float
    """Seconds that the longest of its turns took, waiting included."""


def invoice(n: int) -> Invoice:
    """Make an invoice of 20 lines, each of a task of its own."""
    return draft_of(*(f"T-{n}-{line}" for line in range(LINES))).issue("F-0", DAY)


def issue(store: SqlStore, made: Invoice) -> None:
    """Number an invoice and keep it, in a transaction."""
    with store.transaction() as transaction:
        number = f"F-2026-{transaction.next_in(COUNTER, DAY)}"
        transaction.put_document(evolve(made, number=number))


def issue_plainly(connection: sqlite3.Connection, made: Invoice, written: str) -> None:
    """Write the same rows, of which the JSON is there already."""
    do = connection.execute
    do("BEGIN IMMEDIATE")
    ((place,),) = do(
        "UPDATE counters SET last = last + 1, day = ? RETURNING last",
        [str(DAY)],
    ).fetchall()
    row = "A", f"F-2026-{place}", "invoice", "ACME", str(DAY), written
    document = do("INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?)", row)
    do("INSERT INTO projects VALUES (?, 'P-1')", [document.lastrowid])
    connection.executemany(
        "INSERT INTO claims VALUES (NULL, ?, ?, ?, ?, ?)",
        [
            (*claim.task, claim.holder, str(claim.amount), str(claim.whole))
            for claim in made.claims(row[1])
        ],
    )
    do("COMMIT")


def beside_sqlite(folder: Path) -> Iterator[Figure]:
    """Compare one writer with the same rows by sqlite3 alone, by turns."""
    store = SqlStore(f"sqlite:///{folder}/ours.db")
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    with closing(store), closing(plain):
        plain.executescript(PLAIN)
        ours, theirs, json = list[float](), list[float](), list[float]()
        for n in range(ROUNDS):
            made = invoice(n)
            begun = perf_counter()
            written = to_json(made)
            json.append(perf_counter() - begun)
            begun = perf_counter()
            issue(store, made)
            ours.append(perf_counter() - begun)
            begun = perf_counter()
            issue_plainly(plain, made, written)
            theirs.append(perf_counter() - begun)
    sides = list(zip(theirs, ours, json, strict=True))
    yield milliseconds("SqlStore: issue an invoice of 20 lines", Spread.of(ours))
    yield milliseconds("   of it, write its JSON", Spread.of(json))
    yield milliseconds("the same rows by sqlite3, with their JSON", _sums(theirs, json))
    what = "rate of SqlStore ÷ of the same rows by sqlite3"
    with_json = Spread.of([(their + text) / our for their, our, text in sides])
    yield times(what, None, with_json, 0.5, at_least=True)
    without = Spread.of([their / our for their, our, _ in sides])
    yield times("   the same, of rows whose JSON is there already", None, without)


def _sums(one: list[float], other: list[float]) -> Spread:
    return Spread.of([a + b for a, b in zip(one, other, strict=True)])


def write(url: str, writer: int, begin: Barrier, done: "Queue[Work]") -> None:
    """Issue for some seconds, as fast as it goes; what was made is made before."""
    store = SqlStore(url)
    made = [invoice(writer * 10**6 + n) for n in range(READY)]
    issue(store, made.pop())  # whoever has just begun makes his converters first
    begin.wait()
    until, turns, longest = perf_counter() + SECONDS, 0, 0.0
    while (at := perf_counter()) < until:
        turns += 1
        issue(store, made.pop() if made else invoice(writer * 10**6 + READY + turns))
        longest = max(longest, perf_counter() - at)
    begin.wait()  # until all are done: to end a process takes what others write with
    store.close()
    done.put(Work(turns, longest))


def at_once(url: str, writers: int) -> list[Work]:
    """Let so many processes write at once."""
    context = get_context("spawn")
    begin, done = context.Barrier(writers), context.Queue()
    several = [
        context.Process(target=write, args=(url, n, begin, done))
        for n in range(writers)
    ]
    for each in several:
        each.start()
    found = [done.get(timeout=10 * SECONDS) for _ in several]
    for each in several:
        each.join()
    return found


def fairness(
    name: str, one: list[Work], all_: list[Work], least: float
) -> Iterator[Figure]:
    """Tell how much sixteen get done, and how evenly."""
    rate = sum(work.turns for work in all_) / sum(work.turns for work in one)
    turns = sorted(work.turns for work in all_)
    yield times(
        f"{name}: rate at 16 writers ÷ at 1", None, _one(rate), least, at_least=True
    )
    longest = max(work.longest for work in all_)
    limit = 1000.0 if name == "SQLite" else None
    yield milliseconds(
        f"{name}: longest wait of a writer among 16", _one(longest), limit
    )
    what = f"{name}: least ÷ most served of 16 ({turns[0]}, {turns[-1]})"
    yield times(what, None, _one(turns[0] / turns[-1]), 0.25, at_least=True)
    usual = median(work.turns for work in one) / SECONDS
    yield Figure(f"{name}: invoices a second, one writer", None, "/s", _one(usual))


def _one(number: float) -> Spread:
    return Spread(number, number, number)


def emptied(url: str) -> str:
    """Give a server's database with nothing in it."""
    engine = create_engine(
        make_url(url).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    engine.dispose()
    return url


def figures() -> Iterator[Figure]:
    with TemporaryDirectory() as folder:
        yield from beside_sqlite(Path(folder))
        one = at_once(f"sqlite:///{folder}/one.db", 1)
        several = at_once(f"sqlite:///{folder}/several.db", WRITERS)
        yield from fairness("SQLite", one, several, 0.6)
    if SERVER is not None:
        one = at_once(emptied(SERVER), 1)
        several = at_once(emptied(SERVER), WRITERS)
        yield from fairness("PostgreSQL", one, several, 0.5)


def main() -> None:
    print(report.HEADING)
    found = list[Figure]()
    for figure in figures():
        print(report.line(figure), flush=True)
        found.append(figure)
    print(report.summary(found))
    if SERVER is None:
        print("PostgreSQL: not measured, FLOWFIT_POSTGRESQL_URL names no server")


if __name__ == "__main__":
    main()
