"""Numbers of documents: by kind and seller, in the order of days that are open."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import TODAY, Office, office
from tests.invoicing.test_issuing import by_hand
from tests.quickstart import AGENCY, PROJECT

LATE = "Delivered late"
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
MOVED_IN = ffi.Numbering("F-%YYYY%-%SEQ%", start=4211, since=TODAY)


def issued(house: Office, **parts: Any) -> ffi.Invoice:  # noqa: ANN401 - those of issue
    """Issue an invoice of no task."""
    return house.invoicing.issue(by_hand(house.invoicing), **parts)


def numbers_of_two(house: Office) -> list[str]:
    """Issue two invoices, and a credit note after each."""
    numbers: list[str] = []
    for _ in range(2):
        invoice = issued(house)
        note = house.invoicing.cancel(invoice, LATE)
        numbers += [invoice.number, note.number]
    return numbers


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("F-%YYYY%-%SEQ%", ["F-2026-1", "F-2026-2", "F-2026-3", "F-2026-4"]),
        (
            {"invoice": "F-%SEQ%", "credit-note": "NC-%SEQ:3%"},
            ["F-1", "NC-001", "F-2", "NC-002"],
        ),
        (
            {"invoice": "F-%SEQ%", "credit-note": "F-%SEQ%"},
            ["F-1", "F-2", "F-3", "F-4"],
        ),
        (
            {"invoice": MOVED_IN, "credit-note": "NC-%SEQ%"},
            ["F-2026-4211", "NC-1", "F-2026-4212", "NC-2"],
        ),
        (
            {"invoice": "%CLIENT_CODE%/%SEQ%"},
            ["ACME/1", "ACME/2", "ACME/3", "ACME/4"],
        ),
    ],
    ids=["one series", "two series", "one pattern", "moved in", "by client"],
)
def test_credit_notes_are_numbered(numbers: Any, expected: list[str]) -> None:  # noqa: ANN401 - any numbers
    """In the invoices' series, or in their own, as the seller's patterns say."""
    assert numbers_of_two(office(numbers=numbers)) == expected


def test_a_note_has_the_project_of_its_invoice() -> None:
    """A pattern may name the project."""
    invoicing = office(numbers="%PROJECT_NUMBER%/%SEQ%").invoicing
    invoice = invoicing.issue(invoicing.create_invoice(PROJECT))
    assert invoicing.cancel(invoice, LATE).number == "P-1042/2"


def test_patterns_that_collide() -> None:
    """Two kinds that could get one number are refused before anything is issued.

    As in kimai/kimai 2027 and rentemester 251.
    """
    with pytest.raises(errors.InvalidValueError, match="numbers that no invoice has"):
        office(numbers={"invoice": "F-%SEQ%", "credit-note": "F-%SEQ:4%"})


def test_two_sellers() -> None:
    """Each seller begins at 1, in one store, as in openfoodnetwork 11458."""
    first = office()
    other = evolve(AGENCY, name="Traduction Gatineau", tax_ids={"GST": "987654321"})
    second = office(seller=other, store=first.store)
    assert [issued(each).number for each in (first, second, first)] == [
        "F-2026-1",
        "F-2026-1",
        "F-2026-2",
    ]


BEFORE = ffi.Party("Agency", address=AGENCY.address, email=AGENCY.email)
REGISTERED = evolve(BEFORE, tax_ids={"QST": "1234567890 TQ0001"})
TWICE = evolve(BEFORE, tax_ids={"GST": "123456789 RT0001", **dict(REGISTERED.tax_ids)})
CHANGED: dict[str, tuple[ffi.Party, ffi.Party]] = {
    "registered for a tax": (BEFORE, REGISTERED),
    "registered for another": (REGISTERED, TWICE),
    "an id too late": (REGISTERED, evolve(REGISTERED, id="A")),
}


@pytest.mark.parametrize(("before", "after"), CHANGED.values(), ids=CHANGED)
def test_seller_that_becomes_another(before: ffi.Party, after: ffi.Party) -> None:
    """No number is given twice: who registers for a tax is told to keep its identity.

    The error names the id that the seller must have to go on.
    """
    first = office(seller=before)
    assert issued(first).number == "F-2026-1"
    kept = first.store.__copy__()
    with pytest.raises(errors.ConflictError) as raised:
        issued(office(seller=after, store=first.store))
    assert str(raised.value) == (
        f"seller Agency: expected the id {before.identity}, under which its "
        f"documents are kept, found {after.identity}"
    )
    assert first.store == kept
    going_on = office(seller=evolve(after, id=before.identity), store=first.store)
    assert issued(going_on).number == "F-2026-2"
    assert len(going_on.invoicing.records()) == 2


def test_seller_with_an_id() -> None:
    """An id stays, whatever the seller registers for, or is called."""
    first = office(seller=evolve(BEFORE, id="A"))
    after = evolve(TWICE, name="Agency inc.", id="A")
    second = office(seller=after, store=first.store)
    assert [issued(each).number for each in (first, second)] == ["F-2026-1", "F-2026-2"]


def test_seller_that_was_another_once() -> None:
    """Who has documents of its own begins its next series by itself."""
    first = office(seller=REGISTERED)
    issued(first)
    older = office(seller=BEFORE, store=first.store)
    issued(older)
    first.clock.day = date(2027, 1, 4)
    assert issued(first).number == "F-2027-1"


def test_the_day_is_the_sellers() -> None:
    """Late in Toronto it is tomorrow for a server in UTC, as in killbill 1074.

    The document is of the seller's day, its number of the seller's year.
    """
    house = office()
    moment = datetime(2027, 1, 1, 3, 30, tzinfo=UTC)
    house.clock.moment = moment
    house.clock.day = moment.astimezone(ZoneInfo("America/Toronto")).date()
    invoice = issued(house)
    assert (invoice.issue_date, invoice.number) == (date(2026, 12, 31), "F-2026-1")


def test_moved_in_once() -> None:
    """A new year begins at 1 by itself, and the start is not repeated."""
    house = office(numbers={"invoice": MOVED_IN})
    first = issued(house)
    house.clock.day = date(2027, 1, 4)
    assert (first.number, issued(house).number) == ("F-2026-4211", "F-2027-1")


def test_moved_in_too_late() -> None:
    """A start does not move a series that has begun: its numbers have no gap."""
    house = office()
    issued(house)
    moved = office(numbers={"invoice": MOVED_IN}, store=house.store)
    assert issued(moved).number == "F-2026-2"


def test_nothing_before_moving_in() -> None:
    """The numbers before the start are of the days before."""
    house = office(numbers={"invoice": MOVED_IN})
    with pytest.raises(errors.ConflictError) as raised:
        issued(house, on=YESTERDAY)
    assert raised.value == errors.ConflictError(
        errors.phrase("series", name="F-2026-"),
        errors.phrase("day-from", day=TODAY),
        YESTERDAY,
    )
    assert issued(house).number == "F-2026-4211"


def test_a_day_before_today() -> None:
    """A document may be dated back, as long as its number stays in order."""
    house = office()
    assert issued(house, on=YESTERDAY).issue_date == YESTERDAY
    assert issued(house).issue_date == TODAY
    with pytest.raises(errors.ConflictError):
        issued(house, on=YESTERDAY)
    assert issued(house).number == "F-2026-3"


def test_back_into_another_series() -> None:
    """Kinds with counters of their own are each in order by themselves."""
    house = office(numbers={"invoice": "F-%SEQ%", "credit-note": "NC-%SEQ%"})
    first = issued(house, on=YESTERDAY)
    issued(house)
    note = house.invoicing.cancel(first, LATE, on=YESTERDAY)
    assert (note.number, note.issue_date) == ("NC-1", YESTERDAY)


def test_sent_with_a_day() -> None:
    """Save and Send dates back as well."""
    house = office()
    draft = by_hand(house.invoicing)
    assert house.invoicing.save_and_send(draft, on=YESTERDAY).issue_date == YESTERDAY


def refusals(house: Office, on: date) -> list[errors.InvoicingError]:
    """Try to issue documents of each kind, of a day; say why it cannot be done."""
    draft, invoice = by_hand(house.invoicing), issued(house, on=date(2026, 10, 15))
    before = house.store.__copy__()
    found: list[errors.InvoicingError] = []
    for attempt in (
        lambda: house.invoicing.issue(draft, on=on),
        lambda: house.invoicing.save_and_send(draft, on=on),
        lambda: house.invoicing.credit(invoice, LATE, on=on),
        lambda: house.invoicing.cancel(invoice, LATE, on=on),
    ):
        with pytest.raises(errors.InvoicingError) as raised:
            attempt()
        found.append(raised.value)
    assert house.store == before
    return found


def test_no_day_to_come() -> None:
    """No document is of a day that the host does not have yet; no number is spent."""
    assert set(refusals(office(), TOMORROW)) == {
        errors.FutureDateError(TOMORROW, TODAY)
    }


def test_closed() -> None:
    """Nothing of any kind is issued into a month that is closed."""
    house = office()
    invoice = issued(house, on=date(2026, 10, 15))
    house.invoicing.close(date(2026, 10, 31))
    for on in (date(2026, 10, 15), date(2026, 10, 31)):
        expected = errors.ClosedPeriodError(on, date(2026, 10, 31))
        with pytest.raises(errors.ClosedPeriodError) as raised:
            issued(house, on=on)
        assert raised.value == expected
        with pytest.raises(errors.ClosedPeriodError) as raised:
            house.invoicing.cancel(invoice, LATE, on=on)
        assert raised.value == expected
    assert issued(house, on=date(2026, 11, 1)).number == "F-2026-2"


def test_closed_is_told_before_a_number_is_drawn() -> None:
    """What is refused leaves all as it was."""
    house = office()
    house.invoicing.close(TODAY)
    before = house.store.__copy__()
    with pytest.raises(errors.ClosedPeriodError):
        issued(house)
    assert house.store == before


def test_closed_is_a_finding() -> None:
    """Who checks a draft is told before it is issued."""
    house = office()
    house.invoicing.close(TODAY)
    findings = house.invoicing.check(by_hand(house.invoicing))
    assert "closed-period" in [finding.code for finding in findings]


def test_closes_forward() -> None:
    """A later day closes more; an earlier one only opens if that is meant."""
    house = office()
    house.invoicing.close(date(2026, 9, 30))
    house.invoicing.close(date(2026, 10, 31))
    with pytest.raises(errors.ConflictError) as raised:
        house.invoicing.close(date(2026, 9, 30))
    assert str(raised.value) == (
        "closing: expected a day from 2026-10-31 on, found 2026-09-30"
    )
    house.invoicing.close(date(2026, 10, 31))
    house.invoicing.close(date(2026, 9, 30), reopen=True)
    assert issued(house, on=date(2026, 10, 1)).number == "F-2026-1"


def test_closes_what_is_over() -> None:
    """Today can be closed, tomorrow cannot; a moment is no day."""
    house = office()
    with pytest.raises(errors.FutureDateError) as raised:
        house.invoicing.close(TOMORROW)
    assert raised.value == errors.FutureDateError(TOMORROW, TODAY)
    with pytest.raises(errors.InvalidValueError):
        house.invoicing.close(house.clock.moment)
    house.invoicing.close(TODAY)


def test_closes_for_one_seller() -> None:
    """The books of another seller in the same store stay open."""
    house = office()
    other = evolve(AGENCY, name="Traduction Gatineau", tax_ids={"GST": "987654321"})
    house.invoicing.close(TODAY)
    assert issued(office(seller=other, store=house.store)).number == "F-2026-1"
