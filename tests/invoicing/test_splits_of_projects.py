"""Two projects billed bit by bit, with parts freed in between, come to their whole."""

from collections.abc import Callable, Iterable
from typing import Any, TypeAlias

import pytest
from attrs import define, evolve, field
from hypothesis import given, settings
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.invoicing.test_fees_of_parts import charging, nets, task
from tests.quickstart import ACME

KINDS: list[Callable[[Any], ffi.Adjustment]] = [
    lambda per: ffi.Fee("12.34", "Courier", per=per),
    lambda per: ffi.Minimum(260, per=per),
    lambda per: ffi.Minimum(700, per=per),
    lambda per: ffi.Discount("5.006", "Loyalty", per=per),
    lambda per: ffi.Surcharge("7.503", "Rush", per=per),
    lambda per: ffi.VolumeDiscount({300: 20}, "Volume", per=per),
]


def projects(*hours: Iterable[int]) -> tuple[ffi.Project, ...]:
    """Make projects with a task for each count of hours, at 50.00."""
    return tuple(
        ffi.Project(
            f"P-{number}",
            client=ACME,
            purchase_order="PO",
            tasks=[
                task(f"T-{place}", each, done=True)
                for place, each in enumerate(several, 1)
            ],
        )
        for number, several in enumerate(hours, 1)
    )


@define
class Agency:
    """Bills projects together, step by step."""

    invoicing: ffi.Invoicing
    work: tuple[ffi.Project, ...]
    issued: list[ffi.Invoice] = field(factory=list[ffi.Invoice])

    def percent(self, percent: int) -> None:
        """Bill a percent of all of it."""
        self.bill(percent=percent)

    def tasks(self, asked: tuple[int, int]) -> None:
        """Bill a percent of a task."""
        place, percent = asked
        keys = [(each.number, task.id) for each in self.work for task in each.tasks]
        self.bill(tasks=[keys[place % len(keys)]], percent=percent)

    def free(self, times: int) -> None:
        """Take the last invoices back, so that all that they bill is free.

        Of an earlier one, fees would stay with the later one that has billed them.
        """
        for invoice in [self.issued.pop() for _ in self.issued[-times:]]:
            self.invoicing.credit(invoice, "Agreed", free_tasks=True)

    def bill(self, **asked: Any) -> None:  # noqa: ANN401 - a part
        """Issue a part, if so much is left."""
        try:
            draft = self.invoicing.create_part(*self.work, **asked)
        except (
            errors.PartTooLargeError,
            errors.TaskAlreadyBilledError,
            errors.InvalidValueError,  # a part of nothing
        ):
            return
        self.issued.append(self.invoicing.issue(draft))


Step: TypeAlias = tuple[Callable[[Agency, Any], None], Any]
WAYS: list[st.SearchStrategy[Step]] = [
    st.tuples(st.just(Agency.percent), st.integers(1, 60)),
    st.tuples(
        st.just(Agency.tasks),
        st.tuples(st.integers(0, 3), st.sampled_from([21, 50, 100])),
    ),
    st.tuples(st.just(Agency.free), st.integers(1, 3)),
]
HOURS = st.lists(st.integers(1, 9), min_size=1, max_size=2)


@settings(deadline=None)
@given(
    st.lists(HOURS, min_size=1, max_size=2),
    st.sampled_from(KINDS),
    st.sampled_from(["project", "invoice"]),
    st.lists(st.one_of(WAYS), max_size=5),
)
def test_any_split(
    hours: list[list[int]],
    kind: Callable[[Any], ffi.Adjustment],
    per: str,
    steps: list[Step],
) -> None:
    """Whatever is billed, chosen or freed, the whole stays; the rest bills it all."""
    agency = Agency(charging(kind(per)), projects(*hours))
    whole = agency.invoicing.remaining(*agency.work).whole
    for way, asked in steps:
        way(agency, asked)
        assert agency.invoicing.remaining(*agency.work).whole == whole
    agency.bill()
    nets_ = (invoice.totals.net for invoice in agency.issued)
    assert ffi.Money.total(nets_, "CAD") == whole
    assert not agency.invoicing.remaining(*agency.work).left


CHOSEN: dict[str, tuple[ffi.Adjustment, int, list[list[str]]]] = {
    "a minimum, of a part": (
        ffi.Minimum(120, per="invoice"),
        41,
        [["82.00"], ["50.00", "118.00"]],
    ),
    "a minimum that is charged": (
        ffi.Minimum(400, per="invoice"),
        100,
        [["200.00"], ["50.00", "150.00"]],
    ),
    "a surcharge of each project": (
        ffi.Surcharge(10, "Rush", per="project"),
        100,
        [["200.00", "20.00"], ["50.00", "5.00"]],
    ),
    "a fee of the invoice": (
        ffi.Fee("12.34", "Courier", per="invoice"),
        100,
        [["200.00"], ["50.00", "12.34"]],
    ),
}


@pytest.mark.parametrize("turned", [False, True], ids=["in order", "turned"])
@pytest.mark.parametrize(("agreed", "percent", "expected"), CHOSEN.values(), ids=CHOSEN)
def test_a_whole_project_of_two(
    agreed: ffi.Adjustment,
    percent: int,
    expected: list[list[str]],
    *,
    turned: bool,
) -> None:
    """
    One project of two bears its own fees; those of both wait for the other, and are
    charged with it once.
    """
    invoicing = charging(agreed)
    one, two = projects([1], [4])
    both = (two, one) if turned else (one, two)
    first = invoicing.create_part(*both, tasks=[("P-2", "T-1")], percent=percent)
    assert nets(invoicing.issue(first)) == expected[0]
    rest = invoicing.create_part(*both)
    assert sorted(nets(invoicing.issue(rest))) == sorted(expected[1])
    for each in both:
        with pytest.raises(errors.TaskAlreadyBilledError):
            invoicing.create_part(each)


def test_one_project_that_waits_alone() -> None:
    """What waits for another project is charged with that, not by itself."""
    invoicing = charging(ffi.Fee("12.34", "Courier", per="invoice"))
    one, two = projects([1], [4])
    invoicing.issue(invoicing.create_part(one, two, tasks=[("P-2", "T-1")]))
    with pytest.raises(errors.TaskAlreadyBilledError):
        invoicing.create_invoice(two)
    added = evolve(two, tasks=[*two.tasks, task("T-2", 2, done=True)])
    assert nets(invoicing.create_invoice(added)) == ["100.00", "12.34"]
