"""Languages are tags of BCP 47; pairs fit patterns by truncation of their tags."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import LanguagePair, LanguagePattern
from flowfit_invoicing.errors import InvalidValueError
from flowfit_invoicing.text import lineage, tag
from flowfit_invoicing.work import optional_pair, optional_pattern

CANONICAL = {  # of RFC 5646 and its appendix A, but for the case of what is given
    "language": ("EN", "en"),
    "region": ("EN-ca", "en-CA"),
    "region of UN M.49": ("ES-419", "es-419"),
    "script": ("ZH-hANT", "zh-Hant"),
    "script and region": ("sR-lATN-rS", "sr-Latn-RS"),
    "Cree": ("CR-cans-CA", "cr-Cans-CA"),
    "Ojibwe": ("OJ", "oj"),
    "three letters": ("CHR-us", "chr-US"),
    "extended language": ("ZH-CMN-hans-cn", "zh-cmn-Hans-CN"),
    "variants": ("SL-Rozaj-BISKE-1994", "sl-rozaj-biske-1994"),
    "variant after region": ("de-ch-1996", "de-CH-1996"),
    "extension": ("EN-us-U-ISLAMCAL", "en-US-u-islamcal"),
    "two extensions": ("en-A-MYEXT-B-ANOTHER", "en-a-myext-b-another"),
    "case after a singleton": ("en-CA-X-CA", "en-CA-x-ca"),
    "four letters after a singleton": ("fr-T-LATN-CA", "fr-t-latn-ca"),
    "private use": ("AZ-arab-X-Aze-Derbend", "az-Arab-x-aze-derbend"),
    "private use alone": ("X-Whatever", "x-whatever"),
    "private language": ("qaa-qaaa-qm-x-SOUTHERN", "qaa-Qaaa-QM-x-southern"),
    "as long as can be": ("en-x-" + "abcdefgh-" * 10 + "abcde", None),
}


@pytest.mark.parametrize(("given_", "expected"), CANONICAL.values(), ids=CANONICAL)
def test_tags_have_one_case(given_: str, expected: str | None) -> None:
    """A tag of any case is kept in the case that RFC 5646, 2.1.1 recommends."""
    canonical = expected or given_
    assert tag(given_) == tag(given_.upper()) == tag(given_.lower()) == canonical
    assert tag(canonical) == canonical


NO_TAGS = {
    "empty": "",
    "one letter": "e",
    "nine letters": "abcdefghi",
    "digits": "12",
    "underscore": "fr_CA",
    "space": "fr CA",
    "hyphen at the end": "fr-",
    "hyphen in front": "-fr",
    "two hyphens": "fr--CA",
    "two regions": "en-UK-US",
    "two scripts": "en-Latn-Cyrl",
    "region before script": "zh-TW-Hant",
    "short variant": "en-CA-abc",
    "extension without subtag": "en-u",
    "private use without subtag": "en-x",
    "long private subtag": "en-x-abcdefghi",
    "single letter in front": "a-fr",
    "any": "*",
    "path": "../../etc/passwd",
    "path of Windows": "..\\fr",
    "null": "fr\0",
    "newline": "en\n",
    "encoding": "en-US.UTF-8",
    "modifier": "en@euro",
    "fullwidth": "ｆｒ",
    "dotted capital I": "İt",
    "Kelvin sign": "\u212ao",
    "long s": "e\u017f",
    "101 letters": "en-x-" + "abcdefgh-" * 10 + "abcdef",
    "long": "x" * 1000,
    "endless private use": "en-x" + "-a" * 1000,
    "None": None,
    "bytes": b"fr",
    "number": 419,
    "list": ["fr"],
}
DOORS: dict[str, Callable[[Any], object]] = {
    "tag": tag,
    "source": lambda value: LanguagePair(value, "fr"),
    "target": lambda value: LanguagePair("en", value),
}


@pytest.mark.parametrize("value", NO_TAGS.values(), ids=NO_TAGS)
@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_refuses_what_is_no_tag(door: Callable[[Any], object], value: object) -> None:
    """What has not the syntax of BCP 47 is refused, however long or strange."""
    with pytest.raises(InvalidValueError, match="expected a language tag of BCP 47"):
        door(value)


LINEAGES = {  # the examples of RFC 4647, 3.4, and others
    "zh-Hant-CN-x-private1-private2": (
        "zh-Hant-CN-x-private1-private2 zh-Hant-CN-x-private1 zh-Hant-CN zh-Hant zh"
    ),
    "fr-CA": "fr-CA fr",
    "oj": "oj",
    "cr-Cans-CA": "cr-Cans-CA cr-Cans cr",
    "en-a-bb-cc-b-dd": "en-a-bb-cc-b-dd en-a-bb-cc en-a-bb en",
    "x-one-two": "x-one-two x-one",
}


@pytest.mark.parametrize(("child", "expected"), LINEAGES.items(), ids=LINEAGES)
def test_parents_go_by_truncation(child: str, expected: str) -> None:
    """A parent is a tag without its last subtag, and without a singleton left over."""
    assert " ".join(lineage(child)) == expected
    assert [tag(parent) for parent in lineage(child)] == expected.split()


FITS = {  # a pattern, a pair: whether it fits
    ("en>fr", "en>fr"): True,
    ("en>fr", "en-GB>fr-CA"): True,
    ("EN>FR-ca", "en>fr-CA"): True,
    ("en>fr-CA", "en>fr"): False,
    ("en>fr-CA", "en>fr-FR"): False,
    ("en-GB>fr", "en>fr"): False,
    ("en>*", "en-US>zh-Hant-TW"): True,
    ("*>fr", "oj>fr-CA"): True,
    ("*>*", "en>fr"): True,
    ("en>*", "fr>en"): False,
    ("en>zh", "en>zh-Hant-TW"): True,
    ("en>zh-Hant", "en>zh-Hant-TW"): True,
    ("en>zh-TW", "en>zh-Hant-TW"): False,
    ("en>zh", "en>yue"): False,
    ("en>no", "en>nb"): False,
    ("en>f", "en>fr"): None,
}


@pytest.mark.parametrize(("texts", "expected"), FITS.items(), ids=map(" ".join, FITS))
def test_fits(texts: tuple[str, str], expected: bool | None) -> None:  # noqa: FBT001 - in a table
    """A tag fits itself and its children, neither its parents nor its cousins."""
    pattern, pair = texts
    if expected is None:
        with pytest.raises(InvalidValueError):
            LanguagePattern.parse(pattern)
    else:
        fits = LanguagePattern.parse(pattern).fits(LanguagePair.parse(pair))
        assert fits is expected


@pytest.mark.parametrize("pattern", ["en>fr", "en>*", "*>*"])
def test_work_without_languages_fits_no_pattern(pattern: str) -> None:
    """A task without languages is fitted only by a rate without any."""
    assert not LanguagePattern.parse(pattern).fits(None)


COVERS = {  # a pattern, another: whether it fits all that the other fits
    ("en>fr", "en>fr"): True,
    ("en>fr", "en-GB>fr-CA"): True,
    ("*>fr", "en>fr-CA"): True,
    ("*>*", "*>fr"): True,
    ("en>fr-CA", "en>fr"): False,
    ("en>fr", "*>fr"): False,
    ("en>fr", "en>*"): False,
    ("en>de", "en>fr"): False,
    ("de>fr", "en>fr"): False,
}


@pytest.mark.parametrize(
    ("texts", "expected"), COVERS.items(), ids=map(" ".join, COVERS)
)
def test_covers(texts: tuple[str, str], expected: bool) -> None:  # noqa: FBT001 - in a table
    """A pattern covers one that asks for the same, or for children of it."""
    one, other = map(LanguagePattern.parse, texts)
    assert one.covers(other) is expected


NO_HALVES = ["en", "en>", ">fr", "en>fr>de", "en > fr", "", ">", "en→fr", None, 5]
UNREAD: list[tuple[Callable[[Any], object], object]] = [
    *((LanguagePair.parse, text) for text in (*NO_HALVES, "en>*", "*>fr", "*>*")),
    *((LanguagePattern.parse, text) for text in (*NO_HALVES, "en>fr-*", "**>fr")),
    (optional_pair, LanguagePattern.parse("en>fr")),
    (optional_pattern, LanguagePair.parse("en>fr")),
]


@pytest.mark.parametrize(("read", "text"), UNREAD)
def test_refuses_what_is_no_pair(read: Callable[[Any], object], text: object) -> None:
    """A source and a target are whole tags; a pattern's may be a lone asterisk."""
    with pytest.raises(InvalidValueError, match=r"expected (two|a) language"):
        read(text)


def test_optional_ones() -> None:
    """Where languages may be missing, None stays None and values stay themselves."""
    pair, pattern = LanguagePair("en", "fr"), LanguagePattern("en", "*")
    assert optional_pair(None) is None
    assert optional_pair(pair) is pair
    assert optional_pair("EN>fr") == pair
    assert optional_pattern(None) is None
    assert optional_pattern(pattern) is pattern
    assert optional_pattern("EN>*") == pattern


TAGS = st.sampled_from([tag(canonical or raw) for raw, canonical in CANONICAL.values()])


@given(TAGS, TAGS)
def test_round_trips(source: str, target: str) -> None:
    """What `str()` writes, `parse()` reads, and the same text gives the same pair."""
    pair = LanguagePair(source, target)
    assert LanguagePair.parse(str(pair)) == pair
    assert LanguagePair.parse(str(pair)) is LanguagePair.parse(f"{source}>{target}")
    for half in (target, "*"):
        pattern = LanguagePattern(source, half)
        assert LanguagePattern.parse(str(pattern)) == pattern
        assert pattern.fits(pair)
