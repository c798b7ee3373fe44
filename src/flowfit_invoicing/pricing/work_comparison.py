"""Quoted against done: what was promised beside what the work comes to by now."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Literal, TypeAlias, cast

from attrs import evolve, field, frozen

from flowfit_invoicing.documents import (
    InvoiceLine,
    Quote,
    carried,
    with_minima_of_all,
)
from flowfit_invoicing.doors import of_type, one_of_type, refused, tuple_of
from flowfit_invoicing.errors import CurrencyMismatchError
from flowfit_invoicing.money import Currency, Money, currency
from flowfit_invoicing.work import MatchBand, Project

from .engine import PricingEngine
from .ways import Bands

ChangeOfWork: TypeAlias = Literal[
    "same", "counted", "priced", "counted-and-priced", "added", "dropped"
]
"""How what was done differs from what was quoted."""

_ZERO = Decimal(0)
_Key: TypeAlias = tuple[object, ...]


@frozen
class ComparedLine:
    """A line as it was quoted, and as it is of the work that was done."""

    quoted: InvoiceLine | None = field(validator=of_type(InvoiceLine, optional=True))
    """None if the work was added after the quote."""

    done: InvoiceLine | None = field(validator=of_type(InvoiceLine, optional=True))
    """None if the work was dropped."""

    def __attrs_post_init__(self) -> None:
        if self.quoted is None and self.done is None:
            raise refused(None, "expected a line that was quoted or done")
        if self.quoted is not None and self.done is not None:
            expected, found = self.quoted.terms.currency, self.done.terms.currency
            if expected != found:
                raise CurrencyMismatchError(expected, found)

    @property
    def change(self) -> ChangeOfWork:
        """What is different: the work itself, how much of it, or what it costs."""
        if self.quoted is None:
            return "added"
        if self.done is None:
            return "dropped"
        counted = _count(self.quoted) != _count(self.done)
        if _is_priced_alike(self.quoted, self.done):
            return "counted" if counted else "same"
        return "counted-and-priced" if counted else "priced"

    @property
    def bands(self) -> tuple[tuple[MatchBand, Decimal, Decimal], ...]:
        """Each match band that counts otherwise: as quoted, and as done.

        None where a line has no analysis that a grid has weighted.
        """
        quoted, done = _bands(self.quoted), _bands(self.done)
        if not quoted or not done:
            return ()
        both = ((e, quoted.get(e, _ZERO), done.get(e, _ZERO)) for e in quoted | done)
        return tuple(each for each in both if each[1] != each[2])

    @property
    def line(self) -> InvoiceLine:
        """The line as it was done, or else as it was quoted."""
        return cast("InvoiceLine", self.done or self.quoted)  # the door wants one

    @property
    def quoted_amount(self) -> Money:
        """The net amount that was quoted; zero if it was not."""
        return self._amount(self.quoted)

    @property
    def done_amount(self) -> Money:
        """The net amount of what was done; zero if it was not."""
        return self._amount(self.done)

    @property
    def difference(self) -> Money:
        """Done less quoted: above zero is dearer."""
        return self.done_amount - self.quoted_amount

    def _amount(self, line: InvoiceLine | None) -> Money:
        zero = Money(0, self.line.terms.currency).rounded()
        return zero if line is None else line.net_amount


def _several(value: Iterable[ComparedLine]) -> tuple[ComparedLine, ...]:
    return tuple_of(ComparedLine, value)


@frozen
class WorkComparison:
    """A quote and the work, line by line: all that was quoted, then what was added."""

    currency: Currency = field(converter=currency)
    lines: tuple[ComparedLine, ...] = field(converter=_several, default=())

    def __attrs_post_init__(self) -> None:
        for each in self.lines:
            found = each.line.terms.currency
            if found != self.currency:
                raise CurrencyMismatchError(self.currency, found)

    @property
    def quoted(self) -> Money:
        """What was quoted for it, before tax and what is on the whole document."""
        amounts = (each.quoted_amount for each in self.lines)
        return Money.total(amounts, self.currency).rounded()

    @property
    def done(self) -> Money:
        """What the work comes to, likewise."""
        amounts = (each.done_amount for each in self.lines)
        return Money.total(amounts, self.currency).rounded()

    @property
    def difference(self) -> Money:
        """Done less quoted: above zero is dearer."""
        return self.done - self.quoted


def compare_to_work(
    quote: Quote, project: Project, *more: Project, engine: PricingEngine
) -> WorkComparison:
    """Compare what was quoted with what was done, line by line.

    All tasks that the projects have now are priced by the *engine*, as far as nothing
    was agreed about their lines on the quote, as `Invoicing.bill_as_done` does; give
    `project.only(ids)` to compare some of them. Lines of other projects are left out;
    those that were typed in, for no task, stay as they were agreed. Analyses are
    weighted or itemised as the quote has them, whichever way the engine goes by now.

    Raises:
        UnpricedTasksError: With all that is wrong with any of the tasks.
        CurrencyMismatchError: If the work is priced in another currency.
    """
    projects = tuple_of(Project, (project, *more))
    numbers = {each.number for each in projects}
    quoted = {
        key: line
        for key, line in _by_key(one_of_type(Quote, quote).lines)
        if line.project_number is None or line.project_number in numbers
    }
    typed_in = [line for line in quoted.values() if not line.is_computed]
    engine = evolve(engine, bands=_way(quote, engine))
    done = _as_agreed([*typed_in, *engine.price(*projects)], quoted)
    both = dict.fromkeys([*quoted, *done])
    pairs = (ComparedLine(quoted.get(key), done.get(key)) for key in both)
    return WorkComparison(quote.currency, pairs)


def _as_agreed(
    work: Iterable[InvoiceLine], quoted: Mapping[_Key, InvoiceLine]
) -> dict[_Key, InvoiceLine]:
    """Give lines of work by their key, with what was agreed about them on the quote."""
    done = {
        key: carried(quoted[key], line, as_done=True)
        if key in quoted and line.is_computed
        else line
        for key, line in _by_key(work)
    }
    return dict(zip(done, with_minima_of_all(tuple(done.values())), strict=True))


def _way(quote: Quote, engine: PricingEngine) -> Bands:
    """Give the way in which a quote has its analyses, or else the engine's own."""
    origins = (line.origin for line in quote.lines)
    if any(each is not None and each.band is not None for each in origins):
        return "itemised"
    is_weighted = any(line.is_weighted for line in quote.lines)
    return "weighted" if is_weighted else engine.bands


def _bands(line: InvoiceLine | None) -> dict[MatchBand, Decimal]:
    """Give what a grid has weighted of a line, by match band."""
    if line is None or line.task is None or not line.is_weighted:
        return {}
    analysis = line.terms.analysis_of(line.task)
    return {} if analysis is None else dict(analysis.counts)


def _by_key(lines: Iterable[InvoiceLine]) -> Iterator[tuple[_Key, InvoiceLine]]:
    """Give each line with what it is known by: task, service, band, and how many-th."""
    times = Counter[_Key]()
    for line in lines:
        key = _what(line)
        times[key] += 1
        yield (*key, times[key]), line


def _what(line: InvoiceLine) -> _Key:
    if not line.tasks:
        return (line.description,)
    band = None if line.origin is None else line.origin.band
    return line.tasks, None if line.service is None else line.service.code, band


def _count(line: InvoiceLine) -> object:
    """Give what was counted of a line's work, before a grid weights it, or agreed."""
    code = line.terms.unit.code
    if line.is_weighted and line.task is not None:
        analysis = line.terms.analysis_of(line.task)
        return code, None if analysis is None else analysis.counts
    return code, line.amount


def _is_priced_alike(quoted: InvoiceLine, done: InvoiceLine) -> bool:
    """Tell if the terms of the quote make what was done of its count."""
    if _price(quoted) != _price(done):
        return False
    if _count(quoted) == _count(done):
        return quoted.net == done.net
    as_quoted = done.amount if done.task is None else quoted.terms.measured(done.task)
    return as_quoted == done.amount and _agreed(quoted) == _agreed(done)


def _price(line: InvoiceLine) -> object:
    waived = line.agreed is not None and line.agreed.waives_minimum
    return line.unit_price, line.per, line.terms.minimum, waived


def _agreed(line: InvoiceLine) -> list[tuple[object, ...]]:
    """Give what adjusts a line whatever its count: percents, and what was typed in.

    What the engine adds to a minimum, or takes off for a cap, follows from the count.
    """
    net = None if line.agreed is None else line.agreed.net
    typed_in = [
        (type(each), each.percent or each.amount)
        for each in line.without_agreed_net.further
        if each.percent is not None or each.basis is None
    ]
    return [*typed_in, (net,)]
