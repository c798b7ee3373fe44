"""What is rounded first, and what last."""

from flowfit_invoicing import (
    HOUR,
    ITEM,
    Discount,
    MatchGrid,
    RateList,
    Surcharge,
)
from tests.quickstart import TRANSLATION

from .examples import Example, amounts, matches, prices, rate, revision, work

XTRF_POLICIES = (
    "XTRF",
    "https://knowledgebase.xtrf.eu/display/XTRFHelp/Rounding+Policy+Definition",
)
KOSIT = (
    "KoSIT XRechnung",
    "https://github.com/itplr-kosit/validator-configuration-xrechnung/issues/128",
)
EINVOICING = "josemmo/einvoicing", "https://github.com/josemmo/einvoicing/pull/74"
GOBL = "gobl", "https://github.com/invopop/gobl/tree/main/examples/"

NEW = MatchGrid.of(new=100)
REPEATED = MatchGrid.of(new=100, repetition=30)
NEW_AND_REPEATED = matches(new=100, repetition=100)

# Twelve lines, of which the last two bear no charge.
MARKED_UP = [
    *prices(
        "70.81",
        "786.23",
        "569.48",
        "343.76",
        "221.73",
        "168.67",
        "23.28",
        "24.79",
        "362.98",
        "3516.00",
    ),
    revision("540.00", ITEM, domain="plain"),
    revision("480.00", ITEM, domain="other"),
]
MARKED_UP_WORK = [
    *amounts(2, 1, 1, 1, 1, 1, 2, 2, "2.5", 1),
    work(6, ITEM, kind="revise", domain="plain"),
    work(1, ITEM, kind="revise", domain="other"),
]


def less(percent: int, price: str) -> tuple[str, ...]:
    """Give the price of a list that is so many percent below another, in cents."""
    lower = RateList("Lower", "EUR", [rate(price, ITEM)]).raised(-percent, digits=2)
    return tuple(str(each.unit_price) for each in lower.rates)


ROUNDING: dict[str, Example] = {
    "the price first": Example(
        *XTRF_POLICIES,
        [rate("0.095", match_grid=NEW.with_price_digits(2))],
        [matches(new=10)],
        comes_out="1.00",
    ),
    "the price of a list first, for whatever was counted": Example(
        *XTRF_POLICIES,
        RateList("Acme", "EUR", [rate("0.095")]).raised(0, digits=2).rates,
        [work(10)],
        comes_out="1.00",
    ),
    "the amount of a line": Example(
        *XTRF_POLICIES,
        [rate("0.09567", match_grid=NEW.with_price_digits(5))],
        [matches(new=10)],
        comes_out="0.96",
    ),
    "the total last": Example(
        *XTRF_POLICIES, [rate("0.0956")], [matches(new=10)], comes_out="0.96"
    ),
    "the total last, nothing to round": Example(
        *XTRF_POLICIES, [rate("0.095")], [work(10)], comes_out="0.95"
    ),
    "bands, the price first": Example(
        *XTRF_POLICIES,
        [rate("0.23456", match_grid=REPEATED.with_price_digits(2))],
        [NEW_AND_REPEATED],
        lines="23.00 7.00",
        comes_out="30.00",
    ),
    "bands, the amount of a line": Example(
        *XTRF_POLICIES,
        [rate("0.23456", match_grid=REPEATED.with_price_digits(5))],
        [NEW_AND_REPEATED],
        lines="23.46 7.04",
        comes_out="30.50",
    ),
    "bands, the total last": Example(
        *XTRF_POLICIES,
        [rate("0.23456", match_grid=REPEATED)],
        [NEW_AND_REPEATED],
        comes_out="30.49",
    ),
    "the reduced unit price": Example(
        *KOSIT, prices(*less(12, "1.97")), amounts(20), comes_out="34.60"
    ),
    "the reduced unit price, half a cent": Example(
        *KOSIT, prices(*less(50, "1.01")), amounts(1), comes_out="0.51"
    ),
    "the reduction, half a cent": Example(
        *KOSIT,
        prices("1.01"),
        amounts(1),
        agreed=[Discount(50, "Rabatt")],
        comes_out="0.50",
    ),
    "the line before all of it is taken off": Example(
        "Invoice Ninja",
        "https://github.com/invoiceninja/invoiceninja/issues/3195",
        prices("64.22"),
        amounts("2.25"),
        agreed=[Discount(100, "Free")],
        comes_out="0.00",
    ),
    "a charge on each line": Example(
        *EINVOICING,
        MARKED_UP,
        MARKED_UP_WORK,
        agreed=[Surcharge(15, "Markup", services=TRANSLATION)],
        comes_out="11483.73",
    ),
    "a charge on their sum": Example(
        *EINVOICING,
        MARKED_UP,
        MARKED_UP_WORK,
        agreed=[Surcharge(15, "Markup", services=TRANSLATION, per="project")],
        comes_out="11483.74",
    ),
    "a percentage with decimals": Example(
        "Dolibarr",
        "https://github.com/Dolibarr/dolibarr-community-modules/issues/505",
        prices("9.99"),
        amounts(2000),
        agreed=[Discount("33.333", "Remise")],
        tax="20",
        gross="15984.08",
    ),
    "a percentage, the line rounded": Example(
        "Odoo",
        "https://github.com/odoo/odoo/issues/37896",
        prices("348.35"),
        amounts(16),
        agreed=[Discount(4, "Discount")],
        tax="22",
        gross="6527.81",
    ),
    "half cents of hours": Example(
        GOBL[0],
        GOBL[1] + "de/out/invoice-de-rounding.json",
        prices("760.98", "443.91", "697.57", unit=HOUR),
        amounts("1.5", "5.5", "2.5", unit=HOUR),
        lines="1141.47 2441.51 1743.93",
    ),
    "a reduction on the line": Example(
        GOBL[0],
        GOBL[1] + "es/out/invoice-es-es-freelance.json",
        [rate("90.00", HOUR)],
        [work(20, HOUR)],
        agreed=[Discount(10, "Descuento")],
        comes_out="1620.00",
    ),
    "a reduction of an eighth": Example(
        GOBL[0],
        GOBL[1] + "es/out/invoice-es-rounding.json",
        [rate("12.36", HOUR)],
        [work(20, HOUR)],
        agreed=[Discount("12.5", "Descuento")],
        comes_out="216.30",
        tax="21",
        gross="261.72",
    ),
    "a fraction of a unit": Example(
        "speedata/einvoice",
        "https://github.com/speedata/einvoice/pull/129",
        prices("110.00"),
        amounts("0.0830"),
        comes_out="9.13",
    ),
    "a price for two": Example(
        "Peppol BIS Billing",
        "https://github.com/OpenPEPPOL/peppol-bis-invoice-3",
        [rate("200", ITEM, per=2)],
        amounts(10),
        comes_out="1000.00",
    ),
}
