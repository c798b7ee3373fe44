"""Run all measures, print them as they come, and write them down."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

from . import measures, report
from .figures import Figure, milliseconds, times
from .issuing import waits
from .lookup import building, look_ups
from .sized import Sized
from .travel import travel
from .workload import SEED, workload

SIZES = [1_000, 10_000, 100_000]
MILLION = 1_000_000
MIDDLE = 10_000
"""The largest size for what need not be measured at every size."""

FILE = Path("build", "benchmarks.json")


def options() -> Namespace:
    parser = ArgumentParser(prog="python -m benchmarks", description=__doc__)
    add = parser.add_argument
    add("--tasks", type=int, nargs="+", default=SIZES, help="sizes of the workload")
    add("--million", action="store_true", help="1 000 000 tasks too; takes 6 GB")
    add("--rounds", type=int, default=9, help="rounds; a third for large workloads")
    add("--seed", type=int, default=SEED, help="seed of the workload")
    add("--json", type=Path, default=FILE, help=f"file of the figures ({FILE})")
    return parser.parse_args()


def figures(sizes: list[int], rounds: int, seed: int) -> Iterator[Figure]:
    smallest: Sized | None = None
    for size in sizes:
        several = rounds if size <= MIDDLE else fewer(rounds)
        sized = Sized(workload(size, seed))
        yield from measures.warm(sized, several)
        if size <= MIDDLE:
            yield from measures.beside(sized, several)
            yield from measures.itemised(sized.work.translations(), several)
            yield from measures.memory(sized)
        if smallest is None:
            smallest = sized
            yield from measures.explanations(sized, fewer(rounds))
            yield from travel(sized, fewer(rounds))
        else:
            yield from measures.growth(smallest, sized, several)
        work = sized.work
        del sized
        yield from measures.fresh(work, fewer(several))
    yield from lists(rounds)
    yield from waits(rounds)


def fewer(rounds: int) -> int:
    """Give the rounds of what takes long: a third, but three if there are as many."""
    return min(rounds, max(3, rounds // 3))


def lists(rounds: int) -> Iterator[Figure]:
    asked = look_ups(rounds)
    for what, name, other, limit in (
        ("look-up in a list of 40 000 rates ÷ of 40", "large", "small", 1.2),
        ("the same, of 2 000 different rates ÷ of 40", "many", "small", None),
        ("plain dict, 2 000 keys of 40 000 ÷ 40", "large dict", "small dict", None),
    ):
        yield times(what, None, asked.ratio(name, other), limit)
    facts, again = building(fewer(rounds))
    yield milliseconds("building a catalog of 15 000 rates from facts", facts, 300)
    yield milliseconds("building its lists once more, of rates at hand", again)


def main() -> None:
    asked = options()
    sizes: list[int] = sorted({*asked.tasks, MILLION} if asked.million else asked.tasks)
    print(report.HEADING)
    found: list[Figure] = []
    for figure in figures(sizes, asked.rounds, asked.seed):
        print(report.line(figure), flush=True)
        found.append(figure)
    print(report.summary(found))
    report.write(asked.json, found, seed=asked.seed, rounds=asked.rounds)
    print(f"written to {asked.json}")


if __name__ == "__main__":
    main()
