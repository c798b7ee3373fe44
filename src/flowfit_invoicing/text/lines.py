"""Plain text that can be printed anywhere.

A control character, a lone surrogate or a non-character breaks XML, mail headers or
UTF-8, and a line break in a name breaks tables and headers, so none gets in.
"""

import re

from flowfit_invoicing.doors import refused

_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_PLANE_ENDS = "".join(
    chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF)
)
_TURNS = "\u202a-\u202e\u2066-\u2069"  # they turn round what stands beside a text
_UNPRINTABLE = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANE_ENDS}{_TURNS}]"
)
_NOT_IN_A_LINE = re.compile(f"{_UNPRINTABLE.pattern}|[\t{_BREAKS}]")
_NOT_IN_LINES = re.compile(f"{_UNPRINTABLE.pattern}|[\x0b\x0c\x85\u2028\u2029]")


def one_line(value: str) -> str:
    """Take a name, a code or a number: one line, and not blank."""
    text = possibly_empty_line(value)
    if not text.strip():
        raise refused(value, "expected a text that is not blank")
    return text


def optional_line(value: str | None) -> str | None:
    """Take one line, or None."""
    return None if value is None else one_line(value)


def possibly_empty_line(value: str) -> str:
    """Take one line that may be empty."""
    text = _text(value)
    if _NOT_IN_A_LINE.search(text):
        raise refused(value, "expected one line without control characters")
    return text


def several_lines(value: str) -> str:
    """Take a note of any number of lines; their ends become plain newlines."""
    text = _text(value).replace("\r\n", "\n").replace("\r", "\n")
    if _NOT_IN_LINES.search(text):
        raise refused(value, "expected a text without control characters")
    return text


def _text(value: str) -> str:
    if not isinstance(value, str):
        raise refused(value, "expected a string")
    # A subclass (of a template engine, say) may claim to be safe HTML; a text is text.
    return str.__str__(value)
