"""Rules that we don't have, as a host writes them: the engine asks them like ours."""

from decimal import Decimal

from attrs import frozen

from flowfit_invoicing import (
    ITEM,
    Allowance,
    Charge,
    ClientService,
    Entry,
    Fee,
    Group,
    Money,
)
from flowfit_invoicing.pricing.groups import Per

from .examples import Example, amounts, prices, rate

STRIPE = (
    "Stripe",
    "https://docs.stripe.com/subscriptions/pricing-models/tiered-pricing",
)
ORACLE = (
    "Oracle Banking",
    (
        "https://docs.oracle.com/en/industries/financial-services/"
        "banking-virtual-account-cloud-service/14.7.5.0.0/vaccg/"
        "examples-tier-based-amount.html"
    ),
)
ZUORA = (
    "Zuora",
    (
        "https://knowledgecenter.zuora.com/Zuora_Billing/B_Set_up_Zuora_Billing/"
        "Build_products_and_prices/Charge_models_-_configure_any_pricing/"
        "DD_Volume_pricing"
    ),
)
PEPPOL = "Peppol BIS Billing", "https://github.com/OpenPEPPOL/peppol-bis-invoice-3"


@frozen
class Own:
    """What the engine asks of any adjustment, and is alike in those here."""

    @property
    def per(self) -> Per:
        """It is for a project."""
        return "project"

    @property
    def spread(self) -> bool:
        """The lines bear it."""
        return True

    @property
    def billed_as(self) -> ClientService | None:
        """It has no line of its own."""
        return None

    def concerns(self, entry: Entry) -> bool:
        """It is for work, and not for fees."""
        return entry.line.task is not None


@frozen
class FixedLess(Own):
    """So much less."""

    amount: str

    def of(self, group: Group) -> Allowance:
        """Take it off."""
        return Allowance(Money(self.amount, group.currency), "Allowance")


@frozen
class UnitPrices(Own):
    """A price a unit by how much is billed, up to a last unit of each tier."""

    tiers: dict[int | None, str]
    graduated: bool

    def of(self, group: Group) -> Allowance | Charge | None:
        """Give what they make of the price that there is so far."""
        wanted = self._wanted(group.count(ITEM))
        more = Money(wanted, group.currency).rounded(group.rounding) - group.amount
        if not more:
            return None
        kind = Charge if more > Money(0, group.currency) else Allowance
        return kind(abs(more), "Volume")

    def _wanted(self, count: Decimal) -> Decimal:
        total, below = Decimal(0), Decimal(0)
        for last, price in self.tiers.items():
            upper = count if last is None else min(Decimal(last), count)
            if upper == count and not self.graduated:
                return count * Decimal(price)
            total += (upper - below) * Decimal(price)
            below = upper
        return total


SEVEN: dict[int | None, str] = {5: "7", 10: "6.5", None: "6"}
SLABS: dict[int | None, str] = {250: "1", 500: "2", None: "3"}

OWN: dict[str, Example] = {
    **{
        f"{units} of three prices": Example(
            *STRIPE,
            [rate("7", ITEM)],
            amounts(units),
            agreed=[UnitPrices(SEVEN, graduated=False)],
            comes_out=price,
        )
        for units, price in {
            1: "7.00",
            5: "35.00",
            6: "39.00",
            20: "120.00",
            25: "150.00",
        }.items()
    },
    "5 of three prices, graduated": Example(
        *STRIPE,
        [rate("7", ITEM)],
        amounts(5),
        agreed=[UnitPrices(SEVEN, graduated=True)],
        comes_out="35.00",
    ),
    "slabs": Example(
        *ORACLE,
        [rate("1", ITEM)],
        amounts(1000),
        agreed=[UnitPrices(SLABS, graduated=True)],
        comes_out="2250.00",
    ),
    "all at the last slab": Example(
        *ORACLE,
        [rate("1", ITEM)],
        amounts(1000),
        agreed=[UnitPrices(SLABS, graduated=False)],
        comes_out="3000.00",
    ),
    "two prices": Example(
        *ZUORA,
        [rate("120", ITEM)],
        amounts(60),
        agreed=[UnitPrices({50: "120", None: "100"}, graduated=False)],
        comes_out="6000.00",
    ),
    "a charge and an allowance": Example(
        *PEPPOL,
        prices("410"),
        amounts(10),
        agreed=[Fee(1, "Charge", per="task"), FixedLess("101")],
        comes_out="4000.00",
    ),
    "a charge and an allowance on less": Example(
        *PEPPOL,
        prices("100"),
        amounts(10),
        agreed=[Fee(1, "Charge", per="task"), FixedLess("101")],
        comes_out="900.00",
    ),
}
