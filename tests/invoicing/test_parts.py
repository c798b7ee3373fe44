"""A project billed in parts: instalments, chosen tasks, and the rest."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import Office, office
from tests.invoicing.test_fees_of_parts import DONE, FEE, KEY, charging
from tests.invoicing.test_parts_add_up import Freed
from tests.pricing.simple import MAPPING, per_hour, per_word
from tests.quickstart import ACME, PROJECT, REVISION, TRANSLATION

OTHER = evolve(PROJECT, number="P-2")


def nets(bill: ffi.InvoiceDraft | ffi.Invoice) -> list[str]:
    return [str(line.net) for line in bill.lines]


def raised(house: Office) -> ffi.Invoicing:
    """Give the office after all its rates went up."""
    rates = [per_word("1"), per_hour("500")]
    catalog = ffi.Catalog(
        services=[TRANSLATION, REVISION],
        rate_lists=[ffi.RateList("Acme", "CAD", rates)],
        mapping=MAPPING,
        default_rate_list="Acme",
    )
    return evolve(house.invoicing, engine=ffi.PricingEngine(catalog))


ASKED: dict[str, tuple[dict[str, Any], list[str]]] = {
    "a percent": ({"percent": 30}, ["31.90", "52.50"]),
    "an amount": ({"amount": ffi.Money(100, "CAD")}, ["37.79", "62.21"]),
    "an amount in the currency billed": ({"amount": "100"}, ["37.79", "62.21"]),
    "a task": ({"tasks": ["T-2"]}, ["175.00"]),
    "a task of a project": ({"tasks": [("P-1042", "T-2")]}, ["175.00"]),
    "a percent of a task": ({"percent": "50", "tasks": ["T-2"]}, ["87.50"]),
    "all": ({}, ["106.32", "175.00"]),
    "all, in percent": ({"percent": 100}, ["106.32", "175.00"]),
}


@pytest.mark.parametrize(("asked", "expected"), ASKED.values(), ids=ASKED)
def test_a_part_and_the_rest(asked: dict[str, Any], expected: list[str]) -> None:
    """A part is of the whole project; with the rest, all of it is billed."""
    invoicing = office().invoicing
    first = invoicing.issue(invoicing.create_part(PROJECT, **asked))
    assert nets(first) == expected
    left = invoicing.remaining(PROJECT)
    assert left.whole == ffi.Money("281.32", "CAD")
    assert left.billed == first.totals.net
    if left.left:
        rest = invoicing.issue(invoicing.create_part(PROJECT))
        assert rest.totals.net == left.left
    assert not invoicing.remaining(PROJECT).left
    with pytest.raises(errors.TaskAlreadyBilledError):
        invoicing.create_part(PROJECT)


REFUSED: dict[str, tuple[dict[str, Any], type[Exception], str]] = {
    "both": ({"percent": 1, "amount": 1}, errors.InvalidValueError, "not both"),
    "no percent": ({"percent": 0}, errors.InvalidValueError, "up to 100"),
    "a float": ({"percent": 0.5}, errors.InvalidValueError, "is a float"),
    "nothing": ({"amount": 0}, errors.InvalidValueError, "above zero"),
    "nothing, rounded": ({"percent": "0.001"}, errors.InvalidValueError, "above zero"),
    "less than a cent": ({"amount": "0.005"}, errors.InvalidValueError, "rounded"),
    "another currency": (
        {"amount": ffi.Money(1, "EUR")},
        errors.CurrencyMismatchError,
        "in CAD",
    ),
    "more than there is": (
        {"amount": "281.33"},
        errors.PartTooLargeError,
        "part 281.33 CAD: more than the 281.32 CAD",
    ),
    "a task that is not billed": (
        {"tasks": ["T-3"]},
        errors.InvalidValueError,
        "expected one task",
    ),
    "a task and no list": ({"tasks": "T-1"}, errors.InvalidValueError, "several"),
    "no tasks at all": ({"tasks": 1}, errors.InvalidValueError, "several"),
}


@pytest.mark.parametrize(("asked", "error", "message"), REFUSED.values(), ids=REFUSED)
def test_refused(asked: dict[str, Any], error: type[Exception], message: str) -> None:
    """What is no part is refused, and nothing is kept."""
    house = office()
    before = house.store.__copy__()
    with pytest.raises(error, match=message):
        house.invoicing.create_part(PROJECT, **asked)
    assert house.store == before


def test_a_task_of_two_projects() -> None:
    """An id that two projects have says too little; with the project it is enough."""
    invoicing = office().invoicing
    with pytest.raises(errors.InvalidValueError, match="expected one task"):
        invoicing.create_part(PROJECT, OTHER, tasks=["T-2"])
    draft = invoicing.create_part(PROJECT, OTHER, tasks=[("P-2", "T-2")])
    assert draft.tasks == (("P-2", "T-2"),)


def test_several_projects() -> None:
    """A part of two projects is one of both together."""
    invoicing = office().invoicing
    draft = invoicing.create_part(PROJECT, OTHER, percent=50)
    assert nets(draft) == ["53.16", "87.50", "53.16", "87.50"]
    assert draft.project_numbers == ("P-1042", "P-2")


def test_what_is_not_done_yet() -> None:
    """An instalment is of all work, done or not; an invoice is of what is done."""
    invoicing = office().invoicing
    second = PROJECT.tasks[1]
    later = evolve(PROJECT, tasks=[PROJECT.tasks[0], evolve(second, completed_on=None)])
    first = invoicing.issue(invoicing.create_part(later, percent=50))
    assert nets(first) == ["53.16", "87.50"]
    assert nets(invoicing.create_invoice(later)) == ["53.16"]
    assert nets(invoicing.create_invoice(PROJECT)) == ["53.16", "87.50"]


def test_parts_credited_and_freed() -> None:
    """What a credit note frees of a part is left to be billed again, to the cent."""
    invoicing = office().invoicing
    first = invoicing.issue(invoicing.create_part(PROJECT, percent=30))
    invoicing.issue(invoicing.create_part(PROJECT, amount=50))
    ten = ffi.Money(10, "CAD")
    invoicing.credit(first, "Typos", {0: ten}, free_tasks=True)
    assert str(invoicing.remaining(PROJECT).left) == "156.92 CAD"
    rest = invoicing.issue(invoicing.create_part(PROJECT))
    assert rest.totals.net == ffi.Money("156.92", "CAD")
    assert not invoicing.remaining(PROJECT).left


def test_a_rate_raised_in_between() -> None:
    """What is begun keeps its price; what nobody has begun has the price of today."""
    house = office()
    first = house.invoicing.create_part(PROJECT, percent=30, tasks=["T-1"])
    house.invoicing.issue(first)
    invoicing = raised(house)
    rest = invoicing.create_invoice(PROJECT)
    assert nets(rest) == ["74.42", "1750.00"]
    assert ffi.explain(rest.lines[0], "en-CA").splitlines()[-2:] == [
        "rounded: $106.32",
        "$106.32 less $31.90 billed before: $74.42",
    ]


def test_a_saved_draft_has_its_part() -> None:
    """A saved draft reserves its part; when it is discarded, that is free again."""
    invoicing = office().invoicing
    draft = invoicing.save(invoicing.create_part(PROJECT, amount=200))
    assert str(invoicing.remaining(PROJECT).left) == "81.32 CAD"
    with pytest.raises(errors.PartTooLargeError):
        invoicing.create_part(PROJECT, amount=200)
    invoicing.discard(draft)
    assert nets(invoicing.create_part(PROJECT, amount=200)) == nets(draft)


def test_a_draft_of_a_part_is_refreshed() -> None:
    """A part keeps the price that it was begun at; so does what others have begun."""
    house = office()
    one = house.invoicing.save(house.invoicing.create_part(PROJECT, percent=30))
    other = house.invoicing.create_part(PROJECT, tasks=["T-1"])
    later = evolve(PROJECT.tasks[1], id="T-4")
    more = evolve(PROJECT, tasks=[*PROJECT.tasks, later])
    invoicing = raised(house)
    refreshed = invoicing.refresh(one, more)
    assert nets(refreshed.draft) == ["31.90", "52.50", "1750.00"]
    assert [each.kinds for each in refreshed.differences] == [("new",)]
    assert nets(invoicing.refresh(other, PROJECT).draft) == ["74.42"]
    assert not {"count-changed", "rate-changed"} & {
        finding.code for finding in invoicing.check(one, PROJECT)
    }


def test_two_parts_at_once() -> None:
    """Of two parts that are more than the whole together, one is refused."""
    house = office()
    invoicing = house.invoicing
    one, other = (invoicing.create_part(PROJECT, percent=60) for _ in range(2))
    invoicing.issue(one)
    before = house.store.__copy__()
    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        invoicing.issue(other)
    assert (raised.value.task_ids, raised.value.holder) == (("T-1", "T-2"), "F-2026-1")
    assert house.store == before


def test_the_page_knows() -> None:
    """The page Projects to invoice shows what is left of what is begun."""
    invoicing = office().invoicing
    invoicing.issue(invoicing.create_part(PROJECT, percent=30))
    (row,) = invoicing.projects_to_invoice([PROJECT])
    assert (str(row.amount), len(row.tasks)) == ("196.92 CAD", 2)
    (draft,) = invoicing.create_invoices([row]).drafts
    invoicing.issue(draft)
    assert invoicing.projects_to_invoice([PROJECT]) == ()


def test_fees_are_shared() -> None:
    """A fee of the project is billed in parts like a task, and paid once in all."""
    invoicing = charging(FEE)
    first = invoicing.issue(invoicing.create_part(DONE, percent=50))
    assert (nets(first), first.tasks[-1]) == (["50.00", "75.00", "20.00"], KEY)
    rest = invoicing.create_invoice(DONE)
    assert (nets(rest), rest.tasks[-1]) == (["50.00", "75.00", "20.00"], KEY)


def test_a_fee_that_is_left() -> None:
    """What is left of a fee is billed with the last part, also without its tasks."""
    invoicing = charging(FEE)
    invoicing.issue(invoicing.create_part(DONE, percent=50))
    tasks = invoicing.create_part(DONE, tasks=["T-1", "T-2"])
    invoicing.issue(tasks.without_line(2))
    assert nets(invoicing.create_invoice(DONE)) == ["20.00"]


def test_charges_of_the_work_at_hand() -> None:
    """A surcharge in percent is shared with the work that it was charged for."""
    invoicing = charging(
        ffi.Surcharge(10, {"en": "Rush", "fr": "Urgence"}, per="project"),
        ffi.Fee(5, "Courier", per="invoice"),
    )
    first = invoicing.issue(invoicing.create_part(DONE, percent=50))
    assert nets(first) == ["50.00", "75.00", "12.50", "2.50"]
    assert first.tasks[2:] == (
        ("P-1", "Rush with T-1"),
        ("P-1", "Courier with T-1"),
    )
    assert nets(invoicing.create_part(DONE)) == ["50.00", "75.00", "12.50", "2.50"]


def test_charges_of_one_name() -> None:
    """Two surcharges that are called alike are two, also in parts."""
    rush = ffi.Surcharge(10, "Rush", per="project")
    invoicing = charging(rush, rush)
    first = invoicing.issue(invoicing.create_part(DONE, percent=50))
    assert nets(first) == ["50.00", "75.00", "12.50", "13.75"]
    assert first.tasks[2:] == (("P-1", "Rush with T-1"), ("P-1", "Rush with T-1 2"))
    assert nets(invoicing.create_part(DONE)) == nets(first)


def test_charges_of_work_that_is_begun_again() -> None:
    """A surcharge that was begun with some work is not charged with it again."""
    rush = ffi.Surcharge("0.10", "Rush", per="project")
    invoicing = charging(rush)
    invoice = invoicing.issue(invoicing.create_part(DONE, amount="1.00"))
    assert nets(invoice) == ["0.40", "0.60", "0.00"]
    with invoicing.store.transaction() as transaction:
        transaction.put_document(Freed.of(invoice))
    assert nets(invoicing.create_part(DONE)) == ["100.00", "150.00", "0.25"]


def test_work_that_is_added() -> None:
    """What is added to a project that is begun is priced by itself."""
    invoicing = charging(ffi.Surcharge(10, "Rush", per="project"))
    invoicing.issue(invoicing.create_part(DONE, percent=50))
    task = evolve(DONE.tasks[0], id="T-3")
    more = evolve(DONE, tasks=[*DONE.tasks, task])
    rest = invoicing.create_part(more)
    assert nets(rest) == ["50.00", "75.00", "100.00", "10.00", "12.50"]
    invoicing.issue(rest)
    assert not invoicing.remaining(more).left


def test_a_line_taken_off_the_part() -> None:
    """A line that a person takes off a part is left to be billed."""
    invoicing = office().invoicing
    part = invoicing.create_part(PROJECT, percent=50).without_line(1)
    invoicing.issue(part)
    assert nets(invoicing.create_part(PROJECT)) == ["53.16", "175.00"]


TYPES: dict[str, tuple[dict[str, Any], str]] = {
    "an invoice": ({}, "380"),
    "a part": ({"percent": 10}, "326"),
    "chosen tasks, all of them": ({"tasks": ["T-1"]}, "380"),
}


@pytest.mark.parametrize(("asked", "expected"), TYPES.values(), ids=TYPES)
def test_type_codes(asked: dict[str, Any], expected: str) -> None:
    """An invoice of a part is a partial one, also the last (UNTDID 1001, BT-3)."""
    invoicing = office().invoicing
    invoice = invoicing.issue(invoicing.create_part(PROJECT, **asked))
    assert invoice.type_code == expected
    if expected == "326":
        assert invoicing.issue(invoicing.create_part(PROJECT)).type_code == "326"


def test_taxes_of_parts() -> None:
    """Each part is taxed as a document of its own, and a cent of difference is told."""
    invoicing = office().invoicing
    for amount in ("100.10", "100.10"):
        invoicing.issue(invoicing.create_part(PROJECT, amount=amount))
    invoicing.issue(invoicing.create_part(PROJECT))
    found = [finding.message("en-CA") for finding in invoicing.check_parts(PROJECT)]
    assert found == [
        "GST: comes to $14.08 on all parts, and to $14.07 on the whole",
        "QST: comes to $28.05 on all parts, and to $28.06 on the whole",
    ]
    nobody = evolve(PROJECT, client=None)
    assert [f.message("en-CA") for f in invoicing.check_parts(nobody)] == found
    assert invoicing.check_parts(OTHER) == ()


def test_exchange_rates_of_the_day_that_it_was_begun() -> None:
    """What is begun keeps the exchange rate of its day, though others would not."""
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    table = ffi.ExchangeTable(
        [
            ffi.ExchangeRate("CAD", "USD", rate, day)
            for rate, day in (("0.75", monday), ("0.80", tuesday))
        ]
    )
    house = office()
    engine = evolve(house.invoicing.engine, exchange=table, exchange_day="issued")
    invoicing = evolve(house.invoicing, engine=engine)
    work = evolve(PROJECT, client=evolve(ACME, currency="USD"))
    house.clock.day = monday
    invoicing.issue(invoicing.create_part(work, tasks=["T-2"], percent=50))
    house.clock.day = tuesday
    rest = invoicing.issue(invoicing.create_part(work))
    assert [str(rate.rate) for rate in rest.exchange_rates] == ["0.80", "0.75"]
    assert nets(rest)[1] == "65.62"
