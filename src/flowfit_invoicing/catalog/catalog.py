"""The catalog: all that an agency has configured about prices."""

from collections.abc import Iterable, Mapping

from attrs import Factory, field, frozen

from flowfit_invoicing.doors import of_type, one_of_type, refused, tuple_of
from flowfit_invoicing.errors import RateListNotFoundError
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.text import one_line

from .checks import check
from .mapping import TaskMapping
from .rate_lists import RateList, differently_named
from .services import ClientService


def _services(services: Iterable[ClientService]) -> tuple[ClientService, ...]:
    several = tuple_of(ClientService, services)
    codes = [service.code for service in several]
    if len(set(codes)) < len(codes):
        raise refused(codes, "expected the code of a service once")
    return several


def _by_name(catalog: "Catalog") -> Mapping[str, RateList]:
    return {rate_list.name: rate_list for rate_list in catalog.rate_lists}


def _by_code(catalog: "Catalog") -> Mapping[str, ClientService]:
    return {service.code: service for service in catalog.services}


@frozen(kw_only=True)
class Catalog:
    """Services, rate lists and the mapping of tasks, as configured together."""

    services: tuple[ClientService, ...] = field(converter=_services)
    rate_lists: tuple[RateList, ...] = field(converter=differently_named)
    mapping: TaskMapping = field(validator=of_type(TaskMapping))
    default_rate_list: str = field(converter=one_line)
    """The name of the list for clients who have none of their own."""

    _by_name: Mapping[str, RateList] = field(
        init=False, eq=False, repr=False, default=Factory(_by_name, takes_self=True)
    )
    _by_code: Mapping[str, ClientService] = field(
        init=False, eq=False, repr=False, default=Factory(_by_code, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        self.rate_list_for(None)

    def rate_list_for(self, client: Client | None) -> RateList:
        """Give the list of a client, else the default.

        Raises:
            RateListNotFoundError: If the catalog has no list of that name.
        """
        own = None if client is None else one_of_type(Client, client).rate_list
        name = self.default_rate_list if own is None else own
        found = self._by_name.get(name)
        if found is None:
            raise RateListNotFoundError(name, tuple(self._by_name))
        return found

    def current(self, service: ClientService) -> ClientService:
        """Give the service of the same code as it is named today."""
        return self._by_code.get(service.code, service)

    def check(self) -> tuple[Finding, ...]:
        """Tell all that is wrong or doubtful about the configuration; never raises."""
        default = self.rate_list_for(None)
        return tuple(check(self.services, self.rate_lists, self.mapping, default))
