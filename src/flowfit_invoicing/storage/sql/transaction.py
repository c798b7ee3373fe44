"""What `ports.Transaction` asks, in SQL."""

from collections.abc import Iterable

from attrs import frozen

from flowfit_invoicing.documents import Claim, TaskKey

from . import claiming
from .books import Books
from .documents import Documents
from .queue import Queue


@frozen(eq=False)
class SqlTransaction(Documents, Books, Queue):
    """What happens together or not at all, on one connection."""

    def claims(
        self, tasks: Iterable[TaskKey], *, besides: str | None = None
    ) -> tuple[Claim, ...]:
        """Say who has how much of *tasks*, in the order in which it was claimed."""
        return claiming.claims(self.connection, tasks, besides)
