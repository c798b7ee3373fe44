"""What is one string, number or truth value in JSON."""

import re
from base64 import b64decode, b64encode
from binascii import Error as NoBase64Error
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from attrs import frozen

from flowfit_invoicing.documents import NumberPattern
from flowfit_invoicing.doors import refused
from flowfit_invoicing.money import Currency, currency
from flowfit_invoicing.work import LanguagePair, LanguagePattern, MatchBand

from .texts import wrong

_DECIMAL = r"-?(0|[1-9][0-9]{0,99})(\.[0-9]{1,200})?"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MOMENT = (
    rf"{_DAY}T[0-9]{{2}}:[0-9]{{2}}:[0-9]{{2}}(\.[0-9]{{6}})?[+-][0-9]{{2}}:[0-9]{{2}}"
)
_LIMIT = 10**18


@frozen
class Scalar:
    """How values of a type are written, read and described."""

    type: type[Any]
    write: Callable[[Any], object]
    read: Callable[[Any], Any]
    schema: dict[str, object]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise wrong(value, "expected a string")
    if any("\ud800" <= letter <= "\udfff" for letter in value):
        raise wrong(value, "expected a text of whole characters")
    return str.__str__(value)


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise wrong(value, "expected a whole number")
    if not -_LIMIT < value < _LIMIT:
        raise wrong(value, "expected a whole number of 18 digits at most")
    return int(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise wrong(value, "expected true or false")
    return value


def _matching(value: object, pattern: str, expected: str) -> str:
    if not isinstance(value, str) or not re.fullmatch(pattern, value):
        raise wrong(value, f"expected {expected}")
    return value


def _decimal(value: object) -> Decimal:
    return Decimal(_matching(value, _DECIMAL, "a number in a string, such as '18.50'"))


def _digits(value: Decimal) -> str:
    if not isinstance(value, Decimal) or not re.fullmatch(_DECIMAL, f"{value:f}"):
        raise refused(value, "expected a finite Decimal")
    return f"{value:f}"


def _day(value: object) -> date:
    expected = "a day, such as '2026-11-24'"
    try:
        return date.fromisoformat(_matching(value, _DAY, expected))
    except ValueError:
        raise wrong(value, f"expected {expected}") from None


def _moment(value: object) -> datetime:
    expected = "a moment, such as '2026-11-24T09:30:00+00:00'"
    try:
        return datetime.fromisoformat(_matching(value, _MOMENT, expected))
    except ValueError:
        raise wrong(value, f"expected {expected}") from None


def _bytes(value: object) -> bytes:
    try:
        return b64decode(_text(value), validate=True)
    except (NoBase64Error, ValueError):
        raise wrong(value, "expected bytes in base64") from None


def _in_base64(value: bytes) -> str:
    return b64encode(value).decode()


def _currency(value: object) -> Currency:
    return currency(_text(value))


def _pair(value: object) -> LanguagePair:
    return LanguagePair.parse(_text(value))


def _pattern(value: object) -> LanguagePattern:
    return LanguagePattern.parse(_text(value))


def _band(value: object) -> MatchBand:
    return MatchBand.parse(_text(value))


def _number_pattern(value: object) -> NumberPattern:
    return NumberPattern.parse(_text(value))


def _string(pattern: str | None = None) -> dict[str, object]:
    anchored = {} if pattern is None else {"pattern": f"^{pattern}$"}
    return {"type": "string", **anchored}


_SCALARS = (
    Scalar(str, _text, _text, _string()),
    Scalar(int, _whole, _whole, {"type": "integer"}),
    Scalar(bool, _truth, _truth, {"type": "boolean"}),
    Scalar(Decimal, _digits, _decimal, _string(_DECIMAL)),
    Scalar(date, date.isoformat, _day, _string(_DAY)),
    Scalar(datetime, datetime.isoformat, _moment, _string(_MOMENT)),
    Scalar(bytes, _in_base64, _bytes, {"type": "string", "contentEncoding": "base64"}),
    Scalar(Currency, str, _currency, _string("[A-Z]{3}")),
    Scalar(LanguagePair, str, _pair, _string("[^>]+>[^>]+")),
    Scalar(LanguagePattern, str, _pattern, _string("[^>]+>[^>]+")),
    Scalar(MatchBand, str, _band, _string("[a-z0-9 -]+")),
    Scalar(NumberPattern, str, _number_pattern, _string()),
)

SCALARS = MappingProxyType({scalar.type: scalar for scalar in _SCALARS})
