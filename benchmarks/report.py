"""The figures as a table to be read, and as JSON to be compared."""

import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from os import cpu_count
from pathlib import Path
from typing import Any

from .figures import Figure

PARTS = ("attrs", "py-moneyed")
WIDTH = 66
HEADING = f"{'tasks':>9}  {'what':<{WIDTH}} {'median':>10}    {'quartiles':^19}  limit"


def line(figure: Figure) -> str:
    """Write a figure as a row of the table."""
    low, middle, high = (f"{number:,.2f}" for number in figure.measured)
    tasks = "" if figure.tasks is None else f"{figure.tasks:,}"
    kept = {None: "", True: "pass", False: "MISS"}[figure.keeps]
    return (
        f"{tasks:>9}  {figure.what:<{WIDTH}} {middle:>10} {figure.unit:<2} "
        f"{low:>9}–{high:<9}  {figure.sentence:<15} {kept}"
    ).rstrip()


def summary(figures: Iterable[Figure]) -> str:
    """Say how many limits are kept."""
    kept = [figure.keeps for figure in figures if figure.limit is not None]
    return f"{sum(map(bool, kept))} of {len(kept)} limits are kept"


def write(path: Path, figures: Iterable[Figure], **settings: object) -> None:
    """Write all figures, with what they were measured on, as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {
        "python": platform.python_version(),
        "cores": cpu_count(),
        "parts": {part: version(part) for part in PARTS},
        **settings,
        "figures": [_plain(figure) for figure in figures],
    }
    path.write_text(json.dumps(found, indent=2, ensure_ascii=False), encoding="utf-8")


def _plain(figure: Figure) -> dict[str, Any]:
    return {
        "what": figure.what,
        "tasks": figure.tasks,
        "unit": figure.unit,
        "low": figure.measured.low,
        "median": figure.measured.middle,
        "high": figure.measured.high,
        "limit": figure.limit,
        "aim": figure.aim,
        "at_least": figure.at_least,
        "keeps": figure.keeps,
    }
