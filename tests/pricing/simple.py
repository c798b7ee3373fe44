"""An agency with one rate list, and a project with one task or a few."""

from collections.abc import Iterable
from typing import Any

from attrs import evolve

from flowfit_invoicing import (
    HOUR,
    WORD,
    Analysis,
    Catalog,
    ClientService,
    InvoiceLine,
    MatchGrid,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    RateList,
    TaskMapping,
    Unit,
    WorkflowTask,
)
from tests.quickstart import ACME, REVISION, TRANSLATION

CLIENT = evolve(ACME, rate_list=None)
MAPPING = TaskMapping({"translate": TRANSLATION, "revise": REVISION, "deliver": None})


def per_word(price: str = "0.25", **parts: Any) -> Rate:  # noqa: ANN401 - whatever it is
    """Make a rate for translation by the word."""
    return Rate(TRANSLATION, WORD, price, **parts)


def per_hour(price: str = "50", **parts: Any) -> Rate:  # noqa: ANN401 - whatever it is
    """Make a rate for revision by the hour."""
    return Rate(REVISION, HOUR, price, **parts)


def engine(
    *rates: Rate,
    grid: MatchGrid | None = None,
    currency: str = "CAD",
    base: RateList | None = None,
    mapping: TaskMapping = MAPPING,
    services: Iterable[ClientService] = (TRANSLATION, REVISION),
    **options: Any,  # noqa: ANN401 - those of the engine
) -> PricingEngine:
    """Make an engine for the rates of one list, and of one behind it."""
    rate_list = RateList("Standard", currency, rates, base=base, match_grid=grid)
    catalog = Catalog(
        services=services,
        rate_lists=[rate_list],
        mapping=mapping,
        default_rate_list="Standard",
    )
    return PricingEngine(catalog, **options)


def words(number: str | int, unit: Unit = WORD, **parts: Any) -> WorkflowTask:  # noqa: ANN401 - whatever it is
    """Make a task to translate so many words."""
    return WorkflowTask(
        "T-1", "translate", "en>fr-CA", quantities=[Quantity(number, unit)], **parts
    )


def analysed(analysis: Analysis, **parts: Any) -> WorkflowTask:  # noqa: ANN401 - whatever it is
    """Make a task to translate what was analysed."""
    return WorkflowTask("T-1", "translate", "en>fr-CA", analysis=analysis, **parts)


def hours(number: str, id_: str = "T-2") -> WorkflowTask:
    """Make a task to revise for so many hours."""
    return WorkflowTask(id_, "revise", "en>fr-CA", quantities=[Quantity(number, HOUR)])


def project(*tasks: WorkflowTask, **parts: Any) -> Project:  # noqa: ANN401 - whatever it is
    """Make a project that lacks nothing but, maybe, a price."""
    parts = {"number": "P-1", "client": CLIENT, "purchase_order": "PO-1", **parts}
    return Project(tasks=tasks, **parts)


def nets(lines: Iterable[InvoiceLine]) -> list[str]:
    """Give what each line comes to, as text."""
    return [str(line.net_amount.amount) for line in lines]


def priced(engine: PricingEngine, *tasks: WorkflowTask) -> list[str]:
    """Give what each line of some tasks comes to."""
    return nets(engine.price(project(*tasks)))
