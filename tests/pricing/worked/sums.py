"""Minimum charges, fees and percents, and which of them comes first."""

from flowfit_invoicing import (
    ITEM,
    WORD,
    Cap,
    Discount,
    Fee,
    Minimum,
    Quantity,
    Surcharge,
)
from tests.quickstart import REVISION, TRANSLATION

from .examples import Example, amounts, prices, rate, revision, work

XTM = "XTM", "https://help.xtm.cloud/en/xtm-cloud/13.4/en/minimum-charges.html"
XTM_NESTED = (
    "XTM",
    (
        "https://xtm-cloud.atlassian.net/wiki/pages/diffpages.action?"
        "originalId=3273506411&pageId=3273506722"
    ),
)
XTM_PADDING = (
    "XTM",
    (
        "https://xtm-cloud.atlassian.net/wiki/pages/viewpage.action?"
        "navigatingVersions=true&pageId=3952607295"
    ),
)
XTRF_USERS = (
    "XTRF",
    (
        "https://xtrf.userecho.com/communities/8/topics/"
        "546-applying-project-minimums-and-discountsurcharges-question"
    ),
)
ZUORA = "https://docs.zuora.com/en/zuora-billing/set-up-zuora-billing/"
ZUORA_LIMITS = (
    "Zuora",
    ZUORA + "build-product-and-prices/dynamic-pricing/use-cases/"
    "charge-level-minmax-rules-for-per-unit-pricing",
)
GOBL_CHARGES = (
    "gobl",
    (
        "https://github.com/invopop/gobl/blob/main/examples/ar/out/"
        "invoice-ar-arca-with-charges.json"
    ),
)
WORDBEE = (
    "Wordbee",  # the rows are known of old; their own page was not found
    "https://wordbee.atlassian.net/wiki/spaces/WBT/pages/712419/Costs",
)
PEPPOL_PERCENT = (
    "Peppol BIS Billing",
    "https://github.com/OpenPEPPOL/peppol-bis-invoice-3/issues/38",
)

# Polish is translated at 10 and corrected at 10, German is at 20.
STEPS = [
    rate("10", ITEM, languages="en>pl"),
    revision("10", ITEM, languages="en>pl"),
    rate("20", ITEM, languages="en>de"),
]
TRANSLATE = work(1, ITEM, to="pl")
CORRECT = work(1, ITEM, to="pl", kind="revise")
GERMAN = work(1, ITEM, to="de")
POLISH_STEPS = [
    Surcharge(20, "Management", per="task", services=TRANSLATION, languages="*>pl"),
    Fee(5, "Fixed price", per="task", services=TRANSLATION, languages="*>pl"),
    Minimum(15, per="task", services=TRANSLATION, languages="*>pl"),
    Surcharge(10, "Management", per="task", services=REVISION, languages="*>pl"),
    Fee(3, "Fixed price", per="task", services=REVISION, languages="*>pl"),
    Minimum(15, per="task", services=REVISION, languages="*>pl"),
]
POLISH = [
    Surcharge(25, "Management", per="target", languages="*>pl"),
    Fee(5, "Fixed price", per="target", languages="*>pl"),
    Minimum(55, per="target", languages="*>pl"),
]
INTO_GERMAN = [
    Surcharge(50, "Management", per="target", languages="*>de"),
    Fee(15, "Fixed price", per="target", languages="*>de"),
    Minimum(40, per="target", languages="*>de"),
]
WHOLE = [
    Surcharge(10, "Management", per="project"),
    Fee(10, "Fixed price", per="project"),
    Minimum(115, per="project"),
]
RUSH = Surcharge(25, "Rush", per="project", urgent_only=True)
AT_LEAST_50 = Minimum(50, per="project")
CALIFORNIA = [rate("10", ITEM)]
CALIFORNIAN = [Minimum(100, per="task"), Cap(200, per="task")]
NEW_YORK = [rate("12", ITEM)]
OF_NEW_YORK = [Minimum(120, per="task"), Cap(240, per="task")]

SUMS: dict[str, Example] = {
    "a minimum": Example(
        *XTM, [rate("0.10", minimum_charge="69.00")], [work(675)], comes_out="69.00"
    ),
    "a minimum below so many words": Example(
        *XTM,
        [rate("1")],
        [work(13)],
        agreed=[Minimum(100, per="project", below=Quantity(12, WORD))],
        comes_out="13.00",
    ),
    "nested: a step": Example(
        *XTM_NESTED, STEPS, [TRANSLATE], agreed=POLISH_STEPS, comes_out="17.00"
    ),
    "nested: a step below its minimum": Example(
        *XTM_NESTED, STEPS, [CORRECT], agreed=POLISH_STEPS, comes_out="15.00"
    ),
    "nested: a language below its minimum": Example(
        *XTM_NESTED,
        STEPS,
        [TRANSLATE, CORRECT],
        agreed=[*POLISH_STEPS, *POLISH],
        lines="17.00 15.00 8.00 5.00 10.00",
        comes_out="55.00",
    ),
    "nested: a language": Example(
        *XTM_NESTED, STEPS, [GERMAN], agreed=INTO_GERMAN, comes_out="45.00"
    ),
    "nested: the project": Example(
        *XTM_NESTED,
        STEPS,
        [TRANSLATE, CORRECT, GERMAN],
        agreed=[*POLISH_STEPS, *POLISH, *INTO_GERMAN, *WHOLE],
        comes_out="120.00",
    ),
    "paddings": Example(
        *XTM_PADDING,
        [rate("5", ITEM)],
        [work(1, ITEM, to="pl"), work(1, ITEM, to="de")],
        agreed=[
            Minimum(20, per="target", languages="*>pl"),
            Minimum(15, per="target", languages="*>de"),
        ],
        currency="GBP",
        lines="5.00 15.00 5.00 10.00",
    ),
    "an adder": Example(
        "Itron",
        "https://docs.itrontotal.com/IEEMDM/Content/Topics/charge_type__minimum.htm",
        prices("15", "20"),
        amounts(1, 1),
        agreed=[Fee(10, "Fixed", per="project"), AT_LEAST_50],
        lines="15.00 20.00 10.00 5.00",
        comes_out="50.00",
    ),
    "below a minimum": Example(
        *ZUORA_LIMITS, CALIFORNIA, amounts(8), agreed=CALIFORNIAN, comes_out="100.00"
    ),
    "above a limit": Example(
        *ZUORA_LIMITS, NEW_YORK, amounts(25), agreed=OF_NEW_YORK, comes_out="240.00"
    ),
    "just a minimum": Example(
        *ZUORA_LIMITS, NEW_YORK, amounts(10), agreed=OF_NEW_YORK, comes_out="120.00"
    ),
    "minimums of tiers and of all": Example(
        "Zuora",
        "https://knowledgecenter.zuora.com/Zuora_Billing/B_Set_up_Zuora_Billing/"
        "Build_products_and_prices/Dynamic_pricing/L_Use_Cases/"
        "6_Using_tier-level_and_charge-level_min%2F%2Fmax_together",
        prices("10", "15"),
        amounts(1, 1),
        agreed=[
            Minimum(5, per="task", services=TRANSLATION),
            Cap(100, per="task", services=TRANSLATION),
            Minimum(30, per="project"),
        ],
        lines="10.00 15.00 5.00",
        comes_out="30.00",
    ),
    "the minimum, then the rush": Example(
        *XTRF_USERS,
        [rate("10", ITEM)],
        amounts(1),
        agreed=[AT_LEAST_50, RUSH],
        lines="10.00 40.00 12.50",
        comes_out="62.50",
    ),
    "the rush, then the minimum": Example(
        *XTRF_USERS,
        [rate("10", ITEM)],
        amounts(1),
        agreed=[RUSH, AT_LEAST_50],
        lines="10.00 2.50 37.50",
        comes_out="50.00",
    ),
    "the minimum of the rate, then the rush": Example(
        *XTRF_USERS,
        [rate("10", ITEM, minimum_charge=50)],
        amounts(1),
        agreed=[RUSH],
        comes_out="62.50",
    ),
    "the discount, then the minimum": Example(
        "Zuora",
        ZUORA + "build-product-and-prices/dynamic-pricing/use-cases/"
        "usage-tiered-pricing-with-adjustments-and-formula-support",
        [rate("0.05", ITEM)],
        amounts(800),
        agreed=[Discount(10, "Discount"), Minimum(40)],
        comes_out="40.00",
    ),
    "rows": Example(
        *WORDBEE,
        [rate("1")],
        [work(1000)],
        agreed=[
            Discount(10, "Discount"),
            Surcharge(10, "Surcharge"),
            Discount(50, "Covered"),
        ],
        comes_out="495.00",
    ),
    "two charges on one base": Example(
        *GOBL_CHARGES,
        [rate("5000.00", ITEM)],
        amounts(100),
        agreed=[
            Surcharge("3.5", "Percepción", per="project", services=TRANSLATION),
            Surcharge(1, "Percepción", per="project", services=TRANSLATION),
        ],
        currency="ARS",
        lines="500000.00 17500.00 5000.00",
        comes_out="522500.00",
    ),
    "a percentage of the whole": Example(
        "Vertex",
        "https://developer.vertexinc.com/einvoicing/docs/peppol-allowances-and-charges",
        [rate("3000", ITEM)],
        amounts(1),
        agreed=[Discount(10, "Allowance", per="project")],
        comes_out="2700.00",
    ),
    "percents are no factors": Example(
        *PEPPOL_PERCENT,
        [rate("1000", ITEM)],
        amounts(1),
        agreed=[Surcharge(2, "Charge", per="project")],
        lines="1000.00 20.00",
    ),
}
