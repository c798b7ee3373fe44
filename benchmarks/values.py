"""The workload as values of the package, each of them made anew when asked for."""

from datetime import date
from typing import NamedTuple

import flowfit_invoicing as ffi

from .workload import BANDS, HOURS, ITEMS, WORDS, PriceList, Task, Workload

CURRENCY = "CAD"
DAY = date(2026, 11, 24)
UNITS = {WORDS: ffi.WORD, HOURS: ffi.HOUR, ITEMS: ffi.ITEM}
SELLER = ffi.Party("Traduction Laval inc.")
TAXES = (ffi.Tax("GST", "GST", 5), ffi.Tax("QST", "QST", "9.975"))


class Made(NamedTuple):
    """A catalog, and the projects to be priced by it."""

    catalog: ffi.Catalog
    projects: list[ffi.Project]


def services() -> dict[str, ffi.ClientService]:
    return {
        WORDS: ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"}),
        HOURS: ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"}),
        ITEMS: ffi.ClientService("DTP", {"en": "Layout", "fr": "Mise en page"}),
    }


def rate_list(
    facts: PriceList, sold: dict[str, ffi.ClientService], base: ffi.RateList | None
) -> ffi.RateList:
    rates = [
        ffi.Rate(
            sold[price.kind],
            UNITS[price.kind],
            price.unit_price,
            languages=price.pair,
            minimum_charge=price.minimum,
        )
        for price in facts.prices
    ]
    grid = ffi.MatchGrid.of(dict(zip(BANDS, facts.percents, strict=True)))
    return ffi.RateList(facts.name, CURRENCY, rates, base=base, match_grid=grid)


def catalog(standard: PriceList, own: list[PriceList]) -> ffi.Catalog:
    sold = services()
    behind = rate_list(standard, sold, None)
    return ffi.Catalog(
        services=sold.values(),
        rate_lists=[behind, *(rate_list(each, sold, behind) for each in own)],
        mapping=ffi.TaskMapping(sold),
        default_rate_list=behind.name,
    )


def task(facts: Task) -> ffi.WorkflowTask:
    if facts.counts:
        analysis = ffi.Analysis.of(dict(zip(BANDS, facts.counts, strict=True)))
        return ffi.WorkflowTask(
            facts.id, facts.kind, facts.pair, analysis=analysis, completed_on=DAY
        )
    quantity = ffi.Quantity(facts.quantity, UNITS[facts.kind])
    return ffi.WorkflowTask(
        facts.id, facts.kind, facts.pair, quantities=[quantity], completed_on=DAY
    )


def made(work: Workload) -> Made:
    clients = [
        ffi.Client(f"C-{number}", ffi.Party(own.name), rate_list=own.name)
        for number, own in enumerate(work.own)
    ]
    projects = [
        ffi.Project(
            order.number, client=clients[order.client], tasks=map(task, order.tasks)
        )
        for order in work.orders
    ]
    return Made(catalog(work.standard, work.own), projects)
