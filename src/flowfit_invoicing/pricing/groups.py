"""The lines that an adjustment looks at together."""

from collections.abc import Hashable, Iterable
from decimal import Decimal
from operator import attrgetter
from typing import Literal, TypeAlias

from attrs import frozen

from flowfit_invoicing.documents import InvoiceLine, TaskKey
from flowfit_invoicing.errors import MixedUnitsError
from flowfit_invoicing.money import EXACT, Currency, ExchangeRate, Money, Rounding
from flowfit_invoicing.parties import Client
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import LanguagePair, Project, Unit

Per: TypeAlias = Literal["line", "task", "pair", "target", "project", "invoice"]
"""What an adjustment is computed for: each line, all lines of a task, those of a
language pair or a target language in a project, those of a project, or all in one
currency, as an invoice is."""

PERS: tuple[Per, ...] = ("line", "task", "pair", "target", "project", "invoice")


@frozen
class Entry:
    """A line so far, and what it was made for."""

    line: InvoiceLine
    project: Project | None
    """None for a fee of the whole invoice."""

    languages: LanguagePair | None
    target: str | None
    entries: tuple["Entry", ...] = ()
    """What a fee is for: the entries of its group, without the fees among them."""

    @property
    def works(self) -> "tuple[Entry, ...]":
        """All that it is for: itself, or what a fee was made for."""
        return self.entries or (self,)

    @property
    def client(self) -> Client | None:
        """The client of its project."""
        return None if self.project is None else self.project.client

    @property
    def is_urgent(self) -> bool:
        """Whether its project is urgent."""
        return self.project is not None and self.project.urgent

    @property
    def exchange(self) -> ExchangeRate | None:
        """What its price was converted by."""
        agreed = self.line.terms.agreed
        return None if agreed is None else agreed.exchange

    def count(self, unit: Unit, *, unweighted: bool = False) -> Decimal | None:
        """Say how much of a unit it bills; None if it was counted in another one.

        What is billed in pages of so many words was counted in words.
        """
        line, own = self.line, self.line.terms.unit
        if own.code == unit.code:
            return line.raw_amount if unweighted else line.amount
        if not self._was_counted_in(unit):
            return None
        terms = line.terms.unweighted if unweighted and line.is_weighted else line.terms
        return None if line.task is None else terms.counted(line.task).amount

    def _was_counted_in(self, unit: Unit) -> bool:
        own, task = self.line.terms.unit, self.line.task
        is_made_of_it = own.made_of is not None and own.made_of.code == unit.code
        return is_made_of_it and task is not None and own.code not in task.scope.offered

    @property
    def domain(self) -> str | None:
        """The domain of its task, or else of its project."""
        task, project = self.line.task, self.project
        if project is None:
            return None
        return project.domain if task is None else project.domain_of(task)

    @property
    def is_fee(self) -> bool:
        """Whether it is a line for no task."""
        return self.line.task is None

    def key(self, per: Per, place: int) -> Hashable:
        """Tell which group it is in; None if it is in none."""
        number = None if self.project is None else self.project.number
        task = None if self.line.task is None else self.line.task.id
        keys: dict[Per, tuple[object, ...]] = {
            "line": (place,),
            "task": (number, task),
            "pair": (number, self.languages),
            "target": (number, self.target),
            "project": (number,),
            "invoice": (self.line.terms.currency.code,),
        }
        return None if None in keys[per] else keys[per]


@frozen
class Group:
    """Lines that are adjusted together, in their order; never none."""

    entries: tuple[Entry, ...]
    per: Per
    rounding: Rounding

    @property
    def currency(self) -> Currency:
        """The currency of all of them."""
        return self.entries[0].line.terms.currency

    @property
    def amount(self) -> Money:
        """What they come to so far."""
        return Money(sum_of(self.nets), self.currency)

    @property
    def nets(self) -> tuple[Decimal, ...]:
        """What each of them comes to so far."""
        return tuple(entry.line.net for entry in self.entries)

    @property
    def place(self) -> tuple[str, ...]:
        """Where it is: (project number, task id), a project's number, or nowhere."""
        first = self.entries[0]
        if first.project is None or self.per == "invoice":
            return ()
        if self.per in ("line", "task") and first.line.task is not None:
            return first.project.number, first.line.task.id
        return (first.project.number,)

    @property
    def list_currency(self) -> Currency:
        """The currency of the rate list that its first line was priced by."""
        exchange = self.entries[0].works[0].exchange
        return self.currency if exchange is None else exchange.source

    def exchange_from(self, source: Currency) -> ExchangeRate | None:
        """Give the rate that lines were converted by, of several the last day's."""
        several = (work.exchange for entry in self.entries for work in entry.works)
        rates = [rate for rate in several if rate and rate.source == source]
        return max(rates, key=attrgetter("on"), default=None)

    def count(
        self,
        unit: Unit,
        *,
        unweighted: bool = False,
        reason: LocalizedText | None = None,
    ) -> Decimal:
        """Add up how much is billed of a unit; fees don't count.

        An analysis counts as its lines say: after weighting, or each band in full if it
        has a line of its own. *Unweighted*, it counts in full. What is billed in lines
        or pages counts as it was before it was converted to them. A task that is billed
        as several services counts once, as the one of which it bills most.

        Raises:
            MixedUnitsError: If a task is counted in another unit; it has the *reason*
                of what is agreed.
        """
        others = {
            entry.line.terms.unit.code: entry.line.terms.unit
            for entry in self.entries
            if not entry.is_fee and entry.count(unit) is None
        }
        if others:
            raise MixedUnitsError(unit, tuple(others.values()), reason=reason)
        return sum_of(self.counts(unit, unweighted=unweighted))

    def counts(self, unit: Unit, *, unweighted: bool = False) -> list[Decimal]:
        """Give how much each task bills of a unit, without those of others.

        A task that is billed as several services counts once: as that of most.
        """
        by_task: dict[tuple[TaskKey, ...], dict[str | None, Decimal]] = {}
        for entry in self.entries:
            counted = entry.count(unit, unweighted=unweighted)
            if counted is not None and not entry.is_fee:
                services = by_task.setdefault(entry.line.tasks, {})
                service = entry.line.service
                code = None if service is None else service.code
                services[code] = EXACT.add(services.get(code, Decimal(0)), counted)
        return [max(services.values()) for services in by_task.values()]


def sum_of(numbers: Iterable[Decimal]) -> Decimal:
    """Add up numbers exactly, whatever the thread's context is."""
    total = Decimal(0)
    for number in numbers:
        total = EXACT.add(total, number)
    return total
