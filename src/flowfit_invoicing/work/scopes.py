"""What of a task decides on its price, but for the day and the client.

Tasks by the thousand are alike in it, and equal scopes are one object, so that an
engine finds what it has worked out for one of them by identity: a look-up of 40 ns in
place of one of 700, in which the texts of a pair are hashed again each time.
"""

from functools import lru_cache

from attrs import frozen

from .languages import LanguagePair
from .units import Unit


@frozen(eq=False)
class Scope:
    """Kind, languages, domain and units of a task; known by its identity."""

    kind: str
    languages: LanguagePair | None
    domain: str | None
    units: tuple[str, ...]
    """Codes of the units of its quantities, in their order."""

    analysed: str | None
    """Code of the unit of its analysis."""

    weighted: bool
    """Whether a tool has weighted the analysis already."""

    @property
    def offered(self) -> tuple[str, ...]:
        """Codes of all units in which the task was counted."""
        return self.units if self.analysed is None else (*self.units, self.analysed)

    def is_analysed_in(self, unit: Unit) -> bool:
        """Tell if it is an analysis that is billed in a unit, and not a quantity."""
        return unit.code not in self.units and self.analysed in unit.counted_in

    def __reduce__(self) -> tuple[object, ...]:
        return scope_of, (
            self.kind,
            self.languages,
            self.domain,
            self.units,
            self.analysed,
            self.weighted,
        )


@lru_cache(maxsize=4096)
def scope_of(
    kind: str,
    languages: LanguagePair | None,
    domain: str | None,
    units: tuple[str, ...],
    analysed: str | None,
    weighted: bool,  # noqa: FBT001 - a key of the cache
) -> Scope:
    """Give the scope of tasks that are alike, the same one each time."""
    return Scope(kind, languages, domain, units, analysed, weighted)
