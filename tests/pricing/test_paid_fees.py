"""Fees that other parts of a project have paid are not made at all."""

from typing import Any

import pytest

from flowfit_invoicing import Adjustment, Fee, Minimum, Surcharge
from flowfit_invoicing.errors import InvalidValueError
from tests.pricing.several import agreed, told, translated
from tests.pricing.simple import project

WORK = project(translated("T-1", 10, "en>fr"))
LEAST, RUSH = Minimum(50, per="project"), Surcharge(25, "Rush", per="project")
FEE = Fee(5, "Files", per="project")
PAIR = Fee(5, "Files", per="pair")

PAID: dict[str, tuple[list[Adjustment], list[str], list[str]]] = {
    "none": ([LEAST, RUSH], [], ["T-1 10.00", "fee: Minimum charge 40.00", "- 12.50"]),
    "nothing is in percent of it": (
        [LEAST, RUSH],
        ["fee: Minimum charge"],
        ["T-1 10.00", "- 2.50"],
    ),
    "another one": (
        [LEAST, RUSH],
        ["fee: Rush"],
        ["T-1 10.00", "fee: Minimum charge 40.00", "- 12.50"],
    ),
    "one of two of a name": (
        [FEE, FEE],
        ["fee: Files"],
        ["T-1 10.00", "fee: Files 2 5.00"],
    ),
    "the other of two": (
        [FEE, FEE],
        ["fee: Files 2"],
        ["T-1 10.00", "fee: Files 5.00"],
    ),
    "what counted towards a minimum": (
        [FEE, Minimum(15, per="project")],
        ["fee: Files"],
        ["T-1 10.00", "fee: Minimum charge 5.00"],
    ),
    "of a pair": ([PAIR], ["fee: Files en>fr"], ["T-1 10.00"]),
    "of another pair": (
        [PAIR],
        ["fee: Files en>de"],
        ["T-1 10.00", "fee: Files en>fr 5.00"],
    ),
}


@pytest.mark.parametrize(("rules", "names", "lines"), PAID.values(), ids=PAID)
def test_paid(rules: list[Adjustment], names: list[str], lines: list[str]) -> None:
    """Neither the fee is charged again, nor anything in percent of it."""
    engine, paid = agreed(*rules), [("P-1", name) for name in names]
    assert told(engine.price(WORK, paid=paid)) == lines
    assert told(engine.attempt(WORK, paid=iter(paid)).lines) == lines
    elsewhere = [("P-2", name) for name in names]
    assert engine.price(WORK, paid=elsewhere) == engine.price(WORK)


def test_checked_without_what_was_paid() -> None:
    """What goes wrong with a fee that was paid is not told."""
    off = Fee(10**14, "Big", per="project"), Surcharge(2000, "More", per="project")
    engine, paid = agreed(*off), [("P-1", "fee: Big")]
    assert [each.code for each in engine.check(WORK)] == ["too-large"]
    assert engine.check(WORK, paid=paid) == ()


WRONG: list[Any] = [None, "P-1", ["fee: Files"], 7, [None]]


@pytest.mark.parametrize("paid", WRONG)
def test_doors(paid: Any) -> None:  # noqa: ANN401 - whatever it is
    """Fees are named as lines name them."""
    with pytest.raises(InvalidValueError):
        agreed(FEE).price(WORK, paid=paid)
