"""What every sender must do, as tests to subclass."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import NamedTuple

import pytest
from attrs import evolve

from flowfit_invoicing.ports import InvoiceSender, OutgoingMessage

from .samples import message_of


class Arrived(NamedTuple):
    """A mail that came out of a sender."""

    content: bytes
    recipients: tuple[str, ...] | None = None
    """Whom it was handed over for; None, if nobody can tell there."""


class InvoiceSenderContract:
    """All that `Invoicing` relies on. A host's own sender passes it with a few lines.

    class TestOurSender(InvoiceSenderContract):
        def make_sender(self) -> InvoiceSender:
            return OurSender()

        def arrived(self) -> Sequence[Arrived]:
            return [Arrived(each.content) for each in our_outbox()]
    """

    def make_sender(self) -> InvoiceSender:
        """Make a sender that has sent nothing yet."""
        raise NotImplementedError

    def arrived(self) -> Sequence[Arrived]:
        """Give all that the sender has sent, in any order."""
        raise NotImplementedError

    def make_unreachable_sender(self) -> InvoiceSender:
        """Make a sender whose server cannot be reached, or whose folder is full."""
        pytest.skip("nobody says how this sender fails")

    def test_the_very_bytes(self) -> None:
        """What arrives is the mail as it was kept, and not one like it."""
        mail = b"Message-ID: <invoice.1@laval.example>\r\n\r\n.\r\nBonjour\r\n"
        self.make_sender().send(evolve(_message(1), content=mail))
        assert [each.content for each in self.arrived()] == [mail]

    def test_what_is_not_fixed(self) -> None:
        """A message without bytes of its own is sent as the mail that it makes."""
        self.make_sender().send(_message(1))
        assert [each.content for each in self.arrived()] == [_message(1).as_bytes()]

    def test_again(self) -> None:
        """The same message again is the same mail, to the last byte."""
        sender, message = self.make_sender(), _message(1).fixed()
        sender.send(message)
        sender.send(message)
        assert {each.content for each in self.arrived()} == {message.content}

    def test_each_message(self) -> None:
        """Two messages are two mails, even if they say the same."""
        sender = self.make_sender()
        sender.send(_message(1))
        sender.send(_message(2))
        assert len(self.arrived()) == 2

    def test_all_who_get_it(self) -> None:
        """Recipients and who gets a copy are those it is handed over for."""
        message = evolve(_message(1), cc=["copy@acme.example"])
        self.make_sender().send(message)
        for each in self.arrived():
            assert each.recipients in (None, message.envelope)

    def test_who_has_it_gets_no_other(self) -> None:
        """A message that is still for some goes to these, and names all."""
        whole = evolve(_message(1), cc=["copy@acme.example"]).fixed()
        self.make_sender().send(evolve(whole, only_for=["copy@acme.example"]))
        for each in self.arrived():
            assert each.recipients in (None, ("copy@acme.example",))
            assert each.content == whole.content

    def test_failures_are_told(self) -> None:
        """What could not be sent is an exception."""
        sender = self.make_unreachable_sender()
        with pytest.raises(Exception):  # noqa: B017, PT011 - any is a failure
            sender.send(_message(1))

    def test_eight_at_once(self) -> None:
        """Eight workers may send at once."""
        sender = self.make_sender()
        messages = [_message(place) for place in range(1, 9)]
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(sender.send, messages))
        found = sorted(each.content for each in self.arrived())
        assert found == sorted(each.as_bytes() for each in messages)

    def test_lease(self) -> None:
        """A sender that says how long it may take, says it as a timedelta."""
        lease = getattr(self.make_sender(), "lease", timedelta(minutes=10))
        assert isinstance(lease, timedelta)
        assert lease > timedelta()


def _message(place: int) -> OutgoingMessage:
    return message_of(place).message
