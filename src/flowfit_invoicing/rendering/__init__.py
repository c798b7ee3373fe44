"""Documents made readable: HTML for people's mail, text for terminals."""

from .html import HtmlRenderer
from .pages import Page, page_of
from .tables import table
from .text import TextRenderer

__all__ = ["HtmlRenderer", "Page", "TextRenderer", "page_of", "table"]
