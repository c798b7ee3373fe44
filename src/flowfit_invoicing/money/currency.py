"""Currencies of ISO 4217."""

from types import MappingProxyType

import moneyed
from attrs import field, frozen

from flowfit_invoicing.doors import refused


def _digits_of_iso_4217() -> dict[str, int]:
    # Copied at import, since the table's own entries can be changed by anybody.
    known = {code: len(str(c.sub_unit)) - 1 for code, c in moneyed.CURRENCIES.items()}
    return known | {"XAD": 2, "XCG": 2, "ZWG": 2}  # younger than py-moneyed's release


_DIGITS = MappingProxyType(_digits_of_iso_4217())


def _code(value: str) -> str:
    if not isinstance(value, str) or value not in _DIGITS:
        raise refused(value, "expected a currency code of ISO 4217, such as 'CAD'")
    return str.__str__(value)


@frozen
class Currency:
    """A currency of ISO 4217.

    >>> Currency("JPY").digits
    0
    """

    code: str = field(converter=_code)

    @property
    def digits(self) -> int:
        """Digits of the smallest amount that can be paid, by ISO 4217 and not CLDR."""
        return _DIGITS[self.code]

    def __str__(self) -> str:
        return self.code


def currency(value: Currency | str) -> Currency:
    """Take a currency or its code."""
    return value if isinstance(value, Currency) else _KNOWN[_code(value)]


_KNOWN = MappingProxyType({code: Currency(code) for code in _DIGITS})
