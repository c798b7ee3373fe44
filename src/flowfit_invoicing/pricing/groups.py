"""The lines that an adjustment looks at together."""

from collections.abc import Hashable
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import frozen

from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.errors import MixedUnitsError
from flowfit_invoicing.money import EXACT, Currency, Money, Rounding
from flowfit_invoicing.work import LanguagePair, LanguagePattern, Project, Unit

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
    pairs: tuple[LanguagePair | None, ...] = ()
    """What a fee of a target language is for: the pairs of all its lines."""

    def is_in(self, languages: LanguagePattern) -> bool:
        """Tell if it is in languages that are meant, a fee with all that it is for."""
        if self.pairs:
            return all(map(languages.fits, self.pairs))
        return languages.fits(self.languages)

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
        total = Decimal(0)
        for net in self.nets:
            total = EXACT.add(total, net)
        return Money(total, self.currency)

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

    def count(
        self, unit: Unit, *, unweighted: bool = False, mixed: bool = False
    ) -> Decimal:
        """Add up how much is billed of a unit; fees don't count.

        An analysis counts as its lines say: after weighting, or each band in full if it
        has a line of its own. *Unweighted*, it counts in full.

        Raises:
            MixedUnitsError: If a task is billed in another unit, unless *mixed* ones
                are expected.
        """
        total, others = Decimal(0), dict[str, Unit]()
        for entry in self.entries:
            found = entry.line.terms.unit
            if found.code == unit.code:
                line = entry.line
                amount = line.raw_amount if unweighted else line.amount
                total = EXACT.add(total, amount)
            elif entry.line.task is not None:
                others[found.code] = found
        if others and not mixed:
            raise MixedUnitsError(unit, tuple(others.values()))
        return total
