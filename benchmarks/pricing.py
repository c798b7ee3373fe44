"""Tasks priced a second, and whether each of their prices is right.

The same seeded projects are priced twice: fresh, as when a host has just read them, and
again. Their totals are computed once more from the plain facts, in fractions.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from math import floor
from random import Random
from time import perf_counter
from typing import NamedTuple

import flowfit_invoicing as ffi

SEED = 2026
PROJECTS = 500
TASKS_EACH = 20

PRICES = {"fr-CA": "0.22", "fr-FR": "0.2475", "de": "0.185"}
PERCENTS = {"new": 100, "75-99": 60, "exact": 25, "repetition": 25, "context": 0}
HOURLY = "52.50"
MINIMUM = "45"

TRANSLATION = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
REVISION = ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"})


class Facts(NamedTuple):
    """What a host knows of a task: words by band, or hours if there are none."""

    target: str
    words: dict[str, int]
    hours: str


def catalog() -> ffi.Catalog:
    by_word = [
        ffi.Rate(
            TRANSLATION,
            ffi.WORD,
            price,
            languages=f"en>{target}",
            minimum_charge=MINIMUM,
        )
        for target, price in PRICES.items()
    ]
    rates = ffi.RateList(
        "Standard",
        "CAD",
        [*by_word, ffi.Rate(REVISION, ffi.HOUR, HOURLY)],
        match_grid=ffi.MatchGrid.of(PERCENTS),
    )
    return ffi.Catalog(
        services=[TRANSLATION, REVISION],
        rate_lists=[rates],
        mapping=ffi.TaskMapping({"translate": TRANSLATION, "revise": REVISION}),
        default_rate_list="Standard",
    )


def facts(random: Random) -> Facts:
    target = random.choice(list(PRICES))
    if random.random() < 1 / 3:
        return Facts(target, {}, str(Decimal(random.randint(1, 160)) / 4))
    return Facts(target, {band: random.randint(1, 900) for band in PERCENTS}, "")


def task(number: int, known: Facts) -> ffi.WorkflowTask:
    languages = f"en>{known.target}"
    if known.words:
        analysis = ffi.Analysis.of(known.words)
        return ffi.WorkflowTask(f"{number}", "translate", languages, analysis=analysis)
    hours = ffi.Quantity(known.hours, ffi.HOUR)
    return ffi.WorkflowTask(f"{number}", "revise", languages, quantities=[hours])


def projects(work: Iterable[list[Facts]]) -> Iterator[ffi.Project]:
    for number, several in enumerate(work):
        tasks = [task(place, known) for place, known in enumerate(several)]
        yield ffi.Project(f"P-{number}", tasks=tasks)


def expected(known: Facts) -> Fraction:
    """Compute the price of a task in fractions, knowing nothing of the package."""
    if not known.words:
        return cents(Fraction(known.hours) * Fraction(HOURLY))
    weighted = sum(
        Fraction(count * PERCENTS[band], 100) for band, count in known.words.items()
    )
    return max(cents(weighted * Fraction(PRICES[known.target])), Fraction(MINIMUM))


def cents(amount: Fraction) -> Fraction:
    return Fraction(floor(amount * 100 + Fraction(1, 2)), 100)


def priced(
    engine: ffi.PricingEngine, several: list[ffi.Project]
) -> tuple[float, list[Fraction]]:
    """Price projects; give the seconds it took and the net amounts."""
    start = perf_counter()
    lines = [line for project in several for line in engine.price(project)]
    taken = perf_counter() - start
    return taken, [Fraction(line.net_amount.amount) for line in lines]


def main() -> None:
    random = Random(SEED)
    work = [[facts(random) for _ in range(TASKS_EACH)] for _ in range(PROJECTS)]
    engine, several = ffi.PricingEngine(catalog()), list(projects(work))
    right = [expected(known) for tasks in work for known in tasks]
    for name in ("priced fresh", "priced again"):
        taken, amounts = priced(engine, several)
        assert amounts == right, "a price differs from the one computed in fractions"
        print(f"tasks {name:<30} {len(right) / taken:>10,.0f} a second")
    total = f"{float(sum(right)):,.2f} CAD"
    print(f"{'total, as computed in fractions':<31} {total:>16}")


if __name__ == "__main__":
    main()
