"""A period begins before it ends."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from flowfit_invoicing import Period
from flowfit_invoicing.errors import InvalidValueError

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)


def test_period() -> None:
    """Both days are in it, and may be the same."""
    assert (Period(FIRST, LAST).start, Period(FIRST, LAST).end) == (FIRST, LAST)
    assert Period(FIRST, FIRST).end == FIRST


REFUSED: dict[str, tuple[Any, Any]] = {
    "it ends before": (LAST, FIRST),
    "no end": (FIRST, None),
    "no start": (None, LAST),
    "a written day": (FIRST, "2026-11-30"),
    "a moment": (FIRST, datetime(2026, 11, 30, tzinfo=UTC)),
}


@pytest.mark.parametrize("days", REFUSED.values(), ids=REFUSED)
def test_refuses(days: tuple[Any, Any]) -> None:
    """A period has two days, the first one first (EN 16931, BR-29)."""
    with pytest.raises(InvalidValueError):
        Period(*days)
