"""Taxes: a rate with a name, and why if it is none."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.money import Number, short
from flowfit_invoicing.text import (
    LocalizedText,
    localized,
    one_line,
    optional_line,
    optional_localized,
)

_CATEGORIES = ("S", "Z", "E", "AE", "K", "G", "O", "L", "M")
_ALWAYS_TAXED = "S"
_NEED_NO_REASON = ("S", "Z", "L", "M")
_MAY_BE_TAXED = ("S", "L", "M")
_HIGHEST = 100


def _category(value: str) -> str:
    if value not in _CATEGORIES:
        raise refused(value, f"expected a VAT category: {', '.join(_CATEGORIES)}")
    return str.__str__(value)


def _percent(value: Number) -> Decimal:
    percent = short(value)
    if not 0 <= percent <= _HIGHEST:
        raise refused(value, "expected a tax of 0 to 100 percent")
    return percent


@frozen
class Tax:
    """A tax at a rate, in a category of EN 16931 (BT-118, BT-119).

    What is not taxed is a tax of zero in another category than S (standard), with the
    reason (BT-120), except for Z (zero-rated).

    >>> Tax("GST", {"en": "GST", "fr": "TPS"}, 5).percent
    Decimal('5')
    """

    code: str = field(converter=one_line)
    name: LocalizedText = field(converter=localized)
    percent: Decimal = field(converter=_percent)
    category: str = field(converter=_category, default="S", kw_only=True)
    reason: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    registration: str | None = field(
        converter=optional_line, default=None, kw_only=True
    )
    """The seller's number of registration for this tax, to be printed."""

    def __attrs_post_init__(self) -> None:
        if self.percent and self.category not in _MAY_BE_TAXED:
            raise refused(
                self.percent, f"expected 0 percent in category {self.category}"
            )
        if not self.percent and self.category == _ALWAYS_TAXED:
            raise refused(self.percent, "expected more than 0 percent in category S")
        if self.reason is None and self.category not in _NEED_NO_REASON:
            raise refused(None, f"expected a reason for category {self.category}")

    def __str__(self) -> str:
        return f"{self.code} {self.percent:f}%"


def taxes(value: Iterable[Tax]) -> tuple[Tax, ...]:
    """Take taxes that are charged together, each of them once."""
    several = tuple_of(Tax, value)
    codes = [tax.code for tax in several]
    if len(set(codes)) < len(codes):
        raise refused(codes, "expected each tax once")
    return several


def optional_taxes(value: Iterable[Tax] | None) -> tuple[Tax, ...] | None:
    """Take taxes, or None for those of the document."""
    return None if value is None else taxes(value)
