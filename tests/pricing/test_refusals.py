"""What pricing refuses is shown, before what would have been right."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from flowfit_invoicing import (
    Cap,
    Comparison,
    Coverage,
    CoveredUnit,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    FirstOf,
    Gap,
    Minimum,
    Money,
    PricedProject,
    PricingEngine,
    Surcharge,
    VolumeDiscount,
    compare,
    coverage,
    price_many,
)
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.work import WORD
from tests.quickstart import CATALOG, TRANSLATION

WRONG: Any = "wrong"
ENGINE = PricingEngine(CATALOG)
USD = ExchangeRate("USD", "CAD", "1.3652", date(2026, 11, 2))
RULES = [Fee(1, "x"), Fee(1, "x", billed_as=TRANSLATION)]

REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "bands": (
        lambda: PricingEngine(CATALOG, bands=WRONG),
        "'wrong': expected bands 'weighted' or 'itemised'",
    ),
    "exchange": (
        lambda: PricingEngine(CATALOG, exchange=WRONG),
        "'wrong': expected exchange rates, such as an ExchangeTable",
    ),
    "the day of an exchange": (
        lambda: PricingEngine(CATALOG, exchange_day=WRONG),
        "'wrong': expected 'ordered', 'quoted' or 'issued'",
    ),
    "one adjustment": (
        lambda: PricingEngine(CATALOG, adjustments=Discount(10, "x")),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
        f"{Discount(10, 'x')!r:.60}…: expected several adjustments, such as a Discount",
    ),
    "an adjustment in words": (
        lambda: PricingEngine(CATALOG, adjustments=[WRONG]),
        "'wrong': expected several adjustments, such as a Discount",
    ),
    "per what is none": (
        lambda: Minimum(40, per=WRONG),
        "'wrong': expected one of line, task, pair, target, project, invoice",
    ),
    "services in one word": (
        lambda: Minimum(40, services=WRONG),
        "'wrong': expected services, or their codes",
    ),
    "rules that differ": (
        lambda: FirstOf(RULES),
        f"{RULES!r:.60}…: expected adjustments that are alike in what they are per",
    ),
    "a discount of nothing": (
        lambda: Discount(0, "x"),
        "0: expected more than 0 and up to 100 percent",
    ),
    "a discount of more than all": (
        lambda: Discount("100.01", "x"),
        "'100.01': expected more than 0 and up to 100 percent",
    ),
    "a surcharge of nothing": (
        lambda: Surcharge(0, "x"),
        "0: expected more than 0 percent",
    ),
    "a surcharge of most at least": (
        lambda: Surcharge(25, "x", at_least="10", at_most=5),
        "(Decimal('10'), Decimal('5')): expected the lower sum first",
    ),
    "a sum below zero": (
        lambda: Cap(-1),
        "-1: expected a sum of zero or more",
    ),
    "two tiers of one start": (
        lambda: VolumeDiscount([(1, 5), ("1.0", 6)], "x"),
        "[(1, 5), ('1.0', 6)]: expected each tier once, as its start and a percent",
    ),
    "a tier of more than all": (
        lambda: VolumeDiscount({1: 101}, "x"),
        "(Decimal('1'), Decimal('101')): expected 0 to 100 percent from 0 on",
    ),
    "a tier from below zero": (
        lambda: VolumeDiscount({-1: 5}, "x"),
        "(Decimal('-1'), Decimal('5')): expected 0 to 100 percent from 0 on",
    ),
    "two rates of a day": (
        lambda: ExchangeTable([USD, USD]),
        f"{(USD, USD)!r:.60}…: expected one rate a day for two currencies",
    ),
    "days back that are ahead": (
        lambda: ExchangeTable([USD], days_back=-1),
        "-1: expected a number of days, or 0",
    ),
    "many of nothing": (
        lambda: price_many(3, ENGINE),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
        "3: expected projects, or functions that load some",
    ),
    "what loads nothing": (
        lambda: list(price_many(["wrong"], ENGINE)),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case
        "'wrong': expected a project, or a function that loads some",
    ),
    "what calls nothing": (
        lambda: price_many([], ENGINE, WRONG),
        "'wrong': expected an executor, or None",
    ),
    "a number of lines below zero": (
        lambda: PricedProject("P-1", Money(1, "CAD"), -1),
        "-1: expected a number of lines",
    ),
    "a comparison without totals": (
        lambda: Comparison(totals=()),
        "(): expected the total of one currency or more",
    ),
    "no catalog to compare": (
        lambda: compare([], CATALOG, WRONG),
        "'wrong': expected a Catalog or a PricingEngine",
    ),
    "no projects to compare": (
        lambda: compare(3, CATALOG, CATALOG),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
        "3: expected several projects",
    ),
    "no projects to cover": (
        lambda: coverage(3, CATALOG),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
        "3: expected several projects",
    ),
    "a gap that nothing shows": (
        lambda: Gap((), 1),
        "(): expected one finding or more",
    ),
    "tasks below zero": (
        lambda: Coverage(-1, 0),
        "-1: expected a count of zero or more",
    ),
    "words below zero": (
        lambda: CoveredUnit(WORD, Decimal(-1), 0),
        "Decimal('-1'): expected zero or more",
    ),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(make: Callable[[], object], message: str) -> None:
    """The refusal begins with what was given and ends with what is taken."""
    with pytest.raises(InvalidValueError) as raised:
        make()
    assert str(raised.value) == message
