"""A line dropped from several of a task: the others bear the minimum of the task.

What was computed of them is worked out again, for there is no other line to ask any
more; what is agreed of them holds on.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, frozen

from flowfit_invoicing.money import EXACT

from .agreed import OTHERS_CHANGED, Adjusted, AgreedChange, others_of, to_minimum
from .details import LineDetails
from .lines import InvoiceLine
from .minima import (
    bearer,
    by_rate,
    come_to,
    depth_of,
    places_of_task,
    shared_minima,
    sum_of,
    with_minima_of,
)

Lines: TypeAlias = tuple[InvoiceLine, ...]


@frozen
class _Shared:
    """A charge to a minimum beside rates that several lines of a task count for."""

    charge: Adjusted
    place: int | None
    """Of the line that bears it; None if that is dropped."""

    at: int
    """Its place among what adjusts the line."""

    depth: int
    """How many adjustments of the others come before it."""


def without(lines: Lines, place: int) -> Lines:
    """Drop the line at a place, and have the others of its task bear its minima."""
    dropped, left = lines[place], [*lines[:place], *lines[place + 1 :]]
    places = places_of_task(left, dropped)
    if not places:
        return tuple(left)
    shared = _shared(dropped, left, places)
    for band in by_rate(left, places):
        _bear_minimum_of_rate(left, band)
    for each in shared:
        _bear(each, left, places)
    return with_minima_of(left[places[0]], tuple(left))


def _shared(
    dropped: InvoiceLine, left: Sequence[InvoiceLine], places: Sequence[int]
) -> list[_Shared]:
    """Find the minima beside rates that the task has, before anything is changed."""
    bearing: list[tuple[int | None, InvoiceLine]] = [(None, dropped)]
    bearing += [(place, left[place]) for place in places]
    found: list[_Shared] = []
    for place, line in bearing:
        others = [other for _, other in bearing if other is not line]
        for at, own in shared_minima(line):
            charge = line.computed.further[at]
            depth = depth_of(others, others_of(charge, own))
            if depth is not None:
                found.append(_Shared(charge, place, at, depth))
    return found


def _bear_minimum_of_rate(lines: list[InvoiceLine], band: list[int]) -> None:
    """Have one of the bands bear the minimum of the rate, if they come to less."""
    place = bearer(lines, band)
    line = lines[place].computed
    least = line.terms.minimum_of_rate
    before = sum_of(lines[each].computed.priced for each in band if each != place)
    if least is None or EXACT.add(before, line.priced) >= least:
        return
    details = evolve(line.details or LineDetails(), before=before)
    terms = evolve(line.terms, minimum=least)
    now = evolve(line, terms=terms, details=details).unadjusted
    again = AgreedChange(reason=OTHERS_CHANGED, before=before)
    further = again.again(line.further, line.unadjusted, now, terms)
    details = evolve(details, further=further, agreed=lines[place].agreed)
    lines[place] = evolve(line, terms=terms, details=details)


def _bear(shared: _Shared, lines: list[InvoiceLine], places: list[int]) -> None:
    """Charge to a minimum beside rates what is missing now, behind what was before."""
    place = places[-1] if shared.place is None else shared.place
    at = shared.depth if shared.place is None else shared.at
    line = lines[place].computed
    others = [lines[each].computed for each in places if each != place]
    own = come_to(line, at)
    so_far = EXACT.add(own, sum_of(come_to(each, shared.depth) for each in others))
    charge = to_minimum(shared.charge, so_far)
    behind = at if shared.place is None else at + 1
    before, after = line.further[:at], line.further[behind:]
    again = AgreedChange(reason=OTHERS_CHANGED, before=Decimal(0)).again(
        after, come_to(line, behind), EXACT.add(own, charge.signed), line.terms
    )
    further = (*before, charge, *again)
    typed = lines[place].details or LineDetails()
    lines[place] = evolve(line, details=evolve(typed, further=further))
