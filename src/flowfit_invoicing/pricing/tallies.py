"""The tally of a comparison: each line goes to its rows of all kinds.

So the rows of each kind add up to the totals, whatever the lines are.
"""

from collections.abc import Iterable
from typing import Any, TypeAlias

from attrs import define, field

from flowfit_invoicing.catalog import ClientService
from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.money import Currency
from flowfit_invoicing.work import MatchBand, Project

from .bands import BandParts
from .differences import Languages
from .rows import Row, Rows

_SomeRows: TypeAlias = tuple[Row[Any], ...]
_Key: TypeAlias = tuple[str | None, str | None, Languages | None, str]
_BandKey: TypeAlias = tuple[tuple[MatchBand | None, ...], str]
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


def _by_languages() -> Rows[Languages]:
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
    languages: Rows[Languages] = field(init=False, factory=_by_languages)
    bands: Rows[MatchBand] = field(init=False, factory=_by_band)
    _known_rows: dict[_Key, _SomeRows] = field(
        init=False, factory=dict[_Key, _SomeRows]
    )
    _known_band_rows: dict[_BandKey, _SomeRows] = field(
        init=False, factory=dict[_BandKey, _SomeRows]
    )
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
                for line in lines:
                    touched.update(self._add(line, client, is_after=bool(is_after)))
            if task_id is not None:  # a fee is no task
                for row in touched:
                    row.tasks += 1

    def _add(
        self, line: InvoiceLine, client: str | None, *, is_after: bool
    ) -> _SomeRows:
        currency, net = line.terms.currency, line.net
        rows = self._rows_of(line, client, currency)
        for row in rows:
            row.add(net, is_after=is_after)
        bands, parts = self._band_parts.of(line)
        band_rows = self._band_rows_of(bands, currency)
        for row, part in zip(band_rows, parts, strict=True):
            row.add(part, is_after=is_after)
        return rows + band_rows

    def _rows_of(
        self, line: InvoiceLine, client: str | None, currency: Currency
    ) -> _SomeRows:
        """Give all rows that the whole line goes to."""
        languages = line.languages
        code = None if line.service is None else line.service.code
        key = client, code, languages, currency.code
        rows = self._known_rows.get(key)
        if rows is None:  # looked up one by one, it would take half of all the time
            rows = self._known_rows[key] = (
                self.totals.of(currency, currency),
                self.clients.of(client, currency),
                self.services.of(self._service(line), currency),
                self.languages.of(languages, currency),
            )
        return rows

    def _band_rows_of(
        self, bands: tuple[MatchBand | None, ...], currency: Currency
    ) -> _SomeRows:
        key = bands, currency.code
        rows = self._known_band_rows.get(key)
        if rows is None:
            rows = tuple(self.bands.of(band, currency) for band in bands)
            self._known_band_rows[key] = rows
        return rows

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
