"""The examples that price many projects, run as a reader would run them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
TASKS = 1200


def run(name: str) -> list[str]:
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, EXAMPLES / name, f"{TASKS}"],
        capture_output=True,
        check=True,
        text=True,
        timeout=120,
    )
    return done.stdout.splitlines()


WITHOUT_DASK = find_spec("distributed") is None


@pytest.mark.parametrize(
    "name",
    [
        "price_many_processes.py",
        pytest.param(
            "price_many_dask.py",
            marks=pytest.mark.skipif(WITHOUT_DASK, reason="dask is not installed"),
        ),
    ],
)
def test_the_same_totals(name: str) -> None:
    """All lines are priced on both ways, and come to the same total."""
    _, here, there, verdict, speed = run(name)
    lines = f" {TASKS:,} lines "
    assert lines in here
    assert lines in there
    assert here.partition(lines)[2].split()[:2] == there.partition(lines)[2].split()[:2]
    assert verdict == "the same totals"
    assert speed.endswith("times as fast, start-up counted")
