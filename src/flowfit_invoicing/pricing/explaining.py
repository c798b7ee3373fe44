"""The explanation of a line: all its steps, in their order."""

from collections.abc import Iterator

from flowfit_invoicing.documents import InvoiceLine
from flowfit_invoicing.doors import one_of_type

from .adjustment_steps import adjusting_steps, basis_steps
from .agreed_steps import agreed_steps, part_steps
from .price_steps import measure_steps, price_steps, source_steps
from .steps import Step, step


def explanation(line: InvoiceLine) -> tuple[Step, ...]:
    """Give the steps from the task to the net amount of *line*, in their order."""
    checked = one_of_type(InvoiceLine, line)
    computed = _computed(checked.computed)
    if checked.agreed is None:
        return tuple(computed)
    return (*computed, *agreed_steps(checked, checked.agreed))


def _computed(line: InvoiceLine) -> Iterator[Step]:
    if line.part is None:
        yield from _whole(line)
    else:
        yield from explanation(line.whole)
        yield from part_steps(line, line.part)


def _whole(line: InvoiceLine) -> Iterator[Step]:
    basis = None if line.details is None else line.details.basis
    if basis is not None:
        yield step("fee", None, description=line.description)
        yield from basis_steps(basis, line.unit_price)
    elif line.details is not None and line.details.credits is not None:
        place = line.details.credits.place + 1
        yield step("credit", None, line=place, description=line.description)
    elif line.origin is None:
        yield step("typed-in", None, description=line.description)
    else:
        yield from source_steps(line, line.origin)
        yield from measure_steps(line, line.origin)
    yield from price_steps(line)
    yield from adjusting_steps(line)
