"""Delivery: claimed by one, noted when it was sent, and tried again as it should be."""

from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from threading import Barrier

import pytest
from attrs import define, evolve, field

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Issued, Sent
from flowfit_invoicing.invoicing.writing import Render
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.testing import EVERY, FaultyRenderer, FaultySender, FaultyStore
from flowfit_invoicing.testing.faults import Faults
from flowfit_invoicing.testing.samples import message_of
from tests.fakes import NOON, Clock, Office, office
from tests.invoicing.posts import (
    Power,
    PowerCut,
    PoweredSender,
    PoweredStore,
    Server,
    courier,
    once,
    until_it_ends,
)
from tests.quickstart import ACME, PROJECT

A, B, C = "a@acme.example", "b@acme.example", "c@acme.example"
BUSY = errors.StoreBusyError("a store", "somebody else writes")
LEASE = timedelta(minutes=25)
"""Ten minutes for a sender that does not say, and fifteen for clocks that differ."""


def sending_by(house: Office, sender: ffi.InvoiceSender) -> ffi.Invoicing:
    return evolve(house.invoicing, sender=sender)


def queued(house: Office, number: str = "F-2026-1") -> ffi.QueuedMessage:
    (message,) = house.invoicing.messages(number)
    return message


def waiting(house: Office, count: int) -> None:
    """Issue so many invoices whose mails wait to be rendered and sent."""
    for place in range(count):
        house.invoicing.save_and_send(courier(house, place), render="later")


def events(house: Office, number: str = "F-2026-1") -> tuple[object, ...]:
    with house.store.transaction() as transaction:
        return transaction.events(house.invoicing.seller.identity, number)


def other_words(document: Issued, locale: str) -> tuple[str, str]:
    return f"{document} {locale}", "Other words"


class TestKept:
    def test_bytes(self) -> None:
        """
        The mail is kept to the last byte when it is queued, and that is what is sent.
        """
        house = office()
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(courier(house))
        kept = queued(house).message.content
        house.outbox.fault = None

        house.invoicing.deliver_pending()

        (message,) = house.outbox.sent
        assert kept is not None
        assert message.as_bytes() == kept
        assert queued(house).message.content == kept

    def test_bytes_of_another_version(self) -> None:
        """
        What waits goes out as it was, even if today's mails would be made otherwise.
        """
        house = office()
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(courier(house))
        kept = queued(house).message.content
        later = evolve(
            house.invoicing,
            letter=other_words,
            sender=(server := Server()),
            reply_to="anna@laval.example",
        )

        later.deliver_pending()

        assert server.got == [("ap@acme.example", kept)]

    def test_shown_years_later(self) -> None:
        """
        What the client got of a document can be shown: bytes, addresses and moments.
        """
        house = office()
        invoice = house.invoicing.save_and_send(courier(house))
        house.clock.later(days=3000)

        (message,) = house.invoicing.messages(invoice)

        assert message == queued(house, invoice.number)
        assert message.message.content == house.outbox.sent[0].as_bytes()
        assert (message.accepted, message.delivered_at) == (("ap@acme.example",), NOON)
        assert house.invoicing.messages("F-2026-9") == ()

    def test_sent_again(self) -> None:
        """
        A second sending on purpose is a message and an event of its own.
        """
        house = office()
        invoice = house.invoicing.save_and_send(courier(house))
        house.clock.later(days=1)
        house.clock.day += timedelta(days=1)

        house.invoicing.send(invoice)

        first, second = house.invoicing.messages(invoice)
        assert first.message.message_id != second.message.message_id
        assert second.message.date == NOON + timedelta(days=1)
        day = house.clock.day
        assert events(house) == (Sent(on=day - timedelta(days=1)), Sent(on=day))

    def test_more_attachments(self) -> None:
        """
        More renderers make more attachments, such as an e-invoice beside the page.
        """
        house = office()

        class Xml:
            def render(self, document: object, locale: str) -> ffi.RenderedDocument:
                content = f"<Invoice>{document} {locale}</Invoice>".encode()
                return ffi.RenderedDocument("f.xml", "application/xml", content)

        invoicing = evolve(house.invoicing, more_renderers=[Xml()])
        invoicing.save_and_send(courier(house))

        names = [each.name for each in house.outbox.sent[0].attachments]
        assert names == ["a.txt", "f.xml"]
        with pytest.raises(errors.InvalidValueError):
            evolve(house.invoicing, more_renderers=[object()])  # type: ignore[list-item]  # that is the case
        with pytest.raises(errors.InvalidValueError):
            evolve(house.invoicing, more_renderers=object())  # type: ignore[arg-type]  # likewise

    def test_reply_to(self) -> None:
        """
        Clients answer to the address that the host says.
        """
        house = office()
        invoicing = evolve(house.invoicing, reply_to="anna@laval.example")

        invoicing.save_and_send(courier(house))

        assert house.outbox.sent[0].reply_to == "anna@laval.example"
        with pytest.raises(errors.InvalidValueError):
            evolve(house.invoicing, reply_to="anna@laval.example\r\nBcc: x@y.example")


class TestRenderedLater:
    def test_run(self) -> None:
        """
        A long run issues and queues; whoever delivers renders, once, and sends.
        """
        house = office()
        renderer = FaultyRenderer(house.renderer)
        house = evolve(house, invoicing=evolve(house.invoicing, renderer=renderer))

        waiting(house, 3)
        assert (renderer.calls, house.outbox.sent) == (0, [])
        assert queued(house).message.content is None

        house.clock.later(hours=1)
        rows = house.invoicing.deliver_pending()
        assert [each.delivered for each in rows] == [True, True, True]
        assert renderer.calls == 3
        message = house.outbox.sent[0]
        assert [each.content for each in message.attachments] == [b"F-2026-1 fr-CA"]
        assert (message.date, message.content) == (NOON, queued(house).message.content)

    def test_kept_before_it_is_sent(self) -> None:
        """
        The bytes are kept before anybody gets them, so no other can be made of it.
        """
        house = office()
        waiting(house, 1)
        seen: list[bytes | None] = []

        def look() -> None:
            seen.append(queued(house).message.content)

        faulty = FaultySender(house.outbox, before={1: look, 2: OSError("down")})

        assert sending_by(house, faulty).deliver_pending()[0].delivered

        assert seen == [house.outbox.sent[0].as_bytes()]

    def test_fixed_once(self) -> None:
        """
        After a failure the same bytes go out, though today's would be others.
        """
        house = office()
        waiting(house, 1)
        house.outbox.fault = OSError("down")
        house.invoicing.deliver_pending()
        kept = queued(house).message.content
        house.outbox.fault = None
        house.renderer.fault = ZeroDivisionError("a template that broke since")

        house.invoicing.deliver_pending()

        assert [each.as_bytes() for each in house.outbox.sent] == [kept]

    def test_rendering_that_fails(self) -> None:
        """
        What cannot be rendered is a failure like others: noted, and tried again.
        """
        house = office()
        waiting(house, 2)
        renderer = FaultyRenderer(house.renderer, before={1: OSError("no fonts")})
        invoicing = evolve(house.invoicing, renderer=renderer)

        rows = invoicing.deliver_pending()
        assert [each.error for each in rows] == ["OSError: no fonts", None]
        assert queued(house).next_try == NOON + timedelta(minutes=1)

        assert invoicing.deliver_pending() == (ffi.Delivery("F-2026-1", True, None),)  # noqa: FBT003 - a row

    def test_rendering_that_takes_too_long(self) -> None:
        """
        Who renders until the lease is over sends nothing: the bytes are another's.
        """
        house = office()
        waiting(house, 1)
        rows: list[ffi.Delivery] = []

        def be_slow() -> None:
            house.clock.moment += LEASE
            rows.extend(house.invoicing.deliver_pending())

        slow = FaultyRenderer(house.renderer, after={1: be_slow})
        (row,) = evolve(house.invoicing, renderer=slow).deliver_pending()

        assert [each.delivered for each in rows] == [True]
        assert row.error is not None
        assert row.error.endswith("expected waiting, found being delivered")
        assert len(house.outbox.sent) == 1

    def test_rendering_that_takes_its_time(self) -> None:
        """
        Who has rendered has all of the lease to send, whatever rendering has taken.
        """
        house = office()
        waiting(house, 1)
        seen: list[object] = []
        later = FaultyRenderer(
            house.renderer, after={1: lambda: house.clock.later(minutes=20)}
        )
        look = FaultySender(
            house.outbox, before={1: lambda: seen.append(queued(house).claimed_until)}
        )

        evolve(house.invoicing, renderer=later, sender=look).deliver_pending()

        assert seen == [NOON + timedelta(minutes=20) + LEASE]

    def test_same_draft_again(self) -> None:
        """
        Asked for now, what was to be rendered later is rendered and sent, once.
        """
        house = office()
        draft = courier(house)
        invoice = house.invoicing.save_and_send(draft, render="later")
        assert house.invoicing.save_and_send(draft, render="later") == invoice
        assert house.outbox.sent == []

        assert house.invoicing.save_and_send(draft) == invoice

        assert len(house.outbox.sent) == 1
        assert len(house.invoicing.messages(invoice)) == 1

    def test_document_that_is_gone(self) -> None:
        """
        A message of a document that a store has lost fails, and stops no other.
        """
        house = office()
        waiting(house, 2)
        lost = evolve(queued(house), invoice_number="F-2026-0")
        with house.store.transaction() as transaction:
            transaction.put_message(lost)

        rows = house.invoicing.deliver_pending()

        assert [each.error for each in rows] == [
            "ConflictError: document F-2026-0: expected one that is kept, found none",
            None,
        ]

    def test_doors(self) -> None:
        """
        It is rendered now or later, and nothing else.
        """
        house = office()
        draft = courier(house)
        with pytest.raises(errors.InvalidValueError):
            house.invoicing.save_and_send(draft, render="never")  # type: ignore[arg-type]  # that is the case
        assert house.invoicing.issue(draft).number == "F-2026-1"


class TestLease:
    def test_clocks_ten_minutes_apart(self) -> None:
        """
        A host whose clock is ten minutes ahead does not take what is being sent.
        """
        house = office()
        ahead = Clock(moment=NOON + timedelta(minutes=10))
        other = evolve(house.invoicing, now=ahead.now)
        rows: list[object] = []

        def look() -> None:
            house.clock.later(minutes=10)  # as long as a sender may take
            ahead.later(minutes=10)
            rows.append(other.deliver_pending())

        slow = FaultySender(house.outbox, before={1: look})
        sending_by(house, slow).save_and_send(courier(house))

        assert rows == [()]
        assert len(house.outbox.sent) == 1

    def test_clock_that_is_behind(self) -> None:
        """
        A host whose clock is ten minutes behind takes nothing either, and comes to it.
        """
        house = office()
        waiting(house, 1)
        behind = Clock(moment=NOON - timedelta(minutes=10))
        other = evolve(house.invoicing, now=behind.now)
        rows: list[object] = []
        slow = FaultySender(
            house.outbox, before={1: lambda: rows.append(other.deliver_pending())}
        )
        sending_by(house, slow).deliver_pending()

        assert rows == [()]
        waiting(house, 1)
        assert len(other.deliver_pending()) == 1

    def test_of_the_sender(self) -> None:
        """
        A sender that may take longer says so, and has that time.
        """
        house = office()

        @define
        class Slow:
            lease: object = timedelta(hours=2)
            after: list[int] = field(factory=list[int])

            def send(self, message: ffi.OutgoingMessage) -> None:
                house.clock.later(hours=2)
                self.after.append(len(house.invoicing.deliver_pending()))
                house.outbox.send(message)

        slow = Slow()
        sending_by(house, slow).save_and_send(courier(house))

        assert slow.after == [0]
        assert len(house.outbox.sent) == 1
        for wrong in (timedelta(), 600, None):
            with pytest.raises(errors.InvalidValueError):
                sending_by(house, Slow(wrong))

    def test_mutant_no_lease(self) -> None:
        """
        Without a lease a second worker would send what the first is sending.
        """
        house = office()
        waiting(house, 1)
        meanwhile = FaultySender(
            house.outbox, before={EVERY: house.invoicing.deliver_pending}
        )

        sending_by(house, meanwhile).deliver_pending()

        assert len(house.outbox.sent) == 1

    def test_token(self) -> None:
        """
        Who comes too late notes nothing, though the message is claimed by then.
        """
        house = office()
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(courier(house))
        house.outbox.fault = None
        states: list[ffi.QueuedMessage] = []

        def send_late(message: ffi.OutgoingMessage) -> None:
            house.clock.moment += LEASE
            states.append(queued(house))
            with suppress(PowerCut):
                dead.deliver_pending()  # it claims the message, and does not send it
            states.append(queued(house))
            house.outbox.send(message)

        power = Power()
        dead = evolve(
            house.invoicing,
            store=PoweredStore(house.store, power),
            sender=FaultySender(Server(), before={1: power.cut}),
        )

        class Late:
            send = staticmethod(send_late)

        sending_by(house, Late()).deliver_pending()

        first, second = states
        assert first.claim != second.claim
        assert queued(house) == second

    def test_released_at_once(self) -> None:
        """
        Who has failed lets go of the message, which has no claim any more.
        """
        house = office()
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(courier(house))

        kept = queued(house)
        assert (kept.claim, kept.claimed_until) == (None, None)
        assert (kept.tries, kept.error) == (1, "OSError: down")
        assert kept.next_try == NOON + timedelta(minutes=1)

    def test_due_only_once(self) -> None:
        """
        Two runs of what is due try it once: after a failure it is not due any more.
        """
        house = office()
        waiting(house, 2)
        tries: list[str] = []
        other = evolve(house.invoicing)

        class Failing:
            def send(self, message: ffi.OutgoingMessage) -> None:
                tries.append(message.message_id)
                if len(tries) == 1:  # the other run has chosen the same two by now
                    sending_by(house, Failing()).deliver_pending(due_only=True)
                raise OSError("down")

        other = sending_by(house, Failing())
        other.deliver_pending(due_only=True)

        assert len(tries) == len(set(tries)) == 2


def after_the_cut(house: Office, server: Server, draft: ffi.InvoiceDraft) -> int:
    """Go on where the power went off, and give how many copies the client got."""
    again = sending_by(house, server)
    house.clock.moment += LEASE
    invoice = again.save_and_send(draft)
    assert invoice.number == "F-2026-1"
    assert again.undelivered() == ()
    assert again.deliver_pending() == ()
    assert len(again.messages(invoice)) == 1
    assert events(house) == (Sent(on=house.clock.day),)
    assert len(set(server.got)) == 1
    return len(server.got)


class TestTurns:
    def test_what_failed_stops_nobody(self) -> None:
        """
        However few are tried at a time, what fails again and again stops no other.
        """
        house = office()
        waiting(house, 3)
        server = Server()
        refused = errors.MessageRefusedError(
            "<1@x.example>", (ffi.Refusal("ap@acme.example", "554 no", permanent=True),)
        )
        for fault in (OSError("down"), refused):
            broken = FaultySender(server, before={1: fault})
            sending_by(house, broken).deliver_pending(1)

        invoicing = sending_by(house, server)
        rows = [invoicing.deliver_pending(1) for _ in range(3)]

        numbers = [each.invoice_number for (each,) in rows]
        assert numbers == ["F-2026-3", "F-2026-1", "F-2026-2"]

    @pytest.mark.parametrize("due_only", [False, True], ids=["all", "due"])
    @pytest.mark.parametrize("waiting_ones", [20, 21, 45], ids=str)
    def test_page_after_page(self, waiting_ones: int, due_only: bool) -> None:  # noqa: FBT001 - a table's
        """
        However many wait, each is tried once a run, though it fails and waits again.
        """
        house = office()
        waiting(house, waiting_ones)
        numbers = [f"F-2026-{place}" for place in range(1, waiting_ones + 1)]
        down = sending_by(house, FaultySender(Server(), before={EVERY: OSError("no")}))

        rows = down.deliver_pending(due_only=due_only)

        assert sorted(each.invoice_number for each in rows) == sorted(numbers)
        assert not any(each.delivered for each in rows)
        listed = house.invoicing.undelivered(limit=waiting_ones - 1)
        rest = house.invoicing.undelivered(after=listed[-1])
        assert sorted(e.invoice_number for e in (*listed, *rest)) == sorted(numbers)
        assert down.deliver_pending(due_only=True) == ()

    def test_pages_of_one_at_least(self) -> None:
        """
        A page of nothing is refused.
        """
        with pytest.raises(errors.InvalidValueError, match="one at least"):
            office().invoicing.undelivered(limit=0)


class TestNoted:
    def test_mutant_noted_before_it_was_sent(self) -> None:
        """
        Nothing says that it was sent before it was; a crash until then is no delivery.
        """
        house = office()
        seen: list[object] = []

        def look() -> None:
            kept = queued(house)
            seen.append((kept.delivered_at, kept.accepted, events(house)))

        slow = FaultySender(house.outbox, before={1: look}, after={1: look})
        sending_by(house, slow).save_and_send(courier(house))

        assert seen == [(None, (), ())] * 2
        assert queued(house).delivered_at == NOON

    def test_before_the_goodbye(self) -> None:
        """
        It is noted right after the server has said so; the goodbye comes after that.
        """
        house = office()
        seen: list[object] = []

        @define
        class Polite:
            server: Server = field(factory=Server)

            def send(self, message: ffi.OutgoingMessage) -> None:
                raise NotImplementedError

            @contextmanager
            def sending(self, message: ffi.OutgoingMessage) -> Generator[tuple[()]]:
                self.server.send(message)
                yield ()
                seen.append(queued(house).delivered_at)
                raise OSError("the goodbye failed")

        polite = Polite()
        sending_by(house, polite).save_and_send(courier(house))

        assert seen == [NOON]
        assert polite.server.copies == ["ap@acme.example"]
        assert house.invoicing.deliver_pending() == ()

    @pytest.mark.parametrize("render", ["now", "later"])
    def test_every_step(self, render: Render) -> None:
        """
        Wherever the power goes off, the next run delivers, and repeats are the same.

        A mail comes once, or once more for the one crash after it was handed over.
        """
        repeats: list[int] = []

        def work(power: Power) -> bool:
            house, server = office(), Server()
            draft = courier(house)
            cut = evolve(
                house.invoicing,
                store=PoweredStore(house.store, power),
                sender=PoweredSender(server, power),
            )
            with suppress(PowerCut):
                cut.save_and_send(draft, render=render)
                cut.deliver_pending()
            repeats.append(after_the_cut(house, server, draft))
            return not power.is_off

        steps = until_it_ends(work)

        assert steps > 8
        assert set(repeats) == {1, 2}
        assert repeats[-1] == 1

    def test_answer_of_the_store_is_lost(self) -> None:
        """
        A store that keeps the note and then fails makes nobody send it again.
        """
        house = office()
        waiting(house, 1)
        fault = once(house.outbox.sent, OSError("connection lost"))
        lost = FaultyStore(house.store, after={EVERY: fault})

        (told,) = evolve(house.invoicing, store=lost).deliver_pending()

        assert told.error == "OSError: connection lost"
        house.clock.moment += LEASE
        assert house.invoicing.deliver_pending() == ()
        assert len(house.outbox.sent) == 1


@define
class UnreadableStore(FaultyStore):
    """A store that cannot even be read any more from the n-th time on."""

    readings: int = 0
    fails_at: int = 2

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, or fail."""
        self.readings += 1
        if self.readings >= self.fails_at:
            raise BUSY
        return super().reading()


class TestStoreFails:
    """The store fails after the document was issued: the caller knows that it is."""

    CLAIM, NOTE = 2, 3
    """The transactions after the one that issues."""

    @pytest.mark.parametrize(
        ("faults", "copies"),
        [
            pytest.param({"before": {CLAIM: BUSY}}, 0, id="nothing is claimed"),
            pytest.param({"after": {CLAIM: BUSY}}, 0, id="answer to claim is lost"),
            pytest.param({"before": {NOTE: BUSY}}, 1, id="nothing is noted"),
            pytest.param({"after": {NOTE: BUSY}}, 1, id="answer to note is lost"),
        ],
    )
    @pytest.mark.parametrize("again", [False, True], ids=["saved draft", "issued"])
    def test_after_issuing(
        self, faults: dict[str, Faults], copies: int, *, again: bool
    ) -> None:
        """
        Save and Send, and a second send, tell the document and what the store said.
        """
        house = office()
        draft = courier(house)
        ours = evolve(house.invoicing, store=FaultyStore(house.store, **faults))

        invoice = house.invoicing.issue(draft) if again else None
        with pytest.raises(errors.DeliveryError) as raised:
            ours.send(invoice) if invoice else ours.save_and_send(draft)

        assert raised.value.cause is BUSY
        assert raised.value.invoice == house.invoicing.issue(draft)
        assert len(house.outbox.sent) == copies
        assert queued(house).message.recipients == ACME.mail_to

    def test_not_sent_and_not_noted(self) -> None:
        """
        What the sender said before the store failed is the cause of that.
        """
        house = office()
        house.outbox.fault = OSError("down")
        store = FaultyStore(house.store, before={self.NOTE: BUSY})

        with pytest.raises(errors.DeliveryError) as raised:
            evolve(house.invoicing, store=store).save_and_send(courier(house))

        assert raised.value.cause is BUSY
        assert BUSY.__cause__ is house.outbox.fault

    @pytest.mark.parametrize(
        ("faults", "copies"),
        [
            pytest.param({3: BUSY}, 1, id="second claim"),
            pytest.param({4: BUSY}, 2, id="second note"),
        ],
    )
    def test_run_ends(self, faults: Faults, copies: int) -> None:
        """
        A run tells what was delivered and which one failed, and sends no more.
        """
        house = office()
        for place in range(3):
            house.outbox.fault = OSError("down")
            with pytest.raises(errors.DeliveryError):
                house.invoicing.save_and_send(courier(house, place))
        house.outbox.fault = None
        store = FaultyStore(house.store, before=faults)

        told = evolve(house.invoicing, store=store).deliver_pending()

        assert [each.delivered for each in told] == [True, False]
        assert told[1].error == f"StoreBusyError: {BUSY}"
        assert len(house.outbox.sent) == copies
        house.clock.moment += LEASE
        rest = house.invoicing.deliver_pending()
        assert [each.delivered for each in rest] == [True, True]

    def test_next_page_cannot_be_read(self) -> None:
        """
        A run that cannot go on tells what it has done; one that cannot begin fails.
        """
        house = office()
        for place in range(21):
            house.outbox.fault = OSError("down")
            with pytest.raises(errors.DeliveryError):
                house.invoicing.save_and_send(courier(house, place))
        house.outbox.fault = None
        store = UnreadableStore(house.store)
        ours = evolve(house.invoicing, store=store)

        assert [each.delivered for each in ours.deliver_pending()] == [True] * 20
        with pytest.raises(errors.StoreBusyError):
            ours.deliver_pending()


class TestRefusals:
    @pytest.fixture
    def house(self) -> Office:
        """An office whose client has three addresses, the last of them for a copy."""
        return office()

    def issue(self, house: Office, server: Server) -> errors.DeliveryError:
        client = evolve(ACME, recipients=[A, B], cc=[C])
        project = evolve(PROJECT, client=client)
        invoicing = sending_by(house, server)
        with pytest.raises(errors.DeliveryError) as raised:
            invoicing.save_and_send(invoicing.create_invoice(project))
        return raised.value

    def test_one_of_three_for_good(self, house: Office) -> None:
        """
        It is never sent again to who has it; the other waits for a person.
        """
        server = Server(refused={B: "550 no such user"})
        error = self.issue(house, server)

        kept = queued(house)
        assert isinstance(error.cause, errors.MessageRefusedError)
        assert (kept.accepted, kept.delivered_at) == ((A, C), None)
        assert kept.refusals == (ffi.Refusal(B, "550 no such user", permanent=True),)
        assert kept.error == f"{B} (550 no such user)"
        assert kept.refused_for_good
        assert not kept.is_due(NOON + timedelta(days=30))
        assert events(house) == (Sent(on=house.clock.day),)

        invoicing = sending_by(house, server)
        house.clock.later(days=30)
        assert invoicing.deliver_pending(due_only=True) == ()
        assert invoicing.undelivered() == (kept,)

        server.refused.clear()
        invoicing.send(error.invoice)
        assert server.copies == [A, C, B]
        assert len(set(dict(server.got).values())) == 1
        assert invoicing.undelivered() == ()
        assert queued(house).accepted == (A, B, C)
        assert events(house) == (Sent(on=NOON.date()),)

    def test_one_of_three_for_now(self, house: Office) -> None:
        """
        Who was refused for now gets it at the next try, and nobody else does.
        """
        server = Server(refused={B: "452 mailbox full"})
        self.issue(house, server)
        invoicing = sending_by(house, server)
        assert not queued(house).refused_for_good
        assert invoicing.deliver_pending(due_only=True) == ()

        house.clock.later(minutes=1)
        (row,) = invoicing.deliver_pending(due_only=True)
        assert row == ffi.Delivery(
            "F-2026-1",
            delivered=False,
            error=f"MessageRefusedError: message {queued(house).message.message_id}: "
            f"refused for {B} (452 mailbox full)",
        )
        server.refused.clear()
        house.clock.later(minutes=2)
        assert [each.delivered for each in invoicing.deliver_pending()] == [True]

        assert server.copies == [A, C, B]

    def test_one_for_now_and_one_for_good(self, house: Office) -> None:
        """
        A timer tries the one that may have it, until only the other is left.
        """
        server = Server(refused={A: "452 mailbox full", B: "550 no such user"})
        self.issue(house, server)
        invoicing = sending_by(house, server)
        del server.refused[A]
        house.clock.later(minutes=1)

        invoicing.deliver_pending(due_only=True)

        kept = queued(house)
        assert server.asked == [A, B, C, A]
        assert server.copies == [C, A]
        assert (kept.accepted, kept.outstanding) == ((C, A), ())
        assert (kept.refused_for_good, kept.next_try) == (True, None)
        assert kept.error == f"{B} (550 no such user)"

    def test_all_for_good(self, house: Office) -> None:
        """
        What nobody got is not sent, and a timer leaves it alone.
        """
        server = Server(refused=dict.fromkeys([A, B, C], "554 looks like spam"))
        error = self.issue(house, server)
        invoicing = sending_by(house, server)
        house.clock.later(days=1)

        assert invoicing.deliver_pending(due_only=True) == ()
        assert events(house) == ()
        assert invoicing.record(error.invoice.number).state(house.clock.day) == "issued"

    def test_a_person_tries_all_that_waits(self, house: Office) -> None:
        """
        Asked by a person, what was refused for good is tried again, once.
        """
        server = Server(refused={B: "550 no such user"})
        self.issue(house, server)
        invoicing = sending_by(house, server)

        assert [each.delivered for each in invoicing.deliver_pending()] == [False]
        assert queued(house).tries == 2
        server.refused.clear()
        assert [each.delivered for each in invoicing.deliver_pending()] == [True]
        assert server.copies == [A, C, B]

    def test_a_person_tries_while_the_line_is_down(self, house: Office) -> None:
        """
        What a person has asked for, and could not be tried, a timer tries.
        """
        server = Server(refused={B: "550 no such user"})
        self.issue(house, server)
        house.outbox.fault = OSError("down")
        house.invoicing.deliver_pending()
        server.refused.clear()
        house.clock.later(hours=1)

        sending_by(house, server).deliver_pending(due_only=True)

        assert server.copies == [A, C, B]

    def test_other_recipients(self, house: Office) -> None:
        """
        To another address it is a new message, which is for nobody else.
        """
        server = Server(refused={B: "550 no such user"})
        error = self.issue(house, server)

        sending_by(house, server).send(error.invoice, recipients=["d@acme.example"])

        assert server.copies == [A, C, "d@acme.example"]
        first, second = house.invoicing.messages(error.invoice)
        assert first.message.message_id != second.message.message_id
        assert (second.message.cc, second.accepted) == ((), ("d@acme.example",))

    def test_other_recipients_again(self, house: Office) -> None:
        """
        Sent again to an address that it still waits for, it is that message; and to
        another one, or its own, it is theirs.
        """
        invoice = house.invoicing.issue(courier(house))
        house.outbox.fault = OSError("down")
        asked: list[list[str] | None] = [[A], [A], [B], None]
        for recipients in asked:
            with pytest.raises(errors.DeliveryError):
                house.invoicing.send(invoice, recipients=recipients)
        house.outbox.fault = None

        house.invoicing.deliver_pending()

        sent = [each.recipients for each in house.outbox.sent]
        assert sent == [(B,), ("ap@acme.example",), (A,)]

    def test_own_recipients_after_others(self, house: Office) -> None:
        """
        Save and Send sends to the client, though somebody else has had it before.
        """
        draft = courier(house)
        house.invoicing.send(house.invoicing.issue(draft), recipients=[A])

        house.invoicing.save_and_send(draft, by="anna")

        assert [each.recipients for each in house.outbox.sent] == [
            (A,),
            ("ap@acme.example",),
        ]
        day = house.clock.day
        assert events(house) == (Sent(on=day), Sent(on=day, by="anna"))

    def test_no_other_recipient(self, house: Office) -> None:
        """
        Nobody is no recipient, and what is no address is refused before it is queued.
        """
        invoice = house.invoicing.issue(courier(house))
        for wrong in ([], ["d"], "d@acme.example", ["d@x.example\r\nBcc: e@x.example"]):
            with pytest.raises(errors.InvalidValueError):
                house.invoicing.send(invoice, recipients=wrong)
        assert house.invoicing.messages(invoice) == ()

    def test_other_recipients_where_there_are_none(self, house: Office) -> None:
        """
        A client without an address can be sent to, where one is given.
        """
        client = evolve(ACME, party=evolve(ACME.party, email=None))
        project = evolve(PROJECT, client=client)
        invoice = house.invoicing.issue(house.invoicing.create_invoice(project))

        house.invoicing.send(invoice, recipients=[A])

        assert house.outbox.sent[0].recipients == (A,)

    def test_refusal_of_nobody(self, house: Office) -> None:
        """
        A refusal that names nobody is a failure, and no delivery.
        """
        nobody = errors.MessageRefusedError("<1@x.example>", ())
        faulty = FaultySender(house.outbox, before={1: nobody})
        with pytest.raises(errors.DeliveryError):
            sending_by(house, faulty).save_and_send(courier(house))
        assert queued(house).accepted == ()

    @pytest.mark.parametrize(
        ("refused", "accepted", "error"),
        [
            ([B.upper()], (A, C), f"{B} (550 no)"),
            ([B, A.upper()], (C,), f"{B} (550 no), {A} (550 no)"),
            (["x@acme.example"], (), "x@acme.example (550 no)"),
            ([B, "x@acme.example"], (), f"{B} (550 no), x@acme.example (550 no)"),
        ],
        ids=["in other letters", "two of them", "of nobody", "of somebody and nobody"],
    )
    def test_refusal_of_another(
        self, house: Office, refused: list[str], accepted: tuple[str, ...], error: str
    ) -> None:
        """
        An address is one in letters of either case; where one was refused that the
        message is not for, nobody is said to have it.
        """
        said = [ffi.Refusal(each, "550 no", permanent=True) for each in refused]
        fault = errors.MessageRefusedError("<1@x.example>", tuple(said))
        faulty = FaultySender(house.outbox, before={1: fault})
        client = evolve(ACME, recipients=[A, B], cc=[C])
        invoicing = sending_by(house, faulty)
        with pytest.raises(errors.DeliveryError):
            invoicing.save_and_send(
                invoicing.create_invoice(evolve(PROJECT, client=client))
            )

        kept = queued(house)
        assert (kept.accepted, kept.error, kept.delivered_at) == (accepted, error, None)
        assert bool(events(house)) == bool(accepted)

        assert [each.delivered for each in house.invoicing.deliver_pending()] == [True]
        (sent,) = house.outbox.sent
        assert sent.envelope == tuple(e for e in (A, B, C) if e not in accepted)

    def test_refused_again_by_who_has_it(self, house: Office) -> None:
        """
        Who has a message keeps it, though a later try was refused for them as well.
        """
        server = Server(refused={B: "452 full"})
        self.issue(house, server)
        again = ffi.Refusal(A, "452 full", permanent=False)
        tried = queued(house).answered([again], NOON, timedelta(hours=1))
        assert (tried.delivered_at, tried.accepted) == (NOON, (A, B, C))

    def test_two_who_differ_by_a_letter(self) -> None:
        """
        A refusal is of who is written so, and else of all whom it can be of.
        """
        both = evolve(message_of(1).message, recipients=["a@x.example", "A@x.example"])
        waiting = evolve(message_of(1), message=both)
        for address, accepted in [
            ("A@x.example", ("a@x.example",)),
            ("A@X.example", ()),
        ]:
            refusal = ffi.Refusal(address, "550 no", permanent=True)
            tried = waiting.answered([refusal], NOON, timedelta(hours=1))
            assert tried.accepted == accepted
            assert tried.refused_for_good

    def test_nobody_is_left(self, house: Office) -> None:
        """
        A message that all have, and that is not noted so, is handed over to nobody.
        """
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(courier(house))
        house.outbox.fault = None
        with house.store.transaction() as transaction:
            waits = queued(house)
            had = evolve(waits, accepted=waits.message.envelope)
            transaction.put_message(had)

        assert [each.delivered for each in house.invoicing.deliver_pending()] == [True]
        assert house.outbox.sent == []


class TestEightWorkers:
    @pytest.mark.parametrize("due_only", [False, True])
    def test_one_copy_of_each(self, due_only: bool) -> None:  # noqa: FBT001 - a table's
        """
        Eight workers at once and no crash: exactly one copy of each message.
        """
        house, server = office(), Server()
        waiting(house, 12)
        invoicing = sending_by(house, server)
        start = Barrier(8)

        def work(_: int) -> int:
            start.wait()
            return sum(
                len(invoicing.deliver_pending(3, due_only=due_only)) for _ in range(8)
            )

        with ThreadPoolExecutor(8) as pool:
            rows = sum(pool.map(work, range(8)))

        assert rows == len(server.got) == len(set(server.got)) == 12
        assert invoicing.undelivered() == ()
