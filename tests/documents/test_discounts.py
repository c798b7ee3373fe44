"""Early-payment discounts: of the net, with what that does to taxes by the regime."""

from datetime import timedelta
from itertools import permutations

import pytest
from attrs import evolve, frozen

from flowfit_invoicing import (
    Allowance,
    Credited,
    Deduction,
    DiscountTerms,
    EarlyDiscount,
    Invoice,
    InvoiceRecord,
    Paid,
    PaymentTerms,
    PercentAllowance,
    Tax,
    credit,
    tax,
)
from flowfit_invoicing.documents import Event, TaxRow
from flowfit_invoicing.tax import PaymentTaxRules
from tests.documents.accounts import (
    ISSUED,
    cad,
    credited,
    december,
    invoice,
    lost,
    paid,
    record,
    returned,
)
from tests.documents.bills import line

TWO_TEN = PaymentTerms(30, discount=DiscountTerms(2, 10))
CANADA = tax.canada()
LAST_DAY = december(4)


@frozen
class Europe:
    """Rules of a regime where the tax falls with the price."""

    taxes_deposits: bool = True
    discount_lowers_tax: bool = True


EUROPE = Europe()
ZERO = ["0.00 0.00"] * 2
STANDARD = Tax("VAT", "TVA", 20)
REDUCED = Tax("VAT-R", "TVA", "5.5")
FREE = line("10.00").with_taxes(())


MIXED = invoice(
    terms=TWO_TEN,
    taxes=(STANDARD,),
    lines=[line("60.01"), line("39.99").with_taxes((REDUCED,)), FREE],
)

CASES: dict[str, tuple[Invoice, object, str, list[str], str]] = {
    "Canada": (invoice(terms=TWO_TEN), CANADA, "2.00", [], "112.98"),
    "taxes fall too": (
        *(invoice(terms=TWO_TEN), EUROPE, "2.00"),
        *(["GST 2.00 0.10", "QST 2.00 0.20"], "112.68"),
    ),
    "half a cent": (invoice("0.25", terms=TWO_TEN), CANADA, "0.01", [], "0.27"),
    "several rates, and one line without": (
        *(MIXED, EUROPE, "2.20"),
        *(["VAT 1.20 0.24", "VAT-R 0.80 0.04"], "121.72"),
    ),
    "an allowance on the whole": (
        invoice(terms=TWO_TEN, adjustments=[Allowance(cad("50.00"), "Agreed")]),
        *(EUROPE, "1.00", ["GST 1.00 0.05", "QST 1.00 0.10"], "56.34"),
    ),
}


@pytest.mark.parametrize(
    ("billed", "rules", "net", "taxes", "payable"), CASES.values(), ids=CASES
)
def test_discount(
    billed: Invoice, rules: PaymentTaxRules, net: str, taxes: list[str], payable: str
) -> None:
    """Two percent of the net; 114.98 less 2.00 is 112.98 where taxes stay."""
    discount = record(of=billed).discount(LAST_DAY, rules)
    assert discount is not None
    assert str(discount.net) == f"{net} CAD"
    assert [
        f"{row.tax.code} {row.taxable.amount} {row.amount.amount}"
        for row in discount.taxes
    ] == taxes
    assert str(record(of=billed).payable(LAST_DAY, rules)) == f"{payable} CAD"


NONE: dict[str, InvoiceRecord] = {
    "none was agreed": record(),
    "it is paid already": record(paid("114.98"), of=invoice(terms=TWO_TEN)),
    "as little is owed": record(paid("112.98"), of=invoice(terms=TWO_TEN)),
    "it is cancelled": record(
        credited("114.98", net="100.00"), of=invoice(terms=TWO_TEN)
    ),
    "more than all is credited": record(
        credited("200.00", net="200.00"), of=invoice(terms=TWO_TEN)
    ),
    "there is nothing to pay": record(of=invoice("0.00", terms=TWO_TEN)),
    "it was taken": record(
        *(paid("50.00", movement="B-0"), returned("50.00", 3, "B-0")),
        evolve(paid("62.98"), discount=EarlyDiscount(cad("2.00"))),
        of=invoice(terms=TWO_TEN),
    ),
}


@pytest.mark.parametrize("found", NONE.values(), ids=NONE)
def test_no_discount(found: InvoiceRecord) -> None:
    """Nothing is earned that was not agreed, or twice, or by who owes less."""
    assert found.discount(LAST_DAY, CANADA) is None
    assert found.payable(LAST_DAY, CANADA) == found.outstanding(LAST_DAY)


def test_last_day() -> None:
    """2/10 is earned on the tenth day and not on the eleventh."""
    found = record(of=invoice(terms=TWO_TEN))
    assert found.discount(ISSUED, CANADA) == found.discount(LAST_DAY, CANADA)
    assert found.discount(LAST_DAY + timedelta(days=1), CANADA) is None


def test_after_part_of_it() -> None:
    """Paying a part before changes nothing, a credit note takes its share."""
    billed = invoice(terms=TWO_TEN)
    for event, net in (
        (paid("50.00"), "2.00"),
        (credited("57.49", net="50.00"), "1.00"),
    ):
        discount = record(event, of=billed).discount(LAST_DAY, CANADA)
        assert discount is not None
        assert str(discount.net) == f"{net} CAD"


TWENTY, FIVE = Tax("VAT", "TVA", 20), Tax("VAT", "TVA", 5)
TENTH = PaymentTerms(30, discount=DiscountTerms(10, 10))


def note_of(billed: Invoice, *places: int) -> Credited:
    """Credit whole lines."""
    draft = credit(billed, "Wrong", dict.fromkeys(places))
    return draft.issue("N-1", billed.issue_date).credited()


TWO_RATES = invoice(
    terms=TENTH,
    taxes=(TWENTY,),
    lines=[line("100.00"), line("900.00").with_taxes((FIVE,))],
)
HALF = PercentAllowance(50, "Half")
DEPOSIT = Deduction(
    "F-0", ISSUED, cad("50.00"), [TaxRow(TWENTY, cad("50.00"), cad("10.00"))]
)
EXEMPT = invoice(terms=TENTH, lines=[line("100.00"), line("100.00").with_taxes(())])
LEFT: dict[str, tuple[Invoice, tuple[int, ...], object, str, list[str], str]] = {
    "what was not taxed was credited": (
        *(EXEMPT, (1,), CANADA, "10.00", []),
        "104.98",
    ),
    "what was taxed was credited": (EXEMPT, (0,), EUROPE, "10.00", ZERO, "90.00"),
    "two rates of one tax": (
        *(TWO_RATES, (), EUROPE, "100.00", ["10.00 2.00", "90.00 4.50"]),
        "958.50",
    ),
    "one of two rates was credited": (
        *(TWO_RATES, (1,), EUROPE, "10.00", ["10.00 2.00", "0.00 0.00"]),
        "108.00",
    ),
    "a percentage off both rates": (
        evolve(TWO_RATES, adjustments=[HALF]),
        *((), EUROPE, "50.00", ["5.00 1.00", "45.00 2.25"]),
        "479.25",
    ),
    "a deposit off one of them": (
        evolve(TWO_RATES, deductions=[DEPOSIT]),
        *((), EUROPE, "95.00", ["5.00 1.00", "90.00 4.50"]),
        "904.50",
    ),
}


@pytest.mark.parametrize(
    ("billed", "places", "rules", "net", "rows", "payable"), LEFT.values(), ids=LEFT
)
def test_of_what_is_left(
    billed: Invoice,
    places: tuple[int, ...],
    rules: PaymentTaxRules,
    net: str,
    rows: list[str],
    payable: str,
) -> None:
    """It is of the net that is left, at the rates that are left of it."""
    notes = [note_of(billed, *places)] if places else []
    found = record(*notes, of=billed)
    discount = found.discount(LAST_DAY, rules)
    assert discount is not None
    assert str(discount.net) == f"{net} CAD"
    amounts = [f"{row.taxable.amount} {row.amount.amount}" for row in discount.taxes]
    assert amounts == rows
    assert str(found.payable(LAST_DAY, rules).amount) == payable


CREDITED_LATER: dict[str, tuple[PaymentTaxRules | Europe, str | None, str]] = {
    "cancelled in Canada": (CANADA, None, "-112.98"),
    "a tenth in Canada": (CANADA, "10.00", "-11.30"),
    "cancelled where taxes fall": (EUROPE, None, "-112.68"),
    "a tenth where taxes fall": (EUROPE, "10.00", "-11.27"),
}


@pytest.mark.parametrize(
    ("rules", "net", "owed"), CREDITED_LATER.values(), ids=CREDITED_LATER
)
def test_credited_later(rules: PaymentTaxRules, net: str | None, owed: str) -> None:
    """A credit note takes its part of the discount back, in whatever order.

    So nobody gets more back than was paid: 112.98 when 114.98 is cancelled.
    """
    billed = invoice(terms=TWO_TEN)
    bare = record(of=billed)
    taken = evolve(
        paid(str(bare.payable(LAST_DAY, rules).amount)),
        discount=bare.discount(LAST_DAY, rules),
    )
    asked = None if net is None else {0: cad(net)}
    note = credit(billed, "Wrong", asked).issue("N-1", LAST_DAY).credited()
    for events in ((taken, note), (note, taken)):
        assert str(record(*events, of=billed).outstanding(LAST_DAY).amount) == owed


def test_returned_after_it_was_cancelled() -> None:
    """Where no money came in and nothing is billed, nothing is owed."""
    taken = evolve(paid("112.98"), discount=EarlyDiscount(cad("2.00")))
    billed = invoice(terms=TWO_TEN)
    events = [taken, note_of(billed, 0), returned("114.98", day=9)]
    assert record(*events, of=billed).outstanding(december(9)) == cad("0.00")


def test_after_it_was_returned() -> None:
    """A payment that bounced has taken no discount."""
    taken = evolve(paid("112.98"), discount=EarlyDiscount(cad("2.00")))
    billed = invoice(terms=TWO_TEN)
    assert record(taken, of=billed).settlement(LAST_DAY) == "settled"
    found = record(taken, returned("114.98"), of=billed)
    assert found.outstanding(LAST_DAY) == cad("114.98")
    assert found.discount(LAST_DAY, CANADA) == taken.discount


def early(amount: str, day: int = 2, movement: str = "B-2") -> Paid:
    """Pay with two dollars of discount."""
    taken = EarlyDiscount(cad("2.00"))
    return evolve(paid(amount, day, movement), discount=taken)


ON_ITS_DAY: dict[str, tuple[list[Event], str]] = {
    "all of it": ([early("112.98")], "0.00"),
    "not all of it": ([early("12.98")], "102.00"),
    "the rest was paid later": ([early("12.98"), paid("100.00", 3)], "2.00"),
    "the rest was paid before": ([early("12.98"), paid("100.00")], "0.00"),
    "the rest was paid on the day": ([early("12.98"), paid("100.00", 2)], "0.00"),
    "the rest bounced later": (
        [early("12.98"), paid("100.00"), returned("100.00", 3)],
        "100.00",
    ),
    "the rest bounced before": (
        [early("12.98"), paid("100.00"), returned("100.00", 1)],
        "102.00",
    ),
    "the rest was written off": ([early("12.98"), lost("100.00")], "0.00"),
    "the rest was written off later": (
        [early("12.98"), lost("100.00", day=3)],
        "2.00",
    ),
    "it was taken twice": (
        [early("112.98"), early("112.98", 3, "B-3")],
        "-112.98",
    ),
    "the first to take it bounced": (
        [early("112.98"), returned("114.98", 3, "B-2"), early("112.98", 4, "B-3")],
        "0.00",
    ),
}


@pytest.mark.parametrize(("events", "owed"), ON_ITS_DAY.values(), ids=list(ON_ITS_DAY))
def test_earned_on_its_day(events: list[Event], owed: str) -> None:
    """What was owed at the end of its day decides, in whatever order it was noted."""
    billed = invoice(terms=TWO_TEN)
    for several in permutations(events):
        found = record(*several, of=billed)
        assert str(found.outstanding(december(30)).amount) == owed
