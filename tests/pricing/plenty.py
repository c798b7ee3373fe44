"""Engines and projects by chance that have all there is: few of them lack a price."""

from datetime import date, timedelta
from typing import Any, cast

from attrs import evolve
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    WORD,
    Adjustment,
    Analysis,
    Cap,
    Catalog,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    FirstOf,
    MatchGrid,
    Minimum,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    Rounding,
    Surcharge,
    TaskMapping,
    Unit,
    VolumeDiscount,
    WorkflowTask,
)
from flowfit_invoicing.pricing.groups import PERS
from tests.pricing.several import MANAGEMENT
from tests.pricing.simple import CLIENT
from tests.quickstart import REVISION, TRANSLATION

MONDAY = date(2026, 11, 2)
TUESDAY = MONDAY + timedelta(days=1)
STACK = Unit("stack", made_of=WORD, size=250, digits=1, rounding=Rounding.UP)
"""Begun tenths of 250 words."""

MODES = st.sampled_from(Rounding)
PERCENTS = st.decimals("0.01", 100, places=2)
PRICES = st.decimals(0, 9, places=4)
SUMS = st.decimals(0, 900, places=3)
ROWS = ("new", "fuzzy", "exact", "context", "repetition")


@st.composite
def grids(draw: st.DrawFn) -> MatchGrid:
    """Make a grid of percents or of prices, rounded or not."""
    numbers = st.dictionaries(st.sampled_from(ROWS), PERCENTS, max_size=4)
    digits = st.none() | st.integers(0, 4)
    grid = MatchGrid(
        tuple(draw(numbers).items()),
        price_rounding=draw(MODES),
        count_rounding=draw(MODES),
    )
    kind = draw(st.sampled_from(["percents", "prices", "digits", "counts"]))
    if kind == "prices":
        grid = evolve(grid, has_prices=True, price_digits=draw(digits))
    elif kind == "digits":
        grid = evolve(grid, price_digits=draw(digits))
    elif kind == "counts":
        grid = evolve(grid, count_digits=draw(digits))
    return grid


ANALYSES = st.builds(
    Analysis.of,
    st.dictionaries(
        st.sampled_from(["new", "75-84", "85", "exact", "context", "repetition"]),
        st.decimals(0, 3000, places=1),
        max_size=5,
    ),
    unit=st.sampled_from([WORD, WORD, CHARACTER]),
)


@st.composite
def tasks(draw: st.DrawFn, id_: str) -> WorkflowTask:
    """Make a task to translate words or characters, or to revise for hours."""
    amount = draw(st.decimals(0, 2000, places=2))
    kind = draw(st.sampled_from(["translate", "translate", "revise"]))
    analysis = draw(st.none() | ANALYSES) if kind == "translate" else None
    unit = HOUR if kind == "revise" else draw(st.sampled_from([WORD, CHARACTER]))
    return WorkflowTask(
        id_,
        kind,
        draw(st.sampled_from([None, "en>fr-CA", "en>ja", "de>fr-CA"])),
        quantities=[] if analysis is not None else [Quantity(amount, unit)],
        analysis=analysis,
        minimum_waived=draw(st.sampled_from([None, None, None, "Goodwill"])),
    )


@st.composite
def projects(draw: st.DrawFn, number: str = "P-1") -> Project:
    """Make a project of some tasks, for a client that may have a currency."""
    currency = draw(st.sampled_from([None, "CAD", "USD", "JPY"]))
    return Project(
        number,
        client=evolve(CLIENT, currency=currency),
        tasks=[draw(tasks(f"T-{n}")) for n in range(draw(st.integers(1, 5)))],
        ordered_on=draw(st.sampled_from([MONDAY, TUESDAY])),
        urgent=draw(st.booleans()),
    )


@st.composite
def agreements(draw: st.DrawFn, pers: tuple[str, ...] = PERS) -> Adjustment:
    """Make something agreed for groups of any kind, for all lines or for some."""
    parts: dict[str, Any] = {
        "per": draw(st.sampled_from(pers)),
        "spread": draw(st.booleans()),
        "services": draw(st.sampled_from([(), (), (), ("TRA",), ("REV", "PM")])),
        "languages": draw(st.sampled_from([None, None, None, "en>*"])),
        "urgent_only": draw(st.sampled_from([False, False, True])),
        "billed_as": draw(st.sampled_from([None, MANAGEMENT])),
    }
    kind = draw(st.sampled_from([Discount, Surcharge, Fee, Minimum, Cap, None]))
    if kind is Discount:
        return Discount(draw(PERCENTS), "Less", **parts)
    if kind is Surcharge:
        least = draw(st.none() | SUMS)
        return Surcharge(draw(PERCENTS), "More", at_least=least, **parts)
    if kind is Fee:
        return Fee(draw(SUMS), "Fee", **parts)
    if kind is Minimum:
        below = draw(st.none() | st.builds(Quantity, SUMS, st.just(WORD)))
        first = Minimum(draw(SUMS), below=below, **parts)
        rule = FirstOf([first, evolve(first, amount=9)])
        return rule if draw(st.booleans()) else first
    if kind is Cap:
        return Cap(draw(SUMS), **parts)
    tiers = st.dictionaries(SUMS, PERCENTS, min_size=1, max_size=3)
    return VolumeDiscount(
        draw(tiers),
        "Volume",
        unit=draw(st.sampled_from([None, None, WORD])),
        graduated=draw(st.booleans()),
        **parts,
    )


@st.composite
def engines(draw: st.DrawFn, pers: tuple[str, ...] = PERS) -> PricingEngine:
    """Make an engine with a list in dollars that prices all there is."""
    least = st.none() | SUMS
    units = draw(st.sampled_from([(WORD, CHARACTER), (STACK, LINE)]))
    rates = [
        Rate(
            REVISION if unit is HOUR else TRANSLATION,
            unit,
            draw(PRICES),
            per=draw(st.sampled_from([1, 1, 3, 1000])),
            match_grid=draw(st.none() | grids()),
            minimum_charge=draw(least),
        )
        for unit in (*units, HOUR)
    ]
    exchange = [
        ExchangeRate("CAD", code, draw(st.decimals("0.1", 200, places=4)), on)
        for code in ("USD", "JPY")
        for on in (MONDAY, TUESDAY)
    ]
    return PricingEngine(
        Catalog(
            services=[TRANSLATION, REVISION, MANAGEMENT],
            rate_lists=[RateList("Plenty", "CAD", rates)],
            mapping=TaskMapping({"translate": TRANSLATION, "revise": REVISION}),
            default_rate_list="Plenty",
        ),
        adjustments=draw(st.lists(agreements(pers), max_size=3)),
        rounding=draw(MODES),
        bands=cast("Any", draw(st.sampled_from(["weighted", "itemised"]))),
        exchange=ExchangeTable(exchange),
    )
