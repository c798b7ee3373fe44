"""Adjustments applied to lines: one after the other, each group by group."""

from collections.abc import Hashable, Iterable, Iterator

from attrs import evolve

from flowfit_invoicing.documents import (
    Allowance,
    Charge,
    InvoiceLine,
    ProjectRef,
    Share,
    Waived,
)
from flowfit_invoicing.doors import refused
from flowfit_invoicing.errors import CurrencyMismatchError, InvoicingError
from flowfit_invoicing.money import Money, spread
from flowfit_invoicing.work import Project

from .adjustments import Adjustment
from .fees import Fees, basis_of
from .groups import Entry, Group


def adjusted(
    lines: Iterable[InvoiceLine],
    projects: Iterable[tuple[ProjectRef, Project]],
    adjustments: Iterable[Adjustment],
    fees: Fees,
    errors: list[InvoicingError],
) -> list[InvoiceLine]:
    """Apply adjustments in their order, as far as the first one that goes wrong.

    What is wrong with its groups goes to *errors*, and there are no lines then.
    """
    by_reference = {id(reference): project for reference, project in projects}
    entries = [_entry(line, by_reference) for line in lines]
    for adjustment in adjustments:
        entries = _after(adjustment, entries, fees, errors)
        if errors:
            return []
    return [entry.line for entry in entries]


def _after(
    adjustment: Adjustment,
    entries: list[Entry],
    fees: Fees,
    errors: list[InvoicingError],
) -> list[Entry]:
    """Give the entries as they are after an adjustment, fees behind their groups."""
    after = [[entry] for entry in entries]
    for places in _grouped(adjustment, entries):
        members = tuple(entries[place] for place in places)
        group = Group(members, adjustment.per, fees.rounding)
        try:
            made, more = _adjusted(group, adjustment, fees)
        except InvoicingError as error:
            errors.append(error.located(group.place))
            continue
        for place, entry in zip(places, made, strict=True):
            after[place][0] = entry
        after[_behind_fees(places[-1], entries)] += more
    return [entry for several in after for entry in several]


def _adjusted(
    group: Group, adjustment: Adjustment, fees: Fees
) -> tuple[Iterable[Entry], list[Entry]]:
    """Adjust a group: what comes in place of its entries, and a fee if there is one."""
    found, has_own_line = adjustment.of(group), _has_own_line(adjustment)
    if has_own_line:
        fees.count(found, adjustment, group)
    if found is None:
        return group.entries, []
    if isinstance(found, Waived):
        return _let_off(found, group), []
    _check(found, group)
    if isinstance(found, Charge) and has_own_line:
        return group.entries, fees.of(found, adjustment, group)
    return [*_borne(found, adjustment, group)], []


def _check(found: Allowance | Charge, group: Group) -> None:
    """Refuse what a host gives in another currency, or as a bare amount."""
    if not isinstance(found, Allowance | Charge):  # pyright: ignore[reportUnnecessaryIsInstance]  # a host's may be anything
        raise refused(found, "expected an Allowance or a Charge")
    if found.amount.currency != group.currency:
        raise CurrencyMismatchError(
            group.currency, found.amount.currency, reason=found.reason
        )


def _let_off(waived: Waived, group: Group) -> list[Entry]:
    """Tell of a minimum that is not charged on the last line that is let off it."""
    entries = [*group.entries]
    places = (n for n in range(len(entries)) if entries[n].line.waived is not None)
    place = max(places, default=-1)
    entries[place] = evolve(entries[place], line=entries[place].line.let_off(waived))
    return entries


def _behind_fees(place: int, entries: list[Entry]) -> int:
    """Give the last of the fees that follow, so that they stand as they are agreed."""
    while place + 1 < len(entries) and entries[place + 1].is_fee:
        place += 1
    return place


def _entry(line: InvoiceLine, projects: dict[int, Project]) -> Entry:
    project = projects.get(id(line.project))
    languages = None if line.task is None else line.task.languages
    target = None if languages is None else languages.target
    return Entry(line, project, languages, target)


def _grouped(adjustment: Adjustment, entries: list[Entry]) -> Iterable[list[int]]:
    """Give the places of the entries of each group."""
    groups: dict[Hashable, list[int]] = {}
    for place, entry in enumerate(entries):
        if adjustment.concerns(entry):
            key = entry.key(adjustment.per, place)
            if key is not None:
                groups.setdefault(key, []).append(place)
    return groups.values()


def _has_own_line(adjustment: Adjustment) -> bool:
    """Tell if a charge stands for no line or task alone, and lines do not bear it."""
    return not adjustment.spread and adjustment.per not in ("line", "task")


def _borne(
    found: Allowance | Charge, adjustment: Adjustment, group: Group
) -> Iterator[Entry]:
    """Put an adjustment on the lines: all of it on the last, or a part on each."""
    *others, last = group.entries
    if others and (adjustment.spread or isinstance(found, Allowance)):
        yield from _shared(found, group)
    else:
        yield from others
        yield evolve(last, line=last.line.adjusted(found))


def _shared(found: Allowance | Charge, group: Group) -> Iterator[Entry]:
    nets, whole = group.nets, found.amount
    parts = spread(whole.amount, nets, group.currency.digits)
    basis = basis_of(found)
    for place, (entry, part) in enumerate(zip(group.entries, parts, strict=True)):
        if not part:
            yield entry
            continue
        own = evolve(
            found,
            amount=Money(part, group.currency),
            percent=None,
            base=None,
            basis=basis,
            share=Share(whole, nets, place),
        )
        yield evolve(entry, line=entry.line.adjusted(own))
