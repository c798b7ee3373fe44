"""Save and Send: issued, rendered and queued together, then delivered."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Issued
from tests.fakes import NOON, Office, office
from tests.quickstart import ACME, AGENCY, PROJECT

MESSAGE_ID = "<invoice.2decbd5763fd5d87c74c794c06ecbbac.1@laval.example>"


def saved(house: Office) -> ffi.InvoiceDraft:
    return house.invoicing.save(house.invoicing.create_invoice(PROJECT))


def test_save_and_send() -> None:
    """
    The client gets a mail in its language, with the rendered invoice.
    """
    house = office()

    invoice = house.invoicing.save_and_send(saved(house))

    (message,) = house.outbox.sent
    assert (invoice.number, message.message_id) == ("F-2026-1", MESSAGE_ID)
    assert (message.sender, message.recipients) == (AGENCY.email, ("ap@acme.example",))
    assert message.date == NOON
    assert message.subject == "Facture F-2026-1 de Traduction Laval inc."
    assert "323,45\xa0$" in message.text
    assert [each.content for each in message.attachments] == [b"F-2026-1 fr-CA"]


def test_unsaved() -> None:
    """
    A draft that was not saved is issued and sent all the same.
    """
    house = office()

    house.invoicing.save_and_send(house.invoicing.create_invoice(PROJECT))

    assert len(house.outbox.sent) == 1
    assert house.invoicing.projects_to_invoice([PROJECT]) == ()


def test_again() -> None:
    """
    The same saved draft again gives the same invoice, and no second mail.
    """
    house = office()
    draft = saved(house)

    first, second = (house.invoicing.save_and_send(draft) for _ in range(2))

    assert first == second
    assert len(house.outbox.sent) == 1


def test_after_issue() -> None:
    """
    A draft that was issued and never sent gets its mail from the second call.
    """
    house = office()
    draft = saved(house)
    invoice = house.invoicing.issue(draft)

    assert house.invoicing.save_and_send(draft) == invoice
    assert [each.message_id for each in house.outbox.sent] == [MESSAGE_ID]


def test_failed_delivery() -> None:
    """
    If delivery fails, all is kept and queued, and goes out later with the same bytes.
    """
    house = office()
    draft = saved(house)
    house.outbox.fault = OSError("no route to host")

    with pytest.raises(errors.DeliveryError) as raised:
        house.invoicing.save_and_send(draft)

    invoice = raised.value.invoice
    assert raised.value.cause is house.outbox.fault
    assert str(raised.value) == (
        "document F-2026-1: issued and queued, delivery not confirmed: no route to host"
    )
    assert house.invoicing.issue(draft) == invoice

    house.outbox.fault = None
    house.clock.later(minutes=1)
    (delivery,) = house.invoicing.deliver_pending()
    assert delivery == ffi.Delivery("F-2026-1", delivered=True, error=None)
    (message,) = house.outbox.sent
    assert (message.message_id, message.date) == (MESSAGE_ID, NOON)
    assert house.invoicing.deliver_pending() == ()


def test_failed_delivery_then_the_same_draft() -> None:
    """
    The same draft again delivers the mail that still waits, and makes no other.
    """
    house = office()
    draft = saved(house)
    house.outbox.fault = OSError("down")
    for _ in range(2):
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(draft)
    house.outbox.fault = None

    house.invoicing.save_and_send(draft)

    assert [each.message_id for each in house.outbox.sent] == [MESSAGE_ID]


class TestSend:
    def test_second_sending(self) -> None:
        """
        Sending an invoice again on purpose is a new message.
        """
        house = office()
        invoice = house.invoicing.issue(saved(house))

        receipts = [house.invoicing.send(invoice) for _ in range(2)]

        first, second = receipts
        assert first == ffi.Receipt(MESSAGE_ID)
        assert second.message_id.endswith(".2@laval.example>")
        assert [each.message_id for each in house.outbox.sent] == [
            each.message_id for each in receipts
        ]

    @pytest.mark.parametrize(
        ("to", "seconds", "alike"),
        [
            ("a@x.example", 0, [True, True]),
            ("b@x.example", 0, [False, False]),
            ("a@x.example", 1, [True, False]),
        ],
        ids=["the same", "to another", "later"],
    )
    def test_sent_by_a_restored_copy(
        self, to: str, seconds: int, alike: list[bool]
    ) -> None:
        """
        What was sent since a copy was made has another id than what the copy sends,
        unless it is the first message, to the same addresses.
        """
        both = list[list[str]]()
        for recipient, later in (("a@x.example", 0), (to, seconds)):
            house = office()
            invoice = house.invoicing.issue(saved(house))
            house.clock.later(seconds=later)
            send = partial(house.invoicing.send, invoice, recipients=[recipient])
            both.append([send().message_id, send().message_id])
        ours, theirs = both
        assert [a == b for a, b in zip(ours, theirs, strict=True)] == alike

    def test_what_waits(self) -> None:
        """
        While a message still waits, sending delivers that one.
        """
        house = office()
        invoice = house.invoicing.issue(saved(house))
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.send(invoice)
        house.outbox.fault = None

        assert house.invoicing.send(invoice) == ffi.Receipt(MESSAGE_ID)

    def test_foreign_invoice(self) -> None:
        """
        Only what the store has is sent, and as the store has it.
        """
        house, other = office(), office()
        invoice = other.invoicing.issue(saved(other))

        with pytest.raises(errors.ConflictError, match="found none"):
            house.invoicing.send(invoice)
        with pytest.raises(errors.ConflictError, match="found another"):
            other.invoicing.send(evolve(invoice, notes="changed"))


class TestDeliverPending:
    def failing(self, count: int) -> Office:
        """An office with so many invoices whose mails wait."""
        house = office()
        house.outbox.fault = OSError("down")
        courier = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))
        for _ in range(count):
            draft = house.invoicing.create_invoice(PROJECT).edit(lines=[courier])
            with pytest.raises(errors.DeliveryError):
                house.invoicing.save_and_send(draft)
        return house

    def test_limit(self) -> None:
        """
        Only so many are tried as asked for, the oldest first.
        """
        house = self.failing(3)
        house.outbox.fault = None

        numbers = [each.invoice_number for each in house.invoicing.deliver_pending(2)]

        assert numbers == ["F-2026-1", "F-2026-2"]

    def test_one_failure_stops_no_other(self) -> None:
        """
        Each message is tried, whatever becomes of the others.
        """
        house = self.failing(2)

        deliveries = house.invoicing.deliver_pending()

        assert [(each.invoice_number, each.delivered) for each in deliveries] == [
            ("F-2026-1", False),
            ("F-2026-2", False),
        ]
        assert deliveries[0].error == "OSError: down"

    def test_due_only(self) -> None:
        """
        After each failure the next try is later: a minute, two, four …
        """
        house = self.failing(1)
        tries: list[int] = []
        for minute in range(8):
            if house.invoicing.deliver_pending(due_only=True):
                tries.append(minute)
            house.clock.later(minutes=1)

        assert tries == [1, 3, 7]

    def test_pauses_end_at_six_hours(self) -> None:
        """
        However often it failed, it is tried again within six hours.
        """
        house = self.failing(1)
        for _ in range(40):
            house.invoicing.deliver_pending()
        house.clock.later(hours=5, minutes=59)
        assert house.invoicing.deliver_pending(due_only=True) == ()
        house.clock.later(minutes=1)
        assert len(house.invoicing.deliver_pending(due_only=True)) == 1

    def test_of_another_seller(self) -> None:
        """
        A seller delivers its own mail and nobody else's.
        """
        house = self.failing(1)
        other = office(
            seller=evolve(AGENCY, tax_ids={"GST": "987654321 RT0001"}),
            store=house.store,
        )

        assert other.invoicing.deliver_pending() == ()


class TestClaims:
    def test_eight_workers(self) -> None:
        """
        Eight workers at once send one copy.
        """
        house = office()
        house.outbox.fault = OSError("down")
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(saved(house))
        house.outbox.fault = None
        start = Barrier(8)

        def work(_: int) -> None:
            start.wait()
            house.invoicing.deliver_pending()

        with ThreadPoolExecutor(8) as pool:
            list(pool.map(work, range(8)))

        assert len(house.outbox.sent) == 1

    def test_while_it_is_sent(self) -> None:
        """
        A message that is being sent is left alone, until the lease is over.
        """
        house = office()
        draft = saved(house)
        seen: list[int] = []

        def look() -> None:
            house.outbox.on_send = None
            seen.append(len(house.invoicing.deliver_pending()))

        house.outbox.on_send = look
        house.invoicing.save_and_send(draft)

        assert seen == [0]
        assert len(house.outbox.sent) == 1

    def test_lease_that_ran_out(self) -> None:
        """
        Whoever was too slow notes nothing: the message is somebody else's by then.
        """
        house = office()

        def be_slow() -> None:
            house.outbox.on_send = None
            house.clock.moment += timedelta(minutes=26)
            assert [each.delivered for each in house.invoicing.deliver_pending()] == [
                True
            ]
            house.outbox.fault = OSError("time-out")

        draft = saved(house)
        house.outbox.on_send = be_slow
        with pytest.raises(errors.DeliveryError):
            house.invoicing.save_and_send(draft)

        house.outbox.fault = None
        assert house.invoicing.deliver_pending() == ()
        assert len(house.outbox.sent) == 1

    def test_somebody_else_has_it(self) -> None:
        """
        What somebody else is delivering has no row, no receipt, and no second mail.
        """
        house = office()
        draft = saved(house)
        invoice = house.invoicing.issue(draft)
        told: list[object] = []

        def look() -> None:
            house.outbox.on_send = None
            told.append(house.invoicing.deliver_pending())
            told.append(house.invoicing.save_and_send(draft))
            with pytest.raises(errors.DeliveryError, match="being delivered"):
                house.invoicing.send(invoice)

        house.outbox.on_send = look
        house.invoicing.send(invoice)

        assert told == [(), invoice]
        assert len(house.outbox.sent) == 1

    def test_taken_meanwhile(self) -> None:
        """
        A message that was chosen, but taken by somebody else meanwhile, has no row.
        """
        house = TestDeliverPending().failing(2)
        house.outbox.fault = None

        def take_the_other() -> None:
            house.outbox.on_send = None
            house.invoicing.deliver_pending()

        house.outbox.on_send = take_the_other
        rows = house.invoicing.deliver_pending()

        assert [each.invoice_number for each in rows] == ["F-2026-1"]
        assert len(house.outbox.sent) == 2

    def test_interrupted(self) -> None:
        """
        Whoever is interrupted while sending lets go of the message.
        """
        house = office()
        draft = saved(house)

        def interrupt() -> None:
            house.outbox.on_send = None
            raise KeyboardInterrupt

        house.outbox.on_send = interrupt
        with pytest.raises(KeyboardInterrupt):
            house.invoicing.save_and_send(draft)

        house.invoicing.save_and_send(draft)
        assert len(house.outbox.sent) == 1


class TestNothingIsSpent:
    @pytest.mark.parametrize(
        ("seller", "buyer", "culprit"),
        [
            pytest.param(
                evolve(AGENCY, email=None), ACME.party, AGENCY.name, id="nobody sends"
            ),
            pytest.param(
                AGENCY, evolve(ACME.party, email=None), "Acme inc.", id="nobody gets it"
            ),
        ],
    )
    def test_no_address(
        self, seller: ffi.Party, buyer: ffi.Party, culprit: str
    ) -> None:
        """
        Without an address to mail to and from, no number is spent.
        """
        house = office(seller=seller)
        project = evolve(PROJECT, client=evolve(ACME, party=buyer))
        draft = house.invoicing.save(house.invoicing.create_invoice(project))
        before = house.store.__copy__()

        with pytest.raises(errors.NoRecipientError) as raised:
            house.invoicing.save_and_send(draft)

        assert str(raised.value) == f"{culprit}: has no e-mail address"
        assert house.store == before
        assert house.outbox.sent == []

    def test_broken_template(self) -> None:
        """
        What cannot be rendered is not issued.
        """
        house = office()
        draft = saved(house)
        before = house.store.__copy__()
        house.renderer.fault = ZeroDivisionError("in a template")

        with pytest.raises(ZeroDivisionError):
            house.invoicing.save_and_send(draft)

        assert house.store == before
        assert house.outbox.sent == []
        house.renderer.fault = None
        assert house.invoicing.save_and_send(draft).number == "F-2026-1"


def test_letter_of_ones_own() -> None:
    """
    A host may write the mail itself.
    """

    def letter(document: Issued, locale: str) -> tuple[str, str]:
        return f"{document.number} ({locale})", "Voilà."

    house = office()
    invoicing = evolve(house.invoicing, letter=letter)
    invoicing.save_and_send(invoicing.create_invoice(PROJECT))

    (message,) = house.outbox.sent
    assert (message.subject, message.text) == ("F-2026-1 (fr-CA)", "Voilà.")


class Speechless(Exception):  # noqa: N818 - somebody else's
    """An exception that cannot even say what it is."""

    def __str__(self) -> str:
        raise ZeroDivisionError


def test_speechless_failure() -> None:
    """
    A failure that cannot be put into words is a failure, and stops no other message.
    """
    house = TestDeliverPending().failing(2)
    house.outbox.fault = Speechless()

    rows = house.invoicing.deliver_pending()

    assert [(each.delivered, each.error) for each in rows] == [
        (False, "Speechless"),
        (False, "Speechless"),
    ]


def test_failure_of_a_file_whose_name_is_no_text() -> None:
    """
    A failure with half a character in its words is noted as well as it can be.
    """
    house = TestDeliverPending().failing(2)
    house.outbox.fault = OSError("no \udcff")

    rows = house.invoicing.deliver_pending()

    assert [each.error for each in rows] == ["OSError: no ?"] * 2


@pytest.mark.parametrize("limit", [-1, 1.5, "1", True])
def test_limits(limit: Any) -> None:  # noqa: ANN401 - whatever it is
    """
    A limit is a number of messages.
    """
    with pytest.raises(errors.InvalidValueError):
        office().invoicing.deliver_pending(limit)


def test_what_is_no_letter_and_no_document() -> None:
    """
    What is no letter of two parts, or no rendered document, issues nothing.
    """

    def no_letter(document: Issued, locale: str) -> Any:  # noqa: ANN401 - a mistake
        return f"{document}{locale}"

    class NoRenderer:
        def render(self, document: object, locale: str) -> Any:  # noqa: ANN401 - likewise
            return f"{document}{locale}"

    house = office()
    draft = saved(house)
    before = house.store.__copy__()
    for wrong in (
        evolve(house.invoicing, letter=no_letter),
        evolve(house.invoicing, renderer=NoRenderer()),
    ):
        with pytest.raises(errors.InvalidValueError):
            wrong.save_and_send(draft)
    assert house.store == before
