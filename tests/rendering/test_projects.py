"""The page Projects to invoice as people read it."""

from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing.rendering import projects_table
from tests.fakes import office
from tests.invoicing.test_batches import BETA_IN_EUROS, ENGINE
from tests.invoicing.work import hour, work

PROJECTS = [
    work("P-1", hour("T-1"), hour("T-2")),
    work("P-2", purchase_order=None),
    work("P-3", hour(kind="voodoo"), client=None),
    work("P-4", client=BETA_IN_EUROS),
]
ROWS = evolve(office().invoicing, engine=ENGINE).projects_to_invoice(PROJECTS)


def lines(text: str) -> list[str]:
    """Give lines with single spaces, whatever the columns are."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_in_english() -> None:
    """Rows, a total for each currency, then what blocks them or is doubtful."""
    assert lines(projects_table(ROWS, "en-CA")) == [
        "Project Client Purchase order Completed Days Tasks Amount",
        "P-1 ACME PO-1 November 20, 2026 4 2 $100.00",
        "P-2 ACME – November 20, 2026 4 1 $50.00",
        "P-3 no client PO-1 November 20, 2026 4 1 –",
        "P-4 BETA PO-1 November 20, 2026 4 1 €60.00",
        "Total $150.00",
        "Total €60.00",
        "",
        "Doubtful P-2: has no purchase order",
        "Blocks P-3: has no client",
        "Blocks P-3/T-1: no service is mapped to tasks of kind 'voodoo'",
    ]


def test_in_french() -> None:
    """The same in French, as it is written in Quebec."""
    assert lines(projects_table(ROWS, "fr-CA")) == [
        "Projet Client Bon de commande Terminé le Jours Tâches Montant",
        "P-1 ACME PO-1 20 novembre 2026 4 2 100,00 $",
        "P-2 ACME – 20 novembre 2026 4 1 50,00 $",
        "P-3 sans client PO-1 20 novembre 2026 4 1 –",
        "P-4 BETA PO-1 20 novembre 2026 4 1 60,00 €",
        "Total 150,00 $",
        "Total 60,00 €",
        "",
        "À vérifier P-2 : sans bon de commande",
        "Bloque P-3 : sans client",
        "Bloque P-3/T-1 : aucun service n’est apparié aux tâches de type « voodoo »",
    ]


def test_columns() -> None:
    """Numbers stand below each other, those of totals too."""
    head, first, *_ = projects_table(ROWS, "en").splitlines()
    assert len(head) == len(first)
    totals = [row for row in projects_table(ROWS, "en").splitlines() if "Total" in row]
    assert {len(row) for row in totals} == {len(head)}


def test_nothing() -> None:
    """Without rows there are heads alone; without findings nothing below the rows."""
    assert lines(projects_table([], "en")) == [
        "Project Client Purchase order Completed Days Tasks Amount"
    ]
    assert len(lines(projects_table(ROWS[:1], "en"))) == 3


def test_a_day_that_is_not_known() -> None:
    """A row of a host's own, of tasks in progress, says that it has no day."""
    row = evolve(ROWS[0], tasks=[ffi.WorkflowTask("T-9", "revise")])
    assert lines(projects_table([row], "en"))[1] == "P-1 ACME PO-1 – 0 1 CA$100.00"
