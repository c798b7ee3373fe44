"""Values never change, and are what they hold: in copies, in sets and on paper."""

import copy
import datetime as dt
import pickle
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, cast

import attrs
import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, errors, tax
from tests.quickstart import (
    ACME,
    ACME_RATES,
    AGENCY,
    ANALYSIS,
    CATALOG,
    GRID,
    PROJECT,
    STANDARD,
    TRANSLATION,
)

MONEY = ffi.Money("18.50", "CAD")
ENGINE = ffi.PricingEngine(
    CATALOG,
    adjustments=[
        ffi.Discount(10, {"en": "Client discount", "fr": "Remise client"}),
        ffi.Surcharge("12.5", "Rush", urgent_only=True),
    ],
    rounding=ffi.Rounding.HALF_EVEN,
    bands="itemised",
)
USD = ffi.ExchangeRate("USD", "CAD", "1.3652", date(2026, 11, 2))
ADJUSTED = ffi.PricingEngine(
    CATALOG,
    adjustments=[
        ffi.VolumeDiscount({1000: 5}, "Volume", unit=ffi.WORD, services=["TRA"]),
        ffi.Cap(500, per="project"),
        ffi.Rebate(1, "Voucher", per="task", domains=["legal"]),
        ffi.FirstOf([ffi.Minimum(600, per="project")]),
        ffi.Minimum(
            45, per="pair", below=ffi.Quantity(12, ffi.WORD), languages="en>ja"
        ),
        ffi.Fee(ffi.Money("18.50", "CAD"), "Handling", per="invoice", spread=True),
    ],
    exchange=ffi.ExchangeTable([USD], days_back=3),
    exchange_day="issued",
    today=date(2026, 11, 24),
)
DRAFT = ffi.InvoiceDraft(
    seller=AGENCY,
    client=ACME,
    currency="CAD",
    lines=[*ENGINE.price(PROJECT), ffi.InvoiceLine.of("Courier", MONEY)],
    taxes=tax.canada().taxes_for(AGENCY, ACME.party, issued=date(2026, 11, 24)),
    notes="Merci !\nÀ bientôt",
    id="draft-1",
    version=3,
)
FULL = DRAFT.edit(
    client=attrs.evolve(
        ACME,
        contacts=[ffi.Contact("Marie Roy", email="m@acme.example", role="Accounting")],
        recipients=["ap@acme.example"],
        cc=["m@acme.example"],
        requires_purchase_order=True,
    ),
    internal_notes="Slow payer",
    purchase_order="PO-77",
    client_reference="R-1",
    cost_centre="4711",
    contact=ffi.Contact("Luc Côté", phone="+1 514 555 0100"),
    period=ffi.Period(date(2026, 11, 1), date(2026, 11, 30)),
    language="en-CA",
    grouping="project",
    recipients=["luc@acme.example"],
    cc=[],
    adjustments=[
        ffi.PercentAllowance(10, {"en": "Discount", "fr": "Remise"}, code="95"),
        ffi.PercentCharge("1.5", "Handling"),
        ffi.Charge(MONEY, "Courier"),
    ],
)
INVOICE = DRAFT.issue("F-2026-7", date(2026, 11, 24))
NOTE_DRAFT = documents.credit(
    INVOICE,
    {"en": "Late", "fr": "Retard"},
    {0: 100, 2: MONEY},
    before=[documents.credit(INVOICE, "Late", {0: 1}).issue("C-1", INVOICE.issue_date)],
    free_tasks=True,
)
NOTE = NOTE_DRAFT.issue("C-2", date(2026, 11, 25))
QUOTE = DRAFT.quote("Q-2026-7", date(2026, 11, 24), date(2026, 12, 24))
LINE = DRAFT.lines[0]
PAID = ffi.Payment("B-77", ACME.code, date(2026, 12, 1), MONEY, {"F-2026-7": MONEY})
IN_DOLLARS = ffi.Payment(
    "B-78",
    ACME.code,
    date(2026, 12, 1),
    ffi.Money(50, "USD"),
    [ffi.Allocation("F-2026-7", MONEY, discounted=True)],
    exchange=USD,
    keep_rest=True,
)
USE = ffi.CreditUse("C-1", ACME.code, date(2026, 12, 9), {"F-2026-8": MONEY})
BACK = ffi.Refund("R-1", ACME.code, date(2026, 12, 9), MONEY, "Asked", number="F-1")
BOUNCED = ffi.Reversal("X-1", ACME.code, date(2026, 12, 9), "B-77", "No funds")
NOTED: dict[str, Any] = {"on": date(2026, 12, 1), "by": "Lise"}
MOVED: dict[str, Any] = {**NOTED, "movement": "B-77", "amount": MONEY}
LESS = ffi.EarlyDiscount(MONEY, [ffi.TaxRow(DRAFT.taxes[0], MONEY, MONEY)])
RECORD = ffi.InvoiceRecord(
    INVOICE,
    [
        ffi.Paid(**MOVED, discount=LESS),
        ffi.CreditApplied(**MOVED),
        ffi.CreditTaken(**MOVED),
        ffi.Refunded(**MOVED),
        ffi.Reversed(**MOVED),
        ffi.Credited(**NOTED, number="N-1", amount=MONEY, net=MONEY),
        ffi.WrittenOff(**NOTED, amount=MONEY, reason="Bank", loss="bank-fee"),
        ffi.Reminded(**NOTED, level=2),
    ],
)
INSTALMENTS = ffi.PaymentTerms.in_instalments(
    (30, ffi.PaymentTerms(0)), (70, ffi.PaymentTerms.end_of_month_plus(10))
)
ACCOUNT = ffi.statement(
    ACME.code,
    [ffi.InvoiceRecord(INVOICE)],
    in_currency="CAD",
    on=date(2026, 12, 31),
    since=date(2026, 11, 1),
)
PDF = ffi.RenderedDocument("F-2026-7.html", "text/html", b"<html>")
REFUSAL = ffi.Refusal("b@acme.example", "550 no such user", permanent=True)
MAIL = ffi.OutgoingMessage(
    "<f-2026-7@laval.example>",
    dt.datetime(2026, 11, 24, 9, 30, tzinfo=dt.UTC),
    "factures@laval.example",
    ["ap@acme.example"],
    "Facture F-2026-7",
    "Bonjour,\n\nMerci.\n",
    [PDF],
    cc=["b@acme.example"],
    reply_to="anna@laval.example",
    only_for=["b@acme.example"],
).fixed()
STEPS = ffi.explanation(LINE)
ENTRY = ffi.Entry(LINE, PROJECT, PROJECT.tasks[0].languages, "fr-CA")

ROW = ffi.ProjectToInvoice(PROJECT, PROJECT.tasks, MONEY, (), date(2026, 11, 24))

UNMAPPED = errors.UnmappedTaskError("T-3", "voodoo", ("P-7", "T-3"))
UNRATED = errors.RateNotFoundError(
    TRANSLATION, ffi.LanguagePair.parse("en>de"), None, "legal", date(2026, 11, 9)
)
GAP = ffi.Gap(
    [ffi.Finding.of(UNRATED.located(("P-7", "T-4")))],
    12,
    TRANSLATION,
    "en>de",
    [ffi.WORD, ffi.HOUR],
    "legal",
)
CHEAPER = ffi.Money("9.25", "CAD")

LEFT = [documents.Unbilled(line) for line in DRAFT.lines]
PARTS = documents.part_of(LEFT, Decimal(100), percent=Decimal(40))
DEPOSIT = evolve(DRAFT, lines=[DRAFT.lines[-1]], for_deposit=True).issue(
    "F-2026-6", date(2026, 11, 20)
)
LOST = documents.taxes_within(MONEY, DRAFT.taxes)

VALUES: list[object] = [
    ffi.Search(client="ACME", project="P-1042", since=date(2026, 11, 1), limit=20),
    *(*LEFT, *PARTS, documents.deducted(DEPOSIT), DEPOSIT),
    ffi.Deduction("F-2026-6", date(2026, 11, 20), MONEY, DEPOSIT.totals.taxes),
    ffi.Prepayment("D-1", date(2026, 11, 20), MONEY),
    evolve(DRAFT, prepayments=[ffi.Prepayment("D-1", date(2026, 11, 20), MONEY)]),
    DRAFT.rounded_to("0.05"),
    ffi.Deposit(
        seller=AGENCY,
        client=ACME,
        currency="CAD",
        lines=[DRAFT.lines[-1]],
        number="D-1",
        issue_date=date(2026, 11, 20),
        due_date=date(2026, 12, 20),
    ),
    documents.Received(on=date(2026, 11, 24)),
    documents.Applied(on=date(2026, 11, 24), document="F-2026-7"),
    documents.ReceiptReversed(on=date(2026, 11, 24), reason={"fr": "Sans provision"}),
    documents.Returned(on=date(2026, 11, 24), amount=MONEY, reason="Not ordered"),
    documents.Withdrawn(on=date(2026, 11, 24), reason="Not ordered"),
    documents.Released(on=date(2026, 11, 24), deposit="D-1", amount=MONEY),
    documents.Forfeited(
        on=date(2026, 11, 24), amount=MONEY, taxes=LOST, reason={"fr": "Fin"}
    ),
    ffi.Remaining(MONEY.currency, LEFT),
    *(ffi.WORD, ffi.HOUR, ffi.Quantity("3.50", ffi.HOUR), MONEY, MONEY.currency),
    *(ffi.MatchBand.parse("75-84"), ANALYSIS, GRID, ffi.Rounding.DOWN),
    *(ffi.LanguagePair.parse("en>fr-CA"), ffi.LanguagePattern.parse("en>*")),
    *(TRANSLATION, TRANSLATION.name, STANDARD.rates[0], ACME_RATES, CATALOG),
    *(CATALOG.mapping, ACME, ACME.party, ACME.party.address, ACME.payment_terms),
    *(PROJECT, PROJECT.tasks[0], ENGINE, *ENGINE.adjustments, LINE, *STEPS),
    *(ADJUSTED, *ADJUSTED.adjustments, *ADJUSTED.price(PROJECT), USD),
    *(ADJUSTED.exchange, ADJUSTED.attempt(PROJECT), ENTRY),
    ffi.Group((ENTRY,), "line", ffi.Rounding.HALF_UP),
    *(NOTE_DRAFT, NOTE, NOTE.preceding, *NOTE.frees, *NOTE.lines),
    ffi.Numbering("F-%YYYY%-%SEQ%", start=4211, since=date(2026, 11, 24)),
    ffi.Numbers({"invoice": "F-%YYYY%-%SEQ%", "credit-note": "NC-%SEQ%"}),
    *(QUOTE, QUOTE.to_draft(), ffi.QuoteState.SENT),
    documents.QuoteStanding(ffi.QuoteState.SENT, date(2026, 11, 24)),
    documents.Accepted(on=date(2026, 11, 26), by="Zoé", purchase_order="PO-77"),
    documents.Refused(on=date(2026, 11, 26), reason="Too dear"),
    documents.Replaced(on=date(2026, 11, 26), revision="Q-2026-8"),
    ffi.ComparedLine(LINE, None),
    ffi.WorkComparison("CAD", [ffi.ComparedLine(LINE, LINE)]),
    *(INSTALMENTS, INSTALMENTS.parts[1], ffi.PaymentTerms.on(date(2026, 12, 31))),
    *(INSTALMENTS.instalments(MONEY, date(2026, 11, 24))[0], ffi.DiscountTerms(2, 10)),
    *(PAID, IN_DOLLARS, *PAID.allocations, USE, BACK, BOUNCED),
    ffi.Movement("M-1", ACME.code, date(2026, 12, 1)),
    *(RECORD, *RECORD.events, LESS, ACCOUNT, *ACCOUNT.entries),
    *ffi.aging([RECORD], date(2026, 12, 31)),
    ffi.ReminderPolicy(after=[7, 14], pause=5),
    ffi.DueReminder(RECORD, 1, 9, MONEY),
    *(FULL, FULL.client.contacts[0], FULL.period, *FULL.adjustments[:2]),
    *(
        *FULL.groups,
        *FULL.allowances_and_charges,
        FULL.issue("F-8", date(2026, 11, 24)),
    ),
    ffi.Preview.of(FULL, date(2026, 11, 24)),
    *(DRAFT, INVOICE, INVOICE.totals, *INVOICE.taxes, *INVOICE.totals.taxes),
    ffi.Rate(
        TRANSLATION,
        ffi.PAGE,
        ffi.Money("22.10", "CAD"),
        domain="legal",
        per=2,
        match_grid=ffi.MatchGrid.of(),
        valid_from=date(2026, 1, 1),
        valid_until=date(2026, 12, 31),
    ),
    *CATALOG.mapping.rules[:2],
    ffi.MappingRule(
        "translate",
        None,
        workflow="Web",
        client="ACME",
        languages="en>*",
        domain="legal",
        reason={"en": "In the subscription", "fr": "Compris dans l’abonnement"},
    ),
    ffi.NearMiss(STANDARD.rates[0], "Standard 2026", ("domain", "day")),
    ffi.Rate(
        TRANSLATION,
        ffi.standard_page(words=250),
        None,
        match_grid=ffi.MatchGrid.of_prices(new="0.20", exact="0.05")
        .with_price_digits(2, rounding=ffi.Rounding.UP)
        .with_across("low"),
    ),
    ffi.MatchGrid.preset("phrase").with_count_digits(0),
    ffi.RateList("Regie", "EUR", service_grids={TRANSLATION: GRID}),
    ffi.Allowance(ffi.Money("1.85", "CAD"), "Rebate", percent=10, base=MONEY),
    ffi.Charge(ffi.Money("3.00", "CAD"), {"fr": "Frais"}, code="AAT"),
    ffi.NumberPattern.parse("F-%YYYY%-%SEQ%"),
    ffi.AgreedChange(reason={"fr": "Geste commercial"}, net="40.00"),
    ffi.AgreedChange(
        reason="Recount", amount=80, unit_price="0.20", waives_minimum=True
    ),
    ffi.AgreedChange(
        reason="Round",
        reasons=[("waives_minimum", ffi.LocalizedText({"fr": "Geste commercial"}))],
        net=20,
        waives_minimum=True,
        before="9.25",
        beside=[(1, "11.10")],
    ),
    DRAFT.with_line_changed(0, net_amount=100, reason="Goodwill").lines[0],
    DRAFT.described_by("{service} ({task})").lines[0],
    ffi.DescriptionPattern({"en": "{service}, {pair}", "fr": "{service} : {pair}"}),
    ffi.LineDifference(before=LINE, after=LINE, taxes_before=DRAFT.taxes),
    ffi.LineDifference(before=LINE, is_repeated=True),
    ffi.RefreshedDraft(DRAFT, [ffi.LineDifference(after=LINE)], DRAFT),
    ffi.RefreshedDraft(DRAFT, part_findings=[ffi.Finding.of(UNMAPPED)]),
    ffi.Finding.of(UNMAPPED),
    ffi.Finding.warning("missing-client", "P-7", project="P-7"),
    GAP,
    ffi.CoveredUnit(ffi.WORD, 1200, 900),
    ffi.Coverage(20, 8, [ffi.CoveredUnit(ffi.HOUR, "3.5", 0)], [GAP]),
    ffi.Difference("ACME", MONEY, CHEAPER, 3),
    ffi.Uncompared(2, [MONEY], [CHEAPER, ffi.Money(1, "EUR")], [GAP]),
    ffi.Comparison(
        totals=[ffi.Difference(MONEY.currency, MONEY, CHEAPER, 3)],
        by_client=[ffi.Difference(None, MONEY, CHEAPER, 3)],
        by_service=[ffi.Difference(TRANSLATION, MONEY, CHEAPER, 3)],
        by_languages=[ffi.Difference(None, MONEY, CHEAPER, 3)],
        by_band=[ffi.Difference(ffi.MatchBand.parse("mt"), MONEY, CHEAPER, 3)],
        neither=ffi.Uncompared(12, gaps=[GAP]),
    ),
    ffi.PricedProject("P-7", MONEY, 2),
    ROW,
    ffi.RefusedRows([ROW], UNMAPPED),
    errors.phrase("invoice", name="F-2026-1"),
    evolve(AGENCY, id="A"),
    ffi.InvoiceRun([DRAFT], [ffi.RefusedRows([ROW], UNMAPPED)]),
    ffi.Delivery("F-2026-7", delivered=False, error="no route"),
    ffi.Receipt("<f-2026-7@laval.example>"),
    REFUSAL,
    PDF,
    MAIL,
    ffi.QueuedMessage(
        "123456789 RT0001",
        "F-2026-7",
        MAIL,
        by="anna",
        tries=1,
        error="b@acme.example (550 no such user)",
        next_try=dt.datetime(2026, 11, 24, 9, 31, tzinfo=dt.UTC),
        claim="1f",
        claimed_until=dt.datetime(2026, 11, 24, 9, 56, tzinfo=dt.UTC),
        accepted=["ap@acme.example"],
        refusals=[REFUSAL],
    ),
]
NO_VALUES = {"Invoicing"}
"""What has a store and a clock is a way of doing things, and no value."""

NAMES: dict[str, object] = {
    **{name: getattr(ffi, name) for name in ffi.__all__},
    **vars(documents),  # Terms and Origin, which a line has inside
    **vars(errors),  # which a refusal has inside
    "Decimal": Decimal,
    "datetime": dt,
}
ALL = pytest.mark.parametrize(
    "value", VALUES, ids=[type(value).__name__ for value in VALUES]
)


def parts_of(value: object) -> Iterator[object]:
    """Give what a value holds itself: attributes of a value, members of a tuple."""
    for name in names_of(value):
        yield getattr(value, name)
    if isinstance(value, tuple):
        yield from cast("tuple[object, ...]", value)


def names_of(value: object) -> list[str]:
    """Give the names of the public attributes of a value, none if it is no value."""
    fields = getattr(type(value), "__attrs_attrs__", ())
    return [field.name for field in fields if not field.name.startswith("_")]


def inside(value: object) -> Iterator[object]:
    """Give a value and all that it holds, to any depth."""
    yield value
    for part in parts_of(value):
        yield from inside(part)


def test_each_value_is_shown_here() -> None:
    """The list above has one of each public value, so that all that follows holds."""
    public = {getattr(ffi, name) for name in set(ffi.__all__) - NO_VALUES}
    types = [cast("type[object]", each) for each in public if isinstance(each, type)]
    values = set(filter(is_value, types))
    assert values - {type(value) for value in VALUES} == set()


def is_value(found: type[object]) -> bool:
    return issubclass(found, Enum) or attrs.has(found)


@ALL
def test_holds_only_values(value: object) -> None:
    """To any depth there are only values, so that nothing in it can be changed."""
    for part in inside(value):
        simple = isinstance(part, str | int | Decimal | date | bytes | Enum | tuple)
        assert simple or part is None or is_value(type(part)), part


@ALL
def test_never_changes(value: object) -> None:
    """No attribute can be set, added or deleted, not even of a value inside."""
    for part in inside(value):
        for name in names_of(part):
            for other in (name, "note", "__doc__"):
                with pytest.raises(AttributeError):
                    setattr(part, other, "other")
            with pytest.raises(AttributeError):
                delattr(part, name)


@ALL
def test_survives_copies(value: object) -> None:
    """Pickles and copies are equal to the original, and cannot be changed either."""
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        clone = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own pickle
        assert (clone, hash(clone), repr(clone)) == (value, hash(value), repr(value))
    for clone in (copy.copy(value), copy.deepcopy(value)):
        assert (clone, hash(clone), repr(clone)) == (value, hash(value), repr(value))
        with pytest.raises(AttributeError):
            setattr(clone, "note", "other")  # noqa: B010 - checkers know it has none


@ALL
def test_repr_can_be_pasted(value: object) -> None:
    """What a notebook shows can be pasted into it, and is the same value again."""
    assert eval(repr(value), dict(NAMES)) == value  # noqa: S307 - our own repr


def test_differ_from_each_other() -> None:
    """A value is equal to none of another kind, nor to what is written of it."""
    kinds = {type(value): value for value in VALUES}.values()
    assert len(set(kinds)) == len(kinds)
    assert not set(kinds) & {repr(value) for value in kinds}


def test_id_and_version_are_the_stores() -> None:
    """Drafts are equal by what a client would get, whatever the store calls them."""
    other = attrs.evolve(DRAFT, id="draft-2", version=9)
    assert (other, hash(other)) == (DRAFT, hash(DRAFT))


@pytest.mark.parametrize("currency", [MONEY.currency, ffi.Currency("CAD")])
def test_currencies_in_money_never_change(currency: ffi.Currency) -> None:
    """Nobody can round a whole process otherwise through a currency."""
    for name in ("digits", "code", "sub_unit", "note"):
        with pytest.raises(AttributeError):
            setattr(currency, name, 0)
    assert (currency.code, currency.digits) == ("CAD", 2)
