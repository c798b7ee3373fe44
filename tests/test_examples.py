"""The examples, run as a reader would run them."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
TASKS = 1200
LIFE = "life_of_a_bill.py"


def run(name: str, *asked: str, folder: Path | None = None) -> list[str]:
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, EXAMPLES / name, *asked],
        capture_output=True,
        check=True,
        cwd=folder,
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
    _, here, there, verdict, speed = run(name, f"{TASKS}")
    lines = f" {TASKS:,} lines "
    assert lines in here
    assert lines in there
    assert here.partition(lines)[2].split()[:2] == there.partition(lines)[2].split()[:2]
    assert verdict == "the same totals"
    assert speed.endswith("times as fast, start-up counted")


def test_life_of_a_bill(tmp_path: Path) -> None:
    """From the quote to the last payment; at the end the client owes nothing."""
    lines = [" ".join(line.split()) for line in run(LIFE, folder=tmp_path)]
    for each in (
        "Q-2026-1: 2000.00 CAD, accepted",
        "D-2026-1: 500.00 CAD",
        "F-2026-1: net 500.00 CAD, due 574.88 CAD",
        "F-2026-2: net 1550.00 CAD, deposit 500.00 CAD",
        "due 1282.11 CAD, for PO-77",
        "F-2026-2: partly",
        "C-2026-1: 114.98 CAD",
        "F-2026-2: settled",
        "Balance $0.00",
    ):
        assert each in lines
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 2
