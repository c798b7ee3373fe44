"""A document made readable, as a file that goes with a mail."""

import re

from attrs import field, frozen

from flowfit_invoicing.doors import of_type, refused
from flowfit_invoicing.text import one_line

_MEDIA_TYPE = re.compile(
    r"(?!multipart/|message/)[a-z0-9][\w!#$&^.+-]*/[a-z0-9][\w!#$&^.+-]*"
    r"(?:; ?[a-z0-9-]+=(?:[\w.:+-]+|\"[\w .:/+-]*\"))*",
    re.ASCII | re.IGNORECASE,
)


def _file_name(value: str) -> str:
    name = one_line(value)
    if "/" in name or "\\" in name or name.startswith("."):
        raise refused(value, "expected the plain name of a file")
    return name


def _media_type(value: str) -> str:
    line = one_line(value)
    if not _MEDIA_TYPE.fullmatch(line):
        raise refused(value, "expected a media type, such as 'text/html'")
    return line


@frozen
class RenderedDocument:
    """A document made readable: the content of a file, its name and its media type."""

    name: str = field(converter=_file_name)
    media_type: str = field(converter=_media_type)
    content: bytes = field(validator=of_type(bytes))
