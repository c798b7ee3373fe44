"""The store in memory: a transaction happens whole or not at all."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from copy import copy, deepcopy
from datetime import date

import pytest
from attrs import evolve

from flowfit_invoicing import Money, Payment, errors
from flowfit_invoicing.documents import Sent, Viewed
from flowfit_invoicing.ports import Counter, Search
from flowfit_invoicing.rendering import TextRenderer
from flowfit_invoicing.storage import MemoryStore
from flowfit_invoicing.testing import EVERY, FaultyRenderer
from tests.fakes import office
from tests.quickstart import PROJECT

COUNTER = Counter("Laval", "invoice", "F-2026-")
DAY = date(2026, 11, 24)


def test_rolled_back() -> None:
    """
    An exception leaves nothing behind, and the number is given again.
    """
    store = MemoryStore()
    with suppress(ZeroDivisionError), store.transaction() as transaction:
        assert transaction.next_in(COUNTER, DAY) == 1
        raise ZeroDivisionError

    assert store == MemoryStore()
    with store.transaction() as transaction:
        assert transaction.next_in(COUNTER, DAY) == 1


def test_committed() -> None:
    """
    A clean exit keeps what was done.
    """
    store = MemoryStore()
    for expected in (1, 2, 3):
        with store.transaction() as transaction:
            assert transaction.next_in(COUNTER, DAY) == expected
    assert store != MemoryStore()


def test_within_itself() -> None:
    """
    A transaction within another of its thread would wait for ever; it is told so.
    """
    store = MemoryStore()
    with store.transaction() as transaction:
        transaction.next_in(COUNTER, DAY)
        with pytest.raises(errors.StoreBusyError) as caught, store.transaction():
            raise NotImplementedError
        assert caught.value.outcome == "not done"
        assert transaction.next_in(COUNTER, DAY) == 2
    with suppress(ZeroDivisionError), store.transaction():
        raise ZeroDivisionError
    with store.transaction() as transaction:
        assert transaction.next_in(COUNTER, DAY) == 3


def test_another_thread_waits() -> None:
    """
    Whoever writes in another thread waits for their turn, as ever.
    """
    store = MemoryStore()

    def draw() -> int:
        with store.transaction() as transaction:
            return transaction.next_in(COUNTER, DAY)

    with ThreadPoolExecutor(1) as pool:
        with store.transaction() as transaction:
            waiting = pool.submit(draw)
            assert transaction.next_in(COUNTER, DAY) == 1
        assert waiting.result(10) == 2


def test_a_renderer_that_saves() -> None:
    """
    Whatever is called while a document is issued cannot write; nothing is issued.
    """
    house = office()
    draft = house.invoicing.create_invoice(PROJECT)

    def save() -> None:
        house.invoicing.save(draft)

    renderer = FaultyRenderer(TextRenderer(), before={EVERY: save})
    with pytest.raises(errors.StoreBusyError, match="this thread is in a transaction"):
        evolve(house.invoicing, renderer=renderer).save_and_send(draft)
    assert house.store == MemoryStore()
    assert house.invoicing.save_and_send(draft).number == "F-2026-1"


def test_number_given_already() -> None:
    """
    A number is given to one document of a seller.
    """
    house = office()
    invoice = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))

    with (
        house.store.transaction() as transaction,
        pytest.raises(errors.ConflictError, match="number F-2026-1"),
    ):
        transaction.put_document(invoice)


def test_copies() -> None:
    """
    A copy keeps what was there when it was made, and has a life of its own.
    """
    house = office()
    house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    for twin in (copy(house.store), deepcopy(house.store)):
        assert twin == house.store
        with twin.transaction() as transaction:
            transaction.remove_draft("draft-1")
        assert twin != house.store


def test_unlike_anything_else() -> None:
    """
    A store is compared with stores only, and is no key of a dictionary.
    """
    assert MemoryStore() != 1
    with pytest.raises(TypeError, match="unhashable"):
        hash(MemoryStore())


def test_what_is_not_there() -> None:
    """
    Asked for what it does not have, the store says so.
    """
    with MemoryStore().transaction() as transaction:
        assert transaction.draft("draft-1") is None
        assert transaction.document("Laval", "F-1") is None
        assert transaction.document_of("draft-1") is None
        assert transaction.message("<1@x>") is None
        assert transaction.messages_of("Laval", "F-1") == ()
        assert transaction.payment("Laval", "B-1") is None
        assert transaction.payments("Laval") == ()
        assert transaction.undelivered("Laval") == ()
        assert transaction.claims([("P", "T")], besides="draft-1") == ()
        assert transaction.documents("Laval", Search()) == ()
        assert transaction.events("Laval", "F-1") == ()
        transaction.remove_draft("draft-1")


def test_events() -> None:
    """
    What happens to a document is kept in its order; to one that is not there, nothing.
    """
    house = office()
    invoice = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    seller = invoice.seller.identity
    sent, viewed = Sent(on=DAY), Viewed(on=DAY, by="client")
    with house.store.transaction() as transaction:
        for event in (sent, viewed):
            transaction.add_event(seller, invoice.number, event)
        assert transaction.events(seller, invoice.number) == (sent, viewed)
        with pytest.raises(errors.ConflictError, match="document F-9: expected one"):
            transaction.add_event(seller, "F-9", sent)


def test_documents() -> None:
    """
    Documents are listed by seller, and by client.
    """
    house = office()
    invoice = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    seller = invoice.seller.identity
    with house.store.transaction() as transaction:
        assert transaction.documents(seller, Search()) == (invoice,)
        assert transaction.documents(seller, Search(client="ACME")) == (invoice,)
        assert transaction.documents(seller, Search(client="GLOBEX")) == ()
        assert transaction.documents("Laval", Search()) == ()


def test_payments() -> None:
    """
    Payments are kept by their id, for each seller; told in the order of keeping.
    """
    store = MemoryStore()
    amount = Money(1, "CAD")
    one = Payment("B-2", "ACME", DAY, amount, keep_rest=True)
    two = Payment("B-1", "BETA", DAY, amount, keep_rest=True)
    with store.transaction() as transaction:
        for payment in (one, two):
            transaction.put_payment("Laval", payment)
        transaction.put_payment("Gaspé", evolve(one, amount=Money(2, "CAD")))
    with store.transaction() as transaction:
        assert transaction.payment("Laval", "B-2") == one
        assert transaction.payments("Laval") == (one, two)
        assert transaction.payments("Laval", client="BETA") == (two,)
        with pytest.raises(errors.ConflictError, match="payment B-1"):
            transaction.put_payment("Laval", two)


def test_payments_rolled_back() -> None:
    """
    A payment is kept whole or not at all.
    """
    store = MemoryStore()
    payment = Payment("B-1", "ACME", DAY, Money(1, "CAD"), keep_rest=True)
    with suppress(ZeroDivisionError), store.transaction() as transaction:
        transaction.put_payment("Laval", payment)
        raise ZeroDivisionError
    assert store == MemoryStore()


def test_drafts() -> None:
    """
    A seller's drafts are given as saved last, all or those for a client.
    """
    house = office()
    saved = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    saved = house.invoicing.save(saved.edit(notes="Merci"))
    seller = saved.seller.identity
    with house.store.transaction() as transaction:
        assert transaction.drafts(seller, Search()) == (saved,)
        assert transaction.drafts(seller, Search(client="ACME")) == (saved,)
        assert transaction.drafts(seller, Search(client="BETA")) == ()
        assert transaction.drafts("another seller", Search()) == ()
    house.invoicing.discard(saved)
    with house.store.transaction() as transaction:
        assert transaction.drafts(seller, Search()) == ()
