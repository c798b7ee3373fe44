"""What was billed of tasks that somebody has begun to bill, line by line.

Once some of a task is billed, its whole is fixed: the lines of the document that began
it hold, whatever rates are raised to in between. When all of it was freed again, the
task is not begun any more.
"""

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from attrs import evolve

from flowfit_invoicing.documents.claims import Claim
from flowfit_invoicing.documents.lines.lines import InvoiceLine, TaskKey
from flowfit_invoicing.money import EXACT, Rounding, rounded_fraction, spread

from .parts import Unbilled, whole_of

LinesOf: TypeAlias = Mapping[str, Iterable[InvoiceLine]]
"""The lines of drafts by their id, and of documents by their number."""

_ZERO = Decimal(0)


def begun_of(
    claims: Iterable[Claim], lines_of: LinesOf
) -> dict[TaskKey, tuple[Unbilled, ...]]:
    """Give the lines of each task that is begun, with what was billed of each."""
    by_task: dict[TaskKey, list[Claim]] = {}
    for claim in claims:
        by_task[claim.task] = _since_begun([*by_task.get(claim.task, ()), claim])
    return {
        task: _reconciled(_lines(task, several, lines_of), several)
        for task, several in by_task.items()
        if several
    }


def freed_of(
    claims: Iterable[Claim], lines_of: LinesOf
) -> dict[TaskKey, tuple[Unbilled, ...]]:
    """Give the lines of each task that was begun and is free again, as they were."""
    by_task: dict[TaskKey, list[Claim]] = {}
    for claim in claims:
        by_task.setdefault(claim.task, []).append(claim)
    return {
        task: _last_billed(several, lines_of)
        for task, several in by_task.items()
        if not _since_begun(several)
    }


def _last_billed(claims: list[Claim], lines_of: LinesOf) -> tuple[Unbilled, ...]:
    holder = [claim.holder for claim in claims if claim.amount > 0][-1]
    task = claims[-1].task
    lines = (line for line in lines_of.get(holder, ()) if line.tasks == (task,))
    return tuple(map(_first, lines))


def _since_begun(claims: list[Claim]) -> list[Claim]:
    """Give claims, or none if the last of them frees all that they have taken."""
    return [] if claims[-1].amount < 0 and not _share(claims) else claims


def _share(claims: Iterable[Claim]) -> Fraction:
    return sum((claim.share for claim in claims), Fraction(0))


def _lines(
    task: TaskKey, claims: Iterable[Claim], lines_of: LinesOf
) -> tuple[Unbilled, ...]:
    """Add up what each document bills of each line, or frees."""
    found: dict[Hashable, Unbilled] = {}
    for claim in claims:
        for line in lines_of.get(claim.holder, ()):
            if line.tasks == (task,):
                before = found.get(line.billed_as) or _first(line)
                found[line.billed_as] = _with(before, line, freed=claim.amount < 0)
    return tuple(found.values())


def _first(line: InvoiceLine) -> Unbilled:
    return Unbilled(line.whole, is_begun=True)


def _with(before: Unbilled, line: InvoiceLine, *, freed: bool) -> Unbilled:
    """Add a part to what was billed of a line, or take off what is freed."""
    if freed:
        billed = EXACT.subtract(before.billed, line.net)
        return evolve(before, billed=billed, percent=None)
    percent, part = before.percent, line.part
    asked = None if part is None else part.percent
    known = None if percent is None or asked is None else EXACT.add(percent, asked)
    return evolve(before, billed=EXACT.add(before.billed, line.net), percent=known)


def _reconciled(
    lines: tuple[Unbilled, ...], claims: Iterable[Claim]
) -> tuple[Unbilled, ...]:
    """Give lines as they are, if they agree with the claims of their task.

    What was freed by a document that does not say of which line is spread over all.
    """
    several = tuple(claims)
    whole = several[-1].whole
    if not lines or whole != whole_of(lines):
        return lines  # a person has dropped a line, or it costs nothing
    digits = lines[0].line.terms.currency.digits
    taken = rounded_fraction(Fraction(whole) * _share(several), digits, Rounding.UP)
    if taken == sum((each.billed for each in lines), _ZERO):
        return lines
    billed = spread(taken, [each.line.net for each in lines], digits)
    return tuple(
        evolve(each, billed=amount, percent=None)
        for each, amount in zip(lines, billed, strict=True)
    )
