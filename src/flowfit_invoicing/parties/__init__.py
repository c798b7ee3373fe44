"""Who sells and who buys, where they are, and when they pay."""

from .address import Address
from .client import Client
from .discount_terms import DiscountTerms
from .instalments import Instalment
from .party import Party, email_address
from .terms import InstalmentTerms, PaymentTerms

__all__ = [
    "Address",
    "Client",
    "DiscountTerms",
    "Instalment",
    "InstalmentTerms",
    "Party",
    "PaymentTerms",
    "email_address",
]
