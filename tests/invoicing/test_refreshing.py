"""A saved draft is brought up to date with its work, and what differs is told."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.fakes import TODAY, Office, office
from tests.quickstart import ACME, CATALOG, PROJECT, REVISION, TRANSLATION

DONE = date(2026, 11, 9)
GST, QST = office().invoicing.create_invoice(PROJECT).taxes


def words(number: str | int, id_: str = "T-1", **parts: Any) -> ffi.WorkflowTask:  # noqa: ANN401 - those of a task
    parts = {"completed_on": DONE, **parts}
    counted = [ffi.Quantity(number, ffi.WORD)]
    return ffi.WorkflowTask(id_, "translate", "en>fr-CA", quantities=counted, **parts)


def hours(number: str | int, id_: str = "T-2") -> ffi.WorkflowTask:
    counted = [ffi.Quantity(number, ffi.HOUR)]
    return ffi.WorkflowTask(
        id_, "revise", "en>fr-CA", quantities=counted, completed_on=DONE
    )


def project(*tasks: ffi.WorkflowTask, number: str = "P-1") -> ffi.Project:
    return ffi.Project(
        number, client=ACME, title="Report", purchase_order="PO-1", tasks=tasks
    )


WORK = project(words(1000), hours(2))
COURIER = ffi.InvoiceLine.of("Courier", ffi.Money("18.50", "CAD"))


def priced(
    word: str = "0.22", hour: str = "50", *adjustments: ffi.Adjustment
) -> ffi.PricingEngine:
    """Make an engine with these prices for translation and revision."""
    rates = [
        ffi.Rate(TRANSLATION, ffi.WORD, word),
        ffi.Rate(REVISION, ffi.HOUR, hour),
    ]
    lists = [ffi.RateList("Acme", "CAD", rates)]
    catalog = evolve(CATALOG, rate_lists=lists, default_rate_list="Acme")
    return ffi.PricingEngine(catalog, adjustments=adjustments)


def with_engine(place: Office, engine: ffi.PricingEngine) -> ffi.Invoicing:
    """Give the same office with other prices."""
    return evolve(place.invoicing, engine=engine)


def nets(draft: ffi.InvoiceDraft) -> list[str]:
    return [str(line.net_amount.amount) for line in draft.lines]


def kinds(refreshed: ffi.RefreshedDraft) -> list[tuple[str, ...]]:
    return [each.kinds for each in refreshed.differences]


def told(findings: Iterable[ffi.Finding], locale: str = "en-CA") -> list[str]:
    return [each.message(locale).replace("\xa0", "~") for each in findings]


def older(
    invoicing: ffi.Invoicing, draft: ffi.InvoiceDraft, *projects: ffi.Project
) -> tuple[ffi.Finding, ...]:
    """Give what a check finds only if it knows the work."""
    alone = invoicing.check(draft)
    found = invoicing.check(draft, *projects)
    assert found[: len(alone)] == alone
    return found[len(alone) :]


CHANGED: dict[str, tuple[ffi.Project, ffi.PricingEngine, list[str], list[Any]]] = {
    "nothing": (WORK, priced(), ["220.00", "100.00"], []),
    "another count": (
        project(words(1200), hours(2)),
        priced(),
        ["264.00", "100.00"],
        [("count",)],
    ),
    "another rate": (WORK, priced("0.25"), ["250.00", "100.00"], [("rate",)]),
    "another count and rate": (
        project(words(1000), hours(3)),
        priced(hour="60"),
        ["220.00", "180.00"],
        [("count", "rate")],
    ),
    "a discount": (
        WORK,
        priced("0.22", "50", ffi.Discount(10, "Less", services=["REV"])),
        ["220.00", "90.00"],
        [("adjustment",)],
    ),
    "a new task": (
        project(words(1000), hours(2), hours(1, "T-3")),
        priced(),
        ["220.00", "100.00", "50.00"],
        [("new",)],
    ),
    "a new task that is not completed": (
        project(words(1000), hours(2), words(7, "T-3", completed_on=None)),
        priced(),
        ["220.00", "100.00"],
        [],
    ),
    "a task that is no longer completed": (
        project(words(1000, completed_on=None), hours(2)),
        priced(),
        ["220.00", "100.00"],
        [],
    ),
    "a task that is gone": (project(hours(2)), priced(), ["100.00"], [("gone",)]),
    "a task that is not billed any more": (
        project(evolve(words(1000), kind="deliver"), hours(2)),
        priced(),
        ["100.00"],
        [("gone",)],
    ),
    "a new fee": (
        WORK,
        priced("0.22", "50", ffi.Fee(7, "Handling", per="project")),
        ["220.00", "100.00", "7.00"],
        [("new",)],
    ),
    "all tasks gone": (project(), priced(), [], [("gone",), ("gone",)]),
}


@pytest.mark.parametrize(
    ("work", "engine", "amounts", "expected"), CHANGED.values(), ids=CHANGED
)
def test_refresh(
    work: ffi.Project,
    engine: ffi.PricingEngine,
    amounts: list[str],
    expected: list[Any],
) -> None:
    """The new draft is as today's work and rates would make it."""
    place = office()
    before = with_engine(place, priced())
    draft = before.save(before.create_invoice(WORK))
    invoicing = with_engine(place, engine)
    refreshed = invoicing.refresh(draft, work)
    assert (nets(refreshed.draft), kinds(refreshed)) == (amounts, expected)
    assert (refreshed.draft.id, refreshed.draft.version) == (draft.id, draft.version)
    assert older(invoicing, draft, work) == refreshed.findings
    assert invoicing.refresh(refreshed.draft, work).differences == ()


def test_lago_1131() -> None:
    """A draft that keeps the old rate shows the new one when refreshed, and takes it.

    getlago/lago-api 1131: a draft kept the price of a plan that was raised since.
    """
    place = office()
    last_year = with_engine(place, priced("0.20"))
    draft = last_year.save(last_year.create_invoice(WORK))
    this_year = with_engine(place, priced("0.22"))
    (difference,) = this_year.refresh(draft, WORK).differences
    assert difference.before is not None
    assert difference.after is not None
    assert (str(difference.before.unit_price), str(difference.after.unit_price)) == (
        *("0.20 CAD", "0.22 CAD"),
    )
    with place.store.transaction() as transaction:
        assert transaction.draft(str(draft.id)) == draft
    saved = this_year.save(this_year.refresh(draft, WORK).draft)
    assert (nets(saved), saved.version) == (["220.00", "100.00"], 2)
    assert str(this_year.issue(saved).totals.net) == "320.00 CAD"


def edited(draft: ffi.InvoiceDraft) -> ffi.InvoiceDraft:
    """Do all that a person may do to a draft of two lines."""
    free = ffi.InvoiceLine.of("Parcel", ffi.Money(5, "CAD"), project=WORK)
    return (
        draft.with_line_changed(0, net_amount=200, reason="Goodwill")
        .with_line_changed(1, description="Second pair of eyes", taxes=())
        .with_line(COURIER)
        .with_line(free)
        .move_line(2, 0)
        .edit(notes="Merci !")
    )


def test_what_a_person_has_done_stays() -> None:
    """Lines agreed or typed in, texts, taxes, notes and order are as they were left."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(edited(invoicing.create_invoice(WORK)))
    work = project(words(1100), hours(3), hours(1, "T-3"))
    refreshed = invoicing.refresh(draft, work)
    fresh = refreshed.draft
    assert nets(fresh) == ["18.50", "200.00", "150.00", "5.00", "50.00"]
    assert fresh.lines[:2] == draft.lines[:2]
    assert (fresh.lines[2].description.get("fr"), fresh.lines[2].taxes) == (
        *("Second pair of eyes", ()),
    )
    assert fresh.notes == "Merci !"
    assert kinds(refreshed) == [("count",), ("count",), ("new",)]
    assert [each.stays for each in refreshed.differences] == [True, False, False]
    assert invoicing.issue(invoicing.save(fresh)).lines == fresh.lines


def test_agreed_lines_stay_when_their_task_is_gone() -> None:
    """What was agreed is told, and a person decides."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(edited(invoicing.create_invoice(WORK)))
    refreshed = invoicing.refresh(draft, project(hours(2)))
    assert refreshed.draft.lines == draft.lines
    (gone,) = refreshed.differences
    assert (gone.kinds, gone.stays) == (("gone",), True)


def test_taxes_of_today() -> None:
    """A line has the taxes of the day, agreed or not, unless a person has set them."""
    place = office(taxes=Taxes((GST,)))
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK).with_line(COURIER)
    draft = draft.with_line_changed(0, net_amount=200, reason="Goodwill")
    draft = invoicing.save(draft.with_line_changed(1, taxes=[GST]))
    today = evolve(invoicing, taxes=Taxes((GST, QST)))
    refreshed = today.refresh(draft, WORK)
    assert refreshed.draft.taxes == (GST, QST)
    assert [line.taxes for line in refreshed.draft.lines] == [None, (GST,), None]
    (other,) = refreshed.differences
    assert (other.kinds, other.taxes_before, other.taxes_after) == (
        *(("tax",), (GST,), (GST, QST)),
    )
    today.issue(today.save(refreshed.draft))
    by_hand = invoicing.create_invoice(project(words(1000), number="P-9")).edit(
        taxes=[QST]
    )
    assert today.refresh(by_hand, project(words(1000), number="P-9")).draft == by_hand


class Taxes:
    """Rules that say the same of everything."""

    def __init__(self, taxes: tuple[ffi.Tax, ...]) -> None:
        self.taxes = taxes

    def taxes_for(self, *_: object, **__: object) -> tuple[ffi.Tax, ...]:
        """Give the same taxes for all."""
        return self.taxes


def test_tasks_of_others_are_left_alone() -> None:
    """What was completed since, but is on another draft, is not taken from it."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK))
    more = project(words(1000), hours(2), hours(1, "T-3"))
    invoicing.save(invoicing.create_invoice(more))
    assert invoicing.refresh(draft, more).differences == ()


def test_fees_of_others_are_left_alone() -> None:
    """A fee that another part of the project has paid is not charged again."""
    place = office()
    fee = ffi.Fee(7, "Handling", per="project")
    invoicing = with_engine(place, priced("0.22", "50", fee))
    first = invoicing.save(invoicing.create_invoice(WORK.only(["T-1"])))
    second = invoicing.save(invoicing.create_invoice(WORK))
    assert (nets(first), nets(second)) == (["220.00", "7.00"], ["100.00"])
    assert invoicing.refresh(first, WORK).draft == first
    assert invoicing.refresh(second, WORK).draft == second


def test_several_projects() -> None:
    """New lines stand behind the others of their project, or at the end."""
    place = office()
    invoicing = with_engine(place, priced())
    others = project(hours(1, "T-1"), number="P-2")
    draft = invoicing.save(invoicing.create_invoice(WORK, others).with_line(COURIER))
    third = project(hours(4, "T-1"), number="P-3")
    more = project(*WORK.tasks, words(500, "T-3"))
    refreshed = invoicing.refresh(draft, more, others, third)
    assert [line.tasks for line in refreshed.draft.lines] == [
        *((("P-1", "T-1"),), (("P-1", "T-2"),), (("P-1", "T-3"),)),
        *((("P-2", "T-1"),), (), (("P-3", "T-1"),)),
    ]
    with pytest.raises(errors.InvalidValueError, match="'P-2': expected this project"):
        invoicing.refresh(draft, more)
    (finding,) = older(invoicing, draft, more)
    assert finding.code == "project-not-given"


def test_patterns_of_the_draft() -> None:
    """New lines are described as the draft describes its own."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK).described_by("{service} {task}")
    more = project(*WORK.tasks, words(500, "T-3"))
    fresh = invoicing.refresh(invoicing.save(draft), more).draft
    assert [str(line.description) for line in fresh.lines] == [
        *("Translation T-1", "Revision T-2", "Translation T-3"),
    ]


def test_bands() -> None:
    """Each band of a task is compared with the same band."""
    place = office()
    rates = ffi.RateList(
        "Acme",
        "CAD",
        [ffi.Rate(TRANSLATION, ffi.WORD, "0.20")],
        match_grid=ffi.MatchGrid.of(new=100, exact=25),
    )
    catalog = evolve(CATALOG, rate_lists=[rates], default_rate_list="Acme")
    engine = ffi.PricingEngine(catalog, bands="itemised")
    invoicing = with_engine(place, engine)

    def analysed(**counts: int) -> ffi.Project:
        analysis = ffi.Analysis.of(counts)
        return project(
            ffi.WorkflowTask(
                "T-1", "translate", "en>fr", analysis=analysis, completed_on=DONE
            )
        )

    draft = invoicing.save(invoicing.create_invoice(analysed(new=100, exact=50)))
    refreshed = invoicing.refresh(draft, analysed(new=100, exact=60, repetition=10))
    assert kinds(refreshed) == [("count",), ("new",)]
    assert invoicing.save(refreshed.draft).lines == refreshed.draft.lines


WORDS: dict[str, tuple[ffi.Project, ffi.PricingEngine, list[str], list[str]]] = {
    "another count": (
        project(words(1100), hours(3)),
        priced(),
        [
            (
                "P-1/T-1: Translation, English → Canadian French, Report: $200.00 "
                "stays as agreed in place of $220.00; its work comes to $242.00 now"
            ),
            "P-1/T-2: Second pair of eyes: 3 hours now, 2 hours on the draft",
        ],
        [
            (
                "P-1/T-1~: Traduction, anglais → français canadien, Report~: "
                "200,00~$ reste convenu au lieu de 220,00~$; "
                "le travail vaut maintenant 242,00~$"
            ),
            (
                "P-1/T-2~: Second pair of eyes~: 3 heures maintenant, "
                "2 heures sur le brouillon"
            ),
        ],
    ),
    "another rate": (
        WORK,
        priced(hour="60"),
        [
            (
                "P-1/T-2: Second pair of eyes: a unit price of $60.00 now, "
                "$50.00 on the draft"
            )
        ],
        [
            (
                "P-1/T-2~: Second pair of eyes~: prix unitaire de 60,00~$ maintenant, "
                "de 50,00~$ sur le brouillon"
            )
        ],
    ),
    "a discount": (
        WORK,
        priced("0.22", "50", ffi.Discount(10, "Less", services=["REV"])),
        ["P-1/T-2: Second pair of eyes: $90.00 now, $100.00 on the draft"],
        [
            (
                "P-1/T-2~: Second pair of eyes~: 90,00~$ maintenant, "
                "100,00~$ sur le brouillon"
            )
        ],
    ),
    "new and gone": (
        project(words(1000), hours(1, "T-3")),
        priced(),
        [
            (
                "P-1/T-2: Second pair of eyes ($100.00): on the draft, "
                "but no longer in its work"
            ),
            (
                "P-1/T-3: Revision, English → Canadian French, Report ($50.00): not "
                "on the draft"
            ),
        ],
        [
            (
                "P-1/T-2~: Second pair of eyes (100,00~$)~: sur le brouillon, "
                "mais plus dans le travail"
            ),
            (
                "P-1/T-3~: Révision, anglais → français canadien, Report (50,00~$)~: "
                "absent du brouillon"
            ),
        ],
    ),
}


@pytest.mark.parametrize(("work", "engine", "en", "fr"), WORDS.values(), ids=WORDS)
def test_findings(
    work: ffi.Project, engine: ffi.PricingEngine, en: list[str], fr: list[str]
) -> None:
    """Whoever sends a draft that is older than its work is told, in both languages."""
    place = office()
    before = with_engine(place, priced())
    draft = before.save(edited(before.create_invoice(WORK)))
    findings = older(with_engine(place, engine), draft, work)
    assert told(findings) == en
    assert told(findings, "fr-CA") == fr
    for finding in findings:
        assert finding.severity == "warning"
        assert finding.hint("en") != ""
        assert finding.hint("fr") != finding.hint("en")


def test_findings_of_taxes() -> None:
    """Taxes are named as people of the place call them; agreed lines have them too."""
    place = office(taxes=Taxes(()))
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK.only(["T-1"]))
    draft = draft.with_line_changed(0, net_amount=200, reason="Goodwill")
    today = evolve(invoicing, taxes=Taxes((GST, QST)))
    work = project(words(1100))
    first, second = older(today, draft, work)
    assert first.code == "agreed-outdated"
    assert told([second]) == [
        (
            "P-1/T-1: Translation, English → Canadian French, Report: GST 5%, "
            "QST 9.975% now, no tax on the draft"
        )
    ]
    assert told([second], "fr-CA") == [
        (
            "P-1/T-1~: Traduction, anglais → français canadien, Report~: "
            "TPS 5~%, TVQ 9,975~% maintenant, aucune taxe sur le brouillon"
        )
    ]
    assert [each.code for each in older(today, draft, WORK.only(["T-1"]))] == [
        "tax-changed"
    ]


def test_findings_of_fees() -> None:
    """A fee is told of by its project."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK)
    for_project = ffi.Surcharge(10, "Management", per="project")
    (finding,) = older(
        with_engine(place, priced("0.22", "50", for_project)), draft, WORK
    )
    assert told([finding]) == ["P-1: Management ($32.00): not on the draft"]
    for_all = ffi.Surcharge(10, "Management", per="invoice")
    (finding,) = older(with_engine(place, priced("0.22", "50", for_all)), draft, WORK)
    assert finding.place == ()


def test_check_tells_what_has_no_price() -> None:
    """What cannot be priced any more is told, and the rest is compared."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK))
    odd = evolve(words(1000), kind="voodoo")
    findings = older(invoicing, draft, project(odd, hours(3)))
    assert [each.code for each in findings] == ["unmapped-task", "count-changed"]
    with pytest.raises(errors.UnpricedTasksError):
        invoicing.refresh(draft, project(odd, hours(3)))
    lost = evolve(WORK, client=evolve(ACME, rate_list="Gold"))
    assert {each.code for each in older(invoicing, draft, lost)} == {
        "rate-list-not-found"
    }


def test_check_does_not_raise() -> None:
    """Where taxes cannot be determined, that is what is told."""
    place = office()
    draft = place.invoicing.create_invoice(PROJECT)
    nowhere = ffi.Client("ACME", ffi.Party("Acme inc."), rate_list="Acme")
    findings = older(place.invoicing, draft.edit(client=nowhere), PROJECT)
    assert [each.code for each in findings] == ["tax-undetermined"]


def test_titles() -> None:
    """A title that was changed is told, taken, and read on lines that were agreed."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(
        invoicing.create_invoice(WORK)
        .with_line_changed(0, net_amount=200, reason="Goodwill")
        .with_line_changed(1, description="Second pair of eyes")
    )
    retitled = evolve(WORK, title="Yearbook")
    refreshed = invoicing.refresh(draft, retitled)
    assert kinds(refreshed) == [("description",)]
    assert [str(line.description) for line in refreshed.draft.lines] == [
        *("Translation, English → Canadian French, Yearbook", "Second pair of eyes"),
    ]
    assert nets(refreshed.draft) == ["200.00", "100.00"]
    assert told(refreshed.findings) == [
        (
            "P-1/T-1: Translation, English → Canadian French, Report: is called "
            "Translation, English → Canadian French, Yearbook now"
        )
    ]
    assert told(refreshed.findings, "fr-CA") == [
        (
            "P-1/T-1~: Traduction, anglais → français canadien, Report~: s’appelle "
            "maintenant Traduction, anglais → français canadien, Yearbook"
        )
    ]
    assert older(invoicing, draft, retitled) == refreshed.findings
    again = invoicing.refresh(refreshed.draft, retitled)
    assert (again.differences, again.draft) == ((), refreshed.draft)


def test_titles_of_tasks() -> None:
    """A task that is called otherwise now is so on its line, with its new count."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK))
    agreed = draft.with_line_changed(0, quantity=900, reason="Recount")
    work = project(words(1100, title="Cover", client_reference="C-9"), hours(2))
    refreshed = invoicing.refresh(draft, work)
    assert kinds(refreshed) == [("description", "count")]
    refreshed = invoicing.refresh(agreed, work)
    assert [each.code for each in refreshed.findings] == [
        *("agreed-outdated", "description-changed"),
    ]
    (line, _) = refreshed.draft.lines
    assert (str(line.net_amount), line.client_reference) == ("198.00 CAD", "C-9")
    assert str(line.description).endswith("Cover")


ORDERS: dict[str, tuple[str | None, str | None, str | None, bool]] = {
    "another order": ("PO-1", "PO-2", "PO-2", True),
    "a first order": (None, "PO-2", "PO-2", True),
    "no order any more": ("PO-1", None, None, True),
    "the same order": ("PO-1", "PO-1", "PO-1", False),
}


@pytest.mark.parametrize(
    ("before", "now", "expected", "is_told"), ORDERS.values(), ids=ORDERS
)
def test_purchase_orders(
    before: str | None, now: str | None, expected: str | None, *, is_told: bool
) -> None:
    """The order of the project is taken and told, unless a person has set one."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(
        invoicing.create_invoice(evolve(WORK, purchase_order=before))
    )
    work = evolve(WORK, purchase_order=now)
    refreshed = invoicing.refresh(draft, work)
    assert refreshed.draft.purchase_order == expected
    codes = [each.code for each in refreshed.findings]
    assert codes == (["reference-changed"] if is_told else [])
    assert older(invoicing, draft, work) == refreshed.findings
    by_hand = draft.edit(purchase_order="PO-9")
    refreshed = invoicing.refresh(by_hand, work)
    assert (refreshed.draft.purchase_order, refreshed.findings) == ("PO-9", ())


def test_purchase_orders_of_several_projects() -> None:
    """Joined orders are those of all projects on the draft, whatever their order."""
    place = office()
    invoicing = with_engine(place, priced())
    other = evolve(project(hours(1, "T-1"), number="P-2"), purchase_order="PO-2")
    draft = invoicing.save(invoicing.create_invoice(WORK, other).move_line(2, 0))
    assert draft.purchase_order == "PO-1, PO-2"
    unbilled = evolve(project(number="P-3"), purchase_order="PO-3")
    assert invoicing.refresh(draft, other, WORK, unbilled).draft == draft
    changed = evolve(other, purchase_order="PO-4")
    refreshed = invoicing.refresh(draft, WORK, changed)
    assert refreshed.draft.purchase_order == "PO-1, PO-4"
    assert told(refreshed.findings) == [
        "purchase order: PO-1, PO-4 now, PO-1, PO-2 on the draft"
    ]
    assert told(refreshed.findings, "fr-CA") == [
        "bon de commande~: PO-1, PO-4 maintenant, PO-1, PO-2 sur le brouillon"
    ]


def test_clients() -> None:
    """The client is taken as the project has it now, unless a person has set it."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK))
    moved = evolve(ACME, party=evolve(ACME.party, name="Acme Canada inc."))
    work = evolve(WORK, client=moved)
    refreshed = invoicing.refresh(draft, work)
    assert refreshed.draft.client == moved
    assert told(refreshed.findings) == [
        "client ACME: has changed since the draft was made"
    ]
    assert told(refreshed.findings, "fr-CA") == [
        "client ACME~: modifié depuis la création du brouillon"
    ]
    assert older(invoicing, draft, work) == refreshed.findings
    assert invoicing.refresh(refreshed.draft, work).findings == ()
    by_hand = invoicing.save(draft.edit(client=evolve(ACME, language="en-CA")))
    refreshed = invoicing.refresh(by_hand, work)
    assert (refreshed.draft, refreshed.findings) == (by_hand, ())


BOB = evolve(ACME, code="BOB")
OF_BOB: dict[str, tuple[tuple[ffi.Project, ...], tuple[ffi.Project, ...]]] = {
    "an empty draft": ((evolve(WORK, tasks=[]),), (evolve(WORK, client=BOB),)),
    "a project that is his by now": ((WORK,), (evolve(WORK, client=BOB),)),
    "another project": (
        (evolve(WORK, tasks=[]),),
        (evolve(WORK, number="P-9", client=BOB),),
    ),
}


@pytest.mark.parametrize(("drafted", "now"), OF_BOB.values(), ids=OF_BOB)
def test_work_of_others(
    drafted: tuple[ffi.Project, ...], now: tuple[ffi.Project, ...]
) -> None:
    """Nobody is billed for the work of another client, whatever the draft has."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(*drafted))
    with pytest.raises(errors.SeveralClientsError, match="'ACME', 'BOB'"):
        invoicing.refresh(draft, *now)
    assert [each.code for each in older(invoicing, draft, *now)] == ["several-clients"]
    by_hand = draft.edit(client=evolve(ACME, language="en-CA"))
    if not by_hand.lines:
        with pytest.raises(errors.SeveralClientsError):
            invoicing.refresh(by_hand, *now)


def test_who_pays_is_set_by_hand() -> None:
    """Who shall pay for the work of a draft may be somebody else than its client."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK).edit(client=BOB))
    assert invoicing.refresh(draft, WORK).draft == draft
    with pytest.raises(errors.SeveralClientsError):
        invoicing.refresh(draft, WORK, project(hours(1), number="P-9"))


def test_lines_twice() -> None:
    """A line that stands twice is told as that, and one of the two is taken off."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK)
    twice = draft.with_line(draft.lines[1])
    refreshed = invoicing.refresh(twice, WORK)
    assert (kinds(refreshed), refreshed.draft) == ([("twice",)], draft)
    assert told(refreshed.findings) == [
        (
            "P-1/T-2: Revision, English → Canadian French, Report ($100.00): "
            "twice on the draft"
        )
    ]
    assert told(refreshed.findings, "fr-CA") == [
        (
            "P-1/T-2~: Révision, anglais → français canadien, Report (100,00~$)~: "
            "deux fois sur le brouillon"
        )
    ]
    codes = [each.code for each in invoicing.check(twice, WORK)]
    assert codes[-2:] == ["task-repeated", "work-twice"]
    gone = invoicing.refresh(twice, WORK.only(["T-1"]))
    assert kinds(gone) == [("gone",), ("gone",)]
    agreed = twice.with_line_changed(2, net_amount=90, reason="Goodwill")
    (other,) = invoicing.refresh(agreed, WORK).differences
    assert (other.kinds, other.stays) == (("twice",), True)


def test_lines_dropped_by_hand() -> None:
    """A line that a person has dropped is told as not on the draft, and comes back."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.save(invoicing.create_invoice(WORK).without_line(1))
    refreshed = invoicing.refresh(draft, WORK)
    assert (kinds(refreshed), nets(refreshed.draft)) == (
        *([("new",)], ["220.00", "100.00"]),
    )
    assert told(refreshed.findings) == [
        (
            "P-1/T-2: Revision, English → Canadian French, Report ($100.00): "
            "not on the draft"
        )
    ]


def test_check_of_an_issued_draft() -> None:
    """A draft that is issued is told as that, and nothing of its work is gone."""
    invoicing = office().invoicing
    draft = invoicing.save(invoicing.create_invoice(PROJECT))
    invoicing.issue(draft)
    codes = [each.code for each in invoicing.check(draft, PROJECT)]
    assert codes == ["contact-missing", "conflict"]


def test_names_of_fees() -> None:
    """A fee is told by its project and its own name, once."""
    place = office()
    invoicing = with_engine(place, priced())
    draft = invoicing.create_invoice(WORK)
    fee = ffi.Fee(7, {"en": "File handling", "fr": "Gestion de dossier"}, per="project")
    after = with_engine(place, priced("0.22", "50", fee))
    (finding,) = older(after, draft, WORK)
    assert told([finding], "fr-CA") == [
        "P-1~: Gestion de dossier (7,00~$)~: absent du brouillon"
    ]


def test_agreed_fees() -> None:
    """A fee that was agreed stays, and what it would be now is told."""
    place = office()

    def charging(amount: int) -> ffi.Invoicing:
        fee = ffi.Fee(amount, "Handling", per="project")
        return with_engine(place, priced("0.22", "50", fee))

    draft = charging(7).create_invoice(WORK)
    draft = draft.with_line_changed(2, net_amount=5, reason="Goodwill")
    refreshed = charging(9).refresh(draft, WORK)
    assert refreshed.draft == draft
    assert told(refreshed.findings) == [
        (
            "P-1: Handling: $5.00 stays as agreed in place of $7.00; "
            "its work comes to $9.00 now"
        )
    ]


MINIMUM = ffi.RateList(
    "Acme",
    "CAD",
    [ffi.Rate(TRANSLATION, ffi.WORD, "0.20", minimum_charge=45)],
    match_grid=ffi.MatchGrid.of(new=100, exact=25),
)


def test_minima_of_tasks() -> None:
    """A minimum asks for what is agreed of some lines and what is new of others."""
    place = office()
    catalog = evolve(CATALOG, rate_lists=[MINIMUM], default_rate_list="Acme")
    invoicing = with_engine(place, ffi.PricingEngine(catalog, bands="itemised"))

    def analysed(**counts: int) -> ffi.Project:
        task = words(1)
        analysis = ffi.Analysis.of(counts)
        return project(evolve(task, quantities=(), analysis=analysis))

    draft = invoicing.create_invoice(analysed(new=50, exact=20))
    draft = draft.with_line_changed(0, quantity=100, reason="Recount")
    draft = invoicing.save(draft)
    assert nets(draft) == ["20.00", "25.00"]
    assert invoicing.refresh(draft, analysed(new=50, exact=20)).draft == draft
    refreshed = invoicing.refresh(draft, analysed(new=60, exact=40))
    assert nets(refreshed.draft) == ["20.00", "25.00"]
    assert refreshed.draft.lines[1].priced == 2
    assert [each.stays for each in refreshed.differences] == [True, False]


class TestOtherExchangeRates:
    """Prices that are converted by the rate of the day of issue."""

    RATES = ffi.ExchangeTable(
        [
            ffi.ExchangeRate("CAD", "EUR", "0.70", TODAY),
            ffi.ExchangeRate("CAD", "EUR", "0.75", date(2026, 11, 25)),
        ]
    )
    WORK = evolve(WORK, client=evolve(ACME, currency="EUR"))

    AGREED: ClassVar[dict[str, tuple[dict[str, Any], list[str], list[str]]]] = {
        "a net amount": (
            {"net_amount": 100},
            ["100.00", "75.00"],
            ["agreed-outdated", "rate-changed"],
        ),
        "a quantity": (
            {"quantity": 100},
            ["16.50", "75.00"],
            ["rate-changed", "rate-changed"],
        ),
        "a price": (
            {"unit_price": "0.10"},
            ["100.00", "75.00"],
            ["agreed-outdated", "rate-changed"],
        ),
    }

    @pytest.mark.parametrize(
        ("changes", "amounts", "codes"), AGREED.values(), ids=AGREED
    )
    def test_agreed_lines(
        self, changes: dict[str, Any], amounts: list[str], codes: list[str]
    ) -> None:
        """What was agreed holds on, what depends on the rate is that of today."""
        place = office()
        engine = evolve(priced(), exchange=self.RATES, exchange_day="issued")
        invoicing = with_engine(place, engine)
        draft = invoicing.create_invoice(self.WORK)
        draft = draft.with_line_changed(0, description="Report", taxes=[GST])
        draft = draft.with_line_changed(0, reason="Fixed", **changes)
        draft = invoicing.save(draft)
        place.clock.day = date(2026, 11, 25)
        with pytest.raises(errors.ConflictError):
            invoicing.issue(draft)
        refreshed = invoicing.refresh(draft, self.WORK)
        assert nets(refreshed.draft) == amounts
        assert [each.code for each in refreshed.findings] == codes
        (line, _) = refreshed.draft.lines
        assert (str(line.description), line.taxes) == ("Report", (GST,))
        assert line.agreed == draft.lines[0].agreed
        assert str(line.computed.unit_price) == "0.165 EUR"
        assert invoicing.refresh(refreshed.draft, self.WORK).differences == ()
        issued = invoicing.issue(invoicing.save(refreshed.draft))
        assert issued.lines == refreshed.draft.lines

    def test_another_unit(self) -> None:
        """What was agreed in words is none of the business of an hour."""
        place = office()
        engine = evolve(priced(), exchange=self.RATES, exchange_day="issued")
        invoicing = with_engine(place, engine)
        draft = invoicing.create_invoice(self.WORK)
        draft = draft.with_line_changed(0, quantity=100, reason="Recount")
        place.clock.day = date(2026, 11, 25)
        rates = [
            ffi.Rate(TRANSLATION, ffi.HOUR, 60),
            ffi.Rate(REVISION, ffi.HOUR, 50),
        ]
        lists = [ffi.RateList("Acme", "CAD", rates)]
        catalog = evolve(CATALOG, rate_lists=lists, default_rate_list="Acme")
        by_hour = with_engine(place, evolve(engine, catalog=catalog))
        task = evolve(words(1), quantities=hours(3).quantities)
        work = evolve(self.WORK, tasks=[task, self.WORK.tasks[1]])
        refreshed = by_hour.refresh(draft, work)
        assert refreshed.draft.lines[0].quantity == ffi.Quantity(100, ffi.WORD)


def test_drafts_that_others_have_changed() -> None:
    """A draft that is no longer the kept one, or is issued, is not refreshed."""
    invoicing = office().invoicing
    draft = invoicing.save(invoicing.create_invoice(PROJECT))
    newer = invoicing.save(draft.edit(notes="Merci !"))
    with pytest.raises(errors.ConflictError):
        invoicing.refresh(draft, PROJECT)
    invoicing.issue(newer)
    with pytest.raises(errors.ConflictError):
        invoicing.refresh(newer, PROJECT)


def test_unsaved_drafts() -> None:
    """A draft that nobody has saved yet is refreshed alike."""
    invoicing = office().invoicing
    draft = invoicing.create_invoice(PROJECT)
    assert invoicing.refresh(draft, PROJECT).draft == draft


REFUSED: dict[str, tuple[Any, ...]] = {
    "no draft": (None, PROJECT),
    "an invoice": (
        office().invoicing.create_invoice(PROJECT).issue("F-1", TODAY),
        PROJECT,
    ),
    "a number": (office().invoicing.create_invoice(PROJECT), "P-1042"),
    "a project twice": (office().invoicing.create_invoice(PROJECT), PROJECT, PROJECT),
    "no client": (
        office().invoicing.create_invoice(PROJECT),
        evolve(PROJECT, client=None),
    ),
}


@pytest.mark.parametrize("parts", REFUSED.values(), ids=REFUSED)
def test_refuses(parts: tuple[Any, ...]) -> None:
    """A draft is compared with projects of one client."""
    with pytest.raises(errors.InvalidValueError):
        office().invoicing.refresh(*parts)


def test_a_difference_is_of_a_line() -> None:
    """A difference has a line before or after."""
    with pytest.raises(errors.InvalidValueError):
        ffi.LineDifference()
    assert ffi.LineDifference(before=COURIER).place == ()
