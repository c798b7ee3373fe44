"""A project in three pairs of languages, at a dollar a word and with agreements."""

from collections.abc import Iterable
from typing import Any

from flowfit_invoicing import (
    WORD,
    Adjustment,
    ClientService,
    InvoiceLine,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    WorkflowTask,
)
from tests.pricing.simple import engine, per_hour, per_word, project
from tests.quickstart import REVISION, TRANSLATION

MANAGEMENT = ClientService("PM", {"en": "Management", "fr": "Gestion"})


def translated(id_: str, words: str | int, languages: str | None, **parts: Any) -> Any:  # noqa: ANN401 - a task
    """Make a task to translate so many words."""
    return WorkflowTask(
        id_, "translate", languages, quantities=[Quantity(words, WORD)], **parts
    )


TASKS = (
    translated("T-1", 30, "en>fr-CA"),
    translated("T-2", 20, "en>fr-CA"),
    translated("T-3", 10, "en>ja"),
    translated("T-4", 5, "de>fr-CA"),
)
PROJECT = project(*TASKS)
OTHER = project(TASKS[0], number="P-2", urgent=True)
"""Another one, of 30 words, that is urgent."""


def agreed(*adjustments: Adjustment, **options: Any) -> PricingEngine:  # noqa: ANN401 - those of an engine
    """Make an engine with a dollar a word and two an hour, and what is agreed."""
    rates: tuple[Rate, ...] = options.pop("rates", (per_word("1"), per_hour("2")))
    services = (TRANSLATION, REVISION, MANAGEMENT)
    return engine(*rates, adjustments=adjustments, services=services, **options)


def lines_of(*projects: Project, by: Iterable[Adjustment]) -> tuple[InvoiceLine, ...]:
    """Price projects by what is agreed."""
    return agreed(*by).price(*projects)


def told(lines: Iterable[InvoiceLine]) -> list[str]:
    """Give each line as the task or the fee that it is for, and its amount."""
    return [
        " ".join((*(line.task_ids or ("-",)), str(line.net_amount.amount)))
        for line in lines
    ]
