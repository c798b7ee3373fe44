"""A project billed in parts: what is left of each line, and a part of it all.

The whole is what all lines come to as they are priced. A part is an amount of it,
spread over the lines by largest remainder in proportion to what is left of each, so
that no line is ever billed beyond its whole, and all parts add up to it to the cent.
The part that takes all that is left takes just that of each line.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.documents.lines.bases import Share
from flowfit_invoicing.documents.lines.details import LineDetails, Part
from flowfit_invoicing.documents.lines.lines import InvoiceLine, TaskKey
from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import PartTooLargeError
from flowfit_invoicing.money import EXACT, Currency, Money, rounded, spread, total_of
from flowfit_invoicing.work import ITEM

Wholes: TypeAlias = dict[tuple[TaskKey, ...], Decimal]
"""What all lines of a task come to."""

_ZERO, _ALL = Decimal(0), Decimal(100)


@frozen
class Unbilled:
    """A line as it is where all of it is billed, and how much of it was."""

    line: InvoiceLine = field(validator=of_type(InvoiceLine))
    billed: Decimal = field(validator=of_type(Decimal), default=_ZERO)
    """What drafts and documents have of it, less what was freed again."""

    is_begun: bool = field(validator=flag, default=False)
    """Whether some of its task was billed, or all of it."""

    percent: Decimal | None = field(
        validator=of_type(Decimal, optional=True), default=_ZERO
    )
    """The percents that were billed of it, if all that was billed was one."""

    @property
    def left(self) -> Decimal:
        """What nobody has billed yet."""
        return EXACT.subtract(self.line.net, self.billed)


def whole_of(lines: Iterable[Unbilled]) -> Decimal:
    """Add up what lines come to, billed or not."""
    return total_of(each.line.net for each in lines)


def left_of(lines: Iterable[Unbilled]) -> Decimal:
    """Add up what is left of lines."""
    return total_of(each.left for each in lines)


def percent_of(
    lines: Sequence[Unbilled], percent: Decimal, currency: Currency
) -> Decimal:
    """Give the amount of a percent of the whole, rounded half up.

    Percents that make 100 with those before take what is left, whatever was rounded on
    the way; as long as they make less, rounding never takes more than is left.

    Raises:
        PartTooLargeError: If less is left.
    """
    left, so_far = left_of(lines), {each.percent for each in lines}
    exact = EXACT.scaleb(EXACT.multiply(whole_of(lines), percent), -2)
    amount = rounded(exact, currency.digits)
    sums = [EXACT.add(each, percent) for each in so_far if each is not None]
    if len(sums) == len(so_far) and max(sums) <= _ALL:
        return left if min(sums) == _ALL else min(amount, left)
    return within(lines, amount, currency)


def within(lines: Iterable[Unbilled], amount: Decimal, currency: Currency) -> Decimal:
    """Take an amount, if so much is left of lines.

    Raises:
        PartTooLargeError: If less is left.
    """
    left = left_of(lines)
    if amount > left:
        raise PartTooLargeError(Money(amount, currency), Money(left, currency))
    return amount


def part_of(
    lines: Sequence[Unbilled], amount: Decimal, *, percent: Decimal | None = None
) -> tuple[InvoiceLine, ...]:
    """Bill an amount of what is left of lines, in their order.

    A line that comes to nothing, so small is the part, is begun all the same, so that
    its whole is fixed with the others. *percent* is what the amount came from, if it
    came from a percent of the whole.

    >>> from flowfit_invoicing import InvoiceLine, Money
    >>> lines = [Unbilled(InvoiceLine.of("A", Money(each, "CAD"))) for each in (1, 2)]
    >>> [str(line.net) for line in part_of(lines, Decimal("1.00"))]
    ['0.33', '0.67']

    Raises:
        PartTooLargeError: If more than is left is asked for.
    """
    if not lines:
        raise refused((), "expected lines to bill a part of")
    currency = lines[0].line.terms.currency
    if within(lines, amount, currency) == left_of(lines):
        return rest_of(lines, percent=percent)
    wholes, shares = _wholes(lines), _shares(lines, Money(amount, currency))
    return tuple(
        _in_part(each, part, wholes, percent, share)
        for each, (part, share) in zip(lines, shares, strict=True)
        if part or not each.is_begun
    )


def rest_of(
    lines: Sequence[Unbilled], *, percent: Decimal | None = None
) -> tuple[InvoiceLine, ...]:
    """Bill all that is left: whole lines of tasks that nobody has begun to bill."""
    wholes = _wholes(lines)
    return tuple(
        _in_part(each, each.left, wholes, percent, None) if each.is_begun else each.line
        for each in lines
        if each.left or not each.is_begun
    )


def _shares(
    lines: Sequence[Unbilled], whole: Money
) -> Iterator[tuple[Decimal, Share | None]]:
    """Give what each line bears of a sum; a line alone bears it all."""
    weights = tuple(each.left for each in lines)
    parts = spread(whole.amount, weights, whole.currency.digits)
    for place, part in enumerate(parts):
        yield part, Share(whole, weights, place) if len(lines) > 1 else None


def _in_part(
    each: Unbilled,
    amount: Decimal,
    wholes: Wholes,
    percent: Decimal | None,
    share: Share | None,
) -> InvoiceLine:
    """Make the line of a part: one item at its amount, of the same task."""
    whole, terms = each.line, each.line.terms
    part = Part(
        terms,
        whole.details,
        wholes[whole.tasks],
        before=each.billed,
        percent=percent,
        share=share,
    )
    fee = None if whole.details is None else whole.details.fee
    return evolve(
        whole,
        terms=evolve(terms, unit=ITEM, unit_price=amount, per=1, minimum=None),
        details=LineDetails(amount=1, taxes=whole.taxes, fee=fee, part=part),
    )


def _wholes(lines: Iterable[Unbilled]) -> Wholes:
    """Add up the lines of each task."""
    wholes: Wholes = {}
    for each in lines:
        tasks = each.line.tasks
        wholes[tasks] = EXACT.add(wholes.get(tasks, _ZERO), each.line.net)
    return wholes
