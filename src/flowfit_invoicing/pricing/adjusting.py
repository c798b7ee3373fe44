"""Adjustments applied to lines: one after the other, each group by group."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from itertools import zip_longest

from attrs import evolve

from flowfit_invoicing.documents import (
    Allowance,
    Basis,
    Charge,
    InvoiceLine,
    LineDetails,
    ProjectRef,
    Share,
    TaskKey,
    Terms,
    text_of_fee,
)
from flowfit_invoicing.errors import CurrencyMismatchError, InvoicingError
from flowfit_invoicing.money import Money, Rounding, spread
from flowfit_invoicing.work import ITEM, LanguagePair, Project

from .adjustments import Adjustment
from .groups import Entry, Group


def adjusted(
    lines: Iterable[InvoiceLine],
    projects: Iterable[tuple[ProjectRef, Project]],
    adjustments: Iterable[Adjustment],
    rounding: Rounding,
    errors: list[InvoicingError],
) -> list[InvoiceLine]:
    """Apply adjustments in their order; what cannot be applied goes to *errors*."""
    by_reference = {id(reference): project for reference, project in projects}
    entries = [_entry(line, by_reference) for line in lines]
    for adjustment in adjustments:
        entries = _after(adjustment, entries, rounding, errors)
    return list(_named_apart(entry.line for entry in entries))


def _named_apart(lines: Iterable[InvoiceLine]) -> Iterator[InvoiceLine]:
    """Number fees of a project that have one name, so that each is known by its own."""
    seen = Counter[TaskKey]()
    for line in lines:
        if line.details is None or line.details.fee is None:
            yield line
            continue
        (key,) = line.tasks
        seen[key] += 1
        name = key[1] if seen[key] == 1 else f"{key[1]} {seen[key]}"
        yield line.with_details(evolve(line.details, fee=name))


def _after(
    adjustment: Adjustment,
    entries: list[Entry],
    rounding: Rounding,
    errors: list[InvoicingError],
) -> list[Entry]:
    """Give the entries as they are after an adjustment, fees behind their groups.

    Lines that cannot be adjusted are dropped, for no price of theirs is right.
    """
    after = [[entry] for entry in entries]
    for places in _grouped(adjustment, entries):
        members = tuple(entries[place] for place in places)
        group = Group(members, adjustment.per, rounding)
        try:
            made, fees = _adjusted(group, adjustment)
        except InvoicingError as error:
            errors.append(error.located(group.place))
            made, fees = [], []
        for place, entry in zip_longest(places, made):
            after[place][:1] = [] if entry is None else [entry]
        after[_behind_fees(places[-1], entries)] += fees
    return [entry for several in after for entry in several]


def _adjusted(group: Group, adjustment: Adjustment) -> tuple[list[Entry], list[Entry]]:
    """Adjust a group: what comes in place of its entries, and a fee if there is one."""
    found = adjustment.of(group)
    if found is None:
        return [*group.entries], []
    if _has_own_line(found, adjustment):
        return [*group.entries], [_fee(found, adjustment, group)]
    return [*_borne(found, adjustment, group)], []


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


def _has_own_line(found: Allowance | Charge, adjustment: Adjustment) -> bool:
    return (
        isinstance(found, Charge)
        and not adjustment.spread
        and adjustment.per not in ("line", "task")
    )


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
    basis = _basis(found)
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


def _basis(found: Allowance | Charge) -> Basis:
    """Say how the whole came about, if the adjustment itself does not."""
    if found.basis is not None:
        return found.basis
    if found.percent is None or found.base is None:
        return Basis.of("fixed", amount=found.amount)
    return Basis.of("percentage", base=found.base, percent=found.percent, least=None)


def _fee(found: Allowance | Charge, adjustment: Adjustment, group: Group) -> Entry:
    """Make the line of a charge that has one of its own."""
    first, per = group.entries[0], group.per
    amount, whole = found.amount, per == "invoice"
    if amount.currency != group.currency:
        raise CurrencyMismatchError(group.currency, amount.currency)
    languages = first.languages if per == "pair" else None
    target = first.target if per in ("pair", "target") else None
    terms = Terms(
        adjustment.billed_as,
        ITEM,
        amount.amount,
        amount.currency,
        rounding=group.rounding,
    )
    about, basis = languages or target, _basis(found)
    name = _name(found, adjustment, about)
    details = LineDetails(
        amount=1,
        text=text_of_fee(found.reason, about),
        basis=basis,
        fee=name if not whole and _is_paid_once(basis, amount) else None,
    )
    project = None if whole else first.line.project
    line = InvoiceLine(terms, project=project, details=details)
    pairs = _pairs(group) if per == "target" else ()
    return Entry(line, None if whole else first.project, languages, target, pairs)


def _pairs(group: Group) -> tuple[LanguagePair | None, ...]:
    """Give the language pairs of all lines of a group, each once."""
    several = (entry.pairs or (entry.languages,) for entry in group.entries)
    return tuple(dict.fromkeys(pair for pairs in several for pair in pairs))


def _is_paid_once(basis: Basis, amount: Money) -> bool:
    """Tell if a fee is for the whole project; percents are of the lines at hand."""
    operands = dict(basis.operands)
    return basis.kind != "percentage" or amount == operands["least"]


def _name(fee: Allowance | Charge, adjustment: Adjustment, about: object) -> str:
    """Name a fee by its reason and what it is for, so that it is known to be paid."""
    services: tuple[str, ...] = getattr(adjustment, "services", ())
    languages = about or getattr(adjustment, "languages", None) or ""
    words = ("fee:", fee.reason.get("en"), languages, *services)
    return " ".join(word for word in map(str, words) if word)
