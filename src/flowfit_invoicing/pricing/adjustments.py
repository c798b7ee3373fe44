"""What is agreed beside rates, and for which lines it holds."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import Protocol, TypeAlias

from attrs import Attribute, field, frozen

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import Allowance, Charge, Waived
from flowfit_invoicing.doors import flag, of_type, refused, tuple_of
from flowfit_invoicing.text import one_line
from flowfit_invoicing.work import LanguagePattern, optional_pattern

from .groups import PERS, Entry, Group, Per

Found: TypeAlias = Allowance | Charge | Waived | None
"""What a group is adjusted by, or a minimum that it was let off."""


class Adjustment(Protocol):
    """Says what is added to or taken off some lines together.

    The engine puts the lines that it concerns into groups and asks `of` for each.
    """

    @property
    def per(self) -> Per:
        """What a group is."""
        ...

    @property
    def spread(self) -> bool:
        """Whether the lines bear a charge, in place of a line of its own."""
        ...

    @property
    def billed_as(self) -> ClientService | None:
        """The service of a line of its own, if it has one."""
        ...

    def concerns(self, entry: Entry) -> bool:
        """Tell if a line is in a group at all."""
        ...

    def of(self, group: Group) -> Found:
        """Give the adjustment of a group, if there is any."""
        ...


def several_adjustments(value: Iterable[Adjustment]) -> tuple[Adjustment, ...]:
    """Take adjustments, in their order."""
    expected = "expected several adjustments, such as a Discount"
    if not isinstance(value, Iterable):
        raise refused(value, expected)
    several = tuple(value)
    for adjustment in several:
        if not _says_all(adjustment):
            raise refused(adjustment, expected)
    return several


def _says_all(adjustment: object) -> bool:
    """Tell if a host's adjustment says all that it will be asked."""
    asked = (getattr(adjustment, name, None) for name in ("concerns", "of"))
    service = getattr(adjustment, "billed_as", adjustment)
    return (
        all(map(callable, asked))
        and getattr(adjustment, "per", None) in PERS
        and isinstance(getattr(adjustment, "spread", None), bool)
        and (service is None or isinstance(service, ClientService))
    )


def _one_of_pers(_: object, __: "Attribute[Per]", value: Per) -> None:
    if value not in PERS:
        raise refused(value, f"expected one of {', '.join(PERS)}")


def _services(value: Iterable[ClientService | str] | ClientService) -> tuple[str, ...]:
    several = (value,) if isinstance(value, ClientService) else value
    if not isinstance(several, Iterable) or isinstance(several, str):
        raise refused(several, "expected services, or their codes")
    return tuple(map(_code, several))


def _code(service: ClientService | str) -> str:
    return service.code if isinstance(service, ClientService) else one_line(service)


def _names(value: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(one_line, tuple_of(str, value)))


@frozen(kw_only=True)
class Agreed(ABC):
    """For which lines something is agreed; what our own adjustments have in common."""

    # Converters here would hide from pyright that these are what an Adjustment has.
    per: Per = field(validator=_one_of_pers, default="line")
    services: tuple[str, ...] = field(converter=_services, default=())
    """Codes of the services that it is for; () is all of them, and fees."""

    languages: LanguagePattern | None = field(converter=optional_pattern, default=None)
    clients: tuple[str, ...] = field(converter=_names, default=())
    """Codes of the clients that it is agreed with; () is all."""

    domains: tuple[str, ...] = field(converter=_names, default=())
    """Domains of tasks, or else of their projects, that it is for; () is all."""

    urgent_only: bool = field(validator=flag, default=False)
    spread: bool = field(validator=flag, default=False)
    """Whether the lines bear a charge, by largest remainder; it has a line of its own
    otherwise. Lines always bear an allowance, since no line is negative (BR-27)."""

    billed_as: ClientService | None = field(
        validator=of_type(ClientService, optional=True), default=None
    )
    """The service of a line of its own."""

    @abstractmethod
    def of(self, group: Group) -> Found:
        """Give the adjustment of a group, so that a list of several kinds is one."""

    def concerns(self, entry: Entry) -> bool:
        """Tell if it holds for a line, or for all that a fee is for.

        The service of a fee is its own.
        """
        service = entry.line.service
        if self.services and (service and service.code) not in self.services:
            return False
        return all(map(self._concerns_work, entry.works))

    def _concerns_work(self, work: Entry) -> bool:
        client = work.client
        return (
            (self.languages is None or self.languages.fits(work.languages))
            and (not self.clients or (client and client.code) in self.clients)
            and (not self.domains or work.domain in self.domains)
            and (not self.urgent_only or work.is_urgent)
        )
