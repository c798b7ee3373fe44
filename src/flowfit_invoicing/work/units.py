"""What work is counted in.

Codes for e-invoices are those of UN/ECE recommendation 20 (BT-130); what has none of
its own is `C62`, one.
"""

from decimal import Decimal

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused, whole_number
from flowfit_invoicing.money import Rounding, digits, quotient, rounded
from flowfit_invoicing.text import LocalizedText, one_line, optional_localized

_LONGEST_CODE = 3
_LARGEST = 10**9


def _unece(value: str) -> str:
    code = one_line(value)
    if not (code.isascii() and code.isalnum() and code == code.upper()):
        raise refused(value, "expected a code of UN/ECE recommendation 20")
    if len(code) > _LONGEST_CODE:
        raise refused(value, "expected a code of UN/ECE recommendation 20")
    return code


def _optional_unit(value: "Unit | None") -> "Unit | None":
    if value is None or isinstance(value, Unit):
        return value
    raise refused(value, "expected a Unit that another one is made of")


def _optional_size(value: int | None) -> int | None:
    if value is None:
        return None
    size = whole_number(value)
    if not 1 <= size <= _LARGEST:
        raise refused(value, "expected a size of one or more")
    return size


@frozen
class Unit:
    """A unit of work, such as a word or an hour; known by its code.

    `name` is for one of it and `plural` for several, where people read it. A unit may
    be made of so many of another one, which is what is counted then.

    >>> Unit("subtitle", {"en": "subtitle", "fr": "sous-titre"}).unece
    'C62'
    >>> Unit("tape", made_of=MINUTE, size=20).converted(Decimal(50))
    Decimal('2.50')

    Raises:
        InvalidValueError: If it is made of another without a size, or the other way.
    """

    code: str = field(converter=one_line)
    name: LocalizedText | None = field(converter=optional_localized, default=None)
    plural: LocalizedText | None = field(
        converter=optional_localized, default=None, kw_only=True
    )
    unece: str = field(converter=_unece, default="C62", kw_only=True)
    made_of: "Unit | None" = field(converter=_optional_unit, default=None, kw_only=True)
    size: int | None = field(converter=_optional_size, default=None, kw_only=True)
    """How many of the other unit it is made of; one, if it only is another name."""

    digits: int = field(converter=digits, default=2, kw_only=True)
    """What a converted quantity is rounded to, since the printed one is billed."""

    rounding: Rounding = field(
        validator=of_type(Rounding), default=Rounding.HALF_UP, kw_only=True
    )
    """How it is rounded: `UP` with 0 digits bills a page that was begun."""

    def __attrs_post_init__(self) -> None:
        if (self.made_of is None) != (self.size is None):
            raise refused(self.code, "expected how many of another unit, or none")

    @property
    def measure(self) -> tuple[object, ...]:
        """What it is made of, and how that is converted."""
        made_of = None if self.made_of is None else self.made_of.code
        return made_of, self.size, self.digits, self.rounding

    @property
    def counted_in(self) -> tuple[str, ...]:
        """Codes of the units in which work can be counted to be billed in this one.

        >>> Unit("tape", made_of=MINUTE, size=20).counted_in
        ('tape', 'minute')
        """
        return (self.code,) if self.made_of is None else (self.code, self.made_of.code)

    def converted(self, quantity: Decimal) -> Decimal:
        """Convert a *quantity* of what the unit is made of, rounded once.

        One of one is not rounded.

        >>> Unit("line", made_of=CHARACTER, size=55).converted(Decimal(1000))
        Decimal('18.18')

        Raises:
            InvalidValueError: If the unit is made of no other.
        """
        if self.size is None:
            raise refused(self.code, "expected a unit that is made of another")
        if self.size == 1:
            return quantity
        return rounded(quotient(quantity, self.size), self.digits, self.rounding)

    def __str__(self) -> str:
        return self.code


CHARACTER = Unit(
    "character",
    {"en": "character", "fr": "caractère"},
    plural={"en": "characters", "fr": "caractères"},
)
CHARACTER_WITHOUT_SPACES = Unit(
    "character-without-spaces",
    {"en": "character without spaces", "fr": "caractère sans espaces"},
    plural={"en": "characters without spaces", "fr": "caractères sans espaces"},
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
MINUTE = Unit(
    "minute",
    {"en": "minute", "fr": "minute"},
    plural={"en": "minutes", "fr": "minutes"},
    unece="MIN",
)
SEGMENT = Unit(
    "segment",
    {"en": "segment", "fr": "segment"},
    plural={"en": "segments", "fr": "segments"},
)
SOURCE_WORD = Unit(
    "source-word",
    {"en": "source word", "fr": "mot source"},
    plural={"en": "source words", "fr": "mots sources"},
    unece="D68",
)
TARGET_WORD = Unit(
    "target-word",
    {"en": "target word", "fr": "mot cible"},
    plural={"en": "target words", "fr": "mots cibles"},
    unece="D68",
)
WORD = Unit(
    "word",
    {"en": "word", "fr": "mot"},
    plural={"en": "words", "fr": "mots"},
    unece="D68",
)
WEIGHTED_WORD = Unit(
    "weighted-word",
    {"en": "weighted word", "fr": "mot pondéré"},
    plural={"en": "weighted words", "fr": "mots pondérés"},
    unece="D68",
    made_of=WORD,
    size=1,
)
"""A word of an analysis after weighting: words by the name that they are sold under."""
