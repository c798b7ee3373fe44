"""A deposit is taxed as the work it is for, so that its final invoice deducts it."""

import pytest
from attrs import evolve, frozen

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.documents.figures import summed
from tests.fakes import Office, office
from tests.invoicing.test_fees_of_parts import DONE
from tests.invoicing.test_freed_again import NONE, TWO_SERVICES, ByService, both
from tests.quickstart import PROJECT, REVISION

REDUCED = ffi.Tax("VAT", "VAT", 7)
LATER = ffi.Tax("VAT", "VAT", 16)


@frozen
class Rules(ByService):
    """Taxes revision otherwise than the document."""

    document: tuple[ffi.Tax, ...]
    revision: tuple[ffi.Tax, ...]

    def taxes_for(self, *facts: object, **days: object) -> tuple[ffi.Tax, ...]:
        """Give them."""
        assert days
        return self.revision if REVISION in facts else self.document


STANDARD = (ffi.Tax("VAT", "VAT", 19),)
RULES: dict[str, tuple[Rules, str]] = {
    "exempt": (Rules(STANDARD, (NONE,)), "33.33 + 16.67 = 50.00: VAT 6.33, VAT 0.00"),
    "none at all": (Rules(STANDARD, ()), "33.33 + 16.67 = 50.00: VAT 6.33"),
    "at another rate": (
        Rules(STANDARD, (REDUCED,)),
        "33.33 + 16.67 = 50.00: VAT 6.33, VAT 1.17",
    ),
    "alike": (Rules(STANDARD, STANDARD), "50.00 = 50.00: VAT 9.50"),
}


def told(deposit: ffi.Deposit | ffi.Invoice) -> str:
    nets = " + ".join(str(line.net) for line in deposit.lines)
    taxes = ", ".join(
        f"{row.tax.code} {row.amount.amount}" for row in deposit.totals.taxes
    )
    return f"{nets} = {deposit.totals.net.amount}: {taxes}"


@pytest.mark.parametrize(("rules", "expected"), RULES.values(), ids=RULES)
def test_a_line_for_what_is_taxed_alike(rules: Rules, expected: str) -> None:
    """A deposit has a line for each set of taxes, by largest remainder."""
    invoicing = evolve(both(), taxes=rules)
    deposit = invoicing.request_deposit(TWO_SERVICES, amount="50.00")
    assert told(deposit) == expected
    for amount in ("0.01", "99.99", "150.00"):
        invoicing.request_deposit(TWO_SERVICES, amount=amount)
    draft = invoicing.create_invoice(TWO_SERVICES)
    assert len(draft.deductions) == 4
    assert not draft.totals.net
    assert not any(row.taxable for row in draft.totals.taxes)
    assert invoicing.issue(draft).type_code == "380"


def test_exempt_work() -> None:
    """A deposit for exempt work is exempt, and its final invoice comes to nothing."""
    house = office(taxes=Rules(STANDARD, (NONE,)))
    deposit = house.invoicing.request_deposit(DONE, percent=100)
    assert told(deposit) == "250.00 = 250.00: VAT 0.00, VAT 0.00"
    last = house.invoicing.issue(house.invoicing.create_invoice(DONE))
    assert summed(last.totals).endswith("= 0.00")


def test_only_what_is_taxed_alike() -> None:
    """A document bears of a deposit what it taxes alike; the rest stays open."""
    invoicing = office(taxes=ByService()).invoicing
    deposit = invoicing.request_deposit(PROJECT, percent=50)
    assert told(deposit) == "53.16 + 87.50 = 140.66: VAT 11.16, VAT 0.00"
    invoicing.issue(invoicing.create_part(PROJECT, tasks=["T-1"]))
    rest = invoicing.create_invoice(PROJECT)
    assert [str(each.gross) for each in rest.deductions] == ["87.50 CAD"]
    assert [str(row.amount) for row in rest.deductions[0].taxes] == ["0.00 CAD"]
    invoicing.issue(rest)
    open_ = invoicing.open_deposit(deposit)
    assert isinstance(open_, ffi.Deduction)
    assert (str(open_.net), str(open_.tax)) == ("53.16 CAD", "11.16 CAD")


def test_a_rate_that_has_changed() -> None:
    """What was taxed at a rate of before is deducted with that tax, below zero."""
    house = office(taxes=Rules(STANDARD, STANDARD))
    house.invoicing.request_deposit(DONE, amount=100)
    later = evolve(house.invoicing, taxes=Rules((LATER,), (LATER,)))
    draft = later.create_invoice(DONE)
    assert summed(draft.totals) == "150.00 + VAT 40.00 + VAT -19.00 = 171.00"
    more = later.request_deposit(DONE, amount=150)
    assert told(more) == "150.00 = 150.00: VAT 24.00"
    assert later.issue(draft).deposits == draft.deposits


def test_cents_below_zero() -> None:
    """Deposits of all, each taxed by itself, may come to a cent more than the whole."""
    cent = (ffi.Tax("VAT", "VAT", 5),)
    house = office(taxes=Rules(cent, cent))
    hours = evolve(DONE, tasks=[evolve(DONE.tasks[0])])
    for amount in ("33.33", "33.33", "33.34"):
        house.invoicing.request_deposit(hours, amount=amount)
    draft = house.invoicing.create_invoice(hours)
    found = [each for each in draft.check() if each.code == "tax-of-deposits"]
    assert [(each.severity, each.message("en")) for each in found] == [
        (
            "warning",
            "VAT: comes to CA$5.01 on its deposits, and to CA$5.00 on the whole",
        )
    ]
    last = house.invoicing.issue(draft)
    assert summed(last.totals) == "0.00 + VAT -0.01 = -0.01"


def test_no_cents() -> None:
    """Where taxes of deposits come to that of the whole, there is nothing to tell."""
    house = office(taxes=Rules(STANDARD, STANDARD))
    house.invoicing.request_deposit(DONE, percent=100)
    draft = house.invoicing.create_invoice(DONE)
    assert not [e for e in draft.check() if e.code == "tax-of-deposits"]


def test_less_than_nothing() -> None:
    """A draft whose total is below zero is not issued, and the finding says so."""
    house = office()
    draft = house.invoicing.create_invoice(DONE).edit(
        adjustments=[ffi.Allowance(ffi.Money(500, "CAD"), "Agreed")]
    )
    codes = [each.code for each in house.invoicing.check(draft)]
    assert "negative-total" in codes
    with pytest.raises(errors.IncompleteDraftError):
        house.invoicing.issue(draft)


def test_taxed_sums_below_zero() -> None:
    """No tax is given back by an invoice, though its whole be above zero."""
    house: Office = office(taxes=Rules(STANDARD, (NONE,)))
    allowance = ffi.Allowance(ffi.Money(100, "CAD"), "Agreed")
    draft = house.invoicing.create_invoice(DONE).edit(adjustments=[allowance])
    assert summed(draft.totals) == "150.00 + VAT -19.00 + VAT 0.00 = 131.00"
    found = [each for each in draft.check() if each.code == "negative-total"]
    assert [str(each.message("en-CA")) for each in found] == [
        "a total of -$100.00: expected zero or more"
    ]
