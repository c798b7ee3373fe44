"""Which day it is for the seller, and which moment for everybody."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import one_line


def _zone(value: str) -> str:
    try:
        ZoneInfo(one_line(value))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise refused(
            value, "expected a time zone that is installed, such as 'America/Toronto'"
        ) from None
    return value


@frozen
class Today:
    """A clock that gives the day in a time zone, whatever the server's is."""

    zone: str = field(converter=_zone)

    def __call__(self) -> date:
        """Give the day that it is there right now."""
        return datetime.now(ZoneInfo(self.zone)).date()


def today_in(zone: str) -> Today:
    """Make the clock of a time zone.

    >>> today = today_in("America/Toronto")
    >>> today() <= today_in("Asia/Tokyo")()
    True

    Raises:
        InvalidValueError: If the zone is not known. A machine without a table of time
            zones gets one by the extra `tz`.
    """
    return Today(zone)


def now() -> datetime:
    """Give the moment, for leases and tries."""
    return datetime.now(UTC)
