"""A run of invoices: each row is on one draft, or the run says why it is not."""

from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import office
from tests.invoicing.work import BETA, GAMMA, hour, work
from tests.quickstart import CATALOG, STANDARD

EUROS = ffi.RateList(
    "Euros", "EUR", [ffi.Rate(STANDARD.rates[1].service, ffi.HOUR, 60)]
)
ENGINE = ffi.PricingEngine(evolve(CATALOG, rate_lists=[*CATALOG.rate_lists, EUROS]))
BETA_IN_EUROS = evolve(BETA, rate_list="Euros")
MOVED = evolve(BETA, party=evolve(BETA.party, name="Beta and sons"))
LOST = evolve(GAMMA, rate_list="Lost")


def agency() -> ffi.Invoicing:
    return evolve(office().invoicing, engine=ENGINE)


def written(run: ffi.InvoiceRun) -> tuple[list[str], list[str]]:
    drafts = [
        f"{draft.client} {'+'.join(draft.project_numbers)}: {draft.totals.net}"
        for draft in run.drafts
    ]
    refused = [
        f"{'+'.join(row.project.number for row in each.rows)}: {each.error.code}"
        for each in run.refused
    ]
    return drafts, refused


STRICT = evolve(BETA, requires_purchase_order=True)
RUNS: dict[str, tuple[list[ffi.Project], str, list[str], list[str]]] = {
    "nothing": ([], "client", [], []),
    "a draft for each client": (
        [work("P-1"), work("P-2", client=BETA), work("P-3")],
        *("client", ["ACME P-1+P-3: 100.00 CAD", "BETA P-2: 50.00 CAD"], []),
    ),
    "a draft for each project": (
        [work("P-1"), work("P-2")],
        *("project", ["ACME P-1: 50.00 CAD", "ACME P-2: 50.00 CAD"], []),
    ),
    "a draft for each order": (
        [
            work("P-1", purchase_order="A"),
            work("P-2", purchase_order=None),
            work("P-3", purchase_order="A"),
            work("P-4", purchase_order=None),
            work("P-5", purchase_order="A", client=BETA),
        ],
        "purchase_order",
        [
            *("ACME P-1+P-3: 100.00 CAD", "ACME P-2+P-4: 100.00 CAD"),
            "BETA P-5: 50.00 CAD",
        ],
        [],
    ),
    "a client in two currencies": (
        [work("P-1", client=BETA), work("P-2", client=BETA_IN_EUROS)],
        *("client", ["BETA P-1: 50.00 CAD", "BETA P-2: 60.00 EUR"], []),
    ),
    "a client in two languages": (
        [work("P-1", client=BETA), work("P-2", client=evolve(BETA, language="fr"))],
        *("client", ["BETA P-1: 50.00 CAD", "BETA P-2: 50.00 CAD"], []),
    ),
    "two clients of one code": (
        [work("P-1", client=BETA), work("P-2", client=MOVED), work("P-3")],
        *("client", ["ACME P-3: 50.00 CAD"], ["P-1+P-2: clients-differ"]),
    ),
    "no order, which the client requires": (
        [work("P-1"), work("P-2", client=STRICT, purchase_order=None)],
        *("client", ["ACME P-1: 50.00 CAD"], ["P-2: incomplete-draft"]),
    ),
    "one that is not ready holds up its group": (
        [work("P-1"), work("P-2", hour(kind="voodoo")), work("P-3", client=BETA)],
        *("client", ["BETA P-3: 50.00 CAD"], ["P-1+P-2: unpriced-tasks"]),
    ),
    "no client, each alone": (
        [work("P-1", client=None), work("P-2"), work("P-3", client=None)],
        "client",
        ["ACME P-2: 50.00 CAD"],
        ["P-1: project-without-client", "P-3: project-without-client"],
    ),
    "no rate list": (
        [work("P-1", client=LOST), work("P-2", client=LOST), work("P-3")],
        *("client", ["ACME P-3: 50.00 CAD"], ["P-1+P-2: unpriced-tasks"]),
    ),
    "a project for two clients": (
        [work("P-1"), work("P-1", client=BETA), work("P-2", client=GAMMA)],
        "client",
        ["ACME P-1: 50.00 CAD", "GAMMA P-2: 50.00 CAD"],
        ["P-1: task-already-billed"],
    ),
    "a project twice": (
        [work("P-1"), work("P-1")],
        *("client", [], ["P-1+P-1: repeated-project"]),
    ),
}


def rows_of(
    invoicing: ffi.Invoicing, projects: list[ffi.Project]
) -> list[ffi.ProjectToInvoice]:
    """Give rows of several pages, of which two may have one project."""
    return [row for each in projects for row in invoicing.projects_to_invoice([each])]


@pytest.mark.parametrize(
    ("projects", "group_by", "drafts", "refused"), RUNS.values(), ids=RUNS
)
def test_runs(
    projects: list[ffi.Project],
    group_by: Any,  # noqa: ANN401 - one of three words
    drafts: list[str],
    refused: list[str],
) -> None:
    """Groups are drafted in the order of their first rows; no row is lost or twice."""
    invoicing = agency()
    rows = rows_of(invoicing, projects)
    run = invoicing.create_invoices(rows, group_by)
    assert written(run) == (drafts, refused)
    assert rows_of(invoicing, projects) == rows


def test_why_not() -> None:
    """A refusal has the rows themselves and the error that says all that is wrong."""
    invoicing = agency()
    rows = invoicing.projects_to_invoice(
        [work("P-1"), work("P-2", hour(kind="voodoo"))]
    )
    (refused,) = invoicing.create_invoices(rows).refused
    assert refused.rows == rows
    assert isinstance(refused.error, errors.UnpricedTasksError)
    assert [str(error) for error in refused.error.errors] == [
        "P-2/T-1: no service is mapped to tasks of kind 'voodoo'"
    ]

    ready = [row for row in rows if row.is_ready]
    assert written(invoicing.create_invoices(ready)) == (["ACME P-1: 50.00 CAD"], [])


def test_chosen_tasks() -> None:
    """A row that was cut down to some of its tasks bills no others."""
    invoicing = agency()
    (row,) = invoicing.projects_to_invoice([work("P-1", hour("T-1"), hour("T-2"))])
    (draft,) = invoicing.create_invoices([evolve(row, tasks=row.tasks[1:])]).drafts
    assert draft.tasks == (("P-1", "T-2"),)


def test_taken_since() -> None:
    """What somebody else has billed since the rows were made is not billed again."""
    invoicing = agency()
    rows = invoicing.projects_to_invoice([work("P-1"), work("P-2", client=BETA)])
    invoicing.issue(invoicing.create_invoice(work("P-1")))
    assert written(invoicing.create_invoices(rows)) == (
        ["BETA P-2: 50.00 CAD"],
        ["P-1: task-already-billed"],
    )


@pytest.mark.parametrize("group_by", ["Client", None, "purchase order"])
def test_unknown_groups(group_by: Any) -> None:  # noqa: ANN401 - whatever it is
    """What nobody groups by is told before anything is made."""
    with pytest.raises(errors.InvalidValueError, match="client, purchase_order"):
        agency().create_invoices([], group_by)


def test_only_rows() -> None:
    """Projects are no rows; they are listed first."""
    with pytest.raises(errors.InvalidValueError, match="a list of ProjectToInvoice"):
        agency().create_invoices([work("P-1")])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case


def test_save_all() -> None:
    """The drafts of a run are kept together, and their tasks reserved."""
    invoicing = agency()
    projects = [work("P-1"), work("P-2", client=BETA)]
    run = invoicing.create_invoices(invoicing.projects_to_invoice(projects))
    saved = invoicing.save_all(run.drafts)
    assert saved == run.drafts
    assert [draft.id for draft in saved] == ["draft-1", "draft-2"]
    assert invoicing.projects_to_invoice(projects) == ()


def test_save_none() -> None:
    """If one of them cannot be kept, none is."""
    invoicing = agency()
    projects = [work("P-1"), work("P-2", client=BETA)]
    drafts = invoicing.create_invoices(invoicing.projects_to_invoice(projects)).drafts
    invoicing.save(drafts[1])
    with pytest.raises(errors.TaskAlreadyBilledError):
        invoicing.save_all(drafts)
    (row,) = invoicing.projects_to_invoice(projects)
    assert row.project.number == "P-1"
