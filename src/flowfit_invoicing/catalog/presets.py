"""Grids to start from: the rows that usual tools print, at percents that are usual.

Rows are facts: the ranges that an analysis of the tool has unless somebody changes
them. Percents are not. There is no standard of the trade, agreements differ, and those
here are only what has been published:

- `trados`: once recommended to its users, 30 % for repetitions and 100% matches, 60 %
  from 85 % on, and the whole price for the rest (quoted in forum thread 202937 of
  proz.com, 2011). It knew no context matches; here they cost what exact ones cost.
- `memoq`: the example of its help page on weighted word counts, where lower ranges may
  cost 50 to 70 %.
- `phrase`: the rows of its net rate schemes, which set translation memory, machine
  translation, internal fuzzies and non-translatables apart. Matches below 75 % count as
  new words there; the other percents are those of `trados`, for internal fuzzies too,
  and machine translation costs the whole price until somebody agrees on less.
"""

from collections.abc import Mapping
from types import MappingProxyType

_LOWER_AND_HIGHER = {"50-74": 100, "75-84": 100, "85-94": 60, "95-99": 60}
_RANGES = ("0-49", "50-74", "75-84", "85-94", "95-99", "100")

PRESETS: Mapping[str, Mapping[str, int]] = MappingProxyType(
    {
        "trados": {
            "new": 100,
            **_LOWER_AND_HIGHER,
            "exact": 30,
            "context": 30,
            "repetition": 30,
            **{f"internal {name}": each for name, each in _LOWER_AND_HIGHER.items()},
        },
        "memoq": {
            "new": 100,
            "50-74": 70,
            "75-84": 50,
            "85-94": 40,
            "95-99": 40,
            "exact": 30,
            "context": 10,
            "repetition": 20,
        },
        "phrase": {
            "0-49": 100,
            **_LOWER_AND_HIGHER,
            "exact": 30,
            "context": 30,
            "repetition": 30,
            "internal 0-49": 100,
            **{f"internal {name}": each for name, each in _LOWER_AND_HIGHER.items()},
            "internal 100": 30,
            **{f"mt {name}": 100 for name in _RANGES},
            "nontranslatable 99": 60,
            "nontranslatable 100": 30,
        },
    }
)
"""Percents of the unit price by band, by the name of a tool."""
