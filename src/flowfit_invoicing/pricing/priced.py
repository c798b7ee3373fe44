"""What is left of a project once it is priced among many others."""

from collections.abc import Iterable
from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.doors import of_type, refused, tuple_of, whole_number
from flowfit_invoicing.errors import InvoicingError
from flowfit_invoicing.money import EXACT, Money
from flowfit_invoicing.text import one_line
from flowfit_invoicing.work import Project

from .engine import PricingEngine

_ZERO = Decimal(0)


def _count(value: int) -> int:
    count = whole_number(value)
    if count < 0:
        raise refused(value, "expected a number of lines")
    return count


def _errors(value: Iterable[InvoicingError]) -> tuple[InvoicingError, ...]:
    return tuple_of(InvoicingError, value)


@frozen
class PricedProject:
    """What a project comes to, without its lines, so that it travels by the million.

    >>> print(PricedProject("P-1042", Money("281.32", "CAD"), 2).net)
    281.32 CAD
    """

    number: str = field(converter=one_line)
    net: Money | None = field(validator=of_type(Money, optional=True))
    """The sum of the lines' net amounts, exact; None if there is no line."""

    line_count: int = field(converter=_count)
    errors: tuple[InvoicingError, ...] = field(converter=_errors, default=())
    """What is wrong with the tasks that have no price, each with its place."""


def priced_project(engine: PricingEngine, project: Project) -> PricedProject:
    """Price what can be priced of a project, and keep what many need to know of it."""
    attempt = engine.attempt(project)
    try:
        net, errors = _sum_of(attempt.lines), attempt.errors
    except InvoicingError as error:  # of 10^15 and above, which no Money can hold
        net, errors = None, (*attempt.errors, error.located((project.number,)))
    return PricedProject(project.number, net, len(attempt.lines), errors)


def _sum_of(lines: tuple[InvoiceLine, ...]) -> Money | None:
    if not lines:
        return None
    net = _ZERO
    for line in lines:
        net = EXACT.add(net, line.net)
    return Money(net, lines[0].terms.currency)
