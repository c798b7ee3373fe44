"""Gaps: what a catalog lacks to price some work, and how often."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import define, field, frozen

from flowfit_invoicing.catalog import ClientService, optional_service
from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.errors import InvoicingError, Place
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.text import optional_line
from flowfit_invoicing.work import (
    LanguagePair,
    Project,
    Unit,
    WorkflowTask,
    optional_pair,
)

from .counts import count

_SAMPLES = 3
_SUBJECTS = ("kind", "name", "band", "rate", "first", "actual")
"""Facts of errors that say what is amiss where no service is without a price."""


def _samples(value: Iterable[Finding]) -> tuple[Finding, ...]:
    samples = tuple_of(Finding, value)
    if not samples:
        raise refused(value, "expected one finding or more")
    return samples


def _units(value: Iterable[Unit]) -> tuple[Unit, ...]:
    return tuple_of(Unit, value)


@frozen
class Gap:
    """Work without a price, all of it for the same reason.

    Where a service has no price, the gap says for which work: `languages`, `units` that
    the tasks were counted in, `domain`. All else that is wrong is grouped by its
    `subject`, such as a kind of task that nobody has mapped.
    """

    samples: tuple[Finding, ...] = field(converter=_samples)
    """The first few findings, each with its place, message and hint."""

    tasks: int = field(converter=count)
    service: ClientService | None = field(converter=optional_service, default=None)
    languages: LanguagePair | None = field(converter=optional_pair, default=None)
    units: tuple[Unit, ...] = field(converter=_units, default=())
    domain: str | None = field(converter=optional_line, default=None)

    @property
    def code(self) -> str:
        """The code of the error, such as `rate-not-found`."""
        return self.samples[0].code

    @property
    def subject(self) -> str | None:
        """A kind of task, a rate list, a band or a rate; None if a service says all."""
        return _subject(dict(self.samples[0].facts))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where the samples are: (project number, task id), or a project's number."""
        return tuple(sample.place for sample in self.samples)


_Scope: TypeAlias = tuple[
    str, str | None, str | None, LanguagePair | None, tuple[str, ...], str | None
]


@define
class _Found:
    """A gap that is still being counted."""

    service: ClientService | None
    languages: LanguagePair | None
    units: tuple[Unit, ...]
    domain: str | None
    tasks: int = 0
    samples: list[Finding] = field(factory=list[Finding])

    def add(self, error: InvoicingError) -> None:
        self.tasks += 1
        if len(self.samples) < _SAMPLES:
            sample = Finding.of(error)
            if sample not in self.samples:  # one of a project holds for all its tasks
                self.samples.append(sample)

    def gap(self) -> Gap:
        return Gap(
            self.samples,
            self.tasks,
            self.service,
            self.languages,
            self.units,
            self.domain,
        )


@define
class Gaps:
    """Counts gaps; what it keeps grows with their number and not with that of tasks."""

    _found: dict[_Scope, _Found] = field(init=False, factory=dict[_Scope, _Found])

    def add(
        self, project: Project, task: WorkflowTask, errors: Iterable[InvoicingError]
    ) -> None:
        """Count all that is wrong with a task, the same gap once."""
        first: dict[_Scope, InvoicingError] = {}
        for error in errors:
            first.setdefault(_scope(error, project, task), error)
        for scope, error in first.items():
            found = self._found.get(scope)
            if found is None:
                found = self._found[scope] = _new(error, project, task)
            found.add(error)

    def most_first(self) -> tuple[Gap, ...]:
        """Give all gaps, those of most tasks first, else as they were met."""
        gaps = [found.gap() for found in self._found.values()]
        return tuple(sorted(gaps, key=lambda gap: -gap.tasks))


def _scope(error: InvoicingError, project: Project, task: WorkflowTask) -> _Scope:
    service = _service(error)
    if service is None:
        return error.code, _subject(error.facts()), None, None, (), None
    domain = project.domain_of(task)
    return error.code, None, service.code, task.languages, task.scope.offered, domain


def _new(error: InvoicingError, project: Project, task: WorkflowTask) -> _Found:
    service = _service(error)
    if service is None:
        return _Found(None, None, (), None)
    return _Found(service, task.languages, task.units, project.domain_of(task))


def _service(error: InvoicingError) -> ClientService | None:
    service = error.facts().get("service")
    return service if isinstance(service, ClientService) else None


def _subject(facts: Mapping[str, object]) -> str | None:
    for name in _SUBJECTS:
        if name in facts:
            return str(facts[name])
    return None
