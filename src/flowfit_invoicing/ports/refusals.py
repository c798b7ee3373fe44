"""What a server says when it does not take a message for somebody."""

from attrs import field, frozen

from flowfit_invoicing.doors import flag
from flowfit_invoicing.parties import email_address
from flowfit_invoicing.text import one_line


@frozen
class Refusal:
    """An address that a message was refused for, with the words of the server.

    >>> print(Refusal("nobody@acme.example", "550 no such user", permanent=True))
    nobody@acme.example (550 no such user)
    """

    address: str = field(converter=email_address)
    answer: str = field(converter=one_line)
    permanent: bool = field(validator=flag, kw_only=True)
    """Whether trying again would change nothing (5xx, RFC 5321, 4.2.1)."""

    def __str__(self) -> str:
        return f"{self.address} ({self.answer})"
