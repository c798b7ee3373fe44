"""Who sells and who buys."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, pairs_of, refused
from flowfit_invoicing.text import one_line, optional_line

from .address import Address
from .email import optional_email
from .vat_ids import check_vat_id

_TAX_IDS = ("GST", "QST", "VAT")


def _tax_ids(
    value: Mapping[str, str] | Iterable[tuple[str, str]],
) -> tuple[tuple[str, str], ...]:
    pairs = pairs_of(value)
    for kind, _ in pairs:
        if kind not in _TAX_IDS:
            raise refused(kind, f"expected a kind of tax id: {', '.join(_TAX_IDS)}")
    ids = {kind: one_line(number) for kind, number in pairs}
    if len(ids) < len(pairs):
        raise refused(value, "expected one number for each kind of tax id")
    return tuple((kind, ids[kind]) for kind in _TAX_IDS if kind in ids)


@frozen
class Party:
    """A seller (BG-4) or a buyer (BG-7).

    A seller that may register for another tax later, or change its name, should have an
    `id` of the host's from the first day: its numbers and its documents are kept under
    that for ever.

    >>> Party("Traduction Laval", tax_ids={"GST": "123456789 RT0001"}).tax_id("GST")
    '123456789 RT0001'
    """

    name: str = field(converter=one_line)
    address: Address | None = field(
        validator=of_type(Address, optional=True), default=None, kw_only=True
    )
    email: str | None = field(converter=optional_email, default=None, kw_only=True)
    tax_ids: tuple[tuple[str, str], ...] = field(
        converter=_tax_ids, default=(), kw_only=True
    )
    """Registrations (BT-31, BT-32): pairs of GST, QST or VAT and the number."""

    id: str | None = field(converter=optional_line, default=None, kw_only=True)
    """What the host knows it by, whatever its name and its tax ids; on no document."""

    @property
    def identity(self) -> str:
        """What a seller is known by where numbers are given and documents kept.

        That is its `id`, else its first tax id, else its name.
        """
        return self.identities[0]

    @property
    def identities(self) -> tuple[str, ...]:
        """All that could be its identity, and the first one is."""
        numbers = (number for _, number in self.tax_ids)
        known = (self.id, *numbers, self.name)
        return tuple(dict.fromkeys(each for each in known if each is not None))

    def __attrs_post_init__(self) -> None:
        vat_id = self.tax_id("VAT")
        if vat_id is not None:
            check_vat_id(vat_id, self.address)

    def tax_id(self, kind: str) -> str | None:
        """Give the number that this party is registered under for a *kind* of tax."""
        return dict(self.tax_ids).get(kind)
