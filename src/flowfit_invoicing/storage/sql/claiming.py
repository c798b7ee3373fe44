"""Who has how much of which task, as rows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from sqlalchemy import Connection, bindparam, delete, insert, select, tuple_, update
from sqlalchemy.dialects import postgresql

from flowfit_invoicing.documents import Claim, TaskKey, overbilled
from flowfit_invoicing.errors import TaskAlreadyBilledError

from .rows import Rows
from .schema import CLAIMS, TASKS

_AT_ONCE = 500
"""Tasks that are asked for in one statement; databases bound what one may hold."""

_OF_TASKS = (
    select(CLAIMS)
    .where(tuple_(CLAIMS.c.project, CLAIMS.c.task).in_(bindparam("tasks")))
    .order_by(CLAIMS.c.place)
)


def claims(
    connection: Connection, tasks: Iterable[TaskKey], besides: str | None = None
) -> tuple[Claim, ...]:
    """Give the claims on tasks, task by task, in the order in which they were made."""
    found: dict[TaskKey, list[Claim]] = {task: [] for task in tasks}
    for some in _some(list(found)):
        for row in connection.execute(_OF_TASKS, {"tasks": some}):
            if row.holder != besides:
                task = row.project, row.task
                amount, whole = Decimal(row.amount), Decimal(row.whole)
                found[task].append(Claim(task, row.holder, amount, whole))
    return tuple(claim for several in found.values() for claim in several)


def check(rows: Rows, made: Sequence[Claim], besides: str | None) -> None:
    """Make sure that claims fit into what is left, and nobody else adds any.

    Raises:
        TaskAlreadyBilledError: If less is left of a task than is claimed.
    """
    if not made:
        return
    tasks = [each.task for each in made]
    _lock(rows, tasks)
    others = claims(rows.connection, tasks, besides)
    if not others:
        return  # and no one is asked to add up
    holders = overbilled(made, others)
    if holders:
        raise TaskAlreadyBilledError(tuple(holders), next(iter(holders.values())))


def keep(connection: Connection, made: Sequence[Claim]) -> None:
    """Keep claims that were checked."""
    for each in made:
        if each.amount < 0:
            _open_again(connection, each.task)
    if made:
        connection.execute(insert(CLAIMS), [_row(each) for each in made])


def free(connection: Connection, holder: str) -> None:
    """Give back what a draft has of tasks."""
    connection.execute(delete(CLAIMS).where(CLAIMS.c.holder == holder))


def _lock(rows: Rows, tasks: Sequence[TaskKey]) -> None:
    """Let nobody else add up shares of tasks until the end, in the same order."""
    if rows.is_sqlite or not tasks:
        return
    keys = [{"project": project, "task": task} for project, task in sorted(set(tasks))]
    known = postgresql.insert(TASKS).on_conflict_do_nothing()
    rows.connection.execute(known, keys)
    for some in _some(sorted(set(tasks))):
        chosen = select(TASKS).where(tuple_(TASKS.c.project, TASKS.c.task).in_(some))
        ordered = chosen.order_by(TASKS.c.project, TASKS.c.task)
        rows.connection.execute(rows.locked(ordered))


def _open_again(connection: Connection, task: TaskKey) -> None:
    """Let a task be billed wholly once more, since a part was taken back."""
    project, id_ = task
    connection.execute(
        update(CLAIMS)
        .where(CLAIMS.c.project == project, CLAIMS.c.task == id_, CLAIMS.c.is_whole)
        .values(is_whole=False)
    )


def _row(claim: Claim) -> dict[str, object]:
    project, task = claim.task
    return {
        "project": project,
        "task": task,
        "holder": claim.holder,
        "amount": str(claim.amount),
        "whole": str(claim.whole),
        "is_whole": claim.amount == claim.whole,
    }


def _some(tasks: Sequence[TaskKey]) -> Iterator[Sequence[TaskKey]]:
    for start in range(0, len(tasks), _AT_ONCE):
        yield tasks[start : start + _AT_ONCE]
