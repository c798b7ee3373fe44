"""The part of a document's own allowances and charges that a credit note credits.

They are credited in proportion to the lines that have the taxes of the document, since
they are taxed so too; to all lines, if none of those comes to anything.
"""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from attrs import frozen

from flowfit_invoicing.money import EXACT, money_of

from .adjustments import Allowance, Charge, adjustment_of, part_of_adjustment
from .bills import Bill
from .credit_lines import ROUNDING
from .lines import InvoiceLine
from .remainders import between, credit_of, part_of, total_of

_ZERO, _ONE = Decimal(0), Decimal(1)


@frozen
class _Done:
    """How much of some lines was credited before, and is with the note: of how much."""

    before: Decimal
    now: Decimal
    of: Decimal


def adjustments_for(
    invoice: Bill, lines: tuple[InvoiceLine, ...], before: tuple[Bill, ...]
) -> Iterator[Allowance | Charge]:
    """Give what *lines* of a note credit of the adjustments of the whole *invoice*.

    With the lines that are taxed like it they never come to less than nothing, and with
    all that was credited *before* never to more than the invoice.
    """
    alike = [i for i, line in enumerate(invoice.lines) if _is_alike(line, invoice)]
    own = _done(alike, invoice, lines, before)
    done = own if own.of else _done_of_all(invoice, lines, before)
    missing = _change(own, done, invoice, before)
    for whole in invoice.adjustments:
        amount = EXACT.subtract(
            _part(whole.amount.amount, done.now, done.of, invoice),
            _part(whole.amount.amount, done.before, done.of, invoice),
        )
        if amount:
            part = part_of_adjustment(whole, money_of(amount, invoice.currency))
            missing = EXACT.subtract(missing, part.signed)
            yield part
    if missing:
        yield adjustment_of(money_of(missing, invoice.currency), ROUNDING)


def _change(own: _Done, done: _Done, invoice: Bill, before: Iterable[Bill]) -> Decimal:
    """Give what all adjustments of the note come to."""
    signed = [each.signed for each in invoice.adjustments]
    parts = (_part(each, done.now, done.of, invoice) for each in signed)
    earlier = (each.signed for note in before for each in note.adjustments)
    given = total_of((own.before, *earlier))
    reached = between(total_of((own.now, *parts)), given, total_of((own.of, *signed)))
    return total_of((reached, given.copy_negate(), own.before, own.now.copy_negate()))


def _part(amount: Decimal, done: Decimal, of: Decimal, invoice: Bill) -> Decimal:
    return part_of(amount, done, of, invoice.currency.digits)


def _is_alike(line: InvoiceLine, invoice: Bill) -> bool:
    return line.taxes is None or set(line.taxes) >= set(invoice.taxes)


def _done(
    places: Collection[int],
    invoice: Bill,
    lines: Iterable[InvoiceLine],
    before: Iterable[Bill],
) -> _Done:
    earlier = (line for note in before for line in note.lines)
    credited = _credited(places, earlier)
    return _Done(
        credited,
        EXACT.add(credited, _credited(places, lines)),
        total_of(invoice.lines[place].net for place in places),
    )


def _credited(places: Collection[int], lines: Iterable[InvoiceLine]) -> Decimal:
    return total_of(line.net for line in lines if credit_of(line).place in places)


def _done_of_all(
    invoice: Bill, lines: Iterable[InvoiceLine], before: tuple[Bill, ...]
) -> _Done:
    """Weigh by all lines; if they come to nothing, the first note credits it all."""
    done = _done(range(len(invoice.lines)), invoice, lines, before)
    return done if done.of else _Done(_ONE if before else _ZERO, _ONE, _ONE)
