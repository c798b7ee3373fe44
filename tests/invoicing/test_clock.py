"""The seller's day."""

import pickle
from datetime import UTC, datetime, timedelta

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.invoicing import clock


def test_today_in() -> None:
    """
    The day is that of the zone: at any moment, Kiritimati is a day ahead of Niue.
    """
    ahead, behind = ffi.today_in("Pacific/Kiritimati"), ffi.today_in("Pacific/Niue")

    assert ahead() - behind() == timedelta(days=1)


@pytest.mark.parametrize(
    "zone",
    ["Mars/Olympus", "", "../../etc/passwd", "/etc/passwd", "a\x00b", "America"],
)
def test_unknown_zone(zone: str) -> None:
    """
    What is no time zone is refused when the clock is made, not when it is read.
    """
    with pytest.raises(errors.InvalidValueError):
        ffi.today_in(zone)


def test_value() -> None:
    """
    The clock of a zone is a value: it compares, and it travels to other processes.
    """
    clock_of_toronto = ffi.today_in("America/Toronto")

    assert pickle.loads(pickle.dumps(clock_of_toronto)) == clock_of_toronto  # noqa: S301 - our own
    assert clock_of_toronto != ffi.today_in("America/Vancouver")


def test_now() -> None:
    """
    The moment knows its zone.
    """
    before = datetime.now(UTC)
    assert before <= clock.now() <= datetime.now(UTC)
