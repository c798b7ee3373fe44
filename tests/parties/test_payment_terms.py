"""Payment terms: on which day what is due, and what paying early earns."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import DiscountTerms, InstalmentTerms, Money, PaymentTerms
from flowfit_invoicing.errors import DueBeforeIssueError, InvalidValueError

DUE: dict[str, tuple[PaymentTerms, str, str]] = {
    "on receipt": (PaymentTerms(0), "2026-11-24", "2026-11-24"),
    "net 30": (PaymentTerms(30), "2026-11-24", "2026-12-24"),
    "net 30 over February": (PaymentTerms(30), "2026-01-31", "2026-03-02"),
    "net 30 over a leap day": (PaymentTerms(30), "2028-01-31", "2028-03-01"),
    "end of month": (PaymentTerms.end_of_month_plus(0), "2026-02-03", "2026-02-28"),
    "end of a leap February": (
        *(PaymentTerms.end_of_month_plus(0), "2028-02-03", "2028-02-29"),
    ),
    "end of month plus 10": (
        *(PaymentTerms.end_of_month_plus(10), "2026-11-24", "2026-12-10"),
    ),
    "10 days, then end of month": (
        *(PaymentTerms.days_then_end_of_month(10), "2026-11-24", "2026-12-31"),
    ),
    "end of month plus 30": (
        *(PaymentTerms.end_of_month_plus(30), "2026-01-31", "2026-03-02"),
    ),
    "30 days, then end of month": (
        *(PaymentTerms.days_then_end_of_month(30), "2026-01-31", "2026-03-31"),
    ),
    "30 days, then end of the same month": (
        *(PaymentTerms.days_then_end_of_month(30), "2026-12-01", "2026-12-31"),
    ),
    "end of month plus 45 of the last day": (
        *(PaymentTerms.end_of_month_plus(45), "2026-12-31", "2027-02-14"),
    ),
    "the 15th of the next month": (
        *(PaymentTerms.day_of_next_month(15), "2026-12-31", "2027-01-15"),
    ),
    "the 31st of a shorter month": (
        *(PaymentTerms.day_of_next_month(31), "2026-01-31", "2026-02-28"),
    ),
    "the 31st in a leap year": (
        *(PaymentTerms.day_of_next_month(31), "2028-01-01", "2028-02-29"),
    ),
    "the first": (PaymentTerms.day_of_next_month(1), "2026-11-30", "2026-12-01"),
    "a day": (PaymentTerms.on(date(2026, 12, 31)), "2026-11-24", "2026-12-31"),
    "a day, today": (PaymentTerms.on(date(2026, 11, 24)), "2026-11-24", "2026-11-24"),
    "instalments": (
        PaymentTerms.in_instalments((50, PaymentTerms(60)), (50, PaymentTerms(0))),
        "2026-11-24",
        "2027-01-23",
    ),
}


@pytest.mark.parametrize(("terms", "issued", "expected"), DUE.values(), ids=DUE)
def test_due(terms: PaymentTerms, issued: str, expected: str) -> None:
    """What is due when, at the ends of months and in leap years."""
    assert str(terms.due(date.fromisoformat(issued))) == expected


def test_a_day_that_has_passed() -> None:
    """A day that was agreed is kept, or refused once it has passed."""
    terms = PaymentTerms.on(date(2026, 12, 31))
    with pytest.raises(DueBeforeIssueError) as raised:
        terms.due(date(2027, 1, 1))
    facts = raised.value.due_date, raised.value.issue_date
    assert facts == (date(2026, 12, 31), date(2027, 1, 1))


@pytest.mark.parametrize("counted", ["net", "end-of-month-plus", "day-of-next-month"])
def test_end_of_the_calendar(counted: str) -> None:
    """There is no day after the last of the calendar."""
    with pytest.raises(InvalidValueError, match="before the year 9990"):
        PaymentTerms(10, counted=counted).due(date(9999, 12, 31))


REFUSED: dict[str, dict[str, Any]] = {
    "another way to count": {"counted": "sometimes"},
    "several ways to count": {"counted": ["net"]},
    "no day of a month": {"days": 0, "counted": "day-of-next-month"},
    "more days than months have": {"days": 32, "counted": "day-of-next-month"},
    "a text as day": {"fixed": "2026-12-31"},
    "a number as discount": {"discount": 2},
    "a discount after it is due": {"days": 5, "discount": DiscountTerms(2, 10)},
    "a text as instalments": {"parts": "50/50"},
    "a number as instalments": {"parts": 50},
    "numbers as instalments": {"parts": [50, 50]},
    "a percentage without terms": {"parts": [(100,)]},
    "days as terms": {"parts": [(50, 0), (50, 30)]},
    "less than the whole": {"parts": [(50, PaymentTerms(0)), (49, PaymentTerms(9))]},
    "more than the whole": {"parts": [(50, PaymentTerms(0)), (51, PaymentTerms(9))]},
    "one of all": {"parts": [(100, PaymentTerms(0))]},
    "one of nothing": {"parts": [(0, PaymentTerms(0))]},
    "instalments of instalments": {
        "parts": [
            (
                50,
                PaymentTerms.in_instalments((50, PaymentTerms()), (50, PaymentTerms())),
            ),
            (50, PaymentTerms(0)),
        ]
    },
    "an instalment with a discount": {
        "parts": [
            (50, PaymentTerms(discount=DiscountTerms(2, 10))),
            (50, PaymentTerms(0)),
        ]
    },
    "instalments with a discount": {
        "parts": [(50, PaymentTerms(0)), (50, PaymentTerms(9))],
        "discount": DiscountTerms(2, 0),
    },
    "instalments and a day": {
        "parts": [(50, PaymentTerms(0)), (50, PaymentTerms(9))],
        "fixed": date(2026, 12, 31),
    },
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """Terms are refused that say nothing, too much, or two things."""
    with pytest.raises(InvalidValueError):
        PaymentTerms(**parts)


@pytest.mark.parametrize("last", [1, 31])
def test_days_of_a_month(last: int) -> None:
    """The first and the last day of a month can be agreed on."""
    assert PaymentTerms.day_of_next_month(last).days == last


def test_no_instalment() -> None:
    """Whoever asks for instalments says which."""
    with pytest.raises(InvalidValueError, match="one instalment at least"):
        PaymentTerms.in_instalments()


def test_instalments_in_their_order() -> None:
    """Each instalment has its amount and day, the earliest first; no cent is lost."""
    terms = PaymentTerms.in_instalments(
        ("33.3", PaymentTerms(60)),
        InstalmentTerms("33.3", PaymentTerms(0)),
        ("33.4", PaymentTerms.end_of_month_plus(0)),
    )
    instalments = terms.instalments(Money("100.01", "CAD"), date(2026, 11, 24))
    assert [(str(each.due_date), str(each.amount)) for each in instalments] == [
        ("2026-11-24", "33.30 CAD"),
        ("2026-11-30", "33.41 CAD"),
        ("2027-01-23", "33.30 CAD"),
    ]


def test_one_instalment() -> None:
    """What is not paid in several is paid in one."""
    whole = Money("100.00", "CAD")
    (only,) = PaymentTerms(30).instalments(whole, date(2026, 11, 24))
    assert (only.amount, str(only.due_date)) == (whole, "2026-12-24")


@given(
    st.sets(st.integers(1, 99), min_size=1, max_size=6),
    st.integers(0, 10**9),
    st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
def test_instalments_add_up(cuts: set[int], cents: int, issued: date) -> None:
    """Whatever the percentages are, the amounts add up, and the last is the due day."""
    marks = [0, *sorted(cuts), 100]
    parts = [(last - first, PaymentTerms(first)) for first, last in pairwise(marks)]
    terms = PaymentTerms.in_instalments(*parts)
    whole = Money(cents, "CAD") * "0.01"
    instalments = terms.instalments(whole, issued)
    assert Money.total((each.amount for each in instalments), "CAD") == whole
    assert instalments[-1].due_date == terms.due(issued)


@given(st.integers(0, 200), st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_order_matters(days: int, issued: date) -> None:
    """Days before the end of a month lead to its last day, days after past it."""
    before = PaymentTerms.days_then_end_of_month(days).due(issued)
    after = PaymentTerms.end_of_month_plus(days).due(issued)
    assert (before + timedelta(days=1)).day == 1
    assert (after - timedelta(days=days) + timedelta(days=1)).day == 1
    assert min(before, after) >= issued + timedelta(days=days)


def test_discount_terms() -> None:
    """2/10 net 30: two percent, if it is paid by the tenth day."""
    terms = PaymentTerms(30, discount=DiscountTerms(percent=2, days=10))
    assert terms.discount is not None
    assert str(terms.discount.last_day(date(2026, 11, 24))) == "2026-12-04"
    assert str(terms.due(date(2026, 11, 24))) == "2026-12-24"
    assert PaymentTerms(10, discount=terms.discount).discount == terms.discount


LATER = [
    PaymentTerms.end_of_month_plus(0, discount=DiscountTerms(2, 10)),
    PaymentTerms.days_then_end_of_month(0, discount=DiscountTerms(2, 10)),
    PaymentTerms.day_of_next_month(5, discount=DiscountTerms(2, 10)),
    PaymentTerms.on(date(2026, 12, 31), discount=DiscountTerms(2, 10)),
]


@pytest.mark.parametrize("terms", LATER, ids=str)
def test_discount_beside_other_terms(terms: PaymentTerms) -> None:
    """A discount stands beside any terms but instalments."""
    assert terms.discount == DiscountTerms(2, 10)


@pytest.mark.parametrize(
    "parts", [(0, 10), (100, 10), (-1, 10), (2, -1), (2, 3661), (2.0, 10)], ids=str
)
def test_refuses_what_is_no_discount(parts: tuple[Any, Any]) -> None:
    """A discount is above zero and below all, within days that somebody agrees on."""
    with pytest.raises(InvalidValueError):
        DiscountTerms(*parts)
