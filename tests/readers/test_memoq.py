"""memoQ's CSV "per-file, all information" becomes an analysis for each file."""

from decimal import Decimal, localcontext
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flowfit_invoicing import (
    CHARACTER,
    HOUR,
    SEGMENT,
    WORD,
    Analysis,
    LocalizedText,
    Unit,
)
from flowfit_invoicing.errors import FormatError, InvalidValueError
from flowfit_invoicing.readers import FileAnalysis, read_memoq
from tests.readers.memoq_files import BANDS, Counts, Style, memoq_file

SAMPLES = Path(__file__).parents[2] / "examples" / "data"
UTF_16 = SAMPLES / "memoQAnalysis-utf16.csv"
UTF_16_NO_NAMES = SAMPLES / "memoQAnalysis-utf16NoHeader.csv"
UTF_8 = SAMPLES / "memoQAnalysis-utf8.csv"
ALL_SAMPLES = {path.stem: path for path in (UTF_16, UTF_16_NO_NAMES, UTF_8)}
PRIMES = Path(__file__).parent / "primes.csv"

UNITS = {WORD: "Words", CHARACTER: "Characters", SEGMENT: "Segments"}
BANDS_AS_WE_CALL_THEM = {
    "X-translated": "context",
    "101%": "context",
    "Repetitions": "repetition",
    "100%": "exact",
    "95% - 99%": "95-99",
    "85% - 94%": "85-94",
    "75% - 84%": "75-84",
    "50% - 74%": "50-74",
    "No match": "new",
    "Fragments": "new",
}


def words(**counts: str) -> Counts:
    """Counts of words alone, by the name of a band."""
    return {band: {"Words": Decimal(count)} for band, count in counts.items()}


def total(source: Path, unit: Unit = WORD) -> dict[str, str]:
    """All files of a source together, by band."""
    analyses = (file.analysis for file in read_memoq(source, unit=unit))
    return {str(b): str(count) for b, count in Analysis.total_of(analyses).counts}


class TestSamples:
    """Files that memoQ wrote, in both encodings and with both delimiters."""

    @pytest.mark.parametrize("path", ALL_SAMPLES.values(), ids=ALL_SAMPLES)
    @pytest.mark.parametrize(
        ("unit", "expected"),
        [
            (WORD, {"exact": "1332", "context": "4990", "repetition": "601"}),
            (CHARACTER, {"exact": "7609", "context": "27194", "repetition": "3541"}),
            (SEGMENT, {"exact": "364", "context": "506", "repetition": "171"}),
        ],
        ids=["words", "characters", "segments"],
    )
    def test_add_up(self, path: Path, unit: Unit, expected: dict[str, str]) -> None:
        """
        Three files add up band by band, whichever way they are written.
        """
        assert expected == total(path, unit)

    def test_each_file(self) -> None:
        """
        A file has the name that memoQ knows it by, its target and its own counts.
        """
        assert read_memoq(UTF_8) == (
            FileAnalysis(
                r"\!_In\source\en\778453.xml",
                "fr-CA",
                Analysis.of(context=1295, repetition=57, exact=895),
            ),
            FileAnalysis(
                r"\!_In\source\en\778457.xml",
                "fr-CA",
                Analysis.of(context=1804, repetition=227, exact=210),
            ),
            FileAnalysis(
                r"\!_In\source\en\778463.xml",
                "fr-CA",
                Analysis.of(context=1891, repetition=317, exact=227),
            ),
        )

    @pytest.mark.parametrize("path", ALL_SAMPLES.values(), ids=ALL_SAMPLES)
    def test_where_it_is_does_not_matter(self, path: Path) -> None:
        """
        A path, its name and the bytes behind them are read alike.
        """
        expected = read_memoq(UTF_8)

        assert expected == read_memoq(path)
        assert expected == read_memoq(str(path))
        assert expected == read_memoq(path.read_bytes())

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    @pytest.mark.parametrize("delimiter", [",", ";"])
    def test_any_encoding_with_any_delimiter(
        self, encoding: str, delimiter: str
    ) -> None:
        """
        The delimiter is seen in the headings and not guessed from the encoding.
        """
        text = UTF_8.read_text(encoding="utf-8-sig").replace(",", delimiter)

        assert read_memoq(UTF_8) == read_memoq(text.encode(encoding))

    def test_big_endian(self) -> None:
        """
        UTF-16 is read in the byte order that its mark tells.
        """
        text = UTF_16.read_text(encoding="utf-16")

        assert read_memoq(UTF_16) == read_memoq(b"\xfe\xff" + text.encode("utf-16-be"))

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
    def test_any_line_ends(self, end: str) -> None:
        """
        Rows end as they do on any system.
        """
        content = TEXT.replace("\n", end).encode()

        assert read_memoq(UTF_8) == read_memoq(content)


class TestColumns:
    """No column is taken for another."""

    @pytest.mark.parametrize(
        ("unit", "expected"),
        [
            (WORD, "300.5 137 131 127 113 109 204 107"),
            (CHARACTER, "1210 563 557 547 541 523 1012 521"),
            (SEGMENT, "62 23 19 17 13 11 8 7"),
        ],
        ids=["words", "characters", "segments"],
    )
    def test_primes(self, unit: Unit, expected: str) -> None:
        """
        A file with another prime in each column, and one with 12.5 new words.
        """
        ranges = ("50-74", "75-84", "85-94", "95-99")
        bands = ("new", *ranges, "exact", "context", "repetition")

        assert dict(zip(bands, expected.split(), strict=True)) == total(PRIMES, unit)

    @pytest.mark.parametrize("unit", UNITS, ids=str)
    @pytest.mark.parametrize("band", BANDS)
    def test_one_band_at_a_time(self, band: str, unit: Unit) -> None:
        """
        What is counted in one band and one unit is found in that band and unit alone.
        """
        content = memoq_file([("a.xml", {band: {UNITS[unit]: Decimal(7)}})])

        counted = {u: read_memoq(content, unit=u)[0].analysis for u in UNITS}

        named = {BANDS_AS_WE_CALL_THEM[band]: 7}
        assert Analysis.of(named, unit=unit) == counted[unit]
        assert all(not counted[other].counts for other in {*UNITS} - {unit})

    def test_bands_in_another_order(self) -> None:
        """
        The row of band names says which group of columns is which.
        """
        order = ("Total", *reversed(BANDS))
        counts = words(**{"No match": "2", "101%": "3", "75% - 84%": "5"})

        (file,) = read_memoq(memoq_file([("a.xml", counts)], Style(order=order)))

        assert Analysis.of({"75-84": 5}, new=2, context=3) == file.analysis

    def test_other_bands(self) -> None:
        """
        Another memoQ may have other ranges, and fewer or more of them.
        """
        order = ("100%", "90% - 99%", "70%-89%", "1% - 69%", "No match", "Total")
        counts = words(**{"90% - 99%": "2", "70%-89%": "3", "1% - 69%": "5"})

        (file,) = read_memoq(memoq_file([("a.xml", counts)], Style(order=order)))

        assert Analysis.of({"90-99": 2, "70-89": 3, "1-69": 5}) == file.analysis

    @pytest.mark.parametrize("count", ["12.5", "12,5"])
    def test_fractions(self, count: str) -> None:
        """
        A weight of tags makes fractions; with semicolons memoQ may write a comma.
        """
        counts = words(**{"No match": "12.5"})
        style = Style(delimiter=";", decimal_mark=count[2])

        (file,) = read_memoq(memoq_file([("a.xml", counts)], style))

        assert Analysis.of(new="12.5") == file.analysis

    def test_exact_whatever_the_context(self) -> None:
        """
        Sums are checked exactly, however few digits the thread calculates with.
        """
        with localcontext(prec=2):
            assert read_memoq(UTF_8)[0].analysis.total == 2247


class TestTargets:
    """The language in front of a file's name."""

    @pytest.mark.parametrize(
        ("name", "target", "file"),
        [
            ("[fre-CA] a.xml", "fr-CA", "a.xml"),
            ("[fra-CA] a.xml", "fr-CA", "a.xml"),
            ("[ger] a.xml", "de", "a.xml"),
            ("[deu] a.xml", "de", "a.xml"),
            ("[GER-at] a.xml", "de-AT", "a.xml"),
            ("[zho-TW] a.xml", "zh-TW", "a.xml"),
            ("[srp-latn-rs] a.xml", "sr-Latn-RS", "a.xml"),
            ("[fil] a.xml", "fil", "a.xml"),
            ("[pt-br]a.xml", "pt-BR", "a.xml"),
            ("a.xml", None, "a.xml"),
            ("a [ger].xml", None, "a [ger].xml"),
            ("[Entwurf] a.xml", None, "[Entwurf] a.xml"),
            ("[a-1] a.xml", None, "[a-1] a.xml"),
            ("[ger-1] a.xml", None, "[ger-1] a.xml"),
            ("[] a.xml", None, "[] a.xml"),
            ("[ger] [fre] a.xml", "de", "[fre] a.xml"),
            ('[ger] a;b,c"d.xml', "de", 'a;b,c"d.xml'),
        ],
    )
    def test_target(self, name: str, target: str | None, file: str) -> None:
        """
        It is a tag in canonical case; brackets without a language belong to the name.
        """
        (found,) = read_memoq(memoq_file([(name, {})]))

        assert (target, file) == (found.target, found.file)

    @pytest.mark.parametrize("name", ["", " ", "[ger] ", "a\nb.xml", "a\x1bb.xml"])
    def test_no_name(self, name: str) -> None:
        """
        A file without a name, or with one that cannot be printed, is no file.
        """
        with pytest.raises(FormatError) as raised:
            read_memoq(memoq_file([("a.xml", {}), (name, {})]))

        assert (raised.value.row, raised.value.column) == (4, 1)


class TestUnits:
    def test_own_word(self) -> None:
        """
        Units are known by their code, so a host may have named them anew.
        """
        unit = Unit("word", LocalizedText({"de": "Wort"}))

        assert read_memoq(UTF_8)[0].analysis.total == 2247
        assert read_memoq(UTF_8, unit=unit)[0].analysis.unit == unit

    @pytest.mark.parametrize("unit", [HOUR, "word", None], ids=str)
    def test_what_memoq_does_not_count(self, unit: Unit) -> None:
        """
        There is nothing but words, characters and segments in such a file.
        """
        with pytest.raises(InvalidValueError, match="expected WORD, CHARACTER or SEGM"):
            read_memoq(UTF_8, unit=unit)

    @pytest.mark.parametrize("source", [None, 1, bytearray(b"File")])
    def test_what_is_no_source(self, source: bytes) -> None:
        """
        A source is a path or bytes.
        """
        with pytest.raises(InvalidValueError, match="expected a path or bytes"):
            read_memoq(source)


TEXT = UTF_8.read_text(encoding="utf-8-sig")
NAMES, HEADINGS, *ROWS = TEXT.splitlines(keepends=True)


def changed(old: str, new: str) -> bytes:
    """The sample with the first of something replaced."""
    assert old in TEXT
    return TEXT.replace(old, new, 1).encode()


LAST_ROW_CUT = TEXT[: TEXT.index("1891")]
"""The sample without what comes from the twelfth cell of its last row on."""

NO_ANALYSES: dict[str, tuple[bytes, int, int | None, str]] = {
    # content, row, column, what was expected
    "empty": (b"", 1, 1, "a memoQ analysis"),
    "byte order mark alone": (b"\xff\xfe", 1, 1, "a memoQ analysis"),
    "picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, 1, "a memoQ analysis"),
    "HTML page": (b"<!DOCTYPE html><title>File;</title>", 1, 1, "a memoQ analysis"),
    "Trados report": (
        '<?xml version="1.0"?>\n<task name="analyse">'.encode("utf-16"),
        1,
        1,
        "a memoQ analysis",
    ),
    "memoQ for Trados": (b"File,Tagging Errors,Chars/Word\n", 1, 4, "91 cells, got 3"),
    "UTF-16 without its mark": (TEXT.encode("utf-16-le"), 1, 2, "UTF-8, or in UTF-16"),
    "UTF-32": (TEXT.encode("utf-32"), 1, 1, "a memoQ analysis"),
    "Latin-1": (changed("778457", "é").decode().encode("latin-1"), 4, 1, "UTF-8"),
    "NUL in a count": (changed("1804", "18\0004"), 4, 12, "UTF-8"),
    "NUL in a name": (changed("778457", "77\0008457"), 4, 1, "UTF-8"),
    "half a character": (LAST_ROW_CUT.encode("utf-16") + b"1", 5, 12, "UTF-8"),
    "headings alone": ((NAMES + HEADINGS).encode(), 3, 1, "a row for each file"),
    "names alone": (NAMES.encode(), 2, 1, "91 cells, got 0"),
    "rows alone": ("".join(ROWS).encode(), 1, 1, "a memoQ analysis"),
    "cut in a row": (LAST_ROW_CUT.encode(), 5, 13, "91 cells, got 12"),
    "cut before the last delimiter": (TEXT[:-2].encode(), 5, 91, "91 cells, got 90"),
    "cut in a name": ((NAMES + HEADINGS + '"[fre').encode(), 3, 2, "91 cells, got 1"),
    "quote never closed": (changed('xml",', "xml,"), 3, 1, "the name of a file"),
    "endless cell": (changed("1295", "1" * 200_000), 3, None, "a row: field larger"),
    "too few cells": (changed("1804,9839", "1804"), 4, 91, "91 cells, got 90"),
    "too many cells": (changed("1804,", "1804,0,"), 4, 92, "91 cells, got 92"),
    "decimal comma": (changed("1804,", "12,5,"), 4, 92, "91 cells, got 92"),
    "quoted comma": (changed("1804,", '"12,5",'), 4, 12, "a count"),
    "text as a count": (changed("1804,", "many,"), 4, 12, "a count of zero or more"),
    "text as a count of tags": (changed("418", "many"), 3, 31, "a count of zero"),
    "nothing as a count": (changed("1804,", ","), 4, 12, "a count of zero or more"),
    "negative count": (changed("1804,", "-1804,"), 4, 12, "a count of zero or more"),
    "signed count": (changed("1804,", "+1804,"), 4, 12, "a count of zero or more"),
    "exponent": (changed("1804,", "1804e0,"), 4, 12, "a count of zero or more"),
    "underscore": (changed("1804,", "1_804,"), 4, 12, "a count of zero or more"),
    "thousands": (changed("1804,", "1 804,"), 4, 12, "a count of zero or more"),
    "Arabic digits": (changed("1804,", "١٨٠٤,"), 4, 12, "a count of zero or more"),
    "no number": (changed("1804,", "NaN,"), 4, 12, "a count of zero or more"),
    "huge count": (changed("1804,", "9" * 16 + ","), 4, 12, "a count of zero or more"),
    "endless fraction": (changed("1804,", f"0.{'3' * 13},"), 4, 12, "a count of zero"),
    "other total": (changed(",2241,", ",2242,"), 4, 84, "2241, the sum of the bands"),
    "other band": (changed("1804,", "1805,"), 4, 84, "2242, the sum of the bands"),
    "huge total": (
        changed("1804", "9" * 15).replace(b",210,", b",%d," % (10**15 - 1)),
        4,
        84,
        "2000000000000225, the sum of the bands",
    ),
    "no total": (changed("Total", "No total"), 1, 91, "a band named 'Total'"),
    "unknown band": (changed("Repetitions", "Machine"), 1, 19, "a band of memoQ"),
    "band of ours": (changed("Repetitions", "new"), 1, 19, "a band of memoQ"),
    "nameless band": (changed("Repetitions", ""), 1, 19, "a band of memoQ"),
    "band of zero": (changed("50% - 74%", "0% - 74%"), 1, 59, "a band of memoQ"),
    "band upside down": (changed("50% - 74%", "74% - 50%"), 1, 59, "a band of memoQ"),
    "band too high": (changed("50% - 74%", "50% - 101%"), 1, 59, "a band of memoQ"),
    "band twice": (changed("Fragments", "No match"), 1, 75, "each band once"),
    "total twice": (changed("Fragments", "Total"), 1, 83, "each band once"),
    "name between bands": (changed("101%,", "101%,x"), 1, 12, "an empty cell"),
    "other heading": (changed("Words", "Wörter"), 2, 4, "'Words', got 'Wörter'"),
    "headings swapped": (changed("Segments,Words", "Words,Segments"), 2, 3, "'Segm"),
    "heading missing": (changed("Char/Word,", ""), 2, 91, "91 cells, got 90"),
    "one group missing": (
        HEADINGS.replace("Segments,", "", 1).encode(),
        1,
        91,
        "91 cells, got 90",
    ),
    "thousands of columns": (b";" * 9999, 1, 10_001, "10003 cells, got 10000"),
    "delimiters only": (b";;\n" * 9, 2, 1, "'File', got ''"),
}


class TestRefusals:
    """All that is no analysis is refused, with its place."""

    @pytest.mark.parametrize(
        ("content", "row", "column", "expected"), NO_ANALYSES.values(), ids=NO_ANALYSES
    )
    def test_says_where(
        self, content: bytes, row: int, column: int | None, expected: str
    ) -> None:
        """
        The error has the row and the column as a spreadsheet counts them.
        """
        with pytest.raises(FormatError) as raised:
            read_memoq(content)

        assert (row, column) == (raised.value.row, raised.value.column)
        assert expected in raised.value.expected
        assert raised.value.file == "<bytes>"

    def test_says_which_file(self, tmp_path: Path) -> None:
        """
        A file is called what the host called it.
        """
        path = tmp_path / "analysis.csv"
        path.write_bytes(changed("1804,", "x,"))

        with pytest.raises(FormatError) as raised:
            read_memoq(path)

        assert str(raised.value) == (
            f"{path}:4:12: expected a count of zero or more, got 'x'"
        )

    def test_other_bands_without_names(self) -> None:
        """
        A file without band names has the usual eleven groups.
        """
        style = Style(named=False, order=BANDS)

        with pytest.raises(FormatError, match=r":1:84: expected .* 91 cells"):
            read_memoq(memoq_file([("a.xml", {})], style))

    def test_missing_file(self, tmp_path: Path) -> None:
        """
        A file that is not there is missed as Python misses it.
        """
        with pytest.raises(FileNotFoundError):
            read_memoq(tmp_path / "missing.csv")

    def test_empty_rows_count(self) -> None:
        """
        Empty rows are skipped, and counted where a place is told.
        """
        spaced = NAMES + HEADINGS + "\n\n" + ROWS[0] + "\n" + ROWS[1]

        assert read_memoq(UTF_8)[:2] == read_memoq(spaced.encode())
        with pytest.raises(FormatError, match=":7:12: "):
            read_memoq(spaced.replace("1804", "x").encode())


counts = st.decimals(0, 10**9, places=3) | st.integers(0, 10**6).map(Decimal)
names = st.text(
    st.characters(categories=["L", "N", "P", "S"], include_characters=" "), min_size=1
).filter(lambda name: name.strip() and not name.startswith("["))
tagged = st.sampled_from([(None, ""), ("fr-CA", "[fre-CA] "), ("de", "[deu] ")])
styles = st.builds(
    Style,
    delimiter=st.just(";"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    named=st.just(value=True),
    order=st.permutations([*BANDS, "Total"]),
    decimal_mark=st.sampled_from(".,"),
) | st.builds(
    Style,
    delimiter=st.sampled_from(",;"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    named=st.booleans(),
)
by_column = st.fixed_dictionaries(dict.fromkeys(UNITS.values(), counts))
by_band = st.fixed_dictionaries(dict.fromkeys(BANDS, by_column))


@given(
    files=st.lists(st.tuples(tagged, names, by_band), min_size=1, max_size=3),
    style=styles,
    unit=st.sampled_from(list(UNITS)),
)
def test_reads_what_memoq_writes(
    files: list[tuple[tuple[str | None, str], str, Counts]], style: Style, unit: Unit
) -> None:
    """
    Whatever was counted comes back, in any encoding, delimiter, order and unit.
    """
    written = [(prefix + name, bands) for (_, prefix), name, bands in files]
    expected = [
        FileAnalysis(name, target, _analysis(bands, unit))
        for (target, _), name, bands in files
    ]

    assert expected == list(read_memoq(memoq_file(written, style), unit=unit))


def _analysis(bands: Counts, unit: Unit) -> Analysis:
    return Analysis.total_of(
        Analysis.of({BANDS_AS_WE_CALL_THEM[band]: count[UNITS[unit]]}, unit=unit)
        for band, count in bands.items()
    )


@pytest.mark.parametrize("path", ALL_SAMPLES.values(), ids=ALL_SAMPLES)
def test_cut_anywhere(path: Path) -> None:
    """
    Of a file cut at any byte, whole rows are read or the cut is told.
    """
    content = path.read_bytes()
    whole = read_memoq(content)

    for length in range(len(content)):
        try:
            read = read_memoq(content[:length])
        except FormatError:
            continue
        assert read == whole[: len(read)]


def mutated(content: bytes) -> st.SearchStrategy[bytes]:
    """The content with a few stretches of it replaced by a few bytes."""
    places = st.integers(0, len(content))
    bits = st.binary(max_size=4) | st.sampled_from(
        [b";", b",", b'"', b"\n", b"-", b"0"]
    )
    edits = st.lists(st.tuples(places, st.integers(0, 9), bits), min_size=1, max_size=5)
    return edits.map(lambda several: _edited(content, several))


def _edited(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    for place, length, bits in edits:
        content = content[:place] + bits + content[place + length :]
    return content


headed = st.binary().map(lambda rest: HEADINGS.encode() + rest)
anything = st.one_of(
    st.binary(), headed, *(mutated(p.read_bytes()) for p in ALL_SAMPLES.values())
)


@given(content=anything, unit=st.sampled_from(list(UNITS)))
def test_any_bytes(content: bytes, unit: Unit) -> None:
    """
    Bytes are an analysis of one file or more, counted in the unit, or a `FormatError`.
    """
    try:
        read = read_memoq(content, unit=unit)
    except FormatError:
        return

    assert read
    assert all(file.analysis.unit == unit for file in read)
