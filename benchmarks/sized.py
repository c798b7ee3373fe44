"""A workload with its inputs for each side, and the totals that all must come to."""

from collections.abc import Callable, Iterable
from functools import partial

import flowfit_invoicing as ffi

from . import independent, loops, sides
from .clock import Side
from .independent import Amounts
from .rows import rows
from .sides import Amount
from .values import made
from .workload import Workload


def agrees(side: str, found: list[Amounts], right: list[Amounts]) -> None:
    """See that a side comes to the right amounts, invoice by invoice.

    Raises:
        AssertionError: If it does not; no speed excuses that.
    """
    assert found == right, f"{side}: differs from the totals computed in fractions"


class Sized:
    """The inputs of both sides, made once; engine and bare loop are checked already."""

    def __init__(self, work: Workload) -> None:
        self.work = work
        self.size = work.size
        self.right = independent.invoices(work)
        self.rows = rows(work)
        self.made = made(work)
        self.engine = ffi.PricingEngine(self.made.catalog)
        self.ours = self.side(sides.priced)
        self.bare = partial(loops.bare, self.rows)
        self.check("engine", sides.priced(self.engine, self.made.projects))
        self.check("bare loop", self.bare())

    def side(
        self, of: Callable[[ffi.PricingEngine, list[ffi.Project]], object]
    ) -> Side:
        """Give a way of using the engine, for the projects that are here."""
        return partial(of, self.engine, self.made.projects)

    def check(
        self, side: str, invoices: Iterable[tuple[object, Amount, Amount, Amount]]
    ) -> None:
        """See that invoices come to the right amounts."""
        agrees(side, sides.amounts(invoices), self.right)
