"""What a value of the catalog refuses is shown, before what would have been right."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

import pytest

from flowfit_invoicing import (
    WORD,
    Catalog,
    MappingRule,
    MatchBand,
    MatchGrid,
    NearMiss,
    Rate,
    RateList,
    TaskMapping,
    Unit,
    with_bases,
)
from flowfit_invoicing.catalog.grids import optional_grid
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import REVISION, TRANSLATION

WORDS = Rate(TRANSLATION, WORD, "0.25")
GRID = MatchGrid.of(new=100, exact=25)
PRICES = MatchGrid.of_prices(new="0.20")
STANDARD = RateList("Standard", "CAD", [WORDS])
WRONG = cast("Any", "wrong")


def rate(**parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    usual: dict[str, Any] = {"unit_price": "0.25"}
    return Rate(TRANSLATION, WORD, **usual | parts)


def catalog(**parts: Any) -> Catalog:  # noqa: ANN401 - those of a catalog
    usual: dict[str, Any] = {
        "services": [TRANSLATION],
        "rate_lists": [STANDARD],
        "mapping": TaskMapping({"translate": TRANSLATION}),
        "default_rate_list": "Standard",
    }
    return Catalog(**usual | parts)


REFUSED: dict[str, tuple[Callable[[], object], str]] = {
    "a price below zero": (
        lambda: rate(unit_price="-0.01"),
        "'-0.01': expected a price of zero or more",
    ),
    "a minimum below zero": (
        lambda: rate(minimum_charge=-45),
        "-45: expected a price of zero or more",
    ),
    "a price per nothing": (
        lambda: rate(per=0),
        "0: expected a price for one unit or more",
    ),
    "a price per more than there are": (
        lambda: rate(per=10**9 + 1),
        "1000000001: expected a price for one unit or more",
    ),
    "the last day first": (
        lambda: rate(valid_from=date(2027, 1, 1), valid_until=date(2026, 1, 1)),
        f"{(date(2027, 1, 1), date(2026, 1, 1))!r}: expected the first day first",
    ),
    "no price anywhere": (
        lambda: rate(unit_price=None, match_grid=GRID),
        "'TRA (word)': expected a unit price, or a grid with a price for new words",
    ),
    "what excludes in another order": (
        lambda: NearMiss(WORDS, "Standard", ["day", "domain"]),
        (
            "['day', 'domain']: "
            "expected some of domain, target, source, day, unit, in this order"
        ),
    ),
    "lines": (
        lambda: GRID.with_lines(WRONG),
        "'wrong': expected lines 'weighted' or 'itemised', or None",
    ),
    "the middle of a band": (
        lambda: GRID.with_across(WRONG),
        "'wrong': expected across 'low' or 'high', or None",
    ),
    "more than the whole price": (
        lambda: MatchGrid.of(exact="100.5"),
        "'exact 100.5': expected 0 to 100 percent of the unit price",
    ),
    "less than nothing": (
        lambda: MatchGrid.of(exact=-1),
        "-1: expected a percent or a price of zero or more",
    ),
    "two rows of one band": (
        lambda: MatchGrid.of({"75-84": 60}, **{"80-99": 50}),
        "'75-84': expected a row apart from 80-99",
    ),
    "a tool that nobody knows": (
        lambda: MatchGrid.preset("wrong"),
        "'wrong': expected one of memoq, phrase, trados",
    ),
    "percents of a grid of prices": (
        lambda: PRICES.percent(MatchBand.parse("exact")),
        "'exact': expected a grid of percents, this one has prices",
    ),
    "no rate to put in": (
        lambda: STANDARD.with_rate(WRONG),
        "'wrong': expected a Rate",
    ),
    "the code of a client": (
        lambda: catalog().rate_list_for(WRONG),
        "'wrong': expected a Client",
    ),
    "a band that nobody knows": (
        lambda: GRID.percent("wrong"),
        "'wrong': expected a match band, such as 'exact' or '75-84'",
    ),
    "a name as a grid": (
        lambda: optional_grid(WRONG),
        "'wrong': expected a MatchGrid",
    ),
    "a name as the base": (
        lambda: RateList("Acme", "CAD", base=WRONG),
        "'wrong': expected a RateList as the base",
    ),
    "bases of lists of one name": (
        lambda: with_bases([STANDARD, RateList("Standard", "EUR")], {}),
        "['Standard', 'Standard']: expected the name of a rate list once",
    ),
    "pages of two sizes": (
        lambda: RateList(
            "Acme",
            "CAD",
            [
                Rate(TRANSLATION, Unit("page", made_of=WORD, size=250), 30),
                Rate(REVISION, Unit("page", made_of=WORD, size=300), 10),
            ],
        ),
        "'REV (page, 10)': expected one meaning of page in a list",
    ),
    "two bases of one list": (
        lambda: with_bases([STANDARD], [("Standard", "A"), ("Standard", "B")]),
        "[('Standard', 'A'), ('Standard', 'B')]: expected one base for a list",
    ),
    "prices that are rounded away": (
        lambda: STANDARD.raised(1, digits=0),
        "'TRA (word, 0.25)': expected more digits, it would cost nothing",
    ),
    "two grids of one service": (
        lambda: RateList(
            "Acme",
            "CAD",
            service_grids=[("TRA", GRID), ("REV", GRID), (TRANSLATION, PRICES)],
        ),
        "['REV', 'TRA', 'TRA']: expected one grid for a service",
    ),
    "a mapping in one word": (
        lambda: TaskMapping(WRONG),
        "'wrong': expected services by kind of task, or rules",
    ),
    "two rules for the same": (
        lambda: TaskMapping([("revise", None), ("revise", REVISION)]),
        "'revise → REV': expected it to ask for other work than revise → not billed",
    ),
    "a service twice": (
        lambda: MappingRule("revise", (REVISION, REVISION)),
        f"{(REVISION, REVISION)!r:.60}…: expected each service once for a kind of task",
    ),
    "weighted lines of bands": (
        lambda: PRICES.with_lines("weighted"),
        f"{PRICES!r:.60}…: expected weighted lines or prices by band, not both",
    ),
    "a reason for what is billed": (
        lambda: MappingRule("revise", REVISION, reason="In the word price"),
        "'In the word price': expected a reason only for what is free",
    ),
    "a code twice": (
        lambda: catalog(services=[TRANSLATION, REVISION, TRANSLATION]),
        "['TRA', 'REV', 'TRA']: expected the code of a service once",
    ),
    "a name twice": (
        lambda: catalog(rate_lists=[STANDARD, RateList("Standard", "EUR")]),
        "['Standard', 'Standard']: expected the name of a rate list once",
    ),
}


@pytest.mark.parametrize(("make", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(make: Callable[[], object], message: str) -> None:
    """The refusal begins with what was given and ends with what is taken."""
    with pytest.raises(InvalidValueError) as raised:
        make()
    assert str(raised.value) == message
