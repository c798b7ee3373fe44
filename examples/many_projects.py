"""A year of projects in files, as a TMS exports them, for the examples beside this one.

Each file is a partition: `load` reads one, wherever it is called.
"""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import groupby
from operator import itemgetter
from os import cpu_count, getloadavg
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TypeAlias

import flowfit_invoicing as ffi

FILES = 12
TASKS_EACH = 10
BANDS = ["new", "75-84", "85-99", "exact", "repetition", "context"]
COLUMNS = ["project", "task", "kind", "languages", "hours", *BANDS]

TRANSLATION = ffi.ClientService("TRA", {"en": "Translation", "fr": "Traduction"})
REVISION = ffi.ClientService("REV", {"en": "Revision", "fr": "Révision"})
PRICES = {"en>fr-CA": "0.22", "en>es": "0.19", "fr>en-CA": "0.215"}

CATALOG = ffi.Catalog(
    services=[TRANSLATION, REVISION],
    rate_lists=[
        ffi.RateList(
            "Standard 2026",
            "CAD",
            [
                *(
                    ffi.Rate(
                        TRANSLATION,
                        ffi.WORD,
                        price,
                        languages=languages,
                        minimum_charge=45,
                    )
                    for languages, price in PRICES.items()
                ),
                ffi.Rate(REVISION, ffi.HOUR, "52.50"),
            ],
            match_grid=ffi.MatchGrid.of(
                new=100, fuzzy=60, exact=25, repetition=25, context=0
            ),
        )
    ],
    mapping=ffi.TaskMapping({"translate": TRANSLATION, "revise": REVISION}),
    default_rate_list="Standard 2026",
)
ENGINE = ffi.PricingEngine(CATALOG)

Partition: TypeAlias = Callable[[], Iterable[ffi.Project]]


def load(file: Path) -> Iterator[ffi.Project]:
    """Read the projects of a file, one at a time."""
    with file.open(encoding="utf-8", newline="") as rows:
        reader = csv.DictReader(rows)
        for number, tasks in groupby(reader, itemgetter("project")):
            yield ffi.Project(number, tasks=map(task, tasks))


def task(row: dict[str, str]) -> ffi.WorkflowTask:
    if row["hours"]:
        hours = ffi.Quantity(row["hours"], ffi.HOUR)
        return ffi.WorkflowTask(
            row["task"], row["kind"], row["languages"], quantities=[hours]
        )
    analysis = ffi.Analysis.of({band: row[band] for band in BANDS})
    return ffi.WorkflowTask(
        row["task"], row["kind"], row["languages"], analysis=analysis
    )


def export(folder: Path, tasks: int) -> list[Partition]:
    """Write so many tasks into files, and give what loads each of them."""
    random = Random(2026)  # noqa: S311 - the same year each time
    projects = tasks // TASKS_EACH // FILES
    partitions: list[Partition] = []
    for month in range(1, FILES + 1):
        file = folder / f"orders-{month:02}.csv"
        with file.open("w", encoding="utf-8", newline="") as rows:
            writer = csv.DictWriter(rows, COLUMNS, restval="")
            writer.writeheader()
            for number in range(projects):
                writer.writerows(order(f"P-{month}-{number}", random))
        partitions.append(partial(load, file))
    return partitions


def order(project: str, random: Random) -> Iterator[dict[str, str]]:
    for number in range(TASKS_EACH):
        row = {
            "project": project,
            "task": f"T-{number}",
            "languages": random.choice(list(PRICES)),
        }
        if random.random() < 1 / 3:
            yield row | {"kind": "revise", "hours": f"{random.randint(1, 99) / 4}"}
        else:
            counts = {band: str(random.randint(0, 900)) for band in BANDS}
            yield row | {"kind": "translate", **counts}


def totalled(priced: Iterable[ffi.PricedProject]) -> tuple[int, ffi.Money]:
    """Count the lines and add up the projects, as they come."""
    lines, total = 0, ffi.Money(0, "CAD")
    for project in priced:
        lines += project.line_count
        total += project.net or ffi.Money(0, "CAD")
    return lines, total


def compare(
    name: str,
    alone: Callable[[], tuple[int, ffi.Money]],
    together: Callable[[], tuple[int, ffi.Money]],
) -> None:
    """Go both ways, from nothing to the total, and show what they come to."""
    print(f"{cpu_count()} cores, load before the start: {getloadavg()[0]:.1f}")
    here, first = timed(alone)
    there, second = timed(together)
    show("one process", here, first)
    show(name, there, second)
    print("the same totals" if here == there else "NOT the same totals")
    print(f"{first / second:.2f} times as fast, start-up counted")


def timed(
    way: Callable[[], tuple[int, ffi.Money]],
) -> tuple[tuple[int, ffi.Money], float]:
    start = perf_counter()
    return way(), perf_counter() - start


def show(name: str, found: tuple[int, ffi.Money], seconds: float) -> None:
    lines, total = found
    print(f"{name:<18} {lines:>10,} lines {total!s:>18} {seconds:>8.2f} s")
