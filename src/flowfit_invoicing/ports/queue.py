"""Messages that wait, and how their delivery stands."""

from datetime import datetime, timedelta
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, optional_moment, whole_number
from flowfit_invoicing.text import one_line

from .messages import OutgoingMessage


@frozen
class QueuedMessage:
    """A message in the store's queue, and how its delivery stands."""

    seller: str = field(converter=one_line)
    invoice_number: str = field(converter=one_line)
    message: OutgoingMessage = field(validator=of_type(OutgoingMessage))
    tries: int = field(converter=whole_number, default=0, kw_only=True)
    error: str | None = field(default=None, kw_only=True)
    """What the last try failed of."""

    next_try: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )
    """Not due before; None is at once."""

    claim: str | None = field(default=None, kw_only=True)
    """Who is delivering it right now."""

    claimed_until: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )
    delivered_at: datetime | None = field(
        converter=optional_moment, default=None, kw_only=True
    )

    def waits(self, now: datetime) -> bool:
        """Tell if it is to be delivered and nobody is at it."""
        claimed = self.claimed_until is not None and now < self.claimed_until
        return self.delivered_at is None and not claimed

    def is_due(self, now: datetime) -> bool:
        """Tell if it waits and its next try has come."""
        return self.waits(now) and (self.next_try is None or self.next_try <= now)

    def claimed(self, claim: str, until: datetime) -> Self:
        """Give the message as somebody takes it on."""
        return evolve(self, claim=claim, claimed_until=until)

    def delivered(self, at: datetime) -> Self:
        """Give the message as it is after its delivery."""
        done = evolve(self, delivered_at=at, tries=self.tries + 1, error=None)
        return evolve(done, claim=None, claimed_until=None, next_try=None)

    def failed(self, error: str, at: datetime, pause: timedelta) -> Self:
        """Give the message as it is after a try that failed."""
        tried = evolve(self, tries=self.tries + 1, error=error, next_try=at + pause)
        return evolve(tried, claim=None, claimed_until=None)
