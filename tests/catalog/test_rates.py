"""A rate says what so many units of a service cost, and when that holds."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WORD,
    Currency,
    LanguagePattern,
    MatchGrid,
    Money,
    Rate,
)
from flowfit_invoicing.errors import CurrencyMismatchError, InvalidValueError
from tests.quickstart import GRID, REVISION, TRANSLATION

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


def rate(**parts: Any) -> Rate:  # noqa: ANN401 - whatever it is
    parts.setdefault("service", TRANSLATION)
    parts.setdefault("unit", WORD)
    parts.setdefault("unit_price", "0.25")
    return Rate(**parts)


REFUSED: dict[str, dict[str, Any]] = {
    "a float": {"unit_price": 0.25},
    "a negative price": {"unit_price": "-0.01"},
    "thirteen decimals": {"unit_price": "0.0000000000001"},
    "10^15": {"unit_price": 10**15},
    "no number": {"unit_price": "NaN"},
    "a price with a sign of money": {"unit_price": "0.25 CAD"},
    "a negative amount": {"unit_price": Money(-1, "CAD")},
    "an amount with thirteen decimals": {"unit_price": Money("1E-13", "CAD")},
    "a negative minimum": {"minimum_charge": -1},
    "a float as minimum": {"minimum_charge": 45.0},
    "the code of a service": {"service": "TRA"},
    "no service": {"service": None},
    "the code of a unit": {"unit": "word"},
    "one language": {"languages": "en"},
    "an empty domain": {"domain": ""},
    "per nothing": {"per": 0},
    "per less than nothing": {"per": -1},
    "per half a unit": {"per": "0.5"},
    "per True": {"per": True},
    "per more than 10^9": {"per": 10**9 + 1},
    "percents as a grid": {"match_grid": {"new": 100}},
    "a moment": {"valid_from": datetime(2026, 1, 1, tzinfo=UTC)},
    "a written day": {"valid_until": "2026-12-31"},
    "the last day first": {"valid_from": LAST, "valid_until": FIRST},
    "an unknown currency": {"currency": "XXQ"},
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: dict[str, Any]) -> None:
    """A rate is refused as a whole if one part is not what it must be."""
    with pytest.raises(InvalidValueError):
        rate(**parts)


TAKEN: dict[str, tuple[Rate, object, object]] = {
    "a string": (rate(), "unit_price", Decimal("0.25")),
    "a whole number": (rate(unit_price=50), "unit_price", Decimal(50)),
    "for nothing": (rate(unit_price=0), "unit_price", Decimal(0)),
    "an amount": (rate(unit_price=Money(9, "EUR")), "unit_price", Decimal(9)),
    "its currency": (rate(unit_price=Money(9, "EUR")), "currency", Currency("EUR")),
    "a currency of its own": (rate(currency="EUR"), "currency", Currency("EUR")),
    "no currency": (rate(), "currency", None),
    "a least amount": (
        rate(minimum_charge=Money("45.00", "CAD")),
        "minimum_charge",
        Decimal(45),
    ),
    "the currency of the least": (
        rate(minimum_charge=Money(45, "CAD")),
        "currency",
        Currency("CAD"),
    ),
    "no least": (rate(), "minimum_charge", None),
    "languages": (
        rate(languages="EN>fr-ca"),
        "languages",
        LanguagePattern("en", "fr-CA"),
    ),
    "per one": (rate(), "per", 1),
    "per a thousand": (rate(per=1000), "per", 1000),
    "per as many as can be": (rate(per=10**9), "per", 10**9),
    "no grid at all": (rate(match_grid=MatchGrid.of()), "match_grid", MatchGrid.of()),
    "the list's grid": (rate(), "match_grid", None),
}


@pytest.mark.parametrize(("some", "name", "expected"), TAKEN.values(), ids=TAKEN)
def test_takes(some: Rate, name: str, expected: object) -> None:
    """What comes as text, number or amount is kept as a value."""
    assert getattr(some, name) == expected


def test_price_and_minimum_are_in_one_currency() -> None:
    """A price and a minimum in two currencies cannot both be in the list's."""
    with pytest.raises(CurrencyMismatchError) as raised:
        rate(unit_price=Money(1, "CAD"), minimum_charge=Money(45, "EUR"))
    assert (raised.value.expected.code, raised.value.actual.code) == ("CAD", "EUR")


WRITTEN = {
    "the least": (rate(), "TRA (word, 0.25)"),
    "the most": (
        rate(
            per=1000,
            languages="en>fr",
            domain="legal",
            valid_from=FIRST,
            valid_until=LAST,
        ),
        "TRA (1000 word, en>fr, legal, 2026-01-01…2026-12-31, 0.25)",
    ),
    "for two": (rate(per=2), "TRA (2 word, 0.25)"),
    "from a day": (rate(valid_from=FIRST), "TRA (word, 2026-01-01…, 0.25)"),
    "until a day": (rate(valid_until=LAST), "TRA (word, …2026-12-31, 0.25)"),
    "without zeros": (
        Rate(REVISION, HOUR, Money("50.00", "CAD")),
        "REV (hour, 50)",
    ),
}


@pytest.mark.parametrize(("some", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_str(some: Rate, expected: str) -> None:
    """A rate is written with all that tells it from the others of its list."""
    assert str(some) == expected


CHANGES: dict[str, Callable[[Rate], Rate]] = {
    "price": lambda some: evolve(some, unit_price="0.30"),
    "grid": lambda some: evolve(some, match_grid=GRID),
    "unit": lambda some: evolve(some, unit=HOUR),
    "currency": lambda some: evolve(some, unit_price=Money("0.25", "CAD")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_changed_copies(change: Callable[[Rate], Rate]) -> None:
    """A changed copy is another rate; the rate itself stays what it was."""
    some = rate(languages="en>fr", domain="legal", minimum_charge="45.0")
    assert change(some) != some
    assert (
        evolve(some)
        == some
        == rate(languages="en>fr", domain="legal", minimum_charge=45)
    )
    assert hash(evolve(some)) == hash(some)
    with pytest.raises(AttributeError):
        some.unit_price = Decimal(1)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]  # what is refused here
