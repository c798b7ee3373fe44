"""The catalog: all that an agency has configured about prices."""

from collections.abc import Iterable

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.errors import RateListNotFoundError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.text import one_line

from .checks import check
from .mapping import TaskMapping
from .rate_lists import RateList
from .services import ClientService


def _services(services: Iterable[ClientService]) -> tuple[ClientService, ...]:
    several = tuple_of(ClientService, services)
    codes = [service.code for service in several]
    if len(set(codes)) < len(codes):
        raise refused(codes, "expected the code of a service once")
    return several


def _rate_lists(rate_lists: Iterable[RateList]) -> tuple[RateList, ...]:
    several = tuple_of(RateList, rate_lists)
    names = [rate_list.name for rate_list in several]
    if len(set(names)) < len(names):
        raise refused(names, "expected the name of a rate list once")
    return several


@frozen(kw_only=True)
class Catalog:
    """Services, rate lists and the mapping of tasks, as configured together."""

    services: tuple[ClientService, ...] = field(converter=_services)
    rate_lists: tuple[RateList, ...] = field(converter=_rate_lists)
    mapping: TaskMapping = field(validator=of_type(TaskMapping))
    default_rate_list: str = field(converter=one_line)
    """The name of the list for clients who have none of their own."""

    def __attrs_post_init__(self) -> None:
        self.rate_list_for(None)

    def rate_list_for(self, client: Client | None) -> RateList:
        """Give the list of a client, else the default.

        Raises:
            RateListNotFoundError: If the catalog has no list of that name.
        """
        own = None if client is None else client.rate_list
        name = self.default_rate_list if own is None else own
        for rate_list in self.rate_lists:
            if rate_list.name == name:
                return rate_list
        known = tuple(rate_list.name for rate_list in self.rate_lists)
        raise RateListNotFoundError(name, known)

    def current(self, service: ClientService) -> ClientService:
        """Give the service of the same code as it is named today."""
        for known in self.services:
            if known.code == service.code:
                return known
        return service

    def check(self) -> tuple[Finding, ...]:
        """Tell all that is wrong or doubtful about the configuration; never raises."""
        default = self.rate_list_for(None)
        return tuple(check(self.services, self.rate_lists, self.mapping, default))
