"""However a project is split, its parts add up to the whole, to the cent."""

from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeAlias

from attrs import define, evolve, field, fields, frozen
from hypothesis import example, given, settings
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Claim
from tests.fakes import Office, office
from tests.pricing.simple import per_hour, per_word
from tests.quickstart import ACME, REVISION, TRANSLATION

BOTH = ffi.TaskMapping({"translate": [TRANSLATION, REVISION], "revise": [REVISION]})
CHARGES = (
    ffi.Fee("33.33", {"en": "Management", "fr": "Gestion"}, per="project"),
    ffi.Surcharge("7.5", "Rush", per="project"),
)


@frozen(kw_only=True)
class Freed(ffi.Invoice):
    """A credit of all that an invoice bills, which may be billed again."""

    @classmethod
    def of(cls, invoice: ffi.Invoice) -> "Freed":
        """Take an invoice back."""
        parts: dict[str, Any] = {
            each.name: getattr(invoice, each.name) for each in fields(ffi.Invoice)
        }
        parts["number"] = f"{invoice.number}-freed"
        return cls(**parts)

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give back what the invoice has."""
        claims = ffi.Invoice.claims(self, holder)
        return tuple(evolve(each, amount=-each.amount) for each in claims)


def project(sizes: Iterable[int]) -> ffi.Project:
    """Make a project of tasks in words, each of two services, and tasks in hours."""
    tasks = [
        ffi.WorkflowTask(
            f"T-{place}",
            *("translate" if place % 2 else "revise", "en>fr"),
            quantities=[ffi.Quantity(size, ffi.WORD if place % 2 else ffi.HOUR)],
        )
        for place, size in enumerate(sizes, 1)
    ]
    client = evolve(ACME, rate_list=None)
    return ffi.Project("P-1", client=client, purchase_order="PO", tasks=tasks)


@define
class Agency:
    """An office that bills a project step by step."""

    work: ffi.Project
    charges: tuple[ffi.Adjustment, ...]
    price: int = 100
    house: Office = field(factory=office)
    issued: list[ffi.Invoice] = field(factory=list[ffi.Invoice])

    @property
    def invoicing(self) -> ffi.Invoicing:
        """Give the office with its rates of now."""
        rates = [
            per_word(f"0.{self.price:03}"),
            per_hour("0.07"),
            ffi.Rate(REVISION, ffi.WORD, "0.03"),
        ]
        catalog = ffi.Catalog(
            services=[TRANSLATION, REVISION],
            rate_lists=[ffi.RateList("Standard", "CAD", rates)],
            mapping=BOTH,
            default_rate_list="Standard",
        )
        engine = ffi.PricingEngine(catalog, adjustments=self.charges)
        return evolve(self.house.invoicing, engine=engine)

    @property
    def left(self) -> ffi.Money:
        """Say what is left to bill."""
        return self.invoicing.remaining(self.work).left

    def percent(self, percent: Decimal) -> None:
        """Bill a percent of the whole, if so much is left."""
        self._bill(percent=percent)

    def amount(self, share: Fraction) -> None:
        """Bill an amount: a share of what is left."""
        cents = int(Fraction(self.left.amount) * 100 * share)
        self._bill(amount=ffi.Money(Decimal(cents).scaleb(-2), "CAD"))

    def task(self, place: int) -> None:
        """Bill all that is left of one of the tasks."""
        tasks = self.work.tasks
        self._bill(tasks=[tasks[place % len(tasks)].id])

    def raise_to(self, price: int) -> None:
        """Price what nobody has begun otherwise from now on."""
        self.price = price

    def free(self, place: int) -> None:
        """Take one of the invoices back, so that all that it bills is free."""
        if self.issued:
            invoice = self.issued.pop(place % len(self.issued))
            with self.house.store.transaction() as transaction:
                transaction.put_document(Freed.of(invoice))

    def rest(self) -> None:
        """Bill what is left."""
        self._bill()

    def _bill(self, **asked: Any) -> None:  # noqa: ANN401 - a part
        """Issue a part; what is left is then less by just that."""
        before = self.left
        try:
            draft = self.invoicing.create_part(self.work, **asked)
        except (
            errors.InvalidValueError,  # a part of nothing
            errors.PartTooLargeError,
            errors.TaskAlreadyBilledError,
        ):
            return
        self.issued.append(self.invoicing.issue(draft))
        if "tasks" not in asked or not self.charges:
            assert self.left == before - draft.totals.net


Step: TypeAlias = tuple[Callable[[Agency, Any], None], Any]

WAYS: list[st.SearchStrategy[Step]] = [
    st.tuples(st.just(Agency.percent), st.decimals("0.01", 60, places=2)),
    st.tuples(st.just(Agency.amount), st.fractions(0, 1, max_denominator=100)),
    st.tuples(st.just(Agency.task), st.integers(0, 3)),
    st.tuples(st.just(Agency.raise_to), st.integers(1, 999)),
    st.tuples(st.just(Agency.free), st.integers(0, 3)),
]
A_PART_OF_NOTHING: list[Step] = [(Agency.task, 0), (Agency.percent, Decimal("0.01"))]
"""0.01 of a fee and 0.00 of the last task are billed: it is begun all the same."""
STEPS: st.SearchStrategy[list[Step]] = st.lists(st.one_of(WAYS), max_size=6)
AGENCIES = st.builds(
    Agency,
    st.lists(st.integers(1, 3000), min_size=1, max_size=4).map(project),
    st.sampled_from([(), CHARGES]),
)


def sums(issued: Iterable[ffi.Invoice]) -> dict[object, Decimal]:
    """Add up what was billed of each line."""
    nets: dict[object, Decimal] = {}
    for line in (line for invoice in issued for line in invoice.lines):
        nets[line.billed_as] = nets.get(line.billed_as, Decimal(0)) + line.net
    return nets


@settings(deadline=None)
@given(AGENCIES, STEPS)
def test_any_split(agency: Agency, steps: list[Step]) -> None:
    """
    Percents, amounts and tasks, a rate raised and invoices credited in between: with
    the rest, each line is billed to the cent, and so is the whole.
    """
    for way, asked in steps:
        way(agency, asked)
    agency.rest()
    done = agency.invoicing.remaining(agency.work)
    assert [each.left for each in done.lines] == [0] * len(done.lines)
    nets = (invoice.totals.net for invoice in agency.issued)
    assert ffi.Money.total(nets, "CAD") == done.whole == done.billed
    wholes = {each.line.billed_as: each.line.net for each in done.lines}
    billed = sums(agency.issued)
    assert {what: billed.get(what, 0) for what in wholes} == wholes
    assert billed.keys() <= wholes.keys()


@settings(deadline=None)
@given(AGENCIES, STEPS)
@example(Agency(project([1, 187]), CHARGES), A_PART_OF_NOTHING)
def test_taxes_of_any_split(agency: Agency, steps: list[Step]) -> None:
    """
    Each tax of all parts is within half a cent a part, and one for the whole, of the
    tax of the whole; where it differs, it is told.
    """
    for way, asked in steps:
        way(agency, asked)
    agency.rest()
    whole = agency.invoicing.remaining(agency.work).whole
    for place, percent in enumerate(("5", "9.975")):
        found = sum(
            invoice.totals.taxes[place].amount.amount for invoice in agency.issued
        )
        exact = Fraction(whole.amount) * Fraction(percent) / 100
        assert abs(Fraction(found) - exact) <= Fraction(len(agency.issued), 200)
