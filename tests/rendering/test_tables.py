"""Tables of plain text."""

import pytest

from flowfit_invoicing.rendering import table

TABLES: dict[str, tuple[list[tuple[str, ...]], str, list[str]]] = {
    "columns as wide as they must be": (
        [("a", "1"), ("bcd", "20")],
        "<>",
        ["a     1", "bcd  20"],
    ),
    "no space at the end": ([("a", ""), ("b", "c")], "<<", ["a", "b  c"]),
    "long cells go on below": (
        [("one two three", "1")],
        "<>",
        ["one two  1", "three"],
    ),
    "a word wider than the column is cut": (
        [("abcdefghijkl", "1")],
        "<>",
        ["abcdefgh  1", "ijkl"],
    ),
    "characters of East Asia take two places": (
        [("翻訳", "1"), ("abcd", "2")],
        "<>",
        ["翻訳  1", "abcd  2"],
    ),
    "accents that stand apart take none": (
        [("e\u0301", "1"), ("ab", "2")],
        "<>",
        ["e\u0301   1", "ab  2"],
    ),
    "nothing": ([], "<", [""]),
}


@pytest.mark.parametrize(("rows", "align", "expected"), TABLES.values(), ids=TABLES)
def test_table(rows: list[tuple[str, ...]], align: str, expected: list[str]) -> None:
    """
    Rows are laid out in columns that people can read.
    """
    assert table(rows, align, widest=8).split("\n") == expected
