"""The audit trail: who has issued what, and on which day they did."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import (
    Applied,
    Closed,
    Event,
    Issued,
    IssuedBy,
    Replaced,
    Sent,
)
from tests.fakes import NOON, TODAY, Office, office
from tests.invoicing.posts import courier
from tests.invoicing.test_deposits import Europe
from tests.quickstart import AGENCY, PROJECT

EARLIER = date(2026, 11, 20)
LATER = date(2026, 12, 24)

Work: TypeAlias = Callable[[Office, str | None], Issued]


def events(house: Office, number: str) -> tuple[Event, ...]:
    with house.store.reading() as transaction:
        return transaction.events(AGENCY.identity, number)


def issue(house: Office, by: str | None) -> Issued:
    return house.invoicing.issue(courier(house), on=EARLIER, by=by)


def unsaved(house: Office, by: str | None) -> Issued:
    draft = house.invoicing.create_invoice(PROJECT)
    return house.invoicing.issue(draft, on=EARLIER, by=by)


def sent_later(house: Office, by: str | None) -> Issued:
    draft = courier(house)
    return house.invoicing.save_and_send(draft, on=EARLIER, render="later", by=by)


def quote(house: Office, by: str | None) -> Issued:
    return house.invoicing.issue_quote(courier(house), LATER, on=EARLIER, by=by)


def request(house: Office, by: str | None) -> Issued:
    return house.invoicing.request_deposit(PROJECT, amount=100, on=EARLIER, by=by)


def taxed(house: Office, by: str | None) -> Issued:
    europe = evolve(house.invoicing, taxes=Europe())
    return europe.request_deposit(PROJECT, amount=100, on=EARLIER, by=by)


WORKS: dict[str, Work] = {
    "issue": issue,
    "issue what is not saved": unsaved,
    "save_and_send": sent_later,
    "issue_quote": quote,
    "request_deposit": request,
    "request_deposit, taxed": taxed,
}


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_who_and_when(work: Work) -> None:
    """
    Who has issued a document is kept with it, and the day on which they really did.
    """
    house = office()
    document = work(house, "Lise Roy")
    assert document.issue_date == EARLIER
    assert events(house, document.number) == (IssuedBy(on=TODAY, by="Lise Roy"),)


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_nobody_told(work: Work) -> None:
    """
    Where the host says nobody, nobody is noted.
    """
    house = office()
    assert events(house, work(house, None).number) == ()


@pytest.mark.parametrize("work", WORKS.values(), ids=WORKS)
def test_nobody_at_all(work: Work) -> None:
    """
    A name that is none issues nothing.
    """
    house = office()
    with pytest.raises(errors.InvalidValueError):
        work(house, "two\nlines")
    assert house.invoicing.documents() == ()


def test_issued_again() -> None:
    """
    Who issues the same saved draft again has issued nothing.
    """
    house = office()
    draft = courier(house)
    invoice = house.invoicing.issue(draft, by="Lise")
    house.invoicing.issue(draft, by="Ann")
    house.invoicing.save_and_send(draft, by="Ann")
    assert events(house, invoice.number) == (
        IssuedBy(on=TODAY, by="Lise"),
        Sent(on=TODAY, by="Ann"),
    )


def test_quoted_again() -> None:
    """
    So it is with quotes.
    """
    house = office()
    draft = courier(house)
    for by in ("Lise", "Ann"):
        quoted = house.invoicing.issue_quote(draft, LATER, by=by)
    assert events(house, quoted.number) == (IssuedBy(on=TODAY, by="Lise"),)


def test_revised() -> None:
    """
    Who has issued a revision is noted of the quote that it replaces, too.
    """
    house = office()
    first = house.invoicing.issue_quote(courier(house), LATER)
    revision = house.invoicing.revise_quote(first)
    house.invoicing.issue_quote(revision, LATER, by="Lise")
    (replaced,) = events(house, first.number)
    assert isinstance(replaced, Replaced)
    assert replaced.by == "Lise"


def test_deducted() -> None:
    """
    Who has deducted a deposit is noted of the deposit.
    """
    house = office()
    deposit = house.invoicing.request_deposit(PROJECT, amount=100)
    assert isinstance(deposit, ffi.Deposit)
    house.invoicing.receive_deposit(deposit)
    final = house.invoicing.create_invoice(PROJECT)
    house.invoicing.issue(final, by="Lise")
    *_, applied = events(house, deposit.number)
    assert isinstance(applied, Applied)
    assert applied.by == "Lise"


def test_closed() -> None:
    """
    Who has closed the books, and who has opened them again, is all kept.
    """
    house = office()
    house.invoicing.close(EARLIER, by="Lise")
    with pytest.raises(errors.ConflictError):
        house.invoicing.close(date(2026, 10, 31), by="Ann")
    house.invoicing.close(date(2026, 10, 31), reopen=True, by="Luc")
    assert house.invoicing.closings() == (
        Closed(on=TODAY, by="Lise", until=EARLIER),
        Closed(on=TODAY, by="Luc", until=date(2026, 10, 31)),
    )


def test_states_stay_what_they_are() -> None:
    """
    What was noted of today hinders nothing that happened since a document's own day.
    """
    house = office()
    deposit = request(house, "Lise")
    assert isinstance(deposit, ffi.Deposit)
    received = house.invoicing.receive_deposit(deposit, on=EARLIER, by="bank")
    assert received.on == EARLIER
    invoice = issue(house, "Lise")
    assert house.invoicing.record(invoice.number).state(EARLIER) == "issued"
    assert house.invoicing.record(invoice.number).state(NOON.date()) == "issued"
