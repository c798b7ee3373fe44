"""The tally of a comparison: each line goes to its rows of all kinds.

So the rows of each kind add up to the totals, whatever the lines are.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from attrs import define, field

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.money import Currency
from flowfit_invoicing.work import LanguagePair, MatchBand, Project

from .bands import BandParts
from .rows import Row, Rows

_Part: TypeAlias = tuple[Row[Any], Decimal]
_Sides: TypeAlias = tuple[list[InvoiceLine], list[InvoiceLine]]


def _code(key: ClientService | Currency) -> str:
    return key.code


def _band(key: MatchBand) -> tuple[bool, str, int, int, bool]:
    return key.sort_key


def _by_currency() -> Rows[Currency]:
    return Rows(_code)


def _by_client() -> Rows[str]:
    return Rows(str)


def _by_service() -> Rows[ClientService]:
    return Rows(_code)


def _by_languages() -> Rows[LanguagePair]:
    return Rows(str)


def _by_band() -> Rows[MatchBand]:
    return Rows(_band)


@define
class Tally:
    """Adds up lines before and after, by all that they are compared by."""

    known: dict[str, ClientService]
    """Services by code, as they are called in the end."""

    totals: Rows[Currency] = field(init=False, factory=_by_currency)
    clients: Rows[str] = field(init=False, factory=_by_client)
    services: Rows[ClientService] = field(init=False, factory=_by_service)
    languages: Rows[LanguagePair] = field(init=False, factory=_by_languages)
    bands: Rows[MatchBand] = field(init=False, factory=_by_band)
    _band_parts: BandParts = field(init=False, factory=BandParts)

    def add(
        self,
        project: Project,
        before: Iterable[InvoiceLine],
        after: Iterable[InvoiceLine],
    ) -> None:
        """Add the lines of a project, all of them in one currency."""
        client = None if project.client is None else project.client.code
        for task_id, sides in by_task(before, after).items():
            touched: set[Row[Any]] = set()
            for is_after, lines in enumerate(sides):
                for row, amount in self._parts(lines, client):
                    row.add(amount, is_after=bool(is_after))
                    touched.add(row)
            if task_id is not None:  # a fee is no task
                for row in touched:
                    row.tasks += 1

    def _parts(
        self, lines: Iterable[InvoiceLine], client: str | None
    ) -> Iterator[_Part]:
        for line in lines:
            currency, net = line.terms.currency, line.net
            languages = None if line.task is None else line.task.languages
            yield self.totals.of(currency, currency), net
            yield self.clients.of(client, currency), net
            yield self.services.of(self._service(line), currency), net
            yield self.languages.of(languages, currency), net
            for band, part in self._band_parts.of(line):
                yield self.bands.of(band, currency), part

    def _service(self, line: InvoiceLine) -> ClientService | None:
        service = line.service
        return None if service is None else self.known.get(service.code, service)


def by_task(
    before: Iterable[InvoiceLine], after: Iterable[InvoiceLine]
) -> dict[str | None, _Sides]:
    """Put lines of a task side by side, by its id; None has the fees of the project."""
    tasks: dict[str | None, _Sides] = {}
    for is_after, lines in enumerate((before, after)):
        for line in lines:
            task_id = None if line.task is None else line.task.id
            tasks.setdefault(task_id, ([], []))[is_after].append(line)
    return tasks
