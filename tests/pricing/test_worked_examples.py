"""Worked examples of other systems come out as their own pages say."""

import pytest

from flowfit_invoicing import InvoiceLine, explain
from tests.pricing.simple import nets

from .worked.examples import Example, totals
from .worked.own import OWN
from .worked.rounding import ROUNDING
from .worked.spreading import SPREADING
from .worked.sums import SUMS
from .worked.tiers import TIERS
from .worked.units import UNITS
from .worked.weighting import WEIGHTING

EXAMPLES = {
    f"{example.system}, {name}": example
    for examples in (ROUNDING, WEIGHTING, SUMS, UNITS, TIERS, SPREADING, OWN)
    for name, example in examples.items()
}


def told(example: Example, lines: tuple[InvoiceLine, ...]) -> dict[str, str]:
    """Say what came out, in the words of an example."""
    sums = totals(example, lines)
    return {
        "comes_out": str(sums.net.amount),
        "gross": str(sums.gross.amount),
        "lines": " ".join(nets(lines)),
        "counted": ", ".join(str(line.quantity) for line in lines),
        "borne": " ".join(str(line.net - line.priced) for line in lines),
    }


def said(example: Example) -> dict[str, str]:
    """Give what the page says."""
    named = {
        "comes_out": example.comes_out,
        "gross": example.gross,
        "lines": example.lines,
        "counted": example.counted,
        "borne": example.borne,
    }
    return {name: text for name, text in named.items() if text is not None}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_worked_example(example: Example) -> None:
    """What a page says of its example comes out of ours."""
    lines = example.engine.price(example.project)
    expected = said(example)
    found = told(example, lines)
    assert expected
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("locale", ["en-CA", "fr-CA"])
@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_explains_itself(example: Example, locale: str) -> None:
    """Each line of an example can say why it costs what it does."""
    for line in example.engine.price(example.project):
        assert explain(line, locale)


def test_come_from_many_systems() -> None:
    """The examples are from many systems, each with its page."""
    assert len({example.system for example in EXAMPLES.values()}) >= 10
    assert all(example.page.startswith("http") for example in EXAMPLES.values())
