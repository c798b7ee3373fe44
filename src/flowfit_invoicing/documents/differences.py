"""Lines of a draft beside what the same work comes to now."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.tax import Tax, taxes

from .lines.lines import InvoiceLine
from .renewing import is_agreed, is_converted_anew, renewed

DifferenceKind: TypeAlias = Literal[
    "new", "gone", "twice", "description", "count", "rate", "adjustment", "tax"
]
"""What is other than it was: all of a line, or its parts in their order."""

_AMOUNTS = frozenset({"count", "rate", "adjustment"})

_NO_TAX = in_all_languages("no-tax")


@frozen(kw_only=True)
class LineDifference:
    """A line of a draft that its work would make otherwise now.

    >>> from flowfit_invoicing import InvoiceLine, Money
    >>> before = InvoiceLine.of("Layout", Money(40, "CAD"), quantity=2)
    >>> after = InvoiceLine.of("Layout", Money(45, "CAD"), quantity=3)
    >>> LineDifference(before=before, after=after).kinds
    ('count', 'rate')
    """

    before: InvoiceLine | None = field(
        validator=of_type(InvoiceLine, optional=True), default=None
    )
    """The line of the draft; None if its work is not on it."""

    after: InvoiceLine | None = field(
        validator=of_type(InvoiceLine, optional=True), default=None
    )
    """The line as it is priced now; None if its work is gone, or on another line."""

    taxes_before: tuple[Tax, ...] = field(converter=taxes, default=())
    taxes_after: tuple[Tax, ...] = field(converter=taxes, default=())
    is_repeated: bool = field(validator=flag, default=False)
    """Whether the draft has another line of the same work."""

    def __attrs_post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise refused(None, "expected a line before or after")

    @property
    def kinds(self) -> tuple[DifferenceKind, ...]:
        """What differs; an adjustment only where neither count nor rate explain it."""
        if self.before is None:
            return ("new",)
        if self.after is None:
            return ("twice",) if self.is_repeated else ("gone",)
        kinds = _kinds(self.before.computed, self.after)
        return kinds if self.taxes_before == self.taxes_after else (*kinds, "tax")

    @property
    def stays(self) -> bool:
        """Whether the draft keeps its line all the same, for it was agreed."""
        before, after = self.before, self.after
        if before is None or not is_agreed(before):
            return False
        return after is None or not is_converted_anew(before, after)

    @property
    def keeps_net(self) -> bool:
        """Whether its net amount is what was agreed, whatever its work comes to."""
        before, after = self.before, self.after
        if before is None or after is None or not is_agreed(before):
            return False
        line = renewed(before, after)
        return line is not None and line.net == before.net

    @property
    def place(self) -> Place:
        """The project and the task of the line, as far as it has them."""
        line = self.before or self.after
        if line is None or line.project_number is None:
            return ()
        tasks = () if line.task is None else line.task_ids  # a fee is called by itself
        return (line.project_number, *tasks)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What it is in words, one finding for each kind."""
        return tuple(self._findings())

    def _findings(self) -> Iterator[Finding]:
        before, after = self.before, self.after
        if before is None or after is None:
            yield self._all_of_a_line()
            return
        kinds = self.kinds
        if self.keeps_net and _AMOUNTS.intersection(kinds):
            yield self._warning(
                "agreed-outdated",
                agreed=before.net_amount,
                before=before.computed.net_amount,
                after=after.net_amount,
            )
            kinds = tuple(kind for kind in kinds if kind not in _AMOUNTS)
        values = _values(before.computed), _values(after)
        values[0]["tax"] = self.taxes_before or _NO_TAX
        values[1]["tax"] = self.taxes_after or _NO_TAX
        for kind in kinds:
            code = f"{kind}-changed"
            yield self._warning(code, before=values[0][kind], after=values[1][kind])

    def _all_of_a_line(self) -> Finding:
        code, line = "work-added", self.after
        if self.before is not None:
            code = "work-twice" if self.is_repeated else "work-gone"
            line = self.before
        amount = None if line is None else line.net_amount
        return self._warning(code, amount=amount)

    def _warning(self, code: str, **facts: object) -> Finding:
        line = self.before or self.after
        description = None if line is None else line.description
        return Finding.warning(code, *self.place, description=description, **facts)


def _kinds(before: InvoiceLine, after: InvoiceLine) -> tuple[DifferenceKind, ...]:
    kinds: list[DifferenceKind] = []
    if not _is_called_by_hand(before) and before.description != after.description:
        kinds.append("description")
    if before.quantity != after.quantity:
        kinds.append("count")
    if (before.unit_price, before.per) != (after.unit_price, after.per):
        kinds.append("rate")
    if not _AMOUNTS.intersection(kinds) and before.net_amount != after.net_amount:
        kinds.append("adjustment")
    return tuple(kinds)


def _is_called_by_hand(line: InvoiceLine) -> bool:
    return line.details is not None and line.details.text is not None


def _values(line: InvoiceLine) -> dict[str, object]:
    """Give what a finding says of a line, by the kind of difference."""
    return {
        "description": line.description,
        "count": line.quantity,
        "rate": line.unit_price,
        "adjustment": line.net_amount,
    }
