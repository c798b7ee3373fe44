"""What the package is held against: plain loops that do the same work.

Each finds the rate in the client's own list before the standard one, weighs counts by
shares, multiplies, rounds once, charges the minimum, and adds up an invoice with its
GST and QST. None checks what it is given, keeps why a price is what it is, or protects
its results from change. They are as quick as we could write them; what was tried and
was slower is told in docs/explanation/speed.md.
"""

from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from operator import mul
from typing import TypeAlias

from moneyed import CAD, Money

from .rows import ZERO, Rates, Row, Rows

CENT = Decimal("0.01")
GST, QST = Decimal("0.05"), Decimal("0.09975")
NOTHING = Money(0, CAD)
quantize = Context(prec=28, rounding=ROUND_HALF_UP).quantize

Line: TypeAlias = tuple[str, Decimal]
"""Id of a task, and what it costs."""

Invoice: TypeAlias = tuple[list[Line], Decimal, Decimal, Decimal]
"""Lines, net, GST and QST."""

ItemisedLine: TypeAlias = tuple[str, Decimal, Decimal, Decimal]
"""Id of a task, count of a band, price of a unit in that band, and net amount."""

ItemisedInvoice: TypeAlias = tuple[list[ItemisedLine], Decimal, Decimal, Decimal]
MoneyInvoice: TypeAlias = tuple[list[tuple[str, Money]], Money, Money, Money]


def bare(work: Rows) -> list[Invoice]:
    """Price with decimals, one tuple a line: the loop of the limits."""
    standard = work.standard
    invoices: list[Invoice] = []
    for own, rows in work.orders:
        lines: list[Line] = []
        total = ZERO
        for task, key, counts, quantity in rows:
            price, shares, minimum = own.get(key) or standard[key]
            if counts:
                quantity = sum(map(mul, counts, shares), ZERO)  # noqa: PLW2901 - the quickest
            net = quantize(quantity * price, CENT)
            if net < minimum:  # noqa: PLR1730 - quicker than max
                net = minimum
            lines.append((task, net))
            total += net
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def itemised(work: Rows) -> list[ItemisedInvoice]:
    """Make and round eight tuples a task, one for each band."""
    standard = work.standard
    invoices: list[ItemisedInvoice] = []
    for own, rows in work.orders:
        lines: list[ItemisedLine] = []
        total = ZERO
        for task, key, counts, _ in rows:
            price, shares, minimum = own.get(key) or standard[key]
            so_far = ZERO
            for count, share in zip(counts, shares, strict=False):  # strict is slower
                unit_price = price * share
                net = quantize(count * unit_price, CENT)
                lines.append((task, count, unit_price, net))
                so_far += net
            total += max(so_far, minimum)
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def with_moneyed(work: Rows) -> list[MoneyInvoice]:
    """Price with py-moneyed at each step, in the order in which one would say it."""
    with localcontext() as context:
        context.rounding = ROUND_HALF_UP  # which is where `Money.round` looks
        return [_with_moneyed(own, work.standard, rows) for own, rows in work.orders]


def _with_moneyed(own: Rates, standard: Rates, rows: list[Row]) -> MoneyInvoice:
    lines: list[tuple[str, Money]] = []
    total = NOTHING
    for task, key, counts, quantity in rows:
        price, shares, minimum = own.get(key) or standard[key]
        unit_price = Money(price, CAD)
        if counts:
            net = NOTHING
            for count, share in zip(counts, shares, strict=True):
                net += unit_price * count * share
        else:
            net = unit_price * quantity
        net = max(net.round(2), Money(minimum, CAD))
        lines.append((task, net))
        total += net
    return lines, total, (total * GST).round(2), (total * QST).round(2)
