"""People to turn to."""

from attrs import field, frozen

from flowfit_invoicing.text import one_line, optional_line

from .email import optional_email


@frozen
class Contact:
    """A person to turn to (BG-9).

    >>> Contact("Marie Roy", email="marie@acme.example", role="Accounting").name
    'Marie Roy'
    """

    name: str = field(converter=one_line)
    email: str | None = field(converter=optional_email, default=None, kw_only=True)
    phone: str | None = field(converter=optional_line, default=None, kw_only=True)
    role: str | None = field(converter=optional_line, default=None, kw_only=True)
    """What the person does there, such as accounting or projects."""
