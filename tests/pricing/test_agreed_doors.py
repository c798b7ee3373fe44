"""What is no agreement is refused where it is made."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Cap,
    Discount,
    Fee,
    FirstOf,
    Minimum,
    Money,
    Surcharge,
    VolumeDiscount,
)
from flowfit_invoicing.errors import InvalidValueError
from tests.pricing.several import agreed
from tests.quickstart import TRANSLATION

ALL: dict[str, Any] = {
    "discount": partial(Discount, 10, "Agreed"),
    "surcharge": partial(Surcharge, 10, "Agreed"),
    "fee": partial(Fee, 10, "Agreed"),
    "minimum": partial(Minimum, 10),
    "cap": partial(Cap, 10),
    "volume": partial(VolumeDiscount, {1: 1}, "Agreed"),
}

REFUSED: dict[str, dict[str, Any]] = {
    "per what is none": {"per": "week"},
    "per nothing": {"per": None},
    "per several": {"per": ["line"]},
    "one service's code": {"services": "TRA"},
    "services that are none": {"services": [1]},
    "an empty code of a service": {"services": [" "]},
    "a number for services": {"services": 3},
    "languages that are none": {"languages": "english"},
    "a list of languages": {"languages": ["en>fr"]},
    "one client's code": {"clients": "ACME"},
    "clients that are none": {"clients": [1]},
    "an empty code of a client": {"clients": [""]},
    "maybe urgent": {"urgent_only": 1},
    "maybe spread": {"spread": None},
    "billed as a code": {"billed_as": "PM"},
    "a code of two lines": {"code": "9\n5"},
}


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refused(make: Callable[..., Any], parts: dict[str, Any]) -> None:
    """All that is agreed says for which lines, in what they are known by."""
    with pytest.raises(InvalidValueError):
        make(**parts)


@pytest.mark.parametrize("make", ALL.values(), ids=ALL)
def test_taken(make: Callable[..., Any]) -> None:
    """Services and their codes may be mixed; languages may be written."""
    made = make(services=(TRANSLATION, "REV"), languages="en>*", clients=("ACME",))
    assert (made.services, str(made.languages)) == (("TRA", "REV"), "en>*")
    assert made.clients == ("ACME",)


SUMS: dict[str, Any] = {
    "negative": -1,
    "negative money": Money("-0.01", "CAD"),
    "a float": 40.0,
    "true": True,
    "a word": "forty",
    "nothing": None,
    "too much": 10**15,
}


@pytest.mark.parametrize("what", SUMS.values(), ids=SUMS)
def test_sums(what: Any) -> None:  # noqa: ANN401 - whatever it is
    """A sum is a number of zero or more, or money."""
    for make in (
        lambda: Fee(what, "Agreed"),
        lambda: Minimum(what),
        lambda: Cap(what),
        lambda: Surcharge(10, "Agreed", at_least="x" if what is None else what),
    ):
        with pytest.raises(InvalidValueError):
            make()


TIERS: dict[str, Any] = {
    "none": {},
    "no tiers": None,
    "a number": 5,
    "a word": "5",
    "a negative start": {-1: 5},
    "a negative percent": {1: -5},
    "more than all": {1: "100.01"},
    "a float": {1: 5.0},
    "a float to start": {1.0: 5},
    "twice the same start": [(1, 5), ("1.0", 6)],
    "twice the same tier": [(1, 5), (1, 5)],
    "no pairs": [1, 2],
    "three in a tier": [(1, 2, 3)],
    "thirteen decimals": {1: "1E-13"},
}


@pytest.mark.parametrize("tiers", TIERS.values(), ids=TIERS)
def test_tiers(tiers: Any) -> None:  # noqa: ANN401 - whatever it is
    """Tiers are starts of zero or more, each once, with percents of 0 to 100."""
    with pytest.raises(InvalidValueError):
        VolumeDiscount(tiers, "Volume")


MORE: dict[str, Callable[[], Any]] = {
    "volume in a unit's code": lambda: VolumeDiscount({1: 1}, "x", unit="word"),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    "maybe graduated": lambda: VolumeDiscount({1: 1}, "x", graduated=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    "below a number": lambda: Minimum(1, below=5),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    "maybe without its own": lambda: Minimum(1, only_without_own=1),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    "no reason of a fee": lambda: Fee(1, ""),
    "no reason of a minimum": lambda: Minimum(1, ""),
    "no reason of a limit": lambda: Cap(1, " "),
    "no reason of a volume": lambda: VolumeDiscount({1: 1}, ""),
    "first of none": lambda: FirstOf([]),
    "first of nothing": lambda: FirstOf(None),  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case
    "first of numbers": lambda: FirstOf([10]),  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case
    "first per this or that": lambda: FirstOf([Cap(1), Cap(1, per="task")]),
    "first spread or not": lambda: FirstOf([Fee(1, "x"), Fee(1, "x", spread=True)]),
    "first billed as this or that": lambda: FirstOf(
        [Fee(1, "x"), Fee(1, "x", billed_as=TRANSLATION)]
    ),
}


@pytest.mark.parametrize("make", MORE.values(), ids=MORE)
def test_refused_more(make: Callable[[], Any]) -> None:
    """Each has a door for what is its own."""
    with pytest.raises(InvalidValueError):
        make()


class Nameless:
    """Has what is asked of an adjustment, but does not say what it is per."""

    spread = False
    billed_as: object = None

    def concerns(self, _: object) -> bool:
        """Take any line."""
        return True

    def of(self, _: object) -> None:
        """Give nothing."""


class PerWeek(Nameless):
    """Is per what no group is."""

    per = "week"


class NotSpread:
    """Does not say whether it is spread."""

    per, billed_as = "line", None
    concerns, of = Nameless.concerns, Nameless.of


class BilledAsCode(Nameless):
    """Is billed as what is no service."""

    per, billed_as = "project", "PM"


class Unbilled:
    """Does not say what it is billed as."""

    per, spread = "project", False
    concerns, of = Nameless.concerns, Nameless.of


SEVERAL: dict[str, Any] = {
    "a discount": Discount(10, "Agreed"),
    "none": None,
    "a number": [10],
    "a kind of discount": [Discount],
    "what says nothing of groups": [Nameless()],
    "what is per week": [PerWeek()],
    "what may be spread": [NotSpread()],
    "what is billed as a code": [BilledAsCode()],
    "what is not said to be billed": [Unbilled()],
}


@pytest.mark.parametrize("what", SEVERAL.values(), ids=SEVERAL)
def test_what_is_no_adjustment(what: Any) -> None:  # noqa: ANN401 - whatever it is
    """An engine takes several adjustments that say all that it asks of them."""
    with pytest.raises(InvalidValueError):
        evolve(agreed(), adjustments=what)
    with pytest.raises(InvalidValueError):
        FirstOf(what)
