"""Codes of ISO 639-2 become tags of BCP 47."""

import pytest
from babel.core import get_global

from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.readers.iso639 import TWO_LETTERS, tag_of

BOTH_KINDS = {
    "sqi": "alb", "hye": "arm", "eus": "baq", "mya": "bur", "zho": "chi", "ces": "cze",
    "nld": "dut", "fra": "fre", "kat": "geo", "deu": "ger", "ell": "gre", "isl": "ice",
    "mkd": "mac", "mri": "mao", "msa": "may", "fas": "per", "ron": "rum", "slk": "slo",
    "bod": "tib", "cym": "wel",
}  # fmt: skip
"""The codes that ISO 639-2 has twice: of terminology, and of bibliography."""

CLDR_GOES_FURTHER = {"bih": "bho", "tgl": "fil", "twi": "ak"}
"""Codes that CLDR replaces by another language, where ISO 639-1 has a code for them."""


def test_as_babel_has_them() -> None:
    """
    Babel, which has the codes from CLDR, has the same but for three.
    """
    aliases = get_global("language_aliases")
    others = {
        three: aliases.get(three)
        for three, two in TWO_LETTERS.items()
        if aliases.get(three) != two
    }

    assert others == CLDR_GOES_FURTHER


def test_all_of_them() -> None:
    """
    All languages that have two letters are there, twenty of them with two codes.
    """
    babel = {two for two in get_global("language_aliases").values() if len(two) == 2}
    of_each = {two: set[str]() for two in TWO_LETTERS.values()}
    for three, two in TWO_LETTERS.items():
        of_each[two].add(three)

    assert {*of_each} - babel == {"bh", "tl", "tw"}
    assert babel <= {*of_each}
    assert len(of_each) == 184
    twice = [{*pair} for pair in BOTH_KINDS.items()]
    assert [codes for codes in of_each.values() if len(codes) > 1] == sorted(
        twice, key=lambda pair: TWO_LETTERS[min(pair)]
    )


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("fre-CA", "fr-CA"),
        ("fra", "fr"),
        ("GER-at", "de-AT"),
        ("tgl", "tl"),
        ("zho-hant-tw", "zh-Hant-TW"),
        ("fil", "fil"),
        ("de-CH", "de-CH"),
    ],
)
def test_tag_of(code: str, expected: str) -> None:
    """
    The language gets its two letters if it has any, the rest its canonical case.
    """
    assert expected == tag_of(code)


@pytest.mark.parametrize("code", ["", "-CA", "fre_CA", "fre-", "fre-CA-CA"])
def test_no_code(code: str) -> None:
    """
    What is no tag of BCP 47 is refused.
    """
    with pytest.raises(InvalidValueError, match="expected a language tag"):
        tag_of(code)
