"""Rate lists that know their bases by name."""

from typing import Any

import pytest

from flowfit_invoicing import RateList, with_bases
from flowfit_invoicing.errors import (
    CircularBasesError,
    CurrencyMismatchError,
    InvalidValueError,
    InvoicingError,
    RateListNotFoundError,
)

A, B, C, D = (RateList(name, "CAD") for name in "ABCD")
EURO = RateList("E", "EUR")

LINKED: dict[str, tuple[dict[str, str], list[str]]] = {
    "none": ({}, ["A", "B", "C", "D"]),
    "one": ({"A": "B"}, ["A>B", "B", "C", "D"]),
    "a chain": ({"A": "B", "B": "C", "C": "D"}, ["A>B>C>D", "B>C>D", "C>D", "D"]),
    "backwards": ({"D": "C", "C": "B", "B": "A"}, ["A", "B>A", "C>B>A", "D>C>B>A"]),
    "one for all": ({"B": "A", "C": "A", "D": "A"}, ["A", "B>A", "C>A", "D>A"]),
}


@pytest.mark.parametrize(("bases", "expected"), LINKED.values(), ids=LINKED)
def test_linked(bases: dict[str, str], expected: list[str]) -> None:
    """Each list is in front of the one that it names, whatever their order."""
    found = with_bases([A, B, C, D], bases)
    assert [">".join(each.name for each in one.lineage()) for one in found] == expected


def test_one_list_behind_two() -> None:
    """Lists that name one base have the very same behind them."""
    first, second, base, _ = with_bases([A, B, C, D], {"A": "C", "B": "C"})
    assert first.base is second.base is base


def test_says_which_lists_there_are() -> None:
    """A list that is not there is told with all that are."""
    with pytest.raises(RateListNotFoundError) as raised:
        with_bases([A, B], {"A": "X"})
    assert (raised.value.name, raised.value.known) == ("X", ("A", "B"))


def test_keeps_what_was_behind() -> None:
    """A list that names no other keeps the base that it has."""
    own = RateList("Own", "CAD", base=D)
    assert with_bases([own], {}) == (own,)


WRONG: dict[str, tuple[list[RateList], Any, type[InvoicingError], str]] = {
    "itself": ([A], {"A": "A"}, CircularBasesError, "bases A, A"),
    "a circle": (
        [A, B, C, D],
        {"A": "B", "B": "C", "C": "B"},
        CircularBasesError,
        "bases B, C, B",
    ),
    "another that is not there": ([A], {"A": "X"}, RateListNotFoundError, "'X'"),
    "one that is not there": ([A], {"X": "A"}, RateListNotFoundError, "'X'"),
    "two currencies": ([A, EURO], {"A": "E"}, CurrencyMismatchError, "EUR"),
    "one name twice": ([A, A], {}, InvalidValueError, "once"),
    "two bases": ([A, B, C], [("A", "B"), ("A", "C")], InvalidValueError, "one base"),
}


@pytest.mark.parametrize(("lists", "bases", "error", "said"), WRONG.values(), ids=WRONG)
def test_wrong(
    lists: list[RateList],
    bases: Any,  # noqa: ANN401 - those of a row
    error: type[Exception],
    said: str,
) -> None:
    """What cannot be linked is told by its names."""
    with pytest.raises(error) as raised:
        with_bases(lists, bases)
    assert said in str(raised.value)
