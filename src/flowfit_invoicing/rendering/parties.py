"""Who sells and who buys, as the lines of a block of text."""

from collections.abc import Iterable, Iterator

from flowfit_invoicing.documents import TaxRow
from flowfit_invoicing.locales import Formatter
from flowfit_invoicing.parties import Address, Party


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
    seen = {(row.tax.code, row.tax.registration): row.tax for row in taxes}
    for tax in seen.values():
        if tax.registration is not None:
            yield words.label(
                "registration", name=tax.name, registration=tax.registration
            )


def _town(address: Address) -> Iterator[str]:
    parts = (address.city, address.region or "", address.postal_code)
    town = " ".join(part for part in parts if part)
    if town:
        yield town
