"""Rate lists, days and languages by chance, small enough to meet each other often."""

from datetime import date, timedelta
from random import Random

from attrs import evolve
from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    WORD,
    ClientService,
    MappingRule,
    MatchGrid,
    Project,
    Rate,
    RateList,
    Unit,
    WorkflowTask,
)
from tests.quickstart import ACME, GRID, REVISION, TRANSLATION

NEW_YEAR = date(2026, 1, 1)
EVE = NEW_YEAR - timedelta(days=1)

PATTERNS = (None, "*>*", "en>*", "*>fr", "en>fr", "en>fr-CA", "en-US>fr", "*>fr-CA")
PERIODS = (
    ((None, None),),
    ((None, EVE), (NEW_YEAR, None)),
    ((NEW_YEAR, NEW_YEAR),),
    ((NEW_YEAR, None),),
)
"""Periods of rates of one scope, none of them on the day of another."""

DAYS = st.sampled_from([None, EVE, NEW_YEAR, NEW_YEAR + timedelta(days=1)])
PAIRS = st.sampled_from(
    [None, "en>fr-CA", "en-US>fr-CA", "en>fr", "de>fr", "en>es", "en-US>pt"]
)
DOMAINS = st.sampled_from([None, "legal", "medical"])

RANGES = MatchGrid.of({"75-84": "62.5", "85-99": "40"}, new=90, exact=20, mt=15)
GRIDS = st.sampled_from([None, None, MatchGrid.of(), GRID, RANGES])
PRICES = st.decimals(0, 60, places=4)
LEAST = st.none() | st.decimals(0, 60, places=2)
UNITS: st.SearchStrategy[Unit] = st.sampled_from([WORD, WORD, HOUR])


@st.composite
def rates(draw: st.DrawFn, units: st.SearchStrategy[Unit] = UNITS) -> list[Rate]:
    """Make rates of which no two can tie, in any order."""
    scope = st.tuples(
        st.sampled_from([TRANSLATION, TRANSLATION, REVISION]),
        units,
        st.sampled_from(PATTERNS),
        st.sampled_from([None, None, "legal"]),
    )
    scopes = draw(st.dictionaries(scope, st.sampled_from(PERIODS), max_size=6))
    several = [
        Rate(
            service,
            unit,
            draw(PRICES),
            languages=languages,
            domain=domain,
            per=draw(st.sampled_from([1, 1, 3, 1000])),
            match_grid=draw(GRIDS),
            minimum_charge=draw(LEAST),
            valid_from=first,
            valid_until=last,
        )
        for (service, unit, languages, domain), periods in scopes.items()
        for first, last in periods
    ]
    Random(draw(st.integers(0, 99))).shuffle(several)  # noqa: S311 - any order will do
    return several


@st.composite
def rate_lists(
    draw: st.DrawFn,
    currency: str = "CAD",
    base: RateList | None = None,
    units: st.SearchStrategy[Unit] = UNITS,
) -> RateList:
    """Make a list with up to two others behind it, and then *base*."""
    for name in ("Base", "Region", "Client")[: draw(st.integers(1, 3))]:
        base = RateList(
            name, currency, draw(rates(units)), base=base, match_grid=draw(GRIDS)
        )
    assert base is not None
    return base


KINDS = st.sampled_from(["translate", "revise"])
WORKFLOWS = st.sampled_from([None, None, "Web", "Print"])
CLIENTS = st.sampled_from([None, None, "ACME", "Globex"])
BILLED = st.sampled_from([None, TRANSLATION, [TRANSLATION, REVISION]])


@st.composite
def mapping_rules(draw: st.DrawFn) -> list[MappingRule]:
    """Make rules of which no two ask for the same, in any order."""
    asked = st.tuples(KINDS, WORKFLOWS, CLIENTS, st.sampled_from(PATTERNS), DOMAINS)
    return [
        MappingRule(
            kind,
            draw(BILLED),
            workflow=workflow,
            client=client,
            languages=languages,
            domain=domain,
        )
        for kind, workflow, client, languages, domain in draw(
            st.lists(asked, max_size=8, unique=True)
        )
    ]


@st.composite
def work(draw: st.DrawFn) -> tuple[WorkflowTask, Project | None]:
    """Make a task and its project, if that is known."""
    code = draw(CLIENTS)
    task = WorkflowTask("T-1", draw(KINDS), draw(PAIRS), domain=draw(DOMAINS))
    project = Project(
        "P-1",
        client=None if code is None else evolve(ACME, code=code),
        workflow=draw(WORKFLOWS),
        domain=draw(DOMAINS),
    )
    return task, draw(st.sampled_from([project, project, None]))


SERVICES: st.SearchStrategy[ClientService] = st.sampled_from([TRANSLATION, REVISION])
