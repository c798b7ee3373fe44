"""What work is counted in.

Codes for e-invoices are those of UN/ECE recommendation 20 (BT-130); what has none of
its own is `C62`, one.
"""

from attrs import field, frozen

from flowfit_invoicing.doors import refused
from flowfit_invoicing.text import LocalizedText, one_line, optional_localized

_LONGEST_CODE = 3


def _unece(value: str) -> str:
    code = one_line(value)
    if not (code.isascii() and code.isalnum() and code == code.upper()):
        raise refused(value, "expected a code of UN/ECE recommendation 20")
    if len(code) > _LONGEST_CODE:
        raise refused(value, "expected a code of UN/ECE recommendation 20")
    return code


@frozen
class Unit:
    """A unit of work, such as a word or an hour; known by its code.

    `name` is for one of it and `plural` for several, where people read it.

    >>> Unit("subtitle", {"en": "subtitle", "fr": "sous-titre"}).unece
    'C62'
    """

    code: str = field(converter=one_line)
    name: LocalizedText | None = field(converter=optional_localized, default=None)
    plural: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    unece: str = field(converter=_unece, default="C62", kw_only=True)

    def __str__(self) -> str:
        return self.code


CHARACTER = Unit(
    "character",
    {"en": "character", "fr": "caractère"},
    plural={"en": "characters", "fr": "caractères"},
)
DAY = Unit(
    "day",
    {"en": "day", "fr": "jour"},
    plural={"en": "days", "fr": "jours"},
    unece="DAY",
)
HOUR = Unit(
    "hour",
    {"en": "hour", "fr": "heure"},
    plural={"en": "hours", "fr": "heures"},
    unece="HUR",
)
ITEM = Unit(
    "item",
    {"en": "item", "fr": "unité"},
    plural={"en": "items", "fr": "unités"},
)
LINE = Unit(
    "line",
    {"en": "standard line", "fr": "ligne standard"},
    plural={"en": "standard lines", "fr": "lignes standard"},
)
MINUTE = Unit(
    "minute",
    {"en": "minute", "fr": "minute"},
    plural={"en": "minutes", "fr": "minutes"},
    unece="MIN",
)
PAGE = Unit(
    "page",
    {"en": "standard page", "fr": "page standard"},
    plural={"en": "standard pages", "fr": "pages standard"},
    unece="ZP",
)
SEGMENT = Unit(
    "segment",
    {"en": "segment", "fr": "segment"},
    plural={"en": "segments", "fr": "segments"},
)
SOURCE_WORD = Unit(
    "source-word",
    {"en": "source word", "fr": "mot source"},
    plural={"en": "source words", "fr": "mots source"},
    unece="D68",
)
WEIGHTED_WORD = Unit(
    "weighted-word",
    {"en": "weighted word", "fr": "mot pondéré"},
    plural={"en": "weighted words", "fr": "mots pondérés"},
    unece="D68",
)
WORD = Unit(
    "word",
    {"en": "word", "fr": "mot"},
    plural={"en": "words", "fr": "mots"},
    unece="D68",
)
