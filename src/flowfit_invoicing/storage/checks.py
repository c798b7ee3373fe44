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


def check_numbers(
    counts: Iterable[Count], numbers: Iterable[tuple[str, str]]
) -> Iterator[Finding]:
    """Tell which numbers are missing or given twice; they come as they were given."""
    expected = [_Expected(count) for count in counts]
    for seller, number in numbers:
        for each in expected:
            if each.count.counter.seller == seller:
                yield from _met(each, number)
    for each in expected:
        yield from _missing(each, each.count.last + 1)


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


def _met(expected: _Expected, number: str) -> Iterator[Finding]:
    """Go on to the place behind that of a number, if it is of this series."""
    place = _place(expected.count.counter.series, number)
    if place is None:
        return
    if place < expected.place:
        yield Finding("number-twice", "error", (number,))
    yield from _missing(expected, place)
    expected.place = max(expected.place, place + 1)


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
