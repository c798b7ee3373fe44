"""A saved draft of the first part of work tells when its whole is another by now."""

from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from tests.invoicing.test_fees_of_parts import DONE, charging, nets, task
from tests.quickstart import CATALOG

FIRST, SECOND = DONE.tasks
GROWN = evolve(DONE, tasks=[task("T-1", 4, done=True), SECOND])
GONE = evolve(DONE, tasks=[SECOND])
UNCOUNTED = evolve(FIRST, quantities=[])
SETUP = ffi.Fee(40, "Setup", per="project")
RUSH = ffi.Surcharge(10, "Rush", per="project")


def raised(rates: ffi.RateList) -> ffi.RateList:
    """Give a list with 60.00 for whatever it sells by the hour, and its bases too."""
    return evolve(
        rates,
        rates=[
            evolve(rate, unit_price=60) if rate.unit.code == ffi.HOUR.code else rate
            for rate in rates.rates
        ],
        base=None if rates.base is None else raised(rates.base),
    )


def dearer(invoicing: ffi.Invoicing) -> ffi.Invoicing:
    """Give the same office with revision at 60.00 an hour."""
    catalog = evolve(CATALOG, rate_lists=[raised(each) for each in CATALOG.rate_lists])
    return evolve(invoicing, engine=evolve(invoicing.engine, catalog=catalog))


def words(findings: Iterable[ffi.Finding], locale: str = "en-CA") -> list[str]:
    return [each.message(locale) for each in findings if each.code == "part-changed"]


NAME = "Revision, English → French"
MADE = "when this part of it was made"
CASES: dict[
    str, tuple[list[ffi.Adjustment], dict[str, Any], ffi.Project, list[str]]
] = {
    "as it was": ([SETUP, RUSH], {"percent": 50}, DONE, []),
    "more of it": (
        [],
        {"percent": 50},
        GROWN,
        [f"P-1/T-1: {NAME}: $200.00 in all now, $100.00 {MADE}"],
    ),
    "an amount of it": (
        [],
        {"amount": 10},
        GROWN,
        [f"P-1/T-1: {NAME}: $200.00 in all now, $100.00 {MADE}"],
    ),
    "of a chosen task": (
        [],
        {"percent": 50, "tasks": ["T-1"]},
        GROWN,
        [f"P-1/T-1: {NAME}: $200.00 in all now, $100.00 {MADE}"],
    ),
    "another task has grown": ([], {"percent": 50, "tasks": ["T-2"]}, GROWN, []),
    "gone": (
        [],
        {"percent": 50},
        GONE,
        [f"P-1/T-1: {NAME}: $0.00 in all now, $100.00 {MADE}"],
    ),
    "a fee in percent": (
        [RUSH],
        {"percent": 50},
        GROWN,
        [
            f"P-1/T-1: {NAME}: $200.00 in all now, $100.00 {MADE}",
            f"P-1: Rush: $35.00 in all now, $25.00 {MADE}",
        ],
    ),
    "not done yet": (
        [SETUP],
        {"percent": 50},
        evolve(DONE, tasks=[evolve(each, completed_on=None) for each in DONE.tasks]),
        [],
    ),
}


@pytest.mark.parametrize(("agreed", "asked", "now", "told"), CASES.values(), ids=CASES)
def test_told(
    agreed: list[ffi.Adjustment],
    asked: dict[str, Any],
    now: ffi.Project,
    told: list[str],
) -> None:
    """Check and refresh tell it, and the part is not issued; it stays as it was."""
    invoicing = charging(*agreed)
    draft = invoicing.save(invoicing.create_part(DONE, **asked))
    fresh = invoicing.refresh(draft, now)
    assert (fresh.draft.lines, fresh.differences) == (draft.lines, ())
    for found in (fresh.findings, invoicing.check(draft, now)):
        assert words(found) == told
        assert "work-changed-since-part" not in {each.code for each in found}
    if not told:
        invoicing.issue(draft, now)
        return
    with pytest.raises(errors.OutdatedDraftError) as caught:
        invoicing.issue(draft, now)
    assert words(caught.value.findings) == told
    assert nets(invoicing.issue(draft)) == nets(draft)


def test_rates() -> None:
    """A rate that was raised before anything was billed is told; anew it is billed."""
    invoicing = charging()
    draft = invoicing.save(invoicing.create_part(DONE, percent=50))
    now = dearer(invoicing)
    found = now.refresh(draft, DONE).findings
    assert words(found) == [
        f"P-1/T-1: {NAME}: $120.00 in all now, $100.00 {MADE}",
        f"P-1/T-2: {NAME}: $180.00 in all now, $150.00 {MADE}",
    ]
    with pytest.raises(errors.OutdatedDraftError):
        now.issue(draft, DONE)
    now.discard(draft)
    anew = now.save(now.create_part(DONE, percent=50))
    assert nets(now.issue(anew, DONE)) == ["60.00", "90.00"]


def test_begun_before() -> None:
    """Where others have billed a part, the whole is fixed, fees too."""
    invoicing = charging(SETUP, RUSH)
    invoicing.issue(invoicing.create_part(DONE, percent=50))
    draft = invoicing.save(invoicing.create_part(DONE, percent=20))
    now = dearer(invoicing)
    assert now.refresh(draft, DONE).findings == ()
    now.issue(draft, DONE)


def test_beside_what_is_begun() -> None:
    """The first part of one task, beside a fee and a task that others have begun."""
    invoicing = charging(SETUP, RUSH)
    alone = evolve(DONE, tasks=[FIRST])
    invoicing.issue(invoicing.create_part(alone, percent=50))
    draft = invoicing.save(invoicing.create_part(DONE, percent=20))
    assert invoicing.refresh(draft, DONE).findings == ()
    found = dearer(invoicing).refresh(draft, DONE).findings
    assert [each.place for each in found] == [("P-1", "T-2"), ("P-1",)]


def test_without_a_price() -> None:
    """A part of a task that has no price any more is told as that."""
    invoicing = charging()
    draft = invoicing.save(invoicing.create_part(DONE, percent=50))
    now = evolve(DONE, tasks=[UNCOUNTED, SECOND])
    with pytest.raises(errors.UnpricedTasksError) as caught:
        invoicing.refresh(draft, now)
    assert [each.where() for each in caught.value.errors] == [("P-1", "T-1")]
    codes = {each.code for each in invoicing.check(draft, now)}
    assert ("quantity-missing" in codes, "part-changed" in codes) == (True, False)


def test_in_french() -> None:
    """In French it is told in French, with what to do about it."""
    invoicing = charging()
    draft = invoicing.save(invoicing.create_part(DONE, percent=50))
    (found,) = invoicing.refresh(draft, GROWN).findings
    (told,) = words([found], "fr-CA")
    assert told == (
        "P-1/T-1\u00a0: Révision, anglais → français\u00a0: 200,00\u00a0$ en tout "
        "maintenant, 100,00\u00a0$ quand cette part en a été faite"
    )
    assert found.hint("fr-CA") == (
        "supprimez le brouillon et facturez la part de nouveau"
    )
    assert found.hint("en-CA") == "discard the draft, and bill the part anew"
