"""What a credit note frees is billed again: that line, that fee, and no other."""

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from tests.fakes import office
from tests.invoicing.test_deposits import Europe
from tests.invoicing.test_fees_of_parts import DONE, FEE, KEY, charging, nets
from tests.quickstart import ACME, AGENCY, CATALOG, REVISION, TRANSLATION

NONE = ffi.Tax("VAT", "VAT", 0, category="E", reason="exempt")


class ByService:
    """Taxes translation, and exempts revision."""

    taxes_deposits = True
    discount_lowers_tax = True

    def taxes_for(self, *facts: object, **days: object) -> tuple[ffi.Tax, ...]:
        """Give the taxes of the document, or of a service where they differ."""
        assert (facts[0], facts[1], bool(days)) == (AGENCY, ACME.party, True)
        return (NONE,) if REVISION in facts else Europe().taxes


BOTH = evolve(
    CATALOG,
    rate_lists=[
        ffi.RateList(
            "Acme",
            "CAD",
            [
                ffi.Rate(TRANSLATION, ffi.WORD, "0.20"),
                ffi.Rate(REVISION, ffi.WORD, "0.10"),
            ],
        )
    ],
    mapping=ffi.TaskMapping({"translate": [TRANSLATION, REVISION]}),
    default_rate_list="Acme",
)
WORDS = ffi.WorkflowTask(
    "T-1",
    "translate",
    "en>fr",
    quantities=[ffi.Quantity(1000, ffi.WORD)],
    completed_on=DONE.tasks[0].completed_on,
)
TWO_SERVICES = evolve(DONE, tasks=[WORDS])


def both() -> ffi.Invoicing:
    """Open an office that bills a task for two services, with other taxes each."""
    house = office(taxes=ByService())
    return evolve(house.invoicing, engine=ffi.PricingEngine(BOTH))


@pytest.mark.parametrize("place", [0, 1])
def test_a_line_of_two_services(place: int) -> None:
    """The line that was freed is billed again, with its own tax, and not the other."""
    invoicing = both()
    first = invoicing.issue(invoicing.create_invoice(TWO_SERVICES))
    invoicing.credit(first, "Typos", {place: None}, free_tasks=True)
    again = invoicing.create_invoice(TWO_SERVICES)
    (line,) = again.lines
    expected = first.lines[place]
    assert (line.net, line.service, line.taxes, line.description) == (
        expected.net,
        expected.service,
        expected.taxes,
        expected.description,
    )
    assert (
        invoicing.remaining(TWO_SERVICES).left.amount
        == invoicing.issue(again).totals.net.amount
    )
    assert not invoicing.remaining(TWO_SERVICES).left


def test_a_line_of_a_part() -> None:
    """An amount that is freed of a line of a part is left of that line."""
    invoicing = both()
    first = invoicing.issue(invoicing.create_part(TWO_SERVICES, percent=50))
    invoicing.credit(first, "Typos", {1: ffi.Money(20, "CAD")}, free_tasks=True)
    assert nets(invoicing.create_part(TWO_SERVICES)) == ["100.00", "70.00"]


def test_what_earlier_notes_kept() -> None:
    """The last note of a task frees what earlier ones kept, of their lines too."""
    invoicing = both()
    first = invoicing.issue(invoicing.create_part(TWO_SERVICES, percent=50))
    invoicing.issue(invoicing.create_part(TWO_SERVICES, percent=10))
    invoicing.credit(first, "Typos", {0: ffi.Money(30, "CAD")})
    invoicing.credit(first, "Typos", {0: ffi.Money(10, "CAD")}, free_tasks=True)
    invoicing.cancel(first, "All wrong", free_tasks=True)
    assert nets(invoicing.create_part(TWO_SERVICES)) == ["180.00", "90.00"]


def test_a_fee() -> None:
    """A fee that was freed is billed again as it was, by itself and once."""
    invoicing = charging(FEE)
    first = invoicing.issue(invoicing.create_invoice(DONE))
    invoicing.credit(first, "Agreed", {2: None}, free_tasks=True)
    left = invoicing.remaining(DONE)
    assert (str(left.whole), str(left.left)) == ("290.00 CAD", "40.00 CAD")
    draft = invoicing.save(invoicing.create_invoice(DONE))
    assert (nets(draft), draft.tasks) == (["40.00"], (KEY,))
    assert draft.lines[0].description.get("fr-CA") == "Gestion"
    assert invoicing.refresh(draft, DONE).draft == draft
    invoicing.issue(draft)
    assert not invoicing.remaining(DONE).left


def test_a_fee_that_was_described_by_hand() -> None:
    """What a person has called a fee, it is called when it is billed again."""
    invoicing = charging(FEE)
    draft = invoicing.create_invoice(DONE).with_line_changed(2, description="Opening")
    first = invoicing.issue(draft)
    invoicing.credit(first, "Agreed", {2: None}, free_tasks=True)
    (line,) = invoicing.create_invoice(DONE).lines
    assert str(line.description) == "Opening"


def test_a_fee_and_a_task() -> None:
    """A fee that was freed with one of the tasks is billed once with it."""
    invoicing = charging(FEE)
    first = invoicing.issue(invoicing.create_invoice(DONE))
    invoicing.credit(first, "Agreed", {0: None, 2: None}, free_tasks=True)
    assert str(invoicing.remaining(DONE).whole) == "290.00 CAD"
    assert nets(invoicing.create_invoice(DONE)) == ["100.00", "40.00"]


def test_all_of_it() -> None:
    """A project that is freed as a whole is priced anew, fees too."""
    invoicing = charging(FEE)
    invoicing.cancel(
        invoicing.issue(invoicing.create_invoice(DONE)), "Wrong", free_tasks=True
    )
    dearer = charging(evolve(FEE, amount=60))
    again = evolve(invoicing, engine=dearer.engine)
    assert nets(again.create_invoice(DONE)) == ["100.00", "150.00", "60.00"]
