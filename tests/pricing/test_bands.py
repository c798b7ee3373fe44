"""Match bands are discounted by the grid of the rate, or of the rate's own list."""

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    Analysis,
    MatchBand,
    MatchGrid,
    PricingEngine,
    Quantity,
    Rate,
    RateList,
    WorkflowTask,
)
from flowfit_invoicing.errors import BandMismatchError, UnpricedTasksError
from tests.pricing.simple import analysed, engine, per_word, priced, project, words
from tests.quickstart import TRANSLATION

FULL = MatchGrid.of()
HALF, TENTH = MatchGrid.of(new=50), MatchGrid.of(new=10)
TASK = analysed(Analysis.of(new=1000))
BASE = RateList("Base", "CAD", [per_word("1")], match_grid=HALF)

GRIDS: dict[str, tuple[PricingEngine, str]] = {
    "none": (engine(per_word("1")), "1000.00"),
    "the list's": (engine(per_word("1"), grid=HALF), "500.00"),
    "the rate's": (engine(per_word("1", match_grid=HALF)), "500.00"),
    "the rate's before the list's": (
        engine(per_word("1", match_grid=TENTH), grid=HALF),
        "100.00",
    ),
    "none at all where the list has one": (
        engine(per_word("1", match_grid=FULL), grid=HALF),
        "1000.00",
    ),
    "a list that says none": (engine(per_word("1"), grid=FULL), "1000.00"),
    "the base's for a rate of the base": (engine(base=BASE), "500.00"),
    "never the client's for one of the base": (engine(grid=TENTH, base=BASE), "500.00"),
    "never the base's for one of the client": (
        engine(per_word("1"), base=BASE),
        "1000.00",
    ),
    "none for the base's, the client has one": (
        engine(grid=TENTH, base=RateList("Base", "CAD", [per_word("1")])),
        "1000.00",
    ),
}


@pytest.mark.parametrize(("priced_by", "net"), GRIDS.values(), ids=GRIDS)
def test_grid_of_the_rate(priced_by: PricingEngine, net: str) -> None:
    """A rate brings its own grid, else its own list's, and never another list's."""
    assert priced(priced_by, TASK) == [net]


def test_quantities_have_no_bands() -> None:
    """A grid is for analyses alone: a plain number of words is billed in full."""
    (line,) = engine(per_word("1"), grid=HALF).price(project(words(1000)))
    assert str(line.net_amount) == "1000.00 CAD"


def test_uncovered_band() -> None:
    """A band without a row is billed in full, never dropped, and a warning says so."""
    half = engine(per_word("1"), grid=HALF)
    work = project(analysed(Analysis.of(new=100, mt=10, exact=1)))
    assert str(half.price(work)[0].net_amount) == "61.00 CAD"
    findings = half.check(work)
    assert [(each.code, each.severity, each.place) for each in findings] == [
        ("band-without-row", "warning", ("P-1", "T-1"))
    ] * 2
    assert [each.message("fr-CA") for each in findings] == [
        f"P-1/T-1\xa0: tranche «\xa0{band}\xa0»\xa0: "
        f"aucune ligne de la grille ne la couvre, elle est facturée en entier"
        for band in ("correspondances à 100\xa0%", "traduction automatique")
    ]
    assert findings[0].message("en") == (
        "P-1/T-1: band 100% matches: no row of the grid has it, it is billed in full"
    )


def test_bands_that_misfit() -> None:
    """Each band that rows cover only in part is told of, and none is guessed at."""
    grid = MatchGrid.of({"50-74": 80, "75-99": 60}, new=100)
    counts = {"40-60": 1, "70-80": 2, "85-94": 3, "repetition": 4}
    work = project(analysed(Analysis.of(counts)))
    rates = engine(per_word("1"), grid=grid)
    with pytest.raises(UnpricedTasksError) as raised:
        rates.price(work)
    first, second = raised.value.errors
    assert isinstance(first, BandMismatchError)
    assert isinstance(second, BandMismatchError)
    assert first == BandMismatchError(
        MatchBand("tm", 40, 60), (MatchBand("tm", 50, 74),), ("P-1", "T-1")
    )
    assert [str(row) for row in second.rows] == ["50-74", "75-99"]
    found = [each.code for each in rates.check(work)]
    assert sorted(found) == ["band-mismatch", "band-mismatch", "band-without-row"]


ITEMISED = engine(
    per_word("0.185", per=1),
    grid=MatchGrid.of({"75-84": "33.333333333333"}, new=100, context=0),
    bands="itemised",
)


def test_itemised_prices_are_not_rounded() -> None:
    """A line of a band has the raw count, and the exact share of the price."""
    counts = Analysis.of({"75-84": 3}, new=1, context=10)
    lines = ITEMISED.price(project(analysed(counts)))
    assert [(str(each.quantity), str(each.unit_price.amount)) for each in lines] == [
        ("1 word", "0.185"),
        ("3 word", "0.06166666666666605"),
        ("10 word", "0"),
    ]
    assert [str(each.net) for each in lines] == ["0.19", "0.18", "0.00"]
    assert [each.description.get("en") for each in lines] == [
        f"Translation, English → Canadian French, {band}"
        for band in ("no match", "75–84% matches", "context matches")
    ]
    assert {each.tasks for each in lines} == {(("P-1", "T-1"),)}


def test_itemised_without_a_grid() -> None:
    """Without a grid there is nothing to itemise."""
    way = engine(per_word("0.25"), bands="itemised")
    assert priced(way, analysed(Analysis.of(new=1, exact=2, mt=3))) == ["1.50"]


WEIGHTED: dict[str, tuple[PricingEngine, WorkflowTask, bool]] = {
    "an analysis under a grid": (engine(per_word(), grid=HALF), TASK, True),
    "an analysis without one": (engine(per_word()), TASK, False),
    "a plain quantity": (engine(per_word(), grid=HALF), words(9), False),
    "a band of its own": (
        engine(per_word(), grid=HALF, bands="itemised"),
        TASK,
        False,
    ),
    "an analysis in another unit": (
        engine(Rate(TRANSLATION, HOUR, 60), grid=HALF),
        evolve(TASK, quantities=[Quantity(1, HOUR)]),
        False,
    ),
}


@pytest.mark.parametrize(("rates", "task", "weighted"), WEIGHTED.values(), ids=WEIGHTED)
def test_is_weighted(
    rates: PricingEngine, task: WorkflowTask, *, weighted: bool
) -> None:
    """A line says whether its quantity is what a grid made of the counts."""
    (line,) = rates.price(project(task))
    assert line.is_weighted is weighted


WITHOUT_ROWS: dict[str, tuple[MatchGrid, list[str]]] = {
    "the price is rounded": (FULL.with_price_digits(2), ["1.04", "0.50"]),
    "the count is rounded": (FULL.with_count_digits(0), ["1.43"]),
    "a line a band": (FULL.with_lines("itemised"), ["0.99", "0.48"]),
    "nothing": (FULL.with_across("low"), ["1.46"]),
}


@pytest.mark.parametrize("weighted", [False, True], ids=["raw", "weighted"])
@pytest.mark.parametrize(("grid", "net"), WITHOUT_ROWS.values(), ids=WITHOUT_ROWS)
def test_without_rows(grid: MatchGrid, net: list[str], weighted: bool) -> None:  # noqa: FBT001 - a parameter of the test
    """A grid without rows rounds and lines up what costs all of the unit price."""
    task = analysed(Analysis.of(new="10.4", exact=5, weighted=weighted))
    rates = engine(per_word("0.095", match_grid=grid), grid=HALF)
    assert priced(rates, task) == net
    assert rates.check(project(task)) == ()
