"""A credit note takes back an invoice, or some of it, never more than was billed."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WORD,
    Allowance,
    Charge,
    CreditNote,
    Deduction,
    ExchangeRate,
    ExchangeTable,
    Invoice,
    InvoiceLine,
    LocalizedText,
    Money,
    PercentAllowance,
    PrecedingInvoice,
    PricingEngine,
    Quantity,
    Rounding,
    Tax,
    TaxRow,
    explain,
)
from flowfit_invoicing.documents import (
    Asked,
    Claim,
    LineCredit,
    LineDetails,
    Terms,
    credit,
)
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvalidValueError,
    InvoicingError,
    NothingToCreditError,
    OverCreditError,
)
from tests.documents.bills import COURIER, DAY, DRAFT, GST, QST, line
from tests.documents.credits import LATE, cad, invoice, series
from tests.pricing.simple import (
    CLIENT,
    engine,
    hours,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import AGENCY, CATALOG, PROJECT

EXEMPT = Tax("GST", "GST", 0, category="E", reason="Exempt supply")


def words_at(price: str, amount: str, **parts: Any) -> InvoiceLine:  # noqa: ANN401 - of Terms
    """Make a line of so many words at a price."""
    terms = Terms(None, WORD, price, "CAD", **parts)
    return InvoiceLine(terms, details=LineDetails(amount, "Translation"))


MINIMUM = engine(per_word("0.25", minimum_charge="45")).price(project(words(100)))[0]
"""100 words at 0.25, and 20.00 to the minimum of 45.00."""

REBATED = words_at("0.10", "300").adjusted(
    Allowance(cad("3.00"), "Rebate", percent=10), Charge(cad("1.00"), "Rush", code="X")
)
"""30.00 less 3.00 plus 1.00."""

SERIES: dict[str, tuple[InvoiceLine, list[Asked], list[tuple[str, str]]]] = {
    "amounts": (
        line("100.00"),
        [cad("33.33"), cad("33.33"), cad("33.34")],
        [("33.33", "1.67"), ("33.33", "1.66"), ("33.34", "1.67")],
    ),
    "amounts, largest first": (
        line("100.00"),
        [cad("33.34"), cad("33.33"), cad("33.33")],
        [("33.34", "1.67"), ("33.33", "1.66"), ("33.33", "1.67")],
    ),
    "all": (line("100.00"), [None], [("100.00", "5.00")]),
    "an amount and the rest": (
        line("100.00"),
        [cad("0.09"), None],
        [("0.09", "0.00"), ("99.91", "5.00")],
    ),
    "quantities": (
        words_at("0.125", "3"),
        [1, 1, 1],
        [("0.13", "0.01"), ("0.12", "0.00"), ("0.13", "0.01")],
    ),
    "quantities, fractional": (
        words_at("0.125", "3"),
        ["0.5", Quantity("2.25", WORD), "0.25"],
        [("0.06", "0.00"), ("0.28", "0.02"), ("0.04", "0.00")],
    ),
    "price per several": (
        words_at("1", "7", per=3),
        [2, 2, 3],
        [("0.67", "0.03"), ("0.66", "0.04"), ("1.00", "0.05")],
    ),
    "rounded down, as the line is": (
        words_at("0.129", "3", rounding=Rounding.DOWN),
        [1, 2],
        [("0.12", "0.01"), ("0.26", "0.01")],
    ),
    "minimum": (
        MINIMUM,
        [33, 33, 34],
        [("14.85", "0.74"), ("14.85", "0.75"), ("15.30", "0.76")],
    ),
    "adjusted": (
        REBATED,
        [100, 100, 100],
        [("9.33", "0.47"), ("9.34", "0.46"), ("9.33", "0.47")],
    ),
    "a quantity after an amount": (
        words_at("2", "10"),
        [cad("5.00"), 5, 5],
        [("5.00", "0.25"), ("10.00", "0.50"), ("5.00", "0.25")],
    ),
    "nothing counted, minimum alone": (
        words_at("0.25", "0").adjusted(Charge(cad("45.00"), "Minimum")),
        [cad("10.00"), None],
        [("10.00", "0.50"), ("35.00", "1.75")],
    ),
    "units that cost less than a cent": (
        words_at("0.004", "2"),
        [1, 1],
        [("0.00", "0.00"), ("0.01", "0.00")],
    ),
    "allowances beyond the price so far": (
        words_at("0.005", "3").adjusted(Allowance(cad("0.02"), "All of it")),
        [1, 1, 1],
        [("0.00", "0.00"), ("0.00", "0.00"), ("0.00", "0.00")],
    ),
    "allowances that lag behind the price": (
        words_at("0.005", "3").adjusted(
            Allowance(cad("0.01"), "Half"), Allowance(cad("0.01"), "Half")
        ),
        [1, 1, 1],
        [("0.00", "0.00"), ("0.00", "0.00"), ("0.00", "0.00")],
    ),
}


@pytest.mark.parametrize(
    ("billed", "asked", "expected"), SERIES.values(), ids=list(SERIES)
)
def test_series(
    billed: InvoiceLine, asked: list[Asked], expected: list[tuple[str, str]]
) -> None:
    """
    Each note has the price and the tax of all so far, less what was credited before.
    """
    notes = series(invoice(billed), *({0: each} for each in asked))
    totals = [note.totals for note in notes]
    assert [(str(t.net.amount), str(t.tax.amount)) for t in totals] == expected


@pytest.mark.parametrize(("billed", "asked"), [row[:2] for row in SERIES.values()])
def test_series_close(billed: InvoiceLine, asked: list[Asked]) -> None:
    """All notes of a series come to what was billed, and no cent more or less."""
    whole = invoice(billed)
    notes = series(whole, *({0: each} for each in asked))
    assert Money.total((note.totals.gross for note in notes), "CAD") == (
        whole.totals.gross
    )


def on_paper(note: CreditNote) -> list[tuple[str, str, list[str], str]]:
    """Give what stands in each row: quantity, price, adjustments and amount."""
    return [
        (
            str(each.quantity),
            str(each.unit_price.amount),
            [f"{a.signed} {a.reason.get('en')}" for a in each.adjustments],
            str(each.net_amount.amount),
        )
        for each in note.lines
    ]


ROWS: dict[str, tuple[InvoiceLine, list[Asked], tuple[str, str, list[str], str]]] = {
    "all of an adjusted line is that line": (
        REBATED,
        [None],
        ("300 word", "0.10", ["-3.00 Rebate", "1.00 Rush"], "28.00"),
    ),
    "parts of adjustments": (
        REBATED,
        [100],
        ("100 word", "0.10", ["-1.00 Rebate", "0.33 Rush"], "9.33"),
    ),
    "a minimum is a charge of its own": (
        MINIMUM,
        [33],
        ("33 word", "0.25", ["6.60 Minimum charge"], "14.85"),
    ),
    "a cent less, for all that were rounded together": (
        words_at("0.125", "3"),
        [1, 1],
        ("1 word", "0.125", ["-0.01 Rounding"], "0.12"),
    ),
    "a cent more": (
        words_at("0.124", "3"),
        [1, 1],
        ("1 word", "0.124", ["0.01 Rounding"], "0.13"),
    ),
    "an amount is one item": (
        words_at("2", "10"),
        [cad("5.00")],
        ("1 item", "5.00", [], "5.00"),
    ),
    "what was credited as an amount is taken off the last units": (
        words_at("2", "10"),
        [cad("5.00"), None],
        ("10 word", "2", ["-5.00 Credited before"], "15.00"),
    ),
    "but not off those before": (
        words_at("2", "10"),
        [cad("5.00"), 1],
        ("1 word", "2", [], "2.00"),
    ),
    "nothing counted": (
        words_at("0.25", "0").adjusted(Charge(cad("45.00"), "Minimum")),
        [cad("10.00"), None],
        ("0 word", "0.25", ["45.00 Minimum", "-10.00 Credited before"], "35.00"),
    ),
}


@pytest.mark.parametrize(("billed", "asked", "expected"), ROWS.values(), ids=list(ROWS))
def test_holds_on_paper(
    billed: InvoiceLine,
    asked: list[Asked],
    expected: tuple[str, str, list[str], str],
) -> None:
    """Quantity × price, with what adjusts it, is the amount of the line."""
    notes = series(invoice(billed), *({0: each} for each in asked))
    assert on_paper(notes[-1]) == [expected]


def test_parts_of_adjustments_keep_their_codes() -> None:
    """A part has reason and code of the whole, and no percentage; the whole has all."""
    part, rest = series(invoice(REBATED), {0: 100}, {0: None})
    assert [a.code for a in part.lines[0].adjustments] == [None, "X"]
    assert [a.percent for a in part.lines[0].adjustments] == [None, None]
    assert rest.lines[0].adjustments[0].reason == LocalizedText("Rebate")
    (whole,) = series(invoice(REBATED), None)
    assert whole.lines[0].adjustments == REBATED.adjustments


def test_all_that_is_left() -> None:
    """Without lines, what is left of each is credited, and what has nothing is not."""
    billed = invoice(line("10.00"), line("20.00"), line("30.00"))
    _, _, rest = series(billed, {0: None}, {1: cad("5.00")}, None)
    assert [str(each.net_amount) for each in rest.lines] == ["15.00 CAD", "30.00 CAD"]
    places = [each.details and each.details.credits for each in rest.lines]
    assert places == [LineCredit(1, "1"), LineCredit(2, "1")]


def test_lines_are_in_the_order_of_the_invoice() -> None:
    """Whatever the order in which they were chosen."""
    (note,) = series(invoice(line("10.00"), line("20.00")), {1: None, 0: cad("1.00")})
    assert [str(each.net_amount) for each in note.lines] == ["1.00 CAD", "20.00 CAD"]


def test_an_invoice_of_nothing() -> None:
    """What costs nothing can be credited once, and then no more."""
    billed = invoice(line("0.00"))
    (note,) = series(billed, None)
    assert str(note.totals.due) == "0.00 CAD"
    with pytest.raises(NothingToCreditError):
        credit(billed, LATE, before=[note])


def test_is_like_its_invoice() -> None:
    """Parties, taxes, currency and the client's order are those of the invoice."""
    billed = evolve(invoice(COURIER, taxes=[GST, QST]), purchase_order="PO-77")
    note = credit(billed, LATE).issue("N-1", DAY)
    assert (note.seller, note.client, note.taxes) == (AGENCY, DRAFT.client, (GST, QST))
    assert (note.currency, note.purchase_order) == (billed.currency, "PO-77")
    assert (note.invoice_number, note.invoice_date) == ("F-1", DAY)
    assert note.reason == LocalizedText(LATE)
    assert (note.kind, note.type_code, str(note)) == ("credit-note", "381", "N-1")
    assert note.totals == billed.totals


def test_notes_are_its_own() -> None:
    """Thanks for the order are no words for a credit note, nor what is internal."""
    billed = evolve(invoice(COURIER), notes="Merci !", internal_notes="Slow payer")
    note = credit(billed, LATE)
    assert (note.notes, note.internal_notes) == ("", "")


def test_prices_are_those_that_were_agreed() -> None:
    """A line that was agreed otherwise is credited as it was billed."""
    draft = evolve(DRAFT, lines=[words_at("2", "10"), words_at("2", "10")])
    draft = draft.with_line_changed(0, unit_price="1.50", reason="Goodwill")
    draft = draft.with_line_changed(1, net_amount="15.00", reason="Goodwill")
    billed = draft.issue("F-1", DAY)
    (note,) = series(billed, {0: 4, 1: 4})
    assert on_paper(note) == [
        ("4 word", "1.50", [], "6.00"),
        ("4 word", "2", ["-2.00 Goodwill"], "6.00"),
    ]


def test_descriptions_and_projects_stay() -> None:
    """A line is called as on the invoice, and is of the same project."""
    (note,) = series(invoice(*PricingEngine(CATALOG).price(PROJECT)), None)
    assert note.lines[0].description.get("fr") == (
        "Traduction, anglais → français canadien, Rapport annuel"
    )
    assert note.project_numbers == ("P-1042",)


def test_rates_are_those_of_the_invoice() -> None:
    """What prices were converted by is on the note as well, as an amount or not."""
    rate = ExchangeRate("USD", "CAD", "1.3652", DAY)
    to_cad = engine(per_word(), currency="USD", exchange=ExchangeTable([rate]))
    client = evolve(CLIENT, currency="CAD")
    task = words(100, completed_on=DAY)
    billed = invoice(*to_cad.price(project(task, client=client, ordered_on=DAY)))
    assert billed.exchange_rates == (rate,)
    for note in series(billed, {0: cad("1.00")}, {0: None}):
        assert note.exchange_rates == (rate,)


def test_explains_itself() -> None:
    """Its explanation says which line of the invoice is credited, and the sum."""
    (note,) = series(invoice(COURIER, MINIMUM), {1: 33})
    assert explain(note.lines[0], "en") == (
        "credits line 2 of the invoice: Translation, English → Canadian French\n"
        "33 words × CA$0.25 = 8.25\n"
        "rounded: CA$8.25\n"
        "Minimum charge: plus CA$6.60"
    )


TAXED: dict[str, tuple[Invoice, list[Mapping[int, Asked] | None], list[list[str]]]] = {
    "two taxes, each by itself": (
        invoice(line("100.00"), taxes=[GST, QST]),
        [{0: cad("33.33")}, {0: cad("33.33")}, None],
        [["1.67", "3.32"], ["1.66", "3.33"], ["1.67", "3.33"]],
    ),
    "one tax over several lines": (
        invoice(line("0.10"), line("0.10"), line("0.10")),
        [{0: None}, {1: None}, {2: None}],
        [["0.01"], ["0.00"], ["0.01"]],
    ),
    "lines with taxes of their own": (
        invoice(line("10.00"), line("0.10").with_taxes([QST]), line("3.00")),
        [{1: None}, {0: None}, None],
        [["0.00", "0.01"], ["0.50"], ["0.15"]],
    ),
    "exempt lines": (
        invoice(line("10.00"), line("5.00").with_taxes([EXEMPT])),
        [{1: None}, {0: None}],
        [["0.00", "0.00"], ["0.50"]],
    ),
    "lines without tax": (
        invoice(line("10.00"), line("5.00").with_taxes([])),
        [{1: None}, {0: None}],
        [["0.00"], ["0.50"]],
    ),
    "an allowance on the document": (
        invoice(
            line("10.00"), line("20.00"), adjustments=[Allowance(cad("1.00"), "Rebate")]
        ),
        [{0: None}, {1: None}],
        [["0.48"], ["0.97"]],
    ),
}


@pytest.mark.parametrize(
    ("billed", "asked", "expected"), TAXED.values(), ids=list(TAXED)
)
def test_taxes(
    billed: Invoice, asked: list[Mapping[int, Asked] | None], expected: list[list[str]]
) -> None:
    """Each tax is that of all it applies to so far, less what was credited before."""
    notes = series(billed, *asked)
    rows = [[str(row.amount.amount) for row in note.totals.taxes] for note in notes]
    assert rows == expected
    taxes = Money.total((note.totals.tax for note in notes), "CAD")
    assert taxes == billed.totals.tax


def of_document(note: CreditNote) -> list[str]:
    return [
        f"{each.signed} {each.reason.get('en')}" for each in note.allowances_and_charges
    ]


REBATE, FEE = Allowance(cad("1.00"), "Rebate", code="95"), Charge(cad("0.10"), "Fee")
FREE = line("1.00").adjusted(Allowance(cad("1.00"), "Free"))
SHARED: dict[str, tuple[Invoice, list[Mapping[int, Asked] | None], list[list[str]]]] = {
    "in proportion": (
        invoice(line("10.00"), line("20.00"), adjustments=[REBATE, FEE]),
        [{0: None}, {1: cad("1.00")}, None],
        [
            ["-0.33 Rebate", "0.03 Fee"],
            ["-0.04 Rebate", "0.01 Fee"],
            ["-0.63 Rebate", "0.06 Fee"],
        ],
    ),
    "at once": (
        invoice(line("10.00"), adjustments=[REBATE]),
        [None],
        [["-1.00 Rebate"]],
    ),
    "to lines taxed alike, not to those with taxes of their own": (
        invoice(
            line("10.00"),
            line("90.00").with_taxes([]),
            line("10.00").with_taxes([QST, GST]),
            adjustments=[REBATE],
        ),
        [{1: None}, {2: None}, {0: None}],
        [[], [], ["-1.00 Rebate"]],
    ),
    "to lines with more taxes, if none is taxed alike": (
        invoice(
            line("10.00").with_taxes([]),
            line("10.00").with_taxes([QST, GST]),
            adjustments=[REBATE],
        ),
        [{0: None}, {1: None}],
        [[], ["-1.00 Rebate"]],
    ),
    "each by its own taxes": (
        invoice(
            line("10.00"),
            line("20.00").with_taxes([QST]),
            adjustments=[REBATE, Charge(cad("2.00"), "Fee", taxes=[QST])],
        ),
        [{0: None}, {1: cad("10.00")}, None],
        [["-1.00 Rebate"], ["1.00 Fee"], ["1.00 Fee"]],
    ),
    "percentages are amounts by then": (
        invoice(
            line("10.00"),
            line("20.00").with_taxes([QST]),
            adjustments=[PercentAllowance(10, "Discount")],
        ),
        [{0: cad("3.33")}, None],
        [["-0.33 Discount"], ["-0.67 Discount", "-2.00 Discount"]],
    ),
    "a cent has the taxes of what it is for": (
        invoice(
            line("0.01").with_taxes([QST]),
            line("0.01").with_taxes([QST]),
            adjustments=[
                Allowance(cad("0.01"), "R", taxes=[QST]),
                Allowance(cad("0.01"), "S", taxes=[QST]),
            ],
        ),
        [{0: None}, {1: None}],
        [["-0.01 R", "-0.01 S", "0.01 Rounding"], ["-0.01 Rounding"]],
    ),
    "to all lines, if none is taxed alike": (
        invoice(
            line("10.00").with_taxes([]),
            line("30.00").with_taxes([QST]),
            adjustments=[Charge(cad("1.00"), "Fee")],
        ),
        [{0: None}, {1: None}],
        [["0.25 Fee"], ["0.75 Fee"]],
    ),
    "with the first note, if no line costs anything": (
        invoice(FREE, FREE, adjustments=[FEE]),
        [{0: None}, {1: None}],
        [["0.10 Fee"], []],
    ),
    "never below zero": (
        invoice(line("0.01"), line("0.01"), adjustments=[Allowance(cad("0.01"), "R")]),
        [{0: None}, {1: None}],
        [["-0.01 R"], []],
    ),
    "several rebates, never below zero": (
        invoice(
            line("0.01"),
            line("0.01"),
            adjustments=[Allowance(cad("0.01"), "R"), Allowance(cad("0.01"), "S")],
        ),
        [{0: None}, {1: None}],
        [["-0.01 R", "-0.01 S", "0.01 Rounding"], ["-0.01 Rounding"]],
    ),
}


@pytest.mark.parametrize(
    ("billed", "asked", "expected"), SHARED.values(), ids=list(SHARED)
)
def test_adjustments_of_the_document(
    billed: Invoice, asked: list[Mapping[int, Asked] | None], expected: list[list[str]]
) -> None:
    """They are credited with the lines, by largest remainder, and close to zero."""
    notes = series(billed, *asked)
    assert [of_document(note) for note in notes] == expected
    nets = Money.total((note.totals.net for note in notes), "CAD")
    assert nets == billed.totals.net


def test_the_taxes_of_the_invoice_decide() -> None:
    """What an invoice has taxed otherwise, by a cent, is credited as it was taxed."""
    billed, other = invoice(line("100.00")), TaxRow(GST, cad("100.00"), cad("5.01"))
    (half,) = series(billed, {0: cad("50.00")})
    first = evolve(half, preceding=PrecedingInvoice("F-1", DAY, [other]))
    rest = credit(billed, LATE, before=[first])
    after = PrecedingInvoice("F-1", DAY, [other], first.totals.taxes)
    assert str(first.totals.tax) == "2.50 CAD"
    assert str(evolve(rest, preceding=after).totals.tax) == "2.51 CAD"


def test_taxes_are_never_above_those_of_the_invoice() -> None:
    """An invoice that has taxed a cent less is not credited that cent early."""
    other = PrecedingInvoice("F-1", DAY, [TaxRow(GST, cad("100.00"), cad("4.98"))])
    (most,) = series(invoice(line("100.00")), {0: cad("99.80")})
    assert str(evolve(most, preceding=other).totals.tax) == "4.98 CAD"


def test_a_tax_that_the_invoice_has_not() -> None:
    """A tax by itself is just rounded."""
    nothing = PrecedingInvoice("F-1", DAY, [])
    (note,) = series(invoice(line("100.00")), None)
    assert str(evolve(note, preceding=nothing).totals.tax) == "5.00 CAD"


def left_of(error: type[Exception], billed: InvoiceLine, *asked: Asked) -> Exception:
    """Give the error of the last of several notes of a line."""
    *before, last = asked
    whole = invoice(billed)
    notes = series(whole, *({0: each} for each in before))
    with pytest.raises(error) as raised:
        credit(whole, LATE, {0: last}, before=notes)
    return raised.value


TOO_MUCH: dict[str, tuple[InvoiceLine, list[Asked], str]] = {
    "an amount": (
        line("18.50"),
        [cad("18.51")],
        "18.51 CAD: expected zero to 18.50 CAD, the rest of line 1 of F-1",
    ),
    "all notes together": (
        line("18.50"),
        [cad("10.00"), cad("8.51")],
        "8.51 CAD: expected zero to 8.50 CAD, the rest of line 1 of F-1",
    ),
    "units": (
        words_at("2", "10"),
        [11],
        "11 word: expected zero to 10 word, the rest of line 1 of F-1",
    ),
    "units of all notes together": (
        words_at("2", "10"),
        [7, Quantity("3.5", WORD)],
        "3.5 word: expected zero to 3 word, the rest of line 1 of F-1",
    ),
    "units that cost more than is left": (
        words_at("2", "10"),
        [cad("15.00"), 3],
        "6.00 CAD: expected zero to 5.00 CAD, the rest of line 1 of F-1",
    ),
}


@pytest.mark.parametrize(
    ("billed", "asked", "expected"), TOO_MUCH.values(), ids=list(TOO_MUCH)
)
def test_never_more_than_was_billed(
    billed: InvoiceLine, asked: list[Asked], expected: str
) -> None:
    """Not at once, nor in parts: the golden case is getlago/lago-api, issue 2643."""
    assert str(left_of(OverCreditError, billed, *asked)) == expected


def test_says_what_is_left() -> None:
    """A host can offer what is left in place of what was asked."""
    error = left_of(OverCreditError, words_at("2", "10"), 8, 5)
    five, two = Quantity(5, WORD), Quantity(2, WORD)
    assert error == OverCreditError("F-1", 0, five, two)


GOODWILL = invoice(
    line("20.00").with_taxes(()),
    line("100.00"),
    taxes=(GST, QST),
    adjustments=[Allowance(cad("30.00"), "Goodwill", taxes=())],
)


@pytest.mark.parametrize(
    ("places", "expected"), [((1, 0), ["89.98", "15.00"]), ((0, 1), ["15.00", "89.98"])]
)
def test_more_is_taken_off_than_lines_of_its_taxes(
    places: tuple[int, ...], expected: list[str]
) -> None:
    """All lines bear it in proportion: 104.98 in either order, and never above."""
    notes = series(GOODWILL, *({place: None} for place in places))
    assert [str(note.totals.gross.amount) for note in notes] == expected
    assert [len(note.adjustments) for note in notes] == [1, 1]


UNEVEN = invoice(
    line("100.00").with_taxes(()),
    line("10.00"),
    adjustments=[
        Allowance(cad("150.00"), "Goodwill", taxes=()),
        Charge(cad("100.00"), "Rush"),
    ],
)
UNBORNE: dict[str, tuple[int, OverCreditError]] = {
    "below nothing": (0, OverCreditError("F-1", None, cad("-36.36"), cad("60.00"))),
    "above the whole": (1, OverCreditError("F-1", None, cad("96.36"), cad("60.00"))),
}


@pytest.mark.parametrize(("place", "error"), UNBORNE.values(), ids=UNBORNE)
def test_what_lines_cannot_bear(place: int, error: OverCreditError) -> None:
    """Where one line would come to less than nothing, it is credited with the rest."""
    with pytest.raises(OverCreditError) as raised:
        credit(UNEVEN, LATE, {place: None})
    assert raised.value == error
    for lines in (None, {0: None, 1: None}):
        assert credit(UNEVEN, LATE, lines).totals.gross == UNEVEN.totals.gross


DEPOSITS: dict[str, tuple[str, InvoicingError]] = {
    "of a half": ("10.00", OverCreditError("F-1", None, cad("15.00"), cad("10.00"))),
    "of all": ("20.00", NothingToCreditError("F-1")),
}


@pytest.mark.parametrize(("net", "error"), DEPOSITS.values(), ids=DEPOSITS)
def test_nothing_of_deposits(net: str, error: InvoicingError) -> None:
    """What deposits have paid is not credited here: the invoice has only the rest."""
    deposit = Deduction("F-0", DAY, cad(net))
    draft = evolve(DRAFT, lines=[line("15.00"), line("5.00")], deductions=[deposit])
    billed = draft.issue("F-1", DAY)
    with pytest.raises(type(error)) as raised:
        credit(billed, LATE, {0: None})
    assert raised.value == error


def test_nothing_is_left() -> None:
    """Of a line, or of all of them."""
    error = left_of(NothingToCreditError, words_at("2", "10"), cad("20.00"), None)
    assert error == NothingToCreditError("F-1", 0)
    whole = invoice(COURIER)
    with pytest.raises(NothingToCreditError) as raised:
        credit(whole, LATE, before=series(whole, None))
    assert raised.value == NothingToCreditError("F-1", None)


def test_units_whose_price_is_credited_already() -> None:
    """The last units come to nothing, and no more."""
    whole = invoice(words_at("2", "10"))
    *_, last = series(whole, {0: cad("20.00")}, {0: 10})
    assert str(last.totals.due) == "0.00 CAD"


SENSELESS: dict[str, tuple[Any, str]] = {
    "no line": ({}, "{}: expected one line at least"),
    "no such line": ({2: None}, "2: expected one of 2 lines, from 0"),
    "a place below zero": ({-1: None}, "-1: expected one of 2 lines, from 0"),
    "a place that is none": ({"0": None}, "'0': expected a whole number"),
    "no mapping": (7, "7: expected a mapping, or pairs"),
    "another unit": (
        {0: Quantity(1, HOUR)},
        "'1 hour': expected a quantity in item",
    ),
    "no units": ({0: 0}, "'0 item': expected a quantity above zero"),
    "units below zero": ({0: -1}, "-1: expected a quantity of zero or more"),
    "a float": (
        {0: 0.5},
        "0.5: is a float, expected a Decimal or digits in a string",
    ),
    "no amount": ({0: cad("0")}, "'0 CAD': expected a rounded amount above zero"),
    "an amount below zero": (
        {0: cad("-1")},
        "'-1 CAD': expected a rounded amount above zero",
    ),
    "an amount that nobody can pay": (
        {0: cad("0.005")},
        "'0.005 CAD': expected a rounded amount above zero",
    ),
}


@pytest.mark.parametrize(("lines", "expected"), SENSELESS.values(), ids=list(SENSELESS))
def test_refused(lines: Any, expected: str) -> None:  # noqa: ANN401 - whatever it is
    """What makes no sense is told, and nothing is made."""
    with pytest.raises(InvalidValueError) as raised:
        credit(invoice(COURIER, COURIER), LATE, lines)
    assert str(raised.value) == expected


def test_another_currency() -> None:
    """An amount is in the currency of the invoice."""
    with pytest.raises(CurrencyMismatchError):
        credit(invoice(COURIER), LATE, {0: Money(1, "EUR")})


def test_of_an_invoice_only() -> None:
    """Nobody credits a draft, or a credit note."""
    (note,) = series(invoice(COURIER), None)
    for other in (DRAFT, note):
        with pytest.raises(InvalidValueError, match="expected a Invoice"):
            credit(other, LATE)  # type: ignore[arg-type]  # a mistake


def test_before_are_notes_of_the_invoice() -> None:
    """A note of another invoice, of another seller, or twice, is a mistake."""
    whole = invoice(COURIER)
    other = evolve(whole, number="F-2")
    foreign = evolve(whole, seller=evolve(AGENCY, name="Another", tax_ids={}))
    (note,) = series(whole, {0: cad("1.00")})
    for billed in (other, foreign):
        with pytest.raises(InvalidValueError, match="expected a credit note of F-"):
            credit(billed, LATE, before=[note])
    with pytest.raises(InvalidValueError, match="expected each credit note once"):
        credit(whole, LATE, before=[note, note])
    with pytest.raises(InvalidValueError, match="expected a list of CreditNote"):
        credit(whole, LATE, before=[whole])  # type: ignore[list-item]  # a mistake


def test_not_before_its_invoice() -> None:
    """A credit note is of the day of its invoice, or later."""
    draft = credit(invoice(COURIER), LATE)
    assert draft.issue("N-1", DAY).issue_date == DAY
    with pytest.raises(InvalidValueError, match="expected a day from 2026-11-24 on"):
        draft.issue("N-1", DAY - timedelta(days=1))


def test_its_lines_credit_others() -> None:
    """A line that says nothing of the invoice is no line of a credit note."""
    (note,) = series(invoice(COURIER), None)
    with pytest.raises(InvalidValueError, match="expected a line that credits another"):
        evolve(note, lines=[COURIER])


def test_credits_a_place_from_zero() -> None:
    """There is no line before the first one, and no quantity below zero."""
    with pytest.raises(InvalidValueError, match="expected the place of a line"):
        LineCredit(-1, "1")
    with pytest.raises(InvalidValueError):
        LineCredit(0, "-1")


TASK_1, TASK_2 = ("P-1", "T-1"), ("P-1", "T-2")


def work() -> Invoice:
    """Bill 100 words for 25.00 and 2 hours for 100.00."""
    lines = engine(per_word(), per_hour()).price(project(words(100), hours("2")))
    return invoice(*lines)


def freed(note: CreditNote) -> list[tuple[str, str, str]]:
    """Give which tasks a note frees, how much of them, of how much."""
    claims = note.claims("N")
    return [(each.task[1], str(each.amount), str(each.whole)) for each in claims]


def test_tasks_stay_billed() -> None:
    """Unless it is asked for, a credit is a matter of money alone."""
    (note,) = series(work(), None)
    assert (note.frees, note.claims("N"), note.tasks) == ((), (), ())


def test_frees_what_it_credits() -> None:
    """Asked to, it gives back of each task what it credits of it."""
    note = credit(work(), LATE, {0: 40, 1: None}, free_tasks=True).issue("N-1", DAY)
    assert freed(note) == [("T-1", "-10.00", "25.00"), ("T-2", "-100.00", "100.00")]
    assert {claim.holder for claim in note.claims("N")} == {"N"}
    assert {claim.holder for claim in note.frees} == {"F-1"}


def test_frees_chosen_tasks() -> None:
    """The others stay billed."""
    note = credit(work(), LATE, free_tasks=[TASK_2]).issue("N-1", DAY)
    assert freed(note) == [("T-2", "-100.00", "100.00")]


def test_frees_with_the_last_of_a_task_all_of_it() -> None:
    """What was credited before, but not freed, can be billed again with the rest."""
    whole = work()
    first = credit(whole, LATE, {0: 40}, free_tasks=True).issue("N-1", DAY)
    kept = credit(whole, LATE, {0: 40}, before=[first]).issue("N-2", DAY)
    last = credit(whole, LATE, {0: 20}, before=[first, kept], free_tasks=True)
    assert freed(last.issue("N-3", DAY)) == [("T-1", "-15.00", "25.00")]


def test_frees_nothing_of_what_costs_nothing_yet() -> None:
    """A unit of less than a cent frees nothing; the last one frees the task."""
    rate = engine(per_word("0.004"))
    whole = invoice(*rate.price(project(words(2))))
    first = credit(whole, LATE, {0: 1}, free_tasks=True).issue("N-1", DAY)
    last = credit(whole, LATE, {0: 1}, before=[first], free_tasks=True)
    assert freed(first) == []
    assert freed(last.issue("N-2", DAY)) == [("T-1", "-0.01", "0.01")]


def test_frees_what_was_free_of_charge() -> None:
    """A task that costs nothing is claimed as one of one, and freed as that."""
    whole = invoice(*engine(per_word("0")).price(project(words(2))))
    note = credit(whole, LATE, free_tasks=True)
    assert note.frees == (
        Claim(TASK_1, "F-1", note.frees[0].whole, note.frees[0].whole),
    )
    assert freed(note.issue("N-1", DAY)) == [("T-1", "-1", "1")]


def test_frees_no_other_tasks() -> None:
    """A task that is not on the lines that are credited cannot be freed by them."""
    with pytest.raises(
        InvalidValueError, match="a task of the lines that are credited"
    ):
        credit(work(), LATE, {0: None}, free_tasks=[TASK_2])


def test_draft_is_a_preview() -> None:
    """Before it has a number, it shows what it will come to."""
    draft = credit(invoice(line("100.00")), LATE, {0: cad("33.33")})
    assert draft.totals == draft.issue("N-1", date(2026, 12, 1)).totals
    assert str(draft.totals.gross) == "35.00 CAD"
