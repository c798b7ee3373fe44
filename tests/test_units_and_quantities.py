"""Units are known by their codes, quantities are so much of one."""

from decimal import Decimal
from typing import Any

import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import HOUR, Quantity, Unit
from flowfit_invoicing.errors import InvalidValueError

UNITS = {  # the unit: its code, that of UN/ECE recommendation 20, its names
    ffi.CHARACTER: "character C62 character characters caractère caractères",
    ffi.CHARACTER_WITHOUT_SPACES: (
        "character-without-spaces C62 character without spaces "
        "characters without spaces caractère sans espaces caractères sans espaces"
    ),
    ffi.DAY: "day DAY day days jour jours",
    ffi.HOUR: "hour HUR hour hours heure heures",
    ffi.ITEM: "item C62 item items unité unités",
    ffi.LINE: "line C62 standard line standard lines ligne standard lignes standard",
    ffi.MINUTE: "minute MIN minute minutes minute minutes",
    ffi.PAGE: "page ZP standard page standard pages page standard pages standard",
    ffi.SEGMENT: "segment C62 segment segments segment segments",
    ffi.SOURCE_WORD: "source-word D68 source word source words mot source mots sources",
    ffi.TARGET_WORD: "target-word D68 target word target words mot cible mots cibles",
    ffi.WEIGHTED_WORD: (
        "weighted-word D68 weighted word weighted words mot pondéré mots pondérés"
    ),
    ffi.WORD: "word D68 word words mot mots",
}


@pytest.mark.parametrize(("unit", "expected"), UNITS.items(), ids=map(str, UNITS))
def test_units(unit: Unit, expected: str) -> None:
    """The usual units have a code for e-invoices and names in English and French."""
    assert unit.name is not None
    assert unit.plural is not None
    names = [text.get(language) for language in ("en", "fr") for text in names_of(unit)]
    assert " ".join([unit.code, unit.unece, *names]) == expected
    assert str(unit) == unit.code


def names_of(unit: Unit) -> list[ffi.LocalizedText]:
    return [text for text in (unit.name, unit.plural) if text is not None]


def test_usual_codes_are_unique() -> None:
    """No two of the usual units share a code."""
    assert len({unit.code for unit in UNITS}) == 13


def test_own_units() -> None:
    """A host's own unit needs a code only; what has no code of UN/ECE is C62, one."""
    subtitle = Unit("subtitle")
    assert (subtitle.name, subtitle.plural, subtitle.unece) == (None, None, "C62")
    named = Unit("subtitle", {"fr": "sous-titre"}, plural="subtitles", unece="NMP")
    assert (str(named.name), str(named.plural)) == ("sous-titre", "subtitles")


BAD_CODES = ["", "hur", "HURR", "H R", "É1", "Ⅷ", "H-1", "H\n", None, 5]


@pytest.mark.parametrize("unece", BAD_CODES, ids=repr)
def test_codes_of_unece(unece: Any) -> None:  # noqa: ANN401 - whatever it is
    """A code of UN/ECE has one to three capital letters and digits."""
    with pytest.raises(
        InvalidValueError, match=r"expected (a code of UN/ECE|a text|one line|a string)"
    ):
        Unit("hour", unece=unece)


WRITTEN = {"3.5": "3.5 hour", "3.50": "3.5 hour", "1200": "1200 hour", "0": "0 hour"}


@pytest.mark.parametrize(("amount", "expected"), WRITTEN.items())
def test_written(amount: str, expected: str) -> None:
    """A quantity is written without zeros that say nothing, and with its unit."""
    assert str(Quantity(amount, HOUR)) == expected
    assert Quantity(amount, HOUR).amount == Decimal(amount)


@pytest.mark.parametrize("amount", ["-0.0001", -1, Decimal("-1E-28")])
def test_never_negative(amount: str) -> None:
    """A quantity is zero or more."""
    with pytest.raises(InvalidValueError, match="expected a quantity of zero or more"):
        Quantity(amount, HOUR)
    assert str(Quantity("-0", HOUR).amount) == "0"


@pytest.mark.parametrize("unit", ["hour", None, ffi.Money(1, "CAD")])
def test_unit_is_a_unit(unit: Any) -> None:  # noqa: ANN401 - whatever it is
    """A unit is not looked up by its code: a quantity is given the unit itself."""
    with pytest.raises(InvalidValueError, match="expected a Unit as unit"):
        Quantity(1, unit)


def test_equality() -> None:
    """Quantities are equal by amount and unit."""
    assert Quantity("3.50", HOUR) == Quantity("3.5", HOUR)
    assert hash(Quantity("3.50", HOUR)) == hash(Quantity("3.5", HOUR))
    assert Quantity(1, HOUR) != Quantity(1, ffi.DAY)
