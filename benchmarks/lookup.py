"""Rate lists by their size: how long a look-up takes, and how long building does."""

from collections.abc import Callable
from itertools import cycle, islice, product
from random import Random
from string import ascii_lowercase
from time import process_time
from typing import NamedTuple

import flowfit_invoicing as ffi

from .clock import Rounds, Spread, by_turns
from .values import CURRENCY, UNITS, catalog, services
from .workload import CLIENTS, SEED, WORDS, Price, PriceList

SMALL, LARGE = 40, 40_000
LOOK_UPS = 2_000
BUILT = 15_000
STANDARD = 400
PERCENTS = (100, 90, 70, 60, 40, 25, 20, 0)


class Part(NamedTuple):
    """A part of building a catalog, and the seconds of each round."""

    name: str
    seconds: list[float]


def look_ups(rounds: int, seed: int = SEED) -> Rounds:
    """Time look-ups that are spread over all of a small list and of a large one."""
    random = Random(seed)
    return by_turns(
        {
            name: _asking(_list_of(size), _spread(size, random))
            for name, size in (("small", SMALL), ("large", LARGE))
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


def _spread(size: int, random: Random) -> list[ffi.LanguagePair]:
    known = pairs(size)
    random.shuffle(known)
    asked = list(map(ffi.LanguagePair.parse, known[:LOOK_UPS]))
    return list(islice(cycle(asked), LOOK_UPS))


def _asking(
    rate_list: ffi.RateList, asked: list[ffi.LanguagePair]
) -> Callable[[], object]:
    sold, unit = services()[WORDS], UNITS[WORDS]

    def look_up() -> None:
        for languages in asked:
            rate_list.resolve(sold, languages, unit=unit)

    return look_up


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
