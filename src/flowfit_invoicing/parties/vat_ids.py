"""VAT ids, which begin with the country that gave them."""

from flowfit_invoicing.doors import refused

from .address import Address

_EU_PREFIXES = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR"),
        *("HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI"),
        "SK",
    )
)
_VAT_PREFIXES = _EU_PREFIXES | {"XI"}


def check_vat_id(vat_id: str, address: Address | None) -> None:
    """Refuse a VAT id without the prefix of a country, or with that of another one.

    It is the country's code of ISO 3166 (EN 16931, BR-CO-09), but EL in Greece; XI is
    Northern Ireland's. Who is outside the EU may be registered in any of its countries.
    """
    country = None if address is None else address.country
    own = "EL" if country == "GR" else country
    abroad = own not in _EU_PREFIXES
    prefix, number = vat_id[:2], vat_id[2:].strip()
    if not number or (prefix != own and not (abroad and prefix in _VAT_PREFIXES)):
        expected = "the code of a country of the EU" if abroad else own
        raise refused(vat_id, f"expected a VAT id that begins with {expected}")
