"""Amounts, quantities, percents and days are written as people of a place do."""

from datetime import date
from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from babel import Locale
from babel.dates import format_date
from babel.localedata import locale_identifiers
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
)
from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.locales import Formatter, formatter
from tests.contexts import HOSTILE

DAY = date(2026, 11, 24)
MONEY = {  # locale, amount: what is printed
    ("fr-CA", "1344.72 CAD"): "1\u00a0344,72\u00a0$",
    ("fr-CA", "0.085 CAD"): "0,085\u00a0$",
    ("fr-CA", "-18.5 CAD"): "-18,50\u00a0$",
    ("fr-FR", "1344.72 CAD"): "1\u202f344,72\u00a0$CA",
    ("fr", "0.085 EUR"): "0,085\u00a0€",
    ("de", "0.085 EUR"): "0,085\u00a0€",
    ("en", "0.085 EUR"): "€0.085",
    ("en-CA", "1344.72 CAD"): "$1,344.72",
    ("en-US", "-1344.7 CAD"): "-CA$1,344.70",
    ("en", "100 JPY"): "¥100",
    ("en", "0.5 JPY"): "¥0.5",
    ("en", "1 KWD"): "KWD1.000",
    ("en", "12.35 RSD"): "RSD12.35",
    ("en", "12.3500 RSD"): "RSD12.35",
    ("en", "7 MGA"): "MGA7.00",
    ("en-IN", "1234567.89 INR"): "₹12,34,567.89",
    ("de-CH", "1344.72 CHF"): "CHF\u00a01’344.72",
    ("en", "1E-28 CAD"): "CA$0." + "0" * 27 + "1",
    ("en", "999999999999999.999 CAD"): "CA$999,999,999,999,999.999",
}


@pytest.mark.parametrize(
    ("given_", "expected"), MONEY.items(), ids=map(" ".join, MONEY)
)
def test_money(given_: tuple[str, str], expected: str) -> None:
    """An amount has all its digits, and no fewer than its currency by ISO 4217."""
    locale, (amount, currency) = given_[0], given_[1].split()
    assert formatter(locale).money(ffi.Money(amount, currency)) == expected


NUMBERS = {
    ("fr-CA", "1222.900"): "1\u00a0222,9",
    ("en", "1222.9"): "1,222.9",
    ("en", "1200"): "1,200",
    ("en", "0"): "0",
    ("de", "-0.001"): "-0,001",
}
PERCENTS = {
    ("fr-CA", "9.975"): "9,975\u00a0%",
    ("fr", "5"): "5\u00a0%",
    ("en", "9.975"): "9.975%",
    ("en", "5.00"): "5%",
    ("de", "100"): "100\u00a0%",
    ("en", "0.000000000001"): "0.000000000001%",
}


@pytest.mark.parametrize(
    ("given_", "expected"), NUMBERS.items(), ids=map(" ".join, NUMBERS)
)
def test_number(given_: tuple[str, str], expected: str) -> None:
    """A number has all its digits, and no zeros that say nothing."""
    locale, number = given_
    assert formatter(locale).number(Decimal(number)) == expected


@pytest.mark.parametrize(
    ("given_", "expected"), PERCENTS.items(), ids=map(" ".join, PERCENTS)
)
def test_percent(given_: tuple[str, str], expected: str) -> None:
    """A percentage has all its digits; what is 5 % is given as 5."""
    locale, number = given_
    assert formatter(locale).percent(Decimal(number)) == expected


DAYS = {
    "fr-CA": "24 novembre 2026",
    "en-CA": "November 24, 2026",
    "en-GB": "24 November 2026",
    "de": "24. November 2026",
    "oj": "November 24, 2026",
}


@pytest.mark.parametrize(("locale", "expected"), DAYS.items(), ids=DAYS)
def test_day(locale: str, expected: str) -> None:
    """A day has the name of its month, since digits are read in three orders."""
    assert formatter(locale).day(DAY) == expected


NO_LOCALES = [
    *("../../etc/passwd", "..", "fr/CA", "fr\0", "en\n", "en-US.UTF-8", "en@euro"),
    *("", "C", "*", "x" * 1000, "fr-" * 1000, None, 5, b"fr", ["fr"], Locale("fr")),
]


@pytest.mark.parametrize("locale", NO_LOCALES, ids=repr)
def test_locales_are_tags(locale: Any) -> None:  # noqa: ANN401 - whatever it is
    """A locale is a language tag and never reaches the file system as anything else."""
    with pytest.raises(InvalidValueError, match="expected a language tag"):
        formatter(locale)


FALLBACKS = {
    "fr-CA-x-legal": "fr_CA",
    "fr_CA": "fr_CA",
    "fr-QC": "fr",
    "en-ZZ": "en",
    "cr-Cans-CA": "en",
    "oj": "en",
    "x-whatever": "en",
    "abcdefgh": "en",
}


@pytest.mark.parametrize(("locale", "expected"), FALLBACKS.items(), ids=FALLBACKS)
def test_unknown_locales(locale: str, expected: str) -> None:
    """A locale that nobody knows is written as its parents are, else as English."""
    found, known = formatter(locale), formatter(expected)
    amount = ffi.Money("-1234567.8", "CAD")
    assert found.money(amount) == known.money(amount)
    assert found.day(DAY) == known.day(DAY)
    assert found.percent(Decimal("9.975")) == known.percent(Decimal("9.975"))


LOCALES = st.sampled_from(sorted(locale_identifiers()))
AMOUNTS = st.decimals(-(10**14), 10**14, places=6) | st.decimals(-100, 100, places=2)
CODES = ["CAD", "EUR", "USD", "JPY", "KWD", "CLF", "CHF", "INR", "XOF", "BRL", "MXN"]
AGREED = [
    code for code in CODES if get_currency_precision(code) == ffi.Currency(code).digits
]


@given(LOCALES, AMOUNTS, st.sampled_from(AGREED))
def test_prints_what_babel_prints(locale: str, number: Decimal, code: str) -> None:
    """Where Babel can print all digits, ours is the same in all its locales."""
    with localcontext(prec=100):
        money = format_currency(number, code, locale=locale, decimal_quantization=False)
        plain = format_decimal(number, locale=locale, decimal_quantization=False)
        share = number.scaleb(-2)
        percent = format_percent(share, locale=locale, decimal_quantization=False)
    ours = formatter(locale)
    assert ours.money(ffi.Money(number, code)) == money
    assert ours.number(number) == plain
    assert ours.percent(number) == percent


@given(LOCALES, st.dates())
def test_days_as_babel_writes_them(locale: str, day: date) -> None:
    """A day is the long date of the locale; in French, the first is ordinal."""
    written = format_date(day, "long", locale=locale)
    if locale.startswith("fr") and day.day == 1:
        written = f"1er{written[1:]}"
    assert formatter(locale).day(day) == written


PRINTED = (
    ffi.Money("1234567.885", "CAD"),
    Decimal("1234567.8900"),
    ffi.Quantity("1234567.5", ffi.HOUR),
    ffi.MatchBand("tm", 75, 84),
    ffi.LanguagePair.parse("en>fr-CA"),
    DAY,
)


def printed(words: Formatter) -> list[str]:
    return [words.write(PRINTED), words.percent(Decimal("9.97512345"))]


@pytest.mark.parametrize("context", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("locale", ["fr-CA", "en", "en-IN", "de-CH", "pl", "ar", "ja"])
def test_thread_has_no_say(locale: str, context: Context) -> None:
    """Nothing that is printed follows the decimal context of the thread."""
    words = formatter(locale)
    expected = printed(words)
    with localcontext(context):
        assert printed(words) == expected
