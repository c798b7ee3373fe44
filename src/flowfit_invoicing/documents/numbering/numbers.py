"""Numbers of documents: patterns with tags, and the series that they make.

A pattern is refused where two of its series could ever make the same number, since a
number must be unique for the seller. So is one that makes ids of drafts: a task has one
holder, and what frees those of a draft must never free those of a document.
"""

import re
from datetime import date

from attrs import field, frozen

from flowfit_invoicing.doors import day, refused, whole_number
from flowfit_invoicing.text import one_line, possibly_empty_line

_PARTS = re.compile(r"%([^%]*)%|([^%]+)|(%)")
_SEQUENCE = re.compile(r"SEQ(?::([1-9]|1[0-2]))?")
_DATES = ("YYYY", "YY", "MM", "DD")
_NAMES = ("PROJECT_NUMBER", "CLIENT_CODE")
_DRAFT = re.compile(r"draft-[0-9]+")


def _from_one(value: int) -> int:
    if whole_number(value) < 1:
        raise refused(value, "expected a number from 1 on")
    return value


@frozen
class Series:
    """The numbers that share a counter: all is filled in but the sequence."""

    prefix: str = field(converter=possibly_empty_line)
    suffix: str = field(converter=possibly_empty_line, default="")
    width: int = field(converter=_from_one, default=1)

    def __attrs_post_init__(self) -> None:
        _refuse_drafts(self.key, self.number(1))

    @property
    def key(self) -> str:
        """What the counter is kept under: `F-2026-`."""
        return f"{self.prefix}%SEQ%{self.suffix}" if self.suffix else self.prefix

    def number(self, sequence: int) -> str:
        """Give the number at a place of the series, counted from 1.

        >>> Series("F-2026-", width=5).number(42)
        'F-2026-00042'
        """
        place = _from_one(sequence)
        return f"{self.prefix}{place:0{self.width}d}{self.suffix}"


@frozen
class NumberPattern:
    """How documents are numbered: text, tags of the day, project and client, `%SEQ%`.

    >>> pattern = NumberPattern.parse("F-%YYYY%-%SEQ:4%")
    >>> pattern.series(date(2026, 11, 24)).number(7)
    'F-2026-0007'

    Raises:
        InvalidValueError: If a tag is unknown, there is not one sequence, two series
            could make the same number, or a number could be the id of a draft.
    """

    text: str = field(converter=one_line)

    @classmethod
    def parse(cls, text: str) -> "NumberPattern":
        """Read what `str()` writes."""
        return cls(text)

    def __attrs_post_init__(self) -> None:
        parts = self.parts()
        tags = [tag for tag, _ in parts if tag]
        for tag in tags:
            if tag not in (*_DATES, *_NAMES) and not _SEQUENCE.fullmatch(tag):
                raise refused(self.text, f"expected a known tag instead of %{tag}%")
        places = [at for at, (tag, _) in enumerate(parts) if _is_sequence(tag)]
        if len(places) != 1:
            raise refused(self.text, "expected one %SEQ%")
        self._refuse_neighbours(parts, places[0])
        _refuse_drafts(self.text, "".join(text or "1" for _, text in parts))

    def series(
        self, on: date, *, project_number: str = "", client_code: str = ""
    ) -> Series:
        """Fill in all tags but the sequence, for a document issued on a day."""
        day(on)
        filled = {
            "YYYY": f"{on.year:04d}",
            "YY": f"{on.year % 100:02d}",
            "MM": f"{on.month:02d}",
            "DD": f"{on.day:02d}",
            "PROJECT_NUMBER": possibly_empty_line(project_number),
            "CLIENT_CODE": possibly_empty_line(client_code),
        }
        halves, width = [""], 1
        for tag, text in self.parts():
            if tag in _NAMES and not filled[tag]:
                raise refused(self.text, f"expected a document that has a %{tag}%")
            least = width_of(tag)
            if least is not None:
                halves.append("")
                width = least
            else:
                halves[-1] += filled[tag] if tag else text
        return Series(halves[0], halves[1], width)

    def __str__(self) -> str:
        return self.text

    def parts(self) -> list[tuple[str, str]]:
        """Split into tags and texts, as pairs of which one is empty."""
        parts: list[tuple[str, str]] = []
        for found in _PARTS.finditer(self.text):
            if found[3] or found[1] == "":
                raise refused(self.text, "expected a name between two %")
            parts.append((found[1] or "", found[2] or ""))
        return parts

    def _refuse_neighbours(self, parts: list[tuple[str, str]], place: int) -> None:
        before, after = parts[:place], parts[place + 1 :]
        if _ends_in_digit(before) or _begins_with_digit(after):
            raise refused(self.text, "expected no digit of its own beside %SEQ%")
        if _touches_a_name(before) or any(tag in _NAMES for tag, _ in after):
            raise refused(
                self.text, "expected project and client before %SEQ% and a separator"
            )


def _refuse_drafts(culprit: str, number: str) -> None:
    """Refuse what makes numbers such as *number*, if it could be the id of a draft."""
    if _DRAFT.fullmatch(number):
        raise refused(culprit, "expected numbers that are no ids of drafts")


def _ends_in_digit(before: list[tuple[str, str]]) -> bool:
    return bool(before) and before[-1][1][-1:].isdigit()


def _begins_with_digit(after: list[tuple[str, str]]) -> bool:
    return bool(after) and after[0][1][:1].isdigit()


def _touches_a_name(before: list[tuple[str, str]]) -> bool:
    """Tell if only digits stand between a name and the sequence.

    Client `A` and sequence 20261 would make the number of client `A2026` and sequence
    1 in `%CLIENT_CODE%%YYYY%%SEQ%`; a separator keeps them apart.
    """
    for tag, text in reversed(before):
        if tag in _NAMES:
            return True
        if text and not text.isdigit():
            return False
    return False


def _is_sequence(tag: str) -> bool:
    return width_of(tag) is not None


def width_of(tag: str) -> int | None:
    """Give the least digits of a tag of the sequence; None is another tag."""
    found = _SEQUENCE.fullmatch(tag)
    return None if found is None else int(found[1] or 1)


def number_pattern(value: NumberPattern | str) -> NumberPattern:
    """Take a pattern, or the text of one."""
    return value if isinstance(value, NumberPattern) else NumberPattern.parse(value)
