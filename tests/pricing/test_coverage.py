"""Which share of past work a catalog prices, and what it lacks."""

from datetime import date
from typing import Any

import pytest
from attrs import evolve, frozen
from hypothesis import given

from flowfit_invoicing import (
    HOUR,
    WORD,
    Allowance,
    Analysis,
    Coverage,
    CoveredUnit,
    Finding,
    Gap,
    Group,
    MappingRule,
    Money,
    PricingEngine,
    Project,
    Quantity,
    TaskMapping,
    compare,
    coverage,
)
from flowfit_invoicing.errors import (
    BandMismatchError,
    InvalidValueError,
    InvoicingError,
    QuantityMissingError,
    RateListNotFoundError,
    RateNotFoundError,
    UnmappedTaskError,
    UnpricedTasksError,
)
from flowfit_invoicing.pricing.adjustments import Agreed
from tests.pricing import chance
from tests.pricing.simple import analysed
from tests.pricing.test_comparison import LAW, SEVERAL
from tests.pricing.troubles import ALL_BAD, BAD, CLIENT, ENGINE, GOOD, project, task
from tests.quickstart import TRANSLATION


def some(*kinds: type[InvoicingError]) -> list[Project]:
    """Make a project of a good task and a bad one of each kind."""
    return [project("P-1", GOOD, *(BAD[kind] for kind in kinds))]


def test_share() -> None:
    """Tasks that are priced, in percent of all that are to be billed."""
    found = coverage([project("P-1", GOOD, task("T-1", "deliver"))], ENGINE)
    assert found == Coverage(1, 1, [CoveredUnit(WORD, 100, 100)])
    assert str(found.share) == "100.00"
    assert coverage([], ENGINE.catalog) == Coverage(0, 0)
    assert Coverage(0, 0).share is None


def test_a_hundred_is_all() -> None:
    """A share is cut, so that 100 percent means that nothing is missing."""
    assert str(Coverage(100_000, 99_999).share) == "99.99"
    assert str(CoveredUnit(WORD, 3, 2).share) == "66.66"
    assert CoveredUnit(WORD, 0, 0).share is None


def test_by_unit() -> None:
    """What was counted in each unit, and how much of that has a price."""
    mixed = evolve(analysed(Analysis.of(new=50, exact=30)), languages="en>de")
    mixed = evolve(mixed, quantities=[Quantity("1.5", HOUR)])
    found = coverage([project("P-1", GOOD, mixed)], ENGINE)
    assert found.by_unit == (
        CoveredUnit(HOUR, "1.5", 0),
        CoveredUnit(WORD, 180, 100),
    )


GAPS: dict[type[InvoicingError], str] = {
    UnmappedTaskError: "unmapped-task subtitle None None [] None",
    RateNotFoundError: "rate-not-found None TRA en>de [word] None",
    QuantityMissingError: "quantity-missing None TRA en>fr [character] None",
    BandMismatchError: "band-mismatch 50-80 None None [] None",
}


def shown(gap: Gap) -> str:
    units = ", ".join(unit.code for unit in gap.units)
    return (
        f"{gap.code} {gap.subject} {gap.service} {gap.languages} [{units}] {gap.domain}"
    )


@pytest.mark.parametrize("kind", GAPS)
def test_missing(kind: type[InvoicingError]) -> None:
    """What is missing is told by what a list could have for it."""
    found = coverage(some(kind), ENGINE)
    assert (found.tasks, found.priced) == (2, 1)
    (gap,) = found.missing
    assert shown(gap) == GAPS[kind]
    assert (gap.tasks, gap.places) == (1, (("P-1", BAD[kind].id),))


def test_domain() -> None:
    """The domain is that of the task, else of its project."""
    bad = BAD[RateNotFoundError]
    legal = evolve(bad, id="T-8", domain="legal")
    found = coverage([project("P-1", bad, legal, domain="medical")], ENGINE)
    assert [gap.domain for gap in found.missing] == ["medical", "legal"]
    assert [gap.tasks for gap in found.missing] == [1, 1]


def test_domains_of_two_projects() -> None:
    """The same work lacks another rate in each domain, whoever says the domain."""
    bad = BAD[RateNotFoundError]
    work = [project(f"P-{each}", bad, domain=each) for each in ("medical", "legal")]
    found = coverage(work, ENGINE)
    assert [(gap.domain, gap.tasks) for gap in found.missing] == [
        *(("medical", 1), ("legal", 1))
    ]


def test_most_tasks_first() -> None:
    """The same gap is counted, and those of most tasks stand first; few are shown."""
    unpriced = [evolve(BAD[RateNotFoundError], id=f"D-{n}") for n in range(5)]
    work = [project("P-1", BAD[UnmappedTaskError], *unpriced)]
    first, second = coverage(work, ENGINE).missing
    assert (first.code, first.tasks) == ("rate-not-found", 5)
    assert first.places == (("P-1", "D-0"), ("P-1", "D-1"), ("P-1", "D-2"))
    assert (second.code, second.tasks) == ("unmapped-task", 1)
    assert first.service == TRANSLATION


def test_days_are_no_gaps() -> None:
    """Work of different days lacks the same rate."""
    bad = BAD[RateNotFoundError]
    days = [evolve(bad, id=f"D-{n}", completed_on=date(2026, 1, n)) for n in (1, 2)]
    (gap,) = coverage([project("P-1", *days)], ENGINE).missing
    assert gap.tasks == 2


def test_all_that_is_wrong() -> None:
    """One task with all kinds of errors hides none, and no good task is lost."""
    found = coverage(ALL_BAD, ENGINE)
    assert (found.tasks, found.priced) == (9, 2)
    assert [gap.code for gap in found.missing] == [kind.code for kind in BAD]


def test_a_task_counts_once_in_a_gap() -> None:
    """A task with two errors of a kind is one task; two kinds are two gaps."""
    twice = task("T-1", analysis=Analysis.of({"50-80": 10, "60-80": 10}))
    both = task("T-2", "both", "en>de")
    found = coverage([project("P-1", twice, both)], ENGINE)
    assert (found.tasks, found.priced) == (2, 0)
    assert [(gap.code, gap.tasks) for gap in found.missing] == [
        *(("band-mismatch", 1), ("band-mismatch", 1)),
        *(("rate-not-found", 1), ("quantity-missing", 1)),
    ]


def test_unknown_list() -> None:
    """Without its list, all work of a project that is to be billed has no price."""
    lost = evolve(CLIENT, rate_list="None")
    work = project("P-1", GOOD, evolve(GOOD, id="T-2"), task("T-3", "deliver"))
    found = coverage([evolve(work, client=lost)], ENGINE)
    (gap,) = found.missing
    assert (found.tasks, found.priced, gap.tasks) == (2, 0, 2)
    assert (gap.code, gap.subject) == (RateListNotFoundError.code, "None")
    assert gap.places == (("P-1",),)


def test_unknown_list_and_kind() -> None:
    """A task that nobody has mapped is to be billed, so it lacks the list as well."""
    lost = evolve(CLIENT, rate_list="None")
    work = project("P-1", GOOD, BAD[UnmappedTaskError], client=lost)
    found = coverage([work], ENGINE)
    assert [(gap.code, gap.tasks) for gap in found.missing] == [
        *(("rate-list-not-found", 2), ("unmapped-task", 1))
    ]


def test_in_words() -> None:
    """A sample says what is wrong and what to do, in the reader's language."""
    (gap,) = coverage(some(UnmappedTaskError), ENGINE).missing
    (sample,) = gap.samples
    assert sample == Finding.of(UnmappedTaskError("T-1", "subtitle", ("P-1", "T-1")))
    assert sample.message("fr-CA").startswith("P-1/T-1")


REFUSED: dict[str, tuple[Any, ...]] = {
    "no sample": (Gap, (), 1),
    "a negative count": (Gap, [Finding.warning("missing-client")], -1),
    "less than nothing": (CoveredUnit, WORD, -1, 0),
}


@pytest.mark.parametrize("refused", REFUSED.values(), ids=REFUSED)
def test_refuses(refused: tuple[Any, ...]) -> None:
    """A gap has a sample, and nothing is counted below zero."""
    kind, *given_ = refused
    with pytest.raises(InvalidValueError):
        kind(*given_)


def test_gap_without_subject() -> None:
    """Where a service says all, a gap has no subject; nor where nothing says any."""
    assert Gap([Finding.warning("missing-client", "P-7")], 1).subject is None


def test_what_counts_nothing() -> None:
    """A task that counts nothing is not invoiced, so it is not to be priced either."""
    empty = evolve(GOOD, quantities=[Quantity(0, WORD)], analysis=None)
    for nothing in (empty, analysed(Analysis.of())):
        found = coverage([project("P-1", nothing, evolve(GOOD, id="T-2"))], ENGINE)
        assert (found.tasks, found.priced) == (1, 1)
        assert [each.counted for each in found.by_unit] == [
            each.counted for each in coverage([project("P-1", GOOD)], ENGINE).by_unit
        ]


@LAW
@given(SEVERAL, chance.engines())
def test_law(projects: tuple[Project, ...], engine: PricingEngine) -> None:
    """What has a price alone is priced; and all that is not has a gap."""
    found = coverage(projects, engine)
    billable = priced = 0
    for each in projects:
        for single in each.tasks:
            if single.kind == "deliver":
                continue
            try:
                lines = engine.price(each.only([single.id]))
            except UnpricedTasksError:
                billable += 1
                continue
            billable += bool(lines)  # what counts nothing is not invoiced
            priced += bool(lines)
    assert (found.tasks, found.priced) == (billable, priced)
    assert (found.priced < found.tasks) == bool(found.missing)


@frozen
class TooMuch(Agreed):
    """What a host may get wrong: more is taken off a line than it has."""

    def of(self, group: Group) -> Allowance:
        """Give an allowance of a dollar more than there is."""
        return Allowance(group.amount + Money(1, "CAD"), "Error")


def test_what_cannot_be_adjusted() -> None:
    """A task whose line cannot be adjusted has no price, and the others have theirs."""
    engine = evolve(ENGINE, adjustments=[TooMuch(languages="en>fr")])
    japanese = evolve(
        GOOD,
        id="T-9",
        kind="revise",
        languages="en>ja",
        analysis=None,
        quantities=[Quantity(1, HOUR)],
    )
    found = coverage([project("P-1", GOOD, japanese)], engine)
    assert (found.tasks, found.priced) == (2, 1)
    assert [gap.code for gap in found.missing] == ["negative-line"]
    assert compare([project("P-1", GOOD)], engine, ENGINE).only_after.tasks == 1


def test_not_billed_for_a_client() -> None:
    """What a rule says is free for a client is not billed, so nothing is missing."""
    free = MappingRule("translate", None, client=CLIENT.code)
    mapping = TaskMapping(ENGINE.catalog.mapping.rules, rules=[free])
    catalog = evolve(ENGINE.catalog, mapping=mapping)
    assert coverage([project("P-1", GOOD)], catalog).tasks == 0
    lost = project("P-2", GOOD, client=evolve(CLIENT, rate_list="None"))
    assert coverage([lost], catalog).missing == ()
