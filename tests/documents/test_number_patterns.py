"""A pattern says how documents are numbered, if no two could get the same number."""

from datetime import date
from typing import Any

import pytest

from flowfit_invoicing import NumberPattern
from flowfit_invoicing.documents import Series, number_pattern
from flowfit_invoicing.errors import InvalidValueError

DAY = date(2026, 3, 9)

ACCEPTED = [  # pattern, key of its series, the 1st and the 12 345th number
    ("%SEQ%", "", "1", "12345"),
    ("%SEQ:1%", "", "1", "12345"),
    ("F-%SEQ%", "F-", "F-1", "F-12345"),
    ("F-%SEQ:4%", "F-", "F-0001", "F-12345"),
    ("F-%SEQ:12%", "F-", "F-000000000001", "F-000000012345"),
    ("F-%YYYY%-%SEQ%", "F-2026-", "F-2026-1", "F-2026-12345"),
    ("%YYYY%%SEQ:4%", "2026", "20260001", "202612345"),
    ("%YY%%MM%%DD%%SEQ:2%", "260309", "26030901", "26030912345"),
    ("%SEQ%/%YY%", "%SEQ%/26", "1/26", "12345/26"),
    ("%SEQ%%YYYY%", "%SEQ%2026", "12026", "123452026"),
    ("%SEQ:3%-F", "%SEQ%-F", "001-F", "12345-F"),
    ("%SEQ%-1", "%SEQ%-1", "1-1", "12345-1"),
    ("2-%SEQ%", "2-", "2-1", "2-12345"),
    ("1%YYYY%%SEQ%", "12026", "120261", "1202612345"),
    ("%CLIENT_CODE%-%SEQ%", "ACME-", "ACME-1", "ACME-12345"),
    ("%CLIENT_CODE%x%YYYY%%SEQ%", "ACMEx2026", "ACMEx20261", "ACMEx202612345"),
    ("%CLIENT_CODE%%YYYY%-%SEQ%", "ACME2026-", "ACME2026-1", "ACME2026-12345"),
    ("%PROJECT_NUMBER%.%SEQ%", "P-7.", "P-7.1", "P-7.12345"),
    (
        "%CLIENT_CODE%%PROJECT_NUMBER%/%SEQ%/%DD%",
        "ACMEP-7/%SEQ%/09",
        "ACMEP-7/1/09",
        "ACMEP-7/12345/09",
    ),
    ("Facture n° %SEQ%", "Facture n° ", "Facture n° 1", "Facture n° 12345"),
]


@pytest.mark.parametrize(("text", "key", "first", "later"), ACCEPTED)
def test_accepted(text: str, key: str, first: str, later: str) -> None:
    """Tags are filled in, and the sequence has at least its width."""
    pattern = NumberPattern.parse(text)
    series = pattern.series(DAY, project_number="P-7", client_code="ACME")
    assert series.key == key
    assert (series.number(1), series.number(12345)) == (first, later)
    assert str(pattern) == text
    assert NumberPattern.parse(str(pattern)) == pattern


ONE, KNOWN = "expected one %SEQ%", "expected a known tag instead of "
NAME = "expected a name between two %"
DIGIT = "expected no digit of its own beside %SEQ%"
SEPARATOR = "expected project and client before %SEQ% and a separator"
DRAFTS = "expected numbers that are no ids of drafts"
REFUSED = [
    ("draft-%SEQ%", DRAFTS),
    ("draft-%SEQ:4%", DRAFTS),
    ("draft-%YYYY%%SEQ%", DRAFTS),
    ("draft-%SEQ%%YY%", DRAFTS),
    ("F-%YYYY%", ONE),
    ("F-2026", ONE),
    ("%SEQ%-%SEQ%", ONE),
    ("%SEQ%-%SEQ:4%", ONE),
    ("SEQ", ONE),
    ("F-%seq%", KNOWN + "%seq%"),
    ("F-%SEQ:0%", KNOWN + "%SEQ:0%"),
    ("F-%SEQ:13%", KNOWN + "%SEQ:13%"),
    ("F-%SEQ:%", KNOWN + "%SEQ:%"),
    ("F-%SEQ:04%", KNOWN + "%SEQ:04%"),
    ("F-% SEQ%", KNOWN + "% SEQ%"),
    ("%YEAR%-%SEQ%", KNOWN + "%YEAR%"),
    ("%yyyy%-%SEQ%", KNOWN + "%yyyy%"),
    ("%SEQ%%", NAME),
    ("%%SEQ%", NAME),
    ("%%-%SEQ%", NAME),
    ("100%-%SEQ%", NAME),
    ("F-%SEQ", NAME),
    ("F1%SEQ%", DIGIT),
    ("%SEQ%1", DIGIT),
    ("%SEQ:4%0-F", DIGIT),
    ("F٣%SEQ%", DIGIT),
    ("%CLIENT_CODE%%SEQ%", SEPARATOR),
    ("%PROJECT_NUMBER%%SEQ%", SEPARATOR),
    ("%CLIENT_CODE%%YYYY%%SEQ%", SEPARATOR),
    ("%CLIENT_CODE%1%YYYY%%SEQ%", SEPARATOR),
    ("%SEQ%-%CLIENT_CODE%", SEPARATOR),
    ("%SEQ%-%YYYY%-%PROJECT_NUMBER%", SEPARATOR),
]


@pytest.mark.parametrize(("text", "expected"), REFUSED)
def test_refused(text: str, expected: str) -> None:
    """A pattern that could repeat a number, or says nothing clear, is told why."""
    with pytest.raises(InvalidValueError) as raised:
        NumberPattern.parse(text)
    assert str(raised.value) == f"{text!r}: {expected}"


def test_a_project_makes_no_id_of_a_draft() -> None:
    """Where only a name makes numbers that are ids of drafts, its series is refused."""
    pattern = NumberPattern.parse("%PROJECT_NUMBER%-%SEQ%")
    assert pattern.series(DAY, project_number="drafts").number(1) == "drafts-1"
    with pytest.raises(InvalidValueError) as raised:
        pattern.series(DAY, project_number="draft")
    assert str(raised.value) == f"'draft-': {DRAFTS}"
    assert NumberPattern.parse("draft-%SEQ%/%YY%").series(DAY).number(1) == "draft-1/26"


@pytest.mark.parametrize("text", ["", " ", "F\n%SEQ%", None, 7, b"%SEQ%"], ids=repr)
def test_is_a_line_of_text(text: Any) -> None:  # noqa: ANN401 - whatever it is
    """What is no line of text is no pattern either."""
    with pytest.raises(InvalidValueError):
        NumberPattern.parse(text)
    with pytest.raises(InvalidValueError):
        number_pattern(text)


def test_takes_a_pattern_or_its_text() -> None:
    """Where a pattern is expected, its text will do."""
    pattern = NumberPattern("F-%SEQ%")
    assert number_pattern("F-%SEQ%") == pattern
    assert number_pattern(pattern) is pattern


@pytest.mark.parametrize("tag", ["CLIENT_CODE", "PROJECT_NUMBER"])
def test_needs_the_names_that_it_has(tag: str) -> None:
    """A document without a project has no number of a pattern that names it."""
    pattern = NumberPattern.parse(f"%{tag}%-%SEQ%")
    with pytest.raises(InvalidValueError, match=f"a document that has a %{tag}%$"):
        pattern.series(DAY)


def test_names_are_not_tags() -> None:
    """What looks like a tag in a client's code is filled in as it stands."""
    pattern = NumberPattern.parse("%CLIENT_CODE%-%SEQ%")
    series = pattern.series(DAY, client_code="%YYYY%{0}")
    assert series.number(1) == "%YYYY%{0}-1"


def test_a_name_is_one_line() -> None:
    """A line break in a client's code does not get into a number."""
    pattern = NumberPattern.parse("%CLIENT_CODE%-%SEQ%")
    with pytest.raises(InvalidValueError):
        pattern.series(DAY, client_code="A\nB")


def test_years_have_four_digits() -> None:
    """A year is never shorter than it is written today."""
    series = NumberPattern.parse("%YYYY%%YY%-%SEQ%").series(date(809, 1, 1))
    assert series.number(1) == "080909-1"


NO_PLACES: list[Any] = [0, -1, "1", 1.0, True, None]


@pytest.mark.parametrize("place", NO_PLACES, ids=str)
def test_counted_from_one(place: Any) -> None:  # noqa: ANN401 - whatever it is
    """Numbers are counted from 1, and as wide as one digit at least."""
    with pytest.raises(InvalidValueError):
        Series("F-").number(place)
    with pytest.raises(InvalidValueError):
        Series("F-", width=place)


def test_of_a_day() -> None:
    """A series is of a day, and not of a text."""
    with pytest.raises(InvalidValueError, match=r"expected a datetime\.date"):
        NumberPattern("F-%SEQ%").series("2026-03-09")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]  # that is the case


def test_series() -> None:
    """A series has a text before, one after, and a width."""
    assert Series("F-").number(7) == "F-7"
    assert Series("F-", "/26", 3).number(7) == "F-007/26"
    assert Series("F-", width=3).key == Series("F-").key == "F-"


@pytest.mark.parametrize("name", ["client_code", "project_number"])
@pytest.mark.parametrize("value", [5, None, ["A"]], ids=repr)
def test_names_are_texts(name: str, value: Any) -> None:  # noqa: ANN401 - whatever it is
    """What fills in a name is a text, whether the pattern has the name or not."""
    with pytest.raises(InvalidValueError):
        NumberPattern("F-%SEQ%").series(DAY, **{name: value})
