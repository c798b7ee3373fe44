"""Each kind of store, one after the other."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from flowfit_invoicing.storage import MemoryStore, SqlStore
from tests.storage.databases import NAMED, emptied

KINDS = ("memory", "sqlite", "postgresql")


@pytest.fixture(params=KINDS)
def each_store(
    request: pytest.FixtureRequest, tmp_path: Path
) -> Iterator[MemoryStore | SqlStore]:
    """Give an empty store of a kind; servers only if there is one."""
    if request.param == "memory":
        yield MemoryStore()
        return
    if request.param == "postgresql" and NAMED is None:
        pytest.skip("FLOWFIT_POSTGRESQL_URL names no server: `.ci/run` starts one")
    in_file = request.param == "sqlite"
    store = SqlStore(f"sqlite:///{tmp_path}/books.db" if in_file else emptied())
    yield store
    store.close()
