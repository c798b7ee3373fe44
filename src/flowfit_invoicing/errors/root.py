"""What all errors have in common: facts, a code, and one sentence made of them."""

from collections.abc import Mapping
from typing import ClassVar, Self, TypeAlias, cast

from attrs import frozen

Place: TypeAlias = tuple[str, ...]
"""Where something is wrong: (project number, task id), or the name of a list."""


@frozen
class Lack:
    """What some work does not have; written by our label of this code.

    >>> print(Lack("no-day", "no day"))
    no day
    """

    label_code: str
    english: str

    def __str__(self) -> str:
        return self.english


class InvoicingError(Exception):
    """Root of all errors of this package; never raised itself."""

    code: ClassVar[str] = "invoicing"
    """Stable name of what is wrong, the same in errors and findings."""

    sentence: ClassVar[str] = ""
    """What `str()` says in English; the braces name facts."""

    def __str__(self) -> str:
        words = {name: in_words(fact) for name, fact in self.facts().items()}
        reason = self.facts().get("reason")
        agreed = "" if reason is None else f"{reason}: "
        return at(self.where()) + agreed + self.sentence.format_map(words)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.facts() == other.facts()

    def __hash__(self) -> int:
        return hash((type(self), self.args))

    def where(self) -> Place:
        """Give the place, or as much of it as is known: the task alone, or nothing."""
        facts = self.facts()
        place = cast("Place | None", facts.get("place"))
        return place or ((str(facts["task_id"]),) if "task_id" in facts else ())

    def located(self, place: Place) -> Self:
        """Give the same error with the place where it happened."""
        names: tuple[str, ...] = getattr(type(self), "__match_args__", ())
        facts = {name: getattr(self, name) for name in names}
        return type(self)(**{**facts, "place": place})

    def facts(self) -> Mapping[str, object]:
        """Give all attributes by their names, in the order of the constructor."""
        names: tuple[str, ...] = getattr(type(self), "__match_args__", ())
        return {name: getattr(self, name) for name in names}


def at(place: Place) -> str:
    """Write a place in front of a sentence: `P-1042/T-3: `."""
    return "/".join(place) + ": " if place else ""


def in_words(fact: object) -> str:
    """Write a fact in English."""
    if fact is None:
        return "none"
    if isinstance(fact, tuple):
        return ", ".join(map(_member, cast("Place", fact))) or "none"
    return str(fact)


def _member(fact: object) -> str:
    """Write one of several facts; a task with its project is `P-1042/T-3`."""
    return "/".join(cast("Place", fact)) if isinstance(fact, tuple) else str(fact)
