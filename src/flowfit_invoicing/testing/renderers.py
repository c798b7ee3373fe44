"""What every renderer must do, as tests to subclass."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from flowfit_invoicing.documents import Preview
from flowfit_invoicing.ports import Document, InvoiceRenderer, RenderedDocument

from .samples import DAY, draft_of, invoice_of

_INVOICE = invoice_of("F-1", "T-1", "T-2")
_DOCUMENTS: dict[str, Document] = {
    "an invoice": _INVOICE,
    "a quote": draft_of("T-1").quote("Q-1", DAY, DAY),
    "a draft, as a preview": Preview.of(draft_of("T-1"), DAY),
}
_HOSTILE = "<script>alert(1)</script> {{ 1234567 * 2 }} %s \\input{x} #eval"


class InvoiceRendererContract:
    """All that `Invoicing` relies on. A host's own renderer passes it with three lines.

    class TestOurRenderer(InvoiceRendererContract):
        def make_renderer(self) -> InvoiceRenderer:
            return OurRenderer()
    """

    def make_renderer(self) -> InvoiceRenderer:
        """Make a renderer."""
        raise NotImplementedError

    def _rendered(self, document: Document, locale: str = "fr-CA") -> RenderedDocument:
        rendered = self.make_renderer().render(document, locale)
        assert isinstance(rendered, RenderedDocument)
        return rendered

    @pytest.mark.parametrize("locale", ["en-CA", "fr-CA", "fr", "en", "de-CH", "iu"])
    @pytest.mark.parametrize("kind", _DOCUMENTS)
    def test_all_documents(self, kind: str, locale: str) -> None:
        """All kinds of documents can be rendered, in any language of a client."""
        assert self._rendered(_DOCUMENTS[kind], locale).content

    def test_same_bytes(self) -> None:
        """Nothing of chance or of the clock is in it: the same gives the same."""
        assert self._rendered(_INVOICE) == self._rendered(_INVOICE)

    def test_documents_differ(self) -> None:
        """Two invoices are not rendered as one and the same."""
        other = self._rendered(invoice_of("F-2", "T-1"))
        assert other.content != self._rendered(_INVOICE).content

    def test_texts_are_data(self) -> None:
        """What a person types in is printed, and is no markup and no program."""
        rendered = self._rendered(evolve(_INVOICE, notes=_HOSTILE))
        if "html" in rendered.media_type or "xml" in rendered.media_type:
            assert b"<script>alert" not in rendered.content
        assert b"2469134" not in rendered.content

    def test_eight_at_once(self) -> None:
        """Eight threads may render at once, each in its language."""
        renderer = self.make_renderer()
        locales = ["fr-CA", "en-CA"] * 4
        alone = [renderer.render(_INVOICE, locale) for locale in locales]
        with ThreadPoolExecutor(8) as pool:
            together = list(pool.map(renderer.render, [_INVOICE] * 8, locales))
        assert together == alone
