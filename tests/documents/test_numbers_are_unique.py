"""Two documents never get the same number, whatever their day, client and project."""

from datetime import date
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from flowfit_invoicing import NumberPattern
from flowfit_invoicing.documents import Series
from flowfit_invoicing.errors import InvalidValueError

TAGS = [
    *("%YYYY%", "%YY%", "%MM%", "%DD%", "%CLIENT_CODE%", "%PROJECT_NUMBER%"),
    *("-", "1", "A", "/", ""),
]
_SIDE = st.lists(st.sampled_from(TAGS), max_size=4).map("".join)
_SEQUENCE = st.sampled_from(["%SEQ%", "%SEQ:2%", "%SEQ:4%"])
_TEXTS = st.tuples(_SIDE, _SEQUENCE, _SIDE).map("".join)

CODES = ("A", "A1", "A-1", "A2026", "A-2026", "1", "11", "-", "A-", "2026", "A/1")
DAYS = (date(2026, 1, 1), date(2026, 11, 11), date(2020, 1, 20), date(2011, 11, 1))
SEQUENCES = (1, 2, 11, 12, 20, 111, 1111, 2026, 20261, 120261)


def accepted(text: str) -> NumberPattern | None:
    try:
        return NumberPattern.parse(text)
    except InvalidValueError:
        return None


def all_numbers(pattern: NumberPattern) -> dict[str, set[tuple[str, int]]]:
    """Give all numbers of some documents, and the places in a series that give them."""
    places: dict[str, set[tuple[str, int]]] = {}
    series: set[Series] = {
        pattern.series(day, client_code=client, project_number=project)
        for day, client, project in product(DAYS, CODES, CODES)
    }
    for each, sequence in product(series, SEQUENCES):
        places.setdefault(each.number(sequence), set()).add((each.key, sequence))
    return places


@settings(deadline=None)
@given(_TEXTS)
def test_one_place_for_each_number(text: str) -> None:
    """A number tells its series and its place in it."""
    pattern = accepted(text)
    assume(pattern is not None)
    assert pattern is not None
    for number, places in all_numbers(pattern).items():
        assert len(places) == 1, number


_LETTERS = st.text("A1-2/0", min_size=1, max_size=6)
_DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))
_DOCUMENTS = st.tuples(_DAYS, _LETTERS, _LETTERS, st.integers(1, 10**6))


@given(_TEXTS, _DOCUMENTS, _DOCUMENTS)
def test_any_two_documents(
    text: str,
    one: tuple[date, str, str, int],
    other: tuple[date, str, str, int],
) -> None:
    """Equal numbers are those of the same place in the same series."""
    pattern = accepted(text)
    assume(pattern is not None)
    assert pattern is not None
    places: list[tuple[str, int]] = []
    numbers: list[str] = []
    for day, client, project, sequence in (one, other):
        series = pattern.series(day, client_code=client, project_number=project)
        places.append((series.key, sequence))
        numbers.append(series.number(sequence))
    assert (numbers[0] == numbers[1]) == (places[0] == places[1])
