"""Whatever rules there are, the first that fits is found, and hidden ones are told."""

from attrs import evolve
from hypothesis import given, settings

from flowfit_invoicing import MappingRule, Project, TaskMapping, WorkflowTask
from flowfit_invoicing.errors import UnmappedTaskError
from tests.catalog import chance, linear
from tests.quickstart import ACME


def chosen(
    mapping: TaskMapping, task: WorkflowTask, project: Project | None
) -> MappingRule | None:
    try:
        return mapping.rule_for(task, project)
    except UnmappedTaskError:
        return None


@settings(deadline=None)
@given(chance.mapping_rules(), chance.work())
def test_as_if_all_rules_were_read(
    rules: list[MappingRule], work: tuple[WorkflowTask, Project | None]
) -> None:
    """The rule is the one found by reading them from end to end."""
    mapping = TaskMapping(rules)
    expected = linear.rule(rules, *work)

    assert chosen(mapping, *work) == expected
    if not mapping.asks_project:
        task, project = work
        domain = None if project is None else project.domain
        assert chosen(mapping, task, Project("P-2", domain=domain)) == expected


def just_asked_for(rule: MappingRule) -> tuple[WorkflowTask, Project]:
    """Make work that is what a rule asks for, and otherwise like nothing else."""
    asked = rule.languages
    languages = None if asked is None else str(asked).replace("*", "x-other")
    client = None if rule.client is None else evolve(ACME, code=rule.client)
    task = WorkflowTask("T-1", rule.kind, languages, domain=rule.domain)
    return task, Project("P-1", client=client, workflow=rule.workflow)


@settings(deadline=None)
@given(chance.mapping_rules(), chance.work())
def test_hidden_rules(
    rules: list[MappingRule], work: tuple[WorkflowTask, Project | None]
) -> None:
    """A rule is hidden just if it never wins; what hides it fits all that it fits."""
    mapping = TaskMapping(rules)
    hidden = dict(mapping.hidden())

    assert chosen(mapping, *work) not in hidden
    for rule in rules:
        winner = chosen(mapping, *just_asked_for(rule))
        assert winner == hidden.get(rule, rule)
    for rule, first in hidden.items():
        assert not rule.fits(*work) or first.fits(*work)
