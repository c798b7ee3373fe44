"""The province of the client and the day say which taxes of Canada are due."""

from datetime import date, timedelta

import pytest

from flowfit_invoicing import Address, InvoiceDraft, InvoiceLine, Money, Party, tax
from flowfit_invoicing.errors import TaxUndeterminedError
from flowfit_invoicing.tax import PaymentTaxRules, TaxRules
from tests.quickstart import ACME, AGENCY

RULES: TaxRules = tax.canada()


def due(
    region: str,
    issued: date | None = None,
    paid: date | None = None,
    supplied: date | None = None,
) -> str:
    """Give the taxes that a buyer of a province pays on some days."""
    buyer = Party("Acme", address=Address(region=region, country="CA"))
    taxes = RULES.taxes_for(AGENCY, buyer, issued=issued, paid=paid, supplied=supplied)
    return ", ".join(map(str, taxes))


# https://www.canada.ca: GST/HST rates; Revenu Québec: QST rate. Read in November 2026.
TODAY = {
    "AB": "GST 5%",
    "BC": "GST 5%",
    "MB": "GST 5%",
    "NB": "HST 15%",
    "NL": "HST 15%",
    "NS": "HST 14%",
    "NT": "GST 5%",
    "NU": "GST 5%",
    "ON": "HST 13%",
    "PE": "HST 15%",
    "QC": "GST 5%, QST 9.975%",
    "SK": "GST 5%",
    "YT": "GST 5%",
}


@pytest.mark.parametrize(("region", "expected"), TODAY.items(), ids=TODAY)
def test_today(region: str, expected: str) -> None:
    """Each province and territory has its taxes, the newest without a day."""
    assert due(region, issued=date(2026, 11, 24)) == expected
    assert due(region) == expected
    assert due(f"CA-{region}") == expected
    assert due(region.lower()) == expected
    assert due(f"ca-{region.lower()}") == expected


HISTORY = [
    ("NS", "2010-06-30", "HST 13%"),
    ("NS", "2010-07-01", "HST 15%"),
    ("NS", "2025-03-31", "HST 15%"),
    ("NS", "2025-04-01", "HST 14%"),
    ("NB", "2016-06-30", "HST 13%"),
    ("NB", "2016-07-01", "HST 15%"),
    ("NL", "2016-06-30", "HST 13%"),
    ("NL", "2016-07-01", "HST 15%"),
    ("PE", "2013-03-31", "GST 5%"),
    ("PE", "2013-04-01", "HST 14%"),
    ("PE", "2016-09-30", "HST 14%"),
    ("PE", "2016-10-01", "HST 15%"),
    ("ON", "2010-06-30", "GST 5%"),
    ("ON", "2010-07-01", "HST 13%"),
    ("BC", "2010-06-30", "GST 5%"),
    ("BC", "2010-07-01", "HST 12%"),
    ("BC", "2013-03-31", "HST 12%"),
    ("BC", "2013-04-01", "GST 5%"),
    ("QC", "2013-01-01", "GST 5%, QST 9.975%"),
    ("AB", "2008-01-01", "GST 5%"),
]


@pytest.mark.parametrize(("region", "day", "expected"), HISTORY)
def test_history(region: str, day: str, expected: str) -> None:
    """A rate holds from its first day on until that of the next."""
    on = date.fromisoformat(day)
    assert due(region, issued=on) == expected
    assert due(region, paid=on) == expected


MARCH, APRIL = date(2025, 3, 31), date(2025, 4, 1)
DECIDES: dict[str, tuple[dict[str, date], str]] = {
    "issued first": ({"issued": MARCH, "paid": APRIL}, "HST 15%"),
    "paid first": ({"issued": APRIL, "paid": MARCH}, "HST 15%"),
    "both after": ({"issued": APRIL, "paid": APRIL}, "HST 14%"),
    "supply does not matter": ({"issued": APRIL, "supplied": MARCH}, "HST 14%"),
    "supply alone": ({"supplied": MARCH}, "HST 14%"),
}


@pytest.mark.parametrize(("days", "expected"), DECIDES.values(), ids=DECIDES)
def test_the_day_that_decides(days: dict[str, date], expected: str) -> None:
    """The earlier of invoice and payment decides (ETA 168(1))."""
    assert due("NS", **days) == expected


@pytest.mark.parametrize("region", TODAY)
def test_before_what_is_known(region: str) -> None:
    """On a day before the first of the known rates, nothing is guessed."""
    first = date(2013 if region == "QC" else 2008, 1, 1)
    assert due(region, issued=first)
    with pytest.raises(TaxUndeterminedError) as raised:
        due(region, issued=first - timedelta(days=1))
    assert raised.value.field == "issued"


# Revenu Québec and the CRA: amounts and their taxes as published.
PUBLISHED = [
    ("100.00", ["5.00", "9.98"], "114.98"),
    ("140.00", ["7.00", "13.97"], "160.97"),
    ("300.00", ["15.00", "29.93"], "344.93"),
    ("299.82", ["14.99", "29.91"], "344.72"),
]


@pytest.mark.parametrize(("price", "amounts", "gross"), PUBLISHED)
def test_published_figures(price: str, amounts: list[str], gross: str) -> None:
    """GST and QST are both taken of the price, and rounded each."""
    draft = InvoiceDraft(
        seller=AGENCY,
        client=ACME,
        currency="CAD",
        lines=[InvoiceLine.of("Translation", Money(price, "CAD"))],
        taxes=RULES.taxes_for(AGENCY, ACME.party),
    )
    assert [str(row.amount.amount) for row in draft.totals.taxes] == amounts
    assert str(draft.totals.gross.amount) == gross


def test_money_before_the_work() -> None:
    """A deposit is taxed when it is applied, and who pays early owes the same tax."""
    rules: PaymentTaxRules = tax.canada()
    assert not rules.taxes_deposits
    assert not rules.discount_lowers_tax
