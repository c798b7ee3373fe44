"""What is wrong or doubtful in a catalog, before anything is priced by it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain

from flowfit_invoicing.findings import Finding

from .gaps import gaps
from .lineages import alone, namesakes
from .lost_grids import lost_grids
from .mapping import TaskMapping
from .rate_lists import RateList
from .rates import Rate
from .reach import unreachable
from .services import ClientService


def check(
    services: Collection[ClientService],
    rate_lists: Collection[RateList],
    mapping: TaskMapping,
    default: RateList,
) -> Iterator[Finding]:
    """Look at each part of a catalog in the light of the others."""
    mapped = [service for rule in mapping.rules for service in rule.services]
    lists = _all(rate_lists)
    rates = [rate for rate_list in lists for rate in rate_list.rates]
    used = {each.code: each for each in chain(mapped, (rate.service for rate in rates))}
    under_grids = {code: code for each in lists for code, _ in each.service_grids}
    yield from _unpriced(services, rates)
    yield from _unmapped(services, mapped)
    yield from _outside(services, {**under_grids, **used})
    yield from _rules(mapping)
    for rate_list in lists:
        yield from _rates(rate_list)
    yield from _between_lists(rate_lists, default)


def _all(rate_lists: Iterable[RateList]) -> Collection[RateList]:
    """Give each list once, those of the catalog and those behind them."""
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
    for code in sorted(used.keys() - known):
        yield Finding.warning("service-outside-catalog", code, service=used[code])


def _rules(mapping: TaskMapping) -> Iterator[Finding]:
    for rule, first in mapping.hidden():
        yield Finding.warning(
            "mapping-rule-never-fits", rule.kind, rule=rule, first=first
        )


def _rates(rate_list: RateList) -> Iterator[Finding]:
    for rate, base in lost_grids(rate_list):
        yield Finding.warning("grid-lost", rate_list.name, rate=rate, base=base)
    for gap in gaps(rate_list):
        yield Finding.warning(
            "rate-gap",
            rate_list.name,
            before=gap.before,
            after=gap.after,
            first_day=gap.first_day,
            last_day=gap.last_day,
        )


def _between_lists(
    rate_lists: Collection[RateList], default: RateList
) -> Iterator[Finding]:
    for rate_list, rate in unreachable(rate_lists):
        yield Finding.warning("rate-never-wins", rate_list.name, rate=rate)
    for rate_list, missing in alone(rate_lists, default):
        yield Finding.warning(
            "several-currencies",
            rate_list.name,
            currency=rate_list.currency,
            services=missing,
            default=default,
            default_currency=default.currency,
        )
    for rate_list, base in namesakes(rate_lists):
        yield Finding.warning("base-differs", rate_list.name, base=base)
