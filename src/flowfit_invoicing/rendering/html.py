"""Documents as HTML, by templates of Jinja2."""

from functools import lru_cache
from pathlib import Path

from attrs import field, frozen
from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.sandbox import ImmutableSandboxedEnvironment

from flowfit_invoicing.errors import RenderingError
from flowfit_invoicing.ports import Document, RenderedDocument
from flowfit_invoicing.text import one_line

from .names import file_name
from .pages import page_of


def _optional_path(value: Path | str | None) -> Path | None:
    return None if value is None else Path(value)


@frozen
class HtmlRenderer:
    """Renders documents as one HTML file, styled for screen and paper.

    Templates of a folder of one's own go before those that come with the package; they
    get a `page` (`flowfit_invoicing.rendering.Page`), and everything is escaped.
    """

    template: str = field(converter=one_line, default="invoice.html.j2")
    folder: Path | None = field(converter=_optional_path, default=None, kw_only=True)

    def render(self, document: Document, locale: str) -> RenderedDocument:
        """Render *document*; the same document gives the same bytes.

        Raises:
            RenderingError: If the template fails.
        """
        page = page_of(document, locale)
        try:
            template = _environment(self.folder).get_template(self.template)
            html = template.render(page=page)
        except Exception as error:
            cause = f"{type(error).__name__}: {error}"
            raise RenderingError(self.template, cause) from error
        return RenderedDocument(file_name(document, "html"), "text/html", html.encode())


@lru_cache(maxsize=16)
def _environment(folder: Path | None) -> ImmutableSandboxedEnvironment:
    loaders: list[BaseLoader] = [PackageLoader("flowfit_invoicing.rendering")]
    if folder is not None:
        loaders.insert(0, FileSystemLoader(folder))
    return ImmutableSandboxedEnvironment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
