"""Prices by volume, which are percents of the first price here."""

from flowfit_invoicing import ITEM, Fee, VolumeDiscount

from .examples import Example, amounts, rate

STRIPE = "Stripe", "https://stripe.com/docs/billing/subscriptions/tiers"
ZUPLO = "Zuplo", "https://zuplo.com/docs/articles/monetization/pricing-models"


def all_units(tiers: dict[int, int]) -> list[VolumeDiscount]:
    """All is at the percent of the tier that was reached."""
    return [VolumeDiscount(tiers, "Volume", unit=ITEM, per="project")]


def graduated(tiers: dict[int, int]) -> list[VolumeDiscount]:
    """Each part is at the percent of its own tier."""
    return [VolumeDiscount(tiers, "Volume", unit=ITEM, graduated=True, per="project")]


# 5, 4, 3, 2 and 1; a tier that goes up to 5 ends where the sixth begins.
FALLING = all_units({6: 20, 11: 40, 16: 60, 21: 80})
LAGO = [
    *all_units({10_001: 20, 50_001: 40, 100_001: 60}),
    Fee(10, "Flat fee", per="project"),
]

TIERS: dict[str, Example] = {
    **{
        f"all {units} units": Example(
            *STRIPE, [rate("5", ITEM)], amounts(units), agreed=FALLING, comes_out=price
        )
        for units, price in {
            1: "5.00",
            5: "25.00",
            6: "24.00",
            20: "40.00",
            25: "25.00",
        }.items()
    },
    "graduated": Example(
        *STRIPE,
        [rate("5", ITEM)],
        amounts(6),
        agreed=graduated({5: 20, 10: 40, 15: 60, 20: 80}),
        comes_out="29.00",
    ),
    "three tiers": Example(
        *ZUPLO,
        [rate("0.10", ITEM)],
        amounts(15_000),
        agreed=graduated({1000: 50, 10_000: 90}),
        comes_out="600.00",
    ),
    "all at the third": Example(
        *ZUPLO,
        [rate("0.10", ITEM)],
        amounts(15_000),
        agreed=all_units({1001: 50, 10_001: 90}),
        comes_out="150.00",
    ),
    "parts of a cent": Example(
        "Autumn",
        "https://docs.useautumn.com/documentation/modelling-pricing/graduated-pricing.md",
        [rate("0.01", ITEM)],
        amounts(15_000),
        agreed=graduated({1000: 20, 10_000: 50}),
        comes_out="107.00",
    ),
    "with a flat fee": Example(
        "Lago",
        "https://getlago.com/docs/guide/plans/charges/charge-models/volume.md",
        [rate("0.0010", ITEM)],
        amounts(65_000),
        agreed=LAGO,
        lines="39.00 10.00",
        comes_out="49.00",
    ),
    "the third of the tiers": Example(
        "Flexprice",
        "https://docs.flexprice.io/docs/product-catalogue/plans/billing-models/tiered",
        [rate("0.0010", ITEM)],
        amounts(65_000),
        agreed=LAGO[:1],
        comes_out="39.00",
    ),
    "units that are included": Example(
        "Zuora",
        "https://docs.zuora.com/en/zuora-billing/bill-your-customer/"
        "billing-document-templates-configuration/"
        "configure-html-templates-for-billing-documents/customize-html-templates/"
        "configure-ratingdetails-in-html-template/ratingdetail-schema/"
        "example-tiered-pricing-mode",
        [rate("2.00", ITEM)],
        amounts(130),
        agreed=graduated({0: 100, 100: 0}),
        currency="USD",
        comes_out="60.00",
    ),
    "below the second tier": Example(
        "Zuora",
        "https://knowledgecenter.zuora.com/Zuora_Billing/B_Set_up_Zuora_Billing/"
        "Build_products_and_prices/Charge_models_-_configure_any_pricing/"
        "DD_Volume_pricing",
        [rate("120", ITEM)],
        amounts(5),
        agreed=all_units({51: 50}),
        comes_out="600.00",
    ),
}
