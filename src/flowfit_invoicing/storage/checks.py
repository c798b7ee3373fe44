"""What is wrong with what a store keeps: it looks, and mends nothing.

All is looked at one after the other, so that books of any size can be checked.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby

from attrs import define, field, frozen

from flowfit_invoicing.documents import Claim
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.ports import Counter, QueuedMessage

_SEQUENCE = "%SEQ%"


@frozen
class Count:
    """A counter, the place that it began with and the last one that it gave."""

    counter: Counter
    first: int
    last: int


@define
class _Expected:
    """The place of a series that is to come next in the books."""

    count: Count
    place: int = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.place = self.count.first


@define
class _Strangers:
    """The documents of a seller with numbers that no counter gave."""

    first: str
    last: str
    count: int = 0


def check_numbers(
    counts: Iterable[Count], numbers: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Tell which numbers are missing or given twice, or that no counter gave.

    They come as they were given. What is missing is told by ranges.
    """
    expected = [_Expected(count) for count in counts]
    by_seller: dict[str, list[_Expected]] = {}
    for each in expected:
        by_seller.setdefault(each.count.counter.seller, []).append(each)
    strangers: dict[str, _Strangers] = {}
    for seller, number in numbers:
        fitting = _could_have_given(by_seller.get(seller, ()), number)
        giver = max(fitting, key=_likely, default=None)
        if giver is None:
            met = strangers.setdefault(seller, _Strangers(number, number))
            met.last, met.count = number, met.count + 1
        else:
            yield from _met(*giver, number)
    for each in expected:
        yield from _at_the_end(each)
    for met in strangers.values():
        facts = {"count": met.count, "last": met.last}
        yield Finding("numbers-of-no-counter", "error", (met.first,), facts)


def check_claims(claims: Iterable[Claim]) -> Iterator[Finding]:
    """Tell which tasks are billed more than whole; claims come task by task."""
    for task, several in groupby(claims, _task_of):
        held = tuple(several)
        if sum(claim.share for claim in held) > 1:
            yield Finding("billed-twice", "error", task, {"holder": held[-1].holder})


def check_messages(
    messages: Iterable[QueuedMessage], now: datetime, patience: timedelta
) -> Iterator[Finding]:
    """Tell which messages have waited longer than anybody should, or for a person."""
    for queued in messages:
        if queued.refused_for_good:
            error = queued.error
            yield Finding.warning(
                "refused-for-good", queued.invoice_number, error=error
            )
        elif now - queued.message.date > patience:
            yield Finding.warning(
                "message-waits",
                queued.invoice_number,
                since=queued.message.date.date(),
                tries=queued.tries,
                error=queued.error,
            )


def _could_have_given(
    several: Iterable[_Expected], number: str
) -> Iterator[tuple[_Expected, int]]:
    """Give the series that a number fits, and its place in each."""
    for each in several:
        place = _place(each.count.counter.series, number)
        if place is not None:
            yield each, place


def _likely(fitting: tuple[_Expected, int]) -> tuple[bool, int]:
    """Prefer the series that came so far, and the one that says most.

    After the pattern `F-%SEQ%` became `F-%YYYY%%SEQ:4%`, F-20260001 fits both.
    """
    expected, place = fitting
    count = expected.count
    return count.first <= place <= count.last, len(count.counter.series)


def _met(expected: _Expected, place: int, number: str) -> Iterator[Finding]:
    """Go on to the place behind that of a number."""
    if place < expected.place:
        yield Finding("number-twice", "error", (number,))
    yield from _missing(expected, min(place, expected.count.last + 1))
    expected.place = max(expected.place, place + 1)


def _at_the_end(expected: _Expected) -> Iterator[Finding]:
    last, highest = expected.count.last, expected.place - 1
    yield from _missing(expected, last + 1)
    if highest > last:
        facts = {"last": last, "highest": highest}
        place = (expected.count.counter.series,)
        yield Finding("counter-behind", "error", place, facts)


def _missing(expected: _Expected, before: int) -> Iterator[Finding]:
    if expected.place < before:
        yield Finding(
            "numbers-missing",
            "error",
            (expected.count.counter.series,),
            {"first": expected.place, "last": before - 1},
        )


def _place(series: str, number: str) -> int | None:
    """Give the place of a number in a series, or None if it is of another."""
    prefix, _, suffix = series.partition(_SEQUENCE)
    if not number.startswith(prefix) or not number.endswith(suffix):
        return None
    between = number[len(prefix) : len(number) - len(suffix)]
    return int(between) if between.isascii() and between.isdecimal() else None


def _task_of(claim: Claim) -> tuple[str, str]:
    return claim.task
