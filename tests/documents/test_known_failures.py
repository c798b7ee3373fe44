"""What others computed wrongly once, by the thread that tells of it."""

import pytest
from attrs import evolve

from flowfit_invoicing import Client, Discount, InvoiceDraft, Money
from tests.documents.bills import DRAFT
from tests.documents.figures import bill, summed
from tests.pricing.simple import engine, per_hour, project
from tests.pricing.simple import hours as some_hours
from tests.quickstart import ACME

QUEBEC = "GST 5, QST 9.975"

# Thread of a public tracker: the bill, and what it comes to.
THREADS: dict[str, tuple[InvoiceDraft, str]] = {
    # 6 527.80 where taxes were rounded for the whole document.
    "odoo 37896: a discount on one line": (
        bill("EUR", "16 x 348.35 -4%", "VAT 22"),
        "5350.66 + VAT 1177.15 = 6527.81",
    ),
    # 201 under two lines of 101.
    "odoo 265433: half a yen, twice": (
        bill("JPY", "100.5, 100.5", ""),
        "202 = 202",
    ),
    # 7.38 where the tax of each line was rounded.
    "ninja 4370: the tax of nine lines": (
        bill("EUR", ", ".join(["13.60"] * 9), "VAT 6"),
        "122.40 + VAT 7.34 = 129.74",
    ),
    "ninja 4370: nine on one line": (
        bill("EUR", "9 x 13.60", "VAT 6"),
        "122.40 + VAT 7.34 = 129.74",
    ),
    # 160.96 and 1 310.71 on one of two pages.
    "ninja 1453: Québec, 140.00": (
        bill("CAD", "140", QUEBEC),
        "140.00 + GST 7.00 + QST 13.97 = 160.97",
    ),
    "ninja 1453: Québec, 1 140.00": (
        bill("CAD", "1140", QUEBEC),
        "1140.00 + GST 57.00 + QST 113.72 = 1310.72",
    ),
    # 344.92 on the same page, years later.
    "ninja ui 2472: Québec, 300.00": (
        bill("CAD", "300", QUEBEC),
        "300.00 + GST 15.00 + QST 29.93 = 344.93",
    ),
    # 815.95, since 815.955 was rounded toward zero.
    "ninja ui 2863: half a cent of QST": (
        bill("CAD", "8180", "QST 9.975"),
        "8180.00 + QST 815.96 = 8995.96",
    ),
    # -0.01, since the line was rounded and its discount was not.
    "ninja 3195: all of a line is given away": (
        bill("USD", "2.25 x 64.22 -100%", ""),
        "0.00 = 0.00",
    ),
    # 15.34, as 12.78 + 2.56.
    "odoo 36675: the tax of two lines": (
        bill("EUR", "55.55, 11.11", "VAT 23"),
        "66.66 + VAT 15.33 = 81.99",
    ),
    # 3.91, though both lines round to 46.07 together.
    "odoo 46511: a line with a discount, and one without": (
        bill("EUR", "46.07 -20%, 9.21", "VAT 8.5"),
        "46.07 + VAT 3.92 = 49.99",
    ),
    # 71.06 with lines of a negative price, which are allowances here.
    "odoo 23125: less on the whole": (
        bill("EUR", "598.89, 329.84", "VAT 8.5", ["-59.89", "-32.98"]),
        "835.86 + VAT 71.05 = 906.91",
    ),
    # 12 345 and 1 234, but 13 580.
    "odoo 100478: half a yen of tax": (
        bill("JPY", "12345", "VAT 10"),
        "12345 + VAT 1235 = 13580",
    ),
}


@pytest.mark.parametrize(("found", "expected"), THREADS.values(), ids=THREADS)
def test_totals(found: InvoiceDraft, expected: str) -> None:
    """Lines are rounded, taxes are of their sum, and all that is printed adds up."""
    assert summed(found.totals) == expected


def test_odoo_37896_from_work_to_bill() -> None:
    """The same by way of the engine: 16 hours at 348.35, less 4 %, taxed at 22 %."""
    agreed = engine(
        per_hour("348.35"), currency="EUR", adjustments=[Discount(4, "Discount")]
    )
    client = Client("ACME", ACME.party)
    lines = agreed.price(project(some_hours("16"), client=client))
    vat = bill("EUR", "", "VAT 22").taxes
    totals = evolve(DRAFT, client=client, currency="EUR", lines=lines, taxes=vat).totals
    assert summed(totals) == "5350.66 + VAT 1177.15 = 6527.81"


def test_odoo_265433_adds_up() -> None:
    """What stands on the lines is what the sum below them is made of."""
    draft = bill("JPY", "100.5, 100.5", "")
    assert [str(line.net_amount) for line in draft.lines] == ["101 JPY", "101 JPY"]
    assert draft.totals.net == Money.total(
        (line.net_amount for line in draft.lines), "JPY"
    )
