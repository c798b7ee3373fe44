"""What is wrong or doubtful in a catalog, before anything is priced by it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from operator import itemgetter

from flowfit_invoicing.findings import Finding
from flowfit_invoicing.work import LanguagePattern
from flowfit_invoicing.work.languages import candidates

from .mapping import TaskMapping
from .rate_lists import RateList
from .rates import Rate
from .reach import unreachable
from .services import ClientService


def check(
    services: Collection[ClientService],
    rate_lists: Collection[RateList],
    mapping: TaskMapping,
) -> Iterator[Finding]:
    """Look at each part of a catalog in the light of the others."""
    mapped = [service for _, several in mapping.rules for service in several]
    lists = _all(rate_lists)
    rates = [rate for list_ in lists for rate in list_.rates]
    used = {each.code: each for each in chain(mapped, (rate.service for rate in rates))}
    under_grids = {code: code for list_ in lists for code, _ in list_.service_grids}
    yield from _unpriced(services, rates)
    yield from _unmapped(services, mapped)
    yield from _outside(services, {**under_grids, **used})
    for rate_list in rate_lists:
        yield from _lost_grids(rate_list)
    for rate_list, rate in unreachable(rate_lists):
        yield Finding.warning("rate-never-wins", rate_list.name, rate=rate)


def _all(rate_lists: Iterable[RateList]) -> Collection[RateList]:
    lists = chain.from_iterable(rate_list.lineage() for rate_list in rate_lists)
    return {id(rate_list): rate_list for rate_list in lists}.values()


def _unpriced(
    services: Collection[ClientService], rates: Iterable[Rate]
) -> Iterator[Finding]:
    priced = {rate.service.code for rate in rates}
    for service in services:
        if service.code not in priced:
            yield Finding.warning("service-without-rate", service.code, service=service)


def _unmapped(
    services: Collection[ClientService], mapped: Iterable[ClientService]
) -> Iterator[Finding]:
    codes = {service.code for service in mapped}
    for service in services:
        if service.code not in codes:
            yield Finding.warning("service-without-task", service.code, service=service)


def _outside(
    services: Collection[ClientService], used: Mapping[str, ClientService | str]
) -> Iterator[Finding]:
    known = {service.code for service in services}
    for code, service in sorted(used.items(), key=itemgetter(0)):
        if code not in known:
            yield Finding.warning("service-outside-catalog", code, service=service)


def _lost_grids(rate_list: RateList) -> Iterator[Finding]:
    """Find rates that win over one of the base, but don't have the grid that it has.

    `MatchGrid.of()` says that no grid is wanted, so nothing is lost by it.
    """
    _, *behind = rate_list.lineage()
    for rate in rate_list.rates:
        if rate_list.stated_grid(rate) is not None:
            continue
        for base in behind:
            if any(_meet(rate, r) and base.grid_for(r) for r in base.rates):
                yield Finding.warning("grid-lost", rate_list.name, rate=rate, base=base)
                break


def _meet(rate: Rate, other: Rate) -> bool:
    """Tell if there is work that is priced by both."""
    return (
        rate.service.code == other.service.code
        and not set(rate.unit.counted_in).isdisjoint(other.unit.counted_in)
        and (rate.domain == other.domain or None in (rate.domain, other.domain))
        and _languages_meet(rate.languages, other.languages)
        and rate.shares_a_day_with(other)
    )


def _languages_meet(one: LanguagePattern | None, other: LanguagePattern | None) -> bool:
    if one is None or other is None:
        return True
    sides = (one.source, other.source), (one.target, other.target)
    return all(a in candidates(b) or b in candidates(a) for a, b in sides)
