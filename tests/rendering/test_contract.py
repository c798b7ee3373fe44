"""Our renderers pass the tests that a host's own is asked to pass."""

from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from flowfit_invoicing.testing import InvoiceRendererContract


class TestHtmlRenderer(InvoiceRendererContract):
    """The one that makes a page."""

    def make_renderer(self) -> HtmlRenderer:
        """Make one with our template."""
        return HtmlRenderer()


class TestTextRenderer(InvoiceRendererContract):
    """The one that makes plain text."""

    def make_renderer(self) -> TextRenderer:
        """Make one."""
        return TextRenderer()
