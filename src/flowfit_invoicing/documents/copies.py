"""Copies: what was billed once, to be billed again without its tasks."""

from attrs import evolve

from .lines.details import LineDetails
from .lines.lines import InvoiceLine


def copied(line: InvoiceLine) -> InvoiceLine:
    """Give a line that comes to the same, and bills no task.

    Description, quantity, price and adjustments are those of *line*, as if they were
    typed in; it still belongs to its project on paper.
    """
    details = LineDetails(
        amount=line.amount,
        text=line.description,
        taxes=line.taxes,
        further=line.adjustments,
    )
    terms = evolve(line.billed_terms, agreed=None, minimum=None)
    return InvoiceLine(terms, project=line.project, details=details)
