"""Which line of a draft is for which work, as it is priced now."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import TypeAlias

from .lines.lines import InvoiceLine
from .renewing import follows

Pair: TypeAlias = tuple[InvoiceLine | None, InvoiceLine | None]
"""A line of the draft, and of the work as it is priced now; None where it has none."""


def paired(lines: Iterable[InvoiceLine], work: Iterable[InvoiceLine]) -> list[Pair]:
    """Put each line of a draft beside the one of the same work as it is priced now.

    Lines stand in the order of the draft; new ones stand behind the others of their
    project, else at the end.
    """
    now = dict(_known(work))
    pairs: list[Pair] = []
    for key, line in _known(lines):
        pairs.append((line, now.pop(key, None) if follows(line) else None))
    for line in now.values():
        pairs.insert(_behind_its_project(line, pairs), (None, line))
    return pairs


def _known(lines: Iterable[InvoiceLine]) -> Iterator[tuple[Hashable, InvoiceLine]]:
    """Give lines by what they bill, numbered where several bill the same."""
    seen = Counter[Hashable]()
    for line in lines:
        work = _work(line)
        seen[work] += 1
        yield (work, seen[work]), line


def _work(line: InvoiceLine) -> Hashable:
    """Say what a line bills: service and band of a task, a fee by its name."""
    origin = line.origin
    named = line.task_ids or line.description.get("en")
    service = None if line.service is None else line.service.code
    band = None if origin is None else origin.band
    return follows(line), line.project_number, named, service, band


def _behind_its_project(line: InvoiceLine, pairs: list[Pair]) -> int:
    for place in range(len(pairs), 0, -1):
        for other in pairs[place - 1]:
            if other is not None and other.project_number == line.project_number:
                return place
    return len(pairs)
