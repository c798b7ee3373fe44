"""Mutate rooms, and tell which mutants no test notices and no page explains."""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from .mutants import PAGE, Mutant, listed
from .rooms import TESTS
from .runs import Outcome, outcome

LEAST = 95
"""The percentage of mutants that tests must notice."""


def options() -> Namespace:
    parser = ArgumentParser(prog="python -m mutation", description=__doc__)
    add = parser.add_argument
    add("rooms", nargs="*", default=[*TESTS], choices=TESTS, metavar="room")
    add("--processes", type=int, default=os.cpu_count(), help="tests run at once")
    return parser.parse_args()


def report(outcomes: list[Outcome], explained: set[Mutant]) -> bool:
    """Print how all fared, and say whether that is good enough."""
    every = [each for outcome in outcomes for each in outcome.survivors]
    survivors = {each for each in every if not each.says_nothing}
    rooms = {outcome.room for outcome in outcomes}
    gone = {each for each in explained - survivors if each.room in rooms}
    tell(survivors - explained, f"survived, and {PAGE} says nothing about it")
    tell(gone, f"{PAGE} lists it, but a test notices it or it is no more")
    good = [score(outcome) >= LEAST for outcome in outcomes]
    return all(good) and survivors <= explained and not gone


def tell(mutants: set[Mutant], what: str) -> None:
    for each in sorted(mutants, key=str):
        print(f"\n{what}:\n{each}")


def score(outcome: Outcome) -> float:
    percent = 100 * outcome.killed / outcome.made
    print(
        f"\n{outcome.room}: {outcome.made} mutants, {outcome.killed} killed, "
        f"{len(outcome.survivors)} survived: {percent:.1f} % (at least {LEAST} %)"
    )
    return percent


def main() -> bool:
    chosen = options()
    explained = set(listed(Path(PAGE).read_text("utf-8")))
    outcomes = [outcome(room, explained, chosen.processes) for room in chosen.rooms]
    return report(outcomes, explained)


if __name__ == "__main__":
    sys.exit(not main())
