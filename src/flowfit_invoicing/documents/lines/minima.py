"""Minima of tasks that have several lines: what one of them bears depends on all.

The minimum of a rate stands on one of the bands of a task, and so does a minimum beside
rates that is agreed per task. When a line is changed or dropped, what the others are
charged is worked out again, before what is agreed of them. A net amount that was agreed
of a line counts for the minimum on another; on the line that bears it, it stands in
place of it.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve

from flowfit_invoicing.money import EXACT

from .agreed import OTHERS_CHANGED, AgreedChange, is_minimum, others_of
from .details import LineDetails
from .lines import InvoiceLine

Lines: TypeAlias = tuple[InvoiceLine, ...]

_ZERO = Decimal(0)


def is_charged_a_minimum(line: InvoiceLine) -> bool:
    """Tell if a line is charged so that its task comes to a minimum."""
    return line.to_minimum is not None or any(map(is_minimum, line.further))


def is_let_off(line: InvoiceLine) -> bool:
    """Tell if somebody agreed that a line need not come to any minimum."""
    return line.agreed is not None and line.agreed.waives_minimum


def places_of_task(lines: Iterable[InvoiceLine], line: InvoiceLine) -> list[int]:
    """Give the places of all lines of the task that a line is for, itself among them.

    Parts are left out: they have the price that they were begun at.
    """
    if line.task is None or line.part is not None:
        return []
    return [
        place
        for place, other in enumerate(lines)
        if other.task is not None and other.part is None and other.tasks == line.tasks
    ]


def with_minima_of_all(lines: Lines) -> Lines:
    """Work minima out again for all tasks, beside what is agreed of their lines."""
    seen: set[object] = set()
    for line in lines:
        if line.task is not None and line.tasks not in seen:
            seen.add(line.tasks)
            lines = with_minima_of(line, lines)
    return lines


def with_minima_of(line: InvoiceLine, lines: Lines) -> Lines:
    """Work minima out again that lines of a task bear, beside what is agreed of them.

    What was computed stays; a line that nobody changed says that others have.
    """
    several = [*lines]
    places = places_of_task(lines, line)
    for band in by_rate(several, places):
        place = bearer(several, band)
        before = _before(several[place], [several[each] for each in band])
        for each in band:
            several[each] = _following(several[each], before if each == place else None)
    if len(places) > 1:
        for place in places:
            others = [several[each] for each in places if each != place]
            several[place] = _beside(several[place], others)
    return tuple(several)


def by_rate(lines: list[InvoiceLine], places: list[int]) -> Iterator[list[int]]:
    """Give the places of the bands of each service, which have one minimum."""
    services: dict[str | None, list[int]] = {}
    for place in places:
        line = lines[place]
        if line.origin is not None and line.origin.band is not None:
            code = None if line.service is None else line.service.code
            services.setdefault(code, []).append(place)
    yield from services.values()


def bearer(lines: list[InvoiceLine], places: list[int]) -> int:
    """Give the place of the line that bears the minimum of its rate, or would."""
    bearing = (place for place in places if lines[place].terms.minimum is not None)
    return next(bearing, places[-1])


def sum_of(amounts: Iterable[Decimal]) -> Decimal:
    """Add up amounts exactly."""
    total = _ZERO
    for amount in amounts:
        total = EXACT.add(total, amount)
    return total


def _before(bearer: InvoiceLine, band: list[InvoiceLine]) -> Decimal | None:
    """Give what others come to by now, if a minimum is charged otherwise for it."""
    others = (line for line in band if line is not bearer)
    before = sum_of(_agreed_net(line, line.priced) for line in others)
    computed = bearer.computed
    if computed.least is not None:
        return None if before == computed.before else before
    least = bearer.terms.minimum_of_rate
    if least is None or any(line.waived is not None for line in band):
        return None
    return before if EXACT.add(before, bearer.priced) < least else None


def _following(line: InvoiceLine, before: Decimal | None) -> InvoiceLine:
    beside = () if line.agreed is None else line.agreed.beside
    return _agreeing(line, before, beside)


def _beside(line: InvoiceLine, others: list[InvoiceLine]) -> InvoiceLine:
    """Give a line with its minima beside rates, beside what others come to by now."""
    beside: list[tuple[int, Decimal]] = []
    for place, own in shared_minima(line):
        before = others_of(line.computed.further[place], own)
        depth = depth_of(others, before)
        now = (
            before if depth is None else sum_of(come_to(each, depth) for each in others)
        )
        if now != before:
            beside.append((place, now))
    agreed = line.agreed
    return _agreeing(line, None if agreed is None else agreed.before, tuple(beside))


def _agreeing(
    line: InvoiceLine, before: Decimal | None, beside: tuple[tuple[int, Decimal], ...]
) -> InvoiceLine:
    agreed = line.agreed
    if agreed is not None:
        agreed = agreed.after(before, beside)
    elif before is not None or beside:
        agreed = AgreedChange(reason=OTHERS_CHANGED, before=before, beside=beside)
    if agreed == line.agreed:
        return line
    return line.with_details(evolve(line.details or LineDetails(), agreed=agreed))


def shared_minima(line: InvoiceLine) -> Iterator[tuple[int, Decimal]]:
    """Give places of charges to minima that other lines count for too.

    Each with what the line itself came to before it.
    """
    computed = line.computed
    for place, adjustment in enumerate(computed.further):
        own = come_to(computed, place)
        if is_minimum(adjustment) and others_of(adjustment, own):
            yield place, own


def come_to(line: InvoiceLine, depth: int) -> Decimal:
    """Give what a line came to after so many of its adjustments, or was agreed at."""
    adjustments = (each.signed for each in line.further[:depth])
    return _agreed_net(line, sum_of((line.unadjusted, *adjustments)))


def _agreed_net(line: InvoiceLine, otherwise: Decimal) -> Decimal:
    """Give the net amount that was agreed of a line, which counts for minima."""
    net = None if line.agreed is None else line.agreed.net
    return otherwise if net is None else net


def depth_of(lines: list[InvoiceLine], total: Decimal) -> int | None:
    """Give after how many adjustments lines came to a total when they were computed."""
    computed = [line.computed for line in lines]
    deepest = max((len(line.further) for line in computed), default=0)
    for depth in range(deepest + 1):
        if sum_of(come_to(line, depth) for line in computed) == total:
            return depth
    return None
