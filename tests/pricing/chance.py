"""Engines and projects by chance: most tasks have a price, some of them do not."""

from datetime import timedelta

from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    WORD,
    Adjustment,
    Analysis,
    Catalog,
    Client,
    Discount,
    Party,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    Rounding,
    Surcharge,
    TaskMapping,
    WorkflowTask,
)
from tests.catalog import chance
from tests.quickstart import REVISION, TRANSLATION

MAPPING = TaskMapping(
    {
        "translate": TRANSLATION,
        "revise": REVISION,
        "both": [REVISION, TRANSLATION],
        "deliver": None,
    }
)

_BANDS = ("new", "exact", "context", "repetition", "75-84", "85", "fuzzy", "mt")
_COUNTS = st.dictionaries(
    st.sampled_from(_BANDS), st.decimals(0, 5000, places=1), max_size=5
)
_ANALYSES = st.builds(
    Analysis.of, _COUNTS, weighted=st.sampled_from([False] * 9 + [True])
)
_WORDS, _HOURS = (
    st.builds(Quantity, st.decimals(0, 200, places=2), st.just(unit))
    for unit in (WORD, HOUR)
)
_DISCOUNTS = st.builds(Discount, st.decimals("0.5", 100, places=1), st.just("Agreed"))
_SURCHARGES = st.builds(
    Surcharge,
    st.decimals("0.5", 200, places=1),
    st.just("Rush"),
    urgent_only=st.booleans(),
)
_ADJUSTMENTS: st.SearchStrategy[list[Adjustment]] = st.lists(
    _DISCOUNTS | _SURCHARGES, max_size=3
)


@st.composite
def _task(draw: st.DrawFn, id_: str) -> WorkflowTask:
    kind = draw(st.sampled_from(["translate"] * 3 + ["revise"] * 2 + ["both"]))
    quantities = [draw(_HOURS)] if kind in ("revise", "both") else []
    analysis = draw(_ANALYSES | st.none()) if kind != "revise" else None
    if kind != "revise" and analysis is None:
        quantities.append(draw(_WORDS))
    if draw(st.integers(0, 9)) == 9:
        kind, quantities = draw(st.sampled_from(["subtitle", "deliver", kind])), []
    return WorkflowTask(
        id_,
        kind,
        draw(chance.PAIRS),
        quantities=quantities,
        analysis=analysis,
        completed_on=draw(chance.DAYS),
        domain=draw(chance.DOMAINS),
    )


@st.composite
def projects(draw: st.DrawFn, number: str = "P-1") -> Project:
    """Make a project of up to four tasks, for one of some clients or for none."""
    client = Client(
        "ACME",
        Party("Acme"),
        rate_list=draw(st.sampled_from(["Client"] * 6 + ["Foreign", "None"])),
        currency=draw(st.sampled_from([None] * 6 + ["EUR", "JPY"])),
    )
    tasks = [draw(_task(f"T-{n}")) for n in range(draw(st.integers(1, 4)))]
    return Project(
        number,
        client=draw(st.sampled_from([client, client, client, None])),
        tasks=tasks,
        ordered_on=draw(st.sampled_from([None, chance.EVE - timedelta(days=9)])),
        purchase_order=draw(st.sampled_from([None, "PO-77"])),
        domain=draw(chance.DOMAINS),
        urgent=draw(st.booleans()),
    )


@st.composite
def engines(draw: st.DrawFn) -> PricingEngine:
    """Make an engine with a list that clients name, and one in another currency.

    Behind the named one is a list that prices translation by the word and revision by
    the hour, whatever the languages.
    """
    code = draw(st.sampled_from(["CAD", "JPY", "KWD"]))
    grid, least = draw(chance.GRIDS), draw(chance.LEAST)
    general = [
        Rate(TRANSLATION, WORD, draw(chance.PRICES), minimum_charge=least),
        Rate(REVISION, HOUR, draw(chance.PRICES), minimum_charge=least),
    ]
    behind = RateList("General", code, general, match_grid=grid)
    own = draw(chance.rate_lists(code, behind))
    named = RateList(
        "Client", code, own.rates, base=own.base, match_grid=own.match_grid
    )
    foreign = RateList("Foreign", "EUR", draw(chance.rates()))
    return PricingEngine(
        Catalog(
            services=[TRANSLATION, REVISION],
            rate_lists=[named, foreign],
            mapping=MAPPING,
            default_rate_list="Client",
        ),
        adjustments=draw(_ADJUSTMENTS),
        rounding=draw(st.sampled_from(Rounding)),
        bands=draw(st.sampled_from(["weighted", "itemised"])),
    )
