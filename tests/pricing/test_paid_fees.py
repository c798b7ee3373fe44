"""Fees that other parts of a project have paid are not made at all."""

from typing import Any

import pytest

from flowfit_invoicing import (
    WORD,
    Adjustment,
    Charge,
    Fee,
    FirstOf,
    Minimum,
    Money,
    Project,
    Quantity,
    Surcharge,
    VolumeDiscount,
)
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.pricing.groups import Per
from tests.pricing.several import agreed, told, translated
from tests.pricing.simple import hours, project
from tests.pricing.test_one_by_one import Handling

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


SMALL = Minimum(15, per="project", below=Quantity(12, WORD))
PIECE = project(translated("T-2", 20, "en>fr"))
JAPANESE = project(translated("T-2", 10, "en>ja"))
REVISED = project(hours("1"))
LAW = project(translated("T-2", 10, "en>fr", domain="law"))


def first_of(*texts: str, per: Per = "project", **some: Any) -> FirstOf:  # noqa: ANN401 - what all are for
    """Make a fee for Japanese in place of one for French, by their reasons."""
    fees = zip((30, 40), texts, ("*>ja", "*>fr"), strict=True)
    several: Any = [
        Fee(sum_, text, per=per, languages=languages, **some)
        for sum_, text, languages in fees
    ]
    return FirstOf(several)


def choice(**some: Any) -> Fee:  # noqa: ANN401 - what it is for
    return Fee(5, "Files", per="project", **some)


BOTH = "*>ja *>fr"
NAMES: dict[str, tuple[list[Adjustment], Project, list[str], list[str]]] = {
    "one that is not always made": (
        [SMALL, Minimum(50, per="project")],
        PIECE,
        ["Minimum charge 5.00", "Minimum charge 2 35.00"],
        ["Minimum charge 2 30.00"],
    ),
    "one that is percents in another part": (
        [
            Surcharge(10, "Files", per="project", at_least="1.50"),
            Surcharge(10, "Files", per="project", at_least=4),
        ],
        PIECE,
        ["Files 1.50", "Files 2 4.00"],
        ["- 2.00", "Files 2 4.00"],
    ),
    "one that takes off": (
        [VolumeDiscount({15: 10}, "Files", per="project", unit=WORD), FEE],
        PIECE,
        ["Files 2 5.00"],
        ["Files 2 5.00"],
    ),
    "what a host says only then": (
        [FEE, Handling(Charge(Money(1, "CAD"), "Files"))],
        PIECE,
        ["Files 5.00", "Files 2 1.00"],
        ["Files 5.00", "Files 2 1.00"],
    ),
    "of a pair in two ways": (
        [choice(languages="en>fr"), PAIR],
        JAPANESE,
        ["Files en>fr 5.00", "Files en>fr 2 5.00"],
        ["Files en>ja 5.00"],
    ),
    "chosen by languages": (
        [first_of("Files", "Files"), FEE],
        JAPANESE,
        [f"Files {BOTH} 40.00", "Files 5.00"],
        [f"Files {BOTH} 30.00", "Files 5.00"],
    ),
    "chosen with another reason": (
        [first_of("A", "B"), first_of("B", "B")],
        JAPANESE,
        [f"B {BOTH} 40.00", f"B {BOTH} 2 40.00"],
        [f"A {BOTH} 30.00", f"B {BOTH} 2 30.00"],
    ),
    "chosen in place of one for all": (
        [FirstOf([FirstOf([choice(languages="*>ja")]), FEE]), FEE],
        JAPANESE,
        ["Files 5.00", "Files 2 5.00"],
        ["Files 5.00", "Files 2 5.00"],
    ),
    "chosen for a pair": (
        [first_of("Files", "Files", per="pair", services=["TRA"])],
        JAPANESE,
        ["Files en>fr TRA TRA 40.00"],
        ["Files en>ja TRA TRA 30.00"],
    ),
    "of services": (
        [FirstOf([choice(services=["TRA"])]), FirstOf([choice(services=["REV"])])],
        REVISED,
        ["Files TRA 5.00"],
        ["Files REV 5.00"],
    ),
    "of domains": (
        [FirstOf([choice(domains=["law"])]), FirstOf([FEE])],
        LAW,
        ["Files 5.00"],
        ["Files law 5.00", "Files 5.00"],
    ),
}


@pytest.mark.parametrize(("rules", "other", "here", "there"), NAMES.values(), ids=NAMES)
def test_names(
    rules: list[Adjustment], other: Project, here: list[str], there: list[str]
) -> None:
    """A fee has the same name in each part of a project, whatever else is made."""
    for part, expected in ((WORK, here), (other, there)):
        lines = agreed(*rules).price(part)[1:]
        assert [name.removeprefix("fee: ") for name in told(lines)] == expected


WRONG: list[Any] = [
    *(None, "P-1", ["fee: Files"], 7, [None]),
    *([([],)], [("P-1", [])], [("P-1",)], [("P-1", "fee: Files", "2")]),
]


@pytest.mark.parametrize("paid", WRONG)
def test_doors(paid: Any) -> None:  # noqa: ANN401 - whatever it is
    """Fees are named as lines name them."""
    with pytest.raises(InvalidValueError):
        agreed(FEE).price(WORK, paid=paid)
