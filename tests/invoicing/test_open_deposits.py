"""What of a deposit is open: what nobody has deducted, credited, lost or got back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Released
from tests.documents.figures import summed
from tests.fakes import TODAY, Office, office
from tests.invoicing.test_deposits import Europe, held, pay, taxed, told
from tests.quickstart import PROJECT

NOTHING: list[str] = []


def cad(amount: str) -> ffi.Money:
    return ffi.Money(amount, "CAD")


def final(house: Office) -> ffi.Invoice:
    return house.invoicing.issue(house.invoicing.create_invoice(PROJECT))


def left(house: Office, deposit: ffi.Invoice | ffi.Deposit) -> str:
    """Say what is open of a deposit."""
    found = house.invoicing.open_deposit(deposit)
    if isinstance(found, ffi.Prepayment):
        return str(found.amount.amount)
    rows = "".join(f" + {row.amount.amount}" for row in found.taxes)
    return f"{found.net.amount}{rows}"


def test_deducted_again_after_the_final_invoice_is_cancelled() -> None:
    """The tax of a deposit is not owed twice, however often its work is billed."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    first = final(house)
    assert left(house, deposit) == "0.00 + 0.00"
    house.invoicing.cancel(first, "Wrong client", free_tasks=True)
    assert left(house, deposit) == "100.00 + 21.00"
    draft = house.invoicing.create_invoice(PROJECT)
    assert (draft.deposits, summed(draft.totals)) == (
        (deposit.number,),
        "181.32 + VAT 38.08 = 219.40",
    )
    bare = house.invoicing.create_invoice(PROJECT, deposits=())
    assert told(house, bare) == [f"deposit {deposit.number}: is not deducted from it"]
    assert house.invoicing.issue(draft).deposits == (deposit.number,)
    with pytest.raises(errors.DepositDeductedError, match="F-2026-4 has it already"):
        house.invoicing.create_invoice(
            evolve(PROJECT, number="P-9"), deposits=[deposit.number]
        )


def test_not_again_while_a_line_stands() -> None:
    """A final invoice that is credited in part still deducts all of its deposits."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    house.invoicing.credit(final(house), "Typos", {0: None}, free_tasks=True)
    assert left(house, deposit) == "0.00 + 0.00"
    assert house.invoicing.create_invoice(PROJECT).deposits == ()


def test_a_deposit_of_all_and_a_line_of_nothing() -> None:
    """A final invoice of 0.00 is cancelled by all its lines, not by one of nothing."""
    house = office(taxes=Europe())
    deposit = taxed(house, percent=100)
    free = ffi.InvoiceLine.of("Courier", cad("0.00"))
    last = house.invoicing.issue(
        house.invoicing.create_invoice(PROJECT).with_line(free)
    )
    house.invoicing.credit(last, "Not sent", {2: None})
    assert left(house, deposit) == "0.00 + 0.00"
    house.invoicing.cancel(last, "All wrong")
    assert left(house, deposit) == "281.32 + 59.08"


def test_credited_in_part() -> None:
    """What a deposit still bills after a credit note is what is deducted."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    house.invoicing.credit(deposit, "Smaller", {0: cad("10.00")})
    assert left(house, deposit) == "90.00 + 18.90"
    draft = house.invoicing.create_invoice(PROJECT)
    assert [str(each.gross) for each in draft.deductions] == ["108.90 CAD"]
    house.invoicing.issue(draft)
    assert left(house, deposit) == "0.00 + 0.00"


def test_a_draft_of_before_the_credit_note() -> None:
    """A draft that deducts more than is left of a deposit by now is not issued."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    draft = house.invoicing.create_invoice(PROJECT)
    note = house.invoicing.credit(deposit, "Smaller", {0: cad("10.00")})
    with pytest.raises(errors.DepositDeductedError) as raised:
        house.invoicing.issue(draft)
    assert (raised.value.number, raised.value.holder) == (deposit.number, note.number)


CREDITING: dict[str, Callable[[Office, ffi.Invoice], object]] = {
    "credited": lambda house, of: house.invoicing.credit(of, "x", {0: cad("1.00")}),
    "cancelled": lambda house, of: house.invoicing.cancel(of, "x"),
}


@pytest.mark.parametrize("way", CREDITING.values(), ids=CREDITING)
def test_no_credit_of_what_is_deducted(
    way: Callable[[Office, ffi.Invoice], object],
) -> None:
    """What a live document deducts is not credited; that is taken back first."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    last = final(house)
    before = house.store.__copy__()
    with pytest.raises(errors.DepositDeductedError) as raised:
        way(house, deposit)
    assert (raised.value.number, raised.value.holder) == (deposit.number, last.number)
    assert house.store == before
    house.invoicing.cancel(last, "Wrong client")
    way(house, deposit)


@pytest.mark.parametrize("way", CREDITING.values(), ids=CREDITING)
def test_no_credit_of_what_is_forfeited(
    way: Callable[[Office, ffi.Invoice], object],
) -> None:
    """A deposit that the client has lost is not given back."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    pay(house, deposit)
    house.invoicing.forfeit_deposit(deposit, "Contract ended")
    assert left(house, deposit) == "0.00 + 0.00"
    with pytest.raises(errors.DepositDeductedError, match="its forfeiture has it"):
        way(house, deposit)


def test_in_part() -> None:
    """A document deducts what it bears of a deposit; the rest stays open, and told."""
    house = office(taxes=Europe())
    invoicing = house.invoicing
    deposit = taxed(house, percent=80)
    assert left(house, deposit) == "225.06 + 47.26"
    invoicing.issue(invoicing.create_part(PROJECT, percent=50))
    draft = invoicing.create_part(PROJECT)
    assert summed(draft.totals) == "0.00 + VAT 0.00 = 0.00"
    assert told(house, draft) == [
        f"deposit {deposit.number}: CA$84.40 of it cannot be deducted, and stays open"
    ]
    invoicing.issue(draft)
    assert left(house, deposit) == "84.40 + 17.72"
    with pytest.raises(errors.DepositDeductedError):
        invoicing.cancel(deposit, "x")
    invoicing.credit(deposit, "Given back", {0: cad("84.40")})
    assert left(house, deposit) == "0.00 + 0.00"


def test_in_part_in_canada() -> None:
    """In Canada what is due decides how much of a deposit is applied."""
    house = office()
    deposit = held(house, "300")
    part = house.invoicing.create_invoice(
        PROJECT.only(["T-2"]), deposits=[deposit.number]
    )
    assert (str(part.totals.gross), str(part.totals.due)) == ("201.21 CAD", "0.00 CAD")
    house.invoicing.issue(part)
    assert left(house, deposit) == "98.79"
    assert str(final(house).totals.prepaid) == "98.79 CAD"
    assert left(house, deposit) == "0.00"


def test_several_in_canada() -> None:
    """What one deposit has paid, the next one does not pay again."""
    house = office()
    one, two = held(house, "300"), held(house, "23.45")
    part = house.invoicing.create_invoice(PROJECT.only(["T-2"]), deposits=[one.number])
    assert len(part.prepayments) == 1
    draft = house.invoicing.create_invoice(PROJECT)
    assert told(house, draft) == NOTHING
    assert [str(each.amount) for each in draft.prepayments] == [
        *("300.00 CAD", "23.45 CAD")
    ]
    assert two.number in draft.deposits


def test_a_document_that_bears_nothing() -> None:
    """A deposit that was asked for by number is deducted, or the error says why not."""
    house = office(taxes=Europe())
    one, two = taxed(house, amount="281.32"), taxed_too(house)
    numbers = [one.number, two.number]
    with pytest.raises(errors.DepositTooLargeError) as raised:
        house.invoicing.create_invoice(PROJECT, deposits=numbers)
    assert raised.value == errors.DepositTooLargeError(
        (two.number,), cad("5.00"), cad("0.00")
    )
    assert house.invoicing.create_invoice(PROJECT).deposits == (one.number,)


def taxed_too(house: Office) -> ffi.Invoice:
    """Bill a deposit for another project of the client."""
    other = evolve(PROJECT, number="P-2")
    deposit = house.invoicing.request_deposit(other, amount=5)
    assert isinstance(deposit, ffi.Invoice)
    return deposit


TAMPERED: dict[str, dict[str, Any]] = {
    "another net": {"net": cad("99.00")},
    "another tax": {"taxes": ()},
    "another day": {"issue_date": TODAY - timedelta(1)},
}


@pytest.mark.parametrize("changes", TAMPERED.values(), ids=TAMPERED)
def test_as_it_was_billed(changes: dict[str, Any]) -> None:
    """A deposit is deducted as it was billed, or not at all."""
    house = office(taxes=Europe())
    taxed(house, amount=100)
    draft = house.invoicing.create_invoice(PROJECT)
    other = evolve(draft.deductions[0], **changes)
    with pytest.raises(errors.ConflictError, match="deposits of this draft"):
        house.invoicing.issue(draft.edit(deductions=[other]))


def test_both_ways() -> None:
    """A deposit is deducted the way it was billed: with its tax, or without."""
    house = office()
    held(house)
    draft = house.invoicing.create_invoice(PROJECT)
    paid = draft.prepayments[0]
    other = ffi.Deduction(paid.number, paid.issue_date, paid.amount)
    with pytest.raises(errors.ConflictError, match="deposits of this draft"):
        house.invoicing.issue(draft.edit(prepayments=[], deductions=[other]))
    more = evolve(paid, amount=cad("100.01"))
    with pytest.raises(errors.ConflictError, match="deposits of this draft"):
        house.invoicing.issue(draft.edit(prepayments=[more]))
    less = evolve(paid, amount=cad("40.00"))
    house.invoicing.issue(draft.edit(prepayments=[less]))


WHOLE: dict[str, tuple[bool, str]] = {
    "taxed, before tax": (True, "281.32"),
    "not taxed, with the tax to come": (False, "323.45"),
}


@pytest.mark.parametrize(("is_taxed", "whole"), WHOLE.values(), ids=WHOLE)
def test_never_more_than_the_project(is_taxed: bool, whole: str) -> None:  # noqa: FBT001 - a row
    """Deposits together are no more than the project, and nothing is issued."""
    house = office(taxes=Europe()) if is_taxed else office()
    first = house.invoicing.request_deposit(PROJECT, amount=whole)
    before = house.store.__copy__()
    with pytest.raises(errors.DepositTooLargeError) as raised:
        house.invoicing.request_deposit(PROJECT, amount="0.01")
    assert raised.value == errors.DepositTooLargeError(
        ("P-1042", first.number), cad(whole) + cad("0.01"), cad(whole)
    )
    assert house.store == before
    if isinstance(first, ffi.Deposit):
        house.invoicing.withdraw_deposit(first, "Too much")
    else:
        house.invoicing.cancel(first, "Too much")
    house.invoicing.request_deposit(PROJECT, amount="0.01")


BILLED: dict[str, tuple[int, str, str]] = {
    "all of it": (100, "0.00", "0.01"),
    "most of it": (90, "32.35", "32.36"),
}


@pytest.mark.parametrize(("percent", "left_", "more"), BILLED.values(), ids=BILLED)
def test_no_money_before_work_that_is_billed(
    percent: int, left_: str, more: str
) -> None:
    """Deposits are for work that no document bills; what drafts have may still be."""
    house = office()
    draft = house.invoicing.save(house.invoicing.create_part(PROJECT, percent=percent))
    withdrawn = house.invoicing.request_deposit(PROJECT, amount="323.45")
    assert isinstance(withdrawn, ffi.Deposit)
    house.invoicing.withdraw_deposit(withdrawn, "Billed")
    house.invoicing.issue(draft)
    ways: list[dict[str, Any]] = [{"amount": more}, {"percent": 100}]
    for asked in ways:
        with pytest.raises(errors.DepositTooLargeError) as raised:
            house.invoicing.request_deposit(PROJECT, **asked)
        assert (raised.value.numbers, raised.value.total) == (("P-1042",), cad(left_))
    if percent < 100:
        house.invoicing.request_deposit(PROJECT, amount=left_)


def accepted(house: Office, project: ffi.Project, *lines: ffi.InvoiceLine) -> ffi.Quote:
    """Agree with a client on a quote: 200.00 for the first task, and more lines."""
    draft = house.invoicing.create_quote(project)
    draft = draft.with_line_changed(0, net_amount="200.00", reason="Agreed")
    for line in lines:
        draft = draft.with_line(line)
    quote = house.invoicing.issue_quote(draft, valid_until=date(2026, 12, 30))
    house.invoicing.accept_quote(quote)
    return quote


COURIER = ffi.InvoiceLine.of("Courier", cad("25.00"))
QUOTED: dict[str, tuple[ffi.Project, str]] = {
    "all": (PROJECT, "400.00"),
    "a part": (PROJECT.only(["T-1"]), "400.00"),
}


@pytest.mark.parametrize(("quoted", "whole"), QUOTED.values(), ids=QUOTED)
def test_an_accepted_quote_says_what_it_comes_to(
    quoted: ffi.Project, whole: str
) -> None:
    """What was agreed counts, lines of no task too, and work since at its price."""
    house = office(taxes=Europe())
    first = taxed(house, percent=50)
    assert str(first.totals.net) == "140.66 CAD"
    house.invoicing.cancel(first, "Not ordered")
    quote = accepted(house, quoted, COURIER)
    half = taxed(house, percent=50)
    assert half.totals.net + half.totals.net == cad(whole)
    with pytest.raises(errors.DepositTooLargeError) as raised:
        taxed(house, amount="200.01")
    assert raised.value.total == cad(whole)
    house.invoicing.cancel(half, "Not ordered")
    house.invoicing.issue(house.invoicing.bill_as_quoted(quote))
    with pytest.raises(errors.DepositTooLargeError):
        taxed(house, amount="175.01")


def test_a_quote_of_two_projects() -> None:
    """Each project comes to what is quoted for it, and the last quote holds."""
    house = office(taxes=Europe())
    other = evolve(PROJECT, number="P-2")
    draft = house.invoicing.create_quote(PROJECT, other).with_line(COURIER)
    quote = house.invoicing.issue_quote(draft, valid_until=date(2026, 12, 30))
    house.invoicing.accept_quote(quote)
    assert str(taxed(house, percent=100).totals.net) == "281.32 CAD"
    accepted(house, other)
    deposit = house.invoicing.request_deposit(other, percent=100)
    assert str(deposit.totals.net) == "375.00 CAD"


@pytest.mark.parametrize("answer", ["open", "refused"])
def test_a_quote_that_does_not_hold(answer: str) -> None:
    """What nobody has accepted agrees nothing."""
    house = office(taxes=Europe())
    draft = house.invoicing.create_quote(PROJECT).with_line(COURIER)
    quote = house.invoicing.issue_quote(draft, valid_until=date(2026, 12, 30))
    if answer == "refused":
        house.invoicing.refuse_quote(quote, reason="Too much")
    assert str(taxed(house, percent=100).totals.net) == "281.32 CAD"


def test_a_project_whose_whole_nobody_knows() -> None:
    """Before work has a price, any amount may be asked for, and no percent."""
    house = office(taxes=Europe())
    unknown = evolve(PROJECT.tasks[1], quantities=[])
    for tasks in ((), (unknown,)):
        project = evolve(PROJECT, tasks=tasks)
        deposit = house.invoicing.request_deposit(project, amount=1000)
        assert str(deposit.totals.net) == "1000.00 CAD"
    with pytest.raises(errors.UnpricedTasksError):
        house.invoicing.request_deposit(project, percent=10)


def test_nothing_of_a_deposit() -> None:
    """An invoice that has nothing of a deposit gives nothing of it back."""
    house = office()
    deposit = held(house)
    draft = house.invoicing.create_invoice(PROJECT)
    nothing = evolve(draft.prepayments[0], amount=cad("0.00"))
    last = house.invoicing.issue(draft.edit(prepayments=[nothing]))
    assert left(house, deposit) == "100.00"
    house.invoicing.cancel(last, "Wrong client")
    assert not house.invoicing.record(last).of_kind(Released, TODAY)


def test_on_two_drafts() -> None:
    """A deposit that two drafts deduct is told as soon as it is not enough for both."""
    house = office(taxes=Europe())
    deposit = taxed(house, amount=100)
    one = house.invoicing.save(house.invoicing.create_invoice(PROJECT.only(["T-1"])))
    assert told(house, one) == NOTHING
    two = house.invoicing.create_invoice(PROJECT.only(["T-2"]))
    for draft, other in ((two, one), (house.invoicing.save(two), one)):
        assert told(house, draft) == [
            (
                f"deposit {deposit.number}: draft {other.id} deducts it too, "
                "more than there is together"
            )
        ]
    assert len(told(house, one)) == 1
    house.invoicing.issue(one)
    (finding,) = told(house, two)
    assert finding.endswith("has it already")


def test_enough_for_two_drafts() -> None:
    """Drafts that each deduct a part of a deposit that is enough are left alone."""
    house = office()
    held(house, "100")
    for task, amount in (("T-1", "40.00"), ("T-2", "60.00")):
        draft = house.invoicing.create_invoice(PROJECT.only([task]))
        paid = evolve(draft.prepayments[0], amount=cad(amount))
        draft = house.invoicing.save(draft.edit(prepayments=[paid]))
        assert not [each for each in told(house, draft) if "too" in each]


def test_nobody_knows_the_deposit() -> None:
    """A draft with a deposit that the books don't have is told so, once."""
    house = office()
    paid = ffi.Prepayment("F-9", TODAY, cad("10.00"))
    draft = house.invoicing.create_invoice(PROJECT.only(["T-1"]))
    house.invoicing.save(draft.edit(prepayments=[paid]))
    other = house.invoicing.create_invoice(PROJECT).edit(prepayments=[paid])
    assert told(house, other) == NOTHING
    assert "conflict" in [each.code for each in house.invoicing.check(other)]
