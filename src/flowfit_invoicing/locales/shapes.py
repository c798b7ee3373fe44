"""What a value must have to be written out; the values themselves live further up."""

from datetime import date
from decimal import Decimal
from typing import Protocol, runtime_checkable

from flowfit_invoicing.money import Currency
from flowfit_invoicing.text import LocalizedText


@runtime_checkable
class NamedUnit(Protocol):
    """A unit of work, as far as its name goes."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> LocalizedText | None: ...
    @property
    def plural(self) -> LocalizedText | None: ...


@runtime_checkable
class Counted(Protocol):
    """A quantity, as far as its amount and the name of its unit go."""

    @property
    def amount(self) -> Decimal: ...
    @property
    def unit(self) -> NamedUnit: ...


@runtime_checkable
class Band(Protocol):
    """A match band."""

    @property
    def name(self) -> str: ...
    @property
    def origin(self) -> str: ...
    @property
    def low(self) -> int: ...
    @property
    def high(self) -> int: ...


@runtime_checkable
class Pair(Protocol):
    """A pair of languages."""

    @property
    def source(self) -> str: ...
    @property
    def target(self) -> str: ...


@runtime_checkable
class Labelled(Protocol):
    """What has a label among our words, such as a state."""

    @property
    def label_code(self) -> str: ...


@runtime_checkable
class NamedService(Protocol):
    """A service, as far as its name goes."""

    @property
    def name(self) -> LocalizedText: ...


@runtime_checkable
class Rate(Protocol):
    """What a unit of a service costs, for which work and when."""

    @property
    def service(self) -> NamedService: ...
    @property
    def unit(self) -> NamedUnit: ...
    @property
    def unit_price(self) -> Decimal: ...
    @property
    def per(self) -> int: ...
    @property
    def languages(self) -> Pair | None: ...
    @property
    def domain(self) -> str | None: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...
    @property
    def currency(self) -> Currency | None: ...


@runtime_checkable
class Miss(Protocol):
    """A rate that came near, and what excluded it."""

    @property
    def rate(self) -> Rate: ...
    @property
    def rate_list(self) -> str: ...
    @property
    def excluded(self) -> tuple[str, ...]: ...
    @property
    def currency(self) -> Currency | None: ...


@runtime_checkable
class Told(Protocol):
    """A finding, which says itself what it is about."""

    def message(self, locale: str) -> str: ...
    def hint(self, locale: str) -> str: ...


@runtime_checkable
class Rule(Protocol):
    """A rule of a mapping: what it asks for, and what that is billed as."""

    @property
    def kind(self) -> str: ...
    @property
    def services(self) -> tuple[object, ...]: ...
    @property
    def workflow(self) -> str | None: ...
    @property
    def client(self) -> str | None: ...
    @property
    def languages(self) -> object: ...
    @property
    def domain(self) -> str | None: ...


@runtime_checkable
class Levy(Protocol):
    """A tax, as far as its name and its rate go."""

    @property
    def name(self) -> LocalizedText: ...
    @property
    def percent(self) -> Decimal: ...
    @property
    def category(self) -> str: ...
