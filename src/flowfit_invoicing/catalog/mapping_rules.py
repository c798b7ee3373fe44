"""Rules of the mapping: what work of a kind is billed as, in general or in a case."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import refused, tuple_of
from flowfit_invoicing.text import (
    LocalizedText,
    one_line,
    optional_line,
    optional_localized,
)
from flowfit_invoicing.work import (
    LanguagePattern,
    Project,
    WorkflowTask,
    optional_pattern,
)

from .services import ClientService

Services: TypeAlias = ClientService | Iterable[ClientService] | None
"""One service, several in the order of their lines, or None for what is not billed."""

Asked: TypeAlias = tuple[
    str, str | None, str | None, LanguagePattern | None, str | None
]
"""Kind, workflow, client, languages and domain that a rule asks for."""


def _services(services: Services) -> tuple[ClientService, ...]:
    if services is None:
        return ()
    if isinstance(services, ClientService):
        return (services,)
    several = tuple_of(ClientService, services)
    if len({service.code for service in several}) < len(several):
        raise refused(services, "expected each service once for a kind of task")
    return several


@frozen
class MappingRule:
    """What tasks of a kind are billed as; all of them, or those of some work alone.

    What a rule does not ask for can be anything. Languages fit as those of a rate do,
    so a task without languages is fitted only by a rule that asks for none.

    >>> translation = ClientService("TRA", "Translation")
    >>> files = ClientService("ENG", "File engineering")
    >>> print(MappingRule("translate", [translation, files], client="ACME"))
    translate (client ACME) → TRA, ENG
    >>> print(MappingRule("deliver", None, reason="Part of the translation"))
    deliver → not billed
    """

    kind: str = field(converter=one_line)
    services: tuple[ClientService, ...] = field(converter=_services)
    """In the order of their lines; none if the work is not billed."""

    workflow: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The workflow of the project, as the host calls it."""

    client: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The code of the project's client."""

    languages: LanguagePattern | None = field(
        converter=optional_pattern, default=None, kw_only=True
    )
    domain: str | None = field(converter=optional_line, default=None, kw_only=True)
    """The domain of the task, or else of its project."""

    reason: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    """Why the work is not billed."""

    def __attrs_post_init__(self) -> None:
        if self.reason is not None and self.services:
            raise refused(str(self.reason), "expected a reason only for what is free")

    @property
    def asked(self) -> Asked:
        """All that the rule asks for; no two rules of a mapping ask for the same."""
        return self.kind, self.workflow, self.client, self.languages, self.domain

    @property
    def asks_project(self) -> bool:
        """Whether it asks for something that only the project knows."""
        return self.workflow is not None or self.client is not None

    @property
    def is_general(self) -> bool:
        """Whether it is for all tasks of its kind."""
        return self.covers(MappingRule(self.kind, None))

    def fits(self, task: WorkflowTask, project: Project | None = None) -> bool:
        """Tell if it says what a task is billed as.

        Nothing is known of a project that is not given: not its workflow, its client
        nor its domain.
        """
        return (
            self.kind == task.kind
            and (self.languages is None or self.languages.fits(task.languages))
            and self.domain in (None, _domain(task, project))
            and (not self.asks_project or self._fits_project(project))
        )

    def covers(self, other: "MappingRule") -> bool:
        """Tell if it fits all that *other* fits."""
        return (
            self.kind == other.kind
            and self.workflow in (None, other.workflow)
            and self.client in (None, other.client)
            and self.domain in (None, other.domain)
            and _covers(self.languages, other.languages)
        )

    def _fits_project(self, project: Project | None) -> bool:
        if project is None:
            return False
        client = None if project.client is None else project.client.code
        return self.workflow in (None, project.workflow) and (
            self.client in (None, client)
        )

    def __str__(self) -> str:
        asked = ", ".join(self._cases())
        services = ", ".join(map(str, self.services)) or "not billed"
        return f"{self.kind}{asked and f' ({asked})'} → {services}"

    def _cases(self) -> Iterator[str]:
        if self.workflow is not None:
            yield f"workflow {self.workflow}"
        if self.client is not None:
            yield f"client {self.client}"
        yield from (str(each) for each in (self.languages, self.domain) if each)


def _domain(task: WorkflowTask, project: Project | None) -> str | None:
    return task.domain if project is None else project.domain_of(task)


def _covers(languages: LanguagePattern | None, other: LanguagePattern | None) -> bool:
    if languages is None or other is None:
        return languages is None
    return languages.covers(other)
