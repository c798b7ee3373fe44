"""How a quote stands on a day, as its events and its last day say."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from attrs import frozen

from flowfit_invoicing.documents.events import Event, Sent
from flowfit_invoicing.doors import FixedMember, day, one_of_type, tuple_of
from flowfit_invoicing.errors import QuoteStateError

from .events import Accepted, Refused, Replaced
from .quotes import Quote


class QuoteState(FixedMember, StrEnum):
    """What became of a quote so far."""

    OPEN = "open"
    """Issued, and not sent yet."""

    SENT = "sent"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    EXPIRED = "expired"
    """Nobody has accepted or refused it in time."""

    REPLACED = "replaced"
    """A revision stands in its place."""

    @property
    def label_code(self) -> str:
        """What it is called in our words."""
        return f"quote-{self.value}"


_CLOSED_BY: Mapping[type[Event], QuoteState] = MappingProxyType(
    {
        Accepted: QuoteState.ACCEPTED,
        Refused: QuoteState.REFUSED,
        Replaced: QuoteState.REPLACED,
    }
)

AWAITED = (QuoteState.OPEN, QuoteState.SENT)
"""States of a quote that the client can accept or refuse."""

REVISABLE = (*AWAITED, QuoteState.REFUSED, QuoteState.EXPIRED)
"""States of a quote that a revision can replace."""


@frozen
class QuoteStanding:
    """What a quote is, and since when."""

    state: QuoteState
    since: date


def quote_standing(quote: Quote, events: Iterable[Event], on: date) -> QuoteStanding:
    """Tell what a quote is on a day, and since when.

    Only events up to that day count. One that was accepted or refused does not expire.
    """
    last, today = one_of_type(Quote, quote).valid_until, day(on)
    until = [event for event in tuple_of(Event, events) if event.on <= today]
    closing = [event for event in until if type(event) in _CLOSED_BY]
    if closing:
        return QuoteStanding(_CLOSED_BY[type(closing[-1])], closing[-1].on)
    if last < today:
        return QuoteStanding(QuoteState.EXPIRED, last + timedelta(days=1))
    for event in until:
        if isinstance(event, Sent):
            return QuoteStanding(QuoteState.SENT, event.on)
    return QuoteStanding(QuoteState.OPEN, quote.issue_date)


def quote_state(quote: Quote, events: Iterable[Event], on: date) -> QuoteState:
    """Tell what a quote is on a day, as its events and its last day say."""
    return quote_standing(quote, events, on).state


def check_state(
    quote: Quote, events: Iterable[Event], on: date, *expected: QuoteState
) -> None:
    """Make sure that a quote is as *expected* on a day, whatever was noted later.

    What was noted of a later day closes it too: a quote that was refused tomorrow is
    not accepted today.

    Raises:
        QuoteStateError: If it is anything else.
    """
    happened = tuple(events)
    closing = [event.on for event in happened if type(event) in _CLOSED_BY]
    found = quote_standing(quote, happened, max([on, *closing]))
    if found.state not in expected:
        raise QuoteStateError(quote.number, found.state, found.since, expected)
