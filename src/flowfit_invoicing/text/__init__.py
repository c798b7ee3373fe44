"""Words that people read: plain lines, language tags, one text in several languages."""

from .lines import (
    one_line,
    optional_line,
    possibly_empty_line,
    several_lines,
)
from .localized import LocalizedText, localized, optional_localized
from .tags import lineage, optional_tag, tag

__all__ = [
    "LocalizedText",
    "lineage",
    "localized",
    "one_line",
    "optional_line",
    "optional_localized",
    "optional_tag",
    "possibly_empty_line",
    "several_lines",
    "tag",
]
