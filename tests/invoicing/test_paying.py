"""Paying invoices: all that is noted of money, once, whole, and never too much."""

from collections.abc import Callable
from copy import copy
from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.documents import Sent, Viewed
from flowfit_invoicing.errors import InvoicingError
from tests.documents.accounts import cad, december
from tests.documents.bills import line
from tests.fakes import TODAY, Office, office
from tests.quickstart import ACME, AGENCY

DAY = december(1)
TWO_TEN = ffi.PaymentTerms(30, discount=ffi.DiscountTerms(2, 10))


@frozen
class Silent:
    """Rules of a host that say nothing of early payments."""

    def taxes_for(self, *parties: Any, **facts: Any) -> tuple[ffi.Tax, ...]:  # noqa: ANN401 - whatever it is asked
        """Tax as Canada does."""
        return tax.canada().taxes_for(*parties, **facts)


@frozen
class Europe(Silent):
    """Rules of a regime where the tax falls with the price."""

    taxes_deposits: bool = True
    discount_lowers_tax: bool = True


def billed(
    house: Office, amount: str = "100.00", client: ffi.Client = ACME
) -> ffi.Invoice:
    """Issue an invoice: 100.00 comes to 114.98."""
    draft = ffi.InvoiceDraft(
        seller=AGENCY,
        client=client,
        currency="CAD",
        lines=[line(amount)],
        taxes=tax.canada().taxes_for(AGENCY, client.party, issued=TODAY),
    )
    return house.invoicing.issue(draft)


def payment(
    amount: str,
    *parts: tuple[ffi.Invoice, str],
    payment_id: str = "B-1",
    on: date = DAY,
    **more: Any,  # noqa: ANN401 - whatever a payment has
) -> ffi.Payment:
    """Make a payment of Acme's for invoices."""
    several = {invoice.number: cad(part) for invoice, part in parts}
    return ffi.Payment(payment_id, "ACME", on, cad(amount), several, **more)


def outstanding(house: Office, invoice: ffi.Invoice) -> str:
    """Give what is owed in the end."""
    owed = house.invoicing.record(invoice).outstanding(date(2027, 12, 31))
    return str(owed.amount)


def test_in_part_and_in_full() -> None:
    """Two payments, noted by whom, settle an invoice."""
    house = office()
    invoice = billed(house)
    (record,) = house.invoicing.pay(payment("14.98", (invoice, "14.98")), by="Lise")
    assert record.settlement(DAY) == "partly"
    assert record.events == (
        ffi.Paid(on=DAY, by="Lise", movement="B-1", amount=cad("14.98")),
    )
    rest = payment("100.00", (invoice, "100.00"), payment_id="B-2")
    (record,) = house.invoicing.pay(rest)
    assert record.settlement(DAY) == "settled"
    assert house.invoicing.record(invoice.number) == record


def test_several_invoices() -> None:
    """One payment pays several, and the answer has them in its order."""
    house = office()
    one, two = billed(house), billed(house)
    paid = payment("150.00", (two, "114.98"), (one, "35.02"))
    records = house.invoicing.pay(paid)
    assert [each.invoice for each in records] == [two, one]
    assert outstanding(house, one) == "79.96"
    assert [each.invoice for each in house.invoicing.records()] == [one, two]


def test_same_payment_twice() -> None:
    """A payment is noted once, and told of twice; another of its id is refused."""
    house = office()
    invoice = billed(house)
    paid = payment("14.98", (invoice, "14.98"))
    first = house.invoicing.pay(paid)
    before = copy(house.store)
    assert house.invoicing.pay(paid) == first
    with pytest.raises(errors.ConflictError, match="payment B-1"):
        house.invoicing.pay(payment("14.99", (invoice, "14.99")))
    refund = ffi.Refund("B-1", "ACME", DAY, cad("1.00"), "Asked")
    with pytest.raises(errors.ConflictError, match="payment B-1"):
        house.invoicing.refund(refund)
    assert house.store == before


def test_other_currency() -> None:
    """Dollars of the south pay what is owed in Canadian ones, at their rate."""
    house = office()
    invoice = billed(house)
    paid = ffi.Payment(
        *("B-1", "ACME", DAY, ffi.Money("84.00", "USD")),
        {invoice.number: cad("114.68")},
        exchange=ffi.ExchangeRate("USD", "CAD", "1.3652", DAY),
    )
    house.invoicing.pay(paid)
    assert outstanding(house, invoice) == "0.30"
    record = house.invoicing.write_off(
        invoice, cad("0.30"), "Exchange", loss="difference", on=DAY
    )
    assert record.settlement(DAY) == "settled"


def test_cash() -> None:
    """Coins settle an invoice whose cents there are no coins of."""
    house = office()
    invoice = billed(house)
    house.invoicing.pay(payment("115.00", (invoice, "114.98"), in_cash=True))
    assert outstanding(house, invoice) == "0.00"
    assert house.invoicing.credit_of(ACME, "CAD") == cad("0.00")


def test_overpaid_and_kept() -> None:
    """What is paid too much is kept, and pays another invoice (ninja 5423)."""
    house = office()
    one, two = billed(house), billed(house)
    house.invoicing.pay(payment("150.00", (one, "114.98"), keep_rest=True))
    assert house.invoicing.credit_of("ACME", "CAD", on=DAY) == cad("35.02")
    use = ffi.CreditUse("C-1", "ACME", december(2), {two.number: cad("30.00")})
    (record,) = house.invoicing.apply_credit(use, by="Lise")
    assert house.invoicing.apply_credit(use) == (record,)
    assert (record.invoice, outstanding(house, two)) == (two, "84.98")
    assert record.events[-1].by == "Lise"
    house.invoicing.refund(ffi.Refund("R-1", "ACME", december(3), cad("5.02"), "Asked"))
    assert house.invoicing.credit_of(ACME, "CAD", on=december(3)) == cad("0.00")


def overpaid(house: Office) -> ffi.Invoice:
    """Issue an invoice that is paid, and credited by 14.98 after."""
    invoice = billed(house)
    house.invoicing.pay(payment("114.98", (invoice, "114.98")))
    with house.store.transaction() as transaction:
        event = ffi.Credited(
            on=DAY, number="N-1", amount=cad("14.98"), net=cad("13.03")
        )
        transaction.add_event(AGENCY.identity, invoice.number, event)
    return invoice


def test_overpaid_by_a_credit_note() -> None:
    """What an invoice has too much pays another, or goes back."""
    house = office()
    invoice, other = overpaid(house), billed(house)
    assert outstanding(house, invoice) == "-14.98"
    use = ffi.CreditUse(
        "C-1", "ACME", DAY, {other.number: cad("10.00")}, source=invoice.number
    )
    house.invoicing.apply_credit(use)
    assert [outstanding(house, each) for each in (invoice, other)] == [
        *("-4.98", "104.98")
    ]
    back = ffi.Refund(
        "R-1", "ACME", DAY, cad("4.98"), "Credited", number=invoice.number
    )
    house.invoicing.refund(back, by="Lise")
    house.invoicing.refund(back)
    record = house.invoicing.record(invoice)
    assert record.settlement(DAY) == "settled"
    assert record.events[-1].by == "Lise"


def test_reversed() -> None:
    """A cheque that bounced has paid nothing, and leaves no credit."""
    house = office()
    one, two = billed(house), billed(house)
    house.invoicing.pay(
        payment("150.00", (one, "100.00"), (two, "14.98"), keep_rest=True)
    )
    back = ffi.Reversal("X-1", "ACME", december(9), "B-1", "No funds")
    house.invoicing.reverse(back, by="Lise")
    house.invoicing.reverse(back)
    assert [outstanding(house, each) for each in (one, two)] == ["114.98"] * 2
    assert house.invoicing.credit_of(ACME, "CAD", on=december(9)) == cad("0.00")
    assert house.invoicing.credit_of(ACME, "CAD", on=december(8)) == cad("35.02")
    assert house.invoicing.record(one).events[-1].by == "Lise"


def test_refund_that_came_back() -> None:
    """A refund, or a use of credit, can be taken back too."""
    house = office()
    invoice, other = overpaid(house), billed(house)
    house.invoicing.refund(
        ffi.Refund("R-1", "ACME", DAY, cad("4.98"), "Asked", number=invoice.number)
    )
    use = ffi.CreditUse(
        "C-1", "ACME", DAY, {other.number: cad("10.00")}, source=invoice.number
    )
    house.invoicing.apply_credit(use)
    for number, wrong in enumerate(("R-1", "C-1"), 1):
        house.invoicing.reverse(
            ffi.Reversal(f"X-{number}", "ACME", DAY, wrong, "Mistake")
        )
    assert [outstanding(house, each) for each in (invoice, other)] == [
        *("-14.98", "114.98")
    ]


DISCOUNTS: dict[str, tuple[ffi.TaxRules, str, list[str]]] = {
    "Canada: taxes stay": (tax.canada(), "112.98", []),
    "taxes fall too": (Europe(), "112.68", ["0.10", "0.20"]),
}


@pytest.mark.parametrize(
    ("taxes", "amount", "lowered"), DISCOUNTS.values(), ids=DISCOUNTS
)
def test_discount(taxes: ffi.TaxRules, amount: str, lowered: list[str]) -> None:
    """Who pays by the tenth day pays two percent of the net less."""
    house = office(taxes=taxes)
    invoice = billed(house, client=evolve(ACME, payment_terms=TWO_TEN))
    part = ffi.Allocation(invoice.number, cad(amount), discounted=True)
    on = december(4)
    paid = ffi.Payment("B-1", "ACME", on, cad(amount), [part])
    (record,) = house.invoicing.pay(paid)
    assert record.settlement(on) == "settled"
    (event,) = record.events
    assert isinstance(event, ffi.Paid)
    assert event.discount is not None
    assert event.discount.net == cad("2.00")
    assert [str(row.amount.amount) for row in event.discount.taxes] == lowered
    house.invoicing.reverse(ffi.Reversal("X-1", "ACME", on, "B-1", "No funds"))
    assert outstanding(house, invoice) == "114.98"


def early(invoice: ffi.Invoice, amount: str = "112.98", on: date = DAY) -> ffi.Payment:
    """Pay with the discount taken."""
    part = ffi.Allocation(invoice.number, cad(amount), discounted=True)
    return ffi.Payment("B-9", "ACME", on, cad(amount), [part])


Deed = Callable[[Office, ffi.Invoice, ffi.Invoice], object]
"""What is done to a house with an invoice of 2/10, and one that is overpaid."""


def uses(
    amount: str, *, source: ffi.Invoice | None, for_: ffi.Invoice
) -> ffi.CreditUse:
    """Use credit."""
    number = None if source is None else source.number
    return ffi.CreditUse("C-9", "ACME", DAY, {for_.number: cad(amount)}, source=number)


def back(amount: str, invoice: ffi.Invoice | None = None) -> ffi.Refund:
    """Pay back."""
    number = None if invoice is None else invoice.number
    return ffi.Refund("R-9", "ACME", DAY, cad(amount), "Asked", number=number)


def bounce(what: str, client: str = "ACME", on: date = DAY) -> ffi.Reversal:
    """Take back."""
    return ffi.Reversal("X-9", client, on, what, "No funds")


def bounce_twice(house: Office) -> None:
    """Take the same back twice, as two reversals."""
    house.invoicing.reverse(bounce("B-1"))
    house.invoicing.reverse(evolve(bounce("B-1"), id="X-10"))


def bounce_a_bounce(house: Office) -> None:
    """Take taking back back."""
    house.invoicing.reverse(bounce("B-1"))
    house.invoicing.reverse(evolve(bounce("X-9"), id="X-10"))


BAD: dict[str, tuple[type[InvoicingError], Deed]] = {
    "more than is due in silence": (
        errors.OverpaymentError,
        lambda h, i, _: h.invoicing.pay(
            payment("115.00", (i, "115.00"), payment_id="B")
        ),
    ),
    "what is paid already": (
        errors.OverpaymentError,
        lambda h, _, p: h.invoicing.pay(payment("0.01", (p, "0.01"), payment_id="B")),
    ),
    "an invoice that is not there": (
        errors.ConflictError,
        lambda h, i, _: h.invoicing.pay(
            payment("1.00", (evolve(i, number="F-0"), "1.00"), payment_id="B")
        ),
    ),
    "an invoice of another": (
        errors.InvalidValueError,
        lambda h, i, _: h.invoicing.pay(
            evolve(payment("1.00", (i, "1.00"), payment_id="B"), client="BETA")
        ),
    ),
    "before it was issued": (
        errors.InvalidValueError,
        lambda h, i, _: h.invoicing.pay(
            payment("1.00", (i, "1.00"), payment_id="B", on=date(2026, 11, 23))
        ),
    ),
    "in another currency": (
        errors.CurrencyMismatchError,
        lambda h, i, _: h.invoicing.pay(
            ffi.Payment(
                *("B", "ACME", DAY, ffi.Money(1, "EUR")),
                {i.number: ffi.Money(1, "EUR")},
            )
        ),
    ),
    "the second of two is too much": (
        errors.OverpaymentError,
        lambda h, i, p: h.invoicing.pay(
            payment("2.00", (i, "1.00"), (p, "1.00"), payment_id="B")
        ),
    ),
    "a discount too late": (
        errors.DiscountLapsedError,
        lambda h, i, _: h.invoicing.pay(early(i, on=december(5))),
    ),
    "a discount that was not agreed": (
        errors.DiscountLapsedError,
        lambda h, _, p: h.invoicing.pay(early(p)),
    ),
    "a discount and not all of the rest": (
        errors.ConflictError,
        lambda h, i, _: h.invoicing.pay(early(i, "112.97")),
    ),
    "a discount and more than the rest": (
        errors.OverpaymentError,
        lambda h, i, _: h.invoicing.pay(early(i, "112.99")),
    ),
    "more credit than there is": (
        errors.AmountExceededError,
        lambda h, i, _: h.invoicing.apply_credit(uses("0.01", source=None, for_=i)),
    ),
    "more than an invoice has too much": (
        errors.AmountExceededError,
        lambda h, i, p: h.invoicing.apply_credit(uses("14.99", source=p, for_=i)),
    ),
    "credit of what is open": (
        errors.AmountExceededError,
        lambda h, i, _: h.invoicing.apply_credit(
            ffi.CreditUse(
                "C-9", "ACME", DAY, {"F-2026-3": cad("0.01")}, source=i.number
            )
        ),
    ),
    "credit for what is paid": (
        errors.OverpaymentError,
        lambda h, i, p: h.invoicing.apply_credit(uses("1.00", source=i, for_=p)),
    ),
    "more back than was paid": (
        errors.AmountExceededError,
        lambda h, _, p: h.invoicing.refund(back("114.99", p)),
    ),
    "back what was never paid": (
        errors.AmountExceededError,
        lambda h, i, _: h.invoicing.refund(back("0.01", i)),
    ),
    "more back than there is credit": (
        errors.AmountExceededError,
        lambda h, _i, _p: h.invoicing.refund(back("0.01")),
    ),
    "what is not there taken back": (
        errors.ConflictError,
        lambda h, _i, _p: h.invoicing.reverse(bounce("B-0")),
    ),
    "what is another's taken back": (
        errors.ConflictError,
        lambda h, _i, _p: h.invoicing.reverse(bounce("B-1", "BETA")),
    ),
    "taken back before": (
        errors.InvalidValueError,
        lambda h, _i, _p: h.invoicing.reverse(bounce("B-1", on=date(2026, 11, 30))),
    ),
    "more written off than is owed": (
        errors.AmountExceededError,
        lambda h, i, _: h.invoicing.write_off(i, cad("114.99"), "Lost"),
    ),
    "written off before it was issued": (
        errors.InvalidValueError,
        lambda h, i, _: h.invoicing.write_off(
            i, cad("1.00"), "Lost", on=date(2026, 11, 23)
        ),
    ),
    "reminded before it is overdue": (
        errors.ConflictError,
        lambda h, i, _: h.invoicing.remind(i, on=december(24)),
    ),
    "reminded of what is paid": (
        errors.ConflictError,
        lambda h, _, p: h.invoicing.remind(p, on=december(31)),
    ),
    "viewed before it was issued": (
        errors.InvalidValueError,
        lambda h, i, _: h.invoicing.note_viewed(i, on=date(2026, 11, 23)),
    ),
    "viewed what is not there": (
        errors.ConflictError,
        lambda h, _i, _p: h.invoicing.note_viewed("F-0"),
    ),
    "a number that is none": (
        errors.InvalidValueError,
        lambda h, _i, _p: h.invoicing.record(5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    ),
    "a payment that is none": (
        errors.InvalidValueError,
        lambda h, _i, _p: h.invoicing.pay(back("1.00")),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    ),
}


@pytest.mark.parametrize(("error", "deed"), BAD.values(), ids=BAD)
def test_bad_input(error: type[InvoicingError], deed: Deed) -> None:
    """What cannot be is refused by a typed error, and the books are as they were."""
    house = office()
    paid = overpaid(house)
    invoice = billed(house, client=evolve(ACME, payment_terms=TWO_TEN))
    billed(house)
    before = copy(house.store)
    with pytest.raises(error):
        deed(house, invoice, paid)
    assert house.store == before


@pytest.mark.parametrize("deed", [bounce_twice, bounce_a_bounce])
def test_taken_back_once(deed: Callable[[Office], None]) -> None:
    """What was taken back is not taken back again, nor is its taking back."""
    house = office()
    overpaid(house)
    with pytest.raises(errors.ConflictError):
        deed(house)


def test_facts_of_errors() -> None:
    """An error says how much was asked for, and how much there is."""
    house = office()
    invoice = billed(house, client=evolve(ACME, payment_terms=TWO_TEN))
    subject = errors.phrase("invoice", name=invoice.number)
    with pytest.raises(errors.OverpaymentError) as over:
        house.invoicing.pay(payment("115.00", (invoice, "115.00")))
    assert over.value == errors.OverpaymentError(subject, cad("115.00"), cad("114.98"))
    with pytest.raises(errors.DiscountLapsedError) as late:
        house.invoicing.pay(early(invoice, on=december(5)))
    assert late.value == errors.DiscountLapsedError(
        invoice.number, december(5), december(4)
    )
    with pytest.raises(errors.ConflictError) as less:
        house.invoicing.pay(early(invoice, "100.00"))
    assert (less.value.expected, less.value.actual) == (cad("112.98"), cad("100.00"))
    with pytest.raises(errors.AmountExceededError) as lost:
        house.invoicing.write_off(invoice, cad("115.00"), "Lost")
    assert lost.value == errors.AmountExceededError(
        subject, cad("115.00"), cad("114.98")
    )


def test_rules_without_payments() -> None:
    """Rules that say nothing of early payments are refused where they are asked."""
    house = office(taxes=Silent())
    invoice = billed(house, client=evolve(ACME, payment_terms=TWO_TEN))
    with pytest.raises(errors.InvalidValueError, match="discount_lowers_tax"):
        house.invoicing.pay(early(invoice))
    house.invoicing.pay(payment("114.98", (invoice, "114.98")))
    assert outstanding(house, invoice) == "0.00"


def test_written_off() -> None:
    """A bad debt is noted with its reason, on the day of the seller."""
    house = office()
    invoice = billed(house)
    record = house.invoicing.write_off(
        invoice.number, cad("114.98"), "Faillite", by="Lise"
    )
    assert record.settlement(TODAY) == "written-off"
    assert record.events == (
        ffi.WrittenOff(on=TODAY, by="Lise", amount=cad("114.98"), reason="Faillite"),
    )


def test_reminded() -> None:
    """Reminders are noted, and the next is due after its days and the pause."""
    house = office()
    invoice = billed(house)
    policy = ffi.ReminderPolicy(after=[7, 21], pause=7)
    house.clock.day = december(31)
    (due,) = house.invoicing.reminders_due(policy)
    assert (due.record.invoice, due.level) == (invoice, 1)
    record = house.invoicing.remind(invoice, level=due.level, by="Lise")
    assert record.events == (ffi.Reminded(on=december(31), by="Lise", level=1),)
    assert house.invoicing.reminders_due(policy) == ()
    (due,) = house.invoicing.reminders_due(policy, on=date(2027, 1, 14))
    assert due.level == 2


def test_reminded_again() -> None:
    """
    The same level on the same day is one reminder, another day another; and nobody
    goes back to a level before.
    """
    house = office()
    invoice = billed(house)
    house.clock.day = december(31)
    for day in (30, 30, 31, 31):
        record = house.invoicing.remind(invoice, level=2, on=december(day))
    assert [event.on.day for event in record.events] == [30, 31]
    with pytest.raises(errors.InvalidValueError, match="expected level 2 or later"):
        house.invoicing.remind(invoice, level=1)
    assert house.invoicing.record(invoice) == record


def test_viewed() -> None:
    """A host that can tell notes that the client has looked at it."""
    house = office()
    invoice = billed(house)
    record = house.invoicing.note_viewed(invoice, by="portal")
    assert record.events == (Viewed(on=TODAY, by="portal"),)


def test_sent_when_delivered() -> None:
    """Delivering is what makes an invoice sent, on the seller's day."""
    house = office()
    invoice = billed(house)
    house.outbox.fault = OSError("no route")
    with pytest.raises(errors.DeliveryError):
        house.invoicing.send(invoice)
    assert house.invoicing.record(invoice).state(TODAY) == "issued"
    house.outbox.fault = None
    house.clock.later(days=2)
    house.clock.day = date(2026, 11, 26)
    house.invoicing.deliver_pending()
    record = house.invoicing.record(invoice)
    assert record.events == (Sent(on=date(2026, 11, 26)),)
    assert [record.state(date(2026, 11, day)) for day in (25, 26)] == ["issued", "sent"]


def test_accounts() -> None:
    """Statements and ages are of what the store keeps, on the seller's day."""
    house = office()
    beta = evolve(ACME, code="BETA")
    one, _ = billed(house), billed(house, client=beta)
    house.invoicing.pay(payment("150.00", (one, "114.98"), keep_rest=True))
    house.clock.day = december(31)
    statement = house.invoicing.statement(ACME, "CAD")
    assert (statement.on, statement.balance) == (december(31), cad("-35.02"))
    late = house.invoicing.statement("ACME", "CAD", on=DAY, since=DAY)
    assert (late.opening, len(late.entries)) == (cad("114.98"), 1)
    (row,) = house.invoicing.aging()
    assert (row.client, row.amounts[1]) == ("BETA", cad("114.98"))
    assert [each.invoice.client for each in house.invoicing.records(beta)] == [beta]
    assert house.invoicing.aging(on=date(2026, 11, 1)) == ()
