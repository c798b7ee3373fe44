"""Why a task has no price.

All of these can become findings, so they carry facts and no prose. `place` is
(project number, task id) once `PricingEngine.price` has collected the error.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from .root import InvoicingError, Lack, Place

if TYPE_CHECKING:
    from flowfit_invoicing.catalog import ClientService, NearMiss, Rate
    from flowfit_invoicing.money import Currency, ExchangeRate, Money
    from flowfit_invoicing.text import LocalizedText
    from flowfit_invoicing.work import LanguagePair, MatchBand, Quantity, Unit

_NO_LANGUAGES = Lack("no-languages", "no languages")
_NO_DAY = Lack("no-day", "no day")


@frozen
class UnmappedTaskError(InvoicingError, LookupError):
    """The mapping does not say what tasks of this kind are billed as."""

    code: ClassVar[str] = "unmapped-task"
    sentence: ClassVar[str] = "no service is mapped to tasks of kind '{kind}'"

    task_id: str
    kind: str
    place: Place | None = None


@frozen
class RateListNotFoundError(InvoicingError, LookupError):
    """A client or a catalog names a rate list that the catalog does not hold."""

    code: ClassVar[str] = "rate-list-not-found"
    sentence: ClassVar[str] = "rate list '{name}': the catalog has {known}"

    name: str
    known: tuple[str, ...]
    place: Place | None = None


@frozen
class CircularBasesError(InvoicingError, ValueError):
    """Rate lists are to be behind one another in a circle."""

    code: ClassVar[str] = "circular-bases"
    sentence: ClassVar[str] = "bases {names}: lead back to where they began"

    names: tuple[str, ...]
    """From one list to the next behind it; the last is the first."""

    place: Place | None = None


@frozen
class RateNotFoundError(InvoicingError, LookupError):
    """Neither a rate list nor any list behind it prices a service."""

    code: ClassVar[str] = "rate-not-found"
    sentence: ClassVar[str] = (
        "service {service}: no list has a rate for this work: {scope}; "
        "nearest: {nearest}"
    )

    service: "ClientService"
    languages: "LanguagePair | None"
    unit: "Unit | None"
    domain: str | None
    on: date | None
    nearest: "Sequence[NearMiss]" = ()
    """The rates that came nearest, and what excluded each of them."""

    units: "tuple[Unit, ...]" = ()
    """What the work was counted in, if no unit was asked for."""

    place: Place | None = None

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `scope` what the work has and what it lacks."""
        asked = (
            self.languages or _NO_LANGUAGES,
            *(self.units if self.unit is None else (self.unit,)),
            self.domain,
            self.on or _NO_DAY,
        )
        scope = tuple(part for part in asked if part is not None)
        return {**super().facts(), "scope": scope}


@frozen
class QuantityMissingError(InvoicingError, LookupError):
    """A service has rates, but none in a unit that the task was counted in."""

    code: ClassVar[str] = "quantity-missing"
    sentence: ClassVar[str] = (
        "service {service} is priced per {wanted}, the task offers {offered}"
    )

    task_id: str
    service: "ClientService"
    wanted: "tuple[Unit, ...]"
    offered: "tuple[Quantity, ...]"
    nearest: "Sequence[NearMiss]" = ()
    """The rates that came nearest, and what excluded each of them."""

    place: Place | None = None


@frozen
class AmbiguousRatesError(InvoicingError, ValueError):
    """Two rates could both win, and nothing says which."""

    code: ClassVar[str] = "ambiguous-rates"
    sentence: ClassVar[str] = "rate {first}: could win as well as {second}"

    first: "Rate"
    second: "Rate"
    place: Place | None = None

    def facts(self) -> Mapping[str, object]:
        """Give the attributes, and as `units` those of the rates if they are two.

        Then it is the task that offers both, and the lists are right.
        """
        units = (self.first.unit, self.second.unit)
        differ = units[0].code != units[1].code
        return {**super().facts(), "units": units if differ else ()}


@frozen
class BandMismatchError(InvoicingError, ValueError):
    """A band of an analysis is only partly covered by a row of the grid, or by two."""

    code: ClassVar[str] = "band-mismatch"
    sentence: ClassVar[str] = "band {band}: cuts across the grid's {rows}"

    band: "MatchBand"
    rows: "tuple[MatchBand, ...]"
    place: Place | None = None


@frozen
class AlreadyWeightedError(InvoicingError, ValueError):
    """A tool has weighted the analysis already, and a grid would discount it again."""

    code: ClassVar[str] = "already-weighted"
    sentence: ClassVar[str] = (
        "the analysis is weighted already, rate {rate} would weight it again"
    )

    task_id: str
    rate: "Rate"
    place: Place | None = None


@frozen
class ExchangeRateMissingError(InvoicingError, LookupError):
    """Prices are to be converted, and nobody knows the rate of the day."""

    code: ClassVar[str] = "exchange-rate-missing"
    sentence: ClassVar[str] = (
        "exchange rate {source} to {target}: not known (day asked for: {on})"
    )

    source: "Currency"
    target: "Currency"
    on: date | None
    place: Place | None = None


@frozen
class ExchangeRateMismatchError(InvoicingError, ValueError):
    """The exchange rates of a host gave something else than they were asked for."""

    code: ClassVar[str] = "exchange-rate-mismatch"
    sentence: ClassVar[str] = (
        "exchange rate {source} to {target}: expected one of this pair, got {actual}"
    )

    source: "Currency"
    target: "Currency"
    actual: "ExchangeRate | str"
    """What was given; if it is no exchange rate at all, as Python writes it."""

    place: Place | None = None


@frozen
class MixedUnitsError(InvoicingError, ValueError):
    """What is agreed by volume is to count what has several units."""

    code: ClassVar[str] = "mixed-units"
    sentence: ClassVar[str] = "volume in {unit}: lines are counted in {units} too"

    unit: "Unit"
    units: "tuple[Unit, ...]"
    place: Place | None = None
    reason: "LocalizedText | None" = None
    """That of what was agreed by volume."""


@frozen
class NegativeLineError(InvoicingError, ValueError):
    """Allowances take away more than a line has."""

    code: ClassVar[str] = "negative-line"
    sentence: ClassVar[str] = "allowance {amount}: takes the line below zero"

    amount: "Money"
    """What the last of them was agreed to take, of all lines that bear it together."""

    place: Place | None = None
    reason: "LocalizedText | None" = None
    """That of the last of them."""


@frozen
class UnpricedTasksError(InvoicingError, ValueError):
    """Some tasks cannot be priced; here is all that is wrong, in one go."""

    code: ClassVar[str] = "unpriced-tasks"
    sentence: ClassVar[str] = "tasks cannot be priced: {errors}"

    errors: tuple[InvoicingError, ...]

    def __str__(self) -> str:
        return "\n- ".join(["tasks cannot be priced:", *map(str, self.errors)])
