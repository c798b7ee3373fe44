"""A year of projects, priced by as many processes as there are cores.

Run it with `make many`, or `python examples/price_many_processes.py TASKS`. A process
reads its own files; the engine is sent along, and a few facts of each project come
back.
"""

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

from many_projects import ENGINE, Partition, compare, export, totalled

import flowfit_invoicing as ffi

TASKS = 60_000
WORKERS = cpu_count() or 1


def alone(source: list[Partition]) -> tuple[int, ffi.Money]:
    return totalled(ffi.price_many(source, ENGINE))


def together(source: list[Partition]) -> tuple[int, ffi.Money]:
    # Spawned processes start slowly and on every system; forked ones inherit too much.
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as executor:
        return totalled(ffi.price_many(source, ENGINE, executor))


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else TASKS
    with TemporaryDirectory() as folder:
        source = export(Path(folder), tasks)
        name = f"{WORKERS} processes"
        compare(name, partial(alone, source), partial(together, source))


if __name__ == "__main__":
    main()
