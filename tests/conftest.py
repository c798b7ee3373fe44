"""How laws are tried: usually, and where all tests are run for each mutant."""

import pytest
from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "usual",
    max_examples=60,
    deadline=None,  # machines are noisy, and speed is measured in benchmarks
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("usual"), max_examples=2000)
settings.load_profile("usual")
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
