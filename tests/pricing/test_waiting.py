"""A project that waits to be invoiced: a row of checked parts."""

from datetime import date
from typing import Any

import pytest

from flowfit_invoicing import Finding, Money, ProjectToInvoice
from flowfit_invoicing.errors import InvalidValueError
from tests.quickstart import PROJECT

BLOCKED = Finding("missing-client", "error", ("P-1042",))
DOUBTFUL = Finding("missing-purchase-order", "warning", ("P-1042",))


def row(**parts: Any) -> ProjectToInvoice:  # noqa: ANN401 - those of a row
    """Make a row of the whole project, with nothing to find."""
    known: dict[str, Any] = {
        "tasks": PROJECT.tasks,
        "amount": Money(45, "CAD"),
        "findings": (),
    }
    return ProjectToInvoice(PROJECT, on=date(2026, 11, 24), **(known | parts))


def test_of_any_lists() -> None:
    """Tasks and findings may come in any list, and are kept as they are."""
    made = row(tasks=[*PROJECT.tasks], findings=[BLOCKED, DOUBTFUL])
    assert made.tasks == PROJECT.tasks
    assert made.findings == (BLOCKED, DOUBTFUL)
    assert made.blocked_by == (BLOCKED,)


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a name of a task": ({"tasks": ["T-1"]}, "'T-1': expected a list of WorkflowTask"),
    "a name of a finding": (
        {"findings": ["late"]},
        "'late': expected a list of Finding",
    ),
}


@pytest.mark.parametrize(("parts", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(parts: dict[str, Any], message: str) -> None:
    """A row has nothing else in its lists."""
    with pytest.raises(InvalidValueError, match=f"^{message}$"):
        row(**parts)
