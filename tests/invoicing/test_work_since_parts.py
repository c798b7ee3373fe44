"""Work that was counted otherwise since some of it was billed is told, everywhere."""

from collections.abc import Callable

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from tests.fakes import office
from tests.invoicing.test_fees_of_parts import DONE, task
from tests.quickstart import ANALYSIS, PROJECT

CODE = "work-changed-since-part"
BEFORE = "2 hours when a part of it was billed"


def grown(hours: int) -> ffi.Project:
    """Give the project with so many hours of its first task, which had two."""
    return evolve(DONE, tasks=[task("T-1", hours, done=True), DONE.tasks[1]])


def begun() -> ffi.Invoicing:
    """Bill half of the project."""
    invoicing = office().invoicing
    invoicing.issue(invoicing.create_part(DONE, percent=50))
    return invoicing


def told(findings: tuple[ffi.Finding, ...], locale: str = "en-CA") -> list[str]:
    return [each.message(locale) for each in findings if each.code == CODE]


ASKED: dict[str, Callable[[ffi.Invoicing, ffi.Project], tuple[ffi.Finding, ...]]] = {
    "the parts": lambda house, work: house.check_parts(work),
    "the rest as a draft": lambda house, work: house.check(
        house.create_part(work), work
    ),
    "the page": lambda house, work: house.projects_to_invoice([work])[0].findings,
}


@pytest.mark.parametrize("ask", ASKED.values(), ids=ASKED)
@pytest.mark.parametrize(("hours", "now"), [(4, "4 hours"), (1, "1 hour")])
def test_told(
    ask: Callable[[ffi.Invoicing, ffi.Project], tuple[ffi.Finding, ...]],
    hours: int,
    now: str,
) -> None:
    """A later part does not bill what has grown, so it is told with both counts."""
    invoicing = begun()
    assert told(ask(invoicing, DONE)) == []
    found = ask(invoicing, grown(hours))
    assert told(found) == [
        f"P-1/T-1: Revision, English → French: {now} now, {BEFORE}",
    ]
    (finding,) = (each for each in found if each.code == CODE)
    assert (finding.severity, finding.place) == ("warning", ("P-1", "T-1"))


def test_in_french() -> None:
    """In French it is told in French."""
    (found,) = told(begun().check_parts(grown(4)), "fr-CA")
    assert found == (
        "P-1/T-1\u00a0: Révision, anglais → français\u00a0: 4 heures maintenant, "
        "2 heures quand une part en a été facturée"
    )


def test_billed_whole() -> None:
    """Work that was billed as a whole is told too; what has gone is not counted."""
    invoicing = office().invoicing
    invoicing.issue(invoicing.create_invoice(DONE))
    assert len(told(invoicing.check_parts(grown(4)))) == 1
    assert told(invoicing.check_parts(evolve(DONE, tasks=[DONE.tasks[1]]))) == []


def test_a_saved_draft_is_not_told_twice() -> None:
    """What a draft bills whole or began to bill is older than its work, and no more."""
    invoicing = office().invoicing
    whole = invoicing.save(invoicing.create_invoice(DONE))
    assert told(invoicing.check(whole, grown(4))) == []
    invoicing.discard(whole)
    part = invoicing.save(invoicing.create_part(DONE, percent=50))
    assert told(invoicing.check(part, grown(4))) == []
    invoicing.issue(part)
    rest = invoicing.save(invoicing.create_part(DONE))
    assert len(told(invoicing.check(rest, grown(4)))) == 1


def test_a_band_that_the_grid_does_not_know() -> None:
    """An analysis that can be weighed no more is told for what it is."""
    invoicing = office().invoicing
    invoicing.issue(invoicing.create_part(PROJECT, percent=50))
    other = ANALYSIS + ffi.Analysis.of({"0-50": 10})
    first = evolve(PROJECT.tasks[0], analysis=other)
    work = evolve(PROJECT, tasks=[first, *PROJECT.tasks[1:]])
    (found,) = (e for e in invoicing.check_parts(work) if e.code == "band-mismatch")
    assert (found.severity, found.place) == ("warning", ("P-1042", "T-1"))


def test_fees_are_no_work() -> None:
    """A fee counts nothing, whatever becomes of the work it is for."""
    house = office().invoicing
    engine = evolve(house.engine, adjustments=[ffi.Fee(40, "Setup", per="project")])
    invoicing = evolve(house, engine=engine)
    invoicing.issue(invoicing.create_part(DONE, percent=50))
    assert told(invoicing.check_parts(DONE)) == []
