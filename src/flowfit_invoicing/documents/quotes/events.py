"""What happens to a quote: the client accepts or refuses it, or another replaces it.

That it was sent is an event of all documents; that it has expired is told by its day.
"""

from attrs import field, frozen

from flowfit_invoicing.documents.events import Event
from flowfit_invoicing.text import one_line, optional_line


@frozen(kw_only=True)
class Accepted(Event):
    """The client has accepted a quote, *by* whom the host says."""

    purchase_order: str | None = field(converter=optional_line, default=None)
    """The client's own number for the order (BT-13), if it came with one."""


@frozen(kw_only=True)
class Refused(Event):
    """The client has refused a quote."""

    reason: str | None = field(converter=optional_line, default=None)
    """Why, if the client has said so."""


@frozen(kw_only=True)
class Replaced(Event):
    """A quote was withdrawn, since a revision of it was issued."""

    revision: str = field(converter=one_line)
    """The number of the quote that stands in its place."""
