"""What is agreed beside rates is taken of the running amount, in the order given."""

from typing import Any

import pytest

from flowfit_invoicing import (
    Adjustment,
    Allowance,
    Analysis,
    Charge,
    Discount,
    Entry,
    Group,
    LocalizedText,
    Money,
    Rounding,
    Surcharge,
)
from flowfit_invoicing.errors import (
    CurrencyMismatchError,
    InvalidValueError,
    InvoicingError,
    NegativeLineError,
    UnpricedTasksError,
)
from flowfit_invoicing.pricing.groups import Per
from tests.pricing.simple import (
    analysed,
    engine,
    hours,
    nets,
    per_hour,
    per_word,
    project,
    words,
)
from tests.quickstart import GRID

LESS = Discount(10, {"en": "Client discount", "fr": "Remise client"})
MORE = Surcharge(25, {"en": "Rush", "fr": "Urgence"}, code="AAT")
URGENT = Surcharge(25, "Rush", urgent_only=True)

AGREED: dict[str, tuple[list[Adjustment], str, list[str]]] = {
    "nothing": ([], "33.35", []),
    "less": ([LESS], "30.01", ["-3.34"]),
    "more": ([MORE], "41.69", ["8.34"]),
    "less, then more": ([LESS, MORE], "37.51", ["-3.34", "7.50"]),
    "more, then less": ([MORE, LESS], "37.52", ["8.34", "-4.17"]),
    "twice": ([LESS, LESS], "27.01", ["-3.34", "-3.00"]),
    "all": ([Discount(100, "Free")], "0.00", ["-33.35"]),
    "all, and then some": ([Discount(100, "Free"), LESS, MORE], "0.00", ["-33.35"]),
    "too little": ([Discount("0.01", "Symbolic")], "33.35", []),
    "just enough": ([Discount("0.015", "Symbolic")], "33.34", ["-0.01"]),
    "more than twice": ([Surcharge(150, "Rush")], "83.38", ["50.03"]),
    "a part of a percent more": ([Surcharge("0.5", "Fuel")], "33.52", ["0.17"]),
    "not urgent": ([URGENT], "33.35", []),
}


@pytest.mark.parametrize(("agreed", "net", "signed"), AGREED.values(), ids=AGREED)
def test_agreed(agreed: list[Adjustment], net: str, signed: list[str]) -> None:
    """33.35 less 10 % plus 25 % is 37.51: each of the amount before it, rounded."""
    rates = engine(per_word("0.25"), adjustments=agreed)
    (line,) = rates.price(project(words("133.4")))
    assert nets([line]) == [net]
    assert [str(each.signed) for each in line.adjustments] == signed
    assert str(line.priced) == "33.35"


@pytest.mark.parametrize(
    ("mode", "net"),
    [("HALF_UP", "30.01"), ("HALF_EVEN", "30.01"), ("DOWN", "30.02"), ("UP", "30.01")],
)
def test_rounding_of_the_engine(mode: str, net: str) -> None:
    """A part is rounded as the engine rounds lines; 10 % of 33.35 is 3.335."""
    rates = engine(per_word("0.25"), adjustments=[LESS], rounding=Rounding[mode])
    assert nets(rates.price(project(words("133.4")))) == [net]


def test_even_ties() -> None:
    """10 % of 33.25 is 3.325, whose even neighbour is 3.32."""
    for mode, net in ((Rounding.HALF_EVEN, "29.93"), (Rounding.HALF_UP, "29.92")):
        rates = engine(per_word("0.25"), adjustments=[LESS], rounding=mode)
        assert nets(rates.price(project(words(133)))) == [net]


def test_urgent() -> None:
    """What is for urgent projects is charged on all lines of those, and no others."""
    rates = engine(per_word("0.25"), per_hour(), adjustments=[URGENT])
    calm = project(words(100), hours("1"))
    urgent = project(*calm.tasks, number="P-2", urgent=True)
    assert nets(rates.price(calm, urgent)) == ["25.00", "50.00", "31.25", "62.50"]


def test_on_each_line() -> None:
    """Each printed line is adjusted and rounded by itself."""
    rates = engine(per_word("0.25"), grid=GRID, adjustments=[LESS], bands="itemised")
    lines = rates.price(project(analysed(Analysis.of(new=10, exact=10, context=10))))
    assert nets(lines) == ["2.25", "0.57", "0.00"]
    assert [len(each.adjustments) for each in lines] == [1, 1, 0]


def test_says_why() -> None:
    """An adjustment has its reason in both languages, its code, percent and base."""
    rates = engine(per_word("0.25"), adjustments=[LESS, MORE])
    (line,) = rates.price(project(words("133.4")))
    less, more = line.adjustments
    assert less == Allowance(
        Money("3.34", "CAD"),
        LocalizedText({"en": "Client discount", "fr": "Remise client"}),
        code="95",
        percent=10,
        base=Money("33.35", "CAD"),
    )
    assert isinstance(more, Charge)
    assert (more.code, str(more.percent), str(more.base)) == ("AAT", "25", "30.01 CAD")


class Handling:
    """An adjustment of a host's own, for orders of more than 20."""

    spread = False
    billed_as = None

    def __init__(self, what: Any) -> None:  # noqa: ANN401 - whatever it is
        self.what = what
        self.per: Per = "line"

    def concerns(self, entry: Entry) -> bool:
        """Tell if the line is for the project."""
        return entry.project is not None and entry.project.number == "P-1"

    def of(self, group: Group) -> Allowance | Charge | None:
        """Give it, whatever it is."""
        assert group.rounding is Rounding.HALF_UP
        return self.what if group.amount > Money(20, "CAD") else None


def test_of_a_host() -> None:
    """A host's own adjustment is asked for each line, with what it comes to so far."""
    fee = Handling(Charge(Money(5, "CAD"), "Handling"))
    rates = engine(per_word("0.25"), per_hour("10"), adjustments=[LESS, fee])
    assert nets(rates.price(project(words(100), hours("2")))) == ["27.50", "18.00"]


EURO, LESS_EUROS = (kind(Money(1, "EUR"), "Error") for kind in (Charge, Allowance))
WRONG: dict[str, tuple[object, type[InvoicingError]]] = {
    "more than there is": (Allowance(Money(99, "CAD"), "Error"), NegativeLineError),
    "of another currency": (EURO, CurrencyMismatchError),
    "less of another currency": (LESS_EUROS, CurrencyMismatchError),
    "a bare amount": (Money(5, "CAD"), InvalidValueError),
}


@pytest.mark.parametrize(("what", "error"), WRONG.values(), ids=WRONG)
def test_wrong(what: object, error: type[InvoicingError]) -> None:
    """What a host's adjustment spoils is told with its place, as all else is."""
    rates = engine(per_word("0.25"), adjustments=[Handling(what)])
    with pytest.raises(UnpricedTasksError) as raised:
        rates.price(project(words(100)))
    (found,) = raised.value.errors
    assert type(found) is error
    (finding,) = rates.check(project(words(100)))
    assert (finding.code, finding.place) == (error.code, ("P-1", "T-1"))


@pytest.mark.parametrize("is_spread", [True, False])
@pytest.mark.parametrize(("what", "error"), WRONG.values(), ids=WRONG)
def test_wrong_over_several_lines(
    what: object,
    error: type[InvoicingError],
    is_spread: bool,  # noqa: FBT001 - a row
) -> None:
    """It is told of several lines too, whether they bear it or it has a line."""
    handling = Handling(what)
    handling.per, handling.spread = "project", is_spread
    rates = engine(per_word("0.25"), per_hour("10"), adjustments=[handling])
    attempt = rates.attempt(project(words(100), hours("2")))
    assert attempt.lines == ()
    (found,) = attempt.errors
    assert (type(found), found.where()) == (error, ("P-1",))
    if isinstance(found, CurrencyMismatchError):
        assert str(found) == "P-1: Error: EUR: expected an amount in CAD"


REFUSED: dict[str, Any] = {
    "zero": {"percent": 0},
    "negative": {"percent": -5},
    "a float": {"percent": 10.0},
    "thirteen decimals": {"percent": "1E-13"},
    "no reason": {"reason": None},
    "an empty reason": {"reason": " "},
    "an empty code": {"code": ""},
}


@pytest.mark.parametrize("kind", [Discount, Surcharge])
@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(kind: type[Discount | Surcharge], parts: dict[str, Any]) -> None:
    """A discount and a surcharge have a percentage above zero and a reason."""
    given: dict[str, Any] = {"percent": 10, "reason": "Agreed"} | parts
    with pytest.raises(InvalidValueError):
        kind(**given)


def test_refuses_more() -> None:
    """No more than all is taken off, and urgent is yes or no."""
    with pytest.raises(InvalidValueError):
        Discount("100.01", "Agreed")
    urgent: Any = "yes"
    with pytest.raises(InvalidValueError):
        Surcharge(25, "Rush", urgent_only=urgent)
