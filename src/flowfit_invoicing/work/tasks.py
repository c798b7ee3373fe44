"""Tasks of a workflow, as the host tells of them."""

from collections.abc import Iterable
from datetime import date

from attrs import Factory, field, frozen

from flowfit_invoicing.doors import optional_day, refused, tuple_of
from flowfit_invoicing.text import (
    LocalizedText,
    one_line,
    optional_line,
    optional_localized,
)

from .analyses import Analysis
from .languages import LanguagePair, optional_pair
from .quantities import Quantity
from .scopes import Scope, scope_of
from .units import Unit


def _quantities(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    return tuple_of(Quantity, quantities)


def _optional_analysis(value: Analysis | None) -> Analysis | None:
    if value is None or isinstance(value, Analysis):
        return value
    raise refused(value, "expected an Analysis")


def _scope(task: "WorkflowTask") -> Scope:
    analysis = task.analysis
    return scope_of(
        task.kind,
        task.languages,
        task.domain,
        tuple(quantity.unit.code for quantity in task.quantities),
        None if analysis is None else analysis.unit.code,
        analysis is not None and analysis.weighted,
    )


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

    minimum_waived: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    """Why no minimum is charged for it; None where nothing was waived."""

    client_reference: str | None = field(
        converter=optional_line, default=None, kw_only=True
    )
    """What the client itself knows the task by, such as a ticket or a line of its order
    (BT-132); printed with the line."""

    scope: Scope = field(
        init=False, eq=False, repr=False, default=Factory(_scope, takes_self=True)
    )
    """What of the task decides on its price."""

    def __attrs_post_init__(self) -> None:
        codes = self.scope.offered
        if len(set(codes)) < len(codes):
            raise refused(codes, f"expected each unit once in task {self.id}")

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
