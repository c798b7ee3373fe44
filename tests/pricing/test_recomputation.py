"""What an explanation says is enough to compute the price again, and no less."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given, settings

from flowfit_invoicing import (
    InvoiceLine,
    Money,
    PricingEngine,
    Project,
    Quantity,
    Rounding,
    Step,
    explanation,
)
from flowfit_invoicing.errors import UnpricedTasksError
from tests.pricing import chance
from tests.pricing.arithmetic import ContradictionError, net_of
from tests.pricing.test_explanation import KINDS

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


def _others(value: Any) -> list[Any]:  # noqa: ANN401 - operands of all kinds
    """Give what else an operand might have been."""
    if isinstance(value, Money):
        return [value + Money("1.00", value.currency)]
    if isinstance(value, Quantity):
        return [Quantity(value.amount + 1, value.unit)]
    if isinstance(value, Rounding):
        return [mode for mode in Rounding if mode is not value]
    if isinstance(value, tuple):
        return [(*value, Decimal(1))]
    if isinstance(value, str):
        return [{"-": "+", "+": "-"}.get(value, value + "x")]
    return [value - 1, value + 2]


COMPUTES = {
    "mapping": {"kind"},
    "rate": {"per"},
    "band": {"percent", "count", "unit_price"},
    "weight": {"bands"},
    "price": {"quantity", "unit_price", "per"},
    "round": {"amount", "digits", "mode"},
    "minimum": {"minimum", "amount"},
    "adjustment": {"sign", "percent", "base"},
}


def _noticed(steps: tuple[Step, ...], net: Fraction) -> bool:
    try:
        return net_of(steps) != net
    except ContradictionError:
        return True


@pytest.mark.parametrize("line", LINES.values(), ids=LINES)
def test_any_change_is_noticed(line: InvoiceLine) -> None:
    """No operand can be another without leading to another amount, or to none."""
    steps = explanation(line)
    for place, step in enumerate(steps):
        operands = dict(step.operands)
        for name in COMPUTES.get(step.kind, ()) & operands.keys():
            changed = (
                Step(step.kind, tuple((operands | {name: other}).items()), None)
                for other in _others(operands[name])
            )
            assert any(
                _noticed(
                    (*steps[:place], other, *steps[place + 1 :]), Fraction(line.net)
                )
                for other in changed
            ), (step.kind, name)
