"""Adapters with faults to be switched on, which hosts test their own code with."""

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.storage import MemoryStore
from flowfit_invoicing.testing import EVERY, FaultyRenderer, FaultySender, FaultyStore
from flowfit_invoicing.testing.samples import draft_of, invoice_of, message_of
from tests.fakes import Outbox, PlainRenderer

MESSAGE = message_of(1).message


def test_nth_call() -> None:
    """
    The second call fails before anything is sent, the third when it was sent.
    """
    outbox = Outbox()
    faults = OSError("down"), OSError("no answer")
    sender = FaultySender(outbox, before={2: faults[0]}, after={3: faults[1]})

    sender.send(MESSAGE)
    for fault in faults:
        with pytest.raises(OSError, match=str(fault)):
            sender.send(MESSAGE)
    sender.send(MESSAGE)

    assert (len(outbox.sent), sender.calls) == (3, 4)


def test_every_call() -> None:
    """
    A fault of every call is that of those that have none of their own.
    """
    refused = ffi.errors.MessageRefusedError(
        MESSAGE.message_id,
        (ffi.Refusal("ap@acme.example", "550 no such user", permanent=True),),
    )
    sender = FaultySender(Outbox(), before={EVERY: refused, 2: OSError("down")})

    raised: list[type[Exception]] = []
    for _ in range(3):
        with pytest.raises(Exception, match=r"refused|down") as caught:
            sender.send(MESSAGE)
        raised.append(caught.type)

    assert raised == [type(refused), OSError, type(refused)]


def test_slow() -> None:
    """
    A fault may be something to be done first, such as waiting.
    """
    waited: list[str] = []
    renderer = FaultyRenderer(
        PlainRenderer(),
        before={1: lambda: waited.append("before")},
        after={1: lambda: waited.append("after"), 2: OSError("broken")},
    )

    assert renderer.render(invoice_of("F-1", "T-1"), "fr").content == b"F-1 fr"
    assert waited == ["before", "after"]
    with pytest.raises(OSError, match="broken"):
        renderer.render(invoice_of("F-1", "T-1"), "fr")


def test_store() -> None:
    """
    Before the end of a transaction nothing is kept; after it all is, and nobody knows.
    """
    books = MemoryStore()
    store = FaultyStore(
        books, before={1: OSError("full")}, after={2: OSError("no answer")}
    )

    for fault, kept in (("full", 0), ("no answer", 1)):
        with pytest.raises(OSError, match=fault), store.transaction() as transaction:
            transaction.put_draft(draft_of("T-1"))
        with books.transaction() as transaction:
            assert len(transaction.claims([("P-1", "T-1")])) == kept


def test_reading_has_no_faults() -> None:
    """
    A fault is one of what is kept; reading is no call, and has none.
    """
    store = FaultyStore(MemoryStore(), before={EVERY: OSError("full")})

    with store.reading() as transaction:
        assert transaction.draft("draft-1") is None
    assert store.calls == 0
