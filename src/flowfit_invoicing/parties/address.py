"""Where people are."""

import re
from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import one_line, optional_line, possibly_empty_line

_COUNTRY = re.compile(r"[A-Z]{2}")


def _lines(value: Iterable[str] | str) -> tuple[str, ...]:
    if not isinstance(value, Iterable):
        raise refused(value, "expected the lines of an address")
    return tuple(map(one_line, (value,) if isinstance(value, str) else value))


def _country(value: str) -> str:
    if not isinstance(value, str) or not _COUNTRY.fullmatch(value):
        raise refused(value, "expected a country code of ISO 3166, such as 'CA'")
    return str.__str__(value)


@frozen(kw_only=True)
class Address:
    """A postal address (BG-5, BG-8).

    `region` decides on the taxes of Canada: a code of ISO 3166-2, such as `QC`.
    """

    lines: tuple[str, ...] = field(converter=_lines, default=())
    city: str = field(converter=possibly_empty_line, default="")
    region: str | None = field(converter=optional_line, default=None)
    postal_code: str = field(converter=possibly_empty_line, default="")
    country: str = field(converter=_country)
