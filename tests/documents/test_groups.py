"""Lines stand together as asked, and no amount is changed by it."""

from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import Allowance, Charge, InvoiceLine, LineGroup, Money
from flowfit_invoicing.documents import ProjectRef
from flowfit_invoicing.errors import InvalidValueError
from tests.documents.bills import COURIER, DRAFT, GST
from tests.quickstart import CATALOG, PROJECT, REVISION, TRANSLATION

ENGINE = ffi.PricingEngine(CATALOG)


def task(task_id: str, kind: str, languages: str, amount: str) -> ffi.WorkflowTask:
    unit = ffi.HOUR if kind == "revise" else ffi.WORD
    return ffi.WorkflowTask(
        task_id, kind, languages, quantities=[ffi.Quantity(amount, unit)], title="Book"
    )


FIRST = evolve(
    PROJECT,
    number="P-1",
    tasks=[
        task("T-1", "translate", "en>fr", "1000"),
        task("T-2", "revise", "en>fr", "2"),
        task("T-3", "translate", "en>fr-CA", "500.5"),
    ],
)
SECOND = evolve(
    PROJECT,
    number="P-2",
    title="",
    tasks=[
        task("T-1", "translate", "en>fr", "2000"),
        task("T-2", "revise", "en>fr", "1.5"),
    ],
)
LINES = ENGINE.price(FIRST, SECOND)
BILL = evolve(DRAFT, lines=[LINES[0], COURIER, *LINES[1:], COURIER])


def written(grouping: ffi.InvoiceDraft | Any, locale: str = "en") -> list[str]:  # noqa: ANN401 - a draft
    return [
        f"{each.label.get(locale)}: {len(each.lines)}, {each.subtotal.amount}"
        for each in grouping.groups
    ]


def test_per_task() -> None:
    """Unless asked otherwise, each line stands alone, as it is called."""
    assert BILL.grouping == "task"
    assert [each.lines for each in BILL.groups] == [(line,) for line in BILL.lines]
    assert [each.label for each in BILL.groups] == [
        line.description for line in BILL.lines
    ]


def test_per_service() -> None:
    """Lines of a service and pair stand together; what is typed in stands alone."""
    assert written(evolve(BILL, grouping="service")) == [
        "Translation, English → French: 2, 750.00",
        "Courier: 1, 18.50",
        "Revision, English → French: 2, 175.00",
        "Translation, English → Canadian French: 1, 110.11",
        "Courier: 1, 18.50",
    ]


def test_per_service_in_french() -> None:
    """A label is in both languages."""
    label = evolve(BILL, grouping="service").groups[0].label
    assert label.get("fr-CA") == "Traduction, anglais → français"


def test_per_project() -> None:
    """Lines of a project stand together, and so does what is for none."""
    assert written(evolve(BILL, grouping="project")) == [
        "Project P-1, Rapport annuel: 3, 460.11",
        "Other: 2, 37.00",
        "Project P-2: 2, 575.00",
    ]
    french = written(evolve(BILL, grouping="project"), "fr")
    assert [each.partition(":")[0] for each in french] == [
        "Projet P-1, Rapport annuel",
        "Autres",
        "Projet P-2",
    ]


def test_per_service_and_tax() -> None:
    """What is taxed otherwise stands apart, so that a row is taxed in one way."""
    taxed = [LINES[0], LINES[3].with_taxes([GST])]
    groups = evolve(DRAFT, lines=taxed, grouping="service").groups
    assert [len(each.lines) for each in groups] == [1, 1]


def of(*lines: InvoiceLine) -> LineGroup:
    return LineGroup(COURIER.description, lines)


def line(price: str, quantity: Any = 1, **parts: Any) -> InvoiceLine:  # noqa: ANN401 - whatever it is
    return InvoiceLine.of("X", Money(price, "CAD"), quantity=quantity, **parts)


def words(amount: str) -> ffi.Quantity:
    return ffi.Quantity(amount, ffi.WORD)


QUANTITIES: dict[str, tuple[LineGroup, str, bool]] = {
    "one": (of(line("0.22", words("100"))), "100 word", True),
    "the same price": (
        of(line("0.22", words("100")), line("0.22", words("0.50"))),
        "100.5 word",
        True,
    ),
    "another price": (of(line("0.22", words("1")), line("0.23", words("1"))), "", True),
    "another unit": (of(line("1", words("1")), line("1")), "", True),
    "another per": (
        of(
            line("1", words("1")),
            evolve(line("1"), terms=evolve(line("1", words("1")).terms, per=1000)),
        ),
        "",
        True,
    ),
    "rounded one by one": (of(*[line("0.11", words("33.5"))] * 3), "100.5 word", False),
}


@pytest.mark.parametrize(
    ("group", "quantity", "adds_up"), QUANTITIES.values(), ids=QUANTITIES
)
def test_quantity(group: LineGroup, quantity: str, adds_up: bool) -> None:  # noqa: FBT001 - a column
    """Counts are added up if unit and price are the same, and amounts always."""
    found = "" if group.quantity is None else str(group.quantity)
    assert (found, group.adds_up) == (quantity, adds_up)
    assert group.subtotal == Money.total(
        (each.net_amount for each in group.lines), "CAD"
    )


LESS, MORE = Allowance(Money(1, "CAD"), "A", percent=10), Charge(Money(2, "CAD"), "A")


def test_adjustments() -> None:
    """What has the same reason is added up, and the rest is told by itself."""
    coded = evolve(LESS, code="95")
    group = of(
        line("20").adjusted(LESS, MORE), line("30"), line("40").adjusted(coded, LESS)
    )
    twice = Allowance(Money(2, "CAD"), "A")
    assert group.adjustments == (twice, MORE, coded)
    assert (group.priced.amount, group.subtotal.amount) == (Decimal(90), Decimal(89))
    assert of(line("20").adjusted(LESS)).adjustments == (LESS,)


def test_minimum() -> None:
    """Minimum charges of tasks are adjustments like others."""
    small = [task(f"T-{n}", "translate", "en>fr", "100") for n in range(2)]
    bill = evolve(
        DRAFT, lines=ENGINE.price(evolve(FIRST, tasks=small)), grouping="service"
    )
    (group,) = bill.groups
    (charge,) = group.adjustments
    assert (str(charge.amount), str(group.subtotal)) == ("40.00 CAD", "90.00 CAD")


@pytest.mark.parametrize("lines", [(), None, [COURIER.net_amount]])
def test_refuses(lines: Any) -> None:  # noqa: ANN401 - whatever it is
    """A group has lines."""
    with pytest.raises(InvalidValueError):
        LineGroup(COURIER.description, lines)


_PROJECTS = st.none() | st.sampled_from(["P-1", "P-2"])
_SERVICES = st.none() | st.sampled_from([TRANSLATION, REVISION])


@st.composite
def lines(draw: st.DrawFn) -> InvoiceLine:
    """Draw a line of a task, or one that is typed in."""
    some = line(
        draw(st.sampled_from(["0.11", "0.22"])),
        words(draw(st.sampled_from(["0", "33.5", "1000"]))),
        service=draw(_SERVICES),
    )
    project = draw(_PROJECTS)
    if project is None:
        return some
    return evolve(
        some,
        project=ProjectRef(project, "", None),
        task=draw(st.none() | st.just(FIRST.tasks[0])),
    )


@given(st.lists(lines(), max_size=8), st.sampled_from(["task", "service", "project"]))
def test_law(several: list[InvoiceLine], grouping: Any) -> None:  # noqa: ANN401 - a Grouping
    """Each line is in one group, and subtotals add up to what the lines come to."""
    bill = evolve(DRAFT, lines=several, grouping=grouping)
    found = [each for group in bill.groups for each in group.lines]
    assert sorted(map(repr, found)) == sorted(map(repr, several))
    subtotals = (group.subtotal for group in bill.groups)
    assert Money.total(subtotals, "CAD").amount == bill.totals.lines_net.amount
    assert bill.totals == evolve(bill, grouping="task").totals
