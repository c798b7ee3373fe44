"""What is measured of pricing; totals are checked before the clock runs."""

from collections.abc import Iterator
from functools import partial
from time import process_time

import flowfit_invoicing as ffi

from . import independent, loops, sides, special_loops
from .clock import Side, Spread, by_turns, made_anew
from .figures import Figure, microseconds, times
from .memory import traced, walked
from .rows import rows
from .sized import Sized, agrees
from .values import Made, made
from .workload import Workload


def warm(sized: Sized, rounds: int) -> Iterator[Figure]:
    """Measure the same values, priced for the second time and later."""
    taken = by_turns({"engine": sized.ours, "loop": sized.bare}, rounds)
    size = sized.size
    yield times(
        "engine ÷ bare loop, warm", size, taken.ratio("engine", "loop"), 1.3, aim=1
    )
    yield microseconds("engine, a task", size, taken.taken("engine", size))
    yield microseconds("bare loop, a task", size, taken.taken("loop", size))


def fresh(work: Workload, rounds: int) -> Iterator[Figure]:
    """Measure values that were made a moment ago and were never priced before."""
    making: list[float] = []

    def engine() -> Side:
        start = process_time()
        new = made(work)
        pricer = ffi.PricingEngine(new.catalog)
        making.append((process_time() - start) / work.size)
        return partial(sides.priced, pricer, new.projects)

    def loop() -> Side:
        return partial(loops.bare, rows(work))

    taken = made_anew({"engine": engine, "loop": loop}, rounds)
    ratio = taken.ratio("engine", "loop")
    yield times("engine ÷ bare loop, every value fresh", work.size, ratio, 4)
    yield microseconds(
        "engine, a task, fresh", work.size, taken.taken("engine", work.size)
    )
    yield microseconds("making the values, a task", work.size, Spread.of(making))


def beside(sized: Sized, rounds: int) -> Iterator[Figure]:
    """Measure other loops, and other ways of using the engine."""
    whole, size = special_loops.whole(sized.rows), sized.size
    others: dict[str, Side] = {
        "py-moneyed": partial(loops.with_moneyed, sized.rows),
        "eight": partial(special_loops.eight_bands, sized.rows),
        "whole": partial(special_loops.whole_counts, whole),
        "read": sized.side(sides.read),
        "drafted": sized.side(sides.drafted),
        "at once": sized.side(sides.at_once),
    }
    sized.check("py-moneyed", loops.with_moneyed(sized.rows))
    sized.check("loop for eight bands", special_loops.eight_bands(sized.rows))
    sized.check("loop of whole counts", special_loops.whole_counts(whole))
    drafts = sides.drafted(sized.engine, sized.made.projects)
    agrees("drafts", sides.amounts_of_drafts(drafts), sized.right)
    del drafts
    taken = by_turns({"engine": sized.ours, "loop": sized.bare, **others}, rounds)
    yield times(
        "py-moneyed at each step ÷ engine",
        size,
        taken.ratio("py-moneyed", "engine"),
        15,
        aim=25,
        at_least=True,
    )
    yield times(
        "engine, and every amount read ÷ bare loop",
        size,
        taken.ratio("read", "loop"),
        5,
    )
    for name, what in (
        ("drafted", "engine, and a draft of each invoice with totals ÷ bare loop"),
        ("at once", "engine in one call for all, not added up ÷ bare loop"),
        ("eight", "loop written out for eight bands ÷ bare loop"),
        ("whole", "loop of whole counts and percents ÷ bare loop"),
    ):
        yield times(what, size, taken.ratio(name, "loop"))


def explanations(sized: Sized, rounds: int) -> Iterator[Figure]:
    """Measure lines that are explained in words, each of them."""
    taken = by_turns({"explained": sized.side(sides.explained)}, rounds)
    yield microseconds(
        "engine, and each line explained, a task",
        sized.size,
        taken.taken("explained", sized.size),
    )


def itemised(work: Workload, rounds: int) -> Iterator[Figure]:
    """Measure translations billed band by band."""
    right = independent.invoices(work, itemised=True)
    plain, new = rows(work), made(work)
    by_band = special_loops.with_prices_by_band(plain)
    engine = ffi.PricingEngine(new.catalog, bands="itemised")
    for side, invoices in (
        ("engine, itemised", sides.priced(engine, new.projects)),
        ("itemised loop", loops.itemised(plain)),
        ("itemised loop, prices known", special_loops.itemised_beforehand(by_band)),
    ):
        agrees(side, sides.amounts(invoices), right)
    del invoices
    taken = by_turns(
        {
            "engine": partial(sides.priced, engine, new.projects),
            "loop": partial(loops.itemised, plain),
            "known": partial(special_loops.itemised_beforehand, by_band),
        },
        rounds,
    )
    size = work.size
    yield times("itemised bands ÷ loop", size, taken.ratio("engine", "loop"), 1)
    yield times(
        "itemised bands ÷ loop that has the price of each band beforehand",
        size,
        taken.ratio("engine", "known"),
    )
    yield microseconds("engine, itemised, a task", size, taken.taken("engine", size))


def growth(small: Sized, large: Sized, rounds: int) -> Iterator[Figure]:
    """Measure what a task costs among many, against what it costs among few."""
    taken = by_turns(
        {
            "few": small.ours,
            "many": large.ours,
            "few, loop": small.bare,
            "many, loop": large.bare,
        },
        rounds,
    )
    more = large.size / small.size
    for name, (many, few, limit) in {
        "engine": ("many", "few", 1.3),
        "bare loop": ("many, loop", "few, loop", None),
    }.items():
        yield times(
            f"{name}, a task at {large.size:,} ÷ at {small.size:,}",
            large.size,
            taken.ratio(many, few, more),
            limit,
        )


def memory(sized: Sized) -> Iterator[Figure]:
    """Measure the bytes of each line, above those of projects and engine."""
    price = partial(_lines, sized.engine, sized.made)
    lines = price()
    count = sum(map(len, lines))
    warmed = traced(price) / count
    by_walk = walked(lines, sized.made, sized.engine) / count
    del lines
    new = made(sized.work)
    first = traced(partial(_lines, ffi.PricingEngine(new.catalog), new)) / count
    for what, found, limit in (
        ("memory of a line, as tracemalloc counts", warmed, 200),
        ("memory of a line, walked", by_walk, None),
        ("memory of a line, fresh, with what is remembered", first, None),
    ):
        yield Figure(what, sized.size, "B", Spread.of([found]), limit)


def _lines(engine: ffi.PricingEngine, new: Made) -> list[tuple[ffi.InvoiceLine, ...]]:
    return [engine.price(project) for project in new.projects]
