"""Discounts and limits of groups of lines, to the cent, and who they are for."""

from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Adjustment,
    Allowance,
    Cap,
    Charge,
    Client,
    Discount,
    Entry,
    Fee,
    Group,
    LocalizedText,
    Money,
    Rounding,
    Surcharge,
)
from flowfit_invoicing.documents import Share
from flowfit_invoicing.errors import NegativeLineError
from flowfit_invoicing.pricing.groups import PERS, Per
from flowfit_invoicing.pricing.outcomes import outcome
from tests.pricing.several import MANAGEMENT, OTHER, PROJECT, agreed, told, translated
from tests.pricing.simple import CLIENT, hours, nets, project, words

ALIKE = project(*(translated(f"T-{n}", "33.33", "en>fr-CA") for n in range(3)))
"""Three tasks of 33.33 each."""

PER: dict[str, tuple[Adjustment, list[str]]] = {
    "a line": (Discount(10, "Agreed"), ["27.00", "18.00", "9.00", "4.50"]),
    "a line, to half a cent": (
        Discount("0.05", "Agreed"),
        ["29.98", "19.99", "9.99", "5.00"],
    ),
    "a task": (Discount(10, "Agreed", per="task"), ["27.00", "18.00", "9.00", "4.50"]),
    "a pair": (
        Discount("0.05", "Agreed", per="pair"),
        ["29.98", "19.99", "9.99", "5.00"],
    ),
    "a target": (
        Discount("0.05", "Agreed", per="target"),
        ["29.98", "19.99", "9.99", "5.00"],
    ),
    "a project": (
        Discount("0.05", "Agreed", per="project"),
        ["29.99", "19.99", "9.99", "5.00"],
    ),
    "an invoice": (
        Discount("0.05", "Agreed", per="invoice"),
        ["29.99", "19.99", "9.99", "5.00"],
    ),
    "all of it": (
        Discount(100, "Free", per="project"),
        ["0.00", "0.00", "0.00", "0.00"],
    ),
    "most of a project": (
        Cap(60, per="project"),
        ["27.69", "18.46", "9.23", "4.62"],
    ),
    "most of an invoice": (
        Cap(Money("64.99", "CAD"), "At most", per="invoice"),
        ["29.99", "20.00", "10.00", "5.00"],
    ),
    "most of a pair": (Cap(40, per="pair"), ["24.00", "16.00", "10.00", "5.00"]),
    "most of a target": (Cap(11, per="target"), ["6.00", "4.00", "10.00", "1.00"]),
    "most of a task": (Cap(11, per="task"), ["11.00", "11.00", "10.00", "5.00"]),
    "most of a line": (Cap(0), ["0.00", "0.00", "0.00", "0.00"]),
    "as much as there is": (
        Cap(65, per="project"),
        ["30.00", "20.00", "10.00", "5.00"],
    ),
    "half a cent": (Cap("64.995", per="invoice"), ["30.00", "20.00", "10.00", "5.00"]),
}


@pytest.mark.parametrize(("agreed_", "expected"), PER.values(), ids=PER)
def test_per(agreed_: Adjustment, expected: list[str]) -> None:
    """What is taken off a group is borne by its lines, by largest remainder."""
    assert nets(agreed(agreed_).price(PROJECT)) == expected


def test_first_of_those_that_lost_alike() -> None:
    """Of 10.00 three alike bear 3.33, and the first one a cent more."""
    lines = agreed(Discount("10.001", "Agreed", per="project")).price(ALIKE)
    assert nets(lines) == ["29.99", "30.00", "30.00"]
    least = agreed(Discount(10, "Agreed", per="project"), rounding=Rounding.DOWN)
    assert nets(least.price(ALIKE)) == ["30.00", "30.00", "30.00"]


def test_rounded_once_for_all() -> None:
    """10 % of 99.99 is 10.00; line by line it would be 9.99."""
    one = agreed(Discount(10, "Agreed", per="project")).price(ALIKE)
    each = agreed(Discount(10, "Agreed")).price(ALIKE)
    assert (nets(one), nets(each)) == (
        ["29.99", "30.00", "30.00"],
        ["30.00", "30.00", "30.00"],
    )


def test_says_what_it_is_a_part_of() -> None:
    """Each part knows the whole, and how that came about."""
    lines = agreed(Discount(10, "Agreed", per="project")).price(ALIKE)
    (first,), *_ = (line.adjustments for line in lines)
    assert isinstance(first, Allowance)
    assert (str(first.amount), first.code) == ("3.34 CAD", "95")
    assert (first.percent, first.base) == (None, None)
    whole, weights = Money("10.00", "CAD"), tuple(line.priced for line in lines)
    assert first.share == Share(whole, weights, 0)
    assert first.basis is not None
    assert dict(first.basis.operands) == {
        "base": Money("99.99", "CAD"),
        "percent": 10,
        "least": None,
    }


def test_of_one_line() -> None:
    """A group of one line bears all of it, and there is no share to tell of."""
    (line,) = agreed(Discount(10, "Agreed", per="project")).price(project(words(10)))
    (less,) = line.adjustments
    assert (less.share, less.basis, str(less.base)) == (None, None, "10.00 CAD")
    (line,) = agreed(Cap(4, per="invoice")).price(project(words(10)))
    (less,) = line.adjustments
    assert (less.share, less.code, less.reason.get("fr")) == (
        *(None, "95", "Maximum convenu"),
    )


def test_a_part_of_nothing() -> None:
    """A line that bears no cent has no adjustment."""
    few = agreed(Discount("0.02", "Agreed", per="project")).price(PROJECT)
    assert nets(few) == ["29.99", "20.00", "10.00", "5.00"]
    assert [len(line.adjustments) for line in few] == [1, 0, 0, 0]


def test_of_all_projects() -> None:
    """A discount on an invoice is borne by lines of all projects, fees included."""
    rates = agreed(
        Fee(5, "Files", per="project"), Discount(10, "Agreed", per="invoice")
    )
    assert told(rates.price(PROJECT, OTHER)) == [
        *("T-1 27.00", "T-2 18.00", "T-3 9.00", "T-4 4.50", "fee: Files 4.50"),
        *("T-1 27.00", "fee: Files 4.50"),
    ]


MIXED = project(words(10), hours("5"))
GLOBEX: Client = evolve(CLIENT, code="GLOBEX")

FOR_SOME: dict[str, tuple[dict[str, Any], list[str]]] = {
    "all": ({}, ["9.00", "9.00", "4.50"]),
    "a service": ({"services": ["TRA"]}, ["9.00", "10.00", "5.00"]),
    "a service itself": ({"services": MANAGEMENT}, ["10.00", "10.00", "4.50"]),
    "two services": ({"services": ["REV", MANAGEMENT]}, ["10.00", "9.00", "4.50"]),
    "no such service": ({"services": ["DTP"]}, ["10.00", "10.00", "5.00"]),
    "languages": ({"languages": "en>fr"}, ["9.00", "9.00", "4.50"]),
    "other languages": ({"languages": "de>*"}, ["10.00", "10.00", "5.00"]),
    "any languages": ({"languages": "*>*"}, ["9.00", "9.00", "4.50"]),
    "a client": ({"clients": ["GLOBEX", "ACME"]}, ["9.00", "9.00", "4.50"]),
    "another client": ({"clients": ["GLOBEX"]}, ["10.00", "10.00", "5.00"]),
    "urgent": ({"urgent_only": True}, ["10.00", "10.00", "5.00"]),
    "a service in some languages": (
        {"services": ["REV"], "languages": "en>*"},
        ["10.00", "9.00", "5.00"],
    ),
    "a service of another client": (
        {"services": ["REV"], "clients": ["GLOBEX"]},
        ["10.00", "10.00", "5.00"],
    ),
}


@pytest.mark.parametrize(("parts", "expected"), FOR_SOME.values(), ids=FOR_SOME)
def test_for_some_lines(parts: dict[str, Any], expected: list[str]) -> None:
    """What is agreed holds for lines of services, languages and clients, if it says."""
    fee = Fee(5, "Management", per="project", billed_as=MANAGEMENT)
    for per in ("line", "project", "invoice"):
        less = Discount(10, "Agreed", per=per, **parts)
        assert nets(agreed(fee, less).price(MIXED)) == expected


def test_for_a_client_among_others() -> None:
    """Of two projects on an invoice, one may be for whom it was agreed."""
    other = evolve(MIXED, number="P-2", client=GLOBEX, tasks=[words(10)])
    nobody = evolve(MIXED, number="P-3", client=None, tasks=[words(10)])
    less = agreed(Discount(10, "Agreed", clients=["GLOBEX"], per="invoice"))
    assert nets(less.attempt(MIXED, other, nobody).lines) == [
        *("10.00", "10.00", "9.00", "10.00")
    ]


def test_fee_of_an_invoice_is_for_its_work() -> None:
    """A fee of the whole invoice is for the clients and languages of all its work."""
    fee = Fee(10, "Courier", per="invoice")
    for parts in ({"clients": ["ACME"]}, {"urgent_only": True}, {"languages": "*>*"}):
        some: Any = parts
        lines = agreed(fee, Discount(50, "Agreed", **some)).price(OTHER)
        assert nets(lines) == ["15.00", "5.00"]
        calm = evolve(OTHER, number="P-3", urgent=False, client=GLOBEX)
        foreign = evolve(calm, tasks=[evolve(OTHER.tasks[0], languages=None)])
        lines = agreed(fee, Discount(50, "Agreed", **some)).price(OTHER, foreign)
        assert nets(lines) == ["15.00", "30.00", "10.00"]
    for per in PERS[1:-1]:
        lines = agreed(fee, Discount(50, "Agreed", per=per)).price(OTHER)
        assert nets(lines) == ["15.00", "10.00"]


ORDER: dict[str, tuple[list[Adjustment], list[str]]] = {
    "discount, then limit": (
        [Discount(50, "Agreed", per="project"), Cap(20, per="project")],
        ["20.00"],
    ),
    "limit, then discount": (
        [Cap(20, per="project"), Discount(50, "Agreed", per="project")],
        ["10.00"],
    ),
    "discount, then fee": (
        [Discount(50, "Agreed", per="invoice"), Fee(10, "Files", per="project")],
        ["50.00", "10.00"],
    ),
    "fee, then discount": (
        [Fee(10, "Files", per="project"), Discount(50, "Agreed", per="invoice")],
        ["50.00", "5.00"],
    ),
    "two fees": (
        [Fee(10, "Files", per="project"), Fee(5, "Courier", per="project")],
        ["100.00", "10.00", "5.00"],
    ),
    "surcharge, then limit": (
        [Surcharge(10, "Rush"), Cap(105, per="project")],
        ["105.00"],
    ),
}


@pytest.mark.parametrize(("several", "expected"), ORDER.values(), ids=ORDER)
def test_in_their_order(several: list[Adjustment], expected: list[str]) -> None:
    """Each is taken of what the lines come to after those before it."""
    assert nets(agreed(*several).price(project(words(100)))) == expected


class Off:
    """What a host takes off a group, however much that is."""

    spread = False
    billed_as = None

    def __init__(self, amount: str, per: Per) -> None:
        self.amount = Money(amount, "CAD")
        self.per: Per = per
        self.parts: dict[str, Any] = {}

    def concerns(self, entry: Entry) -> bool:
        """Take all lines of projects."""
        return entry.project is not None

    def of(self, group: Group) -> Allowance | Charge | None:
        """Give it."""
        return Allowance(self.amount, f"Off {group.amount}", **self.parts)


PLACES: dict[str, tuple[Per, tuple[str, ...]]] = {
    "a line": ("line", ("P-1", "T-1")),
    "a task": ("task", ("P-1", "T-1")),
    "a pair": ("pair", ("P-1",)),
    "a target": ("target", ("P-1",)),
    "a project": ("project", ("P-1",)),
    "an invoice": ("invoice", ()),
}


@pytest.mark.parametrize(("per", "place"), PLACES.values(), ids=PLACES)
def test_below_zero(per: Per, place: tuple[str, ...]) -> None:
    """No line is negative; what would make one is told with its place."""
    rates = agreed(Off("10.01", per))
    attempt = rates.attempt(project(words(10)))
    reason = LocalizedText("Off 10.00 CAD")
    assert attempt.errors == (NegativeLineError(Money("10.01", "CAD"), place, reason),)
    assert attempt.lines == ()
    (finding,) = rates.check(project(words(10)))
    assert (finding.code, finding.place) == ("negative-line", place)
    assert nets(agreed(Off("10.00", per)).price(project(words(10)))) == ["0.00"]


def test_below_zero_together() -> None:
    """More than all lines of a group have is told as it was agreed, with its reason."""
    attempt = agreed(Off("65.01", "project")).attempt(PROJECT)
    (error,) = attempt.errors
    assert isinstance(error, NegativeLineError)
    assert str(error) == (
        "P-1: Off 65.00 CAD: allowance 65.01 CAD: takes the line below zero"
    )
    assert attempt.lines == ()


def test_others_are_adjusted_all_the_same() -> None:
    """A project that cannot be adjusted has no price; the next ones have theirs."""
    rates = agreed(Off("10.00", "pair"), Fee(1, "Files", per="project"))
    attempt = rates.attempt(PROJECT, OTHER)
    assert [error.where() for error in attempt.errors] == [("P-1",)]
    assert told(attempt.lines) == ["T-1 20.00", "fee: Files 1.00"]


def test_all_that_cannot_be_adjusted_is_told() -> None:
    """One group that goes wrong does not hide the next."""
    attempt = agreed(Off("65.01", "project")).attempt(PROJECT, OTHER)
    assert [error.where() for error in attempt.errors] == [("P-1",), ("P-2",)]


def test_a_task_that_cannot_be_adjusted_has_no_price() -> None:
    """Among many projects, it is left out like one without a rate; others are not."""
    rates = agreed(Off("20.00", "task"))
    made = outcome(rates, PROJECT)
    assert nets(made.lines) == ["10.00", "0.00"]
    assert sorted(made.problems) == ["T-3", "T-4"]
    for per in PERS[2:]:
        made = outcome(agreed(Off("65.01", per)), PROJECT)
        assert (made.lines, len(made.problems)) == ((), 4)


HALF_SAID: dict[str, dict[str, Any]] = {
    "neither": {},
    "percents of nothing": {"percent": 3},
    "a base without percents": {"base": Money("65.00", "CAD")},
}


@pytest.mark.parametrize("parts", HALF_SAID.values(), ids=HALF_SAID)
def test_parts_of_what_a_host_takes_off(parts: dict[str, Any]) -> None:
    """A sum of a host's that several lines bear is a fixed one, if it says no more."""
    off = Off("6.50", "project")
    off.parts = parts
    less = agreed(off).price(PROJECT)[0].adjustments[0]
    assert less.basis is not None
    assert (less.basis.kind, less.basis.operands) == (
        *("fixed", (("amount", Money("6.50", "CAD")),)),
    )
