"""Rate lists by their size: how long a look-up takes, and how long building does."""

from collections.abc import Callable
from decimal import Decimal
from itertools import cycle, islice, product
from random import Random
from string import ascii_lowercase
from time import process_time

import flowfit_invoicing as ffi

from .clock import Rounds, Spread, by_turns
from .values import CURRENCY, UNITS, catalog, services
from .workload import CLIENTS, SEED, WORDS, Price, PriceList

SMALL, LARGE = 40, 40_000
LOOK_UPS = 2_000
BUILT = 15_000
STANDARD = 400
PERCENTS = (100, 90, 70, 60, 40, 25, 20, 0)


def look_ups(rounds: int, seed: int = SEED) -> Rounds:
    """Time look-ups in a small list and in a large one.

    Asked are 40 rates of each, spread over all of it, so that nothing but the size of
    the lists makes a difference; and then 2 000 rates of the large one, which are more
    than a processor has close at hand, beside the same in a dict of plain keys.
    """
    random = Random(seed)
    small, large = _list_of(SMALL), _list_of(LARGE)
    few, some, many = (
        _spread(size, different, random)
        for size, different in ((SMALL, SMALL), (LARGE, SMALL), (LARGE, LOOK_UPS))
    )
    return by_turns(
        {
            "small": _asking(small, few),
            "large": _asking(large, some),
            "many": _asking(large, many),
            "small dict": _reading(SMALL, few),
            "large dict": _reading(LARGE, many),
        },
        rounds,
    )


def building(rounds: int) -> tuple[Spread, Spread]:
    """Time a catalog of 15 000 rates: from plain facts, and from rates at hand."""
    standard, own = price_lists()
    facts = [_seconds(lambda: catalog(standard, own)) for _ in range(rounds)]
    made = catalog(standard, own)
    again = [_seconds(lambda: _rebuilt(made)) for _ in range(rounds)]
    return Spread.of(facts), Spread.of(again)


def price_lists() -> tuple[PriceList, list[PriceList]]:
    """Give a standard list of 400 rates, and those of 500 clients, 15 000 in all."""
    prices = _prices()
    sizes = _shared_out(BUILT - STANDARD, CLIENTS)
    own = [
        PriceList(f"Client {number}", prices[number : number + size], PERCENTS)
        for number, size in enumerate(sizes)
    ]
    return PriceList("Standard", prices[:STANDARD], PERCENTS), own


def pairs(size: int) -> list[str]:
    """Give so many pairs of languages; a tag need not be that of a living one."""
    tags = ["q" + "".join(two) for two in product(ascii_lowercase[:20], repeat=2)]
    return [
        f"{source}>{target}" for source, target in islice(product(tags, tags), size)
    ]


def _prices() -> list[Price]:
    return [
        Price(WORDS, pair, f"0.{number % 1000:03}1", "45.00")
        for number, pair in enumerate(pairs(STANDARD + CLIENTS))
    ]


def _shared_out(whole: int, parts: int) -> list[int]:
    least, more = divmod(whole, parts)
    return [least + (number < more) for number in range(parts)]


def _list_of(size: int) -> ffi.RateList:
    sold, unit = services()[WORDS], UNITS[WORDS]
    rates = [ffi.Rate(sold, unit, "0.25", languages=pair) for pair in pairs(size)]
    return ffi.RateList(f"{size} rates", CURRENCY, rates)


def _spread(size: int, different: int, random: Random) -> list[ffi.LanguagePair]:
    asked = islice(cycle(random.sample(pairs(size), different)), LOOK_UPS)
    # Each a value of its own, so that the lists alone make the difference.
    return [ffi.LanguagePair(*pair.split(">")) for pair in asked]


def _asking(
    rate_list: ffi.RateList, asked: list[ffi.LanguagePair]
) -> Callable[[], object]:
    sold, unit = services()[WORDS], UNITS[WORDS]

    def look_up() -> None:
        for languages in asked:
            rate_list.resolve(sold, languages, unit=unit)

    return look_up


def _reading(size: int, asked: list[ffi.LanguagePair]) -> Callable[[], object]:
    """Give what a dict by plain keys would be asked instead."""
    prices = {
        tuple(pair.split(">")): Decimal(place) for place, pair in enumerate(pairs(size))
    }
    keys = [(pair.source, pair.target) for pair in asked]

    def read() -> None:
        for key in keys:
            _ = prices[key]

    return read


def _rebuilt(made: ffi.Catalog) -> ffi.Catalog:
    """Build lists and catalog once more, of the rates that are there."""
    standard, *own = made.rate_lists
    behind = _copy(standard, None)
    return ffi.Catalog(
        services=made.services,
        rate_lists=[behind, *(_copy(each, behind) for each in own)],
        mapping=made.mapping,
        default_rate_list=behind.name,
    )


def _copy(rate_list: ffi.RateList, base: ffi.RateList | None) -> ffi.RateList:
    return ffi.RateList(
        rate_list.name,
        rate_list.currency,
        rate_list.rates,
        base=base,
        match_grid=rate_list.match_grid,
    )


def _seconds(build: Callable[[], object]) -> float:
    start = process_time()
    build()
    return process_time() - start
