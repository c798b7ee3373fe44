"""Whatever is read, it is a value or an error of ours; never anything else."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing.errors import SerializingError, SumsDifferError
from flowfit_invoicing.serializing import from_data, from_json, read_json, to_json
from flowfit_invoicing.serializing.names import NAMES
from tests.serializing.chance import SLOW
from tests.serializing.changed import ANY_JSON, changed


def read_again(read: Callable[[Any], object], data: object) -> None:
    """Read something; if it is a value, it can be written and read again."""
    try:
        value = read(data)
    except (SerializingError, SumsDifferError) as error:
        print(error)  # noqa: T201 - it can be told
    else:
        assert from_json(to_json(value)) == value


@SLOW
@given(changed())
def test_changed(data: Any) -> None:  # noqa: ANN401 - any JSON
    """What was changed is refused, or it is a value that can be written again."""
    read_again(from_data, data)


@SLOW
@given(st.sampled_from(NAMES), ANY_JSON)
def test_any_data(name: str, data: Any) -> None:  # noqa: ANN401 - any JSON
    """No type takes what is not its own data."""
    read_again(from_data, {"type": name, "version": 1, "data": data})


@SLOW
@given(ANY_JSON)
def test_any_json(data: Any) -> None:  # noqa: ANN401 - any JSON
    """No JSON but an envelope is read."""
    read_again(from_json, json.dumps(data))


@SLOW
@given(st.text() | st.binary())
def test_any_text(text: str | bytes) -> None:
    """No text but that of a value is read."""
    read_again(read_json, text)
