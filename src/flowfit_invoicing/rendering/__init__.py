"""Documents made readable: HTML for people's mail, text and tables for terminals."""

from .comparisons import comparison_table, coverage_table
from .html import HtmlRenderer
from .pages import Page, page_of
from .payment_terms import terms_text
from .projects import projects_table
from .receivables import aging_table, statement_table
from .tables import table
from .text import TextRenderer
from .work_comparisons import work_table

__all__ = [
    "HtmlRenderer",
    "Page",
    "TextRenderer",
    "aging_table",
    "comparison_table",
    "coverage_table",
    "page_of",
    "projects_table",
    "statement_table",
    "table",
    "terms_text",
    "work_table",
]
