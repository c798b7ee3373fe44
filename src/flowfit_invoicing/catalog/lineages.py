"""What is doubtful about the lists that stand behind others, or that cannot."""

from collections.abc import Collection, Iterator

from .rate_lists import RateList
from .services import ClientService


def alone(
    rate_lists: Collection[RateList], default: RateList
) -> Iterator[tuple[RateList, tuple[ClientService, ...]]]:
    """Give lists in another currency than the default, and what they fail to price.

    Several currencies are no mistake. But the default list cannot be behind a list in
    another, so what that does not price itself has no price at all, and that is easily
    forgotten.
    """
    wanted = _priced(default)
    for rate_list in rate_lists:
        if rate_list.currency != default.currency:
            priced = _priced(rate_list)
            missing = (each for code, each in wanted.items() if code not in priced)
            yield rate_list, tuple(missing)


def _priced(rate_list: RateList) -> dict[str, ClientService]:
    rates = (rate for each in rate_list.lineage() for rate in each.rates)
    return {rate.service.code: rate.service for rate in rates}


def namesakes(
    rate_lists: Collection[RateList],
) -> Iterator[tuple[RateList, RateList]]:
    """Give lists with one behind them that only has the name of one of the catalog.

    A list that was raised for the new year is another value: whatever stands before
    the old one goes on with the old prices until it is put before the new one.
    """
    known = {rate_list.name: rate_list for rate_list in rate_lists}
    for rate_list in rate_lists:
        for behind in rate_list.lineage():
            if known.get(behind.name, behind) != behind:
                yield rate_list, behind
