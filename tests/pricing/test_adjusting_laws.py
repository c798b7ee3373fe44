"""What holds for all that is agreed, whatever it is and for whatever work."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pickle import dumps, loads
from typing import Any, cast

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from flowfit_invoicing import (
    Cap,
    Discount,
    Fee,
    InvoiceLine,
    Minimum,
    Money,
    PricingEngine,
    Project,
    Surcharge,
)
from flowfit_invoicing.pricing.groups import PERS
from tests.pricing import chance, plenty
from tests.pricing.several import PROJECT, agreed

ALL = settings(deadline=None)


def total(lines: Iterable[InvoiceLine]) -> Decimal:
    return sum((line.net for line in lines), Decimal(0))


@ALL
@given(plenty.engines(PERS[-1:]), plenty.projects(), plenty.agreements(PERS[-1:]))
def test_parts_add_up(engine: PricingEngine, project: Project, more: Any) -> None:  # noqa: ANN401 - an adjustment
    """What is agreed for an invoice changes its sum by the whole, to the cent."""
    before = evolve(engine, adjustments=()).attempt(project)
    after = evolve(engine, adjustments=[more]).attempt(project)
    if after.errors:
        return
    wholes, parts = set[Money](), Decimal(0)
    for line in after.lines:
        for adjustment in line.further:
            whole = adjustment.share.whole if adjustment.share else adjustment.amount
            wholes.add(whole)
            parts += adjustment.signed
    fees = [line for line in after.lines if line.task is None]
    assert len(wholes) + len(fees) <= 1
    assert abs(parts) == total_of(wholes)
    assert total(after.lines) - total(before.lines) == parts + total(fees)


def total_of(amounts: Iterable[Money]) -> Decimal:
    return sum((each.amount for each in amounts), Decimal(0))


@ALL
@given(plenty.engines(), plenty.projects())
def test_no_line_is_negative(engine: PricingEngine, project: Project) -> None:
    """Whatever is agreed, no line comes to less than nothing or to part of a cent."""
    for line in engine.attempt(project).lines:
        assert line.net >= 0
        assert line.net_amount == line.net_amount.rounded()


@ALL
@given(plenty.engines(("line", "task", "pair", "project")), st.data())
def test_order_of_projects(engine: PricingEngine, data: st.DataObject) -> None:
    """The order of projects changes no line of any of them."""
    one, other = (data.draw(plenty.projects(number)) for number in ("P-1", "P-2"))
    other = evolve(other, client=one.client)
    first, second = engine.attempt(one, other), engine.attempt(other, one)
    assert by_project(first.lines) == by_project(second.lines)
    alone = [*engine.attempt(one).lines, *engine.attempt(other).lines]
    assert first.lines == tuple(alone)


def by_project(lines: Iterable[InvoiceLine]) -> dict[str | None, list[InvoiceLine]]:
    several = defaultdict[str | None, list[InvoiceLine]](list)
    for line in lines:
        several[line.project_number].append(line)
    return several


@ALL
@given(plenty.engines(("line", "task", "pair")), plenty.projects())
def test_order_of_pairs(engine: PricingEngine, project: Project) -> None:
    """Nor does it matter how the tasks of several pairs stand among each other."""
    by_pair = evolve(project, tasks=sorted(project.tasks, key=pair))
    one, other = engine.attempt(project).lines, engine.attempt(by_pair).lines
    assert sorted(map(told, one)) == sorted(map(told, other))


def pair(task: Any) -> str:  # noqa: ANN401 - a task
    return str(task.languages)


def told(line: InvoiceLine) -> tuple[str, ...]:
    return *line.task_ids, str(line.description.get("en")), str(line.net)


@ALL
@given(plenty.engines(), st.data())
def test_memo(engine: PricingEngine, data: st.DataObject) -> None:
    """What an engine has kept changes no price: it prices as a fresh one does."""
    several = data.draw(st.lists(plenty.projects(), min_size=2, max_size=4))
    for project in (*several, *several):
        assert engine.attempt(project) == evolve(engine).attempt(project)


@ALL
@given(chance.engines(), st.lists(chance.projects(), min_size=2, max_size=4))
def test_memo_by_days_and_domains(
    engine: PricingEngine, several: list[Project]
) -> None:
    """So it does where days, domains and clients decide on rates."""
    for project in (*several, *several):
        assert engine.attempt(project) == evolve(engine).attempt(project)


def memo_of(engine: PricingEngine) -> dict[object, object]:
    return cast("dict[object, object]", engine._offers)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage]  # what is kept is seen nowhere else


@ALL
@given(plenty.engines(), plenty.projects())
def test_pickled(engine: PricingEngine, project: Project) -> None:
    """An engine that travels prices the same, and takes along nothing that it kept."""
    fresh = len(dumps(engine))
    attempt = engine.attempt(project)
    assert memo_of(engine)
    assert len(dumps(engine)) == fresh
    arrived = loads(dumps(engine))  # noqa: S301 - packed by us
    assert arrived == engine
    assert not memo_of(arrived)
    assert arrived.attempt(project) == attempt
    assert loads(dumps(project)).tasks[0].scope is project.tasks[0].scope  # noqa: S301 - packed by us


SOME = (Discount(7, "Less"), Surcharge(7, "More"), Fee(7, "Fee"), Minimum(70), Cap(60))


@pytest.mark.parametrize("per", PERS)
@pytest.mark.parametrize("some", SOME, ids=[type(each).__name__ for each in SOME])
def test_group_by_group(some: Any, per: Any) -> None:  # noqa: ANN401 - an adjustment
    """The lines of a group alone come to what they come to among others."""
    rates = agreed(evolve(some, per=per, spread=True))
    among = rates.price(PROJECT)
    keys = {"pair": pair, "target": target}.get(per)
    if keys is not None:
        for key in {keys(task) for task in PROJECT.tasks}:
            ids = [task.id for task in PROJECT.tasks if keys(task) == key]
            alone = rates.price(PROJECT.only(ids))
            assert alone == tuple(line for line in among if line.task_ids[0] in ids)
    assert len(among) == len(PROJECT.tasks)


def target(task: Any) -> str:  # noqa: ANN401 - a task
    return str(task.languages.target)
