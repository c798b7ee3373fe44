"""Documents with one thing changed by chance, as a hand or a bug would."""

import copy
from typing import Any

from hypothesis import strategies as st

from flowfit_invoicing.serializing import to_data
from tests.serializing.chance import VALUES

SCALARS: st.SearchStrategy[Any] = (
    st.none()
    | st.booleans()
    | st.integers(-(10**20), 10**20)
    | st.floats()
    | st.text(max_size=6)
    | st.sampled_from(["CAD", "en>fr", "1", "-1", "new", "2026-02-30", "money", "1E9"])
)
ANY_JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "data", "version", "error", "facts", "x"]), inner
        )
    ),
    max_leaves=8,
)


@st.composite
def changed(draw: st.DrawFn) -> Any:  # noqa: ANN401 - any JSON
    """Write a value, and put something else somewhere in it, or take something out."""
    data = copy.deepcopy(to_data(draw(VALUES)))
    for _ in range(draw(st.integers(1, 3))):
        _change(draw, data)
    return data


def _change(draw: st.DrawFn, data: Any) -> None:  # noqa: ANN401 - any JSON
    way: Any = data
    while True:
        steps = _steps(way)
        if not steps:
            return
        step = draw(st.sampled_from(steps))
        inner = way[step]
        if _is(inner, dict, list) and draw(st.integers(0, 4)):
            way = inner
            continue
        kind = draw(st.sampled_from(["other", "other", "drop", "add"]))
        if kind == "drop":
            del way[step]
        elif kind == "add" and _is(way, dict):
            way[draw(st.sampled_from(["colour", "base", "net", "totals"]))] = inner
        else:
            way[step] = draw(ANY_JSON)
        return


def _is(data: object, *types: type[object]) -> bool:
    return isinstance(data, types)


def _steps(way: Any) -> list[Any]:  # noqa: ANN401 - an object or an array
    return sorted(way) if _is(way, dict) else list(range(len(way)))
