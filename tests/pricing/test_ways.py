"""The quick ways from a task to its lines give what its terms mean."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    LINE,
    WORD,
    Analysis,
    Currency,
    ExchangeRate,
    InvoiceLine,
    MatchGrid,
    Quantity,
    Rate,
    Unit,
    WorkflowTask,
)
from flowfit_invoicing.documents import Agreement, ProjectRef, Terms
from flowfit_invoicing.errors import (
    AlreadyWeightedError,
    BandMismatchError,
    TooLargeError,
)
from flowfit_invoicing.pricing.ways import way_of
from tests.pricing import plenty
from tests.pricing.plenty import ANALYSES, MODES, MONDAY, PRICES, STACK
from tests.quickstart import TRANSLATION

Bands = Literal["weighted", "itemised"]
Lines = list[InvoiceLine]

PROJECT = ProjectRef("P-1", "Title", MONDAY)
UNITS: st.SearchStrategy[Unit] = st.sampled_from([WORD, CHARACTER, LINE, STACK, HOUR])
ACROSS: st.SearchStrategy[Literal["low", "high"] | None] = st.sampled_from(
    [None, "low", "high"]
)
BANDS: st.SearchStrategy[Bands] = st.sampled_from(["weighted", "itemised"])
EXCHANGES = st.none() | st.builds(
    ExchangeRate,
    st.just("CAD"),
    st.just("USD"),
    st.decimals("0.1", 200, places=4),
    st.just(MONDAY),
)


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Make terms of a rate, under a grid or none, converted or not."""
    grid = draw(st.none() | plenty.grids())
    if grid is not None:
        grid = grid.with_across(draw(ACROSS))
    rate = Rate(
        TRANSLATION,
        draw(UNITS),
        draw(PRICES),
        per=draw(st.sampled_from([1, 1, 3, 1000])),
    )
    exchange = draw(EXCHANGES)
    price = rate.unit_price if exchange is None else exchange.convert(rate.unit_price)
    return Terms(
        TRANSLATION,
        rate.unit,
        price,
        draw(st.sampled_from(["CAD", "JPY", "KWD"])),
        rate.per,
        draw(MODES),
        draw(st.none() | st.integers(0, 900).map(Decimal)),
        Agreement(rate, "List", grid, exchange=exchange),
    )


@st.composite
def work(draw: st.DrawFn) -> WorkflowTask:
    """Make a task that was counted in some units, or analysed in one."""
    amounts = st.decimals(0, 5000, places=3)
    units = draw(st.lists(UNITS, max_size=3, unique_by=str))
    counted = draw(st.none() | ANALYSES)
    if counted is not None:
        counted = evolve(counted, weighted=draw(st.sampled_from([False] * 9 + [True])))
        units = [unit for unit in units if unit.code != counted.unit.code]
    quantities = [Quantity(draw(amounts), unit) for unit in units]
    return WorkflowTask("T-1", "translate", quantities=quantities, analysis=counted)


def meant(terms: Terms, task: WorkflowTask, bands: Bands) -> Iterator[InvoiceLine]:
    """Give the lines of a task as its terms say it, through all doors."""
    analysis = terms.analysis_of(task)
    if analysis is None:
        charged = terms.counts(task) and terms.minimum
        several = [terms] if terms.measured(task) or charged else []
    else:
        several = terms_of(terms, analysis, bands) if analysis.counts else []
    yield from (InvoiceLine(each, task, PROJECT) for each in several)


def terms_of(terms: Terms, analysis: Analysis, bands: Bands) -> list[Terms]:
    """Give the terms of each line for an analysis."""
    grid = terms.grid
    if grid is None:
        return [terms]
    if analysis.weighted and grid.rows:
        raise AlreadyWeightedError("T-1", Rate(TRANSLATION, WORD, 1))
    itemised = bands == "itemised" if grid.is_itemised is None else grid.is_itemised
    if not itemised:
        return [terms]
    return [terms.of_band(band) for band, _ in analysis.counts]


@settings(deadline=None, max_examples=4 * settings().max_examples)
@given(terms(), work(), BANDS)
def test_quick_ways(terms: Terms, task: WorkflowTask, bands: Bands) -> None:
    """Each line costs `Terms.price` of `Terms.measured`; together, the minimum."""
    lines: Lines = []
    way = way_of(terms, task.scope, bands)
    try:
        expected = list(meant(terms, task, bands))
    except (AlreadyWeightedError, BandMismatchError) as error:
        with pytest.raises(type(error)):
            way(task, PROJECT, lines)
        assert lines == []
        return
    way(task, PROJECT, lines)
    assert [line.priced for line in lines] == [
        line.terms.price(line.terms.measured(task)) for line in expected
    ]
    for line, through_doors in zip(lines, expected, strict=True):
        assert line.priced == through_doors.priced
        assert (line.task, line.project) == (task, PROJECT)
        assert evolve(line.terms, minimum=None) == evolve(
            through_doors.terms, minimum=None
        )
        assert (line.amount, line.quantity) == (
            through_doors.amount,
            through_doors.quantity,
        )
    priced = sum((line.priced for line in expected), Decimal(0))
    net = sum((line.net for line in lines), Decimal(0))
    assert net == (max(priced, terms.minimum or priced) if lines else 0)
    assert all(line.to_minimum is None for line in lines[:-1])


@settings(deadline=None)
@given(terms(), work(), work(), BANDS)
def test_a_way_for_all_of_a_scope(
    terms: Terms, one: WorkflowTask, other: WorkflowTask, bands: Bands
) -> None:
    """What a way has learnt of one task does not show in the next."""
    counted = evolve(other, quantities=one.quantities, analysis=one.analysis)
    assert counted.scope is one.scope
    if other.scope is not one.scope:
        other = counted
    way, lines, alone = way_of(terms, one.scope, bands), Lines(), Lines()
    try:
        for task in (one, other, one):
            way(task, PROJECT, lines)
    except (AlreadyWeightedError, BandMismatchError):
        return
    for task in (one, other, one):
        way_of(terms, task.scope, bands)(task, PROJECT, alone)
    assert lines == alone


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_more_shapes_than_are_kept(bands: Bands) -> None:
    """A way that has met more shapes of analyses than it keeps prices on."""
    way = way_of(terms_at("1", MatchGrid.of(fuzzy=50)), SCOPE, bands)
    lines: Lines = []
    for percent in (*range(1, 100), *range(1, 100)):
        counts = Analysis.of({str(percent): 10})
        way(WorkflowTask("T-1", "translate", analysis=counts), PROJECT, lines)
    assert [str(line.net) for line in lines] == ["5.00"] * 198


def terms_at(price: str, grid: MatchGrid | None = None, per: int = 1) -> Terms:
    rate = Rate(TRANSLATION, WORD, price, per=per)
    return Terms(
        TRANSLATION,
        WORD,
        rate.unit_price,
        Currency("CAD"),
        per,
        agreed=Agreement(rate, "List", grid),
    )


SCOPE = WorkflowTask("T-1", "translate", analysis=Analysis.of()).scope


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
@pytest.mark.parametrize(("size", "net"), [(1, "6.00"), (2, "3.00"), (3, "2.00")])
def test_units_of_so_many(size: int, net: str, bands: Bands) -> None:
    """What is made of several words costs its price once for all of them."""
    of_words, lines = terms_at("1", MatchGrid.of(new=50)), Lines()
    unit = Unit("several", made_of=WORD, size=size)
    task = WorkflowTask("T-1", "translate", analysis=Analysis.of(new=12))
    way_of(evolve(of_words, unit=unit), SCOPE, bands)(task, PROJECT, lines)
    assert [str(line.net) for line in lines] == [net]


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
def test_weighted_already(bands: Bands) -> None:
    """What a tool has weighted is refused under a grid, unless it counts nothing."""
    lines, terms = Lines(), terms_at("1", MatchGrid.of(fuzzy=50))
    for counts, is_refused in ((Analysis.of(weighted=True), False), (WEIGHTED, True)):
        task = WorkflowTask("T-1", "translate", analysis=counts)
        way = way_of(terms, task.scope, bands)
        if is_refused:
            with pytest.raises(AlreadyWeightedError):
                way(task, PROJECT, lines)
        else:
            way(task, PROJECT, lines)
    assert lines == []


WEIGHTED = Analysis.of(weighted=True, new=1)

TOO_MUCH: dict[str, WorkflowTask] = {
    "words": WorkflowTask("T", "t", quantities=[Quantity(10**14, WORD)]),
    "bands": WorkflowTask("T", "t", analysis=Analysis.of(new=10**14)),
    "two bands": WorkflowTask(
        "T", "t", analysis=Analysis.of(new=5 * 10**13, exact=5 * 10**13)
    ),
}


@pytest.mark.parametrize("bands", ["weighted", "itemised"])
@pytest.mark.parametrize("per", [1, 2])
@pytest.mark.parametrize("task", TOO_MUCH.values(), ids=TOO_MUCH)
def test_too_much(task: WorkflowTask, per: int, bands: Bands) -> None:
    """No way makes a line of 10^15 or more, nor lines of a task that come to it."""
    grid, lines = MatchGrid.of(new=100), Lines()
    whole = terms_at(str(10 * per), grid, per)
    with pytest.raises(
        TooLargeError,
        match=r"^1000000000000000: expected a number below 10\^15$",
    ):
        way_of(whole, task.scope, bands)(task, PROJECT, lines)
    assert lines == []
    almost = terms_at(f"{10 * per - 1}.99", grid, per)
    way_of(almost, task.scope, bands)(task, PROJECT, lines)
    assert len(lines) == (
        2 if bands == "itemised" and task is TOO_MUCH["two bands"] else 1
    )
