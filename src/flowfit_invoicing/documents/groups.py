"""Groups of lines: how they stand on paper. Nothing is priced anew by it."""

from collections.abc import Callable, Hashable, Iterable
from decimal import Decimal
from typing import Literal, TypeAlias

from attrs import evolve, field, frozen

from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.locales import LANGUAGES, formatter, in_all_languages
from flowfit_invoicing.money import Money, total_of
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import Quantity, quantity_of

from .lines.adjustments import Allowance, Charge
from .lines.descriptions import text_of_fee
from .lines.lines import InvoiceLine
from .lines.origins import ProjectRef

Grouping: TypeAlias = Literal["task", "service", "project"]
"""Line by line; one row a service and language pair; or a block a project."""

_OTHER = in_all_languages("group-other")


def grouping(value: Grouping) -> Grouping:
    """Take the name of a way to group lines."""
    if value not in ("task", "service", "project"):
        raise refused(value, "expected grouping by 'task', 'service' or 'project'")
    return value


def _lines(value: Iterable[InvoiceLine]) -> tuple[InvoiceLine, ...]:
    lines = tuple_of(InvoiceLine, value)
    if not lines:
        raise refused(lines, "expected one line at least")
    return lines


@frozen
class LineGroup:
    """Lines that stand together, and what they are called.

    All amounts are sums of those of the lines, which were rounded one by one.
    """

    label: LocalizedText = field(validator=of_type(LocalizedText))
    lines: tuple[InvoiceLine, ...] = field(converter=_lines)

    @property
    def subtotal(self) -> Money:
        """What the lines come to."""
        return self._money(line.net for line in self.lines)

    @property
    def priced(self) -> Money:
        """What the lines come to before adjustments."""
        return self._money(line.priced for line in self.lines)

    @property
    def quantity(self) -> Quantity | None:
        """How much is billed in all; None if units or prices differ."""
        first = self.lines[0]
        if (
            len({(line.unit_price, line.per, line.terms.unit) for line in self.lines})
            > 1
        ):
            return None
        return quantity_of(
            total_of(line.amount for line in self.lines), first.terms.unit
        )

    @property
    def adds_up(self) -> bool:
        """Whether quantity × price is what the lines come to.

        If not, they were rounded one by one: three times 33.5 words at 0.11 are 11.07,
        and 100.5 words 11.06.
        """
        quantity = self.quantity
        return quantity is None or (
            self.lines[0].billed_terms.price(quantity.amount) == self.priced.amount
        )

    @property
    def adjustments(self) -> tuple[Allowance | Charge, ...]:
        """All that adjusts the lines; what has the same reason is added up."""
        if len(self.lines) == 1:
            return self.lines[0].adjustments
        sums: dict[Hashable, Allowance | Charge] = {}
        for line in self.lines:
            for each in line.adjustments:
                known = sums.get(key := (type(each), each.reason, each.code))
                sums[key] = each if known is None else _together(known, each)
        return tuple(sums.values())

    def _money(self, amounts: Iterable[Decimal]) -> Money:
        currency = self.lines[0].terms.currency
        return Money(total_of(amounts), currency)


def groups_of(lines: Iterable[InvoiceLine], by: Grouping) -> tuple[LineGroup, ...]:
    """Group *lines*, each group where its first line is."""
    key, label = _WAYS[by]
    groups: dict[Hashable, list[InvoiceLine]] = {}
    for place, line in enumerate(lines):
        known = key(line)
        groups.setdefault(place if known is None else known, []).append(line)
    return tuple(LineGroup(label(each[0]), each) for each in groups.values())


def _alone(_: InvoiceLine) -> None:
    return None


def _description(line: InvoiceLine) -> LocalizedText:
    return line.description


def _service(line: InvoiceLine) -> Hashable:
    """Give what lines of tasks are put together by; one that is typed in is alone."""
    if line.task is None or line.service is None:
        return None
    return line.service.code, line.task.languages, line.taxes


def _service_label(line: InvoiceLine) -> LocalizedText:
    if line.task is None or line.service is None:
        return line.description
    return text_of_fee(line.service.name, line.task.languages)


def _project(line: InvoiceLine) -> Hashable:
    return line.project_number or ""


def _project_label(line: InvoiceLine) -> LocalizedText:
    return _OTHER if line.project is None else _named(line.project)


def _named(project: ProjectRef) -> LocalizedText:
    name = ", ".join(filter(None, (project.number, project.title)))
    return LocalizedText(
        {
            each: formatter(each).label("group-project", project=name)
            for each in LANGUAGES
        }
    )


_WAYS: dict[
    str,
    tuple[Callable[[InvoiceLine], Hashable], Callable[[InvoiceLine], LocalizedText]],
] = {
    "task": (_alone, _description),
    "service": (_service, _service_label),
    "project": (_project, _project_label),
}


def _together(one: Allowance | Charge, other: Allowance | Charge) -> Allowance | Charge:
    """Add up two of a kind; what one of them was computed of is no longer said."""
    amount = one.amount + other.amount
    return evolve(one, amount=amount, percent=None, base=None, basis=None, share=None)
