"""Which of the projects to invoice are shown, and in which order."""

from collections.abc import Iterable
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused, whole_number
from flowfit_invoicing.parties import Client
from flowfit_invoicing.pricing import ProjectToInvoice
from flowfit_invoicing.text import lineage, one_line, tag
from flowfit_invoicing.work import Project

Order: TypeAlias = Literal["given", "age", "client"]
"""As the projects were given, or the oldest first, or by code of client."""

_ORDERS = ("given", "age", "client")


def _client(value: Client | str | None) -> str | None:
    return (
        None
        if value is None
        else one_line(value.code if isinstance(value, Client) else value)
    )


def _min_age(value: int | None) -> int | None:
    if value is not None and whole_number(value) < 0:
        raise refused(value, "expected an age of zero days or more")
    return value


def _language(value: str | None) -> str | None:
    return None if value is None else tag(value)


def _order(value: Order) -> Order:
    if value not in _ORDERS:
        raise refused(value, f"expected an order: {', '.join(_ORDERS)}")
    return value


def _ready(value: bool | None) -> bool | None:  # noqa: FBT001 - a converter has one
    if value is not None and not isinstance(value, bool):
        raise refused(value, "expected True, False or None as ready")
    return value


@frozen(kw_only=True)
class Choice:
    """What is asked for; None asks for nothing."""

    client: str | None = field(converter=_client)
    min_age: int | None = field(converter=_min_age)
    language: str | None = field(converter=_language)
    ready: bool | None = field(converter=_ready)
    order: Order = field(converter=_order)

    def of_projects(self, projects: Iterable[Project]) -> tuple[Project, ...]:
        """Take the projects that may be asked for, before they are priced."""
        return tuple(each for each in projects if self._fits(each.client))

    def of_rows(self, rows: Iterable[ProjectToInvoice]) -> tuple[ProjectToInvoice, ...]:
        """Take the rows that are asked for; those that sort alike stay as they were."""
        taken = [row for row in rows if self._takes(row)]
        if self.order == "age":
            taken.sort(key=_age, reverse=True)
        if self.order == "client":
            taken.sort(key=_code)
        return tuple(taken)

    def _fits(self, client: Client | None) -> bool:
        if client is None:
            return self.client is None and self.language is None
        is_of_client = self.client in (None, client.code)
        return is_of_client and self.language in (None, *lineage(client.language))

    def _takes(self, row: ProjectToInvoice) -> bool:
        is_old = self.min_age is None or row.age >= self.min_age
        return is_old and self.ready in (None, row.is_ready)


def _age(row: ProjectToInvoice) -> int:
    return row.age


def _code(row: ProjectToInvoice) -> str:
    return "" if row.client is None else row.client.code
