"""A rate is under its own grid, else under that of its service, else of its list."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import HOUR, WORD, ClientService, MatchGrid, Rate, RateList
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import REVISION, TRANSLATION

OWN, SERVICES, LISTS = (MatchGrid.of(exact=percent) for percent in (10, 20, 30))
NONE = MatchGrid.of()
RATE = Rate(TRANSLATION, WORD, "0.25")

GRIDS: dict[str, tuple[MatchGrid | None, MatchGrid | None, MatchGrid | None, Any]] = {
    "its own": (OWN, SERVICES, LISTS, OWN),
    "its service's": (None, SERVICES, LISTS, SERVICES),
    "its list's": (None, None, LISTS, LISTS),
    "none at all": (None, None, None, None),
    "none of its own": (NONE, SERVICES, LISTS, None),
    "none for its service": (None, NONE, LISTS, None),
    "none for the list": (None, None, NONE, None),
    "its service's alone": (None, SERVICES, None, SERVICES),
}


@pytest.mark.parametrize(
    ("own", "services", "lists", "expected"), GRIDS.values(), ids=GRIDS
)
def test_grid_for(
    own: MatchGrid | None,
    services: MatchGrid | None,
    lists: MatchGrid | None,
    expected: MatchGrid | None,
) -> None:
    """The closest grid that is stated decides, and one without rows says none."""
    rate = evolve(RATE, match_grid=own)
    grids = {} if services is None else {TRANSLATION: services}
    prices = RateList("L", "CAD", [rate], service_grids=grids, match_grid=lists)
    assert prices.grid_for(rate) is expected
    stated = [grid for grid in (own, services, lists) if grid is not None]
    assert prices.stated_grid(rate) is (stated[0] if stated else None)


def test_other_services() -> None:
    """The grid of one service is not that of another."""
    hours = Rate(REVISION, HOUR, 50)
    prices = RateList("L", "CAD", [RATE, hours], service_grids={"TRA": SERVICES})
    assert (prices.grid_for(RATE), prices.grid_for(hours)) == (SERVICES, None)


def test_not_those_behind() -> None:
    """Like its own grid, the grids of a list are not those of the list behind it."""
    base = RateList("Base", "CAD", [RATE], service_grids={"TRA": SERVICES})
    assert RateList("Client", "CAD", [RATE], base=base).grid_for(RATE) is None


def test_services_are_known_by_code() -> None:
    """A service or its code will do, and a new name changes nothing."""
    renamed = ClientService("TRA", "Übersetzung")
    by_code, by_service, by_pairs = (
        RateList("L", "CAD", [RATE], service_grids=grids)
        for grids in ({"TRA": OWN}, {renamed: OWN}, [("TRA", OWN)])
    )
    assert by_code == by_service == by_pairs
    assert by_code.service_grids == (("TRA", OWN),)
    assert evolve(by_code, name="M").service_grids == (("TRA", OWN),)
    assert hash(by_code) == hash(by_service)
    assert evolve(by_code, service_grids={}) != by_code


def test_order_does_not_matter() -> None:
    """Lists are equal whatever the order in which services were named."""
    one, other = (
        RateList("L", "CAD", service_grids=dict(grids))
        for grids in ([("TRA", OWN), ("REV", NONE)], [("REV", NONE), ("TRA", OWN)])
    )
    assert one == other
    assert [code for code, _ in one.service_grids] == ["REV", "TRA"]


REFUSED: dict[str, Any] = {
    "percents as a grid": {"TRA": {"new": 100}},
    "no grid": {"TRA": None},
    "a number as a service": {1: OWN},
    "an empty code": {"": OWN},
    "one service twice": {"TRA": OWN, TRANSLATION: OWN},
    "a grid alone": OWN,
    "nothing": None,
}


@pytest.mark.parametrize("grids", REFUSED.values(), ids=REFUSED)
def test_refuses(grids: Any) -> None:  # noqa: ANN401 - whatever it is
    """Grids are given once for each service."""
    with pytest.raises(InvalidValueError):
        RateList("L", "CAD", service_grids=grids)
