"""Lines of a draft beside what the same work comes to now."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import flag, of_type, refused
from flowfit_invoicing.errors import Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.locales import in_all_languages
from flowfit_invoicing.tax import Tax, taxes

from .lines.details import LineDetails
from .lines.lines import InvoiceLine

DifferenceKind: TypeAlias = Literal[
    "new", "gone", "twice", "description", "count", "rate", "adjustment", "tax"
]
"""What is other than it was: all of a line, or its parts in their order."""

_AMOUNTS = frozenset({"count", "rate", "adjustment"})

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


def is_agreed(line: InvoiceLine) -> bool:
    """Tell if a person has agreed something of a line, and not of others alone."""
    return line.agreed is not None and not line.agreed.only_follows


def is_converted_anew(before: InvoiceLine, after: InvoiceLine) -> bool:
    """Tell if a line is priced alike, but converted by another exchange rate now."""
    one, other = before.terms.agreed, after.terms.agreed
    if one is None or other is None or one.exchange == other.exchange:
        return False
    alike = before.terms.unit.code == after.terms.unit.code
    return alike and before.per == after.per


def renewed(
    before: InvoiceLine | None, after: InvoiceLine | None
) -> InvoiceLine | None:
    """Give the line that stands on a draft from now on; None if its work is gone.

    What was typed in or agreed stays; a description or taxes that were set by hand go
    on with the line. Where prices are converted by another exchange rate now, a line
    is as its work is now, and what was agreed of it holds on.
    """
    if before is None or after is None:
        stays = before is not None and (is_agreed(before) or not _follows(before))
        return before if stays else after
    if not is_agreed(before):
        return _with_what_was_typed_in(before, after)
    if not is_converted_anew(before, after):
        return _called_as(before, after)
    line = _with_what_was_typed_in(before, after)
    details = line.details or LineDetails()
    return line.with_details(evolve(details, agreed=before.agreed))


def _called_as(before: InvoiceLine, after: InvoiceLine) -> InvoiceLine:
    """Give a line that stays by the titles and references of its work now."""
    task, project = after.task, after.project
    if before.task is None or before.project is None or task is None or project is None:
        return before
    return evolve(
        before,
        task=evolve(
            before.task, title=task.title, client_reference=task.client_reference
        ),
        project=evolve(
            before.project,
            title=project.title,
            purchase_order=project.purchase_order,
        ),
    )


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
