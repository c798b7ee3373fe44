"""Match bands: how much of a text a translation memory knew already.

A band is data (an origin, a range of percents, and whether the context matched), so
that the bands of any tool have a place. The usual ones have names.
"""

import re
from functools import lru_cache
from types import MappingProxyType

from attrs import field, frozen

from flowfit_invoicing.doors import flag, refused, whole_number
from flowfit_invoicing.text import one_line

_EXACT, _HIGHEST = 100, 102
_NEVER_ABOVE = ("repetition", "mt", "internal", "nontranslatable")
"""Origins whose matches never tell how well their neighbours matched."""

_NO_ORIGINS = ("new", "fuzzy", "exact", "context")
"""Names of whole bands, which no percents stand behind."""

_RANGE = re.compile(r"(?:([a-z]+) )?([0-9]{1,3})(?:-([0-9]{1,3}))?( context)?")


def _origin(value: str) -> str:
    origin = one_line(value)
    if not (origin.isascii() and origin.isalpha() and origin.islower()):
        raise refused(value, "expected an origin in lower case, such as 'tm'")
    if origin in _NO_ORIGINS:
        expected = "expected its name alone, or percents alone, such as '75-84'"
        raise refused(value, expected)
    return origin


def _percent(value: int) -> int:
    percent = whole_number(value)
    if not 0 <= percent <= _HIGHEST:
        raise refused(value, f"expected a match of 0 to {_HIGHEST} percent")
    return percent


@frozen(cache_hash=True)
class MatchBand:
    """Matches of one origin, from *low* to *high* percent, both included.

    Above 100 % are exact matches whose neighbours matched too (memoQ's 101 and 102 %),
    so only a band in context goes from 100 up to 102, and it goes no lower.

    >>> MatchBand.parse("75-84")
    MatchBand(origin='tm', low=75, high=84, context=False)
    >>> MatchBand.parse("75-84") == MatchBand("tm", 75, 84)
    True
    """

    origin: str = field(converter=_origin)
    low: int = field(converter=_percent)
    high: int = field(converter=_percent)
    context: bool = field(default=False, validator=flag, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise refused((self.low, self.high), "expected the lower percent first")
        if self.context and self.low < _EXACT:
            raise refused(self._written, "expected 100 to 102 percent in context")
        if self.high > _EXACT and not self._may_be_above:
            raise refused(self._written, "expected at most 100 percent out of context")

    @classmethod
    def parse(cls, name: str) -> "MatchBand":
        """Read what `str()` writes.

        Names are `new`, `exact`, `context`, `fuzzy` (1 to 99 %), `repetition`, `mt`,
        `internal`, `nontranslatable`, and ranges such as `75-84`, `85`, `mt 50-74` or
        `101-102 context`.
        """
        found = _parsed(name) if isinstance(name, str) else None
        if found is None:
            raise refused(name, "expected a match band, such as 'exact' or '75-84'")
        return found

    def contains(self, other: "MatchBand") -> bool:
        """Tell if all matches of *other* are in this band."""
        return self.meets(other) and self.low <= other.low and other.high <= self.high

    def meets(self, other: "MatchBand") -> bool:
        """Tell if a match can be in both bands."""
        return (
            self.origin == other.origin
            and self.context == other.context
            and self.low <= other.high
            and other.low <= self.high
        )

    @property
    def name(self) -> str:
        """The name of a usual band, else its range, in no language."""
        return _NAMES.get(self) or self._written

    @property
    def _written(self) -> str:
        width = f"{self.low}-{self.high}" if self.low < self.high else f"{self.low}"
        origin = "" if self.origin == "tm" else f"{self.origin} "
        return f"{origin}{width}{' context' if self.context else ''}"

    @property
    def _may_be_above(self) -> bool:
        return self.context and self.origin not in _NEVER_ABOVE

    @property
    def sort_key(self) -> tuple[bool, str, int, int, bool]:
        """Where people look for it: new words first, better matches after them."""
        return self.origin != "tm", self.origin, self.low, self.high, self.context

    def __str__(self) -> str:
        return self.name


@lru_cache(maxsize=1024)
def _parsed(name: str) -> MatchBand | None:
    # Analyses by the thousand name the same few bands, so they share them.
    found = _RANGE.fullmatch(name)
    if found is None:
        return _NAMED.get(name)
    origin, low, high, context = found.groups()
    return MatchBand(
        origin or "tm", int(low), int(high or low), context=context is not None
    )


def band(value: MatchBand | str) -> MatchBand:
    """Take a band or its name."""
    return value if isinstance(value, MatchBand) else MatchBand.parse(value)


NEW = MatchBand("tm", 0, 0)
FUZZY = MatchBand("tm", 1, 99)
EXACT_MATCH = MatchBand("tm", 100, 100)
CONTEXT = MatchBand("tm", 100, 102, context=True)

_NAMED = MappingProxyType(
    {
        "new": NEW,
        "fuzzy": FUZZY,
        "exact": EXACT_MATCH,
        "context": CONTEXT,
        **{origin: MatchBand(origin, 0, 100) for origin in _NEVER_ABOVE},
    }
)
_NAMES = MappingProxyType({band: name for name, band in _NAMED.items()})
