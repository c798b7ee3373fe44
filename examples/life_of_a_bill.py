"""The whole life of a client's bill: quote, part, deposit, invoice, payment, credit.

Run it with `python examples/life_of_a_bill.py`. It keeps all in memory, writes mails
into `outbox/`, and says at each step what came of it. It moves its day on by hand.
"""

from datetime import date
from itertools import count

from attrs import define, evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import tax
from flowfit_invoicing.rendering import TextRenderer, statement_table, work_table
from flowfit_invoicing.sending import FolderSender
from flowfit_invoicing.storage import MemoryStore

REVISION = ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"})
CATALOG = ffi.Catalog(
    services=[REVISION],
    rate_lists=[ffi.RateList("Standard", "CAD", [ffi.Rate(REVISION, ffi.HOUR, "50")])],
    mapping=ffi.TaskMapping({"revise": REVISION}),
    default_rate_list="Standard",
)
LAVAL = ffi.Address(city="Laval", region="QC", country="CA")
AGENCY = ffi.Party(
    "Traduction Laval inc.",
    address=LAVAL,
    email="factures@laval.example",
    tax_ids={"GST": "123456789 RT0001", "QST": "1234567890 TQ0001"},
)
ACME = ffi.Client(
    "ACME", ffi.Party("Acme inc.", address=LAVAL, email="ap@acme.example")
)


@define
class Calendar:
    """A day that stands still until it is moved."""

    day: date

    def today(self) -> date:
        """Give the day."""
        return self.day


PAYMENTS = count(1)
"""Where the numbers of payments come from: a host has those of its bank."""


def hours(id_: str, number: int, done: date | None = None) -> ffi.WorkflowTask:
    """Make a task of some hours."""
    counted = [ffi.Quantity(number, ffi.HOUR)]
    return ffi.WorkflowTask(id_, "revise", quantities=counted, completed_on=done)


def paid(invoicing: ffi.Invoicing, invoice: ffi.Invoice, amount: ffi.Money) -> None:
    """Note that the client has paid so much of an invoice today."""
    id_, on = f"B-{next(PAYMENTS)}", invoicing.today()
    allocation = {invoice.number: amount}
    invoicing.pay(ffi.Payment(id_, ACME.code, on, amount, allocation))


def main() -> None:
    """Live through the whole life of a bill."""
    calendar = Calendar(date(2026, 9, 1))
    invoicing = ffi.Invoicing(
        seller=AGENCY,
        engine=ffi.PricingEngine(CATALOG),
        taxes=tax.canada(),
        store=MemoryStore(),
        renderer=TextRenderer(),
        sender=FolderSender("outbox"),
        numbers={
            "invoice": "F-%YYYY%-%SEQ%",
            "quote": "Q-%YYYY%-%SEQ%",
            "deposit": "D-%YYYY%-%SEQ%",
            "credit-note": "C-%YYYY%-%SEQ%",
        },
        today=calendar.today,
    )
    book = ffi.Project("P-1", client=ACME, tasks=[hours("T-1", 10), hours("T-2", 30)])

    print("1 September: a quote, and the client says yes")
    draft = invoicing.create_quote(book).edit(notes="Merci!")
    quote = invoicing.issue_quote(draft, valid_until=date(2026, 9, 30))
    invoicing.accept_quote(quote, by="Zoé Roy", purchase_order="PO-77")
    print(f"  {quote}: {quote.totals.net}, {invoicing.quote_state(quote)}")

    print("2 September: a deposit, which holds no tax in Canada until it is applied")
    calendar.day = date(2026, 9, 2)
    deposit = invoicing.request_deposit(book, amount=500)
    if isinstance(deposit, ffi.Deposit):  # and no invoice, as where it is taxed
        invoicing.receive_deposit(deposit)
    print(f"  {deposit}: {deposit.totals.due}")

    print("1 October: the first task is billed as a part, an invoice of its own")
    calendar.day = date(2026, 10, 1)
    part = invoicing.save(invoicing.create_part(book, tasks=["T-1"]))
    first = invoicing.save_and_send(part)
    print(f"  {first}: net {first.totals.net}, due {first.totals.due}")
    print(f"  left to bill: {invoicing.remaining(book).left}")

    print("2 November: all is done, and the second task took two hours more")
    calendar.day = date(2026, 11, 2)
    done = evolve(
        book,
        tasks=[
            hours("T-1", 10, date(2026, 9, 30)),
            hours("T-2", 32, date(2026, 10, 30)),
        ],
    )
    print(work_table(invoicing.compare_to_work(quote, done), "en-CA"))
    draft = invoicing.save(invoicing.bill_as_done(quote, done))
    draft = draft.with_line_changed(0, quantity=31, reason="One hour was ours")
    draft = invoicing.save(draft)
    final = invoicing.save_and_send(draft, done)
    print(f"  {final}: net {final.totals.net}, deposit {final.totals.prepaid}")
    print(f"  due {final.totals.due}, for {final.purchase_order}")
    print("  " + ffi.explain(final.lines[0], "en-CA").splitlines()[-1])

    print("16 November: the part is paid whole, the final invoice by half")
    calendar.day = date(2026, 11, 16)
    paid(invoicing, first, first.totals.due)
    paid(invoicing, final, ffi.Money(600, "CAD"))
    for invoice in (first, final):
        record = invoicing.record(invoice)
        print(f"  {invoice}: {record.settlement(calendar.day)}")

    print("20 November: two hours are credited, and the rest is paid")
    calendar.day = date(2026, 11, 20)
    note = invoicing.credit(final, "Counted twice", {0: 2})
    print(f"  {note}: {note.totals.gross}")
    paid(invoicing, final, invoicing.record(final).outstanding(calendar.day))
    print(f"  {final}: {invoicing.record(final).settlement(calendar.day)}")

    print("30 November: the statement of the client")
    calendar.day = date(2026, 11, 30)
    print(statement_table(invoicing.statement(ACME, "CAD"), "en-CA"))


if __name__ == "__main__":
    main()
