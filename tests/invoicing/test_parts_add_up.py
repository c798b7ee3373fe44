"""However a project is split, its parts add up to the whole, to the cent."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from attrs import evolve, frozen
from hypothesis import given, settings
from hypothesis import strategies as st

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.documents import Claim
from tests.fakes import Office, office
from tests.pricing.several import MANAGEMENT
from tests.pricing.simple import per_hour, per_word
from tests.quickstart import ACME, REVISION, TRANSLATION

BOTH = ffi.TaskMapping({"translate": [TRANSLATION, REVISION], "revise": REVISION})
FEE = ffi.Fee("33.33", {"en": "Management", "fr": "Gestion"}, per="project")
SURCHARGE = ffi.Surcharge("7.5", "Rush", per="project")
CENT = Decimal("0.01")


@frozen(kw_only=True)
class Freed(ffi.Invoice):
    """A credit of all that an invoice bills, which may be billed again."""

    def claims(self, holder: str) -> tuple[Claim, ...]:
        """Give back what the invoice has."""
        claims = super().claims(holder)
        return tuple(evolve(each, amount=-each.amount) for each in claims)


def at_rate(house: Office, price: int, fees: bool) -> ffi.Invoicing:  # noqa: FBT001 - drawn
    """Give the office with another price a word, and with fees or without."""
    rates = [per_word(f"0.1{price:03}"), per_hour("0.07"), per_word("1")][:2]
    rates.append(ffi.Rate(REVISION, ffi.WORD, "0.03"))
    rate_list = ffi.RateList("Standard", "CAD", rates)
    catalog = ffi.Catalog(
        services=[TRANSLATION, REVISION, MANAGEMENT],
        rate_lists=[rate_list],
        mapping=BOTH,
        default_rate_list="Standard",
    )
    agreed = [FEE, SURCHARGE] if fees else []
    engine = ffi.PricingEngine(catalog, adjustments=agreed)
    return evolve(house.invoicing, engine=engine)


def project(sizes: Iterable[int]) -> ffi.Project:
    """Make a project of a task for each size: words, or hours for every other one."""
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


SIZES = st.lists(st.integers(1, 3000), min_size=1, max_size=4)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("percent"), st.decimals("0.01", 60, places=2)),
        st.tuples(st.just("amount"), st.fractions(0, 1)),
        st.tuples(st.just("task"), st.integers(0, 9)),
        st.tuples(st.just("raise"), st.integers(0, 999)),
        st.tuples(st.just("free"), st.integers(0, 9)),
    ),
    max_size=6,
)


def bill(
    invoicing: ffi.Invoicing, work: ffi.Project, kind: str, asked: object
) -> ffi.InvoiceDraft | None:
    """Propose a part, if one of its kind can be."""
    left = invoicing.remaining(work).left
    try:
        match asked:
            case Decimal():
                return invoicing.create_part(work, percent=asked)
            case Fraction():
                units = int(left.amount * 100) * asked.numerator // asked.denominator
                if units:
                    amount = ffi.Money(units * CENT, "CAD")
                    return invoicing.create_part(work, amount=amount)
            case int() if kind == "task":
                task = work.tasks[asked % len(work.tasks)]
                return invoicing.create_part(work, tasks=[task.id])
            case _:
                pass
    except (
        errors.TaskAlreadyBilledError,
        errors.PartTooLargeError,
        errors.InvalidValueError,  # of a percent that comes to nothing
    ):
        pass
    return None


def free(house: Office, issued: list[ffi.Invoice], which: int) -> None:
    """Credit one of the invoices, so that what it bills is free again."""
    if issued:
        invoice = issued.pop(which % len(issued))
        number = f"{invoice.number}-freed"
        parts = {name: getattr(invoice, name) for name in invoice.__match_args__}
        with house.store.transaction() as transaction:
            transaction.put_document(Freed(**{**FIELDS(invoice), "number": number}))


def FIELDS(invoice: ffi.Invoice) -> dict[str, object]:
    from attrs import fields

    return {each.name: getattr(invoice, each.name) for each in fields(ffi.Invoice)}


def sums(issued: Iterable[ffi.Invoice]) -> dict[tuple[object, ...], Decimal]:
    """Add up what was billed of each line."""
    nets: dict[tuple[object, ...], Decimal] = {}
    for invoice in issued:
        for line in invoice.lines:
            what = line.billed_as
            nets[what] = nets.get(what, Decimal(0)) + line.net
    return nets


@settings(deadline=None)
@given(SIZES, STEPS, st.booleans())
def test_any_split(
    sizes: list[int], steps: list[tuple[str, object]], fees: bool
) -> None:
    """
    Percents, amounts and tasks, a rate raised and invoices credited in between: with
    the rest, all lines are billed to the cent, and so is the whole.
    """
    house, work = office(), project(sizes)
    invoicing = at_rate(house, 0, fees)
    issued: list[ffi.Invoice] = []
    for kind, asked in steps:
        if kind == "raise":
            invoicing = at_rate(house, asked, fees)
        elif kind == "free":
            free(house, issued, asked)
        else:
            before = invoicing.remaining(work)
            draft = bill(invoicing, work, kind, asked)
            if draft is not None:
                issued.append(invoicing.issue(draft))
                after = invoicing.remaining(work)
                if not fees:  # whose percents are of the lines at hand
                    assert after.left == before.left - issued[-1].totals.net
    left = invoicing.remaining(work)
    if left.left:
        issued.append(invoicing.issue(invoicing.create_part(work)))
    done = invoicing.remaining(work)
    assert not done.left
    assert all(each.left == 0 for each in done.lines)
    total = ffi.Money.total((each.totals.net for each in issued), "CAD")
    assert total == left.whole == done.whole
    wholes = {each.line.billed_as: each.line.net for each in done.lines}
    assert sums(issued) == {w: n for w, n in wholes.items() if n}
