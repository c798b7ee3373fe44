"""The part of a document's own allowances and charges that a credit note credits.

Each is credited in proportion to the lines that have the very taxes of its own; if none
does, to those that have more than these. So with the lines of its taxes it never comes
to less than nothing. If they come to nothing, or to less than is taken off them, all
lines bear it.
"""

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import TypeAlias

from attrs import frozen

from flowfit_invoicing.documents.bills import Bill
from flowfit_invoicing.documents.lines.adjustments import (
    Allowance,
    Charge,
    adjustment_of,
    part_of_adjustment,
)
from flowfit_invoicing.documents.lines.lines import InvoiceLine
from flowfit_invoicing.money import EXACT, money_of, total_of
from flowfit_invoicing.tax import Tax

from .lines import ROUNDING
from .remainders import between, line_credit_of, part_of

_ZERO, _ONE = Decimal(0), Decimal(1)
Taxes: TypeAlias = frozenset[Tax]


@frozen
class _Done:
    """How much of some lines was credited before, and is with the note: of how much."""

    before: Decimal
    now: Decimal
    of: Decimal


@frozen
class _Crediting:
    """An invoice, the lines of a note, and the notes before it."""

    invoice: Bill
    lines: tuple[InvoiceLine, ...]
    before: tuple[Bill, ...]

    def done(self, places: Collection[int]) -> _Done:
        """Give how much of the lines at some places is credited."""
        earlier = (line for note in self.before for line in note.lines)
        credited = _credited(places, earlier)
        return _Done(
            credited,
            EXACT.add(credited, _credited(places, self.lines)),
            total_of(self.invoice.lines[place].net for place in places),
        )

    def weights(self, places: Collection[int]) -> _Done:
        """Give how much is credited of what adjustments are in proportion to.

        That is of some lines, or of all; if they come to nothing, the first note
        credits it all.
        """
        for several in (places, range(len(self.invoice.lines))):
            done = self.done(several)
            if done.of:
                return done
        return _Done(_ONE if self.before else _ZERO, _ONE, _ONE)

    def part(self, amount: Decimal, done: Decimal, of: Decimal) -> Decimal:
        """Give the part of an amount for so much that is done."""
        return part_of(amount, done, of, self.invoice.currency.digits)

    def adjustments(self, taxes: Taxes) -> Iterator[Allowance | Charge]:
        """Give the parts of adjustments that are taxed alike."""
        places = _places(taxes, self.invoice)
        several = tuple(_taxed(self.invoice, taxes))
        own = self.done(places)
        is_borne = total_of((own.of, *(each.signed for each in several))) >= 0
        done = self.weights(places if is_borne else ())
        parts = tuple(self._parts(several, done))
        yield from parts
        if is_borne:
            signed = total_of(each.signed for each in parts)
            missing = EXACT.subtract(self._change(own, done, several, taxes), signed)
            if missing:
                money = money_of(missing, self.invoice.currency)
                yield adjustment_of(money, ROUNDING, several[0].taxes)

    def _parts(
        self, several: Iterable[Allowance | Charge], done: _Done
    ) -> Iterator[Allowance | Charge]:
        """Give so much of each as the note makes more of them."""
        for whole in several:
            amount = EXACT.subtract(
                self.part(whole.amount.amount, done.now, done.of),
                self.part(whole.amount.amount, done.before, done.of),
            )
            if amount:
                money = money_of(amount, self.invoice.currency)
                yield part_of_adjustment(whole, money)

    def _change(
        self,
        own: _Done,
        done: _Done,
        several: Iterable[Allowance | Charge],
        taxes: Taxes,
    ) -> Decimal:
        """Give what all of them come to on the note.

        With the lines they are between what was credited before and the whole.
        """
        signed = [each.signed for each in several]
        parts = (self.part(each, done.now, done.of) for each in signed)
        earlier = (each.signed for note in self.before for each in _taxed(note, taxes))
        given = total_of((own.before, *earlier))
        whole = total_of((own.of, *signed))
        reached = between(total_of((own.now, *parts)), given, whole)
        credited = EXACT.subtract(own.now, own.before)
        return EXACT.subtract(EXACT.subtract(reached, given), credited)


def adjustments_for(
    invoice: Bill, lines: tuple[InvoiceLine, ...], before: tuple[Bill, ...]
) -> Iterator[Allowance | Charge]:
    """Give what *lines* of a note credit of the adjustments of the whole *invoice*.

    With all that was credited *before* that is never more than the invoice has.
    """
    crediting = _Crediting(invoice, lines, before)
    several = invoice.allowances_and_charges
    for taxes in dict.fromkeys(_taxes_of(each, invoice) for each in several):
        yield from crediting.adjustments(taxes)


def _taxed(bill: Bill, taxes: Taxes) -> Iterator[Allowance | Charge]:
    """Give the adjustments of a document that are taxed so."""
    for each in bill.allowances_and_charges:
        if _taxes_of(each, bill) == taxes:
            yield each


def _places(taxes: Taxes, invoice: Bill) -> list[int]:
    """Give the places of lines that have the very taxes, else of those with more."""
    own = [_taxes_of(line, invoice) for line in invoice.lines]
    same = [place for place, each in enumerate(own) if each == taxes]
    return same or [place for place, each in enumerate(own) if each > taxes]


def _taxes_of(taxed: InvoiceLine | Allowance | Charge, bill: Bill) -> Taxes:
    return frozenset(bill.taxes if taxed.taxes is None else taxed.taxes)


def _credited(places: Collection[int], lines: Iterable[InvoiceLine]) -> Decimal:
    return total_of(line.net for line in lines if line_credit_of(line).place in places)
