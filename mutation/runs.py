"""Mutants of a room are made and tested in a folder of their own, by mutmut."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import compress
from pathlib import Path

from attrs import frozen

from .mutants import Mutant, mutant
from .rooms import TESTS

FOLDER = Path("build/mutants")
_MUTMUT = str(Path(sys.executable).with_name("mutmut"))
_KILLED = {"killed", "timeout", "segfault"}
_PYTEST = [
    *("-x", "-q", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"),
    *("-k", "not processes"),  # processes that are not forked know no mutant
    # A name is escaped once more each time it is read; not found is not killed.
    *("-o", "disable_test_id_escaping_and_forfeit_all_rights_to_community_support=1"),
]
_NOTHING_RUN = {4, 5}
"""How pytest ends if it was called wrongly, or found no test."""

_SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = ["src/flowfit_invoicing/{room}/*"]
timeout_constant = 3.0 # three times three seconds, and what the tests take
timeout_multiplier = 3.0
pytest_add_cli_args = {pytest}
pytest_add_cli_args_test_selection = {tests}
"""


@frozen
class Outcome:
    """How the mutants of a room fared."""

    room: str
    made: int
    survivors: tuple[Mutant, ...]

    @property
    def killed(self) -> int:
        return self.made - len(self.survivors)


def outcome(room: str, explained: set[Mutant], processes: int) -> Outcome:
    """Make all mutants of a room and run its tests against each."""
    folder = prepared(room)
    run_mutmut(folder, processes)
    fates = dict(fates_of(folder))
    left = {name: read(folder, name) for name in fates if fates[name] not in _KILLED}

    def survives(name: str) -> bool:
        known = left[name].says_nothing or left[name] in explained
        return known or survives_alone(folder, room, name)

    with ThreadPoolExecutor(processes) as pool:
        survived = pool.map(survives, left)
    return Outcome(room, len(fates), tuple(compress(left.values(), survived)))


def prepared(room: str) -> Path:
    """Copy what the tests need into an empty folder, with settings for mutmut."""
    folder = FOLDER / room
    shutil.rmtree(folder, ignore_errors=True)
    for each in ["src", "tests"]:
        shutil.copytree(each, folder / each)
    settings = _SETTINGS.format(room=room, pytest=_PYTEST, tests=TESTS[room])
    project = Path("pyproject.toml").read_text("utf-8")
    (folder / "pyproject.toml").write_text(project + settings, "utf-8")
    return folder


def run_mutmut(folder: Path, processes: int) -> None:
    """Run mutmut, which tells how far it is in the log.

    Asked for `*` and not just for all, it runs the tests without any mutant by their
    names first, as it does for each mutant, and fails where one is not found.
    """
    log = folder / "log"
    print(f"mutants of {folder.name} are tried, see {log}", flush=True)
    command = [_MUTMUT, "run", "--max-children", str(processes), "*"]
    with log.open("w", encoding="utf-8") as file:
        subprocess.run(command, cwd=folder, check=True, stdout=file)


def told_by_mutmut(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [_MUTMUT, *arguments], cwd=folder, check=True, capture_output=True, text=True
    )
    return done.stdout


def fates_of(folder: Path) -> Iterator[tuple[str, str]]:
    """Give each mutant's name and what became of it."""
    for line in told_by_mutmut(folder, "results", "--all", "true").splitlines():
        name, _, fate = line.strip().partition(": ")
        yield name, fate


def survives_alone(folder: Path, room: str, name: str) -> bool:
    """Run all tests of the room once more, in a process that knows no other code.

    mutmut forks from a process that has imported the package and run the tests: what is
    worked out at import, or was worked out before and kept, is not that of the mutant.
    """
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *_PYTEST, *TESTS[room]],
        cwd=folder / "mutants",
        env={**os.environ, "MUTANT_UNDER_TEST": name, "PYTHONPATH": "src"},
        capture_output=True,
        check=False,
        text=True,
    )
    if done.returncode in _NOTHING_RUN:
        raise RuntimeError(done.stdout + done.stderr)
    return done.returncode == 0


def read(folder: Path, name: str) -> Mutant:
    """Ask mutmut what it changed."""
    diff = told_by_mutmut(folder, "show", name).splitlines()
    return mutant(place_of(name), diff)


def place_of(name: str) -> str:
    """Name a function as Python does: `xǁMoneyǁtotal__mutmut_3` is `Money.total`."""
    mangled = name.removeprefix("flowfit_invoicing.").partition("__mutmut_")[0]
    module, _, function = mangled.rpartition(".")
    return f"{module}.{function[2:].replace('ǁ', '.')}"
