"""An end to talks with a server that answers, but never comes to an end."""

import socket
from collections.abc import Generator
from contextlib import contextmanager, suppress
from smtplib import SMTP, SMTPException
from threading import Event, Timer


@contextmanager
def within(seconds: float, server: SMTP) -> Generator[Event]:
    """Hang up on a server after *seconds*; the event says that this was done.

    Raises:
        TimeoutError: If what was not done by then has failed of it.
    """
    over = Event()

    def hang_up() -> None:
        over.set()
        if server.sock is not None:
            _shut(server.sock)

    timer = Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield over
    except (SMTPException, OSError) as error:
        if over.is_set():
            msg = f"not done within {seconds:g} seconds"
            raise TimeoutError(msg) from error
        raise
    finally:
        timer.cancel()


def _shut(connection: socket.socket) -> None:
    with suppress(OSError):  # it has hung up by itself
        # Not TLS' own shutdown, which is not made for two threads.
        socket.socket.shutdown(connection, socket.SHUT_RDWR)
