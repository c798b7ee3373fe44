"""Loops that are quicker since they know more than the package may assume.

The limits do not hang on them; they are printed beside, so that a reader sees how much
of a difference the choice of the loop makes.
"""

from collections.abc import Callable
from operator import mul
from typing import cast

from .loops import (
    CENT,
    GST,
    QST,
    Invoice,
    ItemisedInvoice,
    ItemisedLine,
    Line,
    quantize,
)
from .rows import ZERO, Counts, Rate, Row, Rows


def eight_bands(work: Rows) -> list[Invoice]:
    """Price as `loops.bare` does, where no analysis has other than eight bands."""
    standard = work.standard
    invoices: list[Invoice] = []
    for own, rows in work.orders:
        lines: list[Line] = []
        total = ZERO
        for task, key, counts, quantity in rows:
            price, shares, minimum = own.get(key) or standard[key]
            if counts:
                a, b, c, d, e, f, g, h = counts
                s, t, u, v, w, x, y, z = shares
                quantity = (  # noqa: PLW2901 - the quickest
                    a * s + b * t + c * u + d * v + e * w + f * x + g * y + h * z
                )
            net = quantize(quantity * price, CENT)
            if net < minimum:  # noqa: PLR1730 - quicker than max
                net = minimum
            lines.append((task, net))
            total += net
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def whole_counts(work: Rows) -> list[Invoice]:
    """Price as `loops.bare` does, where counts and percents are whole; see `whole`."""
    standard = work.standard
    invoices: list[Invoice] = []
    for own, rows in work.orders:
        lines: list[Line] = []
        total = ZERO
        for task, key, counts, quantity in rows:
            price, shares, minimum = own.get(key) or standard[key]
            if counts:
                net = quantize(sum(map(mul, counts, shares)) * price, CENT)
            else:
                net = quantize(quantity * price, CENT)
            if net < minimum:  # noqa: PLR1730 - quicker than max
                net = minimum
            lines.append((task, net))
            total += net
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def itemised_beforehand(work: Rows) -> list[ItemisedInvoice]:
    """Itemise as `loops.itemised` does, by rows whose shares are prices already."""
    standard = work.standard
    invoices: list[ItemisedInvoice] = []
    for own, rows in work.orders:
        lines: list[ItemisedLine] = []
        total = ZERO
        for task, key, counts, _ in rows:
            _, unit_prices, minimum = own.get(key) or standard[key]
            so_far = ZERO
            for count, unit_price in zip(counts, unit_prices, strict=False):  # quicker
                net = quantize(count * unit_price, CENT)
                lines.append((task, count, unit_price, net))
                so_far += net
            total += max(so_far, minimum)
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def whole(work: Rows) -> Rows:
    """Give rows with whole counts and percents, and prices of a hundredth of a word."""
    orders = [(own, [_whole_row(row) for row in rows]) for own, rows in work.orders]
    return _with_rates(work._replace(orders=orders), _in_percent)


def with_prices_by_band(work: Rows) -> Rows:
    """Give rows with the price of each band instead of its share."""
    return _with_rates(work, _by_band)


def _with_rates(work: Rows, change: Callable[[Rate], Rate]) -> Rows:
    """Change each rate; orders of one client share theirs, as before."""
    changed = {
        id(own): {key: change(rate) for key, rate in own.items()}
        for own in (work.standard, *(own for own, _ in work.orders))
    }
    orders = [(changed[id(own)], rows) for own, rows in work.orders]
    return Rows(changed[id(work.standard)], orders)


def _in_percent(rate: Rate) -> Rate:
    price, shares, minimum = rate
    percents = tuple(int(share * 100) for share in shares)
    return price / 100 if shares else price, cast("Counts", percents), minimum


def _by_band(rate: Rate) -> Rate:
    price, shares, minimum = rate
    return price, tuple(price * share for share in shares), minimum


def _whole_row(row: Row) -> Row:
    task, key, counts, quantity = row
    return task, key, cast("Counts", tuple(map(int, counts))), quantity
