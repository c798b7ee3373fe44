"""A catalog tells what is doubtful about it before anything is priced."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    PAGE,
    WORD,
    Catalog,
    ClientService,
    MatchGrid,
    Rate,
    RateList,
    TaskMapping,
    standard_page,
)
from tests.catalog.chance import EVE, NEW_YEAR
from tests.quickstart import ACME_RATES, CATALOG, GRID, REVISION, TRANSLATION

LAYOUT = ClientService("DTP", {"en": "Layout", "fr": "Mise en page"})
LAYOUT_RATE = Rate(LAYOUT, HOUR, 60)
STANDARD = CATALOG.rate_lists[0]


def told(catalog: Catalog) -> list[str]:
    """Give the findings in English, as a person reads them."""
    findings = catalog.check()
    assert {finding.severity for finding in findings} <= {"warning"}
    return [finding.message("en") for finding in findings]


def test_nothing_to_tell() -> None:
    """A catalog in order has no findings."""
    assert CATALOG.check() == ()


def test_service_without_rate_and_task() -> None:
    """A service that no list prices and no kind of task is mapped to is told twice."""
    findings = evolve(CATALOG, services=[*CATALOG.services, LAYOUT]).check()
    assert [(each.code, each.place) for each in findings] == [
        ("service-without-rate", ("DTP",)),
        ("service-without-task", ("DTP",)),
    ]
    assert findings[0].message("fr") == (
        "DTP\xa0: aucune liste n’a de tarif pour ce service"
    )


def test_rate_in_a_list_behind() -> None:
    """A service is priced if a list is only behind another one."""
    behind = RateList("Behind", "CAD", [LAYOUT_RATE], base=STANDARD, match_grid=GRID)
    catalog = evolve(
        CATALOG,
        services=[*CATALOG.services, LAYOUT],
        rate_lists=[STANDARD, RateList("Acme", "CAD", base=behind)],
        mapping=TaskMapping([*CATALOG.mapping.rules, ("lay out", LAYOUT)]),
    )
    assert told(catalog) == []


OUTSIDE: dict[str, dict[str, Any]] = {
    "mapped": {"mapping": TaskMapping([*CATALOG.mapping.rules, ("lay out", LAYOUT)])},
    "priced": {
        "rate_lists": [STANDARD, evolve(ACME_RATES, rates=[LAYOUT_RATE])],
    },
    "under a grid": {
        "rate_lists": [STANDARD, evolve(ACME_RATES, service_grids={"DTP": GRID})],
    },
    "under a grid further behind": {
        "rate_lists": [
            STANDARD,
            evolve(ACME_RATES, base=evolve(STANDARD, service_grids={"DTP": GRID})),
        ],
    },
    "both": {
        "mapping": TaskMapping([*CATALOG.mapping.rules, ("lay out", LAYOUT)]),
        "rate_lists": [evolve(STANDARD, rates=[*STANDARD.rates, LAYOUT_RATE])],
    },
}


@pytest.mark.parametrize("parts", OUTSIDE.values(), ids=OUTSIDE)
def test_service_outside_the_catalog(parts: dict[str, Any]) -> None:
    """A service that is used somewhere, but not listed, is told once."""
    messages = told(evolve(CATALOG, **parts))
    assert [each for each in messages if "never win" not in each] == [
        "DTP: this service is used, but not in the catalog"
    ]


def test_older_copies_are_not_outside() -> None:
    """A rate may hold a service under its former name."""
    former = evolve(TRANSLATION, name="Translating")
    rates = [*STANDARD.rates, Rate(former, WORD, 1, domain="legal")]
    assert told(evolve(CATALOG, rate_lists=[evolve(STANDARD, rates=rates)])) == []


BASE_RATE = Rate(TRANSLATION, WORD, "0.25", languages="en>fr", domain="legal")
NO_GRID = MatchGrid.of()


def lost(
    own: dict[str, Any] | None = None,
    behind: dict[str, Any] | None = None,
    *,
    own_grid: MatchGrid | None = None,
    grid_behind: MatchGrid | None = GRID,
    service_grids: dict[ClientService, MatchGrid] | None = None,
    services_behind: dict[ClientService, MatchGrid] | None = None,
) -> list[str]:
    """Give what is told of a client's list before the one behind it."""
    base = RateList(
        "Base",
        "CAD",
        [evolve(BASE_RATE, **(behind or {}))],
        match_grid=grid_behind,
        service_grids=services_behind or {},
    )
    rate = evolve(BASE_RATE, unit_price="0.22", **(own or {}))
    client = RateList(
        "Client",
        "CAD",
        [rate],
        base=base,
        match_grid=own_grid,
        service_grids=service_grids or {},
    )
    catalog = Catalog(
        services=[TRANSLATION],
        rate_lists=[base, client],
        mapping=TaskMapping({"translate": TRANSLATION}),
        default_rate_list="Base",
    )
    return [f"{each.code} {'/'.join(each.place)}" for each in catalog.check()]


LOST: dict[str, dict[str, Any]] = {
    "neither rate nor list has one": {},
    "the rate behind has its own": {
        "behind": {"match_grid": GRID},
        "grid_behind": None,
    },
    "the service behind has its own": {
        "services_behind": {TRANSLATION: GRID},
        "grid_behind": None,
    },
    "prices behind": {"grid_behind": MatchGrid.of_prices(exact="0.05")},
    "lines before characters": {"own": {"unit": LINE}, "behind": {"unit": CHARACTER}},
    "characters before lines": {"own": {"unit": CHARACTER}, "behind": {"unit": LINE}},
    "lines before pages": {"own": {"unit": LINE}, "behind": {"unit": PAGE}},
    "more specific": {"own": {"languages": "en-US>fr-CA"}},
    "more general": {"own": {"languages": None, "domain": None}},
    "other lengths": {"own": {"languages": "*>fr-CA"}},
    "no languages behind": {"behind": {"languages": None}},
    "any domain behind": {"behind": {"domain": None}},
    "a day in common": {
        "own": {"valid_from": EVE},
        "behind": {"valid_until": EVE},
    },
}


@pytest.mark.parametrize("case", LOST.values(), ids=LOST)
def test_lost_grid(case: dict[str, Any]) -> None:
    """A client's rate that wins over one under a grid has silently lost the grid."""
    assert lost(**case) == ["grid-lost Client"]


KEPT: dict[str, dict[str, Any]] = {
    "the list has one": {"own_grid": GRID},
    "the rate has one": {"own": {"match_grid": GRID}},
    "the rate says that it has none": {"own": {"match_grid": NO_GRID}},
    "the list says that it has none": {"own_grid": NO_GRID},
    "the service has one": {"service_grids": {TRANSLATION: GRID}},
    "the service says that it has none": {"service_grids": {TRANSLATION: NO_GRID}},
    "the service behind says none": {"services_behind": {TRANSLATION: NO_GRID}},
    "none behind": {"grid_behind": None},
    "the rate behind says none": {"behind": {"match_grid": NO_GRID}},
    "another unit": {"own": {"unit": HOUR}},
    "pages of something else": {
        "own": {"unit": standard_page(words=250)},
        "behind": {"unit": PAGE},
    },
    "another target": {"own": {"languages": "en>de"}},
    "another source": {"own": {"languages": "de>fr"}},
    "another domain": {"own": {"domain": "medical"}},
    "later": {"own": {"valid_from": NEW_YEAR}, "behind": {"valid_until": EVE}},
    "earlier": {"own": {"valid_until": EVE}, "behind": {"valid_from": NEW_YEAR}},
}


@pytest.mark.parametrize("case", KEPT.values(), ids=KEPT)
def test_kept_grid(case: dict[str, Any]) -> None:
    """Nothing is lost where no grid was, none is wanted or both never meet."""
    assert lost(**case) == []


def test_lost_grid_of_a_list_further_behind() -> None:
    """All lists behind are looked at, and the first one with a grid is named."""
    base = RateList("Base", "CAD", [BASE_RATE], match_grid=GRID)
    middle = RateList("Middle", "CAD", [Rate(REVISION, HOUR, 50)], base=base)
    client = RateList("Client", "CAD", [BASE_RATE], base=middle)
    finding, hidden = evolve(CATALOG, rate_lists=[STANDARD, client]).check()
    assert (hidden.code, hidden.place) == ("rate-never-wins", ("Base",))
    assert finding.message("en") == (
        "Client: rate TRA (word, en>fr, legal, 0.25): "
        "has no match grid, while the one of Base has"
    )
    assert finding.hint("en") == (
        "give the client's list or rate a grid; MatchGrid.of() says none"
    )
