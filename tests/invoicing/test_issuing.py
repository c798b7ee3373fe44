"""Issue: a number, a day, and nothing that changes any more."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import office
from tests.quickstart import ACME, AGENCY, PROJECT

COURIER = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))


def by_hand(invoicing: ffi.Invoicing) -> ffi.InvoiceDraft:
    """A draft that takes no task, so that there can be many of them."""
    return invoicing.create_invoice(evolve(PROJECT, tasks=())).edit(lines=[COURIER])


def test_issue() -> None:
    """
    The invoice has all of the draft, its number, its day and when it is due.
    """
    invoicing = office().invoicing
    saved = invoicing.save(invoicing.create_invoice(PROJECT))

    invoice = invoicing.issue(saved)

    assert (invoice.number, str(invoice)) == ("F-2026-1", "F-2026-1")
    assert invoice.issue_date == date(2026, 11, 24)
    assert invoice.due_date == date(2026, 12, 24)
    assert (invoice.lines, invoice.taxes) == (saved.lines, saved.taxes)
    assert invoice.totals == saved.totals


def test_unsaved() -> None:
    """
    A draft that was not saved can be issued, once: then its tasks are taken.
    """
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)
    invoicing.issue(draft)

    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        invoicing.issue(draft)

    assert raised.value.holder == "F-2026-1"


def test_again() -> None:
    """
    Whoever issues the same saved draft again gets the same invoice and no new number.
    """
    house = office()
    saved = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    invoice = house.invoicing.issue(saved)
    before = house.store.__copy__()
    house.clock.day = date(2026, 12, 24)

    assert house.invoicing.issue(saved) == invoice
    assert house.store == before


def test_again_with_other_content() -> None:
    """
    Another content under the same id is a conflict and not the same invoice.
    """
    invoicing = office().invoicing
    saved = invoicing.save(invoicing.create_invoice(PROJECT))
    invoicing.issue(saved)

    with pytest.raises(errors.ConflictError, match="content of F-2026-1"):
        invoicing.issue(saved.edit(notes="changed"))


def test_edited_after_saving() -> None:
    """
    What was edited since it was saved is issued as it is now.
    """
    invoicing = office().invoicing
    saved = invoicing.save(invoicing.create_invoice(PROJECT))

    assert invoicing.issue(saved.edit(notes="Merci !")).notes == "Merci !"


@pytest.mark.parametrize("saved", [True, False], ids=["saved", "not saved"])
def test_empty(saved: bool) -> None:  # noqa: FBT001 - a case of the table
    """
    A draft without a line is not issued, and no number is spent on it.
    """
    house = office()
    draft = house.invoicing.create_invoice(PROJECT).edit(lines=[])
    if saved:
        draft = house.invoicing.save(draft)
    before = house.store.__copy__()

    with pytest.raises(errors.EmptyDraftError) as raised:
        house.invoicing.issue(draft)

    assert raised.value.draft_id == draft.id
    assert house.store == before


class TestNumbers:
    def test_one_after_the_other(self) -> None:
        """
        Numbers follow each other without a gap, and begin anew with the year.
        """
        house = office()
        numbers: list[str] = []
        for day in (date(2026, 12, 30), date(2026, 12, 31), date(2027, 1, 1)):
            house.clock.day = day
            numbers.append(house.invoicing.issue(by_hand(house.invoicing)).number)

        assert numbers == ["F-2026-1", "F-2026-2", "F-2027-1"]

    def test_day_order(self) -> None:
        """
        Within a series no later number has an earlier day.
        """
        house = office()
        house.invoicing.issue(by_hand(house.invoicing))
        before = house.store.__copy__()
        house.clock.day = date(2026, 11, 23)

        with pytest.raises(errors.ConflictError) as raised:
            house.invoicing.issue(by_hand(house.invoicing))

        assert str(raised.value) == (
            "series F-2026-: expected a day from 2026-11-24 on, found 2026-11-23"
        )
        assert house.store == before

    def test_of_client_and_project(self) -> None:
        """
        A pattern with client and project has a counter for each of them.
        """
        invoicing = office(numbers="%CLIENT_CODE%/%PROJECT_NUMBER%/%SEQ:3%").invoicing

        assert invoicing.issue(invoicing.create_invoice(PROJECT)).number == (
            "ACME/P-1042/001"
        )

    def test_without_project(self) -> None:
        """
        A pattern that needs a project has no number for a draft without any.
        """
        house = office(numbers="%PROJECT_NUMBER%-%SEQ%")

        with pytest.raises(errors.InvalidValueError, match="%PROJECT_NUMBER%"):
            house.invoicing.issue(by_hand(house.invoicing))

        assert house.store == office().store

    def test_two_sellers(self) -> None:
        """
        Each seller has numbers of its own, known by its tax id.
        """
        house = office()
        other = office(
            seller=evolve(AGENCY, tax_ids={"GST": "987654321 RT0001"}),
            store=house.store,
        )

        numbers = [
            each.invoicing.issue(by_hand(each.invoicing)).number
            for each in (house, other, house)
        ]

        assert numbers == ["F-2026-1", "F-2026-1", "F-2026-2"]

    def test_seller_of_another_name(self) -> None:
        """
        A seller whose name is written otherwise goes on counting.
        """
        house = office()
        renamed = office(seller=evolve(AGENCY, name="Laval Inc."), store=house.store)

        numbers = [
            each.invoicing.issue(by_hand(each.invoicing)).number
            for each in (house, renamed)
        ]

        assert numbers == ["F-2026-1", "F-2026-2"]

    def test_sellers_without_a_tax_id(self) -> None:
        """
        Who has no tax id is known by the name.
        """
        one, other = (evolve(AGENCY, name=name, tax_ids={}) for name in ("Un", "Deux"))
        house = office(seller=one)
        another = office(seller=other, store=house.store)

        numbers = [
            each.invoicing.issue(by_hand(each.invoicing)).number
            for each in (house, another)
        ]

        assert numbers == ["F-2026-1", "F-2026-1"]

    def test_patterns_that_meet(self) -> None:
        """
        A number that another pattern of the seller gave already is not given again.
        """
        store = office().store
        house = office(store=store, numbers="F-2026-%SEQ%X")
        again = office(store=store, numbers="F-%YYYY%-%SEQ%X")
        house.invoicing.issue(by_hand(house.invoicing))
        assert again.invoicing.issue(by_hand(again.invoicing)).number == "F-2026-2X"

    def test_at_once(self) -> None:
        """
        Sixteen who issue at once get sixteen numbers without a gap.
        """
        invoicing = office().invoicing
        drafts = [by_hand(invoicing)] * 16

        with ThreadPoolExecutor(16) as pool:
            numbers = {invoice.number for invoice in pool.map(invoicing.issue, drafts)}

        assert numbers == {f"F-2026-{place}" for place in range(1, 17)}

    def test_same_draft_at_once(self) -> None:
        """
        The same saved draft issued sixteen times at once is one invoice.
        """
        house = office()
        saved = house.invoicing.save(house.invoicing.create_invoice(PROJECT))

        with ThreadPoolExecutor(16) as pool:
            invoices = list(pool.map(house.invoicing.issue, [saved] * 16))

        assert invoices == [invoices[0]] * 16
        assert house.invoicing.issue(by_hand(house.invoicing)).number == "F-2026-2"


class TestTaxes:
    def test_changed_since(self) -> None:
        """
        Taxes that changed since the draft was made are told and not issued in silence.
        """
        house = office()
        halifax = evolve(ACME.party, address=ffi.Address(region="NS", country="CA"))
        client = evolve(ACME, party=halifax)
        house.clock.day = date(2025, 3, 31)
        draft = house.invoicing.create_invoice(
            evolve(PROJECT, client=client), in_progress=True
        )
        draft = house.invoicing.save(draft)
        before = house.store.__copy__()
        house.clock.day = date(2025, 4, 1)

        with pytest.raises(errors.ConflictError) as raised:
            house.invoicing.issue(draft)

        assert str(raised.value) == (
            "taxes of draft draft-1: expected HST 14%, found HST 15%"
        )
        assert house.store == before

    def test_by_hand(self) -> None:
        """
        Taxes that a person has set are issued as they were set.
        """
        invoicing = office().invoicing
        draft = invoicing.create_invoice(PROJECT).edit(taxes=[])

        assert invoicing.issue(invoicing.save(draft)).totals.taxes == ()

    def test_no_province(self) -> None:
        """
        A client without a province has no draft until it has one.
        """
        house = office()
        nowhere = evolve(ACME, party=ffi.Party("Acme inc."))

        with pytest.raises(errors.TaxUndeterminedError) as raised:
            house.invoicing.create_invoice(evolve(PROJECT, client=nowhere))

        assert raised.value.field == "buyer.address"
        assert house.store == office().store
