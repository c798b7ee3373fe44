"""Save and Send over a real mail server, and what becomes of mail when it fails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from email import message_from_bytes, policy
from pathlib import Path
from threading import Barrier
from typing import cast

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.rendering import HtmlRenderer
from flowfit_invoicing.sending import FolderSender
from tests.fakes import NOON, office
from tests.invoicing.posts import courier
from tests.sending.scripted import Script, plain, scripted
from tests.sending.test_smtp import Inbox, server

A, B, C = "a@acme.example", "b@acme.example", "c@acme.example"


class Xml:
    """A renderer of what could be an e-invoice."""

    def render(self, document: object, locale: str) -> ffi.RenderedDocument:
        """Write the number."""
        content = f'<Invoice xml:lang="{locale}">{document}</Invoice>'.encode()
        return ffi.RenderedDocument("F.xml", "application/xml", content)


def test_page_and_e_invoice() -> None:
    """
    The client gets the page and the e-invoice, and the bytes are those on record.
    """
    house, inbox = office(), Inbox()
    with server(inbox) as port:
        invoicing = evolve(
            house.invoicing,
            sender=plain(port),
            renderer=HtmlRenderer(),
            more_renderers=[Xml()],
        )
        invoice = invoicing.save_and_send(courier(house))

    (envelope,) = inbox.envelopes
    (message,) = invoicing.messages(invoice)
    assert envelope.content == message.message.content
    mail = message_from_bytes(cast("bytes", envelope.content), policy=policy.default)
    assert [each.get_content_type() for each in mail.iter_attachments()] == [
        "text/html",
        "application/xml",
    ]


def test_same_bytes_in_a_folder(tmp_path: Path) -> None:
    """
    A folder has the very bytes that a mail server gets.
    """
    house, inbox = office(), Inbox()
    house.outbox.fault = OSError("down")
    with pytest.raises(errors.DeliveryError):
        house.invoicing.save_and_send(courier(house))
    (waiting,) = house.invoicing.undelivered()
    with server(inbox) as port:
        plain(port).send(waiting.message)

    evolve(house.invoicing, sender=FolderSender(tmp_path)).deliver_pending()

    assert [file.read_bytes() for file in tmp_path.iterdir()] == [
        each.content for each in inbox.envelopes
    ]


def test_one_of_three() -> None:
    """
    One refused address of three gets it later, alone, and it is the same mail.
    """
    house, inbox = office(), Inbox()
    inbox.answers[B] = "450 4.2.0 try later"
    with server(inbox) as port:
        invoicing = evolve(house.invoicing, sender=plain(port))
        invoice = invoicing.issue(courier(house))
        with pytest.raises(errors.DeliveryError, match="try later"):
            invoicing.send(invoice, recipients=[A, B, C])
        inbox.answers.clear()
        house.clock.later(minutes=1)
        (row,) = invoicing.deliver_pending(due_only=True)

    assert row.delivered
    assert [each.rcpt_tos for each in inbox.envelopes] == [[A, C], [B]]
    assert len({each.content for each in inbox.envelopes}) == 1


def test_stopped_after_the_content() -> None:
    """
    Where nobody knows if it came, it comes again, and is the same to the last byte.
    """
    house, inbox = office(), Inbox()
    with scripted(script := Script(content=None)) as port:
        invoicing = evolve(house.invoicing, sender=plain(port))
        with pytest.raises(errors.DeliveryError) as raised:
            invoicing.save_and_send(courier(house))
    assert script.said[-1] == b"."
    (before,) = invoicing.messages(raised.value.invoice)
    assert (before.accepted, before.next_try) == ((), NOON + timedelta(minutes=1))

    with server(inbox) as port:
        evolve(invoicing, sender=plain(port)).deliver_pending()

    assert [each.content for each in inbox.envelopes] == [before.message.content]


@pytest.mark.parametrize("answer", ["451 try later", "554 spam"])
def test_due(answer: str) -> None:
    """
    A timer tries again what was refused for now, and never what was for good.
    """
    house, inbox = office(), Inbox()
    inbox.answers["DATA"] = answer
    with server(inbox) as port:
        invoicing = evolve(house.invoicing, sender=plain(port))
        with pytest.raises(errors.DeliveryError, match=answer):
            invoicing.save_and_send(courier(house))
        inbox.answers.clear()
        house.clock.later(days=1)
        rows = invoicing.deliver_pending(due_only=True)

    assert len(rows) == len(inbox.envelopes) == int(answer < "5")
    assert [each.refused_for_good for each in invoicing.undelivered()] == [True] * (
        1 - len(rows)
    )


def test_eight_workers() -> None:
    """
    Eight workers at one queue and a real mail server: one copy of each message.
    """
    house, inbox = office(), Inbox()
    for place in range(10):
        house.invoicing.save_and_send(courier(house, place), render="later")
    start = Barrier(8)
    with server(inbox) as port:
        invoicing = evolve(house.invoicing, sender=plain(port))

        def work(_: int) -> None:
            start.wait()
            invoicing.deliver_pending()

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(work, range(8)))

    assert len(inbox.envelopes) == len({each.content for each in inbox.envelopes}) == 10
    assert invoicing.undelivered() == ()
