"""What an explanation says is enough to compute the price again, and no less."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    ITEM,
    LINE,
    WORD,
    Adjustment,
    Analysis,
    Cap,
    Discount,
    ExchangeRate,
    ExchangeTable,
    Fee,
    InvoiceDraft,
    InvoiceLine,
    MatchGrid,
    Minimum,
    Money,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    Rebate,
    Rounding,
    Step,
    Surcharge,
    Unit,
    VolumeDiscount,
    WorkflowTask,
    explanation,
)
from flowfit_invoicing.documents import Unbilled, part_of, rest_of
from flowfit_invoicing.errors import InvoicingError, UnpricedTasksError
from tests.pricing import chance, plenty, several
from tests.pricing.arithmetic import ContradictionError, agree, net_of
from tests.pricing.plenty import STACK
from tests.pricing.simple import (
    CLIENT,
    analysed,
    engine,
    per_word,
    project,
    words,
)
from tests.pricing.test_explanation import KINDS
from tests.quickstart import AGENCY, GRID, TRANSLATION

LINES = {name: line for name, (line, _) in KINDS.items() if name != "with a fixed fee"}


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_computed_again(line: InvoiceLine) -> None:
    """Kinds and operands alone lead to the net amount."""
    assert net_of(explanation(line)) == Fraction(line.net)


@settings(deadline=None)
@given(chance.engines(), chance.projects())
def test_any_price_computed_again(engine: PricingEngine, project: Project) -> None:
    """So they do for any catalog and any work that has a price."""
    for task in project.tasks:
        try:
            lines = engine.price(evolve(project, tasks=[task], client=None))
        except UnpricedTasksError:
            continue
        for line in lines:
            assert net_of(explanation(line)) == Fraction(line.net)


@settings(deadline=None)
@given(plenty.engines(), plenty.projects())
def test_all_there_is_computed_again(engine: PricingEngine, project: Project) -> None:
    """So they do with all that can be agreed, converted, rounded and waived."""
    for line in engine.attempt(project).lines:
        assert net_of(explanation(line)) == Fraction(line.net)


@settings(deadline=None)
@given(plenty.engines(), plenty.projects(), st.data())
def test_what_is_agreed_computed_again(
    engine: PricingEngine, project: Project, data: st.DataObject
) -> None:
    """So they do whatever is agreed in place of any of it."""
    lines = engine.attempt(project).lines
    assume(lines)
    line, changes = data.draw(st.sampled_from(lines)), data.draw(CHANGES)
    try:
        after = agreed(line, **changes)
    except InvoicingError:  # it has no minimum, say, or is that already
        return
    assert net_of(explanation(after)) == Fraction(after.net)
    assert after.computed == line


CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "quantity": st.integers(0, 2000),
        "unit_price": st.decimals(0, 5, places=4),
        "net_amount": st.integers(0, 5000),
        "waive_minimum": st.just(value=True),
    },
)


def _others(value: Any) -> list[Any]:  # noqa: ANN401 - operands of all kinds
    """Give what else an operand might have been."""
    for kind, others in OTHERS.items():
        if isinstance(value, kind):
            return [other for other in others(value) if other != value]
    raise AssertionError(value)


def _of_tuple(value: Any) -> list[Any]:  # noqa: ANN401 - a tuple
    if not isinstance(value[0], tuple):
        return [(*value, Decimal(1))]
    return [
        (*value[:place], (start, percent + 1), *value[place + 1 :])
        for place, (start, percent) in enumerate(value)
    ]


OTHERS: dict[type, Callable[[Any], list[Any]]] = {
    bool: lambda value: [not value],
    int: lambda value: [value + 1, value + 2, max(value - 1, 0)],
    str: lambda value: [{"-": "+", "+": "-"}.get(value, value + "x")],
    tuple: _of_tuple,
    Decimal: lambda value: [value + 1, value * 1000],
    Money: lambda value: [value + Money("1.00", value.currency), value * 1000],
    Quantity: lambda value: [evolve(value, amount=value.amount + 1)],
    Rounding: lambda _: list(Rounding),
    Unit: lambda _: [ITEM],
    Rate: lambda value: [
        evolve(value, unit_price=value.unit_price + 1),
        evolve(value, per=value.per + 1),
    ],
    ExchangeRate: lambda value: [evolve(value, rate=value.rate + 1)],
    type(None): lambda _: [Money(10**9, "CAD"), HOUR],
}
"""What else there might be, by the kind of an operand."""

LABELS = {
    "task": {"project", "task", "kind", "languages", "day"},
    "mapping": {"rule"},
    "list": {"name"},
    "band": {"band"},
    "typed-in": {"description"},
    "fee": {"description"},
    "waived": {"reason"},
    "adjustment": {"reason"},
    "kept": {"reason"},
    "agreed-quantity": {"reason"},
    "agreed-price": {"reason"},
    "agreed": {"reason"},
}
"""What says who, where or why; all other operands count."""

WORK = several.PROJECT
BANDS = analysed(Analysis.of({"75-84": 333}, new=1000, repetition=77))
PRICES = MatchGrid.of_prices(new="0.2345", repetition="0.05")
TIERS = {20: 10, 50: 20}
USD = ExchangeRate("CAD", "USD", "0.7325", date(2026, 11, 2))
TO_USD = ExchangeTable([USD])


def at_two(*adjustments: Adjustment, place: int = 0) -> InvoiceLine:
    """Price the project at two dollars a word, and give one of its lines."""
    rates = several.agreed(*adjustments, rates=[per_word("2")])
    return rates.price(WORK)[place]


def converted(*rates: Rate, **options: Any) -> InvoiceLine:  # noqa: ANN401 - those of an engine
    client = evolve(CLIENT, currency="USD")
    work = project(options.pop("task", BANDS), client=client, ordered_on=USD.on)
    return engine(*rates, exchange=TO_USD, **options).price(work)[-1]


def at_two_in_dollars(
    *adjustments: Adjustment,
    task: WorkflowTask = several.TASKS[0],
    place: int = 0,
) -> InvoiceLine:
    """Price a task at two dollars a word, in those of another country."""
    client = evolve(CLIENT, currency="USD")
    rates = several.agreed(*adjustments, rates=[per_word("2")], exchange=TO_USD)
    return rates.price(project(task, client=client, ordered_on=USD.on))[place]


def small(**parts: Any) -> InvoiceLine:  # noqa: ANN401 - those of a task
    rates = engine(per_word("1", minimum_charge="45.005"))
    return rates.price(project(words("10.5", **parts)))[0]


BILLED = [Unbilled(line) for line in several.agreed(rates=[per_word("2")]).price(WORK)]
BEGUN = [evolve(each, billed=Decimal("1.23"), is_begun=True) for each in BILLED]
MORE: dict[str, InvoiceLine] = {
    "percents of a project, as a line": at_two(
        Surcharge("12.5", "More", per="project"), place=-1
    ),
    "percents of a project, at least": at_two(
        Surcharge(10, "More", per="project", at_least=99), place=-1
    ),
    "percents, at least": at_two(Surcharge(10, "More", at_least=99)),
    "percents, at least, spread": at_two(
        Surcharge(10, "More", at_least=99, per="project", spread=True)
    ),
    "percents off a project": at_two(Discount("3.21", "Less", per="project")),
    "a fee": at_two(Fee(7, "Fee", per="project"), place=-1),
    "a fee, discounted": at_two(
        Fee(7, "Fee", per="project"), Discount(10, "Less", per="project"), place=-1
    ),
    "a fee on a line": at_two(Fee(7, "Fee")),
    "a fee, spread": at_two(Fee(7, "Fee", per="project", spread=True), place=1),
    "a minimum": at_two(Minimum(999, per="project"), place=-1),
    "a minimum on a line": at_two(Minimum(999)),
    "a minimum, spread": at_two(Minimum(999, per="project", spread=True)),
    "a limit": at_two(Cap(5)),
    "a limit of a project": at_two(Cap(50, per="project"), place=2),
    "volume": at_two(VolumeDiscount(TIERS, "Volume", unit=WORD)),
    "volume, graduated": at_two(
        VolumeDiscount(TIERS, "Volume", unit=WORD, graduated=True)
    ),
    "volume of a project": at_two(
        VolumeDiscount(TIERS, "Volume", unit=WORD, graduated=True, per="project")
    ),
    "volume in money": at_two(VolumeDiscount(TIERS, "Volume", graduated=True)),
    "volume of a project in money": at_two(
        VolumeDiscount(TIERS, "Volume", per="project"), place=3
    ),
    "a fee, converted": at_two_in_dollars(Fee(7, "Fee", per="project"), place=-1),
    "a minimum, converted": at_two_in_dollars(Minimum(999)),
    "a limit, converted": at_two_in_dollars(Cap("5.55")),
    "a rebate, converted": at_two_in_dollars(Rebate("5.55", "Voucher")),
    "percents between, converted": at_two_in_dollars(
        Surcharge(10, "More", at_least="99.99", at_most=999)
    ),
    "tiers of money, converted": at_two_in_dollars(
        VolumeDiscount({"20.02": 10, "50.05": 20}, "Volume", graduated=True)
    ),
    "an agreed minimum that is waived": at_two_in_dollars(
        Minimum(999), task=words("10.5", minimum_waived="Goodwill")
    ),
    "volume of words in stacks": engine(
        Rate(TRANSLATION, STACK, "1.10", per=3),
        adjustments=[VolumeDiscount(TIERS, "Volume", unit=WORD)],
    ).price(project(words(1003)))[0],
    "a minimum of its own": small(),
    "a minimum that is waived": small(minimum_waived="Goodwill"),
    "converted": converted(per_word("0.185", minimum_charge=999), grid=GRID),
    "converted and waived": converted(
        per_word("0.185", minimum_charge="999.999"),
        task=words(1, minimum_waived="Goodwill"),
    ),
    "a rounded price": engine(
        per_word("0.0951"), grid=MatchGrid.of().with_price_digits(2)
    ).price(project(words(10)))[0],
    "converted by band": converted(per_word("0.185"), grid=GRID, bands="itemised"),
    "prices of bands": converted(per_word("0.185"), grid=PRICES),
    "rounded prices of bands": converted(
        per_word("0.18555"), grid=PRICES.with_price_digits(1, rounding=Rounding.UP)
    ),
    "rounded percents of bands": converted(
        per_word("0.18777"), grid=GRID.with_price_digits(3)
    ),
    "rounded counts": converted(per_word("0.185"), grid=GRID.with_count_digits(0)),
    "standard lines": converted(
        Rate(TRANSLATION, LINE, "1.10"), task=words(1000, CHARACTER)
    ),
    "weighted and converted to stacks": converted(
        Rate(TRANSLATION, STACK, "1.10", per=3), grid=GRID
    ),
    "a percent of it": part_of(BILLED[:1], Decimal("9.00"), percent=Decimal(15))[0],
    "a percent of several": part_of(BILLED, Decimal(39), percent=Decimal(30))[0],
    "an amount of it": part_of(BILLED[:1], Decimal("9.01"))[0],
    "an amount of several": part_of(BILLED, Decimal("39.01"))[-1],
    "the rest of it": rest_of(BEGUN)[0],
}


def agreed(line: InvoiceLine, **changes: Any) -> InvoiceLine:  # noqa: ANN401 - of all kinds
    draft = InvoiceDraft(
        seller=AGENCY, client=CLIENT, currency=line.terms.currency, lines=[line]
    )
    return draft.with_line_changed(0, reason="Agreed", **changes).lines[0]


STACKED = several.agreed(
    Discount(10, "Less"),
    Fee(7, "Fee"),
    Rebate(3, "Spread", per="project", spread=True),
    Surcharge("12.5", "More"),
    rates=[per_word("2")],
)
AGREED: dict[str, InvoiceLine] = {
    "a net amount agreed": agreed(small(), net_amount=40),
    "a quantity agreed": agreed(small(), quantity="60.25"),
    "a price agreed": agreed(small(), unit_price="5.125"),
    "a minimum waived by hand": agreed(small(), waive_minimum=True),
    "a minimum still charged": agreed(small(), quantity=2),
    "adjusted again and kept": agreed(STACKED.price(WORK)[0], quantity="7.5"),
    "adjusted to nothing": agreed(at_two(Discount(10, "Less")), quantity=0),
    "all at once": agreed(
        STACKED.price(WORK)[1], quantity=12, unit_price="1.75", net_amount="9.99"
    ),
    "of a fee": agreed(at_two(Fee(7, "Fee", per="project"), place=-1), unit_price=6),
    "of a fee, typed in": agreed(
        at_two(Fee(7, "Fee", per="project"), place=-1), net_amount=6
    ),
    "typed in and agreed": agreed(LINES["typed in"], quantity=3, net_amount=50),
    "weighted and agreed": agreed(LINES["weighted"], quantity=11),
    "more than computed": agreed(LINES["weighted"], net_amount=1000),
    "converted and agreed": agreed(
        converted(per_word("0.185", minimum_charge=999), grid=GRID),
        unit_price="0.25",
    ),
    "by the stack and agreed": agreed(
        MORE["weighted and converted to stacks"], quantity=2
    ),
}
ALL = LINES | MORE | AGREED


@pytest.mark.parametrize("line", (MORE | AGREED).values(), ids=MORE | AGREED)
def test_more_computed_again(line: InvoiceLine) -> None:
    """Whatever a line has, kinds and operands lead to its net amount."""
    assert net_of(explanation(line)) == Fraction(line.net)


def test_all_kinds() -> None:
    """All kinds of steps that there are have been computed of."""
    kinds = {step.kind for line in ALL.values() for step in explanation(line)}
    assert kinds == {
        *("task", "mapping", "list", "rate", "band", "weight", "convert", "exchange"),
        *("exchange-minimum", "exchange-sum", "round-price"),
        *("price", "round", "minimum", "waived", "adjustment", "share"),
        *("percentage", "fixed", "least", "most", "tiers", "typed-in", "fee"),
        *("part-share", "part-percent", "part-rest", "part"),
        *("agreed-quantity", "agreed-price", "kept", "agreed"),
    }


def _noticed(steps: tuple[Step, ...], net: Fraction) -> bool:
    try:
        return net_of(steps) != net
    except ContradictionError:
        return True


def _is_noticed(line: InvoiceLine, place: int, name: str) -> bool:
    """Tell if another operand of a step leads to another amount, or to none."""
    steps, net = explanation(line), Fraction(line.net)
    before, step, after = steps[:place], steps[place], steps[place + 1 :]
    operands = dict(step.operands)
    changed = (
        Step(step.kind, tuple((operands | {name: other}).items()), None)
        for other in _others(operands[name])
    )
    return any(_noticed((*before, other, *after), net) for other in changed)


@pytest.mark.parametrize("line", ALL.values(), ids=ALL)
def test_any_change_is_noticed(line: InvoiceLine) -> None:
    """No operand can be another without leading to another amount, or to none."""
    for place, step in enumerate(explanation(line)):
        names = {name for name, _ in step.operands} - LABELS.get(step.kind, set())
        if step.kind == "waived" and "amount" in names:
            names -= {"minimum", "amount"}  # nothing is charged of them
        unnoticed = {name for name in names if not _is_noticed(line, place, name)}
        assert unnoticed <= {"mode"}, step.kind


@pytest.mark.parametrize("kind", ["round", "band", "weight", "convert"])
def test_a_mode_is_noticed(kind: str) -> None:
    """How something is rounded is noticed where there is something to round."""
    assert any(
        _is_noticed(line, place, "mode")
        for line in ALL.values()
        for place, step in enumerate(explanation(line))
        if step.kind == kind and "mode" in dict(step.operands)
    )


COMPUTING = {
    *("band", "exchange", "minimum", "adjustment", "share", "fixed"),
    *("kept", "agreed-quantity", "agreed-price"),
}


@pytest.mark.parametrize("line", ALL.values(), ids=ALL)
def test_any_step_left_out_is_noticed(line: InvoiceLine) -> None:
    """No step that computes something can be missing."""
    steps, net = explanation(line), Fraction(line.net)
    for place, step in enumerate(steps):
        if step.kind in COMPUTING:
            without = (*steps[:place], *steps[place + 1 :])
            with pytest.raises((ContradictionError, AssertionError)):
                agree(net_of(without), net)
