"""HTML and text: the same page, laid out."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import evolve

import flowfit_invoicing as ffi
from flowfit_invoicing import errors
from flowfit_invoicing.rendering import HtmlRenderer, TextRenderer
from tests.quickstart import ACME, AGENCY
from tests.rendering.test_pages import DRAFT, INVOICE

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("locale", ["fr-CA", "en-CA"])
@pytest.mark.parametrize("renderer", [HtmlRenderer(), TextRenderer()], ids=type)
def test_golden(renderer: ffi.InvoiceRenderer, locale: str) -> None:
    """
    The rendered invoice is the one on file, byte for byte.
    """
    document = renderer.render(INVOICE, locale)

    ending = document.name.rpartition(".")[2]
    assert document.content == (GOLDEN / f"invoice.{locale}.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("renderer", "name", "media_type"),
    [
        (HtmlRenderer(), "F-2026-1.html", "text/html"),
        (TextRenderer(), "F-2026-1.txt", "text/plain"),
    ],
    ids=["html", "text"],
)
def test_file(renderer: ffi.InvoiceRenderer, name: str, media_type: str) -> None:
    """
    The file is named after the number; a draft has none.
    """
    document = renderer.render(INVOICE, "fr-CA")
    draft = renderer.render(DRAFT, "fr-CA")

    assert (document.name, document.media_type) == (name, media_type)
    assert draft.name == name.replace("F-2026-1", "draft")


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("2026/11/1", "2026-11-1.txt"),
        ("../../etc/passwd", "etc-passwd.txt"),
        ("...", "document.txt"),
        ("F 1", "F-1.txt"),
        ("№ 7", "7.txt"),
        ("x" * 300, "x" * 80 + ".txt"),
    ],
)
def test_hostile_number(number: str, name: str) -> None:
    """
    No number leads a file anywhere else.
    """
    document = TextRenderer().render(evolve(INVOICE, number=number), "en")

    assert document.name == name


HOSTILE = "<script>alert('\"&')</script>{{ 7 * 7 }}{% raw %}\u200f"


def hostile_invoice() -> ffi.Invoice:
    """An invoice with the same hostile text wherever a text can be."""
    address = ffi.Address(
        lines=[HOSTILE], city=HOSTILE, region=HOSTILE, postal_code=HOSTILE, country="CA"
    )
    reason = ffi.Allowance(ffi.Money(1, "CAD"), HOSTILE)
    unit = ffi.Unit(HOSTILE, HOSTILE)
    levy = ffi.Tax(HOSTILE, HOSTILE, 0, category="E", reason=HOSTILE)
    line = ffi.InvoiceLine.of(
        HOSTILE,
        ffi.Money(2, "CAD"),
        quantity=ffi.Quantity(1, unit),
        service=ffi.ClientService(HOSTILE, HOSTILE),
    )
    return evolve(
        INVOICE,
        number=HOSTILE,
        seller=ffi.Party(HOSTILE, address=address, tax_ids={"GST": HOSTILE}),
        client=evolve(ACME, party=ffi.Party(HOSTILE, address=address)),
        lines=[line.adjusted(reason)],
        taxes=[evolve(levy, registration=HOSTILE)],
        notes=f"{HOSTILE}\n{HOSTILE}",
        purchase_order=HOSTILE,
        client_reference=HOSTILE,
        cost_centre=HOSTILE,
        contact=ffi.Contact(HOSTILE),
        adjustments=[ffi.PercentAllowance(1, HOSTILE), reason],
        internal_notes=HOSTILE,
    )


TEXTS_ON_THE_PAGE = (
    1  # the title
    + 7  # the seller: name, line, city, region, code, name of the tax, registration
    + 5  # the buyer: name, line, city, region, code
    + 2  # number, purchase order
    + 3  # reference, cost centre, contact
    + 2  # reasons of the allowances on the whole
    + 3  # the line: description, unit, reason
    + 1  # the name of the tax among the totals
    + 2  # notes
    + 1  # why there is no tax
)


class Tags(HTMLParser):
    """Collects the tags and the texts of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag."""
        del attrs
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        """Note a text."""
        self.texts.append(data)


def test_hostile_texts() -> None:
    """
    Whatever a text says, it is a text: no tag, no template, and not a letter less.
    """
    page = Tags()
    page.feed(HtmlRenderer().render(hostile_invoice(), "fr-CA").content.decode())

    assert "script" not in page.tags
    assert "".join(page.texts).count(HOSTILE) == TEXTS_ON_THE_PAGE
    text = TextRenderer().render(hostile_invoice(), "fr-CA").content.decode()
    assert "49" not in text


class TestTemplatesOfOnesOwn:
    def test_instead(self, tmp_path: Path) -> None:
        """
        A template of a folder of one's own goes before ours.
        """
        template = tmp_path / "invoice.html.j2"
        template.write_text("{{ page.title }} & {{ page.notes[0] }}", encoding="utf-8")

        document = HtmlRenderer(folder=tmp_path).render(
            evolve(INVOICE, notes="<b>"), "fr"
        )

        assert document.content == b"Facture & &lt;b&gt;"

    @pytest.mark.parametrize(
        ("source", "cause"),
        [
            pytest.param("{{ page.nothing }}", "UndefinedError", id="unknown name"),
            pytest.param("{% if %}", "TemplateSyntaxError", id="syntax"),
            pytest.param("{{ 1 / 0 }}", "ZeroDivisionError", id="exception"),
            pytest.param(
                "{% include '/etc/passwd' %}", "TemplateNotFound", id="absolute path"
            ),
            pytest.param(
                "{% include '../x' %}", "TemplateNotFound", id="path that leads out"
            ),
            pytest.param(
                "{{ page.__class__.__mro__ }}", "SecurityError", id="inner parts"
            ),
        ],
    )
    def test_broken(self, source: str, cause: str, tmp_path: Path) -> None:
        """
        A template that fails is told by its name, with the cause.
        """
        (tmp_path / "x.j2").write_text(source, encoding="utf-8")

        with pytest.raises(errors.RenderingError) as raised:
            HtmlRenderer("x.j2", folder=tmp_path).render(INVOICE, "fr")

        assert raised.value.template == "x.j2"
        assert cause in raised.value.cause
        assert str(raised.value).startswith(f"template x.j2: {cause}")

    def test_missing(self) -> None:
        """
        A template that is not there is told in the same way.
        """
        with pytest.raises(errors.RenderingError, match="TemplateNotFound"):
            HtmlRenderer("nothing.j2").render(INVOICE, "fr")


def test_agency_is_the_seller() -> None:
    """
    Seller and buyer are not mixed up.
    """
    text = TextRenderer().render(INVOICE, "fr-CA").content.decode()

    assert text.index(AGENCY.name) < text.index("Facturé à") < text.index("Acme inc.")
