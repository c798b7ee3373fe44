"""What a sender may offer beyond `send`: how long it takes, and a goodbye."""

from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from datetime import timedelta

from flowfit_invoicing.doors import refused
from flowfit_invoicing.ports import InvoiceSender, OutgoingMessage, Refusal

LEASE = timedelta(minutes=10)
"""How long a message is kept for a sender that does not say how long it may take."""

CLOCKS_APART = timedelta(minutes=15)
"""How far apart the clocks of two hosts may be, so that neither takes what is taken."""


def lease_of(sender: InvoiceSender) -> timedelta:
    """Give how long nobody else may try: longer than all time-outs of a sender."""
    lease = getattr(sender, "lease", LEASE)
    if not isinstance(lease, timedelta) or lease <= timedelta():
        raise refused(lease, "expected a timedelta above zero as lease of the sender")
    return lease + CLOCKS_APART


def has_lease(_: object, __: object, sender: InvoiceSender) -> None:
    """Validate the lease of a sender, if it has one."""
    lease_of(sender)


@contextmanager
def handing_over(
    sender: InvoiceSender, message: OutgoingMessage
) -> Generator[tuple[Refusal, ...]]:
    """Hand a message over on entering; on leaving, once it is noted, say goodbye."""
    sending = getattr(sender, "sending", None)
    if sending is None:
        sender.send(message)
        yield ()
        return
    with sending(message) as refusals:
        yield refusals


@contextmanager
def goodbyes() -> Generator[ExitStack]:
    """Say all goodbyes at the end; one that fails changes nothing about a message."""
    stack = ExitStack()
    try:
        yield stack
    finally:
        with suppress(Exception):
            stack.close()
