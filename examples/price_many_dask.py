"""A year of projects, priced by the workers of a dask cluster.

Run it with `make many`, or `python examples/price_many_dask.py TASKS`. The cluster is
one of this machine; with the address of another one, `Client("tcp://…")` is all that
changes, as long as its workers find the files. `pure=False` tells dask that a file may
have changed since it was last read, so that it remembers no results.
"""

import sys
from functools import partial
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from distributed import Client, LocalCluster
from many_projects import ENGINE, Partition, compare, export, totalled

import flowfit_invoicing as ffi

TASKS = 60_000
WORKERS = cpu_count() or 1


def alone(source: list[Partition]) -> tuple[int, ffi.Money]:
    return totalled(ffi.price_many(source, ENGINE))


def together(source: list[Partition]) -> tuple[int, ffi.Money]:
    with cluster() as workers, Client(workers) as client:  # type: ignore[no-untyped-call]  # dask has few types
        executor = client.get_executor(pure=False)  # pyright: ignore[reportUnknownMemberType]  # likewise
        return totalled(ffi.price_many(source, ENGINE, executor))


def cluster() -> Any:  # noqa: ANN401 - dask says that it may be a coroutine
    return LocalCluster(  # type: ignore[no-untyped-call]  # likewise
        n_workers=WORKERS,
        threads_per_worker=1,  # pricing is work for a core, threads would share it
        dashboard_address=":0",  # any port that is free
    )


def main() -> None:
    tasks = int(sys.argv[1]) if len(sys.argv) > 1 else TASKS
    with TemporaryDirectory() as folder:
        source = export(Path(folder), tasks)
        name = f"dask, {WORKERS} workers"
        compare(name, partial(alone, source), partial(together, source))


if __name__ == "__main__":
    main()
