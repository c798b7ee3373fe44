"""Minima that projects have come to before, so that they are not charged again.

A minimum of a project is for all of it. What was billed of it came to the minimum, or
was charged what was missing; so the rest is charged nothing, unless all of it together
is below the minimum still, as the work of another language pair may be.
"""

from collections.abc import Iterable, Iterator

from flowfit_invoicing.documents import InvoiceLine, TaskKey
from flowfit_invoicing.pricing import Attempt, PricingEngine
from flowfit_invoicing.work import Project


def settled_minima(
    attempt: Attempt, wholes: Iterable[Project], engine: PricingEngine
) -> frozenset[TaskKey]:
    """Give the minima charged to a rest that the *wholes* of the projects come to."""
    charged = frozenset(_minima(attempt.lines))
    if not charged:
        return charged
    whole = engine.attempt(*wholes)
    return frozenset() if whole.errors else charged.difference(_minima(whole.lines))


def _minima(lines: Iterable[InvoiceLine]) -> Iterator[TaskKey]:
    """Give what lines of minima are known by."""
    for line in lines:
        basis = None if line.details is None else line.details.basis
        if line.task is None and basis is not None and basis.kind == "least":
            yield from line.tasks
