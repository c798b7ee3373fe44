"""Who sells and who buys, as the lines of a block of text."""

from collections.abc import Iterable, Iterator

from flowfit_invoicing.documents import TaxRow
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.parties import Address, Party

_CITY_FIRST = ("AU", "CA", "GB", "IE", "IN", "NZ", "US")
"""Countries where the postal code stands behind the city."""


def block(
    party: Party, other: Party, words: Formatter, taxes: Iterable[TaxRow] = ()
) -> tuple[str, ...]:
    """Write name, address, e-mail and registrations; a country if it is another's."""
    return tuple(_lines(party, other, words, taxes))


def _lines(
    party: Party, other: Party, words: Formatter, taxes: Iterable[TaxRow]
) -> Iterator[str]:
    yield party.name
    if party.address is not None:
        yield from party.address.lines
        yield from _town(party.address)
        if other.address is None or other.address.country != party.address.country:
            yield words.country(party.address.country)
    if party.email is not None:
        yield party.email
    yield from _registrations(party, words, taxes)


def _registrations(
    party: Party, words: Formatter, taxes: Iterable[TaxRow]
) -> Iterator[str]:
    names = {row.tax.registration: words.text(row.tax.name) for row in taxes}
    names |= {party.tax_id("VAT"): words.label("vat")}
    for number, name in names.items():
        if number is not None:
            yield words.label("registration", name=name, registration=number)


def _town(address: Address) -> Iterator[str]:
    city, code = address.city, address.postal_code
    parts = [city, code] if address.country in _CITY_FIRST else [code, city]
    parts.insert(parts.index(city) + 1, address.region or "")
    town = " ".join(part for part in parts if part)
    if town:
        yield town
