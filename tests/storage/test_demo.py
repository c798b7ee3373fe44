"""The demo keeps its books, and the next run goes on with them."""

import subprocess
import sys
from pathlib import Path

DEMO = Path(__file__).parents[2] / "examples" / "invoice_a_project.py"


def run(folder: Path) -> str:
    done = subprocess.run(  # noqa: S603 - our own example
        [sys.executable, DEMO],
        cwd=folder,
        env={"PYTHONIOENCODING": "utf-8", "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def test_a_second_run_finds_the_first(tmp_path: Path) -> None:
    """What the first has issued is still there, and the next number is the next."""
    first, second = run(tmp_path), run(tmp_path)
    assert "of an earlier run" not in first
    assert second.count("of an earlier run: 344.72 CAD") == 1
    assert len({*(tmp_path / "outbox").glob("F-*-2.html")}) == 1
    assert "no gap, no double" in second
