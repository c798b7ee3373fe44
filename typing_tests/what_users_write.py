"""What users write, for the type checkers alone: nobody runs this.

Each `assert_type` is a promise. Each ignored line is a mistake that both checkers tell
of; if one no longer does, its ignore is unused, which is an error too.
"""

# pyright: reportUnnecessaryTypeIgnoreComment=true

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Literal, assert_type

import flowfit_invoicing as ffi
from flowfit_invoicing import errors, tax
from flowfit_invoicing.documents import Issued
from flowfit_invoicing.ports import Document
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from flowfit_invoicing.sending import FolderSender, SmtpSender
from flowfit_invoicing.serializing import (
    Link,
    Reading,
    chained,
    from_data,
    from_json,
    read_json,
    schema_of,
    seal,
    to_data,
    to_json,
    verify_chain,
)
from flowfit_invoicing.storage import MemoryStore

TRANSLATION = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
REVISION = ffi.ClientService("REV", "Revision")
GRID = ffi.MatchGrid.of({"75-99": 60}, new=100, exact="25", context=0)

PRICES = ffi.MatchGrid.of_prices({"75-99": "0.12"}, new="0.20", exact=0)
assert_type(PRICES.with_price_digits(2, rounding=ffi.Rounding.UP), ffi.MatchGrid)
assert_type(
    ffi.MatchGrid.preset("trados", exact=25).with_lines("weighted"), ffi.MatchGrid
)
assert_type(GRID.with_count_digits(0).with_across("low").is_itemised, bool | None)
assert_type(PRICES.price(ffi.MatchBand.parse("exact")), Decimal | None)
assert_type(ffi.standard_page(words=250).converted(Decimal(1000)), Decimal)

# Strings, numbers and texts in several languages are taken at the door …
rates = ffi.RateList(
    "Standard 2026",
    "CAD",
    [
        ffi.Rate(TRANSLATION, ffi.WORD, "0.25", languages="en>fr", minimum_charge=45),
        ffi.Rate(REVISION, ffi.HOUR, ffi.Money(50, "CAD"), per=1),
        ffi.Rate(TRANSLATION, ffi.standard_line(50), None, match_grid=PRICES),
    ],
    match_grid=GRID,
    service_grids={TRANSLATION: GRID},
)
assert_type(rates.grid_for(rates.rates[0]), ffi.MatchGrid | None)
catalog = ffi.Catalog(
    services=[TRANSLATION, REVISION],
    rate_lists=(rates,),
    mapping=ffi.TaskMapping(
        {"translate": TRANSLATION, "both": [TRANSLATION, REVISION], "deliver": None}
    ),
    default_rate_list="Standard 2026",
)

# … and inside there are only values.
assert_type(rates.currency, ffi.Currency)
assert_type(rates.rates, tuple[ffi.Rate, ...])
assert_type(rates.rates[0].unit_price, Decimal)
assert_type(rates.resolve(TRANSLATION, "en>fr-CA", unit=ffi.WORD), ffi.Rate)
assert_type(TRANSLATION.name, ffi.LocalizedText)
assert_type(TRANSLATION.name.get("fr-CA"), str)
assert_type(catalog.check(), tuple[ffi.Finding, ...])
mapping = ffi.TaskMapping(
    {"translate": TRANSLATION},
    rules=[
        ffi.MappingRule("translate", None, client="ACME", reason={"en": "Included"}),
        ffi.MappingRule("translate", [TRANSLATION, REVISION], languages="en>*"),
    ],
)
assert_type(mapping.rules, tuple[ffi.MappingRule, ...])

compared = ffi.compare([], catalog, ffi.PricingEngine(catalog))
assert_type(compared.total, ffi.Difference[ffi.Currency])
assert_type(compared.by_client, tuple[ffi.Difference[str | None], ...])
assert_type(compared.by_band, tuple[ffi.Difference[ffi.MatchBand | None], ...])
assert_type(compared.total.percent, Decimal | None)
assert_type(ffi.coverage([], catalog).missing, tuple[ffi.Gap, ...])

task = ffi.WorkflowTask(
    "T-1",
    "translate",
    "en>fr-CA",
    analysis=ffi.Analysis.of(new=1000, exact="12.5"),
    quantities=[ffi.Quantity("3.5", ffi.HOUR)],
    completed_on=date(2026, 11, 9),
)
assert_type(task.languages, ffi.LanguagePair | None)
assert_type(ffi.Analysis.of(new=1).total, Decimal)

acme = ffi.Client(
    "ACME",
    ffi.Party(
        "Acme inc.",
        address=ffi.Address(region="QC", country="CA"),
        email="ap@acme.example",
        tax_ids={"GST": "123456789 RT0001"},
    ),
    language="fr-CA",
    payment_terms=ffi.PaymentTerms(days=30),
)
project = ffi.Project("P-1042", client=acme, tasks=[task])
assert_type(project.only(["T-1"]), ffi.Project)

engine = ffi.PricingEngine(
    catalog,
    adjustments=[ffi.Discount(10, "Client discount")],
    rounding=ffi.Rounding.HALF_EVEN,
    bands="itemised",
)
lines = engine.price(project, ffi.Project("P-1043", client=acme))
assert_type(lines, tuple[ffi.InvoiceLine, ...])
assert_type(lines[0].net_amount, ffi.Money)
assert_type(lines[0].net_amount * 2 + ffi.Money("1", "CAD"), ffi.Money)
assert_type(ffi.explain(lines[0], "fr-CA"), str)
assert_type(ffi.explanation(lines[0]), tuple[ffi.Step, ...])

# The adapters that come with the package play the roles …
invoicing = ffi.Invoicing(
    seller=ffi.Party("Traduction Laval inc.", email="factures@laval.example"),
    engine=engine,
    taxes=tax.canada(),
    store=MemoryStore(),
    renderer=HtmlRenderer(),
    sender=FolderSender("outbox"),
    numbers="F-%YYYY%-%SEQ%",
    today=ffi.today_in("America/Toronto"),
)
assert_type(invoicing.projects_to_invoice([project]), tuple[ffi.ProjectToInvoice, ...])
draft = invoicing.create_invoice(project)
assert_type(draft, ffi.InvoiceDraft)
assert_type(draft.edit(notes="Merci !", purchase_order=None), ffi.InvoiceDraft)
assert_type(draft.with_line(lines[0]).without_line(0), ffi.InvoiceDraft)
assert_type(draft.totals.gross, ffi.Money)
assert_type(invoicing.save(draft), ffi.InvoiceDraft)
assert_type(invoicing.issue(draft), ffi.Invoice)
assert_type(invoicing.save_and_send(draft), ffi.Invoice)
assert_type(invoicing.save_and_send(draft, render="later", by="anna"), ffi.Invoice)
assert_type(invoicing.deliver_pending(10), tuple[ffi.Delivery, ...])
assert_type(invoicing.messages("F-2026-1"), tuple[ffi.QueuedMessage, ...])
assert_type(invoicing.undelivered()[0].message.as_bytes(), bytes)


# … and so do a host's own, which inherit nothing.
class PlainRenderer:
    def render(self, document: Document, locale: str) -> ffi.RenderedDocument:
        content = f"{locale} {document.totals.due}".encode()
        return ffi.RenderedDocument("invoice.txt", "text/plain", content)


class PrintingSender:
    def send(self, message: ffi.OutgoingMessage) -> None:
        print(message.subject)


class NoTaxes:
    def taxes_for(
        self,
        seller: ffi.Party,
        buyer: ffi.Party,
        service: ffi.ClientService | None = None,
        *,
        issued: date | None = None,
        supplied: date | None = None,
        paid: date | None = None,
    ) -> tuple[ffi.Tax, ...]:
        return ()


def plain_letter(document: Issued, locale: str) -> tuple[str, str]:
    return f"{locale} {document.number}", "…"


renderers: list[ffi.InvoiceRenderer] = [PlainRenderer(), TextRenderer()]
senders: list[ffi.InvoiceSender] = [PrintingSender(), SmtpSender("localhost", 25)]
rules: list[ffi.TaxRules] = [NoTaxes(), tax.canada()]
letter: ffi.Letter = plain_letter

# What is owed is asked about by day; money that comes in says which invoices it pays.
thirty = ffi.PaymentTerms(30, discount=ffi.DiscountTerms("2", 10))
terms = ffi.PaymentTerms.in_instalments(
    (30, ffi.PaymentTerms(0)), ("70", ffi.PaymentTerms(60))
)
assert_type(
    terms.instalments(ffi.Money(1, "CAD"), date(2026, 11, 24)),
    tuple[ffi.Instalment, ...],
)
payment = ffi.Payment(
    "B-1", "ACME", date(2026, 12, 1), ffi.Money(1, "CAD"), {"F-1": ffi.Money(1, "CAD")}
)
(record,) = invoicing.pay(payment)
assert_type(record, ffi.InvoiceRecord)
assert_type(record.outstanding(date(2026, 12, 31)), ffi.Money)
assert_type(
    record.settlement(date(2026, 12, 31)),
    Literal["open", "partly", "settled", "overpaid", "written-off"],
)
assert_type(invoicing.aging()[0].total, ffi.Money)

# A source of many projects is made of projects, or of functions that load some.


def january() -> Iterator[ffi.Project]:
    yield ffi.Project("P-1", tasks=[task])


def loaded(month: int) -> list[ffi.Project]:
    return [ffi.Project(f"P-{month}")]


with ProcessPoolExecutor() as executor:
    months = [partial(loaded, month) for month in range(12)]
    assert_type(ffi.price_many(months, engine, executor), Iterator[ffi.PricedProject])
many = ffi.price_many([january], engine, ahead=8)
assert_type(next(many).net, ffi.Money | None)
assert_type(next(ffi.price_many(january(), engine)).errors[0], errors.InvoicingError)

# JSON is read as what was asked for, or as anything.
invoice = draft.issue("F-1", date(2026, 11, 24))
text = to_json(invoice, indent=2)
assert_type(text, str)
assert_type(from_json(text, ffi.Invoice), ffi.Invoice)
assert_type(from_json(text.encode()), object)
assert_type(from_data(to_data(invoice), ffi.Invoice).due_date, date)
reading = read_json(text, ffi.Invoice)
assert_type(reading, Reading[ffi.Invoice])
assert_type(reading.findings, tuple[ffi.Finding, ...])
assert_type(read_json(text).value, object)
assert_type(schema_of(ffi.Invoice), dict[str, Any])
assert_type(chained([invoice])[0], Link)
assert_type(seal(invoice, chained([invoice])[0].hash).document.number, str)
assert_type(verify_chain([], last=None), tuple[ffi.Finding, ...])

# Mistakes are seen before anything runs: floats, a division that loses cents, changes
# that nobody may make, objects that cannot play a role.
ffi.Money(18.50, "CAD")  # type: ignore[arg-type]
ffi.Quantity(3.5, ffi.HOUR)  # type: ignore[arg-type]
ffi.MatchGrid.of(fuzzy=0.6)  # type: ignore[arg-type]
half = lines[0].net_amount / 2  # type: ignore[operator]
draft.edit(number="F-1")  # type: ignore[call-arg]
invoicing.pay(invoicing.record("F-1"))  # type: ignore[arg-type]
draft.notes = "Merci !"  # type: ignore[misc]
ffi.price_many(january, engine)  # type: ignore[arg-type]
ffi.PricingEngine(catalog, bands="by hand")  # type: ignore[arg-type]
from_json(invoice)  # type: ignore[call-overload]
seal(draft)  # type: ignore[arg-type]
renderers.append(PrintingSender())  # type: ignore[arg-type]
