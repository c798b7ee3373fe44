"""What an example has: whose it is, what is given, and what is said to come out."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from attrs import evolve, field, frozen

from flowfit_invoicing import (
    ITEM,
    WORD,
    Adjustment,
    Analysis,
    InvoiceDraft,
    InvoiceLine,
    PricingEngine,
    Project,
    Quantity,
    Rate,
    Tax,
    Totals,
    Unit,
    WorkflowTask,
)
from tests.pricing.simple import engine, project
from tests.quickstart import ACME, AGENCY, REVISION, TRANSLATION

NONE: Mapping[str, int] = MappingProxyType({})


@frozen
class Example:
    """An example that a system's own page computes."""

    system: str
    page: str
    """Its address."""

    rates: tuple[Rate, ...] = field(converter=tuple[Rate, ...])
    work: tuple[WorkflowTask, ...] = field(converter=tuple[WorkflowTask, ...])
    comes_out: str | None = field(default=None, kw_only=True)
    """The total, where the page says one."""

    lines: str | None = field(default=None, kw_only=True)
    """What each line comes to, where it says that."""

    counted: str | None = field(default=None, kw_only=True)
    """What each line bills, where it says that."""

    borne: str | None = field(default=None, kw_only=True)
    """What each line bears of a sum that they share, where it says that."""

    tax: str | None = field(default=None, kw_only=True)
    """The percent of a tax on all of it."""

    gross: str | None = field(default=None, kw_only=True)
    """The total with the tax, where it says one."""

    agreed: tuple[Adjustment, ...] = field(
        converter=tuple[Adjustment, ...], default=(), kw_only=True
    )
    currency: str = field(default="EUR", kw_only=True)
    bands: str = field(default="weighted", kw_only=True)

    @property
    def engine(self) -> PricingEngine:
        """An agency whose only list has the rates."""
        return engine(
            *self.rates,
            currency=self.currency,
            adjustments=self.agreed,
            bands=self.bands,
        )

    @property
    def project(self) -> Project:
        """An urgent project with the work, so that a rush fee holds."""
        tasks = (evolve(each, id=f"T-{n}") for n, each in enumerate(self.work, 1))
        return project(*tasks, urgent=True)


def totals(example: Example, lines: Iterable[InvoiceLine]) -> Totals:
    """Add up the lines of an example as an invoice does."""
    draft = InvoiceDraft(
        seller=AGENCY,
        client=ACME,
        currency=example.currency,
        lines=lines,
        taxes=[] if example.tax is None else [Tax("VAT", "VAT", example.tax)],
    )
    return draft.totals


def rate(price: str | None, unit: Unit = WORD, **parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    """Make a rate for translation."""
    return Rate(TRANSLATION, unit, price, **parts)


def revision(price: str, unit: Unit = WORD, **parts: Any) -> Rate:  # noqa: ANN401 - those of a rate
    """Make a rate for revision."""
    return Rate(REVISION, unit, price, **parts)


def work(
    amount: str | int,
    unit: Unit = WORD,
    *,
    to: str = "fr",
    kind: str = "translate",
    domain: str | None = None,
) -> WorkflowTask:
    """Make a task in which so much was counted."""
    return WorkflowTask(
        "T-1", kind, f"en>{to}", quantities=[Quantity(amount, unit)], domain=domain
    )


def prices(*several: str, unit: Unit = ITEM) -> list[Rate]:
    """Make a rate for each of the items that `amounts` counts."""
    return [rate(price, unit, domain=f"{n}") for n, price in enumerate(several)]


def amounts(*several: str | int, unit: Unit = ITEM) -> list[WorkflowTask]:
    """Make a task for each of the items that `prices` has a rate for."""
    return [work(amount, unit, domain=f"{n}") for n, amount in enumerate(several)]


def matches(
    counts: Mapping[str, int] = NONE, /, unit: Unit = WORD, **named: int
) -> WorkflowTask:
    """Make a task with words by match band."""
    analysis = Analysis.of({**counts, **named}, unit=unit)
    return WorkflowTask("T-1", "translate", "en>fr", analysis=analysis)
