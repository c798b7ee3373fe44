"""Worked examples that tax offices and makers of other systems have published.

Figures only; each row names where they stand.
"""

import re
from decimal import Decimal

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import Address, InvoiceDraft, Money, Party, Rounding, tax
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from tests.documents.figures import bill, summed
from tests.quickstart import ACME, AGENCY
from tests.tax.test_canada import TODAY as PROVINCES


def billed(lines: str, province: str) -> InvoiceDraft:
    """Make a bill in Canadian dollars with the taxes of a province."""
    address = Address(region=province, country="CA")
    client = evolve(ACME, party=evolve(ACME.party, address=address), rate_list=None)
    taxes = tax.canada().taxes_for(AGENCY, client.party)
    return evolve(bill("CAD", lines, ""), client=client, taxes=taxes)


# Revenu Québec, Calculating the Taxes (revenuquebec.ca, calcul-taxes).
QUEBEC: dict[str, tuple[InvoiceDraft, str]] = {
    "a good for 100.00": (
        billed("100", "QC"),
        "100.00 + GST 5.00 + QST 9.98 = 114.98",
    ),
    "half a cent of GST counts as a cent": (
        billed("0.10", "QC"),
        "0.10 + GST 0.01 + QST 0.01 = 0.12",
    ),
    "less than half a cent of GST does not": (
        billed("0.09", "QC"),
        "0.09 + GST 0.00 + QST 0.01 = 0.10",
    ),
    "less than half a cent of QST does not": (
        billed("0.05", "QC"),
        "0.05 + GST 0.00 + QST 0.00 = 0.05",
    ),
    "several goods are taxed on their total": (
        billed("0.09, 0.09, 0.09", "QC"),
        "0.27 + GST 0.01 + QST 0.03 = 0.31",
    ),
}

CANADA: dict[str, tuple[InvoiceDraft, str]] = {
    # Canada Revenue Agency, GST/HST Info Sheet GI-131, examples 1 and 7.
    "GI-131: 100 screws in Ontario": (
        billed("100 x 1.79", "ON"),
        "179.00 + HST 23.27 = 202.27",
    ),
    # Budget 2012, Rounding (budget.canada.ca/2012/themes).
    "Budget 2012: a coffee and a sandwich": (
        bill("CAD", "1.83, 2.86", "GST 5"),
        "4.69 + GST 0.23 = 4.92",
    ),
    # sbinfocanada.about.com, How do I calculate GST HST?
    "about.com: a wind chime in Manitoba, with its retail sales tax": (
        bill("CAD", "39.99", "GST 5, RST 7"),
        "39.99 + GST 2.00 + RST 2.80 = 44.79",
    ),
    # clearbill.ca, How to calculate GST/HST on invoices in every Canadian province.
    "clearbill: consulting in Ontario": (
        billed("1000", "ON"),
        "1000.00 + HST 130.00 = 1130.00",
    ),
    "clearbill: design in British Columbia, with its sales tax": (
        bill("CAD", "2500", "GST 5, PST 7"),
        "2500.00 + GST 125.00 + PST 175.00 = 2800.00",
    ),
}

# The examples of GOBL (github.com/invopop/gobl, examples), by file, and others.
SYSTEMS: dict[str, tuple[InvoiceDraft, str]] = {
    "gobl de/invoice-de-de": (
        bill("EUR", "20 x 90.00 -10%", "VAT 19"),
        "1620.00 + VAT 307.80 = 1927.80",
    ),
    "gobl ca/invoice-ca-ca": (
        bill("CAD", "20 x 90.00 -10%", "GST 8.5"),
        "1620.00 + GST 137.70 = 1757.70",
    ),
    "gobl es/invoice-es-rounding": (
        bill("EUR", "20 x 12.36 -12.5%", "VAT 21.0"),
        "216.30 + VAT 45.42 = 261.72",
    ),
    "gobl es/invoice-es-es-only-charges": (
        bill("EUR", "", "VAT 21.0", ["+50.00"]),
        "50.00 + VAT 10.50 = 60.50",
    ),
    "gobl de/invoice-de-rounding-2": (
        bill(
            "EUR",
            "4800, 2 x 951.6, 984.69, 4 x 951.6, 1.5 x 760.98, 9 x 697.565, "
            "5.5 x 443.905, 2.5 x 697.565, 2 x 1023.68, 20902.5, 9275, 2597, 2008.5, "
            "2 x 848, 3180, 1484, 1890, 2046.68, 2 x 465, 451.52, 528.55, 10.4",
            "VAT 19",
            ["-200213.66", "-13992.35", "-11993.56"],
        ),
        "-154052.82 + VAT -29270.04 = -183322.86",
    ),
    # github.com/frappe/erpnext, controllers/tests/test_distributed_discount.py.
    "erpnext: 100.00 less on two lines": (
        bill("INR", "5 x 100, 5 x 200", "", ["-100"]),
        "1400.00 = 1400.00",
    ),
    # github.com/imosnet/invoice, README.
    "imosnet: two lines less 20 %, 19 %": (
        bill("EUR", "2 x 25 -20%, 2 x 25 -20%", "VAT 19"),
        "80.00 + VAT 15.20 = 95.20",
    ),
}

EXAMPLES = QUEBEC | CANADA | SYSTEMS


@pytest.mark.parametrize(("found", "expected"), EXAMPLES.values(), ids=EXAMPLES)
def test_examples(found: InvoiceDraft, expected: str) -> None:
    """We come to what was published, to the cent."""
    assert summed(found.totals) == expected


# GI-131 and Budget 2012: what is asked for, and what is paid where it is cash.
CASH = {
    "GI-131": (billed("100 x 1.79", "ON"), "202.25", "23.27"),
    "Budget 2012": (bill("CAD", "1.83, 2.86", "GST 5"), "4.90", "0.23"),
    "Revenu Québec": (billed("100", "QC"), "115.00", "14.98"),
}


@pytest.mark.parametrize(("draft", "paid", "taxed"), CASH.values(), ids=CASH)
def test_cash_rounding_changes_no_tax(
    draft: InvoiceDraft, paid: str, taxed: str
) -> None:
    """Cash is rounded to five cents when it is paid, and the tax stays what it was."""
    totals = draft.totals
    nickels = Money(totals.due.amount / 5, "CAD").rounded() * 5
    assert str(nickels.amount) == paid

    in_cash = evolve(totals, rounding=nickels - totals.due)
    assert in_cash.due == nickels
    assert str(in_cash.tax.amount) == taxed
    assert (in_cash.taxes, in_cash.gross) == (totals.taxes, totals.gross)


COMBINED = re.compile(r"(14[.,]97|9[.,]97(?!5))\d*\s*%")
"""Rates that must not appear on a document (Revenu Québec, Calculating the Taxes)."""


@given(st.decimals("0.01", "100000", places=2))
def test_no_combined_rate_is_computed(price: Decimal) -> None:
    """GST and QST are rounded apart; 14.975 % of the price would differ by a cent."""
    gst, qst = billed(f"{price}", "QC").totals.taxes
    assert [str(row.tax) for row in (gst, qst)] == ["GST 5%", "QST 9.975%"]
    cent = Decimal("0.01")
    assert gst.amount == Money(price * 5 / 100, "CAD").rounded(Rounding.HALF_UP)
    both = gst.amount.amount + qst.amount.amount
    assert abs(both - price * Decimal("14.975") / 100) <= cent


def test_a_combined_rate_would_differ() -> None:
    """Of 0.10 it is a cent, while half a cent of GST and of QST are two."""
    combined = bill("CAD", "0.10", "GST 14.975").totals.tax
    assert (str(combined), str(billed("0.10", "QC").totals.tax)) == (
        "0.01 CAD",
        "0.02 CAD",
    )


@pytest.mark.parametrize("renderer", [HtmlRenderer(), TextRenderer()])
@pytest.mark.parametrize("locale", ["fr-CA", "en-CA", "fr", "en", "de"])
def test_no_combined_rate_is_printed(
    renderer: HtmlRenderer | TextRenderer, locale: str
) -> None:
    """What a client gets names 5 % and 9.975 %, and no sum or short form of them."""
    text = renderer.render(billed("100", "QC"), locale).content.decode()
    assert not COMBINED.search(text)
    assert re.search(r"9[.,]975\s*%", text)
    assert re.search(r"\b5\s*%", text)


def test_what_must_not_be_printed_would_be_found() -> None:
    """The rule of the test above knows each of these rates, however it is written."""
    for rate in ("14.975%", "14,975\xa0%", "14.97 %", "9,97%"):
        assert COMBINED.search(rate)
    assert not COMBINED.search("9.975% and 9,975\xa0%")


@pytest.mark.parametrize("province", PROVINCES)
def test_no_province_has_a_combined_rate(province: str) -> None:
    """Only HST is one rate for two governments, and it is not Québec's."""
    buyer = Party("Acme", address=Address(region=province, country="CA"))
    taxes = tax.canada().taxes_for(AGENCY, buyer)
    assert all(each.percent in {5, 13, 14, 15, Decimal("9.975")} for each in taxes)
