"""A list of rates has one currency, and one rate for each work on each day."""

import pickle
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import HOUR, WORD, ClientService, Currency, Money, Rate, RateList
from flowfit_invoicing.errors import (
    AmbiguousRatesError,
    CurrencyMismatchError,
    InvalidValueError,
)
from tests.quickstart import ACME_RATES, GRID, REVISION, STANDARD, TRANSLATION

RATE = Rate(TRANSLATION, WORD, "0.25")

SCOPES: dict[str, tuple[dict[str, Any], dict[str, Any], bool]] = {
    "the same": ({}, {}, True),
    "another price": ({}, {"unit_price": 1}, True),
    "another grid": ({}, {"match_grid": GRID}, True),
    "per another number": ({}, {"per": 1000}, True),
    "another name": ({}, {"service": ClientService("TRA", "Übersetzung")}, True),
    "another case": ({"languages": "EN>fr-ca"}, {"languages": "en>fr-CA"}, True),
    "the same domain": ({"domain": "legal"}, {"domain": "legal"}, True),
    "the same languages": ({"languages": "*>*"}, {"languages": "*>*"}, True),
    "another service": ({}, {"service": REVISION}, False),
    "another unit": ({}, {"unit": HOUR}, False),
    "another domain": ({"domain": "legal"}, {"domain": "medical"}, False),
    "a domain and any": ({"domain": "legal"}, {}, False),
    "a target and its parent": (
        {"languages": "en>fr-CA"},
        {"languages": "en>fr"},
        False,
    ),
    "a source and its parent": (
        {"languages": "en-US>fr"},
        {"languages": "en>fr"},
        False,
    ),
    "crossed": ({"languages": "en>*"}, {"languages": "*>fr"}, False),
    "domain and target crossed": (
        {"domain": "legal", "languages": "en>*"},
        {"languages": "en>fr"},
        False,
    ),
    "any languages and none": ({"languages": "*>*"}, {}, False),
}


@pytest.mark.parametrize(("one", "other", "tie"), SCOPES.values(), ids=SCOPES)
def test_scopes(one: dict[str, Any], other: dict[str, Any], *, tie: bool) -> None:
    """Rates tie only if they ask for the very same."""
    rates = (evolve(RATE, **one), evolve(RATE, **other))
    _refused(rates, tie=tie)


JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))
LAST_OF_JAN = date(2026, 1, 31)
Period = tuple[date | None, date | None]
PERIODS: dict[str, tuple[Period, Period, bool]] = {
    "both always": ((None, None), (None, None), True),
    "always and once": ((None, None), (FEB, FEB), True),
    "one after the other": ((JAN, LAST_OF_JAN), (FEB, None), False),
    "a day in common": ((JAN, FEB), (FEB, None), True),
    "a gap between": ((None, JAN), (FEB, MAR), False),
    "one within the other": ((JAN, MAR), (FEB, FEB), True),
    "both from a day on": ((JAN, None), (FEB, None), True),
    "both until a day": ((None, JAN), (None, FEB), True),
    "until and from the same day": ((None, FEB), (FEB, None), True),
    "until the eve": ((None, LAST_OF_JAN), (FEB, None), False),
    "the first and the last day": ((None, date.min), (date.max, None), False),
}


@pytest.mark.parametrize(("one", "other", "tie"), PERIODS.values(), ids=PERIODS)
def test_periods(one: Period, other: Period, *, tie: bool) -> None:
    """Rates for the same work tie if there is a day on which both hold."""
    rates = tuple(
        evolve(RATE, valid_from=first, valid_until=last) for first, last in (one, other)
    )
    _refused(rates, tie=tie)


def _refused(rates: tuple[Rate, ...], *, tie: bool) -> None:
    for in_order in permutations((*rates, Rate(REVISION, HOUR, 1))):
        if not tie:
            assert RateList("Standard", "CAD", in_order).rates == in_order
            continue
        with pytest.raises(AmbiguousRatesError) as raised:
            RateList("Standard", "CAD", in_order)
        assert {raised.value.first, raised.value.second} == set(rates)


def test_tie_among_three() -> None:
    """Of several periods, those two are named that meet."""
    january, february, late = (
        evolve(RATE, valid_from=first, valid_until=last)
        for first, last in ((JAN, LAST_OF_JAN), (FEB, MAR), (MAR, None))
    )
    for rates in permutations((january, february, late)):
        with pytest.raises(AmbiguousRatesError) as raised:
            RateList("Standard", "CAD", rates)
        assert (raised.value.first, raised.value.second) == (february, late)
        assert str(raised.value) == (
            "rate TRA (word, 2026-02-01…2026-03-01, 0.25): "
            "could win as well as TRA (word, 2026-03-01…, 0.25)"
        )


def test_lists_do_not_tie_with_their_base() -> None:
    """The same work may be priced by the client's list and by the one behind it."""
    base = RateList("Base", "CAD", [RATE])
    assert RateList("Client", "CAD", [RATE], base=base).base is base


OF_OTHER_CURRENCY: dict[str, dict[str, Any]] = {
    "a price": {"rates": [Rate(REVISION, HOUR, Money(50, "EUR"))]},
    "a minimum": {"rates": [evolve(RATE, minimum_charge=Money(45, "EUR"))]},
    "a base": {"base": RateList("Base", "EUR")},
}


@pytest.mark.parametrize("parts", OF_OTHER_CURRENCY.values(), ids=OF_OTHER_CURRENCY)
def test_one_currency(parts: dict[str, Any]) -> None:
    """Neither a rate nor the list behind is in another currency."""
    with pytest.raises(CurrencyMismatchError) as raised:
        RateList("Standard", "CAD", **parts)
    assert (raised.value.expected.code, raised.value.actual.code) == ("CAD", "EUR")


def test_rates_may_name_the_currency_of_the_list() -> None:
    """An amount in the list's own currency is as good as a number."""
    dollars = Rate(TRANSLATION, WORD, Money("0.25", "CAD"), minimum_charge=45)
    assert RateList("Standard", Currency("CAD"), [dollars]).rates == (dollars,)


REFUSED: dict[str, dict[str, Any]] = {
    "an empty name": {"name": " "},
    "an unknown currency": {"currency": "QQQ"},
    "a lone rate": {"rates": RATE},
    "what is no rate": {"rates": ["TRA"]},
    "the name of a base": {"base": "Standard 2026"},
    "percents as a grid": {"match_grid": {"new": 100}},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A list is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        evolve(STANDARD, **parts)


def test_equality() -> None:
    """Lists are equal if what was put in is; how they look up is their own."""
    again = RateList("Acme", "CAD", ACME_RATES.rates, base=STANDARD, match_grid=GRID)
    assert again == ACME_RATES == pickle.loads(pickle.dumps(ACME_RATES))  # noqa: S301 - ours
    assert hash(again) == hash(ACME_RATES)
    assert evolve(again, match_grid=None) != again
    assert "_index" not in repr(again)
