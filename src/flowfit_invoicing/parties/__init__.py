"""Who sells and who buys, where they are, whom to turn to, and when they pay."""

from .address import Address
from .client import Client
from .contact import Contact
from .discount_terms import DiscountTerms
from .email import (
    email_address,
    email_addresses,
    optional_addresses,
    optional_email,
)
from .instalments import Instalment
from .party import Party
from .terms import InstalmentTerms, PaymentTerms

__all__ = [
    "Address",
    "Client",
    "Contact",
    "DiscountTerms",
    "Instalment",
    "InstalmentTerms",
    "Party",
    "PaymentTerms",
    "email_address",
    "email_addresses",
    "optional_addresses",
    "optional_email",
]
