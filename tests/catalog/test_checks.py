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
    MappingRule,
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
HOURLY = Rate(REVISION, HOUR, 50)
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
    assert [dict(each.facts) for each in findings] == [{"service": LAYOUT}] * 2
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
            evolve(
                ACME_RATES,
                base=evolve(STANDARD, name="Behind", service_grids={"DTP": GRID}),
            ),
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
    findings = evolve(CATALOG, **parts).check()
    (outside,) = (each for each in findings if each.code != "rate-never-wins")
    assert outside.message("en") == "DTP: this service is used, but not in the catalog"
    assert str(dict(outside.facts)["service"]) == "DTP"


def test_several_outside_the_catalog() -> None:
    """Services outside the catalog are told in the order of their codes."""
    mapping = TaskMapping({"revise": REVISION, "lay out": LAYOUT, "translate": None})
    findings = evolve(CATALOG, services=[], rate_lists=[STANDARD], mapping=mapping)
    assert [each.place for each in findings.check()] == [("DTP",), ("REV",), ("TRA",)]


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
    "any target": {"own": {"languages": "en-CA>*"}},
    "any target behind": {"behind": {"languages": "*>*"}},
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


def test_each_lost_grid() -> None:
    """Each rate that has lost a grid is told of, not just the first."""
    rates = [BASE_RATE, evolve(BASE_RATE, domain="medical")]
    base = RateList("Base", "CAD", rates, match_grid=GRID)
    client = RateList("Client", "CAD", rates, base=base)
    findings = evolve(CATALOG, rate_lists=[STANDARD, base, client]).check()
    assert [dict(each.facts)["rate"] for each in findings] == rates


def test_lost_grid_of_a_list_further_behind() -> None:
    """All lists behind are looked at, and the first one with a grid is named."""
    base = RateList("Base", "CAD", [BASE_RATE], match_grid=GRID)
    middle = RateList("Middle", "CAD", [Rate(REVISION, HOUR, 50)], base=base)
    client = RateList("Client", "CAD", [BASE_RATE], base=middle)
    finding, hidden = evolve(CATALOG, rate_lists=[STANDARD, client]).check()
    assert (hidden.code, hidden.place) == ("rate-never-wins", ("Base",))
    assert finding.message("en") == (
        "Client: rate “Translation, word, English → French, legal, 0.25”: "
        "has no match grid, while the one of Base has"
    )
    assert finding.hint("en") == (
        "give the client's list or rate a grid; MatchGrid.of() says none"
    )


def test_grid_lost_by_a_list_between() -> None:
    """A list that is only behind another one loses grids as well."""
    base = RateList("Base", "CAD", [BASE_RATE, HOURLY], match_grid=GRID)
    between = RateList("Between", "CAD", [evolve(BASE_RATE, per=2)], base=base)
    client = RateList("Client", "CAD", base=between, match_grid=GRID)
    findings = evolve(CATALOG, rate_lists=[STANDARD, base, client]).check()
    assert [(each.code, each.place) for each in findings] == [
        ("grid-lost", ("Between",))
    ]


def test_rule_that_never_fits() -> None:
    """A rule behind one that fits all its work is told of, and both are named."""
    mapping = TaskMapping(
        {"translate": TRANSLATION, "revise": REVISION},
        rules=[
            MappingRule("translate", TRANSLATION, languages="en>*"),
            MappingRule("translate", None, client="ACME", languages="en>fr"),
            MappingRule("translate", None, client="ACME"),
        ],
    )
    catalog = evolve(CATALOG, mapping=mapping)
    (finding,) = catalog.check()
    assert (finding.code, finding.place) == ("mapping-rule-never-fits", ("translate",))
    assert dict(finding.facts) == {"rule": mapping.rules[2], "first": mapping.rules[1]}
    assert finding.message("en") == (
        "translate: rule translate (client ACME, en>fr) → not billed: "
        "can never fit, translate (en>*) → TRA comes before it"
    )
    assert finding.message("fr").replace("\u00a0", " ") == (
        "translate : règle translate (client ACME, en>fr) → non facturé : "
        "elle ne s’applique jamais, translate (en>*) → TRA vient avant elle"
    )
    assert finding.hint("en") == "put it before the other rule, or remove it"


HERE = RateList("Here", "CAD", [BASE_RATE, HOURLY])
ABROAD = evolve(HERE, name="Abroad", currency="EUR")


def alone(*rate_lists: RateList) -> list[str]:
    """Give what is told of lists in other currencies than the first one."""
    catalog = evolve(CATALOG, rate_lists=[*rate_lists], default_rate_list="Here")
    return [
        each.message("en")
        for each in catalog.check()
        if each.code == "several-currencies"
    ]


ALONE: dict[str, tuple[RateList, str]] = {
    "nothing": (evolve(ABROAD, rates=[]), "TRA, REV"),
    "one service": (evolve(ABROAD, rates=[HOURLY]), "TRA"),
    "with its base": (
        evolve(ABROAD, rates=[], base=evolve(ABROAD, name="Euro", rates=[BASE_RATE])),
        "REV",
    ),
    "the same services": (ABROAD, "none"),
    "more services": (evolve(ABROAD, rates=[*HERE.rates, LAYOUT_RATE]), "none"),
}


@pytest.mark.parametrize(("abroad", "services"), ALONE.values(), ids=ALONE)
def test_several_currencies(abroad: RateList, services: str) -> None:
    """A list that the default cannot stand behind may leave services without price."""
    (message,) = alone(HERE, abroad)
    assert message == (
        "Abroad: is in EUR, and the default list Here in CAD; "
        f"what that prices and this does not: {services}"
    )


def test_no_service_in_french() -> None:
    """French says of what there is none."""
    catalog = evolve(CATALOG, rate_lists=[HERE, ABROAD], default_rate_list=HERE.name)
    message = next(
        each.message("fr")
        for each in catalog.check()
        if each.code == "several-currencies"
    )
    assert message.endswith("et non celle-là\u00a0: aucun service")


def test_one_currency() -> None:
    """Lists in one currency are no doubt, whatever they price."""
    assert alone(HERE, evolve(HERE, name="Less", rates=[])) == []


def test_what_the_default_has_behind_it() -> None:
    """What a list behind the default prices is missed elsewhere too."""
    default = evolve(HERE, rates=[], base=evolve(HERE, name="Behind"))
    assert len(alone(default, evolve(ABROAD, rates=[HOURLY]))) == 1


def test_base_of_another_year() -> None:
    """Who stands before last year's list goes on with last year's prices."""
    raised = STANDARD.raised(3)
    behind = evolve(ACME_RATES, name="Middle", rates=[], base=ACME_RATES)
    catalog = evolve(CATALOG, rate_lists=[raised, ACME_RATES, behind])
    findings = [each for each in catalog.check() if each.code == "base-differs"]
    assert [each.place for each in findings] == [("Acme",), ("Middle",)]
    assert {dict(each.facts)["base"] for each in findings} == {STANDARD}
    assert findings[0].message("en") == (
        "Acme: list Standard 2026 behind it is not the catalog's own of that name"
    )


def test_base_that_was_copied() -> None:
    """A list that is equal to the catalog's own is that one, for all it matters."""
    copied = evolve(STANDARD)
    own = evolve(ACME_RATES, base=copied, rates=[evolve(copied.rates[0], per=2)])
    assert copied is not STANDARD
    assert told(evolve(CATALOG, rate_lists=[STANDARD, own])) == []
