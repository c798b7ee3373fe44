"""Texts are plain, can be printed anywhere, and are found in the language asked for."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

import flowfit_invoicing as ffi
from flowfit_invoicing import text
from flowfit_invoicing.errors import InvalidValueError

Door = Callable[[Any], Any]

LINES: dict[str, Door] = {
    "one_line": text.one_line,
    "optional_line": text.optional_line,
    "possibly_empty_line": text.possibly_empty_line,
    "LocalizedText": ffi.LocalizedText,
    "LocalizedText, by language": lambda value: ffi.LocalizedText({"fr": value}),
    "localized": text.localized,
    "optional_localized": text.optional_localized,
    "party": ffi.Party,
    "address, line": lambda value: ffi.Address(lines=[value], country="CA"),
    "address, city": lambda value: ffi.Address(city=value, country="CA"),
    "address, region": lambda value: ffi.Address(region=value, country="CA"),
    "address, code": lambda value: ffi.Address(postal_code=value, country="CA"),
    "tax id": lambda value: ffi.Party("Acme", tax_ids={"GST": value}),
    "unit": ffi.Unit,
    "project": ffi.Project,
    "project, title": lambda value: ffi.Project("P-1", title=value),
    "project, order": lambda value: ffi.Project("P-1", purchase_order=value),
    "project, domain": lambda value: ffi.Project("P-1", domain=value),
    "task": lambda value: ffi.WorkflowTask(value, "translate"),
    "task, kind": lambda value: ffi.WorkflowTask("T-1", value),
    "task, title": lambda value: ffi.WorkflowTask("T-1", "translate", title=value),
    "task, domain": lambda value: ffi.WorkflowTask("T-1", "translate", domain=value),
    "finding": lambda value: ffi.Finding(value, "error", ()),
}
NOTES: dict[str, Door] = {"several_lines": text.several_lines}

NOWHERE = {
    "null": "\0",
    "escape": "\x1b",
    "backspace": "\b",
    "delete": "\x7f",
    "C1 control": "\x9f",
    "vertical tab": "\v",
    "form feed": "\f",
    "unit separator": "\x1f",
    "next line": "\x85",
    "line separator": "\u2028",
    "paragraph separator": "\u2029",
    "high surrogate": "\ud800",
    "low surrogate": "\udfff",
    "non-character FDD0": "\ufdd0",
    "non-character FFFE": "\ufffe",
    "non-character FFFF": "\uffff",
    "non-character 1FFFE": "\U0001fffe",
    "non-character 10FFFF": "\U0010ffff",
}
NOT_IN_A_LINE = NOWHERE | {"tab": "\t", "newline": "\n", "carriage return": "\r"}


@pytest.mark.parametrize("character", NOT_IN_A_LINE.values(), ids=NOT_IN_A_LINE)
@pytest.mark.parametrize("door", LINES.values(), ids=LINES)
def test_one_line_is_one_line(door: Door, character: str) -> None:
    """No control and no break of any kind gets into a name, wherever it stands."""
    for value in (f"Ac{character}me", f"{character}Acme", f"Acme{character}"):
        with pytest.raises(InvalidValueError, match="expected one line without"):
            door(value)


@pytest.mark.parametrize("character", NOWHERE.values(), ids=NOWHERE)
def test_notes_have_no_controls(character: str) -> None:
    """A note of several lines has no control characters either."""
    with pytest.raises(InvalidValueError, match="expected a text without control"):
        text.several_lines(f"Merci{character}!")


def test_notes_have_newlines() -> None:
    """All common ends of lines become plain newlines; tabs and blank notes stay."""
    assert text.several_lines("a\r\nb\rc\n\td\n") == "a\nb\nc\n\td\n"
    assert text.several_lines("") == ""


@pytest.mark.parametrize("value", [None, 5, b"Acme", ["Acme"], ("Acme",), object()])
def test_a_text_is_a_string(value: object) -> None:
    """Nothing else is made into a text by `str()`."""
    doors: list[Door] = [text.one_line, text.possibly_empty_line, text.several_lines]
    for door in doors:
        with pytest.raises(InvalidValueError, match="expected a string"):
            door(value)


@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u2003\u3000"])
def test_names_are_not_blank(blank: str) -> None:
    """A name says something; what may be left out is empty or None."""
    for door in (text.one_line, text.optional_line, text.localized):
        with pytest.raises(
            InvalidValueError, match="expected a text that is not blank"
        ):
            door(blank)
    assert text.possibly_empty_line(blank) == blank
    assert text.optional_line(None) is None
    assert text.optional_localized(None) is None


PRINTABLE = [
    "Société Générale",
    "株式会社",
    "🦫 & <b>",
    "a\u00a0b",
    "e\u0301",
    "\ufffd",
]


@pytest.mark.parametrize("value", PRINTABLE)
@pytest.mark.parametrize("door", (LINES | NOTES).values(), ids=LINES | NOTES)
def test_takes_what_people_write(door: Door, value: str) -> None:
    """Letters of all scripts, marks, emoji and signs are kept as they are."""
    assert repr(value) in repr(door(value))


@given(st.text(min_size=1).map(lambda raw: raw + "."))
def test_taken_lines_are_safe(value: str) -> None:
    """Whatever is taken is one line to Python, can be encoded, and is unchanged."""
    try:
        taken = text.one_line(value)
    except InvalidValueError:
        return
    assert taken.splitlines() == [value]
    assert taken.encode().decode() == value


def test_markup_becomes_text() -> None:
    """A string that claims to be safe HTML loses its claim at the door."""
    claim = Markup("<script>")
    name = ffi.LocalizedText([(Markup("en"), claim)])
    party = ffi.Party(claim, tax_ids=[(Markup("GST"), claim)])
    found = [
        text.one_line(claim),
        text.several_lines(claim),
        text.tag(Markup("fr-ca")),
        party.name,
        *party.tax_ids[0],
        *name.texts[0],
        ffi.Address(country=Markup("CA")).country,
        ffi.Currency(Markup("CAD")).code,
        ffi.Money(1, Markup("CAD")).currency.code,
        ffi.Unit(claim, unece=Markup("HUR")).unece,
        ffi.LanguagePair.parse(Markup("en>fr")).target,
        ffi.LanguagePattern.parse(Markup("en>*")).target,
        ffi.MatchBand(Markup("tm"), 75, 84).origin,
        ffi.Finding(claim, "error", (claim,)).code,
        ffi.Finding.warning("missing-client", claim, project=claim).message("en"),
    ]
    assert {type(each) for each in found} == {str}


@pytest.mark.parametrize("turn", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_nothing_turns_round(turn: str) -> None:
    """What would turn round the texts beside it is refused; marks of direction stay."""
    with pytest.raises(InvalidValueError):
        text.one_line(f"Acme{turn}")
    assert text.one_line("Acme\u200f") == "Acme\u200f"
