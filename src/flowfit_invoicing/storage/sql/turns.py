"""Writers of a SQLite file take turns in the order in which they came.

SQLite itself polls, and so does not care who has waited longest: of 16 writers one got
no turn in 6 s, another 2 000. Here each draws a ticket from a file beside the database
and waits until nobody holds one before its own. A ticket is a lock on one byte of that
file, which the system takes back when its holder dies; so nobody waits for the dead.
"""

import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from struct import pack
from time import monotonic, sleep
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import fcntl
else:
    try:
        import fcntl
    except ImportError:  # where there is none, SQLite's own waiting must do
        fcntl = None

_DIGITS = 20
_NEXT, _SERVED, _TICKETS = 0, _DIGITS, 2 * _DIGITS
"""Where the file has the next ticket, the one that is served, and a byte for each."""

_TO_THE_END = 0

_PAUSE = 0.0002
_LONGEST_PAUSE = 0.02


@contextmanager
def turn(database: Path, seconds: float) -> Generator[None]:
    """Wait for a turn to write, and hand it on at the end.

    Raises:
        TimeoutError: If it does not come within so many *seconds*.
        OSError: If the file of the turns cannot be written.
    """
    if not hasattr(fcntl, "F_OFD_SETLK"):
        yield
        return
    file = os.open(f"{database}-turns", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait(file, _drawn(file), seconds)
        yield
    finally:
        # closing is not enough: whoever was forked meanwhile has the file open as well
        _lock(file, fcntl.F_UNLCK, _TICKETS, _TO_THE_END)
        os.close(file)


def _drawn(file: int) -> int:
    """Draw the next ticket; nobody else does meanwhile."""
    fcntl.flock(file, fcntl.LOCK_EX)
    ticket = _read(file, _NEXT)
    _write(file, _NEXT, ticket + 1)
    _lock(file, fcntl.F_WRLCK, _TICKETS + ticket, 1)
    fcntl.flock(file, fcntl.LOCK_UN)
    return ticket


def _wait(file: int, ticket: int, seconds: float) -> None:
    """Wait until all tickets before are given back; who is next looks more often."""
    until = monotonic() + seconds
    while ticket and not _is_free(file, ticket):
        if monotonic() > until:
            raise TimeoutError(f"no turn to write in {seconds:g} seconds")
        ahead = max(ticket - _read(file, _SERVED), 1)
        sleep(min(_PAUSE * ahead, _LONGEST_PAUSE))
    _write(file, _SERVED, ticket)


def _is_free(file: int, ticket: int) -> bool:
    try:
        _lock(file, fcntl.F_RDLCK, _TICKETS, ticket)
    except BlockingIOError:
        return False
    return True


def _lock(file: int, kind: int, start: int, length: int) -> None:
    # struct flock of fcntl(2): what, from where, from which byte, how many, no process.
    fcntl.fcntl(file, fcntl.F_OFD_SETLK, pack("hhqqi4x", kind, 0, start, length, 0))


def _read(file: int, at: int) -> int:
    # a file of zero bytes is what a power failure may leave; nobody waits any more then
    return int(os.pread(file, _DIGITS, at).strip(b"\0") or b"0")


def _write(file: int, at: int, number: int) -> None:
    os.pwrite(file, b"%020d" % number, at)
