"""Why no rate fits: those that came nearest, and what excluded each of them."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from functools import cached_property
from heapq import nsmallest
from itertools import compress
from typing import TYPE_CHECKING, cast, overload

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused, tuple_of
from flowfit_invoicing.money import Currency
from flowfit_invoicing.text import one_line
from flowfit_invoicing.work import LanguagePair
from flowfit_invoicing.work.languages import candidates

from .rates import Rate
from .services import ClientService

if TYPE_CHECKING:
    from .rate_lists import RateList

_EXCLUSIONS = ("domain", "target", "source", "day", "unit")


def _excluded(value: Iterable[str]) -> tuple[str, ...]:
    several = tuple_of(str, value)
    in_order = tuple(each for each in _EXCLUSIONS if each in several)
    if not several or several != in_order:
        raise refused(
            value, f"expected some of {', '.join(_EXCLUSIONS)}, in this order"
        )
    return in_order


@frozen
class NearMiss:
    """A rate that does not fit some work, and all that excludes it.

    >>> from flowfit_invoicing import WORD
    >>> translation = ClientService("TRA", "Translation")
    >>> french = Rate(translation, WORD, "0.25", languages="en>fr")
    >>> print(NearMiss(french, "Standard", ("target",)))
    TRA (word, en>fr, 0.25) of list Standard (target)
    """

    rate: Rate = field(validator=of_type(Rate))
    rate_list: str = field(converter=one_line)
    """The name of the list that has the rate."""

    excluded: tuple[str, ...] = field(converter=_excluded)
    """Of `domain target source day unit` those in which the work is another."""

    # Said for whoever reads the price; the same list always has the same currency.
    currency: Currency | None = field(
        validator=of_type(Currency, optional=True),
        default=None,
        kw_only=True,
        eq=False,
        repr=False,
    )
    """That of the list, in which the price is."""

    def __str__(self) -> str:
        return f"{self.rate} of list {self.rate_list} ({', '.join(self.excluded)})"


def nearest(
    rate_list: "RateList",
    service: ClientService,
    languages: LanguagePair | None,
    units: Collection[str] | None,
    domain: str | None,
    on: date | None,
    most: int = 3,
) -> tuple[NearMiss, ...]:
    """Find the rates of a service that fewest things exclude from some work.

    Of equally near ones, those of the list that is asked first come first, and within a
    list those that stand first. *units* are the codes of those that will do, None is
    any. All rates of the service are looked at, so it takes some 20 ms for 15 000.
    """
    misses = (
        (others, rate, each)
        for each in rate_list.lineage()
        for rate in each.rates
        if rate.service.code == service.code
        if any(others := _others(rate, languages, units, domain, on))
    )
    return tuple(
        NearMiss(
            rate,
            each.name,
            tuple(compress(_EXCLUSIONS, others)),
            currency=each.currency,
        )
        for others, rate, each in nsmallest(most, misses, key=_how_far)
    )


def _how_far(miss: "tuple[tuple[bool, ...], Rate, RateList]") -> int:
    return sum(miss[0])


def _others(
    rate: Rate,
    languages: LanguagePair | None,
    units: Collection[str] | None,
    domain: str | None,
    on: date | None,
) -> tuple[bool, ...]:
    """Tell for domain, target, source, day and unit if the rate is for another.

    If the work has no languages, both are others.
    """
    pattern = rate.languages
    return (
        rate.domain is not None and rate.domain != domain,
        pattern is not None
        and (languages is None or pattern.target not in candidates(languages.target)),
        pattern is not None
        and (languages is None or pattern.source not in candidates(languages.source)),
        not rate.holds_on(on),
        units is not None and not any(code in units for code in rate.unit.counted_in),
    )


@frozen(eq=False, repr=False)
class NearMisses(Sequence[NearMiss]):
    """What `nearest` finds, looked for when it is read.

    An error for each of a hundred thousand tasks costs nothing until somebody asks
    what came near. Equal to a tuple of the same, written and pickled as one.
    """

    _rate_list: "RateList"
    _service: ClientService
    _languages: LanguagePair | None
    _units: Collection[str] | None
    _domain: str | None
    _on: date | None

    @cached_property
    def _found(self) -> tuple[NearMiss, ...]:
        return nearest(
            self._rate_list,
            self._service,
            self._languages,
            self._units,
            self._domain,
            self._on,
        )

    @overload
    def __getitem__(self, index: int) -> NearMiss: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[NearMiss, ...]: ...
    def __getitem__(self, index: int | slice) -> NearMiss | tuple[NearMiss, ...]:
        return self._found[index]

    def __len__(self) -> int:
        return len(self._found)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, tuple | NearMisses):
            return self._found == tuple(cast("Sequence[object]", other))
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._found)

    def __repr__(self) -> str:
        return repr(self._found)

    def __str__(self) -> str:
        return ", ".join(map(str, self._found)) or "none"

    def __reduce__(self) -> tuple[type[tuple[NearMiss, ...]], tuple[object]]:
        return tuple, (self._found,)
