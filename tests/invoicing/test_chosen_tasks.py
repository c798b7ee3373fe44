"""Chosen tasks are billed at what they cost with the others; fees wait for the last."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.invoicing.test_fees_of_parts import DONE, amounts, charging, nets, task

LONG = evolve(DONE, tasks=[*DONE.tasks, task("T-3", 1, done=True)])
RUSH = ffi.Surcharge(10, "Rush", per="project")

ONE_BY_ONE: dict[str, tuple[list[ffi.Adjustment], list[list[str]]]] = {
    "nothing agreed": ([], [["100.00"], ["150.00"], ["50.00"]]),
    "a minimum": (
        [ffi.Minimum(500, per="project")],
        [["100.00"], ["150.00"], ["50.00", "200.00"]],
    ),
    "a discount by volume": (
        [ffi.VolumeDiscount({300: 20}, "Volume", per="project")],
        [["80.00"], ["120.00"], ["40.00"]],
    ),
    "a surcharge in percent": ([RUSH], [["100.00"], ["150.00"], ["50.00", "30.00"]]),
    "a fee": (
        [ffi.Fee(40, "Setup", per="project")],
        [["100.00"], ["150.00"], ["50.00", "40.00"]],
    ),
    "a fee of the invoice": (
        [ffi.Fee(5, "Courier", per="invoice")],
        [["100.00"], ["150.00"], ["50.00", "5.00"]],
    ),
}


@pytest.mark.parametrize(
    ("agreed", "expected"), ONE_BY_ONE.values(), ids=ONE_BY_ONE.keys()
)
def test_one_by_one(agreed: list[ffi.Adjustment], expected: list[list[str]]) -> None:
    """Tasks that are billed one after the other come to the whole of the project."""
    invoicing = charging(*agreed)
    whole = invoicing.remaining(LONG).whole
    told: list[list[str]] = []
    for id_ in ("T-1", "T-2", "T-3"):
        part = invoicing.create_part(LONG, tasks=[id_])
        told.append(nets(invoicing.issue(part)))
    assert told == expected
    left = invoicing.remaining(LONG)
    assert (left.whole, bool(left.left)) == (whole, False)


@pytest.mark.parametrize("way", ["the rest", "what is done", "the page"])
def test_the_rest(way: str) -> None:
    """Whoever bills the rest bills the fees of what was chosen before too."""
    invoicing = charging(ffi.Minimum(500, per="project"))
    invoicing.issue(invoicing.create_part(LONG, tasks=["T-1"]))
    rest: dict[str, Any] = {
        "the rest": lambda: nets(invoicing.create_part(LONG)),
        "what is done": lambda: nets(invoicing.create_invoice(LONG)),
        "the page": lambda: amounts(invoicing, LONG),
    }
    assert rest[way]() == (
        ["400.00 CAD"] if way == "the page" else ["150.00", "50.00", "200.00"]
    )


def test_percents_of_a_chosen_task() -> None:
    """A percent of a chosen task is of what it costs with the others."""
    invoicing = charging(ffi.VolumeDiscount({300: 20}, "Volume", per="project"), RUSH)
    for expected in (["40.00"], ["40.00"]):
        part = invoicing.create_part(LONG, tasks=["T-1"], percent=50)
        assert nets(invoicing.issue(part)) == expected
    assert nets(invoicing.create_part(LONG)) == ["120.00", "40.00", "24.00"]


def test_fees_that_were_billed_do_not_wait() -> None:
    """Once the fees are billed, what is added later pays for itself alone."""
    invoicing = charging(RUSH)
    invoicing.issue(invoicing.create_part(DONE, tasks=["T-1"]))
    rest = invoicing.save(invoicing.create_part(DONE))
    assert nets(rest) == ["150.00", "25.00"]
    assert nets(invoicing.create_part(LONG)) == ["50.00", "5.00"]
    invoicing.discard(rest)
    assert nets(invoicing.create_part(LONG)) == ["150.00", "50.00", "30.00"]


def test_fees_wait_after_an_invoice_of_what_was_done() -> None:
    """What was chosen after an invoice with its own fees waits for the next ones."""
    invoicing = charging(RUSH)
    done = evolve(LONG, tasks=[LONG.tasks[0]])
    assert nets(invoicing.issue(invoicing.create_invoice(done))) == ["100.00", "10.00"]
    invoicing.save(invoicing.create_part(LONG, tasks=["T-2"]))
    assert nets(invoicing.create_part(LONG)) == ["50.00", "20.00"]


def test_other_tasks_without_a_price() -> None:
    """A task can be chosen while another one cannot be priced yet; that one not."""
    invoicing = charging(RUSH)
    bad = evolve(LONG.tasks[2], quantities=[])
    project = evolve(LONG, tasks=[*LONG.tasks[:2], bad])
    first = invoicing.create_part(project, tasks=["T-1"])
    assert nets(first) == ["100.00"]
    with pytest.raises(errors.UnpricedTasksError):
        invoicing.create_part(project, tasks=["T-3"])
    invoicing.issue(first)
    gone = evolve(project.tasks[0], quantities=[])
    assert nets(invoicing.create_part(evolve(LONG, tasks=[gone, *LONG.tasks[1:]]))) == [
        "150.00",
        "50.00",
        "20.00",
    ]


def test_chosen_and_billed() -> None:
    """A chosen task of which nothing is left is billed already, whatever else waits."""
    invoicing = charging()
    invoicing.issue(invoicing.create_part(LONG, tasks=["T-1"]))
    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        invoicing.create_part(LONG, tasks=["T-1"])
    assert (raised.value.task_ids, raised.value.holder) == (("T-1",), "F-2026-1")


NOTHING: dict[str, tuple[ffi.Project, dict[str, Any]]] = {
    "no task at all": (evolve(DONE, tasks=[]), {"percent": 10}),
    "no task that is billed": (
        evolve(DONE, tasks=[evolve(DONE.tasks[0], kind="deliver")]),
        {"percent": 10},
    ),
    "nothing counted": (evolve(DONE, tasks=[task("T-1", 0, done=True)]), {"amount": 5}),
    "nothing counted, all of it": (
        evolve(DONE, tasks=[task("T-1", 0, done=True)]),
        {},
    ),
}


@pytest.mark.parametrize(("project", "asked"), NOTHING.values(), ids=NOTHING)
def test_nothing_to_bill(project: ffi.Project, asked: dict[str, Any]) -> None:
    """A part of nothing is refused by a typed error."""
    with pytest.raises(errors.InvalidValueError, match="expected work to bill"):
        charging().create_part(project, **asked)


def refreshed(
    invoicing: ffi.Invoicing, draft: ffi.InvoiceDraft, *projects: ffi.Project
) -> tuple[list[str], list[str]]:
    """Give the net amounts of a draft as its work is now, and what differs."""
    found = invoicing.refresh(draft, *projects)
    return nets(found.draft), [each.code for each in found.findings]


@pytest.mark.parametrize(
    ("agreed", "expected"), ONE_BY_ONE.values(), ids=ONE_BY_ONE.keys()
)
def test_refreshed(agreed: list[ffi.Adjustment], expected: list[list[str]]) -> None:
    """A draft of chosen tasks has no others when it is refreshed, and its price."""
    invoicing = charging(*agreed)
    for id_, own in zip(("T-1", "T-2", "T-3"), expected, strict=True):
        draft = invoicing.save(invoicing.create_part(LONG, tasks=[id_]))
        fresh = invoicing.refresh(draft, LONG)
        assert (nets(draft), fresh.draft, fresh.differences) == (own, draft, ())
        assert invoicing.check(draft, LONG) == invoicing.check(draft)
        invoicing.issue(draft, LONG)


RESTS: dict[str, Callable[[ffi.Invoicing], ffi.InvoiceDraft]] = {
    "the rest": lambda house: house.create_part(LONG),
    "what is done": lambda house: house.create_invoice(LONG),
}


@pytest.mark.parametrize("make", RESTS.values(), ids=RESTS)
@pytest.mark.parametrize(
    ("agreed", "expected"), ONE_BY_ONE.values(), ids=ONE_BY_ONE.keys()
)
def test_the_rest_refreshed(
    make: Callable[[ffi.Invoicing], ffi.InvoiceDraft],
    agreed: list[ffi.Adjustment],
    expected: list[list[str]],
) -> None:
    """The rest of a project costs what it did, with what was chosen before it."""
    invoicing = charging(*agreed)
    invoicing.issue(invoicing.create_part(LONG, tasks=["T-1"]))
    draft = invoicing.save(make(invoicing))
    both = [*expected[1], *expected[2]]
    assert (nets(draft), refreshed(invoicing, draft, LONG)) == (both, (both, []))
    invoicing.issue(draft, LONG)


GONE, ALONE = evolve(LONG, tasks=LONG.tasks[1:]), evolve(LONG, tasks=LONG.tasks[:1])
UNPRICED = [evolve(task_, quantities=[]) for task_ in LONG.tasks]
COURIER = ffi.Fee(5, "Courier", per="invoice")
OTHER: dict[str, tuple[ffi.Project, list[str], list[str]]] = {
    "gone": (GONE, [], ["work-gone"]),
    "others are gone": (ALONE, ["100.00", "40.00", "5.00"], ["work-added"] * 2),
    "others have no price": (
        evolve(LONG, tasks=[LONG.tasks[0], *UNPRICED[1:]]),
        ["100.00"],
        [],
    ),
    "not done yet": (
        evolve(LONG, tasks=[evolve(each, completed_on=None) for each in LONG.tasks]),
        ["100.00"],
        [],
    ),
    "more of it": (
        evolve(LONG, tasks=[task("T-1", 4, done=True), *LONG.tasks[1:]]),
        ["200.00"],
        ["count-changed"],
    ),
}


@pytest.mark.parametrize(("now", "fresh", "told"), OTHER.values(), ids=OTHER)
def test_other_work(now: ffi.Project, fresh: list[str], told: list[str]) -> None:
    """No other task takes the place of a chosen one; fees come with the last."""
    invoicing = charging(ffi.Fee(40, "Setup", per="project"), COURIER)
    draft = invoicing.save(invoicing.create_part(LONG, tasks=["T-1"]))
    assert refreshed(invoicing, draft, now) == (fresh, told)


def test_chosen_without_a_price() -> None:
    """A chosen task that cannot be priced any more is told."""
    invoicing = charging()
    draft = invoicing.save(invoicing.create_part(LONG, tasks=["T-1"]))
    now = evolve(LONG, tasks=[UNPRICED[0], *LONG.tasks[1:]])
    with pytest.raises(errors.UnpricedTasksError) as raised:
        invoicing.refresh(draft, now)
    assert [each.where() for each in raised.value.errors] == [("P-1", "T-1")]


def test_chosen_before_without_a_price() -> None:
    """Where a task that was billed has no price any more, the rest is priced alone."""
    invoicing = charging(ffi.VolumeDiscount({300: 20}, "Volume", per="project"))
    invoicing.issue(invoicing.create_part(LONG, tasks=["T-1"]))
    draft = invoicing.save(invoicing.create_part(LONG))
    now = evolve(LONG, tasks=[UNPRICED[0], *LONG.tasks[1:]])
    again = nets(invoicing.create_part(evolve(now, number="P-2", tasks=LONG.tasks[1:])))
    assert refreshed(invoicing, draft, now)[0] == again == ["150.00", "50.00"]


def test_begun_tasks_wait_too() -> None:
    """Fees wait for a task of which others have billed a part, and are billed once."""
    invoicing = charging(RUSH)
    both = evolve(LONG, tasks=LONG.tasks[:2])
    half = invoicing.create_part(both, tasks=["T-2"], percent=50)
    invoicing.issue(half)
    draft = invoicing.save(invoicing.create_part(both, tasks=["T-1"]))
    assert refreshed(invoicing, draft, both) == (["100.00"], [])
    invoicing.issue(invoicing.create_part(both, tasks=["T-2"]))
    assert refreshed(invoicing, draft, both) == (["100.00"], [])


def test_chosen_of_one_project_beside_another() -> None:
    """What is done of a project of which nothing was chosen is added as ever."""
    invoicing = charging(RUSH, COURIER)
    other = evolve(LONG, number="P-2", tasks=[LONG.tasks[2]])
    chosen = [("P-1", "T-1"), ("P-2", "T-3")]
    draft = invoicing.save(invoicing.create_part(LONG, other, tasks=chosen))
    assert refreshed(invoicing, draft, LONG, other) == (nets(draft), [])
    more = evolve(other, tasks=[*other.tasks, task("T-4", 1, done=True)])
    assert (nets(draft), refreshed(invoicing, draft, LONG, more)) == (
        ["100.00", "50.00", "5.00"],
        (["100.00", "50.00", "10.00", "50.00"], ["rate-changed", "work-added"]),
    )
