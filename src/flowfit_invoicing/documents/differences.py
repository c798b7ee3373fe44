"""Lines of a draft beside what the same work comes to now."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.errors import Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.tax import Tax, taxes

from .lines.details import LineDetails
from .lines.lines import InvoiceLine

DifferenceKind: TypeAlias = Literal["new", "gone", "count", "rate", "adjustment", "tax"]
"""What is other than it was: all of a line, or its parts in their order."""

_NO_TAX = in_all_languages("no-tax")

Pair: TypeAlias = tuple[InvoiceLine | None, InvoiceLine | None]
"""A line of the draft, and of the work as it is priced now; None where it has none."""


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
    """The line as it is priced now; None if its work is gone."""

    taxes_before: tuple[Tax, ...] = field(converter=taxes, default=())
    taxes_after: tuple[Tax, ...] = field(converter=taxes, default=())

    def __attrs_post_init__(self) -> None:
        if self.before is None and self.after is None:
            raise refused(None, "expected a line before or after")

    @property
    def kinds(self) -> tuple[DifferenceKind, ...]:
        """What differs; an adjustment only where neither count nor rate explain it."""
        if self.before is None:
            return ("new",)
        if self.after is None:
            return ("gone",)
        kinds = _kinds(self.before.computed, self.after)
        return kinds if self.taxes_before == self.taxes_after else (*kinds, "tax")

    @property
    def stays(self) -> bool:
        """Whether the draft keeps its line all the same, for it was agreed."""
        return self.before is not None and self.before.agreed is not None

    @property
    def place(self) -> Place:
        """The project and the task of the line, as far as it has them."""
        line = self.before or self.after
        if line is None or line.project_number is None:
            return ()
        return (line.project_number, *line.task_ids)

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
        if before.agreed is not None and kinds[:1] != ("tax",):
            yield self._warning(
                "agreed-outdated",
                agreed=before.net_amount,
                before=before.computed.net_amount,
                after=after.net_amount,
            )
            kinds = kinds[-1:] if kinds[-1] == "tax" else ()
        values = _values(before.computed), _values(after)
        values[0]["tax"] = self.taxes_before or _NO_TAX
        values[1]["tax"] = self.taxes_after or _NO_TAX
        for kind in kinds:
            code = f"{kind}-changed"
            yield self._warning(code, before=values[0][kind], after=values[1][kind])

    def _all_of_a_line(self) -> Finding:
        code, line = (
            ("work-gone", self.before)
            if self.before
            else (
                "work-added",
                self.after,
            )
        )
        amount = None if line is None else line.net_amount
        return self._warning(code, amount=amount)

    def _warning(self, code: str, **facts: object) -> Finding:
        line = self.before or self.after
        description = None if line is None else line.description
        return Finding.warning(code, *self.place, description=description, **facts)


def _kinds(before: InvoiceLine, after: InvoiceLine) -> tuple[DifferenceKind, ...]:
    kinds: list[DifferenceKind] = []
    if before.quantity != after.quantity:
        kinds.append("count")
    if (before.unit_price, before.per) != (after.unit_price, after.per):
        kinds.append("rate")
    if not kinds and before.net_amount != after.net_amount:
        kinds.append("adjustment")
    return tuple(kinds)


def _values(line: InvoiceLine) -> dict[str, object]:
    """Give what a finding says of a line, by the kind of difference."""
    return {
        "count": line.quantity,
        "rate": line.unit_price,
        "adjustment": line.net_amount,
    }


def paired(lines: Iterable[InvoiceLine], work: Iterable[InvoiceLine]) -> list[Pair]:
    """Put each line of a draft beside the one of the same work as it is priced now.

    Lines stand in the order of the draft; new ones stand behind the others of their
    project, else at the end.
    """
    now = dict(_known(work))
    pairs: list[Pair] = []
    for key, line in _known(lines):
        pairs.append((line, now.pop(key, None) if _follows(line) else None))
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
    return _follows(line), line.project_number, named, service, band


def _follows(line: InvoiceLine) -> bool:
    """Tell if a line follows its work; a part has the price that it was begun at."""
    return line.is_computed and line.part is None


def _behind_its_project(line: InvoiceLine, pairs: list[Pair]) -> int:
    for place in range(len(pairs), 0, -1):
        for other in pairs[place - 1]:
            if other is not None and other.project_number == line.project_number:
                return place
    return len(pairs)


def renewed(
    before: InvoiceLine | None, after: InvoiceLine | None
) -> InvoiceLine | None:
    """Give the line that stands on a draft from now on; None if its work is gone.

    What was typed in or agreed stays; a description or taxes that were set by hand go
    on with the line.
    """
    if before is None or after is None:
        stays = before is not None and (
            before.agreed is not None or not _follows(before)
        )
        return before if stays else after
    if before.agreed is not None:
        return before
    return _with_what_was_typed_in(before, after)


def _with_what_was_typed_in(before: InvoiceLine, after: InvoiceLine) -> InvoiceLine:
    typed = before.details
    if typed is None:
        return after
    details = after.details or LineDetails()
    if typed.text is not None:
        details = evolve(details, text=typed.text)
    if typed.taxes_by_hand:
        details = evolve(details, taxes=typed.taxes, taxes_by_hand=True)
    return after.with_details(details)
