"""Which day it is for the seller, and which moment for everybody."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import one_line


def today_in(zone: str) -> Callable[[], date]:
    """Make the clock that gives the day in a time zone, whatever the server's is.

    >>> today = today_in("America/Toronto")
    >>> today() <= today_in("Asia/Tokyo")()
    True

    Raises:
        InvalidValueError: If the zone is not known (on a machine without a table of
            time zones, installing `tzdata` helps).
    """
    try:
        known = ZoneInfo(one_line(zone))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refused(
            zone, "expected a time zone that is installed, such as 'America/Toronto'"
        ) from None
    return lambda: datetime.now(known).date()


def now() -> datetime:
    """Give the moment, for leases and tries."""
    return datetime.now(UTC)
