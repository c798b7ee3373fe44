"""What an engine makes of a project that it cannot price whole."""

from flowfit_invoicing import HOUR, Currency, Fee, VolumeDiscount
from flowfit_invoicing.errors import MixedUnitsError
from flowfit_invoicing.pricing.asides import Amounts
from flowfit_invoicing.pricing.outcomes import outcome
from tests.pricing.several import agreed, told, translated
from tests.pricing.simple import engine, per_word, project, words


def test_a_task_that_an_agreement_fails() -> None:
    """A task with an error has no lines; other tasks, and fees, have theirs."""
    hourly = VolumeDiscount({1: 5}, "Hours", unit=HOUR, per="task", languages="*>ja")
    rates = agreed(Fee(5, "Files", per="project"), hourly)
    good, bad = translated("T-1", 10, "en>fr-CA"), translated("T-2", 20, "en>ja")
    found = outcome(rates, project(good, bad))
    assert [type(error) for error in found.errors] == [MixedUnitsError]
    assert [*found.problems] == ["T-2"]
    assert told(found.lines) == ["T-1 10.00", "fee: Files 5.00"]


def test_amounts_by_currency() -> None:
    """Sums of several currencies stand in the order of their codes."""
    amounts = Amounts()
    for currency in ("EUR", "CAD", "EUR"):
        prices = engine(per_word("1"), currency=currency)
        amounts.add(prices.price(project(words(10))))
    assert [str(each) for each in amounts.found()] == ["10.00 CAD", "20.00 EUR"]
    assert [each.currency for each in amounts.found()] == [
        *map(Currency, ("CAD", "EUR"))
    ]
