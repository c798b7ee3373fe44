"""The page Projects to invoice: what is done and not billed, and what blocks it."""

from collections.abc import Generator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.ports import Transaction
from flowfit_invoicing.storage import MemoryStore
from tests.fakes import NOON, TODAY, office
from tests.invoicing.work import BETA, DONE, GAMMA, ZETA, hour, work
from tests.quickstart import ACME, CATALOG, PROJECT


def row_of(project: ffi.Project) -> ffi.ProjectToInvoice:
    (row,) = office().invoicing.projects_to_invoice([project])
    return row


def test_row() -> None:
    """A row says whom to bill, for what, since when, and that nothing blocks it."""
    row = row_of(PROJECT)
    assert (row.client, row.purchase_order) == (ACME, "PO-77")
    assert (row.last_completion, row.on) == (date(2026, 11, 12), TODAY)
    assert row.age == 12
    assert (row.is_ready, row.blocked_by) == (True, ())


def test_age_is_counted_on_the_seller_s_day() -> None:
    """Only the tasks that are still to be billed make a row old."""
    house = office()
    invoicing = house.invoicing
    invoicing.save(invoicing.create_invoice(PROJECT).without_line(0))
    (row,) = invoicing.projects_to_invoice([PROJECT])
    assert (row.last_completion, row.age) == (date(2026, 11, 9), 15)

    house.clock.day = date(2026, 12, 1)
    (row,) = invoicing.projects_to_invoice([PROJECT])
    assert row.age == 22


def test_nothing_is_completed() -> None:
    """A row that a host makes of tasks in progress has no day and no age."""
    row = evolve(row_of(PROJECT), tasks=[hour("T-1", None)])
    assert (row.last_completion, row.age) == (None, 0)


UNKNOWN_PROVINCE = evolve(
    ACME,
    party=evolve(ACME.party, address=ffi.Address(region="ZZ", country="CA")),
)
STRICT = evolve(ACME, requires_purchase_order=True)
NOTHING = evolve(hour("T-0"), quantities=[ffi.Quantity(0, ffi.HOUR)])
BLOCKED: dict[str, tuple[ffi.Project, list[tuple[str, str]], bool]] = {
    "no purchase order is no hindrance": (
        work("P-1", purchase_order=None),
        [("missing-purchase-order", "warning")],
        True,
    ),
    "no client": (work("P-1", client=None), [("missing-client", "error")], False),
    "no purchase order, which the client requires": (
        work("P-1", purchase_order=None, client=STRICT),
        [("purchase-order-required", "error")],
        False,
    ),
    "due before today": (
        work("P-1", client=evolve(ACME, payment_terms=ffi.PaymentTerms.on(DONE))),
        [("due-before-issue", "error")],
        False,
    ),
    "counts nothing": (work("P-1", NOTHING), [("nothing-counted", "error")], False),
    "counts nothing, beside what does": (
        work("P-1", hour(), NOTHING),
        [("nothing-counted", "warning")],
        True,
    ),
    "no price": (
        work("P-1", hour("T-1", kind="voodoo")),
        [("unmapped-task", "error")],
        False,
    ),
    "no tax": (
        work("P-1", client=UNKNOWN_PROVINCE),
        [("tax-undetermined", "error")],
        False,
    ),
    "no rate list, no tax": (
        work("P-1", client=evolve(UNKNOWN_PROVINCE, rate_list="None")),
        [("rate-list-not-found", "error"), ("tax-undetermined", "error")],
        False,
    ),
    "another currency": (
        work("P-1", client=evolve(ACME, currency="EUR")),
        [("currency-mismatch", "error")],
        False,
    ),
}


@pytest.mark.parametrize(
    ("project", "expected", "is_ready"), BLOCKED.values(), ids=BLOCKED
)
def test_what_blocks_it(
    project: ffi.Project, expected: list[tuple[str, str]], *, is_ready: bool
) -> None:
    """Errors block an invoice, warnings don't; a row that is ready makes a draft."""
    row = row_of(project)
    assert [(each.code, each.severity) for each in row.findings] == expected
    assert row.is_ready is is_ready
    assert all(each.place[0] == "P-1" for each in row.findings)
    wrong = [code for code, severity in expected if severity == "error"]
    assert [each.code for each in row.blocked_by] == wrong
    run = office().invoicing.create_invoices([row])
    assert (len(run.drafts), len(run.refused)) == (is_ready, not is_ready)


WORK = [
    work("P-1", hour("T-1", date(2026, 11, 20)), client=ZETA),
    work("P-2", hour("T-1", date(2026, 11, 3)), client=BETA),
    work("P-3", hour("T-1", date(2026, 11, 20)), client=BETA),
    work("P-4", hour("T-1", date(2026, 11, 24)), client=GAMMA),
    work("P-5", hour("T-1", date(2026, 11, 4), kind="voodoo"), client=GAMMA),
    work("P-6", hour("T-1", date(2026, 11, 4)), client=None),
]
CHOICES: dict[str, tuple[dict[str, Any], str]] = {
    "all": ({}, "P-1 P-2 P-3 P-4 P-5 P-6"),
    "of a client": ({"client": BETA}, "P-2 P-3"),
    "by its code": ({"client": "BETA"}, "P-2 P-3"),
    "of nobody": ({"client": "DELTA"}, ""),
    "of an age": ({"min_age": 20}, "P-2 P-5 P-6"),
    "a day less": ({"min_age": 21}, "P-2"),
    "from today": ({"min_age": 0}, "P-1 P-2 P-3 P-4 P-5 P-6"),
    "in a language of any country": ({"language": "fr"}, "P-1 P-4 P-5"),
    "in that of one": ({"language": "fr-CA"}, "P-4 P-5"),
    "in a tag that is not canonical": (
        {"language": "FR-ca"},
        "P-4 P-5",
    ),
    "ready": ({"ready": True}, "P-1 P-2 P-3 P-4"),
    "blocked": ({"ready": False}, "P-5 P-6"),
    "several": ({"language": "fr", "ready": True, "min_age": 1}, "P-1"),
    "the oldest first": ({"order": "age"}, "P-2 P-5 P-6 P-1 P-3 P-4"),
    "by client": ({"order": "client"}, "P-6 P-2 P-3 P-4 P-5 P-1"),
    "as given": ({"order": "given"}, "P-1 P-2 P-3 P-4 P-5 P-6"),
}


@pytest.mark.parametrize(("asked", "expected"), CHOICES.values(), ids=CHOICES)
def test_choices(asked: dict[str, Any], expected: str) -> None:
    """Rows are chosen and sorted; those that sort alike stay in their order."""
    rows = office().invoicing.projects_to_invoice(WORK, **asked)
    assert " ".join(row.project.number for row in rows) == expected


NO_CHOICES: dict[str, dict[str, Any]] = {
    "a client of no kind": {"client": 5},
    "no code": {"client": ""},
    "an age in words": {"min_age": "20"},
    "an age below zero": {"min_age": -1},
    "an age that is true": {"min_age": True},
    "a name of a language": {"language": "français"},
    "hardly ready": {"ready": 1},
    "an unknown order": {"order": "amount"},
}


@pytest.mark.parametrize("asked", NO_CHOICES.values(), ids=NO_CHOICES)
def test_refuses_what_cannot_be_asked_for(asked: dict[str, Any]) -> None:
    """What nobody can choose by is told, and not taken for nothing."""
    with pytest.raises(errors.InvalidValueError):
        office().invoicing.projects_to_invoice(WORK, **asked)


def test_refuses_a_project_that_is_there_twice() -> None:
    """A project is one row, whatever its copies say; only what is twice is named."""
    twice = [WORK[0], WORK[1], evolve(WORK[0], tasks=())]
    with pytest.raises(errors.RepeatedProjectError) as raised:
        office().invoicing.projects_to_invoice(twice)
    assert raised.value.culprit == str([WORK[0].number] * 2)


NO_ROWS: dict[str, dict[str, Any]] = {
    "no project": {"project": "P-1"},
    "a lone task": {"tasks": PROJECT.tasks[0]},
    "ids of tasks": {"tasks": ["T-1"]},
    "a bare amount": {"amount": 100},
    "findings in words": {"findings": ["no client"]},
    "no day": {"on": None},
    "a moment": {"on": NOON},
}


@pytest.mark.parametrize("parts", NO_ROWS.values(), ids=NO_ROWS)
def test_refuses_what_is_no_row(parts: dict[str, Any]) -> None:
    """A row that a host makes is what one of ours is."""
    with pytest.raises(errors.InvalidValueError):
        evolve(row_of(PROJECT), **parts)


class CountingStore(MemoryStore):
    """A store that counts how often it is asked."""

    asked = 0

    @contextmanager
    def reading(self) -> Generator[Transaction]:  # type: ignore[override]  # pyright: ignore[reportIncompatibleMethodOverride]  # a plainer type
        self.asked += 1
        with super().reading() as transaction:
            yield transaction


@pytest.mark.parametrize(
    ("agreed", "expected"), [((), 1), ((ffi.Fee(40, "Fee", per="project"),), 2)]
)
def test_the_store_is_asked_once(
    agreed: tuple[ffi.Adjustment, ...], expected: int
) -> None:
    """It is asked for all tasks at once, and for all fees where there are any."""
    store = CountingStore()
    engine = ffi.PricingEngine(CATALOG, adjustments=agreed)
    invoicing = evolve(office(store=store).invoicing, engine=engine)
    rows = invoicing.projects_to_invoice([work(f"P-{n}") for n in range(9)])
    assert (len(rows), store.asked) == (9, expected)
