"""How tests run where all of them are run for each mutant: `make mutants`."""

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants",
    max_examples=15,
    derandomize=True,  # a mutant that survives today survives tomorrow
    database=None,
    deadline=None,  # a mutant may be slow, and is stopped by the clock of its process
    phases=[Phase.explicit, Phase.generate],  # no need to know the smallest example
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let examples go before laws, which take longer to notice what is wrong."""
    items.sort(key=lambda item: "hypothesis" in item.keywords)


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name a case of bytes, which have no name where names are not escaped."""
    return repr(val) if isinstance(val, bytes) else None
