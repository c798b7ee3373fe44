"""All that is wrong is told at once, before anything is issued."""

import pickle

import pytest
from attrs import evolve

from flowfit_invoicing import (
    Currency,
    Finding,
    MappingRule,
    PricingEngine,
    Project,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import (
    AmbiguousRatesError,
    BandMismatchError,
    CurrencyMismatchError,
    InvoicingError,
    QuantityMissingError,
    RateListNotFoundError,
    RateNotFoundError,
    UnmappedTaskError,
    UnpricedTasksError,
)
from tests.pricing.troubles import (
    ALL_BAD,
    BAD,
    CATALOG,
    CLIENT,
    ENGINE,
    GOOD,
    ONE_HOUR,
    PROJECTS,
    WORDS,
    project,
    task,
)
from tests.quickstart import REVISION, TRANSLATION


def errors_of(*projects: Project) -> tuple[InvoicingError, ...]:
    """Give what is raised; `check` tells the same, in the same order."""
    with pytest.raises(UnpricedTasksError) as raised:
        ENGINE.price(*projects)
    errors = raised.value.errors
    found = [each for each in ENGINE.check(*projects) if each.severity == "error"]
    assert found == [Finding.of(error) for error in errors]
    return errors


def place(error: InvoicingError) -> object:
    return getattr(error, "place", None)


@pytest.mark.parametrize(("kind", "bad"), BAD.items(), ids=lambda each: str(each)[:60])
def test_each(kind: type[InvoicingError], bad: WorkflowTask) -> None:
    """Each kind of error is told with the project and the task that it is about."""
    (error,) = errors_of(project("P-1", GOOD, bad))
    assert type(error) is kind
    assert place(error) == ("P-1", bad.id)
    assert str(error).startswith(f"P-1/{bad.id}: ")


def test_all_at_once() -> None:
    """All bad tasks are told in one error, in their order, and no good one is."""
    errors = errors_of(*ALL_BAD)
    assert [type(error) for error in errors] == [*BAD]
    assert [place(error) for error in errors] == [
        ("P-1", bad.id) for bad in BAD.values()
    ]


@pytest.mark.parametrize("kind", PROJECTS)
def test_each_of_a_project(kind: type[InvoicingError]) -> None:
    """What is wrong with a project is told once, whatever its tasks are."""
    for tasks in ((), (GOOD,)):
        some = evolve(PROJECTS[kind], tasks=tasks)
        (error,) = errors_of(some)
        assert type(error) is kind
        assert place(error) == (some.number,)


def test_unknown_rate_list() -> None:
    """Without a list no rate can be looked for, but kinds of tasks still are."""
    unknown = evolve(PROJECTS[RateListNotFoundError], tasks=tuple(BAD.values()))
    first, second = errors_of(unknown)
    assert isinstance(first, RateListNotFoundError)
    assert (first.name, first.known) == ("None", ("Canadian", "European"))
    assert place(second) == ("P-2", "T-1")


def test_unknown_rate_list_of_a_client_with_rules() -> None:
    """Whether a kind is mapped for a client is told even where its list is unknown."""
    unknown = evolve(PROJECTS[RateListNotFoundError], tasks=[BAD[UnmappedTaskError]])
    rule = MappingRule("subtitle", None, client="C")
    mapping = evolve(CATALOG.mapping, rules=[*CATALOG.mapping.rules, rule])
    engine = PricingEngine(evolve(CATALOG, mapping=mapping))
    assert [type(each) for each in engine.attempt(unknown).errors] == [
        RateListNotFoundError
    ]


def test_two_units_with_a_rate() -> None:
    """A task that offers two units with a rate is told to give one, not the lists."""
    (finding,) = ENGINE.check(project("P-1", BAD[AmbiguousRatesError]))
    assert (finding.code, finding.place) == ("ambiguous-rates", ("P-1", "T-4"))
    assert finding.message("en").startswith("P-1/T-4: offers word, hour, and each has")
    assert finding.hint("en") == (
        "take one of the quantities off the task, or one of the rates off the list"
    )
    assert finding.hint("fr") == (
        "retirez une des quantités de la tâche, ou un des tarifs de la liste"
    )
    rate = CATALOG.rate_lists[0].rates[0]
    same = Finding.of(AmbiguousRatesError(rate, rate))
    assert same.hint("en") == (
        "end one of the rates before the other begins, or remove it"
    )


def test_work_that_lacks_languages_and_day() -> None:
    """Work without a rate is told with what it lacks, and what it was counted in."""
    bare = WorkflowTask("T-1", "translate", quantities=[WORDS])
    (finding,) = (
        each
        for each in ENGINE.check(project("P-1", bare))
        if each.code == "rate-not-found"
    )
    assert "work: no languages, word, no day; nearest: “" in finding.message("en")
    assert "travail : sans langues, mot, sans date; les plus" in (
        finding.message("fr").replace("\xa0", " ")
    )


def test_client_of_another_currency() -> None:
    """A client's currency unlike its list's hides nothing else that is wrong."""
    some = evolve(PROJECTS[CurrencyMismatchError], tasks=ALL_BAD[0].tasks)
    first, *others = errors_of(some)
    assert first == CurrencyMismatchError(Currency("EUR"), Currency("CAD"), ("P-3",))
    assert [type(error) for error in others] == [*BAD]


def test_projects_of_two_currencies() -> None:
    """Projects that are priced together are in the currency of the first."""
    hour = task("T-1", "revise", "en>fr", ONE_HOUR)
    abroad = project("P-2", hour, client=evolve(CLIENT, rate_list="European"))
    (error,) = errors_of(project("P-1", GOOD), abroad, project("P-3", GOOD))
    assert error == CurrencyMismatchError(Currency("CAD"), Currency("EUR"), ("P-2",))
    assert str(ENGINE.price(abroad)[0].net_amount) == "45.00 EUR"


def test_two_currencies_at_once() -> None:
    """A list that suits neither the client nor the other projects is told twice."""
    euros = evolve(CLIENT, rate_list="European")
    dollars = evolve(CLIENT, currency="USD")
    errors = errors_of(project("P-1", client=euros), project("P-2", client=dollars))
    assert [str(error) for error in errors] == [
        "P-2: CAD: expected an amount in USD",
        "P-2: CAD: expected an amount in EUR",
    ]
    same = evolve(CLIENT, currency="EUR")
    (once,) = errors_of(project("P-1", client=euros), project("P-2", client=same))
    assert str(once) == "P-2: CAD: expected an amount in EUR"


def test_services_of_which_one_cannot_be_priced() -> None:
    """What is wrong with one service hides nothing that is wrong with another."""
    mapping = TaskMapping({"both": [REVISION, TRANSLATION]})
    engine = PricingEngine(evolve(CATALOG, mapping=mapping))
    both = evolve(BAD[BandMismatchError], kind="both")
    assert [type(each) for each in engine.attempt(project("P-1", both)).errors] == [
        *(QuantityMissingError, BandMismatchError)
    ]


def test_each_service_of_a_task() -> None:
    """A task billed as two services may have an error for each."""
    errors = errors_of(project("P-1", task("T-1", "both", "en>de")))
    assert [(type(error), place(error)) for error in errors] == [
        (RateNotFoundError, ("P-1", "T-1")),
        (QuantityMissingError, ("P-1", "T-1")),
    ]


def test_doubts() -> None:
    """A project without a client or an order is doubtful, and has a price anyway."""
    some = project("P-1", GOOD, client=None, purchase_order=None)
    assert len(ENGINE.price(some)) == 1
    client, order = ENGINE.check(some)
    assert (client.code, client.severity) == ("missing-client", "warning")
    assert client.message("en") == "P-1: has no client"
    assert (order.code, order.severity) == ("missing-purchase-order", "warning")
    assert order.message("en") == "P-1: has no purchase order"
    assert dict(client.facts) == dict(order.facts) == {"project": "P-1"}
    bad = evolve(some, tasks=[BAD[UnmappedTaskError]])
    assert [each.code for each in ENGINE.check(bad)] == [
        *("missing-client", "missing-purchase-order", "unmapped-task"),
    ]


def test_one_of_a_thousand() -> None:
    """One bad task among a thousand is found and named."""
    tasks = [evolve(GOOD, id=f"G-{n}") for n in range(1000)]
    tasks[713] = BAD[UnmappedTaskError]
    (error,) = errors_of(project("P-1", *tasks))
    assert place(error) == ("P-1", "T-1")
    tasks[713] = GOOD
    assert len(ENGINE.price(project("P-1", *tasks))) == 1000


def test_in_words() -> None:
    """The error says all that is wrong, a line each, and pickles."""
    with pytest.raises(UnpricedTasksError) as raised:
        ENGINE.price(*ALL_BAD)
    first, *others = str(raised.value).splitlines()
    assert first == "tasks cannot be priced:"
    assert others == [f"- {error}" for error in raised.value.errors]
    assert pickle.loads(pickle.dumps(raised.value)) == raised.value  # noqa: S301 - ours
    assert isinstance(raised.value, ValueError)
