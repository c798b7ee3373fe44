"""Tasks of a workflow, as the host tells of them."""

from collections.abc import Iterable
from datetime import date

from attrs import Factory, field, frozen

from flowfit_invoicing.doors import optional_day, refused, tuple_of
from flowfit_invoicing.text import one_line, optional_line

from .analyses import Analysis
from .languages import LanguagePair, optional_pair
from .quantities import Quantity
from .units import Unit


def _quantities(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    return tuple_of(Quantity, quantities)


def _optional_analysis(value: Analysis | None) -> Analysis | None:
    if value is None or isinstance(value, Analysis):
        return value
    raise refused(value, "expected an Analysis")


def _unit_codes(task: "WorkflowTask") -> tuple[str, ...]:
    return tuple(unit.code for unit in task.units)


@frozen
class WorkflowTask:
    """A step of a project's workflow and what was counted in it.

    It offers quantities, an analysis or both; the unit of a rate says which is billed.
    Known as (project number, id).
    """

    id: str = field(converter=one_line)
    kind: str = field(converter=one_line)
    """What the mapping knows it by, such as `translate`."""

    languages: LanguagePair | None = field(converter=optional_pair, default=None)
    quantities: tuple[Quantity, ...] = field(
        converter=_quantities, default=(), kw_only=True
    )
    analysis: Analysis | None = field(
        converter=_optional_analysis, default=None, kw_only=True
    )
    completed_on: date | None = field(
        converter=optional_day, default=None, kw_only=True
    )
    domain: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The field of knowledge, such as `legal`; None is the project's."""

    title: str | None = field(converter=optional_line, default=None, kw_only=True)

    unit_codes: tuple[str, ...] = field(
        init=False, eq=False, repr=False, default=Factory(_unit_codes, takes_self=True)
    )

    def __attrs_post_init__(self) -> None:
        if len(set(self.unit_codes)) < len(self.unit_codes):
            expected = f"expected each unit once in task {self.id}"
            raise refused(self.unit_codes, expected)

    @property
    def units(self) -> tuple[Unit, ...]:
        """The units in which the task was counted."""
        counted = tuple(quantity.unit for quantity in self.quantities)
        return counted if self.analysis is None else (*counted, self.analysis.unit)

    @property
    def offered(self) -> tuple[Quantity, ...]:
        """All that can be billed, an analysis with its total."""
        if self.analysis is None:
            return self.quantities
        analysed = Quantity(self.analysis.total, self.analysis.unit)
        return (*self.quantities, analysed)
