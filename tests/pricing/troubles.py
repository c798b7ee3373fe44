"""An agency, and a task or a project for each kind of error that it may meet."""

from typing import Any

from attrs import evolve

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    WORD,
    Analysis,
    Catalog,
    Client,
    MatchGrid,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    TaskMapping,
    WorkflowTask,
)
from flowfit_invoicing.errors import (
    AlreadyWeightedError,
    AmbiguousRatesError,
    BandMismatchError,
    CurrencyMismatchError,
    InvoicingError,
    QuantityMissingError,
    RateListNotFoundError,
    RateNotFoundError,
    TooLargeError,
    UnmappedTaskError,
)
from tests.quickstart import ACME, REVISION, TRANSLATION

CANADIAN = RateList(
    "Canadian",
    "CAD",
    [
        Rate(TRANSLATION, WORD, "0.25", languages="en>fr"),
        Rate(TRANSLATION, HOUR, 60, languages="en>fr"),
        Rate(REVISION, HOUR, 50),
        Rate(REVISION, CHARACTER, 10**14),
    ],
    match_grid=MatchGrid.of({"75-99": 60}, new=100),
)
EUROPEAN = RateList("European", "EUR", [Rate(REVISION, HOUR, 45)])
CATALOG = Catalog(
    services=[TRANSLATION, REVISION],
    rate_lists=[CANADIAN, EUROPEAN],
    mapping=TaskMapping(
        {
            "translate": TRANSLATION,
            "revise": REVISION,
            "both": [TRANSLATION, REVISION],
            "deliver": None,
        }
    ),
    default_rate_list="Canadian",
)
ENGINE = PricingEngine(CATALOG)
CLIENT = Client("C", ACME.party)


def task(
    id_: str,
    kind: str = "translate",
    languages: str = "en>fr",
    *quantities: Quantity,
    analysis: Analysis | None = None,
) -> WorkflowTask:
    return WorkflowTask(id_, kind, languages, quantities=quantities, analysis=analysis)


def project(number: str, *tasks: WorkflowTask, **parts: Any) -> Project:  # noqa: ANN401 - whatever it is
    parts = {"client": CLIENT, "purchase_order": "PO-1", **parts}
    return Project(number, tasks=tasks, **parts)


WORDS, ONE_HOUR, CHARACTERS = (
    *(Quantity(100, WORD), Quantity(1, HOUR), Quantity(99, CHARACTER)),
)
GOOD = task("T-0", "translate", "en>fr", WORDS)
BAD: dict[type[InvoicingError], WorkflowTask] = {
    UnmappedTaskError: task("T-1", "subtitle"),
    RateNotFoundError: task("T-2", "translate", "en>de", WORDS),
    QuantityMissingError: task("T-3", "translate", "en>fr", CHARACTERS),
    AmbiguousRatesError: task("T-4", "translate", "en>fr", WORDS, ONE_HOUR),
    BandMismatchError: task("T-5", analysis=Analysis.of({"50-80": 10})),
    AlreadyWeightedError: task("T-6", analysis=Analysis.of(new=10, weighted=True)),
    TooLargeError: task("T-7", "revise", "en>fr", CHARACTERS),
}
PROJECTS: dict[type[InvoicingError], Project] = {
    RateListNotFoundError: project("P-2", client=evolve(CLIENT, rate_list="None")),
    CurrencyMismatchError: project("P-3", client=evolve(CLIENT, currency="EUR")),
}
ALL_BAD = (project("P-1", GOOD, *BAD.values(), evolve(GOOD, id="T-9")),)
