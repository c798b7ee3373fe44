"""Kinds of types that say themselves what they are, each by itself."""

from typing import Any

import attrs
import pytest

import flowfit_invoicing as ffi
from flowfit_invoicing import documents, errors
from flowfit_invoicing.errors import SerializingError
from flowfit_invoicing.serializing import from_json, to_json
from flowfit_invoicing.serializing.converter import converter, schema_of_kind
from flowfit_invoicing.serializing.problems import error_of
from flowfit_invoicing.serializing.schema import described
from tests.serializing.validity import faults
from tests.test_values import INVOICE, MONEY, UNMAPPED

SENT = documents.Sent(on=INVOICE.issue_date)
CHOICE: Any = str | ffi.Money | None

TAGGED: dict[str, tuple[Any, object, object]] = {
    "text of a choice": (CHOICE, "x", "x"),
    "nothing of a choice": (CHOICE, None, None),
    "value of a choice": (
        CHOICE,
        MONEY,
        {"type": "money", "data": {"amount": "18.50", "currency": "CAD"}},
    ),
    "heir of a family": (
        documents.Event,
        SENT,
        {"type": "sent", "data": {"on": "2026-11-24"}},
    ),
    "error": (
        errors.UnmappedTaskError,
        UNMAPPED,
        {
            "error": "unmapped-task",
            "facts": {"task_id": "T-3", "kind": "voodoo", "place": ["P-7", "T-3"]},
        },
    ),
    "error as anything": (
        object,
        errors.EmptyDraftError(None),
        {"error": "empty-draft", "facts": {"draft_id": None}},
    ),
    "choice that is a string too": (
        object,
        ffi.QuoteState.SENT,
        {"type": "quote-state", "data": "SENT"},
    ),
    "several of anything": (object, ("x", 3, True, ()), ["x", 3, True, []]),
}


@pytest.mark.parametrize(("hint", "value", "data"), TAGGED.values(), ids=TAGGED)
def test_tagged(hint: Any, value: object, data: object) -> None:  # noqa: ANN401 - any type
    """What can be of several types says which it is, unless JSON has it itself."""
    assert converter().unstructure(value, hint) == data
    assert converter().structure(data, hint) == value


REFUSED: dict[str, tuple[Any, object]] = {
    "number where a text may be": (CHOICE, 3),
    "other value of a choice": (CHOICE, {"type": "currency", "data": "CAD"}),
    "error where a value may be": (CHOICE, {"error": "empty-draft", "facts": {}}),
    "nothing of a family": (documents.Event, None),
    "no heir of a family": (documents.Event, {"type": "currency", "data": "CAD"}),
    "other error": (
        errors.UnmappedTaskError,
        {"error": "empty-draft", "facts": {"draft_id": None}},
    ),
}


@pytest.mark.parametrize(("hint", "data"), REFUSED.values(), ids=REFUSED)
def test_refused(hint: Any, data: object) -> None:  # noqa: ANN401 - any type
    """Nothing else is taken, and schemas don't take it either."""
    with pytest.raises(Exception) as caught:  # noqa: PT011 - told by `error_of`
        converter().structure(data, hint)
    assert isinstance(error_of(caught.value, ""), SerializingError)


@pytest.mark.parametrize(("hint", "value", "data"), TAGGED.values(), ids=TAGGED)
def test_schema(hint: Any, value: object, data: object) -> None:  # noqa: ANN401, ARG001 - a row of the table
    """Schemas take what is written."""
    schema = schema_of_kind(hint, in_place)
    assert faults(data, schema) == []
    assert faults(2.5, schema)


def in_place(hint: Any) -> dict[str, Any]:  # noqa: ANN401 - any type
    """Describe a type without references, which these have no need of."""
    return schema_of_kind(hint, in_place)


def test_reference() -> None:
    """A type with a name is described by reference, others where they stand."""
    assert described(ffi.Money) == {"$ref": "urn:flowfit-invoicing:1:money#/$defs/data"}
    assert described(int) == {"type": "integer"}


def test_error_among_facts() -> None:
    """A finding whose fact is an error comes back."""
    finding = ffi.Finding("x", "error", (), {"cause": UNMAPPED})
    assert from_json(to_json(finding)) == finding


def test_whatever_goes_wrong() -> None:
    """What nobody has thought of is told with its path as well."""
    error = TypeError("no such thing")
    error.add_note("a note of somebody else's")
    assert error_of(error, "data") == SerializingError(
        "data", "cannot be read: no such thing"
    )
    deep = error_of(RecursionError(), "data")
    assert deep == SerializingError("data", "is nested too deeply")


def test_every_part_has_a_form() -> None:
    """A host's own class has none, and is told of as no value."""
    own = attrs.make_class("Own", ["x"], frozen=True)
    with pytest.raises(errors.InvalidValueError, match="expected a value of this"):
        to_json(own(3))
