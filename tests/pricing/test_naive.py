"""The engine gives what the design says, word for word, for any catalog and work."""

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeAlias

import pytest
from hypothesis import given, settings

from flowfit_invoicing import Finding, PricingEngine, Project
from flowfit_invoicing.errors import InvoicingError, UnpricedTasksError
from tests.pricing import chance, naive

Told: TypeAlias = tuple[object, str]
"""A place, and the code of what is wrong or doubtful there."""


def by_place(told: Iterable[Told]) -> list[Told]:
    """Sort what is told of a place, and leave places in their order."""
    several = list(told)
    places = [place for place, _ in several]
    return sorted(several, key=lambda each: (places.index(each[0]), each[1]))


def told_by(findings: Iterable[Finding | InvoicingError]) -> list[Told]:
    return by_place((getattr(each, "place", None), each.code) for each in findings)


@settings(deadline=None)
@given(chance.engines(), chance.projects("P-1"), chance.projects("P-2"))
def test_as_computed_in_fractions(
    engine: PricingEngine, one: Project, other: Project
) -> None:
    """
    Lines, errors and findings are those of a plain computation in fractions.

    They come in the order of the tasks, and what `price` raises, `check` finds.
    """
    told = list(naive.events(engine, one, other))
    codes = [(place, what) for place, what in told if isinstance(what, str)]
    errors = by_place(each for each in codes if each[1] not in naive.WARNINGS)
    warnings = by_place(each for each in codes if each[1] in naive.WARNINGS)
    found = engine.check(one, other)
    assert told_by(each for each in found if each.severity == "warning") == warnings
    wrong = [each for each in found if each.severity == "error"]
    assert told_by(wrong) == errors
    if errors:
        with pytest.raises(UnpricedTasksError) as raised:
            engine.price(one, other)
        assert wrong == [Finding.of(each) for each in raised.value.errors]
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
