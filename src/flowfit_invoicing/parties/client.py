"""Who is billed, and what was agreed with them."""

from attrs import field, frozen

from flowfit_invoicing.doors import of_type
from flowfit_invoicing.money import Currency, currency
from flowfit_invoicing.text import one_line, optional_line, tag

from .party import Party
from .terms import PaymentTerms


def _optional_currency(value: Currency | str | None) -> Currency | None:
    return None if value is None else currency(value)


@frozen
class Client:
    """A client of the agency, and what was agreed with it."""

    code: str = field(converter=one_line)
    party: Party = field(validator=of_type(Party))
    language: str = field(converter=tag, default="en", kw_only=True)
    """The language of its documents, a tag of BCP 47."""

    rate_list: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The name of its own rate list; None is the catalog's default."""

    payment_terms: PaymentTerms = field(
        validator=of_type(PaymentTerms), default=PaymentTerms(30), kw_only=True
    )
    currency: Currency | None = field(
        converter=_optional_currency, default=None, kw_only=True
    )
    """The currency it is billed in; None is that of its rate list."""

    def __str__(self) -> str:
        return self.code
