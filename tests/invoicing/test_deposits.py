"""Deposits in two regimes: taxed when they are applied (Canada), or paid (the EU)."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Applied, Deposit, Event, Forfeited, Received
from tests.documents.figures import summed
from tests.fakes import TODAY, Office, office
from tests.quickstart import ACME, AGENCY, PROJECT

VAT = ffi.Tax("VAT", {"en": "VAT", "fr": "TVA"}, 21, registration="BE 0123.456.789")
OTHER = evolve(PROJECT, number="P-2")
FAR = evolve(
    ACME, party=evolve(ACME.party, address=ffi.Address(city="Paris", country="FR"))
)


@frozen
class Europe:
    """A regime in which a deposit is taxed when it is paid."""

    taxes_deposits: bool = True
    discount_lowers_tax: bool = True
    taxes: tuple[ffi.Tax, ...] = (VAT,)

    def taxes_for(self, *_: object, **__: object) -> tuple[ffi.Tax, ...]:
        """Give them, whoever sells what to whom."""
        return self.taxes


@frozen
class Silent:
    """A regime of a host that does not say what becomes of deposits."""

    def taxes_for(self, *_: object, **__: object) -> tuple[ffi.Tax, ...]:
        """Give none."""
        return ()


def held(house: Office, amount: str = "100", on: date | None = None) -> Deposit:
    """Ask for a deposit in Canada, and have its money."""
    deposit = house.invoicing.request_deposit(PROJECT, amount=amount, on=on)
    assert isinstance(deposit, Deposit)
    house.invoicing.receive_deposit(deposit)
    return deposit


def taxed(
    house: Office, *, amount: int | str | None = None, percent: int | None = None
) -> ffi.Invoice:
    """Bill a deposit in the EU."""
    deposit = house.invoicing.request_deposit(PROJECT, amount=amount, percent=percent)
    assert isinstance(deposit, ffi.Invoice)
    return deposit


def pay(house: Office, invoice: ffi.Invoice) -> None:
    """Pay all of an invoice."""
    due = invoice.totals.due
    allocation = ffi.Allocation(invoice.number, due)
    paid = ffi.Payment(f"B-{invoice.number}", "ACME", TODAY, due, [allocation])
    house.invoicing.pay(paid)


def events(house: Office, number: str) -> tuple[Event, ...]:
    with house.store.transaction() as transaction:
        return transaction.events(AGENCY.identity, number)


def told(house: Office, draft: ffi.InvoiceDraft) -> list[str]:
    """Say what is found about the deposits of a draft."""
    found = house.invoicing.check(draft)
    return [each.message("en") for each in found if each.code.startswith("deposit")]


def test_canada_asks_without_tax() -> None:
    """A deposit is a request without GST and QST, numbered with the invoices."""
    house = office()
    deposit = house.invoicing.request_deposit(PROJECT, percent=30)
    assert isinstance(deposit, Deposit)
    assert (deposit.number, deposit.issue_date, deposit.due_date) == (
        *("F-2026-1", TODAY, date(2026, 12, 24)),
    )
    assert (str(deposit.amount), deposit.totals.taxes) == ("84.40 CAD", ())
    assert (deposit.project_numbers, deposit.tasks) == (("P-1042",), ())
    assert deposit.lines[0].description.get("fr-CA") == "Dépôt pour le projet P-1042"
    assert str(deposit) == "F-2026-1"
    assert house.invoicing.issue(house.invoicing.create_invoice(PROJECT)).number == (
        "F-2026-2"
    )


def test_a_pattern_of_its_own() -> None:
    """Deposits may be numbered apart, also by their project."""
    numbers: Any = {"invoice": "F-%SEQ%", "deposit": "D-%PROJECT_NUMBER%-%SEQ%"}
    deposit = held(office(numbers=numbers))
    assert deposit.number == "D-P-1042-1"


def test_canada_applies_it_to_what_is_due() -> None:
    """The final invoice has all taxes; the deposit is off what is due (BT-113)."""
    house = office()
    deposit = held(house)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    totals = final.totals
    assert summed(totals) == "281.32 + GST 14.07 + QST 28.06 = 323.45"
    assert (str(totals.prepaid), str(totals.due)) == ("100.00 CAD", "223.45 CAD")
    assert (final.deductions, final.deposits) == ((), (deposit.number,))
    assert events(house, deposit.number) == (
        Received(on=TODAY),
        Applied(on=TODAY, document=final.number),
    )


def test_canada_waits_for_the_money() -> None:
    """A deposit whose money has not come in is not deducted, and not missed."""
    house = office()
    invoicing = house.invoicing
    deposit = invoicing.request_deposit(PROJECT, amount=100)
    draft = invoicing.create_invoice(PROJECT)
    assert (draft.prepayments, told(house, draft)) == ((), [])
    assert isinstance(deposit, Deposit)
    invoicing.receive_deposit(deposit)
    assert len(invoicing.create_invoice(PROJECT).prepayments) == 1


def test_europe_taxes_it_at_once() -> None:
    """A deposit is an invoice of type 386, with its tax."""
    deposit = taxed(office(taxes=Europe()), amount=100)
    assert (deposit.type_code, summed(deposit.totals)) == (
        *("386", "100.00 + VAT 21.00 = 121.00"),
    )
    assert deposit.tasks == ()
    assert deposit.lines[0].description.get("fr") == "Acompte pour le projet P-1042"


def test_europe_deducts_net_and_tax() -> None:
    """Final tax = tax of the whole − taxes of the deposits, and nothing is prepaid."""
    house = office(taxes=Europe())
    first, second = taxed(house, amount="100.02"), taxed(house, percent=30)
    draft = house.invoicing.create_invoice(PROJECT)
    assert summed(draft.totals) == "96.90 + VAT 20.36 = 117.26"
    assert str(draft.totals.allowances) == "184.42 CAD"
    assert [str(each.gross) for each in draft.deductions] == [
        *("121.02 CAD", "102.12 CAD"),
    ]
    final = house.invoicing.issue(draft)
    assert (final.deposits, final.prepayments) == ((first.number, second.number), ())
    assert not final.totals.prepaid
    assert final.type_code == "380"


def test_odoo_125140_a_deposit_of_all() -> None:
    """A final invoice of 0.00 is an invoice, and settled (odoo 125140)."""
    house = office(taxes=Europe())
    deposit = taxed(house, percent=100)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    assert summed(final.totals) == "0.00 + VAT 0.00 = 0.00"
    assert (final.deposits, str(final.totals.due)) == ((deposit.number,), "0.00 CAD")
    assert house.invoicing.record(final).settlement(TODAY) == "settled"
    assert not house.invoicing.remaining(PROJECT).left


def test_dolibarr_modules_342_deducted_twice() -> None:
    """A deposit is deducted once, whichever draft is issued first (modules 342)."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    one = house.invoicing.create_part(PROJECT, tasks=["T-1"])
    drafts = [house.invoicing.create_invoice(PROJECT), one.edit(deductions=[])]
    final = house.invoicing.issue(drafts[0].without_line(0))
    again = drafts[1].edit(deductions=drafts[0].deductions)
    before = house.store.__copy__()
    with pytest.raises(errors.DepositDeductedError) as raised:
        house.invoicing.issue(again)
    assert (raised.value.number, raised.value.holder) == (deposit.number, final.number)
    assert house.store == before
    assert told(house, again) == [
        f"deposit {deposit.number}: {final.number} has it already"
    ]
    with pytest.raises(errors.DepositDeductedError, match=f"{final.number} has it"):
        house.invoicing.create_invoice(PROJECT, deposits=[deposit.number])
    assert house.invoicing.create_invoice(PROJECT).deductions == ()


@pytest.mark.parametrize("twice", ["deductions", "both ways"])
def test_never_twice_on_one_document(twice: str) -> None:
    """A deposit is on a document once, never with its tax and as prepaid too."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    draft = house.invoicing.create_invoice(PROJECT)
    paid = ffi.Prepayment(deposit.number, TODAY, ffi.Money(1, "CAD"))
    several: dict[str, dict[str, Any]] = {
        "deductions": {"deductions": draft.deductions * 2},
        "both ways": {"prepayments": [paid]},
    }
    with pytest.raises(errors.DepositDeductedError, match="this document has it"):
        draft.edit(**several[twice])


def test_credited() -> None:
    """A deposit that was credited is not deducted any more, and not missed."""
    house = office(taxes=Europe())
    house.invoicing.cancel(taxed(house, amount=100), "Not ordered")
    draft = house.invoicing.create_invoice(PROJECT)
    assert (draft.deductions, told(house, draft)) == ((), [])


def test_the_final_invoice_credited() -> None:
    """What is credited in all is what was billed after deposits, tax included."""
    house = office(taxes=Europe())
    taxed(house, amount=100)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    first = house.invoicing.credit(final, "Typos", {0: None})
    assert summed(first.totals) == "106.32 + VAT 22.33 = 128.65"
    last = house.invoicing.credit(final, "Late", {1: None})
    assert summed(last.totals) == "75.00 + VAT 15.75 = 90.75"
    assert first.totals.gross + last.totals.gross == final.totals.gross


def test_more_credited_than_was_billed_after_deposits() -> None:
    """No note credits more than the invoice was for when its deposits were off."""
    house = office(taxes=Europe())
    taxed(house, amount=200)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    with pytest.raises(errors.OverCreditError, match=r"106\.32 CAD: .* 81\.32 CAD"):
        house.invoicing.credit(final, "Typos", {0: None})
    assert house.invoicing.cancel(final, "All wrong").totals == final.totals


def test_the_final_invoice_credited_in_canada() -> None:
    """All of it is credited; what the deposit had paid is held again, and not owed."""
    house = office()
    deposit = held(house)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    note = house.invoicing.cancel(final, "All wrong")
    assert note.totals.due == note.totals.gross == final.totals.gross
    record = house.invoicing.record(final)
    assert (str(record.outstanding(TODAY)), record.settlement(TODAY)) == (
        *("0.00 CAD", "settled"),
    )
    assert str(house.invoicing.open_deposit(deposit)) == str(
        ffi.Prepayment(deposit.number, TODAY, ffi.Money("100.00", "CAD"))
    )
    account = house.invoicing.statement(ACME, "CAD")
    assert [f"{each.kind} {each.amount}" for each in account.entries] == [
        "invoice 223.45 CAD",
        "credit-note -323.45 CAD",
        "deposit 100.00 CAD",
    ]
    assert not account.balance


def test_a_part_leaves_deposits_for_the_rest() -> None:
    """Deposits come off the last part; those of other projects stay where they are."""
    house = office(taxes=Europe())
    taxed(house, amount=100)
    house.invoicing.request_deposit(OTHER, amount=7)
    part = house.invoicing.create_part(PROJECT, percent=50)
    assert part.deductions == ()
    house.invoicing.issue(part)
    rest = house.invoicing.create_part(PROJECT)
    assert [str(each.net) for each in rest.deductions] == ["100.00 CAD"]


@pytest.mark.parametrize("way", ["as quoted", "as done"])
def test_billed_by_its_quote(way: str) -> None:
    """What was quoted is billed less its deposits too."""
    house = office(taxes=Europe())
    invoicing = house.invoicing
    draft = invoicing.create_quote(PROJECT)
    quote = invoicing.issue_quote(draft, date(2026, 12, 24))
    invoicing.accept_quote(quote)
    taxed(house, amount=100)
    bill = (
        invoicing.bill_as_quoted(quote)
        if way == "as quoted"
        else invoicing.bill_as_done(quote, PROJECT)
    )
    assert [str(each.net) for each in bill.deductions] == ["100.00 CAD"]


def test_nothing_to_deduct_from() -> None:
    """A draft that waits for lines waits for its deposits too."""
    house = office(taxes=Europe())
    taxed(house, amount=100)
    undone = [evolve(task, completed_on=None) for task in PROJECT.tasks]
    draft = house.invoicing.create_invoice(evolve(PROJECT, tasks=undone))
    assert (draft.lines, draft.deductions) == ((), ())


def test_what_is_no_deposit_of_the_client() -> None:
    """Only deposits of the client are deducted, as they are."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    for number in ("F-9", house.invoicing.issue(_some(house)).number):
        with pytest.raises(errors.ConflictError, match="one of ACME"):
            house.invoicing.create_invoice(OTHER, deposits=[number])
    globex = evolve(OTHER, client=evolve(ACME, code="GLOBEX"))
    with pytest.raises(errors.ConflictError, match="one of GLOBEX"):
        house.invoicing.create_invoice(globex, deposits=[deposit.number])
    draft = house.invoicing.create_invoice(PROJECT)
    other = evolve(draft.deductions[0], net=ffi.Money(99, "CAD"))
    with pytest.raises(errors.ConflictError, match="deposits of this draft"):
        house.invoicing.issue(draft.edit(deductions=[other]))


def _some(house: Office) -> ffi.InvoiceDraft:
    return house.invoicing.create_invoice(evolve(PROJECT, number="P-3"))


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "expected a percent or an amount"),
    "both": ({"percent": 1, "amount": 1}, "not both"),
    "zero": ({"amount": 0}, "above zero"),
    "half a cent": ({"amount": "0.005"}, "rounded already"),
    "a percent that is nothing": ({"percent": "0.0001"}, "above zero"),
}


@pytest.mark.parametrize(("asked", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(asked: dict[str, Any], message: str) -> None:
    """What asks for nothing is refused, and no number is drawn."""
    house = office()
    before = house.store.__copy__()
    with pytest.raises(errors.InvalidValueError, match=message):
        house.invoicing.request_deposit(PROJECT, **asked)
    assert house.store == before


def test_rules_that_do_not_say() -> None:
    """Rules that don't say what is taxed when are refused where it is asked."""
    with pytest.raises(errors.InvalidValueError, match="say if taxes_deposits"):
        office(taxes=Silent()).invoicing.request_deposit(PROJECT, amount=100)


def test_no_tax_on_a_request() -> None:
    """A deposit that is taxed is no request: it is an invoice."""
    house = office()
    with pytest.raises(errors.InvalidValueError, match="without taxes"):
        evolve(held(house), taxes=[VAT])


def test_days() -> None:
    """A deposit may be of a day before, never of one to come."""
    house = office()
    assert held(house, on=date(2026, 11, 20)).issue_date == date(2026, 11, 20)
    with pytest.raises(errors.FutureDateError):
        house.invoicing.request_deposit(PROJECT, amount=1, on=date(2026, 11, 25))


def test_paid_once() -> None:
    """The money of a deposit comes in once, for a deposit that is kept."""
    house = office()
    deposit = held(house)
    with pytest.raises(errors.ConflictError, match="one that is paid"):
        house.invoicing.receive_deposit(deposit)
    with pytest.raises(errors.ConflictError, match="as issued, found none"):
        office().invoicing.receive_deposit(deposit)
    with pytest.raises(errors.ConflictError, match="as issued, found another"):
        house.invoicing.receive_deposit(evolve(deposit, notes="x"))


def test_forfeited_in_quebec() -> None:
    """
    A deposit of 50.00 that is lost contains 2.38 of GST and 4.54 of QST, as Revenu
    Québec says on its page about deposits: 5/105 and 9.975/109.975.
    """
    house = office()
    deposit = held(house, "50.00")
    lost = house.invoicing.forfeit_deposit(deposit, "Contract ended", by="Ann")
    assert [f"{row.tax.code} {row.amount} of {row.taxable}" for row in lost.taxes] == [
        "GST 2.38 CAD of 47.62 CAD",
        "QST 4.54 CAD of 45.46 CAD",
    ]
    assert (str(lost.amount), str(lost.net), lost.by) == (
        "50.00 CAD",
        "43.08 CAD",
        "Ann",
    )
    assert events(house, deposit.number)[-1] == lost
    assert house.invoicing.create_invoice(PROJECT).prepayments == ()
    with pytest.raises(errors.DepositDeductedError, match="its forfeiture has it"):
        house.invoicing.forfeit_deposit(deposit, "Again")


def test_forfeited_by_a_client_abroad() -> None:
    """A deposit for a zero-rated service contains no tax."""
    house = office()
    deposit = house.invoicing.request_deposit(evolve(PROJECT, client=FAR), amount=50)
    assert isinstance(deposit, Deposit)
    house.invoicing.receive_deposit(deposit)
    lost = house.invoicing.forfeit_deposit(deposit, "Contract ended")
    assert (lost.net, [str(row.amount) for row in lost.taxes]) == (
        *(ffi.Money("50.00", "CAD"), ["0.00 CAD", "0.00 CAD"]),
    )


def test_forfeited_where_it_was_taxed() -> None:
    """A deposit that was taxed when it was billed has its tax already."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    pay(house, deposit)
    lost = house.invoicing.forfeit_deposit(deposit, "Contract ended")
    assert isinstance(lost, Forfeited)
    assert (str(lost.amount), str(lost.net)) == ("121.00 CAD", "100.00 CAD")


def test_nothing_to_forfeit() -> None:
    """Money that has not come in cannot be lost, nor what was deducted, nor none."""
    house = office()
    waiting = house.invoicing.request_deposit(PROJECT, amount=100)
    with pytest.raises(errors.ConflictError, match="one that is not"):
        house.invoicing.forfeit_deposit(waiting, "Contract ended")
    deposit = held(house)
    final = house.invoicing.issue(house.invoicing.create_invoice(PROJECT))
    with pytest.raises(errors.DepositDeductedError, match=f"{final.number} has it"):
        house.invoicing.forfeit_deposit(deposit, "Contract ended")
    with pytest.raises(errors.ConflictError, match="as issued"):
        house.invoicing.forfeit_deposit(final, "Contract ended")
