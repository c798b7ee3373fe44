"""The package's side: price each project, and add up its invoice as the loops do."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from typing import TypeAlias

import moneyed

import flowfit_invoicing as ffi

from .independent import Amounts
from .loops import CENT, GST, QST, quantize
from .rows import ZERO
from .values import CURRENCY, SELLER, TAXES

Invoice: TypeAlias = tuple[tuple[ffi.InvoiceLine, ...], Decimal, Decimal, Decimal]
"""Lines, net, GST and QST."""

Amount: TypeAlias = Decimal | ffi.Money | moneyed.Money

NET = attrgetter("net")


def priced(engine: ffi.PricingEngine, projects: list[ffi.Project]) -> list[Invoice]:
    """Price each project and add it up with the arithmetic of the loops."""
    invoices: list[Invoice] = []
    for project in projects:
        lines = engine.price(project)
        total = sum(map(NET, lines), ZERO)
        gst, qst = quantize(total * GST, CENT), quantize(total * QST, CENT)
        invoices.append((lines, total, gst, qst))
    return invoices


def at_once(
    engine: ffi.PricingEngine, projects: list[ffi.Project]
) -> tuple[ffi.InvoiceLine, ...]:
    """Price all projects in one call, without adding them up."""
    return engine.price(*projects)


def drafted(
    engine: ffi.PricingEngine, projects: list[ffi.Project]
) -> list[tuple[ffi.InvoiceDraft, ffi.Totals]]:
    """Price each project, and make a draft of it with its totals."""
    drafts = (
        ffi.InvoiceDraft(
            seller=SELLER,
            client=project.client,
            currency=CURRENCY,
            lines=engine.price(project),
            taxes=TAXES,
        )
        for project in projects
        if project.client is not None  # which all have; types don't know
    )
    return [(draft, draft.totals) for draft in drafts]


def read(engine: ffi.PricingEngine, projects: list[ffi.Project]) -> list[Invoice]:
    """Price as `priced` does, then read every amount of every line."""
    invoices = priced(engine, projects)
    for lines, *_ in invoices:
        for line in lines:
            _ = line.quantity.amount, line.unit_price.amount, line.net_amount.amount
            for adjustment in line.adjustments:
                _ = adjustment.amount.amount
    return invoices


def explained(engine: ffi.PricingEngine, projects: list[ffi.Project]) -> list[str]:
    """Price each project and explain each of its lines in words."""
    return [
        ffi.explain(line, "en-CA")
        for project in projects
        for line in engine.price(project)
    ]


def amounts(invoices: Iterable[tuple[object, Amount, Amount, Amount]]) -> list[Amounts]:
    """Give what invoices come to, as fractions; of decimals, or of any money."""
    return [
        (_fraction(net), _fraction(gst), _fraction(qst))
        for _, net, gst, qst in invoices
    ]


def amounts_of_drafts(
    drafts: Iterable[tuple[ffi.InvoiceDraft, ffi.Totals]],
) -> list[Amounts]:
    """Give what drafts come to by their totals."""
    return amounts(_amounts_of(totals) for _, totals in drafts)


def _amounts_of(totals: ffi.Totals) -> tuple[ffi.Totals, Amount, Amount, Amount]:
    gst, qst = totals.taxes
    return totals, totals.net, gst.amount, qst.amount


def _fraction(amount: Amount) -> Fraction:
    return Fraction(amount if isinstance(amount, Decimal) else amount.amount)
