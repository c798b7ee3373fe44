"""What a group of lines comes to at least, beside the minimum of a rate."""

from typing import Any, ClassVar

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WORD,
    Analysis,
    Discount,
    Entry,
    Fee,
    FirstOf,
    Group,
    InvoiceLine,
    Minimum,
    Money,
    Project,
    Quantity,
    Rounding,
    explain,
    explanation,
)
from flowfit_invoicing.documents import Waived
from tests.pricing.arithmetic import net_of
from tests.pricing.several import (
    MANAGEMENT,
    OTHER,
    PROJECT,
    TASKS,
    agreed,
    told,
    translated,
)
from tests.pricing.simple import analysed, hours, nets, per_word, project, words
from tests.quickstart import GRID


def money(amount: str | int) -> Money:
    return Money(amount, "CAD")


def waived(line: InvoiceLine) -> tuple[Waived, ...]:
    return () if line.details is None else line.details.waived


OWN = per_word("1", minimum_charge=15)
WAIVED = evolve(TASKS[3], minimum_waived={"en": "Goodwill", "fr": "Geste commercial"})

PER: dict[str, tuple[Minimum, list[str]]] = {
    "a line": (Minimum(15), ["T-1 30.00", "T-2 20.00", "T-3 15.00", "T-4 15.00"]),
    "a task": (
        Minimum(25, per="task"),
        ["T-1 30.00", "T-2 25.00", "T-3 25.00", "T-4 25.00"],
    ),
    "a pair": (
        Minimum(40, per="pair"),
        [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00"),
            "fee: Minimum charge en>ja 30.00",
            "T-4 5.00",
            "fee: Minimum charge de>fr-CA 35.00",
        ],
    ),
    "a pair, spread": (
        Minimum(65, per="pair", spread=True),
        ["T-1 39.00", "T-2 26.00", "T-3 65.00", "T-4 65.00"],
    ),
    "a target": (
        Minimum(56, per="target"),
        [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00"),
            *("fee: Minimum charge ja 46.00", "T-4 5.00"),
            "fee: Minimum charge fr-CA 1.00",
        ],
    ),
    "a project": (
        Minimum(100, per="project"),
        [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"),
            "fee: Minimum charge 35.00",
        ],
    ),
    "a project, reached": (
        Minimum(65, per="project"),
        ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"],
    ),
    "a project, a cent short": (
        Minimum("65.01", per="project"),
        [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"),
            "fee: Minimum charge 0.01",
        ],
    ),
    "an invoice": (
        Minimum(100, per="invoice"),
        ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00", "- 35.00"],
    ),
    "an invoice, spread": (
        Minimum(130, per="invoice", spread=True),
        ["T-1 60.00", "T-2 40.00", "T-3 20.00", "T-4 10.00"],
    ),
    "nothing": (
        Minimum(0, per="project"),
        ["T-1 30.00", "T-2 20.00", "T-3 10.00", "T-4 5.00"],
    ),
}


@pytest.mark.parametrize(("minimum", "expected"), PER.values(), ids=PER)
def test_per(minimum: Minimum, expected: list[str]) -> None:
    """A group that comes to less is charged what is missing, behind its last line."""
    assert told(agreed(minimum).price(PROJECT)) == expected


def test_of_each_project() -> None:
    """Each project has a minimum of its own, an invoice has one for them together."""
    by_project = agreed(Minimum(50, per="project")).price(PROJECT, OTHER)
    assert told(by_project)[4:] == ["T-1 30.00", "fee: Minimum charge 20.00"]
    assert by_project[-1].tasks == (("P-2", "fee: Minimum charge"),)
    by_invoice = agreed(Minimum(100, per="invoice")).price(PROJECT, OTHER)
    assert told(by_invoice)[4:] == ["T-1 30.00", "- 5.00"]


def test_on_the_last_line_of_a_task() -> None:
    """The bands of a task come to the minimum together; the last one bears it."""
    rates = agreed(
        Minimum(45, per="task"), rates=[per_word()], grid=GRID, bands="itemised"
    )
    counts = Analysis.of(new=10, exact=40, repetition=20)
    assert nets(rates.price(project(analysed(counts)))) == ["2.50", "2.50", "40.00"]


def test_after_the_one_of_the_rate() -> None:
    """The minimum of the rate goes first, and counts towards what is agreed."""
    (line,) = agreed(Minimum(20), rates=[OWN]).price(project(words(10)))
    assert [str(each.amount) for each in line.adjustments] == ["5.00 CAD", "5.00 CAD"]
    assert nets([line]) == ["20.00"]


COUNTED: dict[str, tuple[str, str]] = {
    "more": ("64", "65.00"),
    "as much": ("65", "65.00"),
    "less": ("65.001", "100.00"),
}


@pytest.mark.parametrize(("below", "expected"), COUNTED.values(), ids=COUNTED)
def test_below_a_count(below: str, expected: str) -> None:
    """It is for small jobs alone: 65 words are not fewer than 65."""
    small = Minimum(100, per="project", below=Quantity(below, WORD))
    lines = agreed(small).price(PROJECT)
    total = Money.total((line.net_amount for line in lines), "CAD")
    assert str(total.amount) == expected


def test_below_a_weighted_count() -> None:
    """What is counted is what is billed: 400 exact matches weigh 100 words."""
    task = analysed(Analysis.of(exact=400))
    for below, net in (("100", "100.00"), ("100.1", "120.00")):
        small = Minimum(120, per="task", below=Quantity(below, WORD))
        assert nets(agreed(small, grid=GRID).price(project(task))) == [net]


def test_below_a_count_of_hours() -> None:
    """Words are no hours: they don't count, and without an hour nothing is small."""
    small = Minimum(100, per="project", below=Quantity(2, HOUR))
    both = agreed(small).price(project(words(10), hours("1")))
    assert nets(both) == ["10.00", "2.00", "88.00"]
    assert nets(agreed(small).price(project(words(10), hours("2")))) == [
        *("10.00", "4.00")
    ]
    assert nets(agreed(small).price(project(words(10)))) == ["10.00"]


def test_fees_do_not_count() -> None:
    """A fee before it is money towards the minimum, but no word and no hour."""
    small = Minimum(80, per="project", below=Quantity(66, WORD))
    lines = agreed(Fee(5, "Files", per="project"), small).price(PROJECT)
    assert told(lines)[4:] == ["fee: Files 5.00", "fee: Minimum charge 10.00"]


WITHOUT: dict[str, tuple[dict[str, Any], str]] = {
    "both": ({}, "30.00"),
    "only without its own": ({"only_without_own": True}, "15.00"),
}


@pytest.mark.parametrize(("parts", "expected"), WITHOUT.values(), ids=WITHOUT)
def test_only_without_own(parts: dict[str, Any], expected: str) -> None:
    """A rate with a minimum of its own, even a reached one, is left alone if agreed."""
    least = Minimum(30, per="task", **parts)
    assert nets(agreed(least, rates=[OWN]).price(project(words(10)))) == [expected]
    assert nets(agreed(least).price(project(words(10)))) == ["30.00"]


def test_of_fees_that_have_no_rate() -> None:
    """A fee has no rate and so no minimum of its own."""
    fee = Fee(5, "Files", per="project", billed_as=MANAGEMENT)
    least = Minimum(9, only_without_own=True, services=[MANAGEMENT])
    assert told(agreed(fee, least).price(project(words(1)))) == [
        *("T-1 1.00", "fee: Files 9.00")
    ]


class TestWaived:
    """A task may be let off its minimums, and says why."""

    def test_both(self) -> None:
        """Neither the rate's minimum is charged nor the one agreed."""
        waived = evolve(words(10), minimum_waived="Goodwill")
        (line,) = agreed(Minimum(20), rates=[OWN]).price(project(waived))
        assert (line.adjustments, line.to_minimum) == ((), None)
        assert nets([line]) == ["10.00"]

    def test_by_band(self) -> None:
        """So it is where each band has a line."""
        counts = analysed(Analysis.of(new=4, exact=4), minimum_waived="Goodwill")
        lines = agreed(
            Minimum(20, per="task"), rates=[OWN], grid=GRID, bands="itemised"
        ).price(project(counts))
        assert nets(lines) == ["4.00", "1.00"]

    def test_the_others(self) -> None:
        """A minimum of its project stays, and its own lines count towards it."""
        lines = agreed(Minimum(100, per="project")).price(project(*TASKS[:3], WAIVED))
        assert told(lines) == [
            *("T-1 30.00", "T-2 20.00", "T-3 10.00"),
            *("T-4 5.00", "fee: Minimum charge 35.00"),
        ]

    def test_told(self) -> None:
        """The last line that is let off says which minimum is not charged, and why."""
        rules = Discount(10, "Less"), Minimum(100, per="project")
        (before, after) = agreed(*rules).price(
            project(evolve(TASKS[0], minimum_waived="Regular"), WAIVED)
        )
        assert "waived" not in [step.kind for step in explanation(before)]
        step = explanation(after)[-1]
        assert (step.kind, step["reason"]) == ("waived", after.waived)
        assert (step["minimum"], step["amount"]) == (Money(100, "CAD"), money("31.50"))
        assert explain(after, "en-CA").splitlines()[-1] == (
            "the minimum of $100.00 is not charged: Goodwill"
        )
        assert explain(after, "fr-CA").splitlines()[-1] == (
            "le minimum de 100,00\xa0$ n’est pas facturé\xa0: Geste commercial"
        )
        assert net_of(explanation(after)) == after.net

    @pytest.mark.parametrize("per", ["line", "task", "pair", "target", "project"])
    @pytest.mark.parametrize("spread", [False, True])
    def test_told_per(self, per: Any, *, spread: bool) -> None:  # noqa: ANN401 - any of them
        """So it is for each kind of group, whoever would have borne the charge."""
        least = Minimum(15, per=per, spread=spread)
        (line,) = agreed(least).price(project(WAIVED))
        assert [each.minimum for each in waived(line)] == [money(15)]
        assert told([line]) == ["T-4 5.00"]

    NOT_TOLD: ClassVar[dict[str, Minimum]] = {
        "reached anyway": Minimum(5, per="task"),
        "not below": Minimum(15, below=Quantity(5, WORD)),
        "in other units": Minimum(15, below=Quantity(9, HOUR)),
    }

    @pytest.mark.parametrize("least", NOT_TOLD.values(), ids=NOT_TOLD)
    def test_nothing_to_tell(self, least: Minimum) -> None:
        """A minimum that would not be charged is not told either."""
        (line,) = agreed(least).price(project(WAIVED))
        assert waived(line) == ()

    def test_own_minimum_is_no_waiver(self) -> None:
        """A rate's own minimum in place of it is not told; a waiver beside it is."""
        rules = agreed(Minimum(99, per="project", only_without_own=True), rates=[OWN])
        lines = rules.price(project(words(10)))
        assert (told(lines), waived(lines[0])) == (["T-1 15.00"], ())
        let_off, own = rules.price(project(WAIVED, words(10)))
        assert (len(waived(let_off)), waived(own)) == (1, ())

    def test_first_of(self) -> None:
        """So it is where one minimum is in place of others."""
        rule = FirstOf(
            [Minimum(60, per="pair", languages="de>*"), Minimum(40, per="pair")]
        )
        (line,) = agreed(rule).price(project(WAIVED))
        assert [each.minimum for each in waived(line)] == [money(60)]

    def test_all(self) -> None:
        """Where all of them are let off, there is no minimum."""
        lines = agreed(Minimum(100, per="project")).price(project(WAIVED))
        assert told(lines) == ["T-4 5.00"]


JAPANESE = Minimum(60, per="pair", languages="*>ja")
FRENCH = Minimum(12, per="pair", languages="*>fr")
ANY = Minimum(40, per="pair")

FIRST: dict[str, tuple[FirstOf, list[str]]] = {
    "one for Japanese": (FirstOf([JAPANESE, ANY]), ["50.00", "35.00"]),
    "in the other order": (FirstOf([ANY, JAPANESE]), ["30.00", "35.00"]),
    "one alone": (FirstOf([JAPANESE]), ["50.00"]),
    "nested": (FirstOf([FirstOf([FRENCH, JAPANESE]), ANY]), ["50.00", "7.00"]),
    "the first is reached": (
        FirstOf([Minimum(5, per="pair", languages="*>ja"), ANY]),
        ["35.00"],
    ),
}


@pytest.mark.parametrize(("rule", "expected"), FIRST.values(), ids=FIRST)
def test_in_place_of_others(rule: FirstOf, expected: list[str]) -> None:
    """The first that holds for a group is in place of the others, reached or not."""
    lines = agreed(rule).price(PROJECT)
    assert nets(line for line in lines if line.task is None) == expected


def test_first_of_is_alike_in_all() -> None:
    """It stands for its rules: what they are per, spread over, and billed as."""
    rule = FirstOf([evolve(JAPANESE, spread=True, billed_as=MANAGEMENT)])
    assert (rule.per, rule.spread, rule.billed_as) == ("pair", True, MANAGEMENT)


def test_first_of_none() -> None:
    """Where none of its rules holds for a line of a group, it gives nothing."""
    (line,) = agreed().price(project(words(10)))
    entry = Entry(line, PROJECT, PROJECT.tasks[0].languages, "fr-CA")
    group = Group((entry,), "pair", Rounding.HALF_UP)
    rule = FirstOf([JAPANESE])
    assert not rule.concerns(entry)
    assert rule.of(group) is None
    assert str(getattr(ANY.of(group), "amount", None)) == "30.00 CAD"


MONEY: dict[str, tuple[Minimum, Rounding, str]] = {
    "half a cent": (Minimum("40.005"), Rounding.HALF_UP, "40.01"),
    "half a cent, down": (Minimum("40.009"), Rounding.DOWN, "40.00"),
    "money": (Minimum(Money("40.005", "CAD")), Rounding.HALF_UP, "40.01"),
    "money, down": (Minimum(Money("40.009", "CAD")), Rounding.DOWN, "40.00"),
}


@pytest.mark.parametrize(("least", "mode", "expected"), MONEY.values(), ids=MONEY)
def test_rounded(least: Minimum, mode: Rounding, expected: str) -> None:
    """An agreed sum is rounded to the currency as the engine rounds."""
    lines = agreed(least, rounding=mode).price(project(words(10)))
    assert nets(lines) == [expected]


def test_says_why() -> None:
    """It has its code, its reason in both languages, and what it was computed of."""
    (line,) = agreed(Minimum(20, per="task")).price(project(words(10)))
    (charge,) = line.adjustments
    assert (charge.code, charge.percent, charge.base) == ("ABK", None, None)
    assert charge.reason.get("en") == "Minimum charge"
    assert charge.reason.get("fr-CA") == "Frais minimum"
    assert charge.basis is not None
    assert (charge.basis.kind, dict(charge.basis.operands)) == (
        "least",
        {"minimum": Money("20.00", "CAD"), "amount": Money("10.00", "CAD")},
    )


def test_before_or_after_a_discount() -> None:
    """The order of what is agreed decides, as it is written."""
    less, least = Discount(10, "Agreed"), Minimum(20)
    small = project(words(10))
    assert nets(agreed(less, least).price(small)) == ["20.00"]
    assert nets(agreed(least, less).price(small)) == ["18.00"]


def test_nothing_counted() -> None:
    """A project without any line has no minimum to come to."""
    empty: Project = project(translated("T-1", 0, "en>fr-CA"))
    assert agreed(Minimum(100, per="invoice")).price(empty) == ()
