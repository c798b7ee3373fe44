"""What went wrong with the mail of others, played again: each test names its thread."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from threading import Barrier

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Sent
from flowfit_invoicing.testing import EVERY, FaultyRenderer, FaultySender, FaultyStore
from tests.fakes import Office, office
from tests.invoicing.posts import Server, courier, once

CLIENT = "ap@acme.example"


def run(house: Office, sender: ffi.InvoiceSender, count: int) -> ffi.Invoicing:
    """Issue so many invoices that wait to be sent."""
    for place in range(count):
        house.invoicing.save_and_send(courier(house, place), render="later")
    return evolve(house.invoicing, sender=sender)


def test_invoice_ninja_2649_and_9109_and_10863() -> None:
    """
    An invoice was mailed 2 to 9 times after a job had failed half-way and began anew.

    Here each step has a message of its own to go on with: what fails after the mail
    was noted (a webhook, a further invoice) is tried without the mail.
    """
    house, server = office(), Server()
    draft = courier(house)
    invoicing = evolve(house.invoicing, sender=server)
    for _ in range(9):
        with suppress(ZeroDivisionError):
            invoicing.save_and_send(draft)
            raise ZeroDivisionError  # the host's job fails after that, and begins anew

    assert server.copies == [CLIENT]


def test_invoice_ninja_with_a_template_that_fails() -> None:
    """
    Half-way may be before the mail too: nothing is issued, and nothing was sent.
    """
    house, server = office(), Server()
    draft = courier(house)
    broken = FaultyRenderer(house.renderer, before={1: OSError("no fonts")})
    invoicing = evolve(house.invoicing, sender=server, renderer=broken)
    with pytest.raises(OSError, match="no fonts"):
        invoicing.save_and_send(draft)
    assert server.copies == []

    assert invoicing.save_and_send(draft).number == "F-2026-1"
    assert server.copies == [CLIENT]


def test_postal_2222_and_django_post_office_326() -> None:
    """
    Up to 17 copies came from workers that read the queue without claiming what they do.
    """
    house, server = office(), Server()
    workers = 17
    invoicing = run(house, server, 5)
    start = Barrier(workers)

    def work(_: int) -> None:
        start.wait()
        invoicing.deliver_pending()

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(work, range(workers)))

    assert len(server.got) == len(set(server.got)) == 5


def test_zulip_20943() -> None:
    """
    One failure in a batch sent the whole batch again, to all who had it already.
    """
    house, server = office(), Server()
    faulty = FaultySender(server, before={3: OSError("down")})
    invoicing = run(house, faulty, 5)

    rows = [invoicing.deliver_pending() for _ in range(3)]

    assert [len(each) for each in rows] == [5, 1, 0]
    assert len(server.got) == len(set(server.got)) == 5


def test_one_address_that_fails() -> None:
    """
    Nor does one address that is refused send it again to the others of the message.
    """
    house, server = office(), Server(refused={"b@acme.example": "452 full"})
    invoicing = evolve(house.invoicing, sender=server)
    invoice = invoicing.issue(courier(house))
    with pytest.raises(errors.DeliveryError):
        invoicing.send(invoice, recipients=["a@acme.example", "b@acme.example"])
    for _ in range(5):
        invoicing.deliver_pending()

    assert server.copies == ["a@acme.example"]


def test_sent_and_not_noted() -> None:
    """
    If the note of it fails, the very same mail may come once more, and then it ends.
    """
    house, server = office(), Server()
    invoicing = run(house, server, 1)
    full = once(server.got, OSError("disk full"))
    store = FaultyStore(house.store, before={EVERY: full})
    (told,) = evolve(invoicing, store=store).deliver_pending()
    assert told == ffi.Delivery("F-2026-1", delivered=False, error="OSError: disk full")

    assert invoicing.deliver_pending() == ()  # nobody knows yet if it is being sent
    house.clock.moment += timedelta(hours=1)
    rows = [invoicing.deliver_pending() for _ in range(3)]

    assert [len(each) for each in rows] == [1, 0, 0]
    assert server.copies == [CLIENT, CLIENT]
    assert len(set(server.got)) == 1


def test_a_wanted_second_send_that_was_swallowed() -> None:
    """
    Sent again on purpose, it comes again, and both are on record.
    """
    house, server = office(), Server()
    invoicing = evolve(house.invoicing, sender=server)
    invoice = invoicing.save_and_send(courier(house))

    for _ in range(2):
        invoicing.send(invoice)

    ids = [each.message.message_id for each in invoicing.messages(invoice)]
    assert len(ids) == len(set(ids)) == len(set(server.got)) == 3
    assert len(invoicing.record(invoice).of_kind(Sent, house.clock.day)) == 3
