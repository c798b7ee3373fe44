"""Which pattern numbers which kind of document, and where its series begin."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations
from typing import TypeAlias

from attrs import field, frozen

from flowfit_invoicing.documents.credits.meeting import could_meet
from flowfit_invoicing.doors import day, optional_day, pairs_of, refused, whole_number

from .numbers import NumberPattern, number_pattern

KINDS = ("invoice", "credit-note", "quote", "deposit")
"""Kinds of documents that may be numbered apart."""

_INVOICE, _QUOTE = "invoice", "quote"


_BEYOND = 10**15
"""More than any series will ever have, and what every store can keep."""


def _start(value: int) -> int:
    if whole_number(value) < 1:
        raise refused(value, "expected a sequence that begins at 1 or later")
    if value >= _BEYOND:
        raise refused(value, f"expected a sequence that begins below {_BEYOND}")
    return value


@frozen
class Numbering:
    """A pattern, and where its series begin: at 1, or once at *start*.

    An agency that moves in goes on with its numbers: the series of the day *since*
    begins at *start*, and has no document of an earlier day. All others begin at 1. A
    series that has begun goes on as it has: where it starts is said once, before.

    >>> numbering = Numbering("F-%YYYY%-%SEQ%", start=4211, since=date(2026, 11, 24))
    >>> numbering.first(date(2026, 12, 1)), numbering.first(date(2027, 1, 4))
    (4211, 1)

    Raises:
        InvalidValueError: If there is a start without the day since which it holds, or
            a day without a start.
    """

    pattern: NumberPattern = field(converter=number_pattern)
    start: int = field(converter=_start, default=1, kw_only=True)
    since: date | None = field(converter=optional_day, default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.start > 1 and self.since is None:
            raise refused(self.start, "expected the day since which the start holds")
        if self.start == 1 and self.since is not None:
            raise refused(self.since, "expected a start above 1 that holds since then")

    def first(self, on: date) -> int:
        """Give the place at which the series of a day begins."""
        return 1 if self.first_day(on) is None else self.start

    def first_day(self, on: date) -> date | None:
        """Give the first day that the series of a day may have, if it has moved in."""
        issued = day(on)
        if self.since is None or self._key(issued) != self._key(self.since):
            return None
        return self.since

    def _key(self, on: date) -> str:
        return self.pattern.series(on, project_number="-", client_code="-").key


def _numbering(value: "AnyNumbering") -> Numbering:
    return value if isinstance(value, Numbering) else Numbering(value)


_DEFAULT_FOR_QUOTES = Numbering("Q-%YYYY%-%SEQ%")


AnyNumbering: TypeAlias = Numbering | NumberPattern | str
"""A numbering, or the pattern of one that begins at 1."""

ByKind: TypeAlias = tuple[tuple[str, Numbering], ...]


def _by_kind(
    value: Mapping[str, AnyNumbering] | Iterable[tuple[str, AnyNumbering]],
) -> ByKind:
    kinds = dict(pairs_of(value))
    for kind in kinds:
        if kind not in KINDS:
            raise refused(kind, f"expected one of {', '.join(KINDS)}")
    if _INVOICE not in kinds:
        raise refused(tuple(kinds), "expected a pattern for invoices at least")
    return tuple((kind, _numbering(kinds[kind])) for kind in KINDS if kind in kinds)


@frozen
class Numbers:
    """How all documents of a seller are numbered, each kind by its own pattern.

    A kind that is not named is numbered in the series of the invoices, but quotes by
    `Q-%YYYY%-%SEQ%`. Kinds with the very same pattern share its counters.

    >>> numbers = Numbers({"invoice": "F-%YYYY%-%SEQ%", "credit-note": "NC-%SEQ%"})
    >>> str(numbers.numbering("credit-note").pattern), numbers.counted_as("deposit")
    ('NC-%SEQ%', 'invoice')

    Raises:
        InvalidValueError: If a kind is unknown, invoices have no pattern, or the
            patterns of two kinds could make the same number.
    """

    by_kind: ByKind = field(converter=_by_kind)

    def __attrs_post_init__(self) -> None:
        for (kind, one), (other_kind, other) in combinations(self.by_kind, 2):
            if not _go_together(one, other):
                expected = f"expected numbers that no {kind} has ({one.pattern})"
                raise refused(f"{other_kind} {other.pattern}", expected)

    def numbering(self, kind: str) -> Numbering:
        """Give how documents of a kind are numbered.

        Raises:
            InvalidValueError: If quotes have no pattern, and the usual one could make
                the number of another document.
        """
        known = dict(self.by_kind)
        if kind in known or kind != _QUOTE:
            return known.get(kind, known[_INVOICE])
        for other in known.values():
            if not _go_together(_DEFAULT_FOR_QUOTES, other):
                usual = str(_DEFAULT_FOR_QUOTES.pattern)
                expected = f"expected another pattern of quotes beside {other.pattern}"
                raise refused(usual, expected)
        return _DEFAULT_FOR_QUOTES

    def counted_as(self, kind: str) -> str:
        """Give the kind whose counters a kind shares, the first of its pattern."""
        own = self.numbering(kind)
        return next((each for each, its in self.by_kind if its == own), kind)


def _go_together(one: Numbering, other: Numbering) -> bool:
    """Tell if two kinds are counted as one, or never make the same number."""
    return one == other or not could_meet(one.pattern, other.pattern)


def numbers_of(value: Numbers | AnyNumbering | Mapping[str, AnyNumbering]) -> Numbers:
    """Take a pattern for all documents, or one by the kind of document."""
    if isinstance(value, Numbers):
        return value
    return Numbers(value if isinstance(value, Mapping) else {_INVOICE: value})
