"""Which client services a workflow task is billed as."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from operator import attrgetter
from typing import TypeAlias, cast

from attrs import Factory, field, frozen

from flowfit_invoicing.doors import one_of_type, pairs_of, refused
from flowfit_invoicing.errors import UnmappedTaskError
from flowfit_invoicing.text import LocalizedText
from flowfit_invoicing.work import Project, WorkflowTask

from .mapping_rules import MappingRule, Services
from .services import ClientService

Rules: TypeAlias = Mapping[str, Services] | Iterable[MappingRule | tuple[str, Services]]
"""Services by kind of task, rules, or both in one list."""


def _rules(rules: Rules) -> Iterator[MappingRule]:
    if not isinstance(rules, Iterable) or isinstance(rules, str | bytes):
        raise refused(rules, "expected services by kind of task, or rules")
    if isinstance(rules, Mapping):
        rules = cast("Mapping[str, Services]", rules).items()
    for rule in rules:
        if isinstance(rule, MappingRule):
            yield rule
        else:
            yield from (MappingRule(*pair) for pair in pairs_of([rule]))


def _in_order(rules: Iterable[MappingRule]) -> tuple[MappingRule, ...]:
    """Sort rules by kind; those of one kind stay in the order in which they are asked.

    So mappings that say the same are equal.
    """
    in_order = sorted(rules, key=attrgetter("kind"))
    asked: dict[object, MappingRule] = {}
    for rule in in_order:
        if rule.asked in asked:
            expected = f"expected it to ask for other work than {asked[rule.asked]}"
            raise refused(str(rule), expected)
        asked[rule.asked] = rule
    return tuple(in_order)


def _by_kind(mapping: "TaskMapping") -> Mapping[str, tuple[MappingRule, ...]]:
    by_kind: defaultdict[str, list[MappingRule]] = defaultdict(list)
    for rule in mapping.rules:
        by_kind[rule.kind].append(rule)
    return {kind: tuple(rules) for kind, rules in by_kind.items()}


def _asks_project(mapping: "TaskMapping") -> bool:
    return any(rule.asks_project for rule in mapping.rules)


@frozen(init=False)
class TaskMapping:
    """What tasks are billed as: one service, several, or None for what is not billed.

    Services by kind of task will do for most; *rules* are asked before them, in their
    order, and the first one that fits wins.

    >>> revision = ClientService("REV", "Revision")
    >>> free = MappingRule("revise", None, client="ACME", reason="In the word price")
    >>> mapping = TaskMapping({"revise": revision, "deliver": None}, rules=[free])
    >>> mapping.services_for(WorkflowTask("T-3", "deliver"))
    ()
    >>> print(mapping.rule_for(WorkflowTask("T-2", "revise"), Project("P-1")))
    revise → REV
    >>> from flowfit_invoicing import Client, Party
    >>> acme = Project("P-1", client=Client("ACME", Party("Acme")))
    >>> print(mapping.reason_for(WorkflowTask("T-2", "revise"), acme))
    In the word price
    """

    rules: tuple[MappingRule, ...] = field(converter=_in_order, kw_only=True)
    """By kind of task, and within a kind in the order in which they are asked."""

    _by_kind: Mapping[str, tuple[MappingRule, ...]] = field(
        init=False, repr=False, eq=False, default=Factory(_by_kind, takes_self=True)
    )

    asks_project: bool = field(
        init=False,
        repr=False,
        eq=False,
        default=Factory(_asks_project, takes_self=True),
    )
    """Whether the workflow or the client of a project decides anywhere."""

    def __init__(self, kinds: Rules = (), *, rules: Rules = ()) -> None:
        self.__attrs_init__(rules=(*_rules(rules), *_rules(kinds)))  # pyright: ignore[reportUnknownMemberType, reportAttributeAccessIssue]  # attrs makes it

    def services_for(
        self, task: WorkflowTask, project: Project | None = None
    ) -> tuple[ClientService, ...]:
        """Give the services that *task* is billed as; none if it is not billed.

        Raises:
            UnmappedTaskError: If no rule fits it.
        """
        return self.rule_for(task, project).services

    def rule_for(
        self, task: WorkflowTask, project: Project | None = None
    ) -> MappingRule:
        """Give the first rule that fits *task*, which is one of *project*.

        Without the project, rules that ask for a workflow or a client fit nothing.

        Raises:
            UnmappedTaskError: If no rule fits it.
        """
        one_of_type(WorkflowTask, task)
        if project is not None:
            one_of_type(Project, project)
        for rule in self._by_kind.get(task.kind, ()):
            if rule.fits(task, project):
                return rule
        raise UnmappedTaskError(task.id, task.kind)

    def reason_for(
        self, task: WorkflowTask, project: Project | None = None
    ) -> LocalizedText | None:
        """Say why *task* is not billed; None if it is, or if nobody has said why.

        Raises:
            UnmappedTaskError: If no rule fits it.
        """
        return self.rule_for(task, project).reason

    def is_billed(self, task: WorkflowTask, project: Project | None = None) -> bool:
        """Tell if *task* is to be billed; it is if nobody has said that it is not."""
        try:
            return bool(self.services_for(task, project))
        except UnmappedTaskError:  # to be told, not to be left out
            return True

    def hidden(self) -> Iterator[tuple[MappingRule, MappingRule]]:
        """Give each rule that can never fit, and the one before it that fits it all.

        None is left out: work that is just what a rule asks for, and otherwise like
        nothing else, is fitted before it only by a rule that covers it alone.
        """
        for rules in self._by_kind.values():
            for place, rule in enumerate(rules):
                before = (other for other in rules[:place] if other.covers(rule))
                first = next(before, None)
                if first is not None:
                    yield rule, first
