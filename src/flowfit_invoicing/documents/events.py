"""What happens to a document after it was issued, or to the books, as dated facts.

Events stand beside a document, in the order in which they were noted, and are never
taken back. What a document's state is on a day is computed from them.
"""

from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day
from flowfit_invoicing.text import optional_line


@frozen(kw_only=True)
class Event:
    """Something that happened on a day, mostly to a document; each kind is a class."""

    on: date = field(converter=day)
    by: str | None = field(converter=optional_line, default=None)
    """Who did it, as the host knows them."""


@frozen(kw_only=True)
class IssuedBy(Event):
    """Somebody has issued it, and on which day they did; its own day may be earlier."""


@frozen(kw_only=True)
class Closed(Event):
    """The books were closed until a day, or opened again after it."""

    until: date = field(converter=day)
    """The last day into which nothing is issued any more."""


@frozen(kw_only=True)
class Sent(Event):
    """It went out to the client."""


@frozen(kw_only=True)
class Viewed(Event):
    """The client has looked at it, as far as the host can tell."""
