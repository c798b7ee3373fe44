"""JSON Schemas say the same as the converter, and are shipped for everybody."""

import json
from importlib.resources import files
from typing import Any

import attrs
import pytest
from hypothesis import given

import flowfit_invoicing as ffi
from flowfit_invoicing.errors import (
    InvalidValueError,
    SerializingError,
    SumsDifferError,
)
from flowfit_invoicing.serializing import from_data, schema_of, to_data
from flowfit_invoicing.serializing.classes import parts_of
from flowfit_invoicing.serializing.names import NAMES, name_of, type_named
from flowfit_invoicing.serializing.schema import schema_named
from tests.serializing.chance import BASES, SLOW, WRITTEN
from tests.serializing.chance import VALUES as BY_CHANCE
from tests.serializing.changed import changed
from tests.serializing.validity import check_schema, faults, faults_of, schema_for
from tests.test_values import INVOICE, MONEY, NO_VALUES, is_value

FOLDER = files("flowfit_invoicing.serializing") / "schemas"


def test_each_public_value_has_a_name() -> None:
    """A new value has a form in JSON as soon as `names` names it, and must."""
    public = [getattr(ffi, name) for name in set(ffi.__all__) - NO_VALUES]
    types = {each for each in public if isinstance(each, type) and is_value(each)}
    assert {each for each in types if name_of(each) is None} == BASES


def test_names() -> None:
    """Each name is that of a class, which is known by it."""
    types = [type_named(name) for name in NAMES]
    assert [type_ and name_of(type_) for type_ in types] == list(NAMES)
    assert type_named("no-such") is None
    assert name_of(int) is None


@pytest.mark.parametrize("name", NAMES)
def test_shipped(name: str) -> None:
    """The file is the schema of the converter as it is; `make schemas` writes it."""
    text = (FOLDER / f"{name}.json").read_text(encoding="utf-8")
    assert json.loads(text) == schema_named(name)


def test_no_other_is_shipped() -> None:
    """There is a file for each value, and none beside."""
    found = {path.name.removesuffix(".json") for path in FOLDER.iterdir()}
    assert found == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_complete(name: str) -> None:
    """A schema is one of draft 2020-12 and has all that it refers to."""
    type_ = type_named(name)
    assert type_ is not None
    schema = schema_of(type_)
    check_schema(schema)
    assert faults({"type": name, "version": 1}, schema) == [
        "'data' is a required property"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_says_all_parts(name: str) -> None:
    """What is required is what has no usual value; nothing else may be there."""
    type_ = type_named(name)
    data = schema_named(name)["$defs"]["data"]
    if type_ is None or not attrs.has(type_) or "properties" not in data:
        return
    parts = {part.name: part.default is attrs.NOTHING for part in parts_of(type_)}
    required = {part for part, is_required in parts.items() if is_required}
    assert required <= set(data["required"])
    assert parts.keys() - {"base"} <= data["properties"].keys()
    assert data["additionalProperties"] is False


@pytest.mark.parametrize(
    "value", WRITTEN, ids=[type(each).__name__ for each in WRITTEN]
)
def test_takes_what_is_written(value: object) -> None:
    """What `to_data` writes is valid."""
    assert faults_of(value) == []


@SLOW
@given(BY_CHANCE)
def test_takes_all_that_is_written(value: object) -> None:
    """The same holds for any value at all."""
    assert faults_of(value) == []


@SLOW
@given(changed())
def test_refuses_no_more(data: Any) -> None:  # noqa: ANN401 - any JSON
    """What a schema refuses `from_data` refuses as well."""
    try:
        value = from_data(data)
    except (SerializingError, SumsDifferError):
        return
    assert faults(data, schema_for(type(value))) == []


REFUSED = {
    "float": (MONEY, ("amount",), 18.5),
    "number": (MONEY, ("amount",), 18),
    "exponent": (MONEY, ("amount",), "1E9"),
    "currency in small letters": (MONEY, ("currency",), "cad"),
    "unknown part": (MONEY, ("colour",), "red"),
    "day": (INVOICE, ("issue_date",), "24.11.2026"),
    "another type": (INVOICE, ("lines", 0, "details", "further", 0, "type"), "money"),
    "rounding": (INVOICE, ("lines", 0, "terms", "rounding"), "HALF"),
    "sum": (INVOICE, ("totals", "due"), None),
    "no lines": (INVOICE, ("lines",), None),
}


@pytest.mark.parametrize(("value", "path", "other"), REFUSED.values(), ids=REFUSED)
def test_refuses(value: object, path: tuple[Any, ...], other: object) -> None:
    """A schema refuses what is plainly wrong, so that others need not try."""
    data = json.loads(json.dumps(to_data(value)))
    way = data["data"]
    for step in path[:-1]:
        way = way[step]
    way[path[-1]] = other
    assert faults(data, schema_for(type(value)))


@pytest.mark.parametrize("wrong", [int, 5, "invoice", list[int]])
def test_of_no_value(wrong: Any) -> None:  # noqa: ANN401 - whatever it is
    """What is no value has no schema."""
    with pytest.raises(InvalidValueError, match="expected the type of a value"):
        schema_of(wrong)
