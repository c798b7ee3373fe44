"""A house that is killed at one of its steps, and what must be true after that.

A step is a statement, a commit or the handing over of a mail, each before and after.
The child is a fork, killed by SIGKILL; what it acknowledges comes through a pipe.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

from attrs import define, evolve, field, frozen
from sqlalchemy import event

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.ports import InvoiceSender, Search
from flowfit_invoicing.sending import FolderSender
from flowfit_invoicing.storage import SqlStore
from tests.fakes import Clock, PlainRenderer
from tests.quickstart import AGENCY, CATALOG, PROJECT

SELLER = AGENCY.identity
NUMBERS = {"invoice": "F-%YYYY%-%SEQ%", "credit-note": "NC-%SEQ%"}


def nothing() -> None:
    """Happen not at all."""


@define
class Steps:
    """Counts steps, and kills its process at one of them."""

    fatal: int
    counted: int = 0

    def __call__(self) -> None:
        self.counted += 1
        if self.counted == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def watch(self, store: SqlStore) -> None:
        """Count each statement and commit of a store, before and after."""
        engine = store._database.writing  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # nobody else has it
        commit = engine.dialect.do_commit

        def counted(*_: object) -> None:
            self()

        def committed(connection: Any) -> None:  # noqa: ANN401 - of whatever driver
            self()
            commit(connection)
            self()

        event.listen(engine, "before_cursor_execute", counted)
        event.listen(engine, "after_cursor_execute", counted)
        engine.dialect.do_commit = committed  # type: ignore[assignment]  # to watch it


@frozen
class Mailbox:
    """Writes mails into a folder, and a line in a log for each that a client has."""

    folder: Path
    step: Callable[[], None] = nothing
    _sender: InvoiceSender = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "_sender", FolderSender(self.folder / "outbox"))

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Write *message*."""
        self.step()
        self._sender.send(message)
        digest = sha256(message.as_bytes()).hexdigest()
        with (self.folder / "sent").open("a") as log:
            log.write(f"{message.message_id} {digest}\n")
        self.step()

    def sent(self) -> list[list[str]]:
        """Give the id and the digest of each mail that went out."""
        log = self.folder / "sent"
        return (
            [line.split() for line in log.read_text().splitlines()]
            if log.exists()
            else []
        )


def house(store: SqlStore, mailbox: Mailbox, clock: Clock) -> ffi.Invoicing:
    """Open an office on a store."""
    return ffi.Invoicing(
        seller=AGENCY,
        engine=ffi.PricingEngine(CATALOG),
        taxes=tax.canada(),
        store=store,
        renderer=PlainRenderer(),
        sender=mailbox,
        numbers=NUMBERS,
        today=clock.today,
        now=clock.now,
    )


def work(invoicing: ffi.Invoicing, round_: int) -> Iterator[str]:
    """Save, issue, send, pay and credit; say what is done as soon as it is."""
    first = evolve(PROJECT, number=f"P-{round_}-1")
    draft = invoicing.save(invoicing.create_invoice(first))
    yield f"saved {draft.id}"
    invoice = invoicing.issue(draft)
    yield f"issued {invoice.number} {draft.id}"
    second = evolve(PROJECT, number=f"P-{round_}-2")
    draft = invoicing.save(invoicing.create_invoice(second))
    yield f"saved {draft.id}"
    sent = invoicing.save_and_send(draft)
    yield f"sent {sent.number} {draft.id}"
    due, on = invoice.totals.due, invoice.issue_date
    payment = ffi.Payment(f"B-{round_}", "ACME", on, due, {invoice.number: due})
    invoicing.pay(payment)
    yield f"paid {payment.id}"
    note = invoicing.cancel(sent, "Typos", free_tasks=True)
    yield f"credited {note.number}"


@frozen
class Child:
    """A house at work in a process of its own."""

    pid: int
    acknowledges: int
    """The end of the pipe through which it says what is done."""

    def end(self) -> tuple[list[str], bool]:
        """Wait for it; give what it acknowledged, and whether it was killed."""
        with os.fdopen(self.acknowledges) as told:
            acknowledged = told.read().splitlines()
        _, status = os.waitpid(self.pid, 0)
        return acknowledged, os.WIFSIGNALED(status)


def begun(url: str, folder: Path, fatal: int, round_: int = 0) -> Child:
    """Let a child work, until it is killed at a step."""
    reads, writes = os.pipe()
    child = os.fork()
    if child:
        os.close(writes)
        return Child(child, reads)
    try:  # and never go back to the tests
        os.close(reads)
        sys.settrace(None)  # what is killed cannot tell what it covered
        steps = Steps(fatal)
        store = SqlStore(url)
        steps.watch(store)
        for done in work(house(store, Mailbox(folder, steps), Clock()), round_):
            os.write(writes, f"{done}\n".encode())
        os._exit(0)
    except BaseException as error:  # noqa: BLE001 - the parent is told
        said = " ".join(f"failed {type(error).__name__}: {error}".split())
        os.write(writes, f"{said}\n".encode())
        os._exit(1)


def check(store: SqlStore, folder: Path, acknowledged: list[str]) -> None:
    """Make sure that nothing acknowledged is missing, and all goes on from there."""
    clock, mailbox = Clock(), Mailbox(folder)
    clock.later(hours=1)  # all leases are over
    invoicing = house(store, mailbox, clock)
    assert store.check(now=clock.moment) == ()
    for line in acknowledged:
        _check_kept(store, line)
    _issue_what_was_saved(invoicing, store, acknowledged)
    invoicing.deliver_pending()
    with store.reading() as reading:
        assert reading.undelivered(SELLER) == ()
    digests = dict(mailbox.sent())  # the last of each message
    assert all(digests[message] == digest for message, digest in mailbox.sent())
    assert store.check(now=clock.moment) == ()


def _check_kept(store: SqlStore, acknowledged: str) -> None:
    what, key, *_ = acknowledged.split()
    with store.reading() as reading:
        found: object = reading.document(SELLER, key)
        if what == "saved":
            found = reading.draft(key) or reading.document_of(key)
        elif what == "paid":
            found = reading.payment(SELLER, key)
    assert found is not None, acknowledged


def _issue_what_was_saved(
    invoicing: ffi.Invoicing, store: SqlStore, acknowledged: list[str]
) -> None:
    """Whoever does not know what became of a draft issues it again."""
    with store.reading() as reading:
        waiting = reading.drafts(SELLER, Search())
        issued = {
            line.split()[2]: line.split()[1]
            for line in acknowledged
            if line.startswith(("issued", "sent"))
        }
        for draft_id, number in issued.items():
            document = reading.document_of(draft_id)
            assert document is not None
            assert document.number == number
    for draft in waiting:
        first = invoicing.issue(draft)
        assert invoicing.issue(draft) == first
