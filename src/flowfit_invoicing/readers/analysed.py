"""What a reader hands back: a file and what was counted in it."""

from attrs import field, frozen

from flowfit_invoicing.doors import of_type
from flowfit_invoicing.text import one_line, tag
from flowfit_invoicing.work import Analysis


def _optional_tag(value: str | None) -> str | None:
    return None if value is None else tag(value)


@frozen
class FileAnalysis:
    """A file that was analysed, the language to translate it into, and its counts.

    >>> FileAnalysis("a.xml", "fr-ca", Analysis.of(new=250)).target
    'fr-CA'
    """

    file: str = field(converter=one_line)
    """Its name or path, as the tool knows it."""

    target: str | None = field(converter=_optional_tag)
    """A tag of BCP 47, or None where the tool did not say."""

    analysis: Analysis = field(validator=of_type(Analysis))
