"""What a client can be billed for."""

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import LocalizedText, localized, one_line


@frozen
class ClientService:
    """A service as the client knows it: an item of EN 16931 (BG-31).

    Rates and mappings know it by its code, so a new name breaks neither.

    >>> print(ClientService("REV", {"en": "Revision", "fr": "Révision"}))
    REV
    """

    code: str = field(converter=one_line)
    name: LocalizedText = field(converter=localized)

    def __str__(self) -> str:
        return self.code


def optional_service(value: ClientService | None) -> ClientService | None:
    """Take a service, or None."""
    if value is None or isinstance(value, ClientService):
        return value
    raise refused(value, "expected a ClientService")
