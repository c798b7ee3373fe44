"""Credit invoices: kept, told to the invoice, sent, and never more than was billed."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, errors
from flowfit_invoicing.documents import Event
from tests.fakes import TODAY, Office, office
from tests.quickstart import ACME, PROJECT

LATE = {"en": "Delivered late", "fr": "Livraison tardive"}
TASKS = (("P-1042", "T-1"), ("P-1042", "T-2"))


def issued(house: Office) -> ffi.Invoice:
    """Issue the invoice of the project: 106.32 and 175.00."""
    return house.invoicing.issue(house.invoicing.create_invoice(PROJECT))


def events(house: Office, invoice: ffi.Invoice) -> tuple[Event, ...]:
    with house.store.transaction() as transaction:
        return transaction.events(invoice.seller.identity, invoice.number)


def test_credit() -> None:
    """A note has a number and a day, and is kept like any document."""
    house = office()
    invoice = issued(house)
    note = house.invoicing.credit(invoice, LATE, {1: "0.5"})
    assert (note.number, note.issue_date) == ("F-2026-2", TODAY)
    assert str(note.totals.gross) == "28.74 CAD"
    with house.store.transaction() as transaction:
        assert transaction.document(invoice.seller.identity, "F-2026-2") == note
        assert transaction.document(invoice.seller.identity, "F-2026-1") == invoice


def test_is_what_was_previewed() -> None:
    """What `credit` shows without a store is what is issued."""
    house = office()
    invoice = issued(house)
    house.invoicing.credit(invoice, LATE, {1: "0.5"})
    before = house.invoicing.credit_notes(invoice)
    preview = ffi.credit(invoice, LATE, {1: "0.1"}, before=before)
    note = house.invoicing.credit(invoice, LATE, {1: "0.1"})
    assert preview.issue(note.number, note.issue_date) == note


def told(by: str, note: ffi.CreditNote) -> ffi.Credited:
    totals = note.totals
    return ffi.Credited(
        on=TODAY,
        by=by,
        number=note.number,
        amount=totals.gross,
        net=totals.net,
        taxes=totals.taxes,
    )


def test_is_told_to_the_invoice() -> None:
    """The invoice has an event for each note, with its amount and who credited it."""
    house = office()
    invoice = issued(house)
    first = house.invoicing.credit(invoice, LATE, {1: "0.5"}, by="Léa")
    rest = house.invoicing.cancel(invoice, LATE, by="Luc")
    assert events(house, invoice) == (
        told("Léa", first),
        told("Luc", rest),
    )
    assert house.invoicing.credit_notes(invoice) == (first, rest)


def test_cancel() -> None:
    """All that is left is credited, so that nothing of the invoice remains."""
    house = office()
    invoice = issued(house)
    first = house.invoicing.credit(invoice, LATE, {0: ffi.Money("6.32", "CAD")})
    rest = house.invoicing.cancel(invoice, LATE)
    assert first.totals.gross + rest.totals.gross == invoice.totals.gross
    assert first.totals.tax + rest.totals.tax == invoice.totals.tax


ROUNDED: dict[str, list[dict[int, ffi.Money] | None]] = {
    "in one": [None],
    "in two": [{0: ffi.Money("6.32", "CAD")}, None],
}


@pytest.mark.parametrize("series", ROUNDED.values(), ids=ROUNDED)
def test_rounding_is_credited(series: list[dict[int, ffi.Money] | None]) -> None:
    """The note that closes an invoice takes its rounding amount back (BT-114)."""
    house = office()
    draft = house.invoicing.create_invoice(PROJECT).rounded_to("0.10")
    invoice = house.invoicing.issue(draft)
    assert str(invoice.totals.rounding) == "0.05 CAD"
    for asked in series:
        assert house.invoicing.record(invoice).state(TODAY) == "issued"
        house.invoicing.credit(invoice, LATE, asked)
    found = house.invoicing.record(invoice)
    assert (found.state(TODAY), found.settlement(TODAY)) == ("cancelled", "settled")
    assert not found.outstanding(TODAY)


def test_cancels_what_is_owed() -> None:
    """What is credited is not owed; an invoice that is credited whole is cancelled."""
    house = office()
    invoice = issued(house)
    note = house.invoicing.credit(invoice, LATE, {0: None})
    record = house.invoicing.record(invoice)
    assert record.outstanding(TODAY) == invoice.totals.due - note.totals.due
    house.invoicing.cancel(invoice, LATE)
    record = house.invoicing.record(invoice)
    assert (record.state(TODAY), record.settlement(TODAY)) == ("cancelled", "settled")


def test_cancelled_already() -> None:
    """Cancelled again, there is nothing to credit, and no number is spent."""
    house = office()
    invoice = issued(house)
    house.invoicing.cancel(invoice, LATE)
    before = house.store.__copy__()
    with pytest.raises(errors.NothingToCreditError) as raised:
        house.invoicing.cancel(invoice, LATE)
    assert raised.value == errors.NothingToCreditError("F-2026-1")
    assert house.store == before


def test_never_more_than_was_billed() -> None:
    """Parts that together are more than a line are refused, and nothing is kept.

    As in getlago/lago-api 2643.
    """
    house = office()
    invoice = issued(house)
    house.invoicing.credit(invoice, LATE, {1: 3})
    before = house.store.__copy__()
    with pytest.raises(errors.OverCreditError) as raised:
        house.invoicing.credit(invoice, LATE, {1: 1})
    hour, half = ffi.Quantity(1, ffi.HOUR), ffi.Quantity("0.5", ffi.HOUR)
    assert raised.value == errors.OverCreditError("F-2026-1", 1, hour, half)
    assert house.store == before


def test_at_once() -> None:
    """Of many that cancel an invoice at the same moment, one does."""
    house = office()
    invoice = issued(house)

    def cancelled(_: int) -> bool:
        try:
            house.invoicing.cancel(invoice, LATE)
        except errors.NothingToCreditError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(cancelled, range(8))) == 1


def test_tasks_stay_billed() -> None:
    """A credit is no reason to bill the work again."""
    house = office()
    invoice = issued(house)
    house.invoicing.cancel(invoice, LATE)
    with pytest.raises(errors.TaskAlreadyBilledError):
        house.invoicing.create_invoice(PROJECT)


def test_tasks_are_freed() -> None:
    """Where it is asked for, the same work can be billed again, and once."""
    house = office()
    invoice = issued(house)
    house.invoicing.cancel(invoice, LATE, free_tasks=True)
    again = house.invoicing.create_invoice(PROJECT)
    assert again.tasks == TASKS
    assert house.invoicing.issue(again).lines == invoice.lines
    with pytest.raises(errors.TaskAlreadyBilledError):
        house.invoicing.create_invoice(PROJECT)


def test_chosen_tasks_are_freed() -> None:
    """The others stay billed."""
    house = office()
    invoice = issued(house)
    house.invoicing.credit(invoice, LATE, free_tasks=[TASKS[1]])
    assert house.invoicing.create_invoice(PROJECT).tasks == (TASKS[1],)


def test_part_of_a_task_is_freed() -> None:
    """As long as some of a task is billed, all of it cannot be billed again."""
    house = office()
    invoice = issued(house)
    draft = house.invoicing.create_invoice(
        evolve(PROJECT, number="P-7")
    )  # what another project would bill
    whole = evolve(draft, lines=[invoice.lines[1]])
    house.invoicing.credit(invoice, LATE, {1: 1}, free_tasks=True)
    with pytest.raises(errors.TaskAlreadyBilledError):
        house.invoicing.save(whole)
    house.invoicing.credit(invoice, LATE, {1: None}, free_tasks=True)
    assert house.invoicing.save(whole).tasks == (TASKS[1],)


def test_of_an_invoice_that_is_kept() -> None:
    """What the store does not have, or has otherwise, cannot be credited."""
    house = office()
    invoice = issued(house)
    for other, found in (
        (evolve(invoice, number="F-2026-9"), None),
        (evolve(invoice, notes="Changed"), errors.phrase("another")),
    ):
        subject = errors.phrase("invoice", name=other.number)
        expected = errors.ConflictError(subject, errors.phrase("as-issued"), found)
        with pytest.raises(errors.ConflictError) as raised:
            house.invoicing.cancel(other, LATE)
        assert raised.value == expected
        with pytest.raises(errors.ConflictError) as raised:
            house.invoicing.credit_notes(other)
        assert raised.value == expected


def test_not_before_its_invoice() -> None:
    """A note of a day before that of its invoice is refused, and nothing is kept."""
    house = office(numbers={"invoice": "F-%SEQ%", "credit-note": "NC-%SEQ%"})
    invoice = issued(house)
    before = house.store.__copy__()
    with pytest.raises(errors.InvalidValueError, match="expected a day from"):
        house.invoicing.cancel(invoice, LATE, on=TODAY - timedelta(days=1))
    assert house.store == before


def test_of_an_invoice_alone() -> None:
    """A draft has nothing to credit, and a note is not credited."""
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)
    note = invoicing.cancel(invoicing.issue(draft), LATE)
    for other in (draft, note):
        with pytest.raises(errors.InvalidValueError):
            invoicing.cancel(other, LATE)  # type: ignore[arg-type]  # a mistake
        with pytest.raises(errors.InvalidValueError):
            invoicing.credit_notes(other)  # type: ignore[arg-type]  # a mistake


def test_taxes_are_not_those_of_the_day() -> None:
    """A note years later has the taxes of its invoice."""
    house = office()
    invoice = issued(house)
    house.clock.day = TODAY.replace(year=2031)
    house.clock.moment = house.clock.moment.replace(year=2031)
    note = house.invoicing.cancel(invoice, LATE)
    assert (note.taxes, note.number) == (invoice.taxes, "F-2031-1")
    assert note.totals == invoice.totals


def test_send() -> None:
    """A note is sent as an invoice is, in words of its own."""
    house = office()
    note = house.invoicing.credit(issued(house), LATE, {1: "0.5"})
    receipt = house.invoicing.send(note)
    (message,) = house.outbox.sent
    assert message.message_id == receipt.message_id
    assert message.subject == "Note de crédit F-2026-2 de Traduction Laval inc."
    assert message.text.replace("\xa0", " ") == (
        "Bonjour,\n\nVous trouverez ci-joint la note de crédit F-2026-2 de 28,74 $, "
        "qui crédite la facture F-2026-1 du 24 novembre 2026 : Livraison tardive\n\n"
        "Merci,\nTraduction Laval inc.\n"
    )
    assert message.attachments[0].content == b"F-2026-2 fr-CA"


def test_sent_in_english() -> None:
    """The words are those of the client's language."""
    house = office()
    client = evolve(ACME, language="en-CA")
    draft = house.invoicing.create_invoice(evolve(PROJECT, client=client))
    note = house.invoicing.cancel(house.invoicing.issue(draft), LATE)
    house.invoicing.send(note)
    assert house.outbox.sent[0].subject == (
        "Credit note F-2026-2 from Traduction Laval inc."
    )
    assert "credits invoice F-2026-1 of November 24, 2026: Delivered late" in (
        house.outbox.sent[0].text
    )


def test_not_sent() -> None:
    """What could not be delivered waits, as an invoice does."""
    house = office()
    note = house.invoicing.cancel(issued(house), LATE)
    house.outbox.fault = OSError("no route")
    with pytest.raises(errors.DeliveryError):
        house.invoicing.send(note)
    house.outbox.fault = None
    (delivery,) = house.invoicing.deliver_pending()
    assert (delivery.invoice_number, delivery.delivered) == ("F-2026-2", True)


def test_only_what_is_kept_is_sent() -> None:
    """A note that was not issued here is not sent."""
    house = office()
    invoice = issued(house)
    foreign = documents.credit(invoice, LATE).issue("N-1", TODAY)
    with pytest.raises(errors.ConflictError, match="credit-note N-1: expected as"):
        house.invoicing.send(foreign)
