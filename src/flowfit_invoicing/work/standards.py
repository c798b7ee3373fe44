"""Standard lines and pages: what they hold is a setting, usual in one place or another.

A line of 55 characters and a page of 1 500, spaces included, have plain codes; all
others say what they hold, since a price is for one of them and for no other.
"""

from collections.abc import Mapping
from types import MappingProxyType

from attrs import evolve

from flowfit_invoicing.doors import refused, whole_number
from flowfit_invoicing.money import Rounding

from .units import CHARACTER, WORD, Unit

_HELD = MappingProxyType(
    {
        CHARACTER.code: {"en": "characters", "fr": "caractères"},
        WORD.code: {"en": "words", "fr": "mots"},
    }
)
_NAMES = MappingProxyType(
    {
        "line": (
            {"en": "standard line", "fr": "ligne standard"},
            {"en": "standard lines", "fr": "lignes standard"},
        ),
        "page": (
            {"en": "standard page", "fr": "page standard"},
            {"en": "standard pages", "fr": "pages standard"},
        ),
    }
)

_LINE, _PAGE = 55, 1500
_LEAST = 2

LINE = Unit(
    "line",
    _NAMES["line"][0],
    plural=_NAMES["line"][1],
    made_of=CHARACTER,
    size=_LINE,
)
PAGE = Unit(
    "page",
    _NAMES["page"][0],
    plural=_NAMES["page"][1],
    unece="ZP",
    made_of=CHARACTER,
    size=_PAGE,
)


def standard_line(
    characters: int = _LINE,
    *,
    digits: int = LINE.digits,
    rounding: Rounding = LINE.rounding,
) -> Unit:
    """Make the unit of a line of so many characters, spaces included.

    Lines are rounded to so many *digits*; with 0 and `Rounding.UP` one that was begun
    is billed whole.

    >>> standard_line(50).code
    'line-50-characters'

    Raises:
        InvalidValueError: If it would not hold two or more.
    """
    return _like(LINE, CHARACTER, characters, digits, rounding)


def standard_page(
    *,
    characters: int | None = None,
    words: int | None = None,
    digits: int = PAGE.digits,
    rounding: Rounding = PAGE.rounding,
) -> Unit:
    """Make the unit of a page of so many characters, spaces included, or of words.

    Without either, it is a page of 1 500 characters.

    >>> standard_page(words=250).code
    'page-250-words'
    >>> from decimal import Decimal
    >>> begun = standard_page(characters=1800, digits=0, rounding=Rounding.UP)
    >>> begun.converted(Decimal(1801))
    Decimal('2')

    Raises:
        InvalidValueError: If both are given, or it would not hold two or more.
    """
    if words is None:
        size = _PAGE if characters is None else characters
        return _like(PAGE, CHARACTER, size, digits, rounding)
    if characters is not None:
        raise refused((characters, words), "expected characters or words, not both")
    return _like(PAGE, WORD, words, digits, rounding)


def _like(usual: Unit, held: Unit, size: int, digits: int, rounding: Rounding) -> Unit:
    if whole_number(size) < _LEAST:
        raise refused(size, f"expected a {usual.code} of two or more")
    unit = evolve(usual, made_of=held, size=size, digits=digits, rounding=rounding)
    if (unit.made_of, unit.size) == (usual.made_of, usual.size):
        return unit
    name, plural = _NAMES[usual.code]
    return evolve(
        unit,
        code=f"{usual.code}-{size}-{held.code}s",
        name=_of(name, size, held),
        plural=_of(plural, size, held),
    )


def _of(names: Mapping[str, str], size: int, held: Unit) -> dict[str, str]:
    """Say what a line or a page holds."""
    en, fr = (_HELD[held.code][language] for language in ("en", "fr"))
    return {
        "en": f"{names['en']} of {size} {en}",
        "fr": f"{names['fr']} de {size} {fr}",
    }
