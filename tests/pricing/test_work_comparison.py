"""Quoted against done, line by line: added, dropped, counted or priced differently."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    HOUR,
    WORD,
    Adjustment,
    Allowance,
    Analysis,
    Charge,
    ComparedLine,
    Discount,
    Fee,
    InvoiceDraft,
    InvoiceLine,
    MatchGrid,
    Minimum,
    Money,
    PricingEngine,
    Project,
    Quote,
    Rate,
    Surcharge,
    TaskMapping,
    WorkComparison,
    WorkflowTask,
    compare_to_work,
)
from flowfit_invoicing.documents import LineChanges
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvalidValueError,
    UnpricedTasksError,
)
from tests.pricing.simple import (
    CLIENT,
    analysed,
    engine,
    hours,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import AGENCY, REVISION, TRANSLATION

GRID = MatchGrid.of(new=100, exact=25)
RATES = (per_word("0.20", minimum_charge="10"), per_hour("50"))
ENGINE = engine(*RATES, grid=GRID)
COURIER = InvoiceLine.of("Courier", Money("18.50", "CAD"))
ELSEWHERE = InvoiceLine.of("Files", Money(0, "CAD"), project=project(number="P-0"))
"""What a quote has that is not for the project."""

DAY = date(2026, 11, 24)


def quote(
    *tasks: WorkflowTask,
    by: PricingEngine = ENGINE,
    more: Iterable[InvoiceLine] = (),
    **parts: Any,  # noqa: ANN401 - those of the project
) -> Quote:
    """Quote some tasks, and what was typed in beside them."""
    lines = [*by.price(project(*tasks, **parts)), *more]
    draft = InvoiceDraft(seller=AGENCY, client=CLIENT, currency="CAD", lines=[COURIER])
    return evolve(draft.quote("Q-1", DAY, DAY), lines=lines or [ELSEWHERE])


def told(comparison: WorkComparison) -> list[tuple[str, str, str]]:
    """Give what each line is, with both of its amounts."""
    return [
        (each.change, str(each.quoted_amount.amount), str(each.done_amount.amount))
        for each in comparison.lines
    ]


NEW = analysed(Analysis.of(new=1000))
MATCHED = analysed(Analysis.of(new=900, exact=100))
TASKS: dict[
    str, tuple[list[WorkflowTask], list[WorkflowTask], tuple[str, str, str]]
] = {
    "as quoted": ([NEW], [NEW], ("same", "200.00", "200.00")),
    "more of it": (
        [NEW],
        [analysed(Analysis.of(new=1200))],
        ("counted", "200.00", "240.00"),
    ),
    "less of it": ([hours("3")], [hours("2.5")], ("counted", "150.00", "125.00")),
    "better matches": ([NEW], [MATCHED], ("counted", "200.00", "185.00")),
    "other matches at the same price": (
        [analysed(Analysis.of(new=100, exact=400))],
        [analysed(Analysis.of(new=200))],
        ("counted", "40.00", "40.00"),
    ),
    "hardly any, at the minimum": (
        [words(20)],
        [words(10)],
        ("counted", "10.00", "10.00"),
    ),
    "below the minimum by now": (
        [words(100)],
        [words(10)],
        ("counted", "20.00", "10.00"),
    ),
    "added": ([], [hours("1")], ("added", "0.00", "50.00")),
    "dropped": ([NEW], [], ("dropped", "200.00", "0.00")),
    "completed meanwhile": (
        [NEW],
        [evolve(NEW, completed_on=DAY)],
        ("same", "200.00", "200.00"),
    ),
    "counted in words": ([NEW], [words(1000)], ("counted", "200.00", "200.00")),
}


@pytest.mark.parametrize(("before", "after", "expected"), TASKS.values(), ids=TASKS)
def test_work(
    before: list[WorkflowTask],
    after: list[WorkflowTask],
    expected: tuple[str, str, str],
) -> None:
    """What differs about a task at the same rates is how much of it there is."""
    comparison = compare_to_work(quote(*before), project(*after), engine=ENGINE)
    assert told(comparison) == [expected]


def agreed(*adjustments: Discount | Surcharge) -> PricingEngine:
    return engine(*RATES, grid=GRID, adjustments=adjustments)


LESS = Discount(10, "Client discount")
PRICES: dict[str, tuple[PricingEngine, PricingEngine, WorkflowTask, str, str]] = {
    "another price": (
        ENGINE,
        engine(per_word("0.22", minimum_charge="10"), grid=GRID),
        NEW,
        "priced",
        "counted-and-priced",
    ),
    "another grid": (
        ENGINE,
        engine(*RATES, grid=MatchGrid.of(new=90, exact=25)),
        NEW,
        "priced",
        "counted-and-priced",
    ),
    "a grid that says the same of it": (
        ENGINE,
        engine(*RATES, grid=MatchGrid.of(new=100, exact=0)),
        NEW,
        "same",
        "counted",
    ),
    "another minimum": (
        ENGINE,
        engine(per_word("0.20", minimum_charge="12"), grid=GRID),
        NEW,
        "priced",
        "counted-and-priced",
    ),
    "per thousand": (
        ENGINE,
        engine(per_word("200", minimum_charge="10", per=1000), grid=GRID),
        NEW,
        "priced",
        "counted-and-priced",
    ),
    "a discount": (ENGINE, agreed(LESS), NEW, "priced", "counted-and-priced"),
    "no discount": (agreed(LESS), ENGINE, NEW, "priced", "counted-and-priced"),
    "the same discount": (agreed(LESS), agreed(LESS), NEW, "same", "counted"),
    "another discount": (
        agreed(LESS),
        agreed(Discount(12, "Client discount")),
        NEW,
        "priced",
        "counted-and-priced",
    ),
    "for another reason": (
        agreed(LESS),
        agreed(Discount(10, "Volume")),
        NEW,
        "same",
        "counted",
    ),
    "the other way": (
        agreed(LESS),
        agreed(Surcharge(10, "Client discount")),
        NEW,
        "priced",
        "counted-and-priced",
    ),
}


@pytest.mark.parametrize(
    ("before", "after", "task", "change", "with_another_count"),
    PRICES.values(),
    ids=PRICES,
)
def test_prices(
    before: PricingEngine,
    after: PricingEngine,
    task: WorkflowTask,
    change: str,
    with_another_count: str,
) -> None:
    """What differs about the same count is its price; and both may differ."""
    quoted = quote(task, by=before)
    more = analysed(Analysis.of(new=1500))
    for done, expected in ((task, change), (more, with_another_count)):
        (line,) = compare_to_work(quoted, project(done), engine=after).lines
        assert line.change == expected


ADJUSTED: dict[str, tuple[list[Allowance | Charge], list[Adjustment], str, str]] = {
    "a rebate by hand": (
        [Allowance(Money(20, "CAD"), "Rebate")],
        [],
        "priced",
        "counted-and-priced",
    ),
    "a charge by hand": (
        [Charge(Money(20, "CAD"), "Rush")],
        [],
        "priced",
        "counted-and-priced",
    ),
    "up to a minimum by rule": (
        [],
        [Minimum(250, per="line")],
        "priced",
        "counted",
    ),
}


@pytest.mark.parametrize(
    ("by_hand", "by_rule", "change", "with_another_count"),
    ADJUSTED.values(),
    ids=ADJUSTED,
)
def test_sums(
    by_hand: list[Allowance | Charge],
    by_rule: list[Adjustment],
    change: str,
    with_another_count: str,
) -> None:
    """A sum by hand is a price; one that a rule makes of the count is not."""
    plain = quote(analysed(Analysis.of(new=1000)))
    quoted = evolve(plain, lines=[plain.lines[0].adjusted(*by_hand)])
    by = engine(*RATES, grid=GRID, adjustments=by_rule)
    for count, expected in ((1000, change), (1100, with_another_count)):
        done = project(analysed(Analysis.of(new=count)))
        (line,) = compare_to_work(quoted, done, engine=by).lines
        assert line.change == expected


WHY = "Goodwill"
AGREED: dict[str, tuple[LineChanges, tuple[str, str, str], tuple[str, str, str]]] = {
    "another price": (
        {"unit_price": "0.18", "reason": WHY},
        ("same", "180.00", "180.00"),
        ("counted", "180.00", "198.00"),
    ),
    "another net amount": (
        {"net_amount": 190, "reason": WHY},
        ("same", "190.00", "190.00"),
        ("counted-and-priced", "190.00", "220.00"),
    ),
    "a net amount of nothing": (
        {"net_amount": 0, "reason": WHY},
        ("same", "0.00", "0.00"),
        ("counted", "0.00", "0.00"),
    ),
    "another quantity": (
        {"quantity": 950, "reason": WHY},
        ("counted", "190.00", "200.00"),
        ("counted", "190.00", "220.00"),
    ),
    "what was done": (
        {"quantity": 1100, "reason": WHY},
        ("counted", "220.00", "200.00"),
        ("same", "220.00", "220.00"),
    ),
}


@pytest.mark.parametrize(
    ("changes", "change", "with_another_count"), AGREED.values(), ids=AGREED
)
def test_agreed(
    changes: LineChanges,
    change: tuple[str, str, str],
    with_another_count: tuple[str, str, str],
) -> None:
    """An agreed price holds for what was done; a count and a sum for no other count."""
    draft = quote(words(1000)).to_draft()
    draft = draft.with_line_changed(0, **changes)
    quoted = draft.quote("Q-2", DAY, DAY)
    for count, expected in ((1000, change), (1100, with_another_count)):
        compared = compare_to_work(quoted, project(words(count)), engine=ENGINE)
        assert told(compared) == [expected]


def test_minimum_that_was_waived() -> None:
    """A minimum that the quote does not charge is not charged for what was done."""
    draft = quote(words(20)).to_draft()
    draft = draft.with_line_changed(0, waive_minimum=True, reason=WHY)
    quoted = draft.quote("Q-2", DAY, DAY)
    for count, expected in ((20, "same"), (30, "counted")):
        (line,) = compare_to_work(quoted, project(words(count)), engine=ENGINE).lines
        assert line.change == expected


def test_line_of_a_project() -> None:
    """A line that was typed in for a project is as it was agreed too."""
    courier = InvoiceLine.of("Courier", Money(5, "CAD"), project=project())
    quoted = quote(NEW, more=[courier])
    compared = compare_to_work(quoted, project(NEW), engine=ENGINE)
    assert [each.change for each in compared.lines] == ["same", "same"]
    other = compare_to_work(quoted, project(number="P-9"), engine=ENGINE)
    assert other.lines == ()


def test_totals() -> None:
    """What was quoted, what was done, and done less quoted, before tax."""
    quoted = quote(NEW, hours("3"), more=[COURIER])
    comparison = compare_to_work(
        quoted, project(MATCHED, hours("1", "T-9")), engine=ENGINE
    )
    assert told(comparison) == [
        ("counted", "200.00", "185.00"),
        ("dropped", "150.00", "0.00"),
        ("same", "18.50", "18.50"),
        ("added", "0.00", "50.00"),
    ]
    differences = [str(each.difference) for each in comparison.lines]
    assert differences == ["-15.00 CAD", "-150.00 CAD", "0.00 CAD", "50.00 CAD"]
    assert str(comparison.quoted) == "368.50 CAD"
    assert str(comparison.done) == "253.50 CAD"
    assert str(comparison.difference) == "-115.00 CAD"
    assert comparison.quoted == quoted.totals.lines_net


def test_typed_in_twice() -> None:
    """Two lines that read alike are two lines."""
    quoted = quote(more=[COURIER, COURIER])
    lines = compare_to_work(quoted, project(), engine=ENGINE).lines
    assert [each.change for each in lines] == ["same", "same"]


def test_bands() -> None:
    """A line for each band is compared with that of the same band."""
    by = engine(*RATES, grid=GRID, bands="itemised")
    quoted = quote(analysed(Analysis.of(new=100, exact=40)), by=by)
    done = project(analysed(Analysis.of(new=100, repetition=30)))
    assert told(compare_to_work(quoted, done, engine=by)) == [
        ("same", "20.00", "20.00"),
        ("dropped", "2.00", "0.00"),
        ("added", "0.00", "6.00"),
    ]


def test_bands_of_some_lines() -> None:
    """Where a grid has weighted both, each band that differs; else there is nothing."""
    quoted = quote(NEW, hours("3"), more=[COURIER])
    done = project(MATCHED, hours("2"), evolve(NEW, id="T-3"))
    compared = compare_to_work(quoted, done, engine=ENGINE).lines
    assert [
        [(str(band), str(before), str(after)) for band, before, after in each.bands]
        for each in compared
    ] == [[("new", "1000", "900"), ("exact", "0", "100")], [], [], []]


def test_as_the_engine_has_it() -> None:
    """Where the quote has no analysis, the engine says what becomes of one."""
    by = engine(*RATES, grid=GRID, bands="itemised")
    compared = compare_to_work(quote(words(1000)), project(MATCHED), engine=by)
    assert told(compared) == [
        ("dropped", "200.00", "0.00"),
        ("added", "0.00", "180.00"),
        ("added", "0.00", "5.00"),
    ]


def test_services() -> None:
    """Of a task that was billed as two services, each is compared with its own."""
    rates = per_word("0.20"), Rate(REVISION, WORD, "0.05")
    both = engine(*rates, mapping=TaskMapping({"translate": [TRANSLATION, REVISION]}))
    one = engine(*rates, mapping=TaskMapping({"translate": REVISION}))
    compared = compare_to_work(
        quote(words(100), by=both), project(words(100)), engine=one
    )
    assert told(compared) == [("dropped", "20.00", "0.00"), ("same", "5.00", "5.00")]


def test_units() -> None:
    """As many hours as there were words are another count, at another price."""
    by = engine(per_word("0.20"), Rate(TRANSLATION, HOUR, "0.20"))
    compared = compare_to_work(
        quote(words(10), by=by), project(words(10, HOUR)), engine=by
    )
    assert told(compared) == [("counted-and-priced", "2.00", "2.00")]


def test_fees() -> None:
    """A fee is known by what it is for, of a project or of the whole."""
    fees = [
        Fee(Money(25, "CAD"), "Set-up", per="project"),
        Fee(Money(5, "CAD"), "Handling", per="invoice"),
    ]
    by = engine(*RATES, grid=GRID, adjustments=fees)
    quoted = quote(NEW, by=by)
    changes = [x.change for x in compare_to_work(quoted, project(NEW), engine=by).lines]
    assert changes == ["same", "same", "same"]
    dearer = [evolve(fee, amount=fee.amount * 2) for fee in fees]
    raised = engine(*RATES, grid=GRID, adjustments=dearer)
    compared = compare_to_work(quoted, project(NEW), engine=raised)
    assert told(compared)[1:] == [
        ("priced", "25.00", "50.00"),
        ("priced", "5.00", "10.00"),
    ]
    without = compare_to_work(quoted, project(NEW), engine=ENGINE)
    assert [each.change for each in without.lines] == ["same", "dropped", "dropped"]


def test_projects() -> None:
    """Only the projects that are given are compared, each with its own."""
    both = [*ENGINE.price(project(NEW), project(NEW, number="P-2"))]
    quoted = evolve(quote(), lines=both)
    one = compare_to_work(quoted, project(hours("1"), number="P-2"), engine=ENGINE)
    assert told(one) == [("dropped", "200.00", "0.00"), ("added", "0.00", "50.00")]
    two = compare_to_work(
        quoted, project(NEW), project(NEW, number="P-2"), engine=ENGINE
    )
    assert [each.change for each in two.lines] == ["same", "same"]
    assert [each.line.project_number for each in two.lines] == ["P-1", "P-2"]


def test_nothing() -> None:
    """Nothing quoted and nothing done come to nothing, in the quote's currency."""
    nothing = compare_to_work(quote(), project(), engine=ENGINE)
    assert nothing == WorkComparison("CAD")
    assert str(nothing.difference) == "0.00 CAD"


def test_work_without_a_price() -> None:
    """What cannot be priced cannot be compared, and says all that is wrong."""
    voodoo = evolve(hours("1"), kind="voodoo")
    with pytest.raises(UnpricedTasksError):
        compare_to_work(quote(NEW), project(voodoo), engine=ENGINE)


def test_another_currency() -> None:
    """Amounts in two currencies are not compared, whether a line has both or one."""
    euros = engine(*RATES, grid=GRID, currency="EUR")
    for done in (project(NEW), project(hours("1"))):
        with pytest.raises(
            CurrencyMismatchError, match=r"^EUR: expected an amount in CAD$"
        ):
            compare_to_work(quote(NEW), done, engine=euros)


REFUSED: dict[str, tuple[Any, Any]] = {
    "a draft": (quote(NEW).to_draft(), project()),
    "no project": (quote(NEW), "P-1"),
}


@pytest.mark.parametrize(("first", "second"), REFUSED.values(), ids=REFUSED)
def test_refuses(first: Any, second: Any) -> None:  # noqa: ANN401 - whatever it is
    """A quote is compared with projects, and nothing else with anything else."""
    with pytest.raises(InvalidValueError):
        compare_to_work(first, second, engine=ENGINE)


def test_a_line_of_nothing() -> None:
    """What was neither quoted nor done is no line."""
    with pytest.raises(InvalidValueError, match="expected a line that was quoted or"):
        ComparedLine(None, None)
    with pytest.raises(InvalidValueError):
        ComparedLine(COURIER, "Courier")  # type: ignore[arg-type]  # the very mistake
    with pytest.raises(InvalidValueError):
        WorkComparison("CAD", [COURIER])  # type: ignore[list-item]  # the very mistake


def numbered(id_: str, count: int) -> WorkflowTask:
    return evolve(words(count), id=id_)


IDS = st.sampled_from(["T-1", "T-2", "T-3", "T-4"])
tasks = st.lists(
    st.builds(numbered, IDS, st.integers(1, 500)), unique_by=lambda task: task.id
)


@given(tasks, tasks)
def test_all_is_compared(before: list[WorkflowTask], after: list[WorkflowTask]) -> None:
    """Both sides add up to what was quoted and what was done; no line is lost."""
    quoted, done = quote(*before), project(*after)
    comparison = compare_to_work(quoted, done, engine=ENGINE)
    assert comparison.quoted == quoted.totals.net
    lines = ENGINE.price(done)
    assert comparison.done == Money.total((x.net_amount for x in lines), "CAD")
    ids = {task.id for task in before} | {task.id for task in after}
    assert len(comparison.lines) == len(ids)
    for each in comparison.lines:
        there = (each.quoted is not None, each.done is not None)
        assert there == (each.change != "added", each.change != "dropped")


@given(tasks)
def test_nothing_has_changed(work: list[WorkflowTask]) -> None:
    """What was done as it was quoted is the same in each line."""
    done = Project("P-1", client=CLIENT, purchase_order="PO-1", tasks=work)
    comparison = compare_to_work(quote(*work), done, engine=ENGINE)
    assert {each.change for each in comparison.lines} <= {"same"}
    assert not comparison.difference


WAYS = [
    ("weighted", "itemised", [("same", "185.00", "185.00")]),
    ("itemised", "weighted", [("same", "180.00", "180.00"), ("same", "5.00", "5.00")]),
]


@pytest.mark.parametrize(("before", "now", "expected"), WAYS)
def test_the_way_of_the_quote(
    before: Any,  # noqa: ANN401 - a way to bill analyses
    now: Any,  # noqa: ANN401 - likewise
    expected: list[tuple[str, str, str]],
) -> None:
    """The same work is the same, though the engine itemises bands only by now."""
    quoted = quote(MATCHED, by=evolve(ENGINE, bands=before))
    by = evolve(ENGINE, bands=now)
    assert told(compare_to_work(quoted, project(MATCHED), engine=by)) == expected


def test_bands_that_count_otherwise() -> None:
    """They are told with both counts, and those that don't are not."""
    quoted = quote(analysed(Analysis.of(new=100, exact=40)))
    (line,) = compare_to_work(
        quoted,
        project(analysed(Analysis.of(new=100, exact=20, context=9))),
        engine=ENGINE,
    ).lines
    told_ = [(band.name, str(before), str(after)) for band, before, after in line.bands]
    assert told_ == [("exact", "40", "20"), ("context", "0", "9")]
    (line,) = compare_to_work(quoted, project(words(140)), engine=ENGINE).lines
    assert line.bands == ()
