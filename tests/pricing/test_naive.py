"""The engine gives what the design says, word for word, for any catalog and work."""

from collections.abc import Iterable
from fractions import Fraction

import pytest
from hypothesis import given, settings

from flowfit_invoicing import PricingEngine, Project
from flowfit_invoicing.errors import UnpricedTasksError
from tests.pricing import chance, naive

Told = tuple[tuple[str, ...], str]


def in_order(told: Iterable[Told]) -> list[Told]:
    """Put the errors of each place before its warnings."""
    several = list(told)
    places = list(dict.fromkeys(place for place, _ in several))
    return sorted(
        several, key=lambda each: (places.index(each[0]), each[1] in naive.WARNINGS)
    )


@settings(deadline=None)
@given(chance.engines(), chance.projects("P-1"), chance.projects("P-2"))
def test_as_computed_in_fractions(
    engine: PricingEngine, one: Project, other: Project
) -> None:
    """
    Lines, errors and findings are those of a plain computation in fractions.

    They come in the order of the tasks, for each of them errors before warnings, and
    what `check` finds is what `price` raises.
    """
    told = list(naive.events(engine, one, other))
    findings = [(place, what) for place, what in told if isinstance(what, str)]
    errors = [each for each in findings if each[1] not in naive.WARNINGS]
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {"error": [], "warning": []}
    for finding in engine.check(one, other):
        found[finding.severity].append((finding.place, finding.code))
    assert found["error"] == errors
    assert found["warning"] == [each for each in findings if each not in errors]
    if errors:
        with pytest.raises(UnpricedTasksError) as raised:
            engine.price(one, other)
        assert [
            (getattr(each, "place", None), each.code) for each in raised.value.errors
        ] == errors
    else:
        lines = engine.price(one, other)
        assert [(line.tasks[0], Fraction(line.net)) for line in lines] == [
            each for each in told if isinstance(each[1], Fraction)
        ]


@settings(deadline=None)
@given(chance.engines(), chance.projects())
def test_task_by_task(engine: PricingEngine, project: Project) -> None:
    """Each task that has a price has the one computed in fractions."""
    for task in project.tasks:
        alone = project.only([task.id])
        told = [what for _, what in naive.events(engine, alone)]
        if not {what for what in told if isinstance(what, str)} - {*naive.WARNINGS}:
            lines = engine.price(alone)
            expected = [what for what in told if isinstance(what, Fraction)]
            assert [Fraction(line.net) for line in lines] == expected
