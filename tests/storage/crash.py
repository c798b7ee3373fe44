"""Kill houses at random, two at once, and count what is lost: `make crash`.

On a file of SQLite, and on a server of PostgreSQL where FLOWFIT_POSTGRESQL_URL names
one. Of the server, each tenth round kills a process of its own by SIGKILL, after which
it stops all others and recovers from its log.
"""

import os
import signal
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import sleep, time_ns

from attrs import define
from sqlalchemy import text

from flowfit_invoicing.errors import StoreError
from flowfit_invoicing.storage import SqlStore
from tests.storage.crashing import Mailbox, begun, check
from tests.storage.databases import NAMED, emptied

WRITERS = 2
STEPS = 200
"""About as many as a house takes to its end."""

ROUNDS = 10
"""Rounds in the same books; then new ones, since all that is in them is checked."""


@define
class Crashes:
    """What was killed, and what was looked at then."""

    kills: int = 0
    server_kills: int = 0
    acknowledged: int = 0
    repeats: int = 0
    """Mails that went out again, byte for byte the same."""

    def round(self, url: str, folder: Path, place: int, chance: Random) -> None:
        """Let two houses work, kill them, and look at what is left."""
        houses = [
            begun(url, folder, chance.randint(1, STEPS), place * WRITERS + n)
            for n in range(WRITERS)
        ]
        if url.startswith("postgresql") and place % ROUNDS == ROUNDS - 1:
            self.server_kills += _server_killed(url, chance)
        ended = [each.end() for each in houses]
        self.kills += sum(was_killed for _, was_killed in ended)
        told = [line for lines, _ in ended for line in lines]
        kept = [line for line in told if not line.startswith("failed")]
        self.acknowledged += len(kept)
        store = _opened(url)
        check(store, folder, kept)
        store.close()

    def books(self, url: str, chance: Random) -> None:
        """Make some rounds in the same books."""
        with TemporaryDirectory() as name:
            folder = Path(name)
            its = url or f"sqlite:///{folder}/books.db"
            SqlStore(its).close()
            for place in range(ROUNDS):
                self.round(its, folder, place, chance)
            sent = [message for message, _ in Mailbox(folder).sent()]
            self.repeats += len(sent) - len(set(sent))


def _server_killed(url: str, chance: Random) -> bool:
    """Kill a process of the server, if it is one of this machine."""
    sleep(chance.random() / 10)
    store = SqlStore(url)
    with suppress(StoreError, PermissionError, ProcessLookupError):
        with store.reading() as reading:
            pid = reading.connection.execute(text("SELECT pg_backend_pid()")).scalar()
        os.kill(int(pid or 0), signal.SIGKILL)
        return True
    return False


def _opened(url: str) -> SqlStore:
    """Open a store, as soon as its server has recovered."""
    for _ in range(200):
        with suppress(StoreError):
            return SqlStore(url)
        sleep(0.1)
    return SqlStore(url)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.storage.crash", description=__doc__)
    parser.add_argument("--kills", type=int, default=500, help="at least so many")
    parser.add_argument("--seed", type=int, default=time_ns() % 10**9)
    asked = parser.parse_args()
    print(f"seed {asked.seed}")  # noqa: T201 - it is a script
    chance = Random(asked.seed)  # noqa: S311 - what is by chance can be repeated
    crashes = Crashes()
    while crashes.kills < asked.kills:
        crashes.books("", chance)
        if NAMED is not None:
            crashes.books(emptied().render_as_string(hide_password=False), chance)
    print(  # noqa: T201 - it is a script
        f"{crashes.kills} kills, {crashes.server_kills} of the server; "
        f"{crashes.acknowledged} acknowledged, 0 lost; 0 gaps, 0 doubles, "
        f"0 billed twice, 0 never mailed; {crashes.repeats} mails again, "
        "0 with other bytes"
    )


if __name__ == "__main__":
    main()
