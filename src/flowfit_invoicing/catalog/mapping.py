"""Which client services a workflow task is billed as."""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.doors import one_of_type, pairs_of, refused, tuple_of
from flowfit_invoicing.errors import UnmappedTaskError
from flowfit_invoicing.text import one_line
from flowfit_invoicing.work import WorkflowTask

from .services import ClientService

Services: TypeAlias = ClientService | Iterable[ClientService] | None


def _rules(
    rules: Mapping[str, Services] | Iterable[tuple[str, Services]],
) -> tuple[tuple[str, tuple[ClientService, ...]], ...]:
    pairs = pairs_of(rules)
    by_kind = {one_line(kind): _several(services) for kind, services in pairs}
    if len(by_kind) < len(pairs):
        raise refused([kind for kind, _ in pairs], "expected each kind of task once")
    return tuple(sorted(by_kind.items()))


def _several(services: Services) -> tuple[ClientService, ...]:
    if services is None:
        return ()
    if isinstance(services, ClientService):
        return (services,)
    several = tuple_of(ClientService, services)
    if len({service.code for service in several}) < len(several):
        raise refused(services, "expected each service once for a kind of task")
    return several


@frozen
class TaskMapping:
    """Services by kind of task: one, several, or None for work that is not billed.

    >>> revision = ClientService("REV", "Revision")
    >>> mapping = TaskMapping({"revise": revision, "deliver": None})
    >>> mapping.services_for(WorkflowTask("T-3", "deliver"))
    ()
    """

    rules: tuple[tuple[str, tuple[ClientService, ...]], ...] = field(converter=_rules)

    def services_for(self, task: WorkflowTask) -> tuple[ClientService, ...]:
        """Give the services that *task* is billed as; none if it is not billed.

        Raises:
            UnmappedTaskError: If nothing is said about tasks of its kind.
        """
        one_of_type(WorkflowTask, task)
        for kind, services in self.rules:
            if kind == task.kind:
                return services
        raise UnmappedTaskError(task.id, task.kind)
