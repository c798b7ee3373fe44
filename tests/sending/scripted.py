"""A mail server that says what it is told to, for what a real one does not do."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from threading import Event, Thread

from attrs import define, field

from flowfit_invoicing.sending import SmtpSender


@define
class Script:
    """Answers: None hangs up instead, and an empty one is never given.

    An answer without an end of line is said again and again, a little at a time.
    """

    greeting: bytes | None = b"220 ready\r\n"
    hello: bytes | None = b"250 OK\r\n"
    rcpt: bytes | None = b"250 OK\r\n"
    content: bytes | None = b"250 OK\r\n"
    quit: bytes | None = b"221 bye\r\n"
    said: list[bytes] = field(factory=list[bytes], init=False)
    """The commands that came in, and the dot that ends the content."""

    done: Event = field(factory=Event, init=False)


class _HungUpError(Exception):
    """The script says so."""


def plain(port: int) -> SmtpSender:
    """Make a sender for a server of this machine."""
    return SmtpSender("127.0.0.1", port, security="none", timeout=5)


@contextmanager
def scripted(script: Script) -> Generator[int]:
    """Run a server for one connection, on a free port of the loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        talk = Thread(target=_answer, args=[listener, script], daemon=True)
        talk.start()
        yield listener.getsockname()[1]
        script.done.set()
        talk.join(5)


def _answer(listener: socket.socket, script: Script) -> None:
    connection, _ = listener.accept()
    with connection:
        try:
            _talk(connection, script)
        except (_HungUpError, OSError):
            pass
        finally:
            script.done.set()


def _talk(connection: socket.socket, script: Script) -> None:
    _say(connection, script, script.greeting)
    with connection.makefile("rb") as lines:
        for line in lines:
            command = line.strip()[:4].upper()
            script.said.append(command)
            if command == b"DATA":
                connection.sendall(b"354 go on\r\n")
                while next(lines) != b".\r\n":
                    pass
                script.said.append(b".")
            _say(connection, script, _answer_to(command, script))
            if command == b"QUIT":
                return


def _answer_to(command: bytes, script: Script) -> bytes | None:
    answers = {
        b"EHLO": script.hello,
        b"HELO": script.hello,
        b"RCPT": script.rcpt,
        b"DATA": script.content,
        b"QUIT": script.quit,
    }
    return answers.get(command, b"250 OK\r\n")


def _say(connection: socket.socket, script: Script, answer: bytes | None) -> None:
    if answer is None:
        raise _HungUpError
    if answer.endswith(b"\n"):
        connection.sendall(answer)
        return
    while not script.done.wait(0.1):
        connection.sendall(answer)
    raise _HungUpError
