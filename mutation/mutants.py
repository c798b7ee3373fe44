"""What a mutant is, and the mutants that a page lists as equivalent."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from attrs import frozen

PAGE = Path("docs/explanation/mutants.md")
_CAST = re.compile(r'\bcast\((?:None|"[^"]*"), ')
_BLOCK = re.compile(r"^```diff\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@frozen
class Mutant:
    """A change of a function, known by what it changes and by no number of a line.

    So it stays the same mutant when anything else changes, in its function or around.
    """

    place: str
    """The function, with its module inside the package: `money.spread.spread`."""

    change: tuple[str, ...]
    """The lines taken out, with `-` before them, and those put in, with `+`."""

    @property
    def room(self) -> str:
        return self.place.partition(".")[0]

    @property
    def says_nothing(self) -> bool:
        """Whether it only tells `typing.cast` another type, which reads none."""
        out, *put_in = [_CAST.sub("cast(", line[1:]) for line in self.change]
        return put_in == [out]

    def __str__(self) -> str:
        return "\n".join([f"@@ {self.place}", *self.change])


def mutant(place: str, diff: Iterable[str]) -> Mutant:
    """Make a mutant of a unified diff or of a listed one; indents count for nothing."""
    lines = [line for line in diff if line[:1] in {"-", "+"}]
    change = [
        f"{line[0]} {line[1:].strip()}"
        for line in lines
        if not line.startswith(("---", "+++"))
    ]
    return Mutant(place, tuple(change))


def listed(page: str) -> Iterator[Mutant]:
    """Read the mutants of a page: blocks of `diff`, with `@@` before each place."""
    for block in _BLOCK.findall(page):
        for part in block.split("@@ ")[1:]:
            place, *change = part.splitlines()
            yield mutant(place.strip(), change)
