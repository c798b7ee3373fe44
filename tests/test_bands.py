"""Match bands are data, the usual ones with names."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import Analysis, MatchBand
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.work import CONTEXT, EXACT_MATCH, FUZZY, NEW

NAMED = {
    "new": MatchBand("tm", 0, 0),
    "fuzzy": MatchBand("tm", 1, 99),
    "exact": MatchBand("tm", 100, 100),
    "context": MatchBand("tm", 100, 102, context=True),
    "repetition": MatchBand("repetition", 0, 100),
    "mt": MatchBand("mt", 0, 100),
    "internal": MatchBand("internal", 0, 100),
    "nontranslatable": MatchBand("nontranslatable", 0, 100),
    "75-84": MatchBand("tm", 75, 84),
    "85": MatchBand("tm", 85, 85),
    "1": MatchBand("tm", 1, 1),
    "95-100": MatchBand("tm", 95, 100),
    "mt 50-74": MatchBand("mt", 50, 74),
    "100 context": MatchBand("tm", 100, 100, context=True),
    "internal 100 context": MatchBand("internal", 100, 100, context=True),
    "101 context": MatchBand("tm", 101, 101, context=True),
    "101-102 context": MatchBand("tm", 101, 102, context=True),
    "perfect 102 context": MatchBand("perfect", 102, 102, context=True),
}


@pytest.mark.parametrize(("name", "band"), NAMED.items(), ids=NAMED)
def test_names(name: str, band: MatchBand) -> None:
    """Usual bands have a name, others their range and what is special about them."""
    assert (str(band), band.name) == (name, name)
    assert MatchBand.parse(name) == band


def test_constants_are_the_named() -> None:
    """The bands that grids know are those of these names."""
    names = [str(band) for band in (NEW, FUZZY, EXACT_MATCH, CONTEXT)]
    assert names == ["new", "fuzzy", "exact", "context"]


@st.composite
def any_band(draw: st.DrawFn) -> MatchBand:
    origin = draw(st.sampled_from(["tm", "mt", "repetition", "internal", "fragment"]))
    context = draw(st.booleans())
    highest = 102 if context and origin in {"tm", "fragment"} else 100
    low = draw(st.integers(100 if context else 0, highest))
    high = draw(st.integers(low, highest))
    return MatchBand(origin, low, high, context=context)


@given(any_band())
def test_parse_is_the_inverse_of_str(band: MatchBand) -> None:
    """What `str()` writes of any band, `parse()` reads."""
    assert MatchBand.parse(str(band)) == band


NO_NAMES = [
    *("", "Exact", "exact ", "repetitions", "75–84", "75-", "-84", "84-75", "75-84-90"),
    *("75%", "7 5", "1e1", "103", "75-1000", "75-84\n", "²", "٧٥", "tm"),
    *(None, 75, b"exact", ["exact"]),
]


@pytest.mark.parametrize("name", NO_NAMES, ids=repr)
def test_refuses_other_names(name: Any) -> None:  # noqa: ANN401 - whatever it is
    """What names no band is refused, and not guessed at."""
    with pytest.raises(InvalidValueError):
        MatchBand.parse(name)
    with pytest.raises(InvalidValueError):
        Analysis([(name, 1)])


NO_BANDS: dict[str, tuple[Any, ...]] = {
    "lower percent last": ("tm", 84, 75),
    "below zero": ("tm", -1, 10),
    "above 102": ("tm", 100, 103),
    "True as percent": ("tm", 0, True),
    "float": ("tm", 75.0, 84),
    "digits": ("tm", "75", "84"),
    "Decimal": ("tm", Decimal(75), 84),
    "capitals": ("TM", 75, 84),
    "two words": ("machine translation", 0, 100),
    "letters of other scripts": ("mémoire", 0, 100),
    "no origin": ("", 0, 100),
    "the name of a band as origin": ("fuzzy", 50, 50),
    "None as origin": (None, 0, 100),
}


@pytest.mark.parametrize("parts", NO_BANDS.values(), ids=NO_BANDS)
def test_refuses_what_is_no_band(parts: tuple[Any, ...]) -> None:
    """A band is an origin in lower case and whole percents, the lower one first."""
    with pytest.raises(InvalidValueError):
        MatchBand(*parts)


@pytest.mark.parametrize("context", [1, "yes", None])
def test_context_is_a_flag(context: Any) -> None:  # noqa: ANN401 - whatever it is
    """Context is True or False, not just truthy."""
    with pytest.raises(InvalidValueError, match="expected True or False as context"):
        MatchBand("tm", 100, 100, context=context)


IMPOSSIBLE = {
    "tm 101": "at most 100 percent out of context",
    "95-101": "at most 100 percent out of context",
    "repetition 101": "at most 100 percent out of context",
    "mt 102": "at most 100 percent out of context",
    "internal 0-101": "at most 100 percent out of context",
    "nontranslatable 101 context": "at most 100 percent out of context",
    "repetition 100-102 context": "at most 100 percent out of context",
    "50-60 context": "100 to 102 percent in context",
    "99-101 context": "100 to 102 percent in context",
    "mt 99 context": "100 to 102 percent in context",
}


@pytest.mark.parametrize(("name", "expected"), IMPOSSIBLE.items(), ids=IMPOSSIBLE)
def test_bands_that_cannot_be(name: str, expected: str) -> None:
    """Only exact matches in context are above 100 %, and in context is nothing less."""
    with pytest.raises(InvalidValueError) as raised:
        MatchBand.parse(name)
    culprit = name.removeprefix("tm ")
    assert str(raised.value) == f"{culprit!r}: expected {expected}"


@pytest.mark.parametrize("name", ["new 5", "fuzzy 50-74", "exact 100", "context 101"])
def test_names_of_whole_bands_have_no_percents(name: str) -> None:
    """No match is of the origin `fuzzy`, so a row of it would never hold."""
    with pytest.raises(InvalidValueError) as raised:
        MatchBand.parse(name)
    assert str(raised.value) == (
        f"{name.split(maxsplit=1)[0]!r}: "
        "expected its name alone, or percents alone, such as '75-84'"
    )


MEETINGS = {  # two bands: whether the first contains the other, whether they meet
    ("75-84", "75-84"): (True, True),
    ("75-84", "80"): (True, True),
    ("80", "75-84"): (False, True),
    ("75-84", "84-90"): (False, True),
    ("75-84", "85-90"): (False, False),
    ("fuzzy", "75-84"): (True, True),
    ("fuzzy", "new"): (False, False),
    ("fuzzy", "exact"): (False, False),
    ("context", "exact"): (False, False),
    ("exact", "context"): (False, False),
    ("repetition", "new"): (False, False),
}


@pytest.mark.parametrize(
    ("names", "expected"), MEETINGS.items(), ids=map("/".join, MEETINGS)
)
def test_contains_and_meets(
    names: tuple[str, str], expected: tuple[bool, bool]
) -> None:
    """Bands meet where a match can be in both: one origin, one kind of context."""
    first, other = map(MatchBand.parse, names)
    assert (first.contains(other), first.meets(other)) == expected
    assert other.meets(first) == first.meets(other)
