"""Who sells and who buys."""

from collections.abc import Iterable, Mapping

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, pairs_of, refused
from flowfit_invoicing.text import one_line

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

    @property
    def identity(self) -> str:
        """What a seller is known by where numbers are given: a tax id, else the name.

        So a name that is written otherwise one day does not begin to count anew.
        """
        return self.tax_ids[0][1] if self.tax_ids else self.name

    def __attrs_post_init__(self) -> None:
        vat_id = self.tax_id("VAT")
        if vat_id is not None:
            check_vat_id(vat_id, self.address)

    def tax_id(self, kind: str) -> str | None:
        """Give the number that this party is registered under for a *kind* of tax."""
        return dict(self.tax_ids).get(kind)
