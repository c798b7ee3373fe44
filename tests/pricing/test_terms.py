"""Terms that have no grid: nothing is discounted, and nothing misfits."""

from decimal import Decimal

from flowfit_invoicing import WORD, Analysis, InvoiceLine, MatchBand, Money
from flowfit_invoicing.documents import Terms
from flowfit_invoicing.money import Currency
from flowfit_invoicing.pricing.tasks import misfits
from tests.pricing.simple import analysed, words

PLAIN = Terms(None, WORD, Decimal("0.25"), Currency("CAD"))


def test_band_without_a_grid() -> None:
    """A band costs what all of them cost."""
    assert PLAIN.of_band(MatchBand.parse("new")) == PLAIN


def test_misfits_without_a_grid() -> None:
    """Where there are no rows, no band is cut by one."""
    assert misfits(analysed(Analysis.of({"40-60": 1})), PLAIN) == ()


def test_another_unit() -> None:
    """Terms for words count nothing of a task that has none."""
    hours = InvoiceLine.of("Hours", Money(1, "CAD")).terms
    assert [str(terms.measured(words(5))) for terms in (PLAIN, hours)] == ["5", "0"]
