"""Findings: what is wrong or doubtful, told before it hurts."""

from collections.abc import Iterable, Mapping
from typing import Literal, Self, TypeAlias

from attrs import field, frozen

from .doors import pairs_of, refused, tuple_of
from .errors import InvoicingError, Place
from .locales import formatter, spoken
from .text import one_line

Severity: TypeAlias = Literal["error", "warning"]


def _severity(value: Severity) -> Severity:
    if value not in ("error", "warning"):
        raise refused(value, "expected 'error' or 'warning'")
    return value


def _place(value: Place) -> Place:
    return tuple_of(str, value)


def _facts(
    value: Mapping[str, object] | Iterable[tuple[str, object]],
) -> tuple[tuple[str, object], ...]:
    return pairs_of(value)


@frozen
class Finding:
    """Something that is wrong (error) or doubtful (warning), where, and the facts.

    >>> from flowfit_invoicing.errors import UnmappedTaskError
    >>> finding = Finding.of(UnmappedTaskError("T-3", "voodoo", ("P-7", "T-3")))
    >>> finding.code, finding.place
    ('unmapped-task', ('P-7', 'T-3'))
    >>> print(finding.message("fr-CA"))
    P-7/T-3 : aucun service n’est apparié aux tâches de type « voodoo »
    """

    code: str = field(converter=one_line)
    """Stable name of what is wrong, the same as that of the error."""

    severity: Severity = field(converter=_severity)
    place: Place = field(converter=_place)
    """(project number, task id), a project's number, or the code or name of a part."""

    facts: tuple[tuple[str, object], ...] = field(converter=_facts, default=())
    """What the sentence speaks about, by name."""

    @classmethod
    def of(cls, error: InvoicingError) -> Self:
        """Make the finding that says what *error* says."""
        facts = dict(error.facts())
        facts.pop("place", None)
        return cls(error.code, "error", error.where(), tuple(facts.items()))

    @classmethod
    def warning(cls, code: str, /, *place: str, **facts: object) -> Self:
        """Make a finding of something that is merely doubtful."""
        return cls(code, "warning", place, tuple(facts.items()))

    def __str__(self) -> str:
        return self.message("en")

    def message(self, locale: str) -> str:
        """Say what is wrong and where, in the language of *locale*."""
        words = formatter(spoken(locale))
        return words.placed(self.place, words.sentence(self.code, dict(self.facts)))

    def hint(self, locale: str) -> str:
        """Say what can be done about it, in the language of *locale*."""
        return formatter(locale).hint(self.code, dict(self.facts))
