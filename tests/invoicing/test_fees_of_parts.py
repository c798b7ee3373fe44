"""A project that is billed in parts pays its fees once."""

from datetime import date
from decimal import Decimal

import pytest
from attrs import define, evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import office
from tests.pricing.several import MANAGEMENT
from tests.quickstart import ACME, AGENCY, CATALOG

FEE = ffi.Fee(40, {"en": "Management", "fr": "Gestion"}, per="project")
PAIRS = ffi.Fee(15, "Setup", per="pair")
KEY = ("P-1", "fee: Management")


def task(
    id_: str, hours: int, *, done: bool, languages: str = "en>fr"
) -> ffi.WorkflowTask:
    day = date(2026, 11, 20) if done else None
    return ffi.WorkflowTask(
        *(id_, "revise", languages),
        quantities=[ffi.Quantity(hours, ffi.HOUR)],
        completed_on=day,
    )


FIRST, LATER = task("T-1", 2, done=True), task("T-2", 3, done=False)
PROJECT = ffi.Project("P-1", client=ACME, purchase_order="PO", tasks=[FIRST, LATER])
DONE = evolve(PROJECT, tasks=[FIRST, evolve(LATER, completed_on=FIRST.completed_on)])


def charging(*agreed: ffi.Adjustment) -> ffi.Invoicing:
    """Open an office that agrees to something beside its rates."""
    engine = ffi.PricingEngine(CATALOG, adjustments=agreed)
    return evolve(office().invoicing, engine=engine)


def nets(draft: ffi.InvoiceDraft | ffi.Invoice) -> list[str]:
    return [str(line.net_amount.amount) for line in draft.lines]


def amounts(invoicing: ffi.Invoicing, *projects: ffi.Project) -> list[str]:
    return [str(row.amount) for row in invoicing.projects_to_invoice(projects)]


def test_the_first_part_pays() -> None:
    """
    The fee is on the first draft and reserved with its tasks; the second has none.
    """
    invoicing = charging(FEE)
    first = invoicing.save(invoicing.create_invoice(PROJECT))
    assert (nets(first), first.tasks) == (
        ["100.00", "40.00"],
        (("P-1", "T-1"), KEY),
    )

    second = invoicing.create_invoice(DONE)
    assert (nets(second), second.tasks) == (["150.00"], (("P-1", "T-2"),))
    assert second.project_numbers == ("P-1",)


def test_the_page_knows() -> None:
    """
    The page Projects to invoice shows what is left, without what was paid.
    """
    invoicing = charging(FEE)
    assert amounts(invoicing, PROJECT) == ["140.00 CAD"]
    assert amounts(invoicing, DONE) == ["290.00 CAD"]
    invoicing.save(invoicing.create_invoice(PROJECT))
    assert amounts(invoicing, PROJECT) == []
    assert amounts(invoicing, DONE) == ["150.00 CAD"]


def test_discarded() -> None:
    """
    A draft that is discarded frees the fee with the tasks.
    """
    invoicing = charging(FEE)
    first = invoicing.save(invoicing.create_invoice(PROJECT))
    invoicing.discard(first)
    assert nets(invoicing.create_invoice(DONE)) == ["100.00", "150.00", "40.00"]
    assert amounts(invoicing, DONE) == ["290.00 CAD"]


def test_taken_off_the_draft() -> None:
    """
    A fee that a person takes off the first draft is proposed with the second part.
    """
    invoicing = charging(FEE)
    invoicing.save(invoicing.create_invoice(PROJECT).without_line(1))
    assert nets(invoicing.create_invoice(DONE)) == ["150.00", "40.00"]


def test_issued() -> None:
    """
    What was paid with an invoice stays paid.
    """
    invoicing = charging(FEE)
    invoice = invoicing.issue(invoicing.create_invoice(PROJECT))
    assert nets(invoice) == ["100.00", "40.00"]
    assert nets(invoicing.create_invoice(DONE)) == ["150.00"]


def test_proposed_twice() -> None:
    """
    Two drafts that were proposed with the fee cannot both be saved.
    """
    invoicing = charging(FEE)
    one = invoicing.create_invoice(PROJECT)
    other = invoicing.create_invoice(DONE).without_line(0)
    assert nets(other) == ["150.00", "40.00"]
    saved = invoicing.save(one)
    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        invoicing.save(other)
    assert (raised.value.task_ids, raised.value.holder) == ((KEY[1],), saved.id)
    assert nets(invoicing.save(other.without_line(1))) == ["150.00"]


def test_of_another_project() -> None:
    """
    The fee of one project is not that of another.
    """
    invoicing = charging(FEE)
    invoicing.save(invoicing.create_invoice(PROJECT))
    other = evolve(DONE, number="P-2")
    assert nets(invoicing.create_invoice(DONE, other)) == [
        *("150.00", "100.00", "150.00", "40.00")
    ]
    assert amounts(invoicing, DONE, other) == ["150.00 CAD", "290.00 CAD"]


def test_of_pairs() -> None:
    """
    A fee of a language pair is paid once for each pair.
    """
    german = task("T-3", 1, done=True, languages="de>fr")
    invoicing = charging(PAIRS)
    invoicing.save(invoicing.create_invoice(PROJECT))
    more = evolve(DONE, tasks=[*DONE.tasks, german])
    second = invoicing.create_invoice(more)
    assert nets(second) == ["150.00", "50.00", "15.00"]
    assert second.tasks[-1] == ("P-1", "fee: Setup de>fr")


def test_percents_of_a_part() -> None:
    """
    A surcharge in percent is not paid for the rest of a project by its first part.
    """
    invoicing = charging(ffi.Surcharge(10, "Management", per="project"))
    first = invoicing.save(invoicing.create_invoice(PROJECT))
    assert (nets(first), first.tasks) == (["100.00", "10.00"], (("P-1", "T-1"),))
    assert nets(invoicing.create_invoice(DONE)) == ["150.00", "15.00"]
    assert amounts(invoicing, DONE) == ["165.00 CAD"]


def test_minima_of_pairs() -> None:
    """
    A minimum of a language pair is due for another pair, and not again for the first.
    """
    german = task("T-3", 1, done=True, languages="de>fr")
    invoicing = charging(ffi.Minimum(70, per="pair"))
    first = invoicing.save(invoicing.create_invoice(PROJECT))
    assert nets(first) == ["100.00"]
    small = evolve(DONE, tasks=[FIRST, task("T-2", 1, done=True), german])
    second = invoicing.create_invoice(small)
    assert nets(second) == ["50.00", "50.00", "20.00"]
    assert second.tasks[-1] == ("P-1", "fee: Minimum charge de>fr")


def test_a_minimum_whose_project_has_no_price_any_more() -> None:
    """
    Where what was billed cannot be priced again, the rest comes to the minimum alone.
    """
    invoicing = charging(ffi.Minimum(70, per="project"))
    invoicing.save(invoicing.create_invoice(PROJECT))
    unknown = evolve(FIRST, kind="voodoo")
    later = evolve(DONE, tasks=[unknown, task("T-2", 1, done=True)])
    assert nets(invoicing.create_invoice(later)) == ["50.00", "20.00"]


def test_percents_at_least() -> None:
    """
    What is charged at least is paid once, what is more is paid with each part.
    """
    least = ffi.Surcharge(10, "Management", per="project", at_least=12)
    invoicing = charging(least)
    first = invoicing.save(invoicing.create_invoice(PROJECT))
    assert (nets(first), first.tasks[1:]) == (["100.00", "12.00"], (KEY,))
    assert nets(invoicing.create_invoice(DONE)) == ["150.00", "15.00"]


RULES: dict[str, tuple[list[ffi.Adjustment], list[str], list[str]]] = {
    "percents of a minimum": (
        [ffi.Minimum(150, per="project"), ffi.Surcharge(25, "Rush", per="project")],
        ["100.00", "50.00", "37.50"],
        ["50.00", "12.50"],
    ),
    "percents of a fee": (
        [FEE, ffi.Surcharge(10, "Rush", per="project")],
        ["100.00", "40.00", "14.00"],
        ["50.00", "5.00"],
    ),
    "a minimum that the fee came to": (
        [ffi.Fee(20, "Setup", per="project"), ffi.Minimum(70, per="project")],
        ["100.00", "20.00"],
        ["50.00"],
    ),
    "a minimum that the work came to, and percents of the rest": (
        [ffi.Minimum(70, per="project"), ffi.Surcharge(10, "Rush", per="project")],
        ["100.00", "10.00"],
        ["50.00", "5.00"],
    ),
    "a minimum that was paid, once the fee is not": (
        [ffi.Fee(30, "Setup", per="project"), ffi.Minimum(140, per="project")],
        ["100.00", "30.00", "10.00"],
        ["50.00"],
    ),
}


@pytest.mark.parametrize(("rules", "first", "second"), RULES.values(), ids=RULES)
def test_nothing_in_percent_of_what_was_paid(
    rules: list[ffi.Adjustment], first: list[str], second: list[str]
) -> None:
    """
    The second part pays neither a fee again nor a percentage of it, wherever it is
    proposed, listed or brought up to date.
    """
    invoicing = charging(*rules)
    later = evolve(DONE, tasks=[FIRST, task("T-2", 1, done=True)])
    paying = invoicing.save(invoicing.create_invoice(PROJECT))
    assert nets(paying) == first
    total = sum(map(Decimal, second))
    assert amounts(invoicing, later) == [f"{total} CAD"]
    assert str(invoicing.remaining(later).left) == f"{total} CAD"
    assert nets(invoicing.create_part(later)) == second
    draft = invoicing.save(invoicing.create_invoice(later))
    assert nets(draft) == second
    refreshed = invoicing.refresh(draft, later)
    assert (refreshed.draft, refreshed.differences) == (draft, ())
    assert nets(invoicing.refresh(paying, PROJECT).draft) == first


def test_a_fee_that_was_described_by_hand() -> None:
    """
    A description that a person typed in stays; all else of the fee follows its work.
    """
    invoicing = charging(PAIRS)
    draft = invoicing.create_invoice(PROJECT)
    (fee,) = draft.lines[1:]
    assert str(fee.description) == "Setup, English → French"
    assert str(fee.languages) == "en>fr"
    named = invoicing.save(draft.with_line_changed(1, description="Opening"))
    (fee,) = named.lines[1:]
    assert (str(fee.description), str(fee.languages)) == ("Opening", "en>fr")
    dearer = evolve(
        invoicing,
        engine=evolve(invoicing.engine, adjustments=[evolve(PAIRS, amount=20)]),
    )
    (fee,) = dearer.refresh(named, PROJECT).draft.lines[1:]
    assert (str(fee.description), str(fee.net)) == ("Opening", "20.00")


def test_rows_of_several_projects() -> None:
    """
    A project whose fee is paid is listed without it, and another one with its own.
    """
    invoicing = charging(*RULES["percents of a fee"][0])
    invoicing.save(invoicing.create_invoice(PROJECT))
    bad = evolve(FIRST, kind="translate")
    unpriced = evolve(DONE, number="P-3", tasks=[bad])
    rows = invoicing.projects_to_invoice([DONE, evolve(DONE, number="P-2"), unpriced])
    assert [str(row.amount) for row in rows] == ["165.00 CAD", "319.00 CAD", "None"]


def test_of_the_invoice() -> None:
    """
    A fee of an invoice is paid with each invoice.
    """
    invoicing = charging(ffi.Fee(5, "Courier", per="invoice"))
    invoicing.save(invoicing.create_invoice(PROJECT))
    assert nets(invoicing.create_invoice(DONE)) == ["150.00", "5.00"]


def test_nothing_left() -> None:
    """
    A project whose tasks are all taken has no fee left either.
    """
    invoicing = charging(FEE)
    saved = invoicing.save(invoicing.create_invoice(DONE))
    with pytest.raises(errors.TaskAlreadyBilledError) as raised:
        invoicing.create_invoice(DONE)
    assert (raised.value.task_ids, raised.value.holder) == (("T-1", "T-2"), saved.id)
    assert amounts(invoicing, DONE) == []


def test_converted_on_the_day_of_the_invoice() -> None:
    """
    A house that bills by the rate of the day of issue proposes by that of today.
    """
    today = ffi.ExchangeRate("CAD", "USD", "0.75", date(2026, 11, 24))
    client = evolve(ACME, currency="USD")
    engine = ffi.PricingEngine(
        CATALOG, exchange=ffi.ExchangeTable([today]), exchange_day="issued"
    )
    invoicing = evolve(office().invoicing, engine=engine)
    work = evolve(DONE, client=client)
    (row,) = invoicing.projects_to_invoice([work])
    assert (str(row.amount), row.findings) == ("187.50 USD", ())
    draft = invoicing.create_invoice(work)
    assert (draft.currency.code, draft.exchange_rates) == ("USD", (today,))
    assert nets(draft) == ["75.00", "112.50"]
    assert invoicing.issue(draft).exchange_rates == (today,)


def test_rates_of_another_day() -> None:
    """
    A draft that was converted by the rate of another day is told, and not issued.
    """
    monday, tuesday = date(2026, 11, 23), date(2026, 11, 24)
    rates = [
        ffi.ExchangeRate("CAD", "USD", rate, day)
        for rate, day in (("0.75", monday), ("0.80", tuesday))
    ]
    house = office()
    drafts: dict[str, tuple[ffi.Invoicing, ffi.InvoiceDraft]] = {}
    house.clock.day = monday
    for which in ("issued", "quoted"):
        engine = ffi.PricingEngine(
            CATALOG, exchange=ffi.ExchangeTable(rates), exchange_day=which
        )
        invoicing = evolve(house.invoicing, engine=engine)
        client = evolve(ACME, currency="USD")
        work = evolve(DONE, number=f"P-{which}", client=client)
        drafts[which] = invoicing, invoicing.save(invoicing.create_invoice(work))
    house.clock.day = tuesday

    invoicing, draft = drafts["issued"]
    before = house.store.__copy__()
    with pytest.raises(errors.ConflictError) as raised:
        invoicing.issue(draft)
    assert str(raised.value).endswith(
        "expected 1 CAD = 0.8 USD (2026-11-24), found 1 CAD = 0.75 USD (2026-11-23)"
    )
    assert house.store == before
    invoicing, draft = drafts["quoted"]
    assert invoicing.issue(draft).exchange_rates == (rates[0],)


def test_billed_as_quoted() -> None:
    """What was quoted on another day is billed by the exchange rate of that day."""
    quoted, later = date(2026, 11, 20), date(2026, 11, 24)
    table = ffi.ExchangeTable(
        [
            ffi.ExchangeRate("CAD", "USD", "0.75", quoted),
            ffi.ExchangeRate("CAD", "USD", "0.80", later),
        ]
    )
    engine = ffi.PricingEngine(
        CATALOG, exchange=table, exchange_day="quoted", today=quoted
    )
    invoicing = evolve(office().invoicing, engine=engine)
    work = evolve(DONE, client=evolve(ACME, currency="USD"))
    (row,) = invoicing.projects_to_invoice([work])
    assert str(row.amount) == "187.50 USD"
    assert str(invoicing.remaining(work).whole) == "187.50 USD"
    half = invoicing.create_part(work, percent=50)
    assert str(half.totals.net) == "93.75 USD"
    assert str(invoicing.request_deposit(work, percent=10).totals.net) == "18.75 USD"
    draft = invoicing.create_invoice(work)
    assert [rate.on for rate in draft.exchange_rates] == [quoted]
    assert nets(draft) == ["75.00", "112.50"]
    saved = invoicing.save(draft)
    assert invoicing.check(saved, work) == invoicing.check(saved)
    assert invoicing.refresh(saved, work).differences == ()
    assert invoicing.issue(saved).exchange_rates == draft.exchange_rates


@define
class ManagementIsTaxed:
    """Taxes nothing, but maybe what is billed as management."""

    taxes: tuple[ffi.Tax, ...] = (ffi.Tax("GST", "GST", 5),)

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
        """Give them."""
        assert (seller, buyer, paid) == (AGENCY, ACME.party, None)
        assert issued is not None
        assert supplied is not None
        return self.taxes if service == MANAGEMENT else ()


def test_taxes_of_a_fee() -> None:
    """
    A fee is taxed as its service, and taxes that changed since are no secret.
    """
    rules = ManagementIsTaxed()
    invoicing = evolve(charging(evolve(FEE, billed_as=MANAGEMENT)), taxes=rules)
    draft = invoicing.create_invoice(PROJECT)
    assert (draft.taxes, [line.taxes for line in draft.lines]) == (
        (),
        [None, rules.taxes],
    )
    assert str(draft.totals.tax) == "2.00 CAD"
    rules.taxes = (ffi.Tax("GST", "GST", 6),)
    with pytest.raises(errors.ConflictError, match="taxes of this draft"):
        invoicing.issue(draft)
    assert str(invoicing.issue(draft.edit(taxes=())).totals.tax) == "2.00 CAD"
