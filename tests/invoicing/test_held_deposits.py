"""The money of a deposit in Canada: held, bounced, given back, asked for no more."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import (
    ReceiptReversed,
    Received,
    Returned,
    Withdrawn,
)
from tests.fakes import TODAY, Office, office
from tests.invoicing.test_deposits import Europe, events, held, pay, taxed
from tests.invoicing.test_open_deposits import final, left
from tests.quickstart import PROJECT

EARLY = date(2026, 11, 20)


def asked(house: Office, on: date | None = None) -> ffi.Deposit:
    """Ask for a deposit that nobody has paid yet."""
    deposit = house.invoicing.request_deposit(PROJECT, amount=100, on=on)
    assert isinstance(deposit, ffi.Deposit)
    return deposit


def test_returned() -> None:
    """What is held goes back to the client, and is deducted no more."""
    house = office()
    deposit = held(house)
    back = house.invoicing.return_deposit(deposit, "Not ordered", by="Ann")
    assert back == Returned(
        on=TODAY, by="Ann", amount=ffi.Money("100.00", "CAD"), reason="Not ordered"
    )
    assert events(house, deposit.number) == (Received(on=TODAY), back)
    assert left(house, deposit) == "0.00"
    assert house.invoicing.create_invoice(PROJECT).prepayments == ()


def test_returned_after_the_invoice_was_cancelled() -> None:
    """What a cancelled invoice had of a deposit is held again, and goes back."""
    house = office()
    deposit = held(house)
    last = final(house)
    with pytest.raises(errors.DepositDeductedError, match=f"{last.number} has it"):
        house.invoicing.return_deposit(deposit, "Not ordered")
    pay(house, last)
    house.invoicing.cancel(last, "Not ordered", free_tasks=True)
    assert str(house.invoicing.record(last).outstanding(TODAY)) == "-223.45 CAD"
    assert str(house.invoicing.return_deposit(deposit, "x").amount) == "100.00 CAD"
    assert house.invoicing.create_invoice(PROJECT).prepayments == ()


def test_applied_anew() -> None:
    """What a cancelled invoice had of a deposit may be applied to the next one."""
    house = office()
    deposit = held(house)
    house.invoicing.cancel(final(house), "Wrong client", free_tasks=True)
    assert left(house, deposit) == "100.00"
    again = final(house)
    assert (again.deposits, str(again.totals.due)) == ((deposit.number,), "223.45 CAD")


def test_bounced() -> None:
    """When the cheque bounces, the money is waited for again, and may come in."""
    house = office()
    deposit = held(house)
    event = house.invoicing.reverse_deposit(deposit, "Bounced", by="Ann")
    assert event == ReceiptReversed(on=TODAY, by="Ann", reason="Bounced")
    assert house.invoicing.create_invoice(PROJECT).prepayments == ()
    with pytest.raises(errors.ConflictError, match="expected one that is paid"):
        house.invoicing.return_deposit(deposit, "x")
    house.invoicing.receive_deposit(deposit)
    assert len(house.invoicing.create_invoice(PROJECT).prepayments) == 1


def test_bounced_after_it_was_applied() -> None:
    """Money that an invoice counts on is not unsaid behind its back."""
    house = office()
    deposit = held(house)
    last = final(house)
    with pytest.raises(errors.DepositDeductedError, match=f"{last.number} has it"):
        house.invoicing.reverse_deposit(deposit, "Bounced")
    house.invoicing.cancel(last, "Bounced")
    house.invoicing.reverse_deposit(deposit, "Bounced")


def unpaid(house: Office) -> ffi.InvoiceDraft:
    """Save a draft that deducts a deposit whose cheque bounces."""
    deposit = held(house)
    draft = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    house.invoicing.reverse_deposit(deposit, "Bounced")
    return draft


def never_paid(house: Office) -> ffi.InvoiceDraft:
    """Save a draft on which a person has entered a deposit that nobody has paid."""
    deposit = asked(house)
    paid = ffi.Prepayment(deposit.number, TODAY, ffi.Money(100, "CAD"))
    draft = house.invoicing.create_invoice(PROJECT).edit(prepayments=[paid])
    return house.invoicing.save(draft)


@pytest.mark.parametrize("drafted", [unpaid, never_paid])
def test_no_money_no_deduction(drafted: Callable[[Office], ffi.InvoiceDraft]) -> None:
    """A draft that deducts money that is not there is told so, and not issued."""
    house = office()
    draft = drafted(house)
    (number,) = draft.deposits
    told = [e for e in house.invoicing.check(draft) if e.code.startswith("deposit")]
    assert [(e.severity, e.message("en")) for e in told] == [
        ("error", f"deposit {number}: its money is not there")
    ]
    before = house.store.__copy__()
    with pytest.raises(errors.DepositUnpaidError) as raised:
        house.invoicing.issue(draft)
    assert raised.value == errors.DepositUnpaidError(number)
    assert house.store == before
    fresh = house.invoicing.refresh(draft, PROJECT)
    assert [each.message("en") for each in fresh.findings] == [
        f"deposit {number}: CA$0.00 deducted now, CA$100.00 on the draft"
    ]
    assert not house.invoicing.issue(house.invoicing.save(fresh.draft)).deposits


def test_no_money_by_number() -> None:
    """A deposit that was asked for by number is there, or the error says why not."""
    house = office()
    with pytest.raises(errors.DepositUnpaidError):
        house.invoicing.create_invoice(PROJECT, deposits=[asked(house).number])


def test_less_was_deducted_by_hand() -> None:
    """What a person has left of a deposit stays left when a draft is refreshed."""
    house = office()
    held(house)
    draft = house.invoicing.create_invoice(PROJECT)
    paid = ffi.Prepayment(draft.deposits[0], TODAY, ffi.Money("40.00", "CAD"))
    edited = house.invoicing.save(draft.edit(prepayments=[paid]))
    fresh = house.invoicing.refresh(edited, PROJECT)
    assert (fresh.draft.prepayments, fresh.findings) == ((paid,), ())


@pytest.mark.parametrize("way", ["taxed", "not taxed"])
def test_less_work_than_deposits(way: str) -> None:
    """A draft whose work has shrunk below its deposits is refreshed as made anew."""
    house = office(taxes=Europe()) if way == "taxed" else office()
    _ = taxed(house, amount=250) if way == "taxed" else held(house, "250")
    draft = house.invoicing.save(house.invoicing.create_invoice(PROJECT))
    less = PROJECT.only(["T-1"])
    fresh = house.invoicing.refresh(draft, less)
    house.invoicing.discard(draft)
    anew = house.invoicing.create_invoice(less)
    assert fresh.draft == anew
    assert fresh.draft.before_it == anew.before_it != draft.before_it
    assert [e.code for e in fresh.document_findings] == ["deposit-changed"]
    assert not fresh.draft.totals.due


def test_withdrawn() -> None:
    """A deposit that nobody has paid is asked for no more; then nobody pays it."""
    house = office()
    deposit = asked(house)
    event = house.invoicing.withdraw_deposit(deposit, "Not ordered", by="Ann")
    assert event == Withdrawn(on=TODAY, by="Ann", reason="Not ordered")
    with pytest.raises(errors.DepositDeductedError, match="its withdrawal has it"):
        house.invoicing.receive_deposit(deposit)
    with pytest.raises(errors.DepositDeductedError, match="its withdrawal has it"):
        house.invoicing.withdraw_deposit(deposit, "Again")
    paid = held(house)
    with pytest.raises(errors.ConflictError, match="found one that is paid"):
        house.invoicing.withdraw_deposit(paid, "Not ordered")


def test_gone_is_gone() -> None:
    """What went back is not lost, nor received, bounced or returned again."""
    house = office()
    deposit = held(house)
    house.invoicing.return_deposit(deposit, "Not ordered")
    invoicing: Any = house.invoicing
    for name in ("return_deposit", "reverse_deposit", "forfeit_deposit"):
        with pytest.raises(errors.DepositDeductedError, match="its return has it"):
            getattr(invoicing, name)(deposit, "Again")


def test_in_french() -> None:
    """What has become of a deposit is told in the language of the reader."""
    house = office()
    deposit = held(house)
    house.invoicing.return_deposit(deposit, "Not ordered")
    with pytest.raises(errors.DepositDeductedError) as raised:
        house.invoicing.forfeit_deposit(deposit, "Again")
    assert ffi.Finding.of(raised.value).message("fr-CA") == (
        "dépôt F-2026-1\u00a0: déjà pris par son remboursement"
    )


def test_an_unpaid_deposit_is_not_forfeited() -> None:
    """What a client has not paid, it cannot lose; nor what it has paid in part."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    with pytest.raises(errors.ConflictError, match="expected one that is paid"):
        house.invoicing.forfeit_deposit(deposit, "Contract ended")


def test_what_is_open_is_forfeited() -> None:
    """A client loses of a deposit what no document deducts."""
    house = office(taxes=Europe())
    deposit = taxed(house, percent=80)
    pay(house, deposit)
    house.invoicing.issue(house.invoicing.create_part(PROJECT, percent=50))
    house.invoicing.issue(house.invoicing.create_part(PROJECT))
    lost = house.invoicing.forfeit_deposit(deposit, "Contract ended")
    assert (str(lost.net), str(lost.amount)) == ("84.40 CAD", "102.12 CAD")


Note: TypeAlias = Callable[[ffi.Invoicing, ffi.Deposit, date], object]

NOTED: dict[str, tuple[bool, Note]] = {
    "received": (False, lambda house, of, on: house.receive_deposit(of, on=on)),
    "withdrawn": (False, lambda house, of, on: house.withdraw_deposit(of, "x", on=on)),
    "bounced": (True, lambda house, of, on: house.reverse_deposit(of, "x", on=on)),
    "returned": (True, lambda house, of, on: house.return_deposit(of, "x", on=on)),
    "forfeited": (True, lambda house, of, on: house.forfeit_deposit(of, "x", on=on)),
}


@pytest.mark.parametrize(("is_held", "note"), NOTED.values(), ids=NOTED)
def test_days(is_held: bool, note: Note) -> None:  # noqa: FBT001 - a row
    """Nothing happens to a deposit before it was there, or in days to come."""
    house = office()
    deposit = asked(house, on=EARLY)
    first = EARLY
    if is_held:
        first = date(2026, 11, 22)
        house.invoicing.receive_deposit(deposit, on=first)
    before = house.store.__copy__()
    with pytest.raises(errors.InvalidValueError, match=f"expected a day from {first}"):
        note(house.invoicing, deposit, date(2026, 11, first.day - 1))
    with pytest.raises(errors.FutureDateError):
        note(house.invoicing, deposit, date(2026, 11, 25))
    assert house.store == before
    note(house.invoicing, deposit, first)


@pytest.mark.parametrize("name", ["receive", "reverse", "return", "withdraw"])
def test_only_what_is_held(name: str) -> None:
    """A deposit that was taxed is an invoice, which is paid and credited as such."""
    house = office(taxes=Europe())
    note: Any = getattr(house.invoicing, f"{name}_deposit")
    reason = () if name == "receive" else ("x",)
    with pytest.raises(errors.InvalidValueError, match="expected a Deposit"):
        note(taxed(house, amount=100), *reason)


@pytest.mark.parametrize("what", [None, "F-2026-1"])
def test_no_deposit(what: Any) -> None:  # noqa: ANN401 - whatever a host gives
    """What is no document is refused by a typed error."""
    with pytest.raises(errors.InvalidValueError, match="expected a Issued"):
        office().invoicing.forfeit_deposit(what, "x")
