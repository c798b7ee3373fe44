"""A minimum that lines of a task have together, when one of them is changed."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    Adjustment,
    Analysis,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    InvoiceDraft,
    InvoiceLine,
    MatchGrid,
    Minimum,
    Surcharge,
    TaskMapping,
    explain,
    explanation,
)
from flowfit_invoicing.errors import InvalidValueError, InvoicingError
from tests.documents.bills import COURIER, DRAFT
from tests.pricing.arithmetic import net_of
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
from tests.quickstart import REVISION, TRANSLATION

GRID = MatchGrid.of(new=100, fuzzy=60, repetition=30, exact=0)
SMALL = Analysis.of({"75-84": 10}, new=50, repetition=5)
"""9.25 + 1.11 + 0.28 at 0.185, band by band; 10.64 after weighting."""

LESS, MORE = Discount(10, "Less"), Surcharge(20, "More")
PER_TASK = Minimum(100, per="task")


def drafted(
    *adjustments: Adjustment,
    bands: str = "itemised",
    minimum: int | None = 45,
    analysis: Analysis = SMALL,
    **parts: Any,  # noqa: ANN401 - those of a task
) -> InvoiceDraft:
    """Make a draft of one task, by bands unless it is said otherwise."""
    rates = engine(
        per_word("0.185", minimum_charge=minimum),
        grid=GRID,
        bands=bands,
        adjustments=adjustments,
    )
    return DRAFT.edit(lines=rates.price(project(analysed(analysis, **parts))))


def paper(draft: InvoiceDraft) -> list[str]:
    """Write what each line comes to, and how."""
    return [
        " ".join([str(line.priced), *(f"{each.signed:+}" for each in line.adjustments)])
        for line in draft.lines
    ]


BANDS, ABOVE = drafted(), drafted(analysis=SMALL + Analysis.of(new=950))
ENGINE, BOTH = drafted(PER_TASK, minimum=None), drafted(PER_TASK)
STACK = drafted(LESS, PER_TASK, MORE)
WEIGHTED = drafted(PER_TASK, bands="weighted", minimum=None)


def changed(place: int, **changes: Any) -> Callable[[InvoiceDraft], InvoiceDraft]:  # noqa: ANN401 - of all kinds
    return lambda draft: draft.with_line_changed(place, reason="Agreed", **changes)


def dropped(*places: int) -> Callable[[InvoiceDraft], InvoiceDraft]:
    def drop(draft: InvoiceDraft) -> InvoiceDraft:
        for place in places:
            draft = draft.without_line(place)
        return draft

    return drop


CASES: dict[
    str, tuple[InvoiceDraft, Callable[[InvoiceDraft], InvoiceDraft], list[str]]
] = {
    "as computed": (BANDS, dropped(), ["9.25", "1.11", "0.28 +34.36"]),
    "more of a band than the minimum": (
        BANDS,
        changed(0, quantity=1000),
        ["185.00", "1.11", "0.28"],
    ),
    "more of a band, and still too little": (
        BANDS,
        changed(0, quantity=100),
        ["18.50", "1.11", "0.28 +25.11"],
    ),
    "less of a band": (BANDS, changed(1, quantity=0), ["9.25", "0.00", "0.28 +35.47"]),
    "another price": (BANDS, changed(0, unit_price=1), ["50.00", "1.11", "0.28"]),
    "less of the band that bears it": (
        BANDS,
        changed(2, quantity=0),
        ["9.25", "1.11", "0.00 +34.64"],
    ),
    "less than a minimum that was reached": (
        ABOVE,
        changed(0, quantity=50),
        ["9.25", "1.11", "0.28 +34.36"],
    ),
    "a net amount counts for the minimum": (
        BANDS,
        changed(0, net_amount=5),
        ["9.25 -4.25", "1.11", "0.28 +38.61"],
    ),
    "a net amount above the minimum": (
        BANDS,
        changed(0, net_amount=100),
        ["9.25 +90.75", "1.11", "0.28"],
    ),
    "a net amount below a minimum that was reached": (
        ABOVE,
        changed(0, net_amount=5),
        ["185.00 -180.00", "1.11", "0.28 +38.61"],
    ),
    "a net amount of the line that bears it": (
        BANDS,
        changed(2, net_amount=100),
        ["9.25", "1.11", "0.28 +34.36 +65.36"],
    ),
    "a net amount, and a minimum per task": (
        ENGINE,
        changed(0, net_amount=200),
        ["9.25 +190.75", "1.11", "0.28"],
    ),
    "a net amount, and both": (
        BOTH,
        changed(0, net_amount=60),
        ["9.25 +50.75", "1.11", "0.28 +38.61"],
    ),
    "a net amount between percents": (
        STACK,
        changed(0, net_amount=200),
        ["9.25 -0.93 +1.66 +190.02", "1.11 -0.11 +0.20", "0.28 -0.03 +0.05"],
    ),
    "the last band dropped": (BANDS, dropped(2), ["9.25", "1.11 +34.64"]),
    "a band dropped": (BANDS, dropped(0), ["1.11", "0.28 +43.61"]),
    "all bands dropped but one": (BANDS, dropped(2, 0), ["1.11 +43.89"]),
    "all bands dropped": (BANDS, dropped(2, 1, 0), []),
    "a band dropped, and the minimum still reached": (
        ABOVE,
        dropped(2),
        ["185.00", "1.11"],
    ),
    "a band dropped, and the minimum reached no more": (
        ABOVE,
        dropped(0),
        ["1.11", "0.28 +43.61"],
    ),
    "no minimum at all": (
        drafted(minimum=None),
        dropped(0),
        ["1.11", "0.28"],
    ),
    "a minimum per task": (ENGINE, dropped(), ["9.25", "1.11", "0.28 +89.36"]),
    "a minimum per task that is reached": (
        ENGINE,
        changed(0, quantity=1000),
        ["185.00", "1.11", "0.28"],
    ),
    "a minimum per task that is not reached": (
        ENGINE,
        changed(0, quantity=100),
        ["18.50", "1.11", "0.28 +80.11"],
    ),
    "a minimum per task, its last line dropped": (
        ENGINE,
        dropped(2),
        ["9.25", "1.11 +89.64"],
    ),
    "a minimum per task, another line dropped": (
        ENGINE,
        dropped(0),
        ["1.11", "0.28 +98.61"],
    ),
    "both": (BOTH, changed(0, quantity=300), ["55.50", "1.11", "0.28 +43.11"]),
    "both, the last line dropped": (
        BOTH,
        dropped(2),
        ["9.25", "1.11 +34.64 +55.00"],
    ),
    "between percents": (
        STACK,
        dropped(),
        ["9.25 -0.93 +1.66", "1.11 -0.11 +0.20", "0.28 +34.36 -3.46 +59.50 +18.14"],
    ),
    "between percents, changed": (
        STACK,
        changed(0, quantity=1000),
        ["185.00 -18.50 +33.30", "1.11 -0.11 +0.20", "0.28 -0.03 +0.05"],
    ),
    "between percents, its line dropped": (
        STACK,
        dropped(2),
        ["9.25 -0.93 +1.66", "1.11 +34.64 -3.58 +59.51 +18.34"],
    ),
    "between percents, another line dropped": (
        STACK,
        dropped(0),
        ["1.11 -0.11 +0.20", "0.28 +43.61 -4.39 +59.50 +19.80"],
    ),
    "on one line, reached": (WEIGHTED, changed(0, quantity=1000), ["185.00"]),
    "on one line, less": (WEIGHTED, changed(0, quantity=10), ["1.85 +98.15"]),
    "per line": (
        drafted(Minimum(20), minimum=None),
        changed(0, quantity=1000),
        ["185.00", "1.11 +18.89", "0.28 +19.72"],
    ),
    "per line, dropped": (
        drafted(Minimum(20), minimum=None),
        dropped(0),
        ["1.11 +18.89", "0.28 +19.72"],
    ),
    "beside lines that are no longer there": (
        ENGINE.edit(lines=ENGINE.lines[1:]),
        changed(0, quantity=100),
        ["11.10", "0.28 +89.36"],
    ),
    "beside lines that are no longer there, dropped": (
        ENGINE.edit(lines=ENGINE.lines[1:]),
        dropped(0),
        ["0.28 +89.36"],
    ),
    "waived on the line that bears it": (
        BANDS,
        changed(2, waive_minimum=True),
        ["9.25", "1.11", "0.28"],
    ),
    "waived on another line of the task": (
        BANDS,
        changed(0, waive_minimum=True),
        ["9.25", "1.11", "0.28"],
    ),
    "waived beside another price": (
        BANDS,
        changed(0, waive_minimum=True, unit_price="0.20"),
        ["10.00", "1.11", "0.28"],
    ),
    "waived beside rates": (
        ENGINE,
        changed(0, waive_minimum=True),
        ["9.25", "1.11", "0.28"],
    ),
    "waived on one line": (WEIGHTED, changed(0, waive_minimum=True), ["10.64"]),
    "waived alike": (BOTH, changed(1, waive_minimum=True), ["9.25", "1.11", "0.28"]),
    "waived by the task itself": (
        drafted(PER_TASK, minimum_waived="Goodwill"),
        changed(0, quantity=40),
        ["7.40", "1.11", "0.28"],
    ),
    "waived by the task, and reached no more": (
        drafted(analysis=SMALL + Analysis.of(new=950), minimum_waived="Goodwill"),
        changed(0, quantity=40),
        ["7.40", "1.11", "0.28"],
    ),
}


@pytest.mark.parametrize(("draft", "change", "expected"), CASES.values(), ids=CASES)
def test_minima(
    draft: InvoiceDraft,
    change: Callable[[InvoiceDraft], InvoiceDraft],
    expected: list[str],
) -> None:
    """A minimum asks for all lines of its task as they are by now."""
    after = change(draft)
    assert paper(after) == expected
    for line in after.lines:
        assert net_of(explanation(line)) == Fraction(line.net)


@pytest.mark.parametrize(("draft", "change", "_"), CASES.values(), ids=CASES)
def test_back_again(
    draft: InvoiceDraft, change: Callable[[InvoiceDraft], InvoiceDraft], _: object
) -> None:
    """What is taken back leaves all lines of the task as they were computed."""
    after = change(draft)
    if len(after.lines) < len(draft.lines):
        return
    assert [line.computed for line in after.lines] == list(draft.lines)
    for place, line in enumerate(after.lines):
        if line.agreed is not None and not line.agreed.only_follows:
            after = after.with_line_as_computed(place)
    assert after.lines == draft.lines


def test_waived_and_charged_again() -> None:
    """What was waived on any line is charged again from any line."""
    for draft in (BANDS, ENGINE, BOTH):
        waived = changed(0, waive_minimum=True)(draft)
        assert changed(1, waive_minimum=False)(waived) == draft


def test_two_services() -> None:
    """A task of two services is let off the minimum of either, and of both together."""
    mapping = TaskMapping({"translate": [TRANSLATION, REVISION]})
    task = evolve(words(10), quantities=[*words(10).quantities, *hours("1").quantities])
    rates = engine(
        per_word("0.25", minimum_charge=45),
        per_hour("20", minimum_charge=30),
        mapping=mapping,
        adjustments=[PER_TASK],
    )
    draft = DRAFT.edit(lines=[COURIER, *rates.price(project(task))])
    assert paper(draft) == ["18.50", "2.50 +42.50", "20.00 +10.00 +25.00"]
    waived = changed(1, waive_minimum=True)(draft)
    assert waived.lines[0] == COURIER
    assert [line.net for line in waived.lines[1:]] == [
        line.priced for line in draft.lines[1:]
    ]


def test_other_tasks_are_left_alone() -> None:
    """Bands of another task, and lines of none, have nothing to do with it."""
    other = evolve(analysed(SMALL), id="T-2")
    rates = engine(per_word("0.185", minimum_charge=45), grid=GRID, bands="itemised")
    lines = rates.price(project(analysed(SMALL), other))
    draft = DRAFT.edit(lines=[*lines, COURIER])
    after = changed(0, quantity=1000)(draft)
    assert after.lines[3:] == draft.lines[3:]
    assert paper(after)[2:6] == ["0.28", "9.25", "1.11", "0.28 +34.36"]
    assert draft.without_line(6).lines == lines
    assert draft.without_line(0).lines[2:] == draft.lines[3:]


def test_converted() -> None:
    """A minimum that is reached no more is converted as the price of its line was."""
    usd = ExchangeRate("CAD", "USD", "0.7325", date(2026, 11, 2))
    rates = engine(
        per_word("0.185", minimum_charge=45),
        grid=GRID,
        bands="itemised",
        exchange=ExchangeTable([usd]),
    )
    client = evolve(CLIENT, currency="USD")
    work = project(
        analysed(SMALL + Analysis.of(new=950)), client=client, ordered_on=usd.on
    )
    draft = evolve(DRAFT, client=client, currency="USD", lines=rates.price(work))
    after = changed(0, quantity=50)(draft)
    assert str(after.totals.net) == "32.96 USD"  # 45.00 × 0.7325
    steps = explanation(after.lines[2])
    assert net_of(steps) == Fraction(after.lines[2].net)
    kinds = [step.kind for step in steps]
    assert kinds[-3:] == ["exchange-minimum", "minimum", "agreed"]
    less = explanation(changed(0, quantity=40)(after).lines[2])
    assert [step.kind for step in less] == kinds


IN_WORDS: dict[str, tuple[InvoiceLine, list[str], list[str]]] = {
    "another line was changed": (
        changed(0, quantity=1000)(BANDS).lines[2],
        [
            "5 words × $0.0555 = 0.2775",
            "rounded: $0.28",
            "$0.28 agreed in place of $34.64: other lines of the task have changed",
        ],
        [
            "5 mots × 0,0555~$ = 0,2775",
            "arrondi~: 0,28~$",
            (
                "0,28~$ convenu au lieu de 34,64~$~: "
                "d’autres lignes de la tâche ont changé"
            ),
        ],
    ),
    "a minimum beside rates is waived": (
        changed(0, waive_minimum=True)(WEIGHTED).lines[0],
        [
            "57.5 words × $0.185 = 10.6375",
            "rounded: $10.64",
            "the minimum of $100.00 is not charged: Agreed",
            "$10.64 agreed in place of $100.00: Agreed",
        ],
        [
            "57,5 mots × 0,185~$ = 10,6375",
            "arrondi~: 10,64~$",
            "le minimum de 100,00~$ n’est pas facturé~: Agreed",
            "10,64~$ convenu au lieu de 100,00~$~: Agreed",
        ],
    ),
}


@pytest.mark.parametrize(("line", "en", "fr"), IN_WORDS.values(), ids=IN_WORDS)
def test_in_words(line: InvoiceLine, en: list[str], fr: list[str]) -> None:
    """A line says why it comes to something else."""
    for locale, expected in (("en-CA", en), ("fr-CA", fr)):
        computed = explain(line.computed, locale)
        added = explain(line, locale).removeprefix(computed + "\n")
        assert added.replace("\xa0", "~").splitlines() == expected


@pytest.mark.parametrize("place", [0, 2])
def test_no_minimum_to_waive(place: int) -> None:
    """Where no line of the task is charged a minimum, there is none to waive."""
    with pytest.raises(InvalidValueError, match="is charged a minimum"):
        changed(place, waive_minimum=True)(ABOVE)


def test_no_reason_to_waive() -> None:
    """A reason is asked for on whichever line the minimum stands."""
    with pytest.raises(InvalidValueError, match="expected a reason"):
        BANDS.with_line_changed(0, waive_minimum=True)


NOTHING: dict[str, tuple[InvoiceDraft, dict[str, Any], str]] = {
    "a quantity": (drafted(bands="weighted"), {"quantity": 0}, "0.00"),
    "a price": (drafted(bands="weighted"), {"unit_price": 0}, "0.00"),
    "a minimum beside rates": (WEIGHTED, {"quantity": 0}, "0.00"),
    "and a fee stays": (
        drafted(Fee(7, "Fee"), PER_TASK, bands="weighted", minimum=None),
        {"unit_price": 0},
        "7.00",
    ),
}


@pytest.mark.parametrize(("draft", "changes", "net"), NOTHING.values(), ids=NOTHING)
def test_nothing_has_no_minimum(
    draft: InvoiceDraft, changes: dict[str, Any], net: str
) -> None:
    """A count of zero costs nothing, and neither does what is agreed for nothing."""
    (line,) = changed(0, **changes)(draft).lines
    assert str(line.net_amount.amount) == net
    assert net_of(explanation(line)) == Fraction(line.net)


def test_waived_before() -> None:
    """A minimum that was waived before stays so, whether it would be charged or not."""
    waived = changed(0, waive_minimum=True)(drafted(bands="weighted"))
    more = waived.with_line_changed(0, quantity=1000, reason="Recount")
    assert paper(more) == ["185.00"]
    assert paper(more.with_line_changed(0, quantity=10, reason="Less")) == ["1.85"]


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "quantity": st.integers(0, 1000),
        "unit_price": st.decimals(0, 1, places=3),
        "net_amount": st.integers(0, 200),
        "waive_minimum": st.booleans(),
    },
)


@given(
    st.sampled_from([BANDS, ABOVE, ENGINE, BOTH, STACK]),
    st.lists(st.tuples(st.integers(0, 2), CHANGES), max_size=4),
)
def test_any_changes(
    draft: InvoiceDraft, changes: list[tuple[int, dict[str, Any]]]
) -> None:
    """Whatever is agreed of a task, lines add up, and all can be taken back."""
    after = draft
    for place, each in changes:
        try:
            after = changed(place, **each)(after)
        except InvoicingError:  # it is that already, say
            continue
    assert [line.computed for line in after.lines] == list(draft.lines)
    for line in after.lines:
        assert net_of(explanation(line)) == Fraction(line.net)
    for place in range(3):
        after = after.with_line_as_computed(place)
    assert after.lines == draft.lines
