"""Values by chance, of all kinds that have a form in JSON."""

from datetime import date, timedelta
from decimal import Decimal

from attrs import evolve
from hypothesis import settings
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, tax
from flowfit_invoicing.documents import Issued
from tests.catalog import chance as catalogs
from tests.pricing import chance as prices
from tests.quickstart import ACME, AGENCY, CATALOG
from tests.test_values import ADJUSTED, ENGINE
from tests.test_values import VALUES as ALL_VALUES

SLOW = settings(max_examples=settings().max_examples // 3)
"""For laws of documents, which take some milliseconds to make."""

CURRENCIES = st.sampled_from(["CAD", "JPY", "KWD", "EUR"]).map(ffi.Currency)
DAYS = st.dates(date(2008, 1, 1), date(2100, 1, 1))
NUMBERS = st.decimals(0, 10**9, places=4) | st.sampled_from(
    [Decimal("0.00"), Decimal("1E-28"), Decimal("999999999999999.999")]
)
AMOUNTS = st.builds(ffi.Money, NUMBERS, CURRENCIES)
WORDS = st.text('aé’\u00a0«»<>&"\\/\U0001f600', min_size=1, max_size=8).filter(
    lambda text: bool(text.strip())
)
LOCALES = st.sampled_from(["fr", "en", "fr-CA", "de", "zh-Hant"])
TEXTS: st.SearchStrategy[ffi.LocalizedText] = st.builds(
    ffi.LocalizedText, WORDS | st.dictionaries(LOCALES, WORDS, min_size=1)
)
UNITS: st.SearchStrategy[ffi.Unit] = st.sampled_from(
    [ffi.WORD, ffi.HOUR, ffi.ITEM, ffi.standard_page(words=250, digits=0)]
)
QUANTITIES = st.builds(ffi.Quantity, NUMBERS, UNITS)


@st.composite
def _bands(draw: st.DrawFn) -> ffi.MatchBand:
    in_context = draw(st.booleans())
    percents = st.integers(100, 102) if in_context else st.integers(0, 100)
    low, high = sorted((draw(percents), draw(percents)))
    origins = ["tm"] if in_context else ["tm", "mt", "repetition", "internal"]
    origin = draw(st.sampled_from(origins))
    return ffi.MatchBand(origin, low, high, context=in_context)


BANDS = _bands()
ANALYSES = st.builds(
    ffi.Analysis.of,
    st.dictionaries(BANDS, st.decimals(0, 5000, places=1), max_size=6),
    unit=UNITS,
    weighted=st.booleans(),
)
GRIDS = st.builds(
    ffi.MatchGrid,
    st.lists(st.tuples(BANDS, st.decimals(0, 100, places=2)), max_size=1),
    has_prices=st.booleans(),
    price_digits=st.none() | st.integers(0, 28),
    price_rounding=st.sampled_from(ffi.Rounding),
    across=st.sampled_from([None, "low", "high"]),
)
ADDRESSES = st.builds(
    ffi.Address,
    lines=st.lists(WORDS, max_size=3),
    city=WORDS | st.just(""),
    region=st.none() | st.sampled_from(["QC", "ON"]),
    country=st.sampled_from(["CA", "FR"]),
)
PARTIES = st.builds(
    ffi.Party,
    WORDS,
    address=st.none() | ADDRESSES,
    email=st.none() | st.just("ap@acme.example"),
    tax_ids=st.dictionaries(st.sampled_from(["QST", "GST"]), WORDS),
)
CLIENTS = st.builds(
    ffi.Client,
    WORDS,
    PARTIES,
    language=LOCALES,
    rate_list=st.none() | WORDS,
    payment_terms=st.builds(ffi.PaymentTerms, st.integers(0, 90)),
    currency=st.none() | CURRENCIES,
)
TAXES = st.builds(
    ffi.Tax,
    WORDS,
    TEXTS,
    st.decimals("0.001", 100, places=3),
    registration=st.none() | WORDS,
)
EXCHANGES = st.builds(
    ffi.ExchangeRate,
    st.just("USD"),
    CURRENCIES,
    st.decimals("0.0001", 2000, places=4),
    DAYS,
)
MAPPINGS = st.builds(ffi.TaskMapping, rules=catalogs.mapping_rules())


ENGINES = st.sampled_from(
    [ENGINE, ADJUSTED, ffi.PricingEngine(CATALOG), evolve(ADJUSTED, bands="itemised")]
)


@st.composite
def drafts(draw: st.DrawFn) -> ffi.InvoiceDraft:
    """Make a draft of what an engine makes of a project, and a line typed in."""
    project = evolve(
        draw(prices.projects()), client=draw(st.sampled_from([ACME, None]))
    )
    engine = draw(ENGINES)
    found = engine.attempt(project).lines
    code = found[0].terms.currency.code if found else "CAD"
    typed = ffi.InvoiceLine.of(
        draw(TEXTS), ffi.Money(draw(st.decimals(0, 60, places=3)), code), quantity=2
    )
    further = ffi.Charge(ffi.Money(3, code), draw(TEXTS), percent=10)
    return ffi.InvoiceDraft(
        seller=AGENCY,
        client=ACME,
        currency=code,
        lines=[*found, typed.adjusted(further)],
        taxes=tax.canada().taxes_for(AGENCY, ACME.party, issued=date(2026, 11, 24)),
        notes=draw(WORDS | st.just("")),
        purchase_order=draw(st.none() | WORDS),
        id=draw(st.none() | WORDS),
        version=draw(st.none() | st.integers(1, 9)),
    )


@st.composite
def invoices(draw: st.DrawFn) -> ffi.Invoice:
    """Make an invoice of such a draft."""
    number = draw(st.integers(1, 9999))
    on = date(2026, 1, 1) + timedelta(days=draw(st.integers(0, 365)))
    return draw(drafts()).issue(f"F-{number}", on)


DOCUMENTS: st.SearchStrategy[Issued] = invoices()
EVENTS: st.SearchStrategy[documents.Event] = st.builds(
    documents.Sent, on=DAYS, by=st.none() | WORDS
)


def _attempt(engine: ffi.PricingEngine, project: ffi.Project) -> ffi.Attempt:
    return engine.attempt(project)


def _gaps(engine: ffi.PricingEngine, project: ffi.Project) -> ffi.Coverage:
    return ffi.coverage([project], engine)


BASES = {ffi.Movement}
"""What only stands for the classes that inherit from it, and is never written."""

WRITTEN = [value for value in ALL_VALUES if type(value) not in BASES]
"""One of each public value that is written."""

KINDS: dict[str, st.SearchStrategy[object]] = {
    "money": AMOUNTS,
    "text": TEXTS,
    "unit": UNITS,
    "quantity": QUANTITIES,
    "band": BANDS,
    "analysis": ANALYSES,
    "grid": GRIDS,
    "party": PARTIES,
    "client": CLIENTS,
    "tax": TAXES,
    "exchange rate": EXCHANGES,
    "mapping": MAPPINGS,
    "rate list": catalogs.rate_lists(),
    "engine": prices.engines(),
    "project": prices.projects(),
    "attempt": st.builds(
        _attempt,
        prices.engines(),
        prices.projects(),
    ),
    "draft": drafts(),
    "invoice": invoices(),
    "totals": invoices().map(lambda invoice: invoice.totals),
    "event": EVENTS,
    "findings": st.builds(
        _gaps,
        prices.engines(),
        prices.projects(),
    ),
}
"""A strategy for each kind of value, by a word for it."""
VALUES: st.SearchStrategy[object] = st.one_of(list(KINDS.values()))
