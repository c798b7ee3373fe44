"""What was agreed about a line of a quote, carried to its work counted anew."""

from attrs import evolve

from .lines.agreed import AgreedChange
from .lines.details import LineDetails
from .lines.lines import InvoiceLine
from .renewing import renewed


def carried(
    before: InvoiceLine, after: InvoiceLine, *, as_done: bool = False
) -> InvoiceLine:
    """Give a line of work with what a person has made of it on a quote.

    An agreed count is for the work as it was counted then: it holds as long as that is
    what the work counts, and never for work that is billed *as_done*. A net amount was
    agreed for a count; it holds for no other. A price is for as much as there is, and
    what was agreed to cost nothing is free, however much it is.
    """
    line, agreed = renewed(before.computed, after) or after, before.agreed
    if agreed is None or not _is_priced_by_the_same(before, after):
        return line
    held = _held(agreed, before, after, as_done=as_done)
    return line.with_details(evolve(line.details or LineDetails(), agreed=held))


def _held(
    agreed: AgreedChange, before: InvoiceLine, after: InvoiceLine, *, as_done: bool
) -> AgreedChange | None:
    if agreed.is_free:
        return agreed.without()
    counted = before.amount if as_done else before.computed.amount
    if after.amount != counted:
        return agreed.without("amount", "net")
    return agreed.without("amount") if as_done else agreed.without()


def _is_priced_by_the_same(before: InvoiceLine, after: InvoiceLine) -> bool:
    """Tell if a quantity or a price means the same on both lines."""
    units = (line.terms.unit.code for line in (before, after))
    return len(set(units)) == 1 and before.per == after.per
