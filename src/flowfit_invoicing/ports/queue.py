"""Messages that wait, and how their delivery stands."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Self

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, optional_moment, tuple_of, whole_number
from flowfit_invoicing.parties import email_addresses
from flowfit_invoicing.text import one_line, optional_line

from .mails import ascii_address
from .messages import OutgoingMessage
from .refusals import Refusal


def _refusals(value: Iterable[Refusal]) -> tuple[Refusal, ...]:
    return tuple_of(Refusal, value)


@frozen
class QueuedMessage:
    """A message in the store's queue, and how its delivery stands."""

    seller: str = field(converter=one_line)
    invoice_number: str = field(converter=one_line)
    message: OutgoingMessage = field(validator=of_type(OutgoingMessage))
    """As it goes out; without `content`, whoever claims it first renders it."""

    by: str | None = field(converter=optional_line, default=None, kw_only=True)
    """Who has sent it, as the host knows them."""

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
    """When the last of all addresses had it."""

    accepted: tuple[str, ...] = field(
        converter=email_addresses, default=(), kw_only=True
    )
    """Addresses that have it; they never get it again."""

    refusals: tuple[Refusal, ...] = field(converter=_refusals, default=(), kw_only=True)
    """Addresses that it was refused for when a server answered for them last."""

    @property
    def outstanding(self) -> tuple[str, ...]:
        """Addresses that do not have it, and may have it by trying again."""
        gone = {each.address for each in self.refusals if each.permanent}
        return tuple(
            each
            for each in self.message.envelope
            if each not in gone and each not in self.accepted
        )

    @property
    def refused_for_good(self) -> bool:
        """Whether trying again helps nobody, until a person sends it again."""
        return self.delivered_at is None and not self.outstanding

    @property
    def turn(self) -> str:
        """What messages sort by: who has waited longest for a try comes first.

        What was refused for good comes last, so that it holds up nobody.
        """
        since = (self.next_try or self.message.date).astimezone(UTC)
        moment = since.isoformat(timespec="microseconds")
        own = self.invoice_number, self.message.message_id
        return " ".join((f"{self.refused_for_good:d}", moment, *own))

    @property
    def to_send(self) -> OutgoingMessage:
        """The message for those alone who are still to get it."""
        if self.outstanding == self.message.envelope:
            return self.message
        return evolve(self.message, only_for=self.outstanding)

    def waits(self, now: datetime) -> bool:
        """Tell if it is to be delivered and nobody is at it."""
        claimed = self.claimed_until is not None and now < self.claimed_until
        return self.delivered_at is None and not claimed

    def is_due(self, now: datetime) -> bool:
        """Tell if it waits, its next try has come, and trying may help."""
        if self.refused_for_good:
            return False
        return self.waits(now) and (self.next_try is None or self.next_try <= now)

    def claimed(self, claim: str, until: datetime, *, anew: bool = False) -> Self:
        """Give the message as somebody takes it on; *anew*, refusals are forgotten."""
        refusals = () if anew else self.refusals
        return evolve(self, claim=claim, claimed_until=until, refusals=refusals)

    def fixed(self, message: OutgoingMessage, until: datetime) -> Self:
        """Give it with its message rendered, and as long as that has taken longer."""
        return evolve(self, message=message, claimed_until=until)

    def delivered(self, at: datetime) -> Self:
        """Give the message as it is after its delivery."""
        done = evolve(self, delivered_at=at, tries=self.tries + 1, error=None)
        done = evolve(done, accepted=self.message.envelope, refusals=())
        return evolve(done, claim=None, claimed_until=None, next_try=None)

    def failed(self, error: str, at: datetime, pause: timedelta) -> Self:
        """Give the message as it is after a try that failed for all."""
        tried = evolve(self, tries=self.tries + 1, error=error, next_try=at + pause)
        return evolve(tried, claim=None, claimed_until=None)

    def answered(
        self, refusals: Iterable[Refusal], at: datetime, pause: timedelta
    ) -> Self:
        """Give it after a try that was refused for some, or all, and for no other.

        Where it was refused for somebody whom it is not for, nobody can tell who has
        it: it failed for all.
        """
        told = tuple(refusals)
        named = {each: self._named(each.address) for each in told}
        if not all(named.values()):
            return self.failed(", ".join(map(str, told)), at, pause)
        now = tuple(
            evolve(each, address=own)
            for each, addresses in named.items()
            for own in addresses
            if own in self.outstanding
        )
        names = {each.address for each in now}
        taken = tuple(each for each in self.outstanding if each not in names)
        before = (each for each in self.refusals if each.permanent)
        refused = (*before, *now)
        if not refused:
            return self.delivered(at)
        words = ", ".join(map(str, refused))
        accepted = (*self.accepted, *taken)
        tried = evolve(self.failed(words, at, pause), accepted=accepted)
        tried = evolve(tried, refusals=refused)
        return tried if tried.outstanding else evolve(tried, next_try=None)

    def _named(self, address: str) -> tuple[str, ...]:
        """Give whom an address names, which a server may write in other letters."""
        own = self.message.envelope
        if address in own:
            return (address,)
        name = ascii_address(address).lower()
        return tuple(each for each in own if ascii_address(each).lower() == name)
