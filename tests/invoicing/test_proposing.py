"""Projects to invoice, and the draft that is proposed for them."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import office
from tests.quickstart import ACME, CATALOG, PROJECT

OPEN_TASK = ffi.WorkflowTask(
    "T-9", "revise", "en>fr-CA", quantities=[ffi.Quantity(2, ffi.HOUR)]
)


def with_tasks(*tasks: ffi.WorkflowTask, number: str = "P-1") -> ffi.Project:
    return ffi.Project(number, client=ACME, purchase_order="PO-1", tasks=tasks)


def done(task: ffi.WorkflowTask) -> ffi.WorkflowTask:
    return evolve(task, completed_on=date(2026, 11, 20))


class TestProjectsToInvoice:
    def test_row(self) -> None:
        """
        A row shows what is completed, billable and free, and what it comes to.
        """
        (row,) = office().invoicing.projects_to_invoice([PROJECT])

        assert row.project is PROJECT
        assert [task.id for task in row.tasks] == ["T-1", "T-2"]
        assert str(row.amount) == "281.32 CAD"
        assert row.findings == ()

    @pytest.mark.parametrize(
        "project",
        [
            pytest.param(with_tasks(), id="no task"),
            pytest.param(with_tasks(OPEN_TASK), id="nothing completed"),
            pytest.param(
                with_tasks(done(ffi.WorkflowTask("T", "deliver"))), id="not billed"
            ),
            pytest.param(
                with_tasks(evolve(OPEN_TASK, completed_on=date(2026, 11, 25))),
                id="to be completed tomorrow",
            ),
        ],
    )
    def test_no_row(self, project: ffi.Project) -> None:
        """
        A project without anything to bill is not among those to invoice.
        """
        assert office().invoicing.projects_to_invoice([project]) == ()

    def test_not_billed_for_this_client(self) -> None:
        """
        What a rule says of a client or a workflow holds for its projects alone.
        """
        free = ffi.MappingRule("revise", None, client="ACME", workflow="Gold")
        mapping = ffi.TaskMapping(CATALOG.mapping.rules, rules=[free])
        engine = ffi.PricingEngine(evolve(CATALOG, mapping=mapping))
        invoicing = evolve(office().invoicing, engine=engine)
        project = with_tasks(done(OPEN_TASK))

        assert len(invoicing.projects_to_invoice([project])) == 1
        assert invoicing.projects_to_invoice([evolve(project, workflow="Gold")]) == ()

    def test_what_blocks_it(self) -> None:
        """
        Work that cannot be priced has a row without an amount, which says why.
        """
        project = with_tasks(done(ffi.WorkflowTask("T-1", "voodoo")), done(OPEN_TASK))

        (row,) = office().invoicing.projects_to_invoice([project])

        assert row.amount is None
        assert [(f.code, f.place) for f in row.findings] == [
            ("unmapped-task", ("P-1", "T-1"))
        ]

    def test_reserved_tasks_are_gone(self) -> None:
        """
        What is on a saved draft is not to invoice; what was dropped from it is again.
        """
        invoicing = office().invoicing
        draft = invoicing.save(invoicing.create_invoice(PROJECT))

        assert invoicing.projects_to_invoice([PROJECT]) == ()

        invoicing.save(draft.without_line(1))
        (row,) = invoicing.projects_to_invoice([PROJECT])
        assert [task.id for task in row.tasks] == ["T-2"]
        assert str(row.amount) == "175.00 CAD"


class TestCreateInvoice:
    def test_proposal(self) -> None:
        """
        The draft has the lines, the taxes, the client and its purchase order.
        """
        draft = office().invoicing.create_invoice(PROJECT)

        assert [str(line.net_amount) for line in draft.lines] == [
            "106.32 CAD",
            "175.00 CAD",
        ]
        assert [str(tax) for tax in draft.taxes] == ["GST 5%", "QST 9.975%"]
        assert (draft.client, draft.buyer) == (ACME, ACME.party)
        assert (draft.purchase_order, draft.currency.code) == ("PO-77", "CAD")
        assert draft.project_numbers == ("P-1042",)
        assert (draft.id, draft.version) == (None, None)

    def test_in_progress(self) -> None:
        """
        Tasks that are not completed are billed when they are asked for.
        """
        project = with_tasks(done(evolve(OPEN_TASK, id="T-1")), OPEN_TASK)
        invoicing = office().invoicing

        assert invoicing.create_invoice(project).tasks == (("P-1", "T-1"),)
        assert invoicing.create_invoice(project, in_progress=True).tasks == (
            ("P-1", "T-1"),
            ("P-1", "T-9"),
        )

    def test_several_projects(self) -> None:
        """
        Projects of one client share a draft, and their purchase orders are joined.
        """
        other = with_tasks(done(OPEN_TASK), number="P-2")

        draft = office().invoicing.create_invoice(PROJECT, other)

        assert draft.project_numbers == ("P-1042", "P-2")
        assert draft.purchase_order == "PO-77, PO-1"
        assert str(draft.totals.net) == "381.32 CAD"

    def test_the_rest(self) -> None:
        """
        Tasks that are taken are left out of the next draft.
        """
        invoicing = office().invoicing
        draft = invoicing.create_invoice(PROJECT)
        invoicing.save(draft.without_line(0))

        assert invoicing.create_invoice(PROJECT).tasks == (("P-1042", "T-1"),)

    def test_nothing_left(self) -> None:
        """
        When all is taken, the error says what and by whom.
        """
        invoicing = office().invoicing
        saved = invoicing.save(invoicing.create_invoice(PROJECT))

        with pytest.raises(errors.TaskAlreadyBilledError) as raised:
            invoicing.create_invoice(PROJECT)

        assert raised.value.task_ids == ("T-1", "T-2")
        assert raised.value.holder == saved.id

        number = invoicing.issue(saved).number
        with pytest.raises(errors.TaskAlreadyBilledError) as raised:
            invoicing.create_invoice(PROJECT)
        assert raised.value.holder == number

    def test_only_what_counts_nothing_is_left(self) -> None:
        """
        Work that counts nothing is not left to invoice.
        """
        nothing = evolve(OPEN_TASK, id="T-0", quantities=[ffi.Quantity(0, ffi.HOUR)])
        project = with_tasks(done(OPEN_TASK), done(nothing))
        invoicing = office().invoicing
        invoicing.save(invoicing.create_invoice(project))

        assert invoicing.projects_to_invoice([project]) == ()
        with pytest.raises(errors.TaskAlreadyBilledError):
            invoicing.create_invoice(project)

    def test_completed_tomorrow(self) -> None:
        """
        A day of completion that is to come is a plan: the task is billed on that day.
        """
        house = office()
        planned = evolve(OPEN_TASK, id="T-1", completed_on=date(2026, 11, 25))
        project = with_tasks(done(OPEN_TASK), planned)

        assert len(house.invoicing.create_invoice(project).lines) == 1
        house.clock.day = date(2026, 11, 25)
        assert len(house.invoicing.create_invoice(project).lines) == 2

    def test_nothing_done_yet(self) -> None:
        """
        A project without completed work gives a draft to be filled in by hand.
        """
        draft = office().invoicing.create_invoice(with_tasks(OPEN_TASK))

        assert draft.lines == ()
        assert draft.currency.code == "CAD"

    @pytest.mark.parametrize(
        ("projects", "expected"),
        [
            pytest.param(
                [evolve(PROJECT, client=None)], "has a client", id="no client"
            ),
            pytest.param(
                [PROJECT, PROJECT], "each project once", id="the same project twice"
            ),
            pytest.param(
                [PROJECT, evolve(PROJECT, number="P-2", client=evolve(ACME, code="X"))],
                "one client",
                id="two clients",
            ),
            pytest.param(
                [
                    PROJECT,
                    evolve(PROJECT, number="P-2", client=evolve(ACME, language="en")),
                ],
                "client ACME: expected the same language in all projects",
                id="two clients of one code",
            ),
        ],
    )
    def test_one_client(self, projects: list[ffi.Project], expected: str) -> None:
        """
        An invoice is for one client.
        """
        with pytest.raises(errors.InvalidValueError, match=expected):
            office().invoicing.create_invoice(*projects)

    def test_service_that_is_taxed_otherwise(self) -> None:
        """
        The rules are asked for the document, and a line differs only where it must.
        """
        draft = office(taxes=RevisionIsExempt()).invoicing.create_invoice(PROJECT)

        assert [tax.code for tax in draft.taxes] == ["GST"]
        assert [line.taxes for line in draft.lines] == [None, ()]
        assert str(draft.totals.tax) == "5.32 CAD"


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("taxes", "taxes_for"),
        ("store", "transaction"),
        ("renderer", "render"),
        ("sender", "send"),
        ("today", "__call__"),
        ("now", "__call__"),
        ("letter", "__call__"),
    ],
)
def test_who_plays_no_role(part: str, expected: str) -> None:
    """
    Who cannot do what is asked of them is refused before a number is at stake.
    """
    parts: dict[str, Any] = {part: "nobody"}
    with pytest.raises(errors.InvalidValueError, match=expected):
        evolve(office().invoicing, **parts)


@pytest.mark.parametrize("project", ["P-1042", [PROJECT], None])
def test_what_is_no_project(project: Any) -> None:  # noqa: ANN401 - whatever it is
    """
    Only projects are invoiced.
    """
    with pytest.raises(errors.InvalidValueError, match="a list of Project"):
        office().invoicing.create_invoice(project)
    with pytest.raises(errors.InvalidValueError, match="a list of Project"):
        office().invoicing.projects_to_invoice(["P-1042"] if project else project)  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]  # that is the case


class RevisionIsExempt:
    def taxes_for(
        self,
        seller: ffi.Party,
        buyer: ffi.Party,
        service: ffi.ClientService | None = None,
        *,
        issued: date | None = None,
        supplied: date | None = None,
        paid: date | None = None,
    ) -> tuple[ffi.Tax, ...]:
        assert (seller, buyer) == (office().invoicing.seller, ACME.party)
        assert (issued, supplied, paid) == (
            date(2026, 11, 24),
            date(2026, 11, 12),
            None,
        )
        exempt = service is not None and service.code == "REV"
        return () if exempt else (ffi.Tax("GST", "GST", 5),)
