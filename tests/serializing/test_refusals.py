"""What was not written so is refused, each part with its path, and all at once."""

import json
from collections.abc import Callable
from typing import Any

import attrs
import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import (
    CircularBasesError,
    InvalidValueError,
    InvoicingError,
    SerializingError,
)
from flowfit_invoicing.findings import Finding
from flowfit_invoicing.serializing import (
    from_data,
    from_json,
    read_json,
    to_data,
    to_json,
)
from tests.quickstart import CATALOG, PROJECT
from tests.test_values import ADJUSTED, ENGINE, INVOICE, UNMAPPED

INVOICE_TEXT = to_json(INVOICE)
DEEP = "[" * 100_000

TEXTS = {
    "nothing": ("", "JSON: expected JSON, Expecting value (line 1, column 1)"),
    "no JSON": (
        "{",
        (
            "JSON: expected JSON, Expecting property name enclosed in double quotes "
            "(line 1, column 2)"
        ),
    ),
    "no UTF-8": (b"\xff", "JSON: expected UTF-8"),
    "too deep": (DEEP, "JSON: is nested too deeply"),
    "no object": ("[]", "JSON: []: expected an object"),
    "null": ("null", "JSON: None: expected an object"),
    "empty": (
        "{}",
        "type: is missing\n- version: is missing\n- data: is missing",
    ),
    "another key": (
        '{"type":"currency","version":1,"data":"CAD","note":1}',
        "note: is unknown",
    ),
    "a key twice": (
        '{"type":"currency","type":"unit","version":1,"data":"CAD"}',
        "JSON: 'type': expected this key once",
    ),
    "type of a wrong type": (
        '{"type":3,"version":true,"data":"CAD"}',
        "version: True: expected version 1",
    ),
    "version to come": (
        '{"type":"currency","version":2,"data":"CAD"}',
        "version: 2: expected version 1",
    ),
    "float as version": (
        '{"type":"currency","version":1.0,"data":"CAD"}',
        "version: 1.0: expected version 1",
    ),
    "unknown currency": (
        '{"type":"currency","version":1,"data":"CAX"}',
        "data: 'CAX': expected a currency code of ISO 4217, such as 'CAD'",
    ),
    "huge number": (
        f'{{"type":"payment-terms","version":1,"data":{{"days":{"9" * 5000}}}}}',
        "data.days: inf: expected a whole number",
    ),
    "lone surrogate": (
        '{"type":"localized-text","version":1,"data":{"en":"\\ud800"}}',
        "data.en: '\\ud800': expected a text of whole characters",
    ),
    "key twice inside": (
        '{"type":"money","version":1,"data":{"amount":"1","amount":"2","currency":"CAD"}}',
        "data: 'amount': expected this key once",
    ),
}


@pytest.mark.parametrize(("text", "message"), TEXTS.values(), ids=TEXTS)
def test_texts(text: str | bytes, message: str) -> None:
    """A text that is no value says where and why."""
    with pytest.raises(SerializingError) as caught:
        from_json(text)
    assert message in str(caught.value)


NO_NUMBER = "expected a number in a string, such as '18.50'"
NO_TYPE = "{}: expected the type of what may stand here"

Change = Callable[[Any], object]
NOTHING: dict[str, object] = {}


def put(value: Any, *path: str | int) -> Change:  # noqa: ANN401 - any JSON
    """Make a change that puts a value at a path of the data."""

    def change(data: Any) -> None:  # noqa: ANN401 - any JSON
        *way, last = path
        for step in way:
            data = data[step]
        data[last] = value

    return change


def drop(*path: str | int) -> Change:
    """Make a change that takes out what is at a path."""

    def change(data: Any) -> None:  # noqa: ANN401 - any JSON
        *way, last = path
        for step in way:
            data = data[step]
        del data[last]

    return change


LINE = ("lines", 0)
CHANGES: dict[str, tuple[object, Change, str]] = {
    "unknown field": (
        INVOICE,
        put("red", *LINE, "terms", "colour"),
        "data.lines[0].terms.colour: is unknown",
    ),
    "unknown name that is none": (
        INVOICE,
        put("red", "the colour"),
        "data['the colour']: is unknown",
    ),
    "missing field": (
        INVOICE,
        drop(*LINE, "terms", "unit", "code"),
        "data.lines[0].terms.unit.code: is missing",
    ),
    "missing sum": (INVOICE, drop("totals"), "data.totals: is missing"),
    "missing net": (INVOICE, drop(*LINE, "net"), "data.lines[0].net: is missing"),
    "float": (
        INVOICE,
        put(0.22, *LINE, "terms", "unit_price"),
        "data.lines[0].terms.unit_price: 0.22: " + NO_NUMBER,
    ),
    "whole number": (
        INVOICE,
        put(1, *LINE, "terms", "unit_price"),
        "data.lines[0].terms.unit_price: 1: " + NO_NUMBER,
    ),
    "not a number": (
        INVOICE,
        put(float("nan"), *LINE, "net"),
        "data.lines[0].net: nan: " + NO_NUMBER,
    ),
    "no finite number": (
        INVOICE,
        put("Infinity", *LINE, "net"),
        "data.lines[0].net: 'Infinity': " + NO_NUMBER,
    ),
    "exponent": (
        INVOICE,
        put("1E9", *LINE, "net"),
        "data.lines[0].net: '1E9': " + NO_NUMBER,
    ),
    "refused by its door": (
        INVOICE,
        put("-1", *LINE, "terms", "unit_price"),
        (
            "data.lines[0].terms: "
            "Decimal('-1'): expected a price of zero or more, or an Allowance"
        ),
    ),
    "refused by the whole": (
        INVOICE,
        put("2026-01-01", "due_date"),
        "data: due date 2026-01-01: expected 2026-11-24 or later",
    ),
    "no array": (INVOICE, put("x", "lines"), "data.lines: 'x': expected an array"),
    "no object": (INVOICE, put([], "client"), "data.client: []: expected an object"),
    "no truth": (
        PROJECT,
        put(1, "urgent"),
        "data.urgent: 1: expected true or false",
    ),
    "truth as a number": (
        ffi.PaymentTerms(60),
        put(True, "days"),  # noqa: FBT003 - a value of JSON
        "data.days: True: expected a whole number",
    ),
    "number too long": (
        ffi.PaymentTerms(60),
        put(10**18, "days"),
        "data.days: 1000000000000000000: expected a whole number of 18 digits at most",
    ),
    "no text": (PROJECT, put(7, "title"), "data.title: 7: expected a string"),
    "null": (PROJECT, put(None, "title"), "data.title: None: expected a string"),
    "compact day": (
        PROJECT,
        put("20261102", "ordered_on"),
        "data.ordered_on: '20261102': expected a day, such as '2026-11-24'",
    ),
    "no such day": (
        PROJECT,
        put("2026-02-30", "ordered_on"),
        "data.ordered_on: '2026-02-30': expected a day, such as '2026-11-24'",
    ),
    "no pair": (
        PROJECT,
        put("en", "tasks", 0, "languages"),
        "data.tasks[0].languages: 'en': expected two languages, such as 'en>fr-CA'",
    ),
    "no band": (
        PROJECT,
        put("1", "tasks", 0, "analysis", "counts", "some words"),
        (
            "data.tasks[0].analysis.counts['some words']: 'some words': "
            "expected a match band, such as 'exact' or '75-84'"
        ),
    ),
    "no count": (
        PROJECT,
        put(1, "tasks", 0, "analysis", "counts", "75-84"),
        "data.tasks[0].analysis.counts['75-84']: 1: " + NO_NUMBER,
    ),
    "no member": (
        ENGINE,
        put("HALF", "rounding"),
        "data.rounding: 'HALF': expected one of HALF_UP, HALF_EVEN, DOWN, UP",
    ),
    "no such word": (
        ENGINE,
        put(["weighted"], "bands"),
        "data.bands: ['weighted']: expected one of weighted, itemised",
    ),
    "another type": (
        INVOICE,
        put("money", *LINE, "details", "further", 0, "type"),
        "data.lines[0].details.further[0]: " + NO_TYPE.format("'money'"),
    ),
    "no such type": (
        ENGINE,
        put(3, "adjustments", 0, "type"),
        "data.adjustments[0]: " + NO_TYPE.format(3),
    ),
    "no adjustment": (
        ENGINE,
        put({"type": "currency", "data": "CAD"}, "adjustments", 0),
        "data: Currency(code='CAD'): expected several adjustments, such as a Discount",
    ),
    "another key beside a type": (
        ENGINE,
        put(1, "adjustments", 0, "note"),
        "data.adjustments[0].note: is unknown",
    ),
    "below a type": (
        ENGINE,
        put("101", "adjustments", 0, "data", "percent"),
        (
            "data.adjustments[0].data: Decimal('101'): "
            "expected more than 0 and up to 100 percent"
        ),
    ),
    "neither number nor money": (
        ADJUSTED,
        put("500", "adjustments", 1, "data", "amount"),
        "data.adjustments[1].data.amount: '500': expected an object",
    ),
    "too many of a pair": (
        ADJUSTED,
        put(["1", "2", "3"], "adjustments", 0, "data", "tiers", 0),
        "data.adjustments[0].data.tiers[0]: ['1', '2', '3']: expected 2 values",
    ),
    "half of a pair": (
        ADJUSTED,
        put(2, "adjustments", 0, "data", "tiers", 0, 1),
        "data.adjustments[0].data.tiers[0][1]: 2: " + NO_NUMBER,
    ),
    "no text in any language": (
        ffi.LocalizedText({"fr": "Mot", "en": "Word"}),
        put("en", 0, 0),
        "data: (('en', 'Mot'), ('en', 'Word')): expected one text for each language",
    ),
    "no bytes": (
        ffi.RenderedDocument("a.html", "text/html", b"<html>"),
        put("é", "content"),
        "data.content: 'é': expected bytes in base64",
    ),
    "float as a fact": (
        Finding.of(UNMAPPED),
        put(1.5, "facts", 0, 1),
        "data.facts[0][1]: 1.5: expected an object",
    ),
    "float in a fact": (
        Finding.of(UNMAPPED),
        put([1, [2.5]], "facts", 0, 1),
        "data.facts[0][1][1][0]: 2.5: expected an object",
    ),
    "no such error": (
        ADJUSTED.attempt(PROJECT),
        put([{"error": "no-such", "facts": NOTHING}], "errors"),
        "data.errors[0]: 'no-such': expected the code of an error",
    ),
    "root of all errors": (
        ADJUSTED.attempt(PROJECT),
        put([{"error": "invoicing", "facts": NOTHING}], "errors"),
        "data.errors[0]: 'invoicing': expected the code of an error",
    ),
    "code that is none": (
        ADJUSTED.attempt(PROJECT),
        put([{"error": 3, "facts": NOTHING}], "errors"),
        "data.errors[0]: 3: expected the code of an error",
    ),
    "facts of an error": (
        ADJUSTED.attempt(PROJECT),
        put(
            [
                {
                    "error": "unmapped-task",
                    "facts": {"kind": 1.5, "colour": 1, "place": [3]},
                }
            ],
            "errors",
        ),
        (
            "data.errors[0].kind: 1.5: expected an object\n"
            "- data.errors[0].colour: 'colour': is no fact of this error\n"
            "- data.errors[0].place: 3: expected a list of str\n"
            "- data.errors[0].task_id: is missing"
        ),
    ),
}
"""What is changed of a value, and what is said."""


@pytest.mark.parametrize(("value", "change", "message"), CHANGES.values(), ids=CHANGES)
def test_changes(value: object, change: Change, message: str) -> None:
    """A part that was not written so is refused, and its path is told."""
    written = json.loads(to_json(value))
    change(written["data"])
    with pytest.raises(SerializingError) as caught:
        from_data(written)
    assert str(caught.value) == message
    with pytest.raises(SerializingError):
        from_json(json.dumps(written))


def test_all_at_once() -> None:
    """All that is wrong is told, in the order of the parts; the first is the error."""
    written = to_data(PROJECT)
    written["data"] |= {"title": 7, "urgent": None, "colour": "red"}
    with pytest.raises(SerializingError) as caught:
        from_data(written)
    error = caught.value
    assert [error.path, *(other.path for other in error.others)] == [
        "data.title",
        "data.urgent",
        "data.colour",
    ]
    assert error.expected == "7: expected a string"


def test_cause() -> None:
    """What a value itself refuses is there as it was raised, with its facts."""
    with pytest.raises(SerializingError) as caught:
        from_json('{"type":"payment-terms","version":1,"data":{"days":-1}}')
    assert caught.value.cause == InvalidValueError(
        "-1", "expected a number of days from 0 to ten years"
    )


def test_moment() -> None:
    """A moment has a time zone, and is a day of the calendar."""
    for written in ("2026-11-24T09:30:00", "2026-13-24T09:30:00+00:00", 3):
        data = {
            "message_id": "<1@laval.example>",
            "date": written,
            "sender": "a@laval.example",
            "recipients": ["b@laval.example"],
            "subject": "s",
            "text": "t",
        }
        with pytest.raises(SerializingError, match=r"^data.date: .* expected a moment"):
            from_data({"type": "outgoing-message", "version": 1, "data": data})


def test_other_type() -> None:
    """Whoever asks for a type gets that one, or one that inherits from it."""
    with pytest.raises(SerializingError) as caught:
        from_json(to_json(ffi.Currency("CAD")), ffi.Money)
    assert str(caught.value) == "type: 'currency': expected money"
    with pytest.raises(SerializingError) as caught:
        from_json(INVOICE_TEXT, int)
    assert str(caught.value) == "type: 'invoice': expected int"


NO_TYPES: list[Any] = ["invoice", 5, list[int]]


@pytest.mark.parametrize("wrong", NO_TYPES)
@pytest.mark.parametrize("read", [from_json, read_json])
def test_no_type(read: Callable[..., object], wrong: Any) -> None:  # noqa: ANN401 - whatever it is
    """A type that is none is told as what was asked for, not as a fault of the text."""
    with pytest.raises(InvalidValueError, match="expected the type of a value"):
        read(INVOICE_TEXT, wrong)


NO_JSON: dict[str, object] = {
    "no value": 3,
    "a class": ffi.Money,
    "error": UNMAPPED,
    "adjustment of a host": ffi.PricingEngine(
        CATALOG, adjustments=[type("Own", (ffi.Discount,), {})(10, "Own")]
    ),
    "class of a host inside": ffi.Project(
        "P-1", client=attrs.make_class("Own", [], (ffi.Client,))("A", ffi.Party("A"))
    ),
    "fact without a form": ffi.Finding("x", "error", (), {"cause": object()}),
    "error of a host": ffi.Attempt((), (type("Own", (InvoicingError,), {})(),)),
    "no finite number": ffi.Finding(
        "x", "error", (), {"n": ffi.Money(1, "CAD").amount / 3 * 0 + 10**300}
    ),
}


@pytest.mark.parametrize("value", NO_JSON.values(), ids=NO_JSON)
def test_what_has_no_form(value: object) -> None:
    """What could not be read again is not written."""
    with pytest.raises(InvalidValueError):
        to_json(value)


def test_half_a_character() -> None:
    """A text that no file can hold is not written."""
    with pytest.raises(SerializingError, match="whole characters"):
        to_json(ffi.Finding("x", "error", ("\ud800",)))


def test_text_of_another_type() -> None:
    """Whoever hands in no text is told so."""
    with pytest.raises(InvalidValueError, match="expected JSON as a string"):
        from_json(3)  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]  # no text
    with pytest.raises(SerializingError, match="expected a name as key"):
        from_data({3: 1})


def test_nested_too_deeply() -> None:
    """What is nested for ever is refused, read or written."""
    unit = ffi.Unit("u")
    written: object = {"code": "u"}
    for _ in range(2000):
        unit = ffi.Unit("u", made_of=unit, size=2)
        written = {"code": "u", "made_of": written, "size": 2}
    with pytest.raises(InvalidValueError, match="nested less deeply"):
        to_json(unit)
    with pytest.raises(SerializingError, match="is nested too deeply"):
        from_data({"type": "unit", "version": 1, "data": written})


def test_circular_bases() -> None:
    """Lists of a catalog whose bases lead back to themselves are told, each by name."""
    written = to_data(CATALOG)
    written["data"]["rate_lists"][0]["base"] = "Acme"
    with pytest.raises(SerializingError) as caught:
        from_data(written)
    circle = ("Standard 2026", "Acme", "Standard 2026")
    assert caught.value.path == "data.rate_lists"
    assert caught.value.cause == CircularBasesError(circle)
