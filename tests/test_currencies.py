"""Currencies are those of ISO 4217, and nobody changes ours."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import moneyed
import pytest

from flowfit_invoicing import Currency, Money
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.money import currency, money

# The active codes of ISO 4217 (list one of 2026) by their minor unit; funds and metals
# without one are left out.
ISO_4217 = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN
    BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD
    FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW
    KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG
    SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD
    USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
DOORS: list[Callable[[Any], object]] = [Currency, currency, lambda c: Money(1, c)]
CODES = [(code, digits) for digits, some in ISO_4217.items() for code in some.split()]


@pytest.mark.parametrize(("code", "digits"), CODES)
def test_currencies_have_the_digits_of_iso_4217(code: str, digits: int) -> None:
    """Digits are those of ISO 4217; CLDR has others for MGA, RSD and many more."""
    assert Currency(code).digits == digits
    assert str(Currency(code)) == code


@pytest.mark.parametrize("code", ["XYZ", "cad", "CA", "CAD ", "", "$", "124"])
def test_unknown_currencies(code: str) -> None:
    """What ISO 4217 does not know is no currency, and no code is corrected."""
    for door in DOORS:
        with pytest.raises(InvalidValueError, match="expected a currency code"):
            door(code)


@pytest.mark.parametrize("value", [None, 124, b"CAD", [], ["CAD"], {}, moneyed.CAD])
def test_other_types_are_no_currency(value: object) -> None:
    """A currency is ours or a code; all else is refused, even what can't be hashed."""
    for door in DOORS:
        with pytest.raises(InvalidValueError, match="expected a currency code"):
            door(value)


def test_currencies_of_others_do_not_change_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Setting the sub-unit of a currency of py-moneyed rounds nothing otherwise."""
    monkeypatch.setattr(moneyed.CAD, "sub_unit", 1)
    monkeypatch.setitem(moneyed.CURRENCIES, "XYZ", moneyed.CAD)
    assert str(Money("1.005", "CAD").rounded()) == "1.01 CAD"
    assert str(Money.of(moneyed.Money("1.005", "CAD")).rounded()) == "1.01 CAD"
    with pytest.raises(InvalidValueError):
        Currency("XYZ")


@pytest.mark.parametrize("code", [code for code, _ in CODES])
def test_goes_to_py_moneyed_and_back(code: str) -> None:
    """Money in any currency can be given to py-moneyed and taken from it, unchanged."""
    ours = Money("-1234.5678", code)
    theirs = ours.to_moneyed()
    assert (theirs.amount, theirs.currency.code) == (Decimal("-1234.5678"), code)
    assert theirs.currency.sub_unit == 10 ** Currency(code).digits
    known = moneyed.CURRENCIES.get(code, theirs.currency)
    assert theirs.currency.numeric == known.numeric
    assert Money.of(theirs) == money(theirs) == money(ours) == ours
