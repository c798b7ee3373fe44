"""How much of a task is billed already, and by whom."""

from decimal import Decimal

import pytest

from flowfit_invoicing import InvoiceLine, Money
from flowfit_invoicing.documents import Claim, claims_of, overbilled, wholly_billed
from tests.pricing.simple import engine, per_hour, per_word, project, words

TASK = ("P-1", "T-1")


def claims(*amounts: str) -> list[Claim]:
    """Make claims such as `A 30/100`: of A, 30 of a whole of 100."""
    several: list[Claim] = []
    for each in amounts:
        holder, _, of = each.partition(" ")
        amount, _, whole = of.partition("/")
        several.append(Claim(TASK, holder, Decimal(amount), Decimal(whole)))
    return several


BILLED: dict[str, tuple[list[str], str | None]] = {
    "by nobody": ([], None),
    "whole": (["A 100/100"], "A"),
    "in part": (["A 99.99/100"], None),
    "in two parts": (["A 33.33/100", "B 66.67/100"], "B"),
    "and freed": (["A 100/100", "B -100/100"], None),
    "freed in part": (["A 100/100", "B -0.01/100"], None),
    "freed and billed anew": (["A 100/100", "B -100/100", "C 80/80"], "C"),
}


@pytest.mark.parametrize(("made", "holder"), BILLED.values(), ids=BILLED)
def test_wholly_billed(made: list[str], holder: str | None) -> None:
    """A task is billed if its shares make a whole; the last to bill it has it."""
    expected = {} if holder is None else {TASK: holder}
    assert wholly_billed(claims(*made)) == expected


OVERBILLED: dict[str, tuple[str, list[str], str | None]] = {
    "nothing before": ("C 100/100", [], None),
    "what is left": ("C 30/100", ["A 70/100"], None),
    "a cent more": ("C 30.01/100", ["A 20/100", "B 50/100"], "B"),
    "what was freed": ("C 80/80", ["A 100/100", "B -100/100"], None),
    "a third, thrice": ("C 1/3", ["A 1/3", "B 1/3"], None),
}


@pytest.mark.parametrize(
    ("own", "before", "holder"), OVERBILLED.values(), ids=OVERBILLED
)
def test_overbilled(own: str, before: list[str], holder: str | None) -> None:
    """Shares are added exactly, and never make more than the whole."""
    expected = {} if holder is None else {TASK: holder}
    assert overbilled(claims(own), claims(*before)) == expected


def test_of_lines() -> None:
    """All lines of a task claim it together; a line for no task claims nothing."""
    bands = engine(per_word("0.20"), per_hour())
    lines = bands.price(project(words(100)))
    courier = InvoiceLine.of("Courier", Money("18.50", "CAD"))
    assert list(claims_of([*lines, courier, *lines], "F-1")) == claims("F-1 40/40")


def test_of_what_costs_nothing() -> None:
    """A task that costs nothing is billed like others: it is claimed whole."""
    lines = engine(per_word("0")).price(project(words(100)))
    assert list(claims_of(lines, "F-1")) == claims("F-1 1/1")
