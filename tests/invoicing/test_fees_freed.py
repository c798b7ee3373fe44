"""Fees of work that was billed, freed as a whole and billed again: each once."""

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.invoicing.test_fees_of_parts import DONE, charging, nets, task

COURIER = ffi.Fee("12.34", "Courier", per="invoice")
SMALL = evolve(DONE, tasks=[task("T-1", 5, done=True), task("T-2", 1, done=True)])
ODD = evolve(DONE, tasks=[task("T-1", 2, done=True), task("T-2", 5, done=True)])


def freed(invoicing: ffi.Invoicing, draft: ffi.InvoiceDraft) -> None:
    """Issue a draft and take it back, so that all of it can be billed again."""
    invoicing.credit(invoicing.issue(draft), "Agreed", free_tasks=True)


@pytest.mark.parametrize(
    "agreed", [COURIER, ffi.Minimum(400, per="invoice")], ids=["a fee", "a minimum"]
)
def test_of_the_invoice(agreed: ffi.Adjustment) -> None:
    """A fee of a part that was freed is not charged beside that of the invoice."""
    invoicing = charging(agreed)
    whole = invoicing.remaining(DONE).whole
    freed(invoicing, invoicing.create_part(DONE, percent=50))
    assert invoicing.issue(invoicing.create_invoice(DONE)).totals.net == whole
    with pytest.raises(errors.TaskAlreadyBilledError):
        invoicing.create_invoice(DONE)


Steps: TypeAlias = Callable[[ffi.Invoicing], Any]


def _an_amount(invoicing: ffi.Invoicing) -> None:
    freed(invoicing, invoicing.create_part(DONE, amount=7))
    invoicing.issue(invoicing.create_part(DONE, tasks=["T-1"], percent=21))


def _all(invoicing: ffi.Invoicing) -> None:
    freed(invoicing, invoicing.create_invoice(SMALL))
    invoicing.issue(invoicing.create_part(SMALL, tasks=["T-1"], percent=70))


def _after_a_task(invoicing: ffi.Invoicing) -> None:
    invoicing.issue(invoicing.create_part(ODD, tasks=["T-1"]))
    freed(invoicing, invoicing.create_part(ODD, amount=95))


def _the_fees_alone(invoicing: ffi.Invoicing) -> None:
    first = invoicing.issue(invoicing.create_part(DONE, percent=50))
    invoicing.credit(first, "Agreed", {2: None}, free_tasks=True)


def _a_task_without_its_fees(invoicing: ffi.Invoicing) -> None:
    invoicing.issue(invoicing.create_part(DONE, tasks=["T-1"]))
    rest = invoicing.issue(invoicing.create_invoice(DONE))
    invoicing.credit(rest, "Agreed", {0: None}, free_tasks=True)


RESTS: dict[str, tuple[ffi.Adjustment, Steps, ffi.Project, list[str]]] = {
    "a fee of an amount": (COURIER, _an_amount, DONE, ["79.00", "150.00", "12.34"]),
    "a minimum that was not reached": (
        ffi.Minimum(260, per="project"),
        _all,
        SMALL,
        ["75.00", "50.00"],
    ),
    "a discount of all": (
        ffi.Discount("5.006", "Loyalty", per="project"),
        _after_a_task,
        ODD,
        ["237.49"],
    ),
    "fees alone": (
        COURIER,
        _the_fees_alone,
        DONE,
        ["50.00", "75.00", "12.34"],
    ),
    "a task whose fees stay billed": (
        ffi.Surcharge(10, "Rush", per="project"),
        _a_task_without_its_fees,
        DONE,
        ["150.00", "15.00"],
    ),
}


@pytest.mark.parametrize(
    ("agreed", "steps", "project", "expected"), RESTS.values(), ids=RESTS
)
def test_the_rest(
    agreed: ffi.Adjustment, steps: Steps, project: ffi.Project, expected: list[str]
) -> None:
    """After some was freed, the rest has each fee once, measured by all the work."""
    invoicing = charging(agreed)
    steps(invoicing)
    assert nets(invoicing.create_part(project)) == expected
