"""Senders and power cuts, for tests of what becomes of mail."""

from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from attrs import define, field

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.ports import InvoiceStore, Transaction
from tests.fakes import Office
from tests.quickstart import ACME


def courier(house: Office, place: int = 1) -> ffi.InvoiceDraft:
    """Save a draft of a line that was typed in, so that there can be many of them."""
    line = ffi.InvoiceLine.of(f"Courier {place}", ffi.Money("18.50", "CAD"))
    project = ffi.Project(f"C-{place}", client=ACME)
    draft = house.invoicing.create_invoice(project).with_line(line)
    return house.invoicing.save(draft)


@define
class Server:
    """A mail server that takes what it is given, but for whom it refuses."""

    got: list[tuple[str, bytes]] = field(factory=list[tuple[str, bytes]])
    """Each address that a mail came for, and the mail."""

    refused: dict[str, str] = field(factory=dict[str, str])
    """The answer for an address: 4xx or 5xx."""

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Take a message for whom it can be taken."""
        asked = message.envelope
        self.asked.extend(asked)
        refusals = tuple(
            ffi.Refusal(each, self.refused[each], permanent=self.refused[each] >= "5")
            for each in asked
            if each in self.refused
        )
        for each in asked:
            if each not in self.refused:
                self.got.append((each, message.as_bytes()))
        if refusals:
            raise errors.MessageRefusedError(message.message_id, refusals)

    asked: list[str] = field(factory=list[str])
    """The addresses that it was asked to take something for."""

    @property
    def copies(self) -> list[str]:
        """The addresses that got something, once for each time."""
        return [address for address, _ in self.got]


def once(sent: list[Any], fault: Exception) -> Callable[[], None]:
    """Make a fault that happens as soon as something was sent, and only then."""

    def happen() -> None:
        if sent:
            raise fault

    return happen


class PowerCut(BaseException):
    """The process is gone: nothing of it happens any more."""


@define
class Power:
    """Goes off at a step, and stays off."""

    steps: int | None = None
    """After how many steps; None is never."""

    taken: int = 0

    @property
    def is_off(self) -> bool:
        """Whether a step was wanted that there was no power for."""
        return self.steps is not None and self.taken > self.steps

    def cut(self) -> None:
        """Go off now."""
        self.steps = self.taken
        self.step()

    def step(self) -> None:
        """Take a step, if there is power."""
        self.taken += 1
        if self.is_off:
            raise PowerCut


@define
class PoweredStore:
    """A store whose process may lose its power at either end of a transaction."""

    store: InvoiceStore
    power: Power

    @contextmanager
    def transaction(self) -> Generator[Transaction]:
        """Open a transaction; one that was not closed keeps nothing."""
        self.power.step()
        with self.store.transaction() as transaction:
            yield transaction
            self.power.step()
        self.power.step()

    def reading(self) -> AbstractContextManager[Transaction]:
        """Open a transaction that only reads, if there is power."""
        self.power.step()
        return self.store.reading()


@define
class PoweredSender:
    """A sender that says goodbye, whose process may lose its power at any step."""

    server: Server
    power: Power

    @contextmanager
    def sending(
        self, message: ffi.OutgoingMessage
    ) -> Generator[tuple[ffi.Refusal, ...]]:
        """Send, give way to the note, and say goodbye."""
        self.power.step()
        refusals: tuple[ffi.Refusal, ...] = ()
        try:
            self.server.send(message)
        except errors.MessageRefusedError as error:
            refusals = error.refusals
        self.power.step()
        yield refusals
        self.power.step()

    def send(self, message: ffi.OutgoingMessage) -> None:
        """Is not asked for."""
        raise NotImplementedError


def until_it_ends(work: Callable[[Power], bool]) -> int:
    """Do a work with power for 0, 1, 2 … steps, until it has enough; give how many."""
    steps = 0
    while not work(Power(steps)):
        steps += 1
    return steps
