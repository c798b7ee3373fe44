"""Who is billed, and what was agreed with them."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.doors import flag, of_type, tuple_of
from flowfit_invoicing.money import Currency, currency
from flowfit_invoicing.text import one_line, optional_line, tag

from .contact import Contact
from .email import email_addresses, optional_addresses
from .party import Party
from .terms import PaymentTerms


def _contacts(value: Iterable[Contact]) -> tuple[Contact, ...]:
    return tuple_of(Contact, value)


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

    contacts: tuple[Contact, ...] = field(converter=_contacts, default=(), kw_only=True)
    """Whom to turn to; documents are for the attention of the first."""

    recipients: tuple[str, ...] | None = field(
        converter=optional_addresses, default=None, kw_only=True
    )
    """Addresses that documents are mailed to; None is the e-mail of its party."""

    cc: tuple[str, ...] = field(converter=email_addresses, default=(), kw_only=True)
    """Addresses that get a copy of each mail."""

    requires_purchase_order: bool = field(validator=flag, default=False, kw_only=True)
    """Whether it pays no invoice without a purchase order of its own."""

    @property
    def mail_to(self) -> tuple[str, ...]:
        """Addresses that documents are mailed to; none if nobody knows one."""
        if self.recipients is not None:
            return self.recipients
        return () if self.party.email is None else (self.party.email,)

    def __str__(self) -> str:
        return self.code
