"""Projects of several clients that wait to be invoiced."""

from datetime import date
from typing import Any

from attrs import evolve

import flowfit_invoicing as ffi
from tests.quickstart import ACME

DONE = date(2026, 11, 20)

BETA = evolve(ACME, code="BETA", language="en-CA")
GAMMA = evolve(ACME, code="GAMMA", language="fr-CA")
ZETA = evolve(ACME, code="ZETA", language="fr-FR")


def hour(
    id_: str = "T-1", completed_on: date | None = DONE, *, kind: str = "revise"
) -> ffi.WorkflowTask:
    """Make a task of an hour, at 50.00."""
    return ffi.WorkflowTask(
        *(id_, kind, "en>fr-CA"),
        quantities=[ffi.Quantity(1, ffi.HOUR)],
        completed_on=completed_on,
    )


def work(number: str, *tasks: ffi.WorkflowTask, **parts: Any) -> ffi.Project:  # noqa: ANN401 - whatever it is
    """Make a project of ACME's with tasks, or with one that is completed."""
    parts = {"client": ACME, "purchase_order": "PO-1", **parts}
    return ffi.Project(number, tasks=tasks or (hour(),), **parts)
